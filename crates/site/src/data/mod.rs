//! The data files under `data/`, which the page for developers describes.

mod changes;
mod full_text;
mod model;
mod notes;
mod oscal;
mod record;
mod schema;
mod table;

use anyhow::Result;
use dtmm_model::Lang;

use super::placement::Placement;
use super::tree::Tree;
use crate::inputs::Inputs;
use crate::words::SiteWord;
use dtmm_content::document::Document;

/// A data file, or a folder of files with the same format.
pub(super) struct DataFile {
    /// Its path; for a folder of files, that of the folder, ending in `/`.
    pub(super) path: &'static str,
    /// The word of the site that describes it.
    pub(super) about: SiteWord,
    /// Its format.
    pub(super) form: &'static str,
    /// The path of its JSON Schema.
    pub(super) schema: Option<&'static str>,
}

impl DataFile {
    /// A link to the file; for a folder, to the file of the entry `sample`.
    pub(super) fn link(&self, sample: &str) -> String {
        if self.path.ends_with('/') { format!("{}{sample}.json", self.path) } else { self.path.to_owned() }
    }
}

/// The data files of a standard in all languages, in the order in which they are shown.
const FILES: [DataFile; 11] = [
    file("data/model.json", SiteWord::DataAboutModel, "JSON", Some("data/model.schema.json")),
    file("data/requirements.csv", SiteWord::DataAboutTable, "CSV", None),
    file("data/r/", SiteWord::DataAboutRecords, "JSON", Some("data/requirement.schema.json")),
    file("data/notes.json", SiteWord::DataAboutNotes, "JSON", Some("data/notes.schema.json")),
    file("data/changes.json", SiteWord::DataAboutChanges, "JSON", Some("data/changes.schema.json")),
    file("changes.xml", SiteWord::DataAboutFeed, "Atom", None),
    file("data/oscal-catalog.json", SiteWord::DataAboutOscal, oscal::FORM, None),
    file("data/standard-zh.md", SiteWord::DataAboutTextZh, "Markdown", None),
    file("data/standard-en.md", SiteWord::DataAboutTextEn, "Markdown", None),
    file("data/assessment.schema.json", SiteWord::DataAboutAssessment, "JSON Schema", None),
    file("data/score.schema.json", SiteWord::DataAboutScore, "JSON Schema", None),
];

/// The data files of an edition.
pub(super) fn data_files(document: &Document) -> impl Iterator<Item = &'static DataFile> {
    let (languages, has_changes) = (document.languages, document.changes.is_some());
    let has_notes = !document.notes.is_empty();
    let is_there = move |file: &&DataFile| match file.about {
        SiteWord::DataAboutTextZh => languages.has(Lang::Zh),
        SiteWord::DataAboutTextEn => languages.has(Lang::En),
        SiteWord::DataAboutChanges => has_changes,
        SiteWord::DataAboutNotes => has_notes,
        _ => true,
    };
    FILES.iter().filter(is_there)
}

const fn file(path: &'static str, about: SiteWord, form: &'static str, schema: Option<&'static str>) -> DataFile {
    DataFile { path, about, form, schema }
}

/// Adds the data files. `earlier` are the editions before, oldest first.
///
/// # Errors
/// A path written twice.
pub(super) fn write(
    document: &Document,
    earlier: &[Document],
    inputs: &Inputs,
    placement: &Placement,
    tree: &mut Tree,
) -> Result<()> {
    let notes = model::notes_by_place(document);
    tree.add("data/model.json", serde_json::to_vec(&model::model(document, &notes))?)?;
    let languages = document.languages;
    let schema = |text| schema::of_standard(text, &document.standard, languages);
    tree.add("data/model.schema.json", schema(include_str!("model.schema.json"))?)?;
    tree.add("data/requirements.csv", table::table(document)?)?;
    tree.add("data/requirement.schema.json", schema(include_str!("requirement.schema.json"))?)?;
    for (domain, subdomain) in document.standard.subdomains() {
        for entry in subdomain.entries() {
            let record = record::record(document, domain, subdomain, entry, &notes);
            tree.add(format!("data/r/{}.json", entry.id), serde_json::to_vec(&record)?)?;
        }
    }
    tree.add("data/oscal-catalog.json", oscal::catalog(document, inputs.base_url.as_deref(), placement)?)?;
    if !document.notes.is_empty() {
        tree.add("data/notes.json", serde_json::to_vec(&notes::notes(document))?)?;
        tree.add("data/notes.schema.json", schema(include_str!("notes.schema.json"))?)?;
    }
    if let Some(changes) = changes::changes(document, earlier) {
        tree.add("data/changes.json", serde_json::to_vec(&changes)?)?;
        tree.add("data/changes.schema.json", schema(include_str!("changes.schema.json"))?)?;
    }
    for lang in languages.iter() {
        tree.add(format!("data/standard-{lang}.md"), full_text::markdown(document, lang))?;
    }
    tree.add("data/assessment.schema.json", schema(include_str!("assessment.schema.json"))?)?;
    tree.add("data/score.schema.json", schema(include_str!("score.schema.json"))?)?;
    Ok(())
}
