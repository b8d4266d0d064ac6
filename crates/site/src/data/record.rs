//! `r/QLT-302.json`: one entry with everything needed to cite it.

use dtmm_model::{Domain, Entry, Lang, Subdomain};
use serde::Serialize;

use super::model::{EntryRecord, Head, NotesByPlace, entry, head};
use crate::both::Both;
use crate::place::printed_place;
use dtmm_content::document::Document;

const FORMAT: &str = "dtmm-requirement/1";

#[derive(Serialize)]
pub(super) struct Record<'a> {
    format: &'static str,
    standard: Head<'a>,
    domain: Name<'a>,
    subdomain: Name<'a>,
    level: u8,
    place: Both<String>,
    #[serde(flatten)]
    entry: EntryRecord<'a>,
}

#[derive(Serialize)]
struct Name<'a> {
    id: String,
    name: Both<&'a str>,
}

/// One entry.
pub(super) fn record<'a>(
    document: &'a Document,
    domain: &'a Domain,
    subdomain: &'a Subdomain,
    one: &'a Entry,
    notes: &NotesByPlace<'a>,
) -> Record<'a> {
    let place = |lang| printed_place(document, lang, domain, subdomain, one);
    Record {
        format: FORMAT,
        standard: head(document),
        domain: Name { id: domain.slug.to_string(), name: (&domain.name).into() },
        subdomain: Name { id: subdomain.code.to_string(), name: (&subdomain.name).into() },
        level: one.id.cell.level.number(),
        place: Both { zh: place(Lang::Zh), en: place(Lang::En) },
        entry: entry(one, notes),
    }
}
