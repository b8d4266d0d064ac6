//! `notes.json`: the editor's notes on the draft.

use serde::Serialize;

use super::model::{StandardJson, head};
use crate::bilingual::BilingualJson;
use dtmm_content::document::{Document, Note, NotePlace};

const FORMAT: &str = "dtmm-notes/1";

#[derive(Serialize)]
pub(super) struct NotesJson<'a> {
    format: &'static str,
    standard: StandardJson<'a>,
    notes: Vec<NoteJson<'a>>,
}

#[derive(Serialize)]
struct NoteJson<'a> {
    id: &'a str,
    kind: &'static str,
    certainty: &'static str,
    about: Vec<PlaceJson<'a>>,
    why: BilingualJson<'a>,
    reading: Option<BilingualJson<'a>>,
    scoring: Option<BilingualJson<'a>>,
}

#[derive(Serialize)]
struct PlaceJson<'a> {
    at: &'a str,
    zh: Option<&'a str>,
    en: Option<&'a str>,
}

/// All notes.
pub(super) fn notes(document: &Document) -> NotesJson<'_> {
    NotesJson { format: FORMAT, standard: head(document), notes: document.notes.iter().map(note).collect() }
}

fn place(place: &NotePlace) -> PlaceJson<'_> {
    PlaceJson { at: &place.at, zh: place.zh.as_deref(), en: place.en.as_deref() }
}

fn note(note: &Note) -> NoteJson<'_> {
    NoteJson {
        id: &note.id,
        kind: note.kind.key(),
        certainty: note.certainty.key(),
        about: note.about.iter().map(place).collect(),
        why: (&note.why).into(),
        reading: note.reading.as_ref().map(BilingualJson::from),
        scoring: note.scoring.as_ref().map(BilingualJson::from),
    }
}
