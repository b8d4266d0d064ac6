//! Texts besides the entries that differ between two editions: found by comparing, since nobody lists them.

use std::collections::BTreeMap;

use dtmm_content::document::{Document, TextPart};
use dtmm_content::parse::{Block, markdown};
use dtmm_model::Lang;

use crate::words::SiteWord;

/// A text that differs; one that only one of the editions has is absent from the other.
pub(super) struct OtherChange {
    pub(super) place: OtherPlace,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// Where a text stands: a word of the site, with the name to fill into it.
#[derive(Clone)]
pub(super) struct OtherPlace {
    order: usize,
    pub(super) word: SiteWord,
    pub(super) name: String,
}

/// All that differ, each once, in the order of the newer edition; what is gone stands about where it stood.
pub(super) fn list(before: &Document, after: &Document, lang: Lang) -> Vec<OtherChange> {
    let (mut old, new) = (texts(before, lang), texts(after, lang));
    let mut list = Vec::new();
    for (key, (place, text)) in &new {
        let was = old.remove(key).map(|(_, text)| text);
        if was.as_ref() != Some(text) {
            list.push(OtherChange { place: place.clone(), before: was, after: Some(text.clone()) });
        }
    }
    list.extend(old.into_values().map(|(place, text)| OtherChange { place, before: Some(text), after: None }));
    list.sort_by_key(|change| change.place.order);
    list
}

/// All texts besides the entries, by a key that is the same in both editions.
fn texts(document: &Document, lang: Lang) -> BTreeMap<String, (OtherPlace, String)> {
    let mut texts = OtherTexts { list: BTreeMap::new() };
    let standard = &document.standard;
    texts.add("title".to_owned(), SiteWord::OtherTitle, "", standard.title().get(lang));
    for part in &document.text {
        texts.part(part, lang);
    }
    for level in standard.levels() {
        let name = level.name.get(lang);
        texts.add(format!("level {} name", level.level), SiteWord::OtherLevelName, &level.level.to_string(), name);
        texts.add(
            format!("level {}", level.level),
            SiteWord::OtherLevel,
            name,
            level.text.as_ref().map_or("", |text| text.get(lang)),
        );
    }
    for domain in standard.domains() {
        let name = domain.name.get(lang);
        texts.add(format!("domain {} name", domain.slug), SiteWord::OtherDomainName, name, name);
        texts.add(
            format!("domain {}", domain.slug),
            SiteWord::OtherDomain,
            name,
            domain.intro.as_ref().map_or("", |intro| intro.get(lang)),
        );
        for subdomain in &domain.subdomains {
            let code = subdomain.code.to_string();
            let within = format!("{} › {}", name, subdomain.name.get(lang));
            texts.add(format!("subdomain {code}"), SiteWord::OtherSubdomainName, &code, &within);
        }
    }
    for term in &document.terms {
        let text = format!("{} {}", term.name.get(lang), term.definition.get(lang));
        texts.add(
            format!("term {}", term.name.get(document.languages.binding())),
            SiteWord::OtherTerm,
            term.name.get(lang),
            &text,
        );
    }
    for (key, list) in [("normative", &document.references), ("bibliography", &document.bibliography)] {
        for reference in list {
            let text = format!("{} {}", reference.number, reference.title.get(lang));
            texts.add(format!("{key} {}", reference.number), SiteWord::OtherReference, &reference.number, &text);
        }
    }
    texts.list
}

struct OtherTexts {
    list: BTreeMap<String, (OtherPlace, String)>,
}

impl OtherTexts {
    fn add(&mut self, key: String, word: SiteWord, name: &str, text: &str) {
        let place = OtherPlace { order: self.list.len(), word, name: name.to_owned() };
        if !text.is_empty() {
            self.list.insert(key, (place, text.to_owned()));
        }
    }

    /// The paragraphs of a part, joined: which of them belongs to which is not said anywhere.
    fn part(&mut self, part: &TextPart, lang: Lang) {
        let words = part.blocks.get(lang).iter().filter_map(|block| match block {
            Block::Paragraph(text) => Some(markdown::to_text(text)),
            Block::Insertion(_) => None,
        });
        let title = part.title.get(lang);
        let heading = part.number.as_ref().map_or_else(|| title.clone(), |number| format!("{number} {title}"));
        let words: Vec<_> = words.collect();
        self.add(format!("part {}", part.stem), SiteWord::OtherPart, &heading, &words.join(" "));
    }
}
