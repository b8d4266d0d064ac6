//! Linked data: what a page is about, for search engines, in the vocabulary of schema.org.
//!
//! The text of a standard is a `CreativeWork`: schema.org has no type for standards. The Chinese is the
//! work, the English its translation.

use dtmm_model::{Domain, Entry, Lang, Level, Subdomain};
use serde_json::{Value, json};

use super::address;
use super::page::{About, Page};
use super::views::Viewer;
use crate::words::Word;
use dtmm_content::document::Document;

/// The block of a page, safe within a `script` element.
pub(super) fn block(document: &Document, base: Option<&str>, page: &Page<'_>) -> Option<String> {
    let linker = Linker { document, base, lang: page.lang, path: &page.path };
    let mut value = match page.about {
        About::Document => linker.document(),
        About::FullText => linker.full_text(),
        About::Domain(domain) => linker.domain(domain),
        About::Subdomain(domain, subdomain) => linker.subdomain(domain, subdomain),
        About::Level(level) => linker.level(level),
        About::Requirement(domain, subdomain, entry) => linker.requirement(domain, subdomain, entry),
        About::Site => linker.page(&page.title),
        About::Nothing => return None,
    };
    value["@context"] = "https://schema.org".into();
    Some(value.to_string().replace('<', "\\u003c"))
}

struct Linker<'a> {
    document: &'a Document,
    base: Option<&'a str>,
    lang: Lang,
    path: &'a str,
}

impl Linker<'_> {
    fn word(&self, word: Word, lang: Lang) -> &str {
        self.document.interface.word(word, lang)
    }

    fn link(&self, path: &str) -> String {
        address::link(self.base, self.path, path)
    }

    fn node(&self, lang: Lang, page: &str) -> Value {
        json!({ "@id": self.link(&address::in_language(lang, page)) })
    }

    /// The document in the language of the page, by what every page about it says.
    fn full_text(&self) -> Value {
        let standard = &self.document.standard;
        let mut work = json!({
            "@id": self.link(&address::in_language(self.lang, "standard.html")),
            "@type": "CreativeWork",
            "name": standard.title().get(self.lang),
            "identifier": standard.number(),
            "version": standard.edition(),
            // The word of schema.org for the stage 征求意见稿.
            "creativeWorkStatus": "Draft",
            "inLanguage": self.lang.tag(),
        });
        let relation = match self.lang {
            Lang::Zh => "workTranslation",
            Lang::En => "translationOfWork",
        };
        work[relation] = self.node(self.lang.other(), "standard.html");
        work
    }

    fn document(&self) -> Value {
        let standard = &self.document.standard;
        let issuer = |lang| self.word(Word::Issuer, lang);
        let publisher = json!({ "@type": "Organization", "name": issuer(Lang::Zh), "alternateName": issuer(Lang::En) });
        let mut work = self.full_text();
        work["alternateName"] = standard.title().get(self.lang.other()).as_str().into();
        work["dateModified"] = self.document.modified.as_str().into();
        match self.lang {
            Lang::Zh => work["publisher"] = publisher,
            // The association has published the Chinese only.
            Lang::En => work["translationOfWork"]["publisher"] = publisher,
        }
        work
    }

    /// A part of the document, with the way to it.
    fn part(&self, name: &str, position: usize, whole: Value, way: &[(&str, String)]) -> Value {
        let home = (self.word(Word::NavModel, self.lang), "index.html".to_owned());
        let steps: Vec<Value> = [home]
            .iter()
            .chain(way)
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
        let position = place(self.document.standard.domains(), domain);
        let way = [(name.as_str(), address::domain(domain))];
        self.part(&format!("{} {name}", domain.clause), position, self.node(self.lang, "standard.html"), &way)
    }

    fn subdomain(&self, domain: &Domain, subdomain: &Subdomain) -> Value {
        let (above, name) = (domain.name.get(self.lang), subdomain.name.get(self.lang));
        let whole = self.node(self.lang, &address::domain(domain));
        let page = address::subdomain(domain, subdomain);
        let way = [(above.as_str(), address::domain(domain)), (name.as_str(), page)];
        self.part(name, place(&domain.subdomains, subdomain), whole, &way)
    }

    fn level(&self, level: Level) -> Value {
        let viewer = Viewer::plain(self.document, self.lang);
        let name = viewer.level_name(level);
        let whole = self.node(self.lang, "standard.html");
        self.part(name, usize::from(level.number()), whole, &[(name, address::level(level))])
    }

    fn requirement(&self, domain: &Domain, subdomain: &Subdomain, entry: &Entry) -> Value {
        let page = address::subdomain(domain, subdomain);
        let translation = format!("{}#{}", self.link(&address::in_language(Lang::En, &page)), entry.id);
        json!({
            "@id": self.link(self.path),
            "@type": "CreativeWork",
            "identifier": entry.id.to_string(),
            "name": entry.id.to_string(),
            "position": place(&subdomain.cell(entry.id.cell.level).entries, entry),
            "inLanguage": Lang::Zh.tag(),
            "text": entry.text.zh,
            "isPartOf": self.node(Lang::Zh, &page),
            "workTranslation": {
                "@id": translation,
                "@type": "CreativeWork",
                "inLanguage": Lang::En.tag(),
                "text": entry.text.en,
            },
        })
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

/// Where one of several stands, counted from 1.
fn place<T>(all: &[T], one: &T) -> usize {
    all.iter().position(|other| std::ptr::eq(other, one)).map_or(0, |index| index + 1)
}
