//! The machine-readable files under `data/`.

use anyhow::Result;
use dtmm_model::{Bilingual, Domain, Entry, Lang, Standard, Subdomain};
use serde::Serialize;

use super::tree::Tree;
use super::views::Viewer;
use crate::document::Document;

const MODEL_FORMAT: &str = "dtmm-model/1";
const RECORD_FORMAT: &str = "dtmm-requirement/1";

#[derive(Serialize)]
struct Text<'a> {
    zh: &'a str,
    en: &'a str,
}

fn text(words: &Bilingual) -> Text<'_> {
    Text { zh: &words.zh, en: &words.en }
}

#[derive(Serialize)]
struct Model<'a> {
    format: &'static str,
    standard: Head<'a>,
    levels: Vec<LevelRecord<'a>>,
    domains: Vec<DomainRecord<'a>>,
}

#[derive(Serialize)]
struct Head<'a> {
    number: &'a str,
    edition: &'a str,
    title: Text<'a>,
    status: Text<'a>,
}

#[derive(Serialize)]
struct LevelRecord<'a> {
    level: u8,
    name: Text<'a>,
    text: Text<'a>,
}

#[derive(Serialize)]
struct DomainRecord<'a> {
    slug: &'a str,
    clause: &'a str,
    table: u8,
    name: Text<'a>,
    intro: Text<'a>,
    subdomains: Vec<SubdomainRecord<'a>>,
}

#[derive(Serialize)]
struct SubdomainRecord<'a> {
    code: String,
    slug: &'a str,
    name: Text<'a>,
    cells: Vec<CellRecord<'a>>,
}

#[derive(Serialize)]
struct CellRecord<'a> {
    level: u8,
    entries: Vec<EntryRecord<'a>>,
}

#[derive(Serialize)]
struct EntryRecord<'a> {
    id: String,
    letter: char,
    kind: &'static str,
    modal: &'static str,
    conditional: bool,
    text: Text<'a>,
    examples: Vec<ExampleRecord<'a>>,
    notes: [&'a str; 0],
}

#[derive(Serialize)]
struct ExampleRecord<'a> {
    letter: Option<char>,
    text: Text<'a>,
}

/// One file of `data/r/`: an entry with everything needed to cite it.
#[derive(Serialize)]
struct Record<'a> {
    format: &'static str,
    standard: Head<'a>,
    domain: Name<'a>,
    subdomain: Name<'a>,
    level: u8,
    place: Place,
    #[serde(flatten)]
    entry: EntryRecord<'a>,
}

#[derive(Serialize)]
struct Name<'a> {
    id: String,
    name: Text<'a>,
}

#[derive(Serialize)]
struct Place {
    zh: String,
    en: String,
}

/// Adds the data files.
///
/// # Errors
/// A path written twice.
pub(super) fn write(document: &Document, tree: &mut Tree) -> Result<()> {
    let standard = &document.standard;
    let model = Model {
        format: MODEL_FORMAT,
        standard: head(document),
        levels: levels(standard),
        domains: standard.domains().iter().map(domain).collect(),
    };
    tree.add("data/model.json", serde_json::to_vec(&model)?)?;
    tree.add("data/model.schema.json", include_bytes!("model.schema.json").as_slice())?;
    tree.add("data/requirements.csv", csv(document)?)?;
    for (domain, subdomain) in standard.subdomains() {
        for entry in subdomain.entries() {
            let record = record(document, domain, subdomain, entry);
            tree.add(format!("data/r/{}.json", entry.id), serde_json::to_vec(&record)?)?;
        }
    }
    Ok(())
}

fn head(document: &Document) -> Head<'_> {
    Head {
        number: document.standard.number(),
        edition: document.standard.edition(),
        title: text(document.standard.title()),
        status: text(&document.status),
    }
}

fn levels(standard: &Standard) -> Vec<LevelRecord<'_>> {
    standard
        .levels()
        .iter()
        .map(|level| LevelRecord { level: level.level.number(), name: text(&level.name), text: text(&level.text) })
        .collect()
}

fn domain(domain: &Domain) -> DomainRecord<'_> {
    DomainRecord {
        slug: domain.slug.as_str(),
        clause: &domain.clause,
        table: domain.table,
        name: text(&domain.name),
        intro: text(&domain.intro),
        subdomains: domain.subdomains.iter().map(subdomain).collect(),
    }
}

fn subdomain(subdomain: &Subdomain) -> SubdomainRecord<'_> {
    SubdomainRecord {
        code: subdomain.code.to_string(),
        slug: subdomain.slug.as_str(),
        name: text(&subdomain.name),
        cells: subdomain
            .cells
            .iter()
            .map(|cell| CellRecord { level: cell.id.level.number(), entries: cell.entries.iter().map(entry).collect() })
            .collect(),
    }
}

fn entry(entry: &Entry) -> EntryRecord<'_> {
    EntryRecord {
        id: entry.id.to_string(),
        letter: entry.letter,
        kind: entry.kind().key(),
        modal: entry.modal.key(),
        conditional: entry.conditional,
        text: text(&entry.text),
        examples: entry
            .examples
            .iter()
            .map(|example| ExampleRecord { letter: example.letter, text: text(&example.text) })
            .collect(),
        notes: [],
    }
}

fn record<'a>(document: &'a Document, domain: &'a Domain, subdomain: &'a Subdomain, one: &'a Entry) -> Record<'a> {
    let place = |lang| Viewer { document, lang }.printed_place(domain, subdomain, one);
    Record {
        format: RECORD_FORMAT,
        standard: head(document),
        domain: Name { id: domain.slug.to_string(), name: text(&domain.name) },
        subdomain: Name { id: subdomain.code.to_string(), name: text(&subdomain.name) },
        level: one.id.cell.level.number(),
        place: Place { zh: place(Lang::Zh), en: place(Lang::En) },
        entry: entry(one),
    }
}

/// One row an entry, both languages; UTF-8 with a byte order mark, so that spreadsheets read the
/// Chinese.
fn csv(document: &Document) -> Result<Vec<u8>> {
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
            writer.write_record(row(domain, subdomain, entry))?;
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
        domain.clause.clone(),
        domain.table.to_string(),
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
