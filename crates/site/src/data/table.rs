//! `requirements.csv`: the entries as a table for spreadsheets.

use anyhow::Result;
use dtmm_exchange::guarded;
use dtmm_model::{Domain, Entry, Lang, Subdomain};

use dtmm_content::document::Document;

/// One row per entry, in both languages. UTF-8 with a byte order mark, without which spreadsheets garble the Chinese;
/// cells are guarded against formulas.
pub(super) fn table(document: &Document) -> Result<Vec<u8>> {
    const HEADER: [&str; 18] = [
        "id",
        "domain",
        "domain_zh",
        "domain_en",
        "clause",
        "table",
        "subdomain",
        "subdomain_zh",
        "subdomain_en",
        "level",
        "letter",
        "kind",
        "modal",
        "conditional",
        "text_zh",
        "text_en",
        "examples_zh",
        "examples_en",
    ];
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(HEADER)?;
    for (domain, subdomain) in document.standard.subdomains() {
        for entry in subdomain.entries() {
            writer.write_record(row(domain, subdomain, entry).map(|cell| guarded(&cell).into_owned()))?;
        }
    }
    Ok(writer.into_inner()?)
}

fn row(domain: &Domain, subdomain: &Subdomain, entry: &Entry) -> [String; 18] {
    let examples = |lang: Lang| {
        let texts: Vec<&str> = entry.examples.iter().map(|example| example.text.get(lang).as_str()).collect();
        texts.join("\n")
    };
    [
        entry.id.to_string(),
        domain.slug.to_string(),
        domain.name.zh.clone(),
        domain.name.en.clone(),
        domain.clause().unwrap_or_default().to_owned(),
        domain.table().map_or_else(String::new, |table| table.to_string()),
        subdomain.code.to_string(),
        subdomain.name.zh.clone(),
        subdomain.name.en.clone(),
        entry.id.cell.level.to_string(),
        entry.letter.to_string(),
        entry.kind().key().to_owned(),
        entry.modal.key().to_owned(),
        entry.conditional.to_string(),
        entry.text.zh.clone(),
        entry.text.en.clone(),
        examples(Lang::Zh),
        examples(Lang::En),
    ]
}
