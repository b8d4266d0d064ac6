//! The page of the newest edition that takes the place of a page of an earlier one.

use std::collections::BTreeSet;

use dtmm_content::document::Document;
use dtmm_model::Lang;

use super::address;
use super::page::About;
use super::tree::Tree;

/// The newest edition, as seen from the pages of an earlier one.
pub(super) struct Successor<'a> {
    document: &'a Document,
    pages: BTreeSet<String>,
}

impl<'a> Successor<'a> {
    /// Takes the newest edition and the tree with its pages.
    pub(super) fn new(document: &'a Document, tree: &Tree) -> Successor<'a> {
        let pages = tree.iter().map(|(path, _)| path).filter(|path| path.ends_with(".html"));
        Successor { document, pages: pages.map(str::to_owned).collect() }
    }

    /// The name of the newest edition.
    pub(super) fn edition(&self) -> &'a str {
        self.document.standard.edition()
    }

    /// The path of the page that shows the same thing there, or what it lies in.
    pub(super) fn page(&self, lang: Lang, path: &str, about: About<'_>) -> String {
        let standard = &self.document.standard;
        let same_code = match about {
            About::Subdomain(_, old) => standard.subdomains().find(|(_, new)| new.code == old.code),
            _ => None,
        };
        let moved =
            same_code.map(|(domain, subdomain)| address::in_language(lang, &address::subdomain(domain, subdomain)));
        let domain = match about {
            About::Subdomain(domain, _) => Some(address::in_language(lang, &address::domain(domain))),
            _ => None,
        };
        let home = address::in_language(lang, "index.html");
        let candidates = [moved, Some(path.to_owned()), domain, Some(home)].into_iter().flatten();
        candidates.into_iter().find(|path| self.pages.contains(path)).unwrap_or_else(|| "index.html".to_owned())
    }
}
