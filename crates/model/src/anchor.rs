//! What an identifier means: the one place where that is decided.

use std::fmt;

use crate::ids::{CellId, Level, RequirementId, SubdomainCode};

/// A thing of the standard, or of the site's notes on it, that can be linked to and written about. Its text form is the
/// id of its element on every page that shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor<'a> {
    /// An entry: `ABC-302`.
    Requirement(RequirementId),
    /// One level of a subdomain: `ABC-3`.
    Cell(CellId),
    /// `ABC`.
    Subdomain(SubdomainCode),
    /// `level-3`.
    Level(Level),
    /// A numbered clause, by its number: `clause-9.2`.
    Clause(&'a str),
    /// A domain of a standard whose clauses have no numbers, by its slug: `domain-making`.
    Domain(&'a str),
    /// By its number: `table-4`.
    Table(&'a str),
    /// By its number: `figure-1`.
    Figure(&'a str),
    /// By its number: `term-3.90`.
    Term(&'a str),
    /// By its short form: `abbreviation-DCS`.
    Abbreviation(&'a str),
    /// An editor's note, by its number with leading zeros: `note-012`.
    Note(&'a str),
    /// A part of the text without a number, by its name: `foreword`, `cover`.
    Part(&'a str),
}

impl<'a> Anchor<'a> {
    /// What a text means. Whatever is none of the other kinds is the name of a part; whether the standard has what is
    /// meant is another question.
    pub fn read(text: &'a str) -> Anchor<'a> {
        if let Ok(id) = text.parse() {
            return Anchor::Requirement(id);
        }
        if let Ok(id) = text.parse() {
            return Anchor::Cell(id);
        }
        if let Ok(code) = text.parse() {
            return Anchor::Subdomain(code);
        }
        let Some((kind, rest)) = text.split_once('-').filter(|(_, rest)| !rest.is_empty()) else {
            return Anchor::Part(text);
        };
        match kind {
            "level" => rest.parse().map_or(Anchor::Part(text), Anchor::Level),
            "clause" => Anchor::Clause(rest),
            "domain" => Anchor::Domain(rest),
            "table" => Anchor::Table(rest),
            "figure" => Anchor::Figure(rest),
            "term" => Anchor::Term(rest),
            "abbreviation" => Anchor::Abbreviation(rest),
            "note" => Anchor::Note(rest),
            _ => Anchor::Part(text),
        }
    }

    /// The name of its kind: for a thing with a word before its name, that word.
    pub const fn kind(self) -> &'static str {
        match self {
            Anchor::Requirement(_) => "requirement",
            Anchor::Cell(_) => "cell",
            Anchor::Subdomain(_) => "subdomain",
            Anchor::Level(_) => "level",
            Anchor::Clause(_) => "clause",
            Anchor::Domain(_) => "domain",
            Anchor::Table(_) => "table",
            Anchor::Figure(_) => "figure",
            Anchor::Term(_) => "term",
            Anchor::Abbreviation(_) => "abbreviation",
            Anchor::Note(_) => "note",
            Anchor::Part(_) => "part",
        }
    }

    /// The number that is printed with it; `None` for what has a name only.
    pub const fn number(self) -> Option<&'a str> {
        match self {
            Anchor::Clause(number) | Anchor::Table(number) | Anchor::Figure(number) | Anchor::Term(number) => {
                Some(number)
            }
            _ => None,
        }
    }

    /// The subdomain that it is, or lies in.
    pub fn subdomain(self) -> Option<SubdomainCode> {
        match self {
            Anchor::Requirement(id) => Some(id.cell.subdomain),
            Anchor::Cell(id) => Some(id.subdomain),
            Anchor::Subdomain(code) => Some(code),
            _ => None,
        }
    }

    /// Whether an entry belongs to it: the entry itself, its cell, its subdomain, its level.
    pub fn holds(self, id: RequirementId) -> bool {
        match self {
            Anchor::Requirement(own) => own == id,
            Anchor::Cell(cell) => cell == id.cell,
            Anchor::Subdomain(code) => code == id.cell.subdomain,
            Anchor::Level(level) => level == id.cell.level,
            _ => false,
        }
    }
}

impl fmt::Display for Anchor<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Anchor::Requirement(id) => id.fmt(f),
            Anchor::Cell(id) => id.fmt(f),
            Anchor::Subdomain(code) => code.fmt(f),
            Anchor::Level(level) => write!(f, "{}-{level}", self.kind()),
            Anchor::Clause(name)
            | Anchor::Domain(name)
            | Anchor::Table(name)
            | Anchor::Figure(name)
            | Anchor::Term(name)
            | Anchor::Abbreviation(name)
            | Anchor::Note(name) => write!(f, "{}-{name}", self.kind()),
            Anchor::Part(name) => f.write_str(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_read_and_written_alike() {
        let requirement = "ABC-302".parse().unwrap();
        for (text, anchor) in [
            ("ABC-302", Anchor::Requirement(requirement)),
            ("ABC-3", Anchor::Cell(requirement.cell)),
            ("ABC", Anchor::Subdomain(requirement.cell.subdomain)),
            ("level-3", Anchor::Level(requirement.cell.level)),
            ("clause-9.2", Anchor::Clause("9.2")),
            ("domain-making", Anchor::Domain("making")),
            ("table-4", Anchor::Table("4")),
            ("figure-1", Anchor::Figure("1")),
            ("term-3.90", Anchor::Term("3.90")),
            ("abbreviation-DCS", Anchor::Abbreviation("DCS")),
            ("note-012", Anchor::Note("012")),
            ("foreword", Anchor::Part("foreword")),
            ("QMS", Anchor::Subdomain("QMS".parse().unwrap())),
            ("level-0", Anchor::Part("level-0")),
            ("table-", Anchor::Part("table-")),
        ] {
            assert_eq!(Anchor::read(text), anchor, "{text}");
            assert_eq!(anchor.to_string(), text);
        }
    }

    #[test]
    fn kind_and_number_are_those_of_the_text_form() {
        for (text, kind, number) in [
            ("ABC-302", "requirement", None),
            ("ABC-3", "cell", None),
            ("ABC", "subdomain", None),
            ("level-3", "level", None),
            ("clause-9.2", "clause", Some("9.2")),
            ("domain-making", "domain", None),
            ("table-4", "table", Some("4")),
            ("abbreviation-DCS", "abbreviation", None),
            ("foreword", "part", None),
        ] {
            let anchor = Anchor::read(text);
            assert_eq!((anchor.kind(), anchor.number()), (kind, number), "{text}");
        }
    }

    #[test]
    fn an_entry_belongs_to_its_cell_subdomain_and_level() {
        let id: RequirementId = "ABC-302".parse().unwrap();
        for (text, holds) in
            [("ABC-302", true), ("ABC-3", true), ("ABC", true), ("level-3", true), ("ABC-301", false), ("ABC-2", false)]
        {
            assert_eq!(Anchor::read(text).holds(id), holds, "{text}");
        }
    }
}
