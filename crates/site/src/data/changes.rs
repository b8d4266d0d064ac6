//! `changes.json`: what changed since the edition before, entry by entry. The types have the shape of the JSON.

use std::collections::BTreeMap;

use dtmm_model::{EditionChange, RequirementId};
use serde::Serialize;

use super::model::{StandardJson, head};
use crate::bilingual::BilingualJson;
use dtmm_content::document::Document;

const FORMAT: &str = "dtmm-changes/1";

#[derive(Serialize)]
pub(super) struct ChangesJson<'a> {
    format: &'static str,
    standard: StandardJson<'a>,
    /// The two editions.
    from: &'a str,
    to: &'a str,
    /// How many entries are as they were: they are not listed.
    unchanged: usize,
    changes: Vec<ChangeJson<'a>>,
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    kind: &'static str,
    /// Whether an answer given before still holds.
    keeps_answers: bool,
    from: Vec<String>,
    to: Vec<String>,
    /// What changed and why; `null` where nothing is said of it.
    about: Option<BilingualJson<'a>>,
    /// The texts of the entries in the two editions, by identifier.
    before: BTreeMap<String, BilingualJson<'a>>,
    after: BTreeMap<String, BilingualJson<'a>>,
}

/// The changes from `earlier` to `document`; `None` where nothing came before.
pub(super) fn changes<'a>(document: &'a Document, earlier: &'a [Document]) -> Option<ChangesJson<'a>> {
    let (changes, before) = document.changes.as_ref().zip(earlier.last())?;
    let change = |change: &'a EditionChange| ChangeJson {
        kind: change.kind.key(),
        keeps_answers: change.kind.keeps_answers(),
        from: change.from.iter().map(ToString::to_string).collect(),
        to: change.to.iter().map(ToString::to_string).collect(),
        about: change.about.as_ref().map(BilingualJson::from),
        before: texts(before, &change.from),
        after: texts(document, &change.to),
    };
    Some(ChangesJson {
        format: FORMAT,
        standard: head(document),
        from: &changes.from,
        to: &changes.to,
        unchanged: document.standard.entries().filter(|entry| changes.of_later(entry.id).is_none()).count(),
        changes: changes.iter().map(change).collect(),
    })
}

fn texts<'a>(document: &'a Document, ids: &[RequirementId]) -> BTreeMap<String, BilingualJson<'a>> {
    let entries = document.standard.entries().filter(|entry| ids.contains(&entry.id));
    entries.map(|entry| (entry.id.to_string(), BilingualJson::from(&entry.text))).collect()
}
