//! `notes.json`: the editor's notes on the draft.

use serde::Serialize;

use super::model::{Head, head};
use crate::both::Both;
use dtmm_content::document::{Document, Note, NotePlace};

const FORMAT: &str = "dtmm-notes/1";

#[derive(Serialize)]
pub(super) struct Notes<'a> {
    format: &'static str,
    standard: Head<'a>,
    notes: Vec<NoteRecord<'a>>,
}

#[derive(Serialize)]
struct NoteRecord<'a> {
    id: &'a str,
    kind: &'static str,
    certainty: &'static str,
    about: Vec<PlaceRecord<'a>>,
    why: Both<&'a str>,
    reading: Option<Both<&'a str>>,
    scoring: Option<Both<&'a str>>,
}

#[derive(Serialize)]
struct PlaceRecord<'a> {
    at: &'a str,
    zh: Option<&'a str>,
    en: Option<&'a str>,
}

/// All notes.
pub(super) fn notes(document: &Document) -> Notes<'_> {
    Notes { format: FORMAT, standard: head(document), notes: document.notes.iter().map(note).collect() }
}

fn place(place: &NotePlace) -> PlaceRecord<'_> {
    PlaceRecord { at: &place.at, zh: place.zh.as_deref(), en: place.en.as_deref() }
}

fn note(note: &Note) -> NoteRecord<'_> {
    NoteRecord {
        id: &note.id,
        kind: note.kind.key(),
        certainty: note.certainty.key(),
        about: note.about.iter().map(place).collect(),
        why: (&note.why).into(),
        reading: note.reading.as_ref().map(Both::from),
        scoring: note.scoring.as_ref().map(Both::from),
    }
}
