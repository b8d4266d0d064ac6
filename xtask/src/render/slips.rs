//! What a comment on an editor's note begins with, for all notes as one script: comments are on the
//! Chinese text, whatever the language of the page.

use std::collections::BTreeMap;

use anyhow::Result;
use dtmm_model::Lang;
use serde::Serialize;

use super::remarks::Remarks;
use crate::document::{Document, Note, NotePlace};

/// Between places.
const SEPARATOR: &str = "；";

#[derive(Serialize)]
struct Slip<'a> {
    at: &'a str,
    place: String,
    original: String,
    proposal: &'a str,
    reason: &'a str,
}

/// The script.
///
/// # Errors
/// None that content can cause.
pub(super) fn script(document: &Document) -> Result<String> {
    let remarks = Remarks::new(document, Lang::Zh);
    let slips: BTreeMap<&str, Slip<'_>> =
        document.notes.iter().map(|note| (note.id.as_str(), slip(&remarks, note))).collect();
    Ok(format!("globalThis.dtmmNoted={};\n", serde_json::to_string(&slips)?))
}

fn slip<'a>(remarks: &Remarks<'_>, note: &'a Note) -> Slip<'a> {
    let mut places: Vec<String> = note.about.iter().map(|place| printed(remarks, place)).collect();
    let mut quoted: Vec<&str> = note.about.iter().filter_map(|place| place.zh.as_deref()).collect();
    places.dedup();
    quoted.dedup();
    Slip {
        at: note.about.first().map_or("", |place| &place.at),
        place: places.join(SEPARATOR),
        original: quoted.join("\n"),
        proposal: note.reading.as_ref().map_or("", |reading| &reading.zh),
        reason: &note.why.zh,
    }
}

/// The printed place, with the identifier where it has one that no printed place shows.
fn printed(remarks: &Remarks<'_>, place: &NotePlace) -> String {
    let name = remarks.name(&place.at);
    let is_code = place.at.starts_with(|c: char| c.is_ascii_uppercase());
    if is_code { format!("{name} {}", place.at) } else { name }
}
