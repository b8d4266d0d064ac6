//! JSON-LD in the vocabulary of schema.org: what a page is about, for search engines.
//!
//! The text of a standard is a `CreativeWork`: schema.org has no type for standards. The binding
//! text is the work, the other its translation.

use dtmm_model::{Domain, Entry, Lang, Level, Subdomain};
use serde_json::{Value, json};

use super::address;
use super::editor_notes::numbered;
use super::page::{About, PageMeta};
use super::placement::Placement;
use super::views::Viewer;
use crate::words::SiteWord;
use dtmm_content::document::Document;

/// The JSON-LD of a page, escaped for a `script` element; `None` if the page is about nothing.
pub(super) fn block(
    document: &Document,
    base: Option<&str>,
    placement: &Placement,
    page: &PageMeta<'_>,
) -> Option<String> {
    let json_ld = JsonLd { document, base, placement, lang: page.lang, path: &page.path };
    let mut value = match page.about {
        About::Document => json_ld.document(),
        About::FullText => json_ld.full_text(),
        About::Domain(domain) => json_ld.domain(domain),
        About::Subdomain(domain, subdomain) => json_ld.subdomain(domain, subdomain),
        About::Level(level) => json_ld.level(level),
        About::Requirement(domain, subdomain, entry) => json_ld.requirement(domain, subdomain, entry),
        About::Site => json_ld.page(&page.title),
        About::Nothing => return None,
    };
    value["@context"] = "https://schema.org".into();
    Some(value.to_string().replace('<', "\\u003c"))
}

struct JsonLd<'a> {
    document: &'a Document,
    base: Option<&'a str>,
    placement: &'a Placement,
    lang: Lang,
    path: &'a str,
}

impl JsonLd<'_> {
    fn word(&self, word: SiteWord, lang: Lang) -> &str {
        self.document.interface.word(word, lang)
    }

    /// Whether the page is in a language whose text does not bind.
    fn is_translation(&self) -> bool {
        self.document.languages.translation() == Some(self.lang)
    }

    fn link(&self, path: &str) -> String {
        address::link(self.base, &self.placement.path(self.path), &self.placement.path(path))
    }

    fn node(&self, lang: Lang, page: &str) -> Value {
        json!({ "@id": self.link(&address::in_language(lang, page)) })
    }

    /// The document in the language of the page, with the properties that every page about it has.
    fn full_text(&self) -> Value {
        let standard = &self.document.standard;
        let mut work = json!({
            "@id": self.link(&address::in_language(self.lang, "standard.html")),
            "@type": "CreativeWork",
            "name": standard.title().get(self.lang),
            "version": standard.edition(),
            "creativeWorkStatus": self.word(SiteWord::DataStatus, self.lang),
            "inLanguage": self.lang.tag(),
        });
        if let Some(number) = standard.number() {
            work["identifier"] = number.into();
        }
        if let Some(other) = self.document.languages.other(self.lang) {
            let relation = if self.is_translation() { "translationOfWork" } else { "workTranslation" };
            work[relation] = self.node(other, "standard.html");
        }
        work
    }

    fn document(&self) -> Value {
        let standard = &self.document.standard;
        let issuer = |lang| self.word(SiteWord::Issuer, lang);
        let languages = self.document.languages;
        let mut publisher = json!({ "@type": "Organization", "name": issuer(languages.binding()) });
        if let Some(translation) = languages.translation() {
            publisher["alternateName"] = issuer(translation).into();
        }
        let mut work = self.full_text();
        if let Some(other) = languages.other(self.lang) {
            work["alternateName"] = standard.title().get(other).as_str().into();
        }
        work["dateModified"] = self.document.modified.as_str().into();
        // The issuer has published the binding text only.
        match self.is_translation() {
            false => work["publisher"] = publisher,
            true => work["translationOfWork"]["publisher"] = publisher,
        }
        work
    }

    /// A part of the document, with its breadcrumbs.
    fn part(&self, name: &str, position: usize, whole: Value, breadcrumbs: &[(&str, String)]) -> Value {
        let home = (self.word(SiteWord::NavModel, self.lang), "index.html".to_owned());
        let steps: Vec<Value> = [home]
            .iter()
            .chain(breadcrumbs)
            .enumerate()
            .map(|(index, (name, page))| {
                let item = self.link(&address::in_language(self.lang, page));
                json!({ "@type": "ListItem", "position": index + 1, "name": name, "item": item })
            })
            .collect();
        let part = json!({
            "@id": self.link(self.path),
            "@type": "CreativeWork",
            "name": name,
            "position": position,
            "inLanguage": self.lang.tag(),
            "isPartOf": whole,
        });
        json!({ "@graph": [part, { "@type": "BreadcrumbList", "itemListElement": steps }] })
    }

    fn domain(&self, domain: &Domain) -> Value {
        let name = domain.name.get(self.lang);
        let position = position(self.document.standard.domains(), domain);
        let breadcrumbs = [(name.as_str(), address::domain(domain))];
        self.part(&numbered(domain.clause(), name), position, self.node(self.lang, "standard.html"), &breadcrumbs)
    }

    fn subdomain(&self, domain: &Domain, subdomain: &Subdomain) -> Value {
        let (above, name) = (domain.name.get(self.lang), subdomain.name.get(self.lang));
        let whole = self.node(self.lang, &address::domain(domain));
        let page = address::subdomain(domain, subdomain);
        let breadcrumbs = [(above.as_str(), address::domain(domain)), (name.as_str(), page)];
        self.part(name, position(&domain.subdomains, subdomain), whole, &breadcrumbs)
    }

    fn level(&self, level: Level) -> Value {
        let viewer = Viewer::plain(self.document, self.lang);
        let name = viewer.level_name(level);
        let whole = self.node(self.lang, "standard.html");
        self.part(name, usize::from(level.number()), whole, &[(name, address::level(level))])
    }

    fn requirement(&self, domain: &Domain, subdomain: &Subdomain, entry: &Entry) -> Value {
        let page = address::subdomain(domain, subdomain);
        let binding = self.document.languages.binding();
        let mut work = json!({
            "@id": self.link(self.path),
            "@type": "CreativeWork",
            "identifier": entry.id.to_string(),
            "name": entry.id.to_string(),
            "position": position(&subdomain.cell(entry.id.cell.level).entries, entry),
            "inLanguage": binding.tag(),
            "text": entry.text.get(binding),
            "isPartOf": self.node(binding, &page),
        });
        if let Some(translation) = self.document.languages.translation() {
            work["workTranslation"] = json!({
                "@id": format!("{}#{}", self.link(&address::in_language(translation, &page)), entry.id),
                "@type": "CreativeWork",
                "inLanguage": translation.tag(),
                "text": entry.text.get(translation),
            });
        }
        work
    }

    fn page(&self, title: &str) -> Value {
        json!({
            "@id": self.link(self.path),
            "@type": "WebPage",
            "name": title,
            "inLanguage": self.lang.tag(),
            "about": self.node(self.lang, "standard.html"),
        })
    }
}

/// The position of an element in a list, from 1.
fn position<T>(all: &[T], element: &T) -> usize {
    all.iter().position(|other| std::ptr::eq(other, element)).map_or(0, |index| index + 1)
}
