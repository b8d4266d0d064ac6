//! Where the identifiers of a document are: clause, page and order, told once for pages, notes and scripts.

use dtmm_content::document::{Document, Term};
use dtmm_content::parse::Block;
use dtmm_model::{Anchor, Domain, Level, Standard};

use crate::address;

/// The name of the cover, as notes and comments give it.
pub(super) const COVER: &str = "cover";

/// An identifier with its place.
pub(super) struct PlacedAnchor {
    /// Its text form.
    pub(super) id: String,
    /// The clause that it is, or lies in, as `9.2`; the name of a part without a number.
    pub(super) clause: String,
    /// The page of one language on which it is found; `None` for the cover, which is the head of the full text.
    pub(super) page: Option<String>,
}

impl PlacedAnchor {
    /// What the identifier means.
    pub(super) fn anchor(&self) -> Anchor<'_> {
        Anchor::read(&self.id)
    }
}

/// All identifiers of the document that can be written about, in its order.
pub(super) fn in_order(document: &Document) -> Vec<PlacedAnchor> {
    let mut anchors = Anchors { document, all: Vec::new() };
    if !document.cover.is_empty() {
        anchors.all.push(PlacedAnchor { id: COVER.to_owned(), clause: COVER.to_owned(), page: None });
    }
    for part in &document.text {
        anchors.text(address::part_id(part), part.name());
        for block in part.blocks.get(document.languages.binding()) {
            if let Block::Insertion(name) = block {
                anchors.insertion(name, part.name());
            }
        }
    }
    if !document.inserts("levels") {
        anchors.level_pages();
    }
    anchors.all
}

/// The identifier of a figure.
pub(super) fn figure_id(number: usize) -> String {
    Anchor::Figure(&number.to_string()).to_string()
}

/// The identifier of a note to a term, by its place among these.
pub(super) fn term_note(term: &Term, index: usize) -> String {
    format!("{}-note-{}", Anchor::Term(&term.number), index + 1)
}

/// The CSS selector of the elements at which the page in the other language can be opened.
pub(super) fn selector(standard: &Standard) -> String {
    let domain = standard.domains().first().filter(|domain| domain.numbers.is_none()).map(|_| Anchor::Domain(""));
    let level = Anchor::Level(Level::LOWEST);
    let named = [Anchor::Clause(""), Anchor::Table(""), Anchor::Figure(""), Anchor::Term(""), level];
    let named = named.into_iter().chain(domain).map(|anchor| format!("[id^={}-]", anchor.kind()));
    format!("[id][data-requirement],{}", named.collect::<Vec<_>>().join(","))
}

struct Anchors<'a> {
    document: &'a Document,
    all: Vec<PlacedAnchor>,
}

impl Anchors<'_> {
    fn text(&mut self, id: String, clause: &str) {
        self.add(id, clause, address::FULL_TEXT);
    }

    fn add(&mut self, id: String, clause: &str, page: &str) {
        self.all.push(PlacedAnchor { id, clause: clause.to_owned(), page: Some(page.to_owned()) });
    }

    /// What an insertion brings into a clause.
    fn insertion(&mut self, name: &str, clause: &str) {
        let document = self.document;
        match name {
            "terms" => {
                for term in &document.terms {
                    self.text(Anchor::Term(&term.number).to_string(), clause);
                    (0..term.notes.len()).for_each(|index| self.text(term_note(term, index), clause));
                }
            }
            "abbreviations" => {
                for one in &document.abbreviations {
                    self.text(Anchor::Abbreviation(&one.short).to_string(), clause);
                }
            }
            "levels" => {
                for level in document.standard.levels() {
                    self.text(Anchor::Level(level.level).to_string(), clause);
                }
            }
            "domains" => document.standard.domains().iter().for_each(|domain| self.domain(domain)),
            // Cited documents have no identifiers.
            "references" | "bibliography" => {}
            name => {
                let figure = document.figure_number(name).map(figure_id);
                // The table of the domains is inserted by its identifier.
                self.text(figure.unwrap_or_else(|| name.to_owned()), clause);
            }
        }
    }

    /// The levels of a text that does not describe them: each is found on its own page.
    fn level_pages(&mut self) {
        for level in self.document.standard.levels().iter().map(|one| one.level) {
            let id = Anchor::Level(level).to_string();
            self.add(id.clone(), &id, &address::level(level));
        }
    }

    fn domain(&mut self, domain: &Domain) {
        let clause = &address::domain_part(domain);
        self.text(domain.anchor().to_string(), clause);
        if let Some(table) = domain.table() {
            self.text(Anchor::Table(&table.to_string()).to_string(), clause);
        }
        for subdomain in &domain.subdomains {
            let page = address::subdomain(domain, subdomain);
            self.add(subdomain.code.to_string(), clause, &page);
            for cell in &subdomain.cells {
                self.add(cell.id.to_string(), clause, &page);
                cell.entries.iter().for_each(|entry| self.add(entry.id.to_string(), clause, &page));
            }
        }
    }
}
