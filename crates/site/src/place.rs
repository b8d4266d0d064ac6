//! The printed place of an entry in the standard.

use dtmm_content::document::Document;
use dtmm_model::{Domain, Entry, Lang, Subdomain};

use super::templates::fill_in;
use crate::words::SiteWord;

/// The printed place of an entry: its clause, table, subdomain, level and label.
pub(crate) fn printed_place(
    document: &Document,
    lang: Lang,
    domain: &Domain,
    subdomain: &Subdomain,
    entry: &Entry,
) -> String {
    let level = &document.standard.levels()[entry.id.cell.level.index()];
    let label = entry.label.as_ref().map(|label| document.standard.labels().in_sentence(label));
    let word = if label.is_some() { SiteWord::PrintedPlace } else { SiteWord::PrintedPlaceUnlabelled };
    fill_in(
        document.interface.word(word, lang),
        &[
            ("clause", domain.clause().unwrap_or_default()),
            ("table", &domain.table().map_or_else(String::new, |table| table.to_string())),
            ("subdomain", subdomain.name.get(lang)),
            ("level", level.name.get(lang)),
            ("label", &label.unwrap_or_default()),
        ],
    )
}
