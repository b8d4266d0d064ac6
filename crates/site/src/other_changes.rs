//! What differs between two editions besides the words of the entries: found by comparing, since nobody lists them.

use std::collections::BTreeMap;

use dtmm_content::document::{Document, TextPart};
use dtmm_content::parse::{Block, markdown};
use dtmm_model::{Bilingual, Changes, Domain, EditionChange, Entry, Lang, LevelText, RequirementId, Subdomain};

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
pub(super) fn list(before: &Document, after: &Document, changes: &Changes, lang: Lang) -> Vec<OtherChange> {
    let (mut old, new) =
        (texts(before, EditionSide::Before(changes), lang), texts(after, EditionSide::After(changes), lang));
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

/// Which of the two editions is read, with the changes between them.
#[derive(Clone, Copy)]
enum EditionSide<'a> {
    Before(&'a Changes),
    After(&'a Changes),
}

impl EditionSide<'_> {
    fn change(&self, id: RequirementId) -> Option<&EditionChange> {
        match self {
            EditionSide::Before(changes) => changes.of_earlier(id),
            EditionSide::After(changes) => changes.of_later(id),
        }
    }

    /// The identifier that an entry has in the newer edition, where it has one.
    fn later(&self, id: RequirementId) -> RequirementId {
        match (self, self.change(id).map(|change| (change.from.as_slice(), change.to.as_slice()))) {
            (EditionSide::Before(_), Some(([_], [to]))) => *to,
            _ => id,
        }
    }

    /// Whether both editions have the entry under one identifier.
    fn stays(&self, id: RequirementId) -> bool {
        self.change(id).is_none_or(|change| change.from == change.to)
    }
}

/// All texts besides the entries, by a key that is the same in both editions.
fn texts(document: &Document, side: EditionSide<'_>, lang: Lang) -> BTreeMap<String, (OtherPlace, String)> {
    let mut texts = OtherTexts { lang, list: BTreeMap::new() };
    texts.cover(document);
    for part in &document.text {
        texts.part(part);
    }
    for level in document.standard.levels() {
        texts.level(level);
    }
    for domain in document.standard.domains() {
        texts.domain(domain);
        for entry in domain.subdomains.iter().flat_map(Subdomain::entries) {
            texts.entry(document, entry, side);
        }
    }
    texts.terms(document);
    texts.list
}

struct OtherTexts {
    lang: Lang,
    list: BTreeMap<String, (OtherPlace, String)>,
}

impl OtherTexts {
    fn add(&mut self, key: String, word: SiteWord, name: &str, text: &str) {
        let place = OtherPlace { order: self.list.len(), word, name: name.to_owned() };
        if !text.is_empty() {
            self.list.insert(key, (place, text.to_owned()));
        }
    }

    /// The title and the number; then the lines of the cover that say neither.
    fn cover(&mut self, document: &Document) {
        let (standard, lang) = (&document.standard, self.lang);
        let (title, number) = (standard.title().get(lang), standard.number().unwrap_or_default());
        self.add("title".to_owned(), SiteWord::OtherTitle, "", title);
        self.add("number".to_owned(), SiteWord::OtherNumber, "", number);
        self.add("status".to_owned(), SiteWord::OtherStatus, "", document.status.get(lang));
        let said = [title.as_str(), number, document.status.get(lang)];
        let lines = document.cover.iter().map(|(_, line)| line.get(lang).as_str());
        let lines: Vec<_> = lines.filter(|line| !said.contains(&line.trim_matches(['(', ')', '（', '）']))).collect();
        self.add("cover".to_owned(), SiteWord::OtherCover, "", &lines.join(" / "));
    }

    /// The heading and the paragraphs of a part, joined: which paragraph belongs to which is not said anywhere.
    fn part(&mut self, part: &TextPart) {
        let title = part.title.get(self.lang);
        let heading = part.number.as_ref().map_or_else(|| title.clone(), |number| format!("{number} {title}"));
        let paragraphs = part.blocks.get(self.lang).iter().filter_map(|block| match block {
            Block::Paragraph(text) => Some(markdown::to_text(text)),
            Block::Insertion(_) => None,
        });
        let text: Vec<_> = std::iter::once(heading.clone()).chain(paragraphs).collect();
        self.add(format!("part {}", part.stem), SiteWord::OtherPart, &heading, &text.join(" "));
    }

    fn level(&mut self, level: &LevelText) {
        let (name, number) = (level.name.get(self.lang), level.level.to_string());
        self.add(format!("level {number} name"), SiteWord::OtherLevelName, &number, name);
        let text = level.text.as_ref().map_or("", |text| text.get(self.lang));
        self.add(format!("level {number}"), SiteWord::OtherLevel, name, text);
    }

    fn domain(&mut self, domain: &Domain) {
        let (name, slug) = (domain.name.get(self.lang), &domain.slug);
        let numbers = domain.numbers.as_ref().map(|numbers| format!("{}, {}", numbers.clause, numbers.table));
        let text =
            |text: &Option<Bilingual>| text.as_ref().map_or_else(String::new, |text| text.get(self.lang).clone());
        for (key, word, text) in [
            ("name", SiteWord::OtherDomainName, name.clone()),
            ("numbers", SiteWord::OtherDomainNumbers, numbers.unwrap_or_default()),
            ("intro", SiteWord::OtherDomain, text(&domain.intro)),
            ("caption", SiteWord::OtherCaption, text(&domain.caption)),
        ] {
            self.add(format!("domain {slug} {key}"), word, name, &text);
        }
        for subdomain in &domain.subdomains {
            let code = subdomain.code.to_string();
            let within = format!("{name} › {}", subdomain.name.get(self.lang));
            self.add(format!("subdomain {code}"), SiteWord::OtherSubdomainName, &code, &within);
        }
    }

    /// What the list of changes says nothing of: the examples of an entry, its label, and its translation where the
    /// binding text is as it was.
    fn entry(&mut self, document: &Document, entry: &Entry, side: EditionSide<'_>) {
        let id = side.later(entry.id).to_string();
        let examples: Vec<_> = entry.examples.iter().map(|example| example.text.get(self.lang).as_str()).collect();
        self.add(format!("entry {id} examples"), SiteWord::OtherExamples, &id, &examples.join(" "));
        if !side.stays(entry.id) {
            return;
        }
        let label = entry.label.as_ref().map(|label| document.standard.labels().print(label));
        self.add(format!("entry {id} label"), SiteWord::OtherLabel, &id, &label.unwrap_or_default());
        if side.change(entry.id).is_none() && self.lang != document.languages.binding() {
            self.add(format!("entry {id}"), SiteWord::OtherTranslation, &id, entry.text.get(self.lang));
        }
    }

    fn terms(&mut self, document: &Document) {
        let lang = self.lang;
        for term in &document.terms {
            let name = term.name.get(lang);
            let notes = term.notes.iter().chain(&term.source).map(|text| text.get(lang));
            let text: Vec<_> =
                [&term.number, name, term.definition.get(lang)].into_iter().chain(notes).cloned().collect();
            let key = format!("term {}", term.name.get(document.languages.binding()));
            self.add(key, SiteWord::OtherTerm, name, &text.join(" "));
        }
        for abbreviation in &document.abbreviations {
            let short = &abbreviation.short;
            let text = format!("{short} {}", abbreviation.name.get(lang));
            self.add(format!("abbreviation {short}"), SiteWord::OtherAbbreviation, short, &text);
        }
        for (key, list) in [("normative", &document.references), ("bibliography", &document.bibliography)] {
            for reference in list {
                let text = format!("{} {}", reference.number, reference.title.get(lang));
                self.add(format!("{key} {}", reference.number), SiteWord::OtherReference, &reference.number, &text);
            }
        }
    }
}
