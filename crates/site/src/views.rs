//! What pages show of the model, in one language.

use std::iter;

use dtmm_model::{Bilingual, Cell, Domain, Entry, Example, Lang, Level, Standard, Subdomain};
use serde::Serialize;

use super::address;
use super::marked::Marked;
use super::templates::fill_in;
use crate::words::Word;
use dtmm_content::document::Document;

#[derive(Serialize)]
pub(super) struct LevelView {
    pub(super) number: u8,
    pub(super) letter: char,
    pub(super) name: String,
    pub(super) text: String,
}

#[derive(Serialize)]
pub(super) struct DomainView {
    slug: String,
    clause: String,
    name: String,
    intro: String,
    /// The marks of notes about the clause, and about its table.
    marks: String,
    table_id: String,
    table_caption: String,
    table_marks: String,
    subdomains: Vec<SubdomainView>,
}

#[derive(Serialize)]
pub(super) struct SubdomainView {
    code: String,
    name: String,
    /// Its address in a language.
    path: String,
    marks: String,
    /// How many letters its entries have: from that the stylesheet reckons the room that they take.
    letters: usize,
    cells: Vec<CellView>,
}

#[derive(Serialize)]
pub(super) struct CellView {
    id: String,
    level: u8,
    level_name: String,
    marks: String,
    count: usize,
    entries: Vec<EntryView>,
}

#[derive(Serialize)]
pub(super) struct EntryView {
    id: String,
    letter: char,
    text: String,
    /// The text with links to what explains its words, where it has such.
    html: Option<String>,
    kind: &'static str,
    modal: &'static str,
    conditional: bool,
    /// Whether its words await review.
    stale: bool,
    level: u8,
    examples: Vec<ExampleView>,
}

#[derive(Serialize)]
pub(super) struct ExampleView {
    letter: Option<char>,
    text: String,
    html: Option<String>,
}

/// Makes views of the model in one language.
#[derive(Clone, Copy)]
pub(super) struct Viewer<'a> {
    pub(super) document: &'a Document,
    pub(super) lang: Lang,
    /// What stands beside words.
    pub(super) marked: Option<&'a Marked<'a>>,
    /// From the page to those of the language: `""`, `"../"`, `"../zh/"`.
    pub(super) before: &'static str,
}

impl<'a> Viewer<'a> {
    /// For names and places only: nothing stands beside words.
    pub(super) fn plain(document: &'a Document, lang: Lang) -> Viewer<'a> {
        Viewer { document, lang, marked: None, before: "" }
    }

    /// The same for pages that stand elsewhere.
    pub(super) fn at(self, before: &'static str) -> Self {
        Viewer { before, ..self }
    }

    fn text(&self, text: &Bilingual) -> String {
        text.get(self.lang).clone()
    }

    fn standard(&self) -> &Standard {
        &self.document.standard
    }

    pub(super) fn level_name(&self, level: Level) -> &str {
        self.standard().levels()[level.index()].name.get(self.lang)
    }

    pub(super) fn levels(&self) -> Vec<LevelView> {
        let letters = 'a'..='e';
        let levels = self.standard().levels().iter();
        levels
            .zip(letters)
            .map(|(level, letter)| LevelView {
                number: level.level.number(),
                letter,
                name: self.text(&level.name),
                text: self.text(&level.text),
            })
            .collect()
    }

    /// A domain with all its entries.
    pub(super) fn domain(&self, domain: &Domain) -> DomainView {
        self.domain_with(domain, |subdomain| self.subdomain(domain, subdomain))
    }

    /// A domain with the number of entries of each cell, without their words.
    pub(super) fn domain_counts(&self, domain: &Domain) -> DomainView {
        self.domain_with(domain, |subdomain| self.subdomain_with(domain, subdomain, false))
    }

    fn domain_with(&self, domain: &Domain, row: impl Fn(&Subdomain) -> SubdomainView) -> DomainView {
        let word = self.document.interface.word(Word::TableCaption, self.lang);
        let table = domain.table.to_string();
        let (intro, marks) = self.placed(&format!("clause-{}", domain.clause), domain.intro.get(self.lang));
        let caption = fill_in(word, &[("table", &table), ("caption", domain.caption.get(self.lang))]);
        let (table_caption, table_marks) = self.placed(&format!("table-{table}"), &caption);
        DomainView {
            slug: domain.slug.to_string(),
            clause: domain.clause.clone(),
            name: self.text(&domain.name),
            intro,
            marks,
            table_id: format!("table-{table}"),
            table_caption,
            table_marks,
            subdomains: domain.subdomains.iter().map(row).collect(),
        }
    }

    pub(super) fn subdomain(&self, domain: &Domain, subdomain: &Subdomain) -> SubdomainView {
        self.subdomain_with(domain, subdomain, true)
    }

    fn subdomain_with(&self, domain: &Domain, subdomain: &Subdomain, whole: bool) -> SubdomainView {
        let texts = subdomain
            .entries()
            .flat_map(|entry| iter::once(&entry.text).chain(entry.examples.iter().map(|example| &example.text)));
        SubdomainView {
            code: subdomain.code.to_string(),
            name: self.text(&subdomain.name),
            path: address::subdomain(domain, subdomain),
            marks: self.placed(&subdomain.code.to_string(), "").1,
            letters: texts.map(|text| text.get(self.lang).chars().count()).sum(),
            cells: subdomain.cells.iter().map(|cell| self.cell(cell, whole)).collect(),
        }
    }

    pub(super) fn cell(&self, cell: &Cell, whole: bool) -> CellView {
        let entries = if whole { cell.entries.iter().map(|entry| self.entry(entry)).collect() } else { Vec::new() };
        CellView {
            id: cell.id.to_string(),
            level: cell.id.level.number(),
            level_name: self.level_name(cell.id.level).to_owned(),
            marks: if whole { self.placed(&cell.id.to_string(), "").1 } else { String::new() },
            count: cell.entries.len(),
            entries,
        }
    }

    pub(super) fn entry(&self, entry: &Entry) -> EntryView {
        EntryView {
            id: entry.id.to_string(),
            letter: entry.letter,
            text: self.text(&entry.text),
            html: self.explain(entry, 0, &entry.text),
            kind: entry.kind().key(),
            modal: entry.modal.key(),
            conditional: entry.conditional,
            stale: self.marked.is_some_and(|marked| marked.is_stale(&entry.id.to_string())),
            level: entry.id.cell.level.number(),
            examples: (1..).zip(&entry.examples).map(|(index, example)| self.example(entry, index, example)).collect(),
        }
    }

    fn explain(&self, entry: &Entry, index: usize, text: &Bilingual) -> Option<String> {
        self.marked?.entry(entry.id, index, text.get(self.lang), self.before)
    }

    fn example(&self, entry: &Entry, index: usize, example: &Example) -> ExampleView {
        ExampleView {
            letter: example.letter,
            text: self.text(&example.text),
            html: self.explain(entry, index, &example.text),
        }
    }

    /// A text as HTML with the notes about its place, and the marks of those that are about the whole.
    fn placed(&self, at: &str, text: &str) -> (String, String) {
        match self.marked {
            Some(marked) => {
                let mut placing = marked.place(at, self.before);
                (placing.noted(text), placing.rest())
            }
            None => (text.to_owned(), String::new()),
        }
    }
}
