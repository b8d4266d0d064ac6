//! The data that scripts and the engine are given: what identifiers mean, and the words of the entries.

use std::collections::BTreeSet;

use dtmm_model::Lang;
use scraper::Html;
use serde_json::Value;

use crate::common::{self, select};

/// The value that a data script sets: the JSON after the first `=`.
fn set_by(name: &str) -> Value {
    let start = format!("assets/{name}-");
    let (_, bytes) = common::site().iter().find(|(path, _)| path.starts_with(&start)).unwrap();
    let script = std::str::from_utf8(bytes).unwrap();
    let (_, json) = script.split_once('=').unwrap();
    serde_json::Deserializer::from_str(json).into_iter().next().unwrap().unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

#[test]
fn what_scripts_know_of_an_identifier_is_on_its_page() {
    let texts = set_by("texts");
    let mut known = BTreeSet::new();
    for anchor in texts["anchors"].as_array().unwrap() {
        let id = text(&anchor["id"]);
        assert!(known.insert(id.to_owned()), "{id} twice");
        let Some(page) = anchor["page"].as_str() else {
            assert_eq!(id, "cover");
            continue;
        };
        for lang in Lang::ALL {
            let html = common::site().get(&format!("{lang}/{page}")).unwrap_or_else(|| panic!("{id}: no page {page}"));
            let html = Html::parse_document(std::str::from_utf8(html).unwrap());
            assert_eq!(select(&html, &format!("[id=\"{id}\"]")).len(), 1, "{lang}/{page}#{id}");
        }
    }
    let standard = &common::document().standard;
    let expected = standard.subdomains().map(|(_, subdomain)| subdomain.code.to_string());
    assert!(expected.into_iter().all(|code| known.contains(&code)));
    let domains = texts["domains"].as_array().unwrap().iter();
    let cells = domains
        .flat_map(|domain| domain["subdomains"].as_array().unwrap())
        .flat_map(|one| one["cells"].as_array().unwrap());
    let cells = cells.map(|cell| text(&cell["id"]).to_owned()).collect::<Vec<_>>();
    let expected = standard.subdomains().flat_map(|(_, subdomain)| &subdomain.cells).map(|cell| cell.id.to_string());
    assert_eq!(cells, expected.collect::<Vec<_>>());
}

#[test]
fn the_engine_is_given_the_words_of_every_entry() {
    for lang in Lang::ALL {
        let data = set_by(&format!("scorer-{lang}"));
        let lines = text(&data["texts"]).split('\n').collect::<Vec<_>>();
        assert_eq!(lines.len(), common::document().standard.entries().count());
        for (line, entry) in lines.into_iter().zip(common::document().standard.entries()) {
            let label = entry.label.as_deref().unwrap();
            assert_eq!(line, format!("{label}\t{}", entry.text.get(lang)), "{}", entry.id);
        }
    }
}
