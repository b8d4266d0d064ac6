//! `model.json`: the whole model in its languages. The types have the shape of the JSON.

use std::collections::BTreeMap;

use dtmm_model::{Cell, Domain, Entry, Standard, Subdomain};
use serde::Serialize;

use crate::bilingual::BilingualJson;
use dtmm_content::document::Document;

const FORMAT: &str = "dtmm-model/1";

#[derive(Serialize)]
pub(super) struct ModelJson<'a> {
    format: &'static str,
    standard: StandardJson<'a>,
    levels: Vec<LevelJson<'a>>,
    domains: Vec<DomainJson<'a>>,
}

#[derive(Serialize)]
pub(super) struct StandardJson<'a> {
    /// `null` if it has none.
    number: Option<&'a str>,
    edition: &'a str,
    title: BilingualJson<'a>,
    status: BilingualJson<'a>,
    /// The day on which the text was last changed, as `2026-11-22`.
    modified: &'a str,
}

#[derive(Serialize)]
struct LevelJson<'a> {
    level: u8,
    name: BilingualJson<'a>,
    text: Option<BilingualJson<'a>>,
}

#[derive(Serialize)]
struct DomainJson<'a> {
    slug: &'a str,
    clause: Option<&'a str>,
    table: Option<u8>,
    name: BilingualJson<'a>,
    intro: Option<BilingualJson<'a>>,
    subdomains: Vec<SubdomainJson<'a>>,
}

#[derive(Serialize)]
struct SubdomainJson<'a> {
    code: String,
    slug: &'a str,
    name: BilingualJson<'a>,
    cells: Vec<CellJson<'a>>,
}

#[derive(Serialize)]
struct CellJson<'a> {
    level: u8,
    entries: Vec<EntryJson<'a>>,
}

#[derive(Serialize)]
pub(super) struct EntryJson<'a> {
    id: String,
    letter: Option<&'a str>,
    kind: &'static str,
    modal: &'static str,
    conditional: bool,
    text: BilingualJson<'a>,
    examples: Vec<ExampleJson<'a>>,
    notes: Vec<&'a str>,
}

#[derive(Serialize)]
struct ExampleJson<'a> {
    letter: Option<&'a str>,
    text: BilingualJson<'a>,
}

/// The ids of the notes about each identifier, each once.
pub(super) type NotesByPlace<'a> = BTreeMap<&'a str, Vec<&'a str>>;

pub(super) fn notes_by_place(document: &Document) -> NotesByPlace<'_> {
    let mut by_place = NotesByPlace::new();
    for note in &document.notes {
        for place in &note.about {
            let ids: &mut Vec<&str> = by_place.entry(&place.at).or_default();
            // A note may be about several words of one place.
            if ids.last() != Some(&note.id.as_str()) {
                ids.push(&note.id);
            }
        }
    }
    by_place
}

/// The whole model.
pub(super) fn model<'a>(document: &'a Document, notes: &NotesByPlace<'a>) -> ModelJson<'a> {
    let standard = &document.standard;
    ModelJson {
        format: FORMAT,
        standard: head(document),
        levels: levels(standard),
        domains: standard.domains().iter().map(|one| domain(one, notes)).collect(),
    }
}

pub(super) fn head(document: &Document) -> StandardJson<'_> {
    StandardJson {
        number: document.standard.number(),
        edition: document.standard.edition(),
        title: document.standard.title().into(),
        status: (&document.status).into(),
        modified: &document.modified,
    }
}

fn levels(standard: &Standard) -> Vec<LevelJson<'_>> {
    standard
        .levels()
        .iter()
        .map(|level| LevelJson {
            level: level.level.number(),
            name: (&level.name).into(),
            text: level.text.as_ref().map(Into::into),
        })
        .collect()
}

fn domain<'a>(domain: &'a Domain, notes: &NotesByPlace<'a>) -> DomainJson<'a> {
    DomainJson {
        slug: domain.slug.as_str(),
        clause: domain.clause(),
        table: domain.table(),
        name: (&domain.name).into(),
        intro: domain.intro.as_ref().map(Into::into),
        subdomains: domain.subdomains.iter().map(|one| subdomain(one, notes)).collect(),
    }
}

fn subdomain<'a>(subdomain: &'a Subdomain, notes: &NotesByPlace<'a>) -> SubdomainJson<'a> {
    let cell = |cell: &'a Cell| CellJson {
        level: cell.id.level.number(),
        entries: cell.entries.iter().map(|one| entry(one, notes)).collect(),
    };
    SubdomainJson {
        code: subdomain.code.to_string(),
        slug: subdomain.slug.as_str(),
        name: (&subdomain.name).into(),
        cells: subdomain.cells.iter().map(cell).collect(),
    }
}

pub(super) fn entry<'a>(entry: &'a Entry, notes: &NotesByPlace<'a>) -> EntryJson<'a> {
    let id = entry.id.to_string();
    EntryJson {
        notes: notes.get(id.as_str()).cloned().unwrap_or_default(),
        id,
        letter: entry.label.as_deref(),
        kind: entry.kind().key(),
        modal: entry.modal.key(),
        conditional: entry.conditional,
        text: (&entry.text).into(),
        examples: entry
            .examples
            .iter()
            .map(|example| ExampleJson { letter: example.label.as_deref(), text: (&example.text).into() })
            .collect(),
    }
}
