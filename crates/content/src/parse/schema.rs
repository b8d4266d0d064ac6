//! JSON Schemas of the YAML files, made from their records and kept in `content/schemas/`. An editor that
//! knows YAML finds the schema of a file by its first line, and completes and checks what is typed.
//!
//! Made in this test only, so that a build needs nothing for them. A schema says no more than one value can
//! show by itself; the checks know the rest.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::changes::ChangeRecord;
use super::model_file::ModelFile;
use super::notes::NoteRecord;
use super::own_terms::OwnTermRecord;
use super::records::*;
use super::sample::SampleFile;
use super::termbase::TermbaseFile;

/// The schemas by name, each with its title.
fn schemas() -> BTreeMap<&'static str, Value> {
    BTreeMap::from([
        ("abbreviations", root::<Vec<AbbreviationRecord>>("Abbreviations of the standard")),
        ("changes", root::<Option<Vec<ChangeRecord>>>("What became of the entries of the edition before")),
        ("domain", root::<DomainFile>("A capability domain")),
        ("interface", root::<BTreeMap<String, InterfaceWord>>("Words of the site")),
        ("model", root::<ModelFile>("What the standard declares of itself")),
        ("notes", root::<Vec<NoteRecord>>("Editor's notes")),
        ("own-terms", root::<Option<Vec<OwnTermRecord>>>("Names of the things the site speaks of")),
        ("redirects", root::<Option<Vec<RedirectRecord>>>("Where something published is found now")),
        ("references", root::<ReferencesFile>("Cited documents")),
        ("sample", root::<SampleFile>("The sample assessment")),
        ("standard", root::<StandardFile>("The standard as a whole")),
        ("subdomain", root::<SubdomainFile>("A capability subdomain with its entries")),
        ("termbase", root::<Option<TermbaseFile>>("Terms and the English each is given")),
        ("terms", root::<Vec<TermRecord>>("Terms and definitions of the standard")),
        ("waivers", root::<Vec<Waiver>>("Waived faults of the draft")),
    ])
}

/// In draft 7, the newest that editors know.
fn root<T: JsonSchema>(title: &str) -> Value {
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), json!(title));
    schema.to_value()
}

#[test]
fn the_schemas_of_the_content_are_those_of_the_records() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/schemas");
    let name = |name: &str| format!("{name}.schema.json");
    for (schema, actual) in schemas() {
        let path = folder.join(name(schema));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, serde_json::to_string_pretty(&actual).unwrap() + "\n").unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        let expected: Value = serde_json::from_str(&expected).unwrap_or_default();
        assert_eq!(actual, expected, "{} (UPDATE_EXPECT=1 accepts it)", path.display());
    }
    let there = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut there: Vec<_> = there.collect();
    there.sort();
    assert_eq!(there, schemas().into_keys().map(name).collect::<Vec<_>>(), "no schema is left over");
}

#[test]
fn an_editor_is_shown_what_each_value_is() {
    let schemas = schemas();
    let definitions = &schemas["subdomain"]["definitions"];
    assert_eq!(definitions["EntryRecord"]["properties"]["id"]["description"], "As `ABC-302`.");
    let modals = definitions["ModalRecord"]["oneOf"].as_array().unwrap().iter();
    let modals: Vec<_> = modals.map(|modal| modal["const"].as_str().unwrap()).collect();
    assert_eq!(modals, ["shall", "mixed", "should", "none"]);
    for (name, schema) in &schemas {
        assert!(!schema.to_string().contains("[`"), "{name}: a description links into this program");
    }
}
