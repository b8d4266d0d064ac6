//! The page of the newest edition that takes the place of a page of an earlier one.

use dtmm_content::document::Document;
use dtmm_model::Lang;

use super::address;
use super::page::About;
use super::tree::Tree;

/// The newest edition, as seen from the pages of an earlier one.
pub(super) struct Successor<'a> {
    document: &'a Document,
    tree: &'a Tree,
}

impl<'a> Successor<'a> {
    /// Takes the newest edition and the tree with its pages.
    pub(super) fn new(document: &'a Document, tree: &'a Tree) -> Successor<'a> {
        Successor { document, tree }
    }

    /// The name of the newest edition.
    pub(super) fn edition(&self) -> &'a str {
        self.document.standard.edition()
    }

    /// The path of the page that shows the same thing there, or what it lies in.
    pub(super) fn page(&self, lang: Lang, path: &str, about: About<'_>) -> String {
        let standard = &self.document.standard;
        let (moved, domain) = match about {
            About::Subdomain(domain, old) => {
                let same_code = standard.subdomains().find(|(_, new)| new.code == old.code);
                (same_code.map(|(domain, new)| address::subdomain(domain, new)), Some(address::domain(domain)))
            }
            _ => (None, None),
        };
        let [moved, domain] = [moved, domain].map(|page| page.map(|page| address::in_language(lang, &page)));
        let home = address::in_language(lang, "index.html");
        let mut candidates = [moved, Some(path.to_owned()), domain, Some(home)].into_iter().flatten();
        candidates.find(|path| self.tree.get(path).is_some()).unwrap_or_else(|| "index.html".to_owned())
    }
}
