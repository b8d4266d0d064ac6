//! `r/ABC-302.json`: an entry with all that is needed to cite it.

use dtmm_model::{Domain, Entry, Subdomain};
use serde::Serialize;

use super::model::{EntryJson, NotesByPlace, StandardJson, entry, head};
use crate::bilingual::BilingualJson;
use crate::place::printed_place;
use dtmm_content::document::Document;

const FORMAT: &str = "dtmm-requirement/1";

#[derive(Serialize)]
pub(super) struct RequirementJson<'a> {
    format: &'static str,
    standard: StandardJson<'a>,
    domain: NamedJson<'a>,
    subdomain: NamedJson<'a>,
    level: u8,
    place: BilingualJson<'a>,
    #[serde(flatten)]
    entry: EntryJson<'a>,
}

#[derive(Serialize)]
struct NamedJson<'a> {
    id: String,
    name: BilingualJson<'a>,
}

/// One entry.
pub(super) fn record<'a>(
    document: &'a Document,
    domain: &'a Domain,
    subdomain: &'a Subdomain,
    one: &'a Entry,
    notes: &NotesByPlace<'a>,
) -> RequirementJson<'a> {
    let place = |lang| printed_place(document, lang, domain, subdomain, one);
    RequirementJson {
        format: FORMAT,
        standard: head(document),
        domain: NamedJson { id: domain.slug.to_string(), name: (&domain.name).into() },
        subdomain: NamedJson { id: subdomain.code.to_string(), name: (&subdomain.name).into() },
        level: one.id.cell.level.number(),
        place: document.languages.map(place).into(),
        entry: entry(one, notes),
    }
}
