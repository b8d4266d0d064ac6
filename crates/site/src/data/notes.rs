//! `notes.json`: the editor's notes on the draft.

use dtmm_model::{Lang, Languages};
use serde::{Serialize, Serializer};

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
    /// The quoted words, for each language of the standard.
    #[serde(flatten, serialize_with = "by_language")]
    words: Vec<(Lang, Option<&'a str>)>,
}

fn by_language<S: Serializer>(words: &[(Lang, Option<&str>)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(words.iter().map(|(lang, words)| (lang.key(), words)))
}

/// All notes.
pub(super) fn notes(document: &Document) -> NotesJson<'_> {
    let notes = document.notes.iter().map(|one| note(one, document.languages)).collect();
    NotesJson { format: FORMAT, standard: head(document), notes }
}

fn place(place: &NotePlace, languages: Languages) -> PlaceJson<'_> {
    let words = languages.iter().map(|lang| (lang, place.words(lang))).collect();
    PlaceJson { at: &place.at, words }
}

fn note(note: &Note, languages: Languages) -> NoteJson<'_> {
    NoteJson {
        id: &note.id,
        kind: note.kind.key(),
        certainty: note.certainty.key(),
        about: note.about.iter().map(|one| place(one, languages)).collect(),
        why: (&note.why).into(),
        reading: note.reading.as_ref().map(BilingualJson::from),
        scoring: note.scoring.as_ref().map(BilingualJson::from),
    }
}
