//! The printed place of an entry in the standard.

use dtmm_content::document::Document;
use dtmm_model::{Domain, Entry, Lang, Subdomain};

use super::templates::fill_in;
use crate::words::SiteWord;

/// The printed place of an entry: its clause, table, subdomain, level and label.
pub fn printed_place(document: &Document, lang: Lang, domain: &Domain, subdomain: &Subdomain, entry: &Entry) -> String {
    place(document, lang, domain, subdomain, entry, [SiteWord::PrintedPlace, SiteWord::PrintedPlaceUnlabelled])
}

/// The printed place of an entry within its domain: its subdomain, level and label.
pub(crate) fn place_in_domain(
    document: &Document,
    lang: Lang,
    domain: &Domain,
    subdomain: &Subdomain,
    entry: &Entry,
) -> String {
    place(document, lang, domain, subdomain, entry, [SiteWord::ReportPlace, SiteWord::ReportPlaceUnlabelled])
}

/// `words` are those with a label and without one.
fn place(
    document: &Document,
    lang: Lang,
    domain: &Domain,
    subdomain: &Subdomain,
    entry: &Entry,
    words: [SiteWord; 2],
) -> String {
    let level = &document.standard.levels()[entry.id.cell.level.index()];
    let label = entry.label.as_ref().map(|label| document.standard.labels().in_sentence(label));
    let [labelled, unlabelled] = words;
    let word = if label.is_some() { labelled } else { unlabelled };
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
