//! `model.json`: the whole model, both languages side by side.

use std::collections::BTreeMap;

use dtmm_model::{Cell, Domain, Entry, Standard, Subdomain};
use serde::Serialize;

use crate::both::Both;
use dtmm_content::document::Document;

const FORMAT: &str = "dtmm-model/1";

#[derive(Serialize)]
pub(super) struct Model<'a> {
    format: &'static str,
    standard: Head<'a>,
    levels: Vec<LevelRecord<'a>>,
    domains: Vec<DomainRecord<'a>>,
}

#[derive(Serialize)]
pub(super) struct Head<'a> {
    number: &'a str,
    edition: &'a str,
    title: Both<&'a str>,
    status: Both<&'a str>,
    /// The day on which the text was last changed.
    modified: &'a str,
}

#[derive(Serialize)]
struct LevelRecord<'a> {
    level: u8,
    name: Both<&'a str>,
    text: Both<&'a str>,
}

#[derive(Serialize)]
struct DomainRecord<'a> {
    slug: &'a str,
    clause: &'a str,
    table: u8,
    name: Both<&'a str>,
    intro: Both<&'a str>,
    subdomains: Vec<SubdomainRecord<'a>>,
}

#[derive(Serialize)]
struct SubdomainRecord<'a> {
    code: String,
    slug: &'a str,
    name: Both<&'a str>,
    cells: Vec<CellRecord<'a>>,
}

#[derive(Serialize)]
struct CellRecord<'a> {
    level: u8,
    entries: Vec<EntryRecord<'a>>,
}

#[derive(Serialize)]
pub(super) struct EntryRecord<'a> {
    id: String,
    letter: char,
    kind: &'static str,
    modal: &'static str,
    conditional: bool,
    text: Both<&'a str>,
    examples: Vec<ExampleRecord<'a>>,
    notes: Vec<&'a str>,
}

#[derive(Serialize)]
struct ExampleRecord<'a> {
    letter: Option<char>,
    text: Both<&'a str>,
}

/// The ids of the notes about each place.
pub(super) type NotesByPlace<'a> = BTreeMap<&'a str, Vec<&'a str>>;

pub(super) fn notes_by_place(document: &Document) -> NotesByPlace<'_> {
    let mut by_place = NotesByPlace::new();
    for note in &document.notes {
        for place in &note.about {
            by_place.entry(&place.at).or_default().push(&note.id);
        }
    }
    by_place
}

/// The whole model.
pub(super) fn model<'a>(document: &'a Document, notes: &NotesByPlace<'a>) -> Model<'a> {
    let standard = &document.standard;
    Model {
        format: FORMAT,
        standard: head(document),
        levels: levels(standard),
        domains: standard.domains().iter().map(|one| domain(one, notes)).collect(),
    }
}

pub(super) fn head(document: &Document) -> Head<'_> {
    Head {
        number: document.standard.number(),
        edition: document.standard.edition(),
        title: document.standard.title().into(),
        status: (&document.status).into(),
        modified: &document.modified,
    }
}

fn levels(standard: &Standard) -> Vec<LevelRecord<'_>> {
    standard
        .levels()
        .iter()
        .map(|level| LevelRecord {
            level: level.level.number(),
            name: (&level.name).into(),
            text: (&level.text).into(),
        })
        .collect()
}

fn domain<'a>(domain: &'a Domain, notes: &NotesByPlace<'a>) -> DomainRecord<'a> {
    DomainRecord {
        slug: domain.slug.as_str(),
        clause: &domain.clause,
        table: domain.table,
        name: (&domain.name).into(),
        intro: (&domain.intro).into(),
        subdomains: domain.subdomains.iter().map(|one| subdomain(one, notes)).collect(),
    }
}

fn subdomain<'a>(subdomain: &'a Subdomain, notes: &NotesByPlace<'a>) -> SubdomainRecord<'a> {
    let cell = |cell: &'a Cell| CellRecord {
        level: cell.id.level.number(),
        entries: cell.entries.iter().map(|one| entry(one, notes)).collect(),
    };
    SubdomainRecord {
        code: subdomain.code.to_string(),
        slug: subdomain.slug.as_str(),
        name: (&subdomain.name).into(),
        cells: subdomain.cells.iter().map(cell).collect(),
    }
}

pub(super) fn entry<'a>(entry: &'a Entry, notes: &NotesByPlace<'a>) -> EntryRecord<'a> {
    let id = entry.id.to_string();
    EntryRecord {
        notes: notes.get(id.as_str()).cloned().unwrap_or_default(),
        id,
        letter: entry.letter,
        kind: entry.kind().key(),
        modal: entry.modal.key(),
        conditional: entry.conditional,
        text: (&entry.text).into(),
        examples: entry
            .examples
            .iter()
            .map(|example| ExampleRecord { letter: example.letter, text: (&example.text).into() })
            .collect(),
    }
}
