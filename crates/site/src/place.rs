//! The printed place of an entry in the standard.

use dtmm_content::document::Document;
use dtmm_model::{Domain, Entry, Lang, Subdomain};

use super::templates::fill_in;
use crate::words::SiteWord;

/// The printed place of an entry: its clause, table, subdomain, level and letter.
pub(crate) fn printed_place(
    document: &Document,
    lang: Lang,
    domain: &Domain,
    subdomain: &Subdomain,
    entry: &Entry,
) -> String {
    let level = &document.standard.levels()[entry.id.cell.level.index()];
    fill_in(
        document.interface.word(SiteWord::PrintedPlace, lang),
        &[
            ("clause", domain.clause().unwrap_or_default()),
            ("table", &domain.table().map_or_else(String::new, |table| table.to_string())),
            ("subdomain", subdomain.name.get(lang)),
            ("level", level.name.get(lang)),
            ("letter", &entry.letter.to_string()),
        ],
    )
}
