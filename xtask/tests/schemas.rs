//! The schemas by which an editor completes and checks the content: every file names its own and is what it
//! describes. That they are those of the records is tested beside these, in `crates/content`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dtmm_content::load::{Source, Sources};
use dtmm_content::parse::from_yaml;
use jsonschema::Validator;
use serde_json::{Value, json};
use xtask::explain;

use crate::common::root;

/// The name of the schema of a file.
fn schema_of(file: &Source) -> &str {
    let name = file.name.strip_suffix(".yaml").unwrap();
    match name.split_once('/') {
        None => name,
        Some(("tool", name)) => name,
        Some(("clauses", clause)) if clause.contains('/') => "subdomain",
        Some(("clauses", _)) => "domain",
        Some((folder, _)) => folder,
    }
}

fn validators() -> BTreeMap<String, Validator> {
    let files = fs::read_dir(root().join("content/schemas")).unwrap().map(|entry| entry.unwrap().path());
    let validator = |file| {
        let schema: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        jsonschema::validator_for(&schema).unwrap()
    };
    let name =
        |file: &Path| file.file_name().unwrap().to_str().unwrap().strip_suffix(".schema.json").unwrap().to_owned();
    files.map(|file| (name(&file), validator(file))).collect()
}

/// The YAML files of the content and of the words of the tool: path, text, name of the schema.
fn files(sources: &Sources) -> Vec<(&str, &str, &str)> {
    let yaml = sources.iter().filter(|source| source.path.ends_with(".yaml"));
    yaml.map(|source| (source.path.as_str(), source.text.as_str(), schema_of(source))).collect()
}

fn value(text: &str) -> Value {
    from_yaml(text).unwrap()
}

#[test]
fn every_content_file_names_its_schema_in_the_first_line() {
    let sources = dtmm_site::load(&root(), None).unwrap();
    for (path, text, name) in files(&sources) {
        let schemas = match path.strip_prefix("content/") {
            Some(below) => format!("{}schemas", "../".repeat(below.matches('/').count())),
            None => format!("{}content/schemas", "../".repeat(path.matches('/').count())),
        };
        let line = format!("# yaml-language-server: $schema={schemas}/{name}.schema.json");
        assert_eq!(text.lines().next(), Some(line.as_str()), "{path}");
    }
}

#[test]
fn every_content_file_is_what_its_schema_describes() {
    let validators = validators();
    let changed = explain::example(&root(), &["doubtful-change"]).unwrap();
    let mut seen = BTreeMap::<String, usize>::new();
    for sources in [dtmm_site::load(&root(), None).unwrap(), changed] {
        for (path, text, name) in files(&sources) {
            let value = value(text);
            let errors =
                validators[name].iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path()));
            assert_eq!(errors.collect::<Vec<_>>(), [""; 0], "{path}");
            *seen.entry(name.to_owned()).or_default() += 1;
        }
    }
    assert_eq!(seen.len(), validators.len(), "each schema has a file: {seen:?}");
}

#[test]
fn what_the_checks_refuse_in_one_record_the_schemas_refuse_too() {
    let validators = validators();
    for example in ["unknown-key", "missing-key", "wrong-value", "wrong-id", "wrong-slug"] {
        let sources = explain::example(&root(), &[example]).unwrap();
        let mut files = files(&sources).into_iter();
        assert!(files.any(|(_, text, name)| !validators[name].is_valid(&value(text))), "{example} passes");
    }
}

#[test]
fn a_wrong_value_is_refused_where_it_stands() {
    let validators = validators();
    let sources = explain::example(&root(), &[]).unwrap();
    let good =
        value(&sources.get("content/editions/2024-sample/clauses/production/quality-control.yaml").unwrap().text);
    let entry = "/levels/1/0";
    for (key, wrong) in [
        ("colour", json!("blue")),
        ("id", json!("QLT-1")),
        ("label", json!(["a"])),
        ("modal", json!("must")),
        ("zh", json!(1)),
        ("conditional", json!("yes")),
        ("reviewed", json!("7948eae")),
    ] {
        let mut bad = good.clone();
        bad.pointer_mut(entry).unwrap()[key] = wrong;
        let places = validators["subdomain"].iter_errors(&bad).map(|error| error.instance_path().to_string());
        let places: Vec<_> = places.collect();
        assert!(!places.is_empty() && places.iter().all(|place| place.starts_with(entry)), "{key}: {places:?}");
    }
    // Which languages there are and whether an entry needs a `modal`, only `model.yaml` knows.
    for needed in [&["id"][..], &["zh", "en"]] {
        let mut bad = good.clone();
        let record = bad.pointer_mut(entry).unwrap().as_object_mut().unwrap();
        needed.iter().for_each(|key| drop(record.remove(*key)));
        assert!(!validators["subdomain"].is_valid(&bad), "{needed:?} can be left out");
    }
}
