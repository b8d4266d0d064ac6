//! The data files, read as other programs do.

mod catalog;
mod developers;
mod linked;
mod schemas;
mod texts;

use crate::common::{self, rendered, text};
use serde_json::Value;

fn json(path: &str) -> Value {
    serde_json::from_str(text(path)).unwrap()
}

fn model() -> Value {
    json("data/model.json")
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap()
}

fn entries(model: &Value) -> Vec<&Value> {
    let subdomains = list(model, "domains").iter().flat_map(|domain| list(domain, "subdomains"));
    let cells = subdomains.flat_map(|subdomain| list(subdomain, "cells"));
    cells.flat_map(|cell| list(cell, "entries")).collect()
}

/// The facts of the draft: 7 domains, 26 subdomains, 130 cells, none empty, 379 lettered entries of
/// which 377 are assessable.
#[test]
fn the_counts_are_those_of_the_draft() {
    let model = model();
    let domains = list(&model, "domains");
    let subdomains: Vec<&Value> = domains.iter().flat_map(|domain| list(domain, "subdomains")).collect();
    let cells: Vec<&Value> = subdomains.iter().flat_map(|subdomain| list(subdomain, "cells")).collect();
    assert_eq!((domains.len(), subdomains.len(), cells.len()), (7, 26, 130));
    assert!(cells.iter().all(|cell| !list(cell, "entries").is_empty()));
    let entries = entries(&model);
    let examples: Vec<&Value> = entries.iter().flat_map(|entry| list(entry, "examples")).collect();
    let lettered = examples.iter().filter(|example| !example["letter"].is_null()).count();
    assert_eq!((entries.len(), examples.len(), entries.len() + lettered), (377, 13, 379));
    let count = |key: &str, value: &str| entries.iter().filter(|entry| entry[key] == value).count();
    assert_eq!((count("kind", "requirement"), count("kind", "recommendation")), (362, 15));
    let modals = ["shall", "mixed", "should", "none"].map(|modal| count("modal", modal));
    assert_eq!(modals, [342, 7, 15, 13]);
    assert_eq!(entries.iter().filter(|entry| entry["conditional"] == true).count(), 9);
}

#[test]
fn a_record_holds_its_entry() {
    for entry in entries(&model()) {
        let path = format!("data/r/{}.json", entry["id"].as_str().unwrap());
        let record = json(&path);
        for key in ["id", "letter", "kind", "modal", "conditional", "text", "examples"] {
            assert_eq!(record[key], entry[key], "{path}: {key}");
        }
    }
}

#[test]
fn the_table_opens_in_a_spreadsheet() {
    let bytes = common::site().get("data/requirements.csv").unwrap();
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text);
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|found| found == name).unwrap();
    let (id, zh, en) = (column("id"), column("text_zh"), column("text_en"));
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let model = model();
    let expected = entries(&model);
    assert_eq!(rows.len(), expected.len());
    for (row, entry) in rows.iter().zip(expected) {
        assert_eq!(row[id], *entry["id"].as_str().unwrap());
        assert_eq!(row[zh], *entry["text"]["zh"].as_str().unwrap());
        assert_eq!(row[en], *entry["text"]["en"].as_str().unwrap());
    }
}
