//! `requirements.csv`: the entries as a table for spreadsheets.

use anyhow::Result;
use dtmm_exchange::guarded;
use dtmm_model::{Bilingual, Domain, Entry, Lang, Languages, Subdomain};

use dtmm_content::document::Document;

/// One row per entry, in all languages of the standard. UTF-8 with a byte order mark, without which spreadsheets garble
/// the Chinese; cells are guarded against formulas.
pub(super) fn table(document: &Document) -> Result<Vec<u8>> {
    let languages = document.languages;
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let each = |name: &str| languages.binding_first().map(|lang| format!("{name}_{lang}")).collect::<Vec<_>>();
    let own = |names: &[&str]| names.iter().map(|name| name.to_string()).collect::<Vec<_>>();
    writer.write_record(
        [
            own(&["id", "domain"]),
            each("domain"),
            own(&["clause", "table", "subdomain"]),
            each("subdomain"),
            own(&["level", "letter", "kind", "modal", "conditional"]),
            each("text"),
            each("examples"),
        ]
        .concat(),
    )?;
    for (domain, subdomain) in document.standard.subdomains() {
        for entry in subdomain.entries() {
            let row = row(languages, domain, subdomain, entry);
            writer.write_record(row.iter().map(|cell| guarded(cell).into_owned()))?;
        }
    }
    Ok(writer.into_inner()?)
}

fn row(languages: Languages, domain: &Domain, subdomain: &Subdomain, entry: &Entry) -> Vec<String> {
    let each = |text: &Bilingual| languages.binding_first().map(|lang| text.get(lang).clone()).collect::<Vec<_>>();
    let examples = |lang: Lang| {
        let texts: Vec<&str> = entry.examples.iter().map(|example| example.text.get(lang).as_str()).collect();
        texts.join("\n")
    };
    [
        vec![entry.id.to_string(), domain.slug.to_string()],
        each(&domain.name),
        vec![
            domain.clause().unwrap_or_default().to_owned(),
            domain.table().map_or_else(String::new, |table| table.to_string()),
            subdomain.code.to_string(),
        ],
        each(&subdomain.name),
        vec![
            entry.id.cell.level.to_string(),
            entry.label.clone().unwrap_or_default(),
            entry.kind().key().to_owned(),
            entry.modal.key().to_owned(),
            entry.conditional.to_string(),
        ],
        each(&entry.text),
        languages.binding_first().map(examples).collect(),
    ]
    .concat()
}
