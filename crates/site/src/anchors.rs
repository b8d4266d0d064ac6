//! Where the identifiers of a document are: clause, page and order, told once for pages, notes and scripts.

use dtmm_content::document::{Document, Term};
use dtmm_content::parse::Block;
use dtmm_model::{Anchor, Domain, Level};

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
    anchors.all.push(PlacedAnchor { id: COVER.to_owned(), clause: COVER.to_owned(), page: None });
    for part in &document.text {
        anchors.text(address::part_id(part), part.name());
        for block in part.blocks.get(document.languages.binding()) {
            if let Block::Insertion(name) = block {
                anchors.insertion(name, part.name());
            }
        }
    }
    anchors.all
}

/// The identifier of a note to a term, by its place among these.
pub(super) fn term_note(term: &Term, index: usize) -> String {
    format!("{}-note-{}", Anchor::Term(&term.number), index + 1)
}

/// The CSS selector of the elements at which the page in the other language can be opened.
pub(super) fn selector() -> String {
    let level = Anchor::Level(Level::LOWEST);
    let named = [Anchor::Clause(""), Anchor::Table(""), Anchor::Figure(""), Anchor::Term(""), level];
    let named = named.map(|anchor| format!("[id^={}-]", anchor.kind()));
    format!("[id][data-requirement],{}", named.join(","))
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
            // Figures and the first table are inserted by their identifiers.
            drawn => self.text(drawn.to_owned(), clause),
        }
    }

    fn domain(&mut self, domain: &Domain) {
        let clause = &domain.clause;
        self.text(Anchor::Clause(clause).to_string(), clause);
        self.text(Anchor::Table(&domain.table.to_string()).to_string(), clause);
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
