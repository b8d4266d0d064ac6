//! The OSCAL catalog against the schema of its publisher, and against the model.

use jsonschema::Validator;
use serde_json::{Value, json};

use super::{entries, json as file, list, model, rendered};
use crate::common;

const PATH: &str = "data/oscal-catalog.json";
const NAMESPACE: &str = "urn:dtmm:oscal";

fn schema() -> Validator {
    let schema: Value = serde_json::from_str(include_str!("oscal/oscal_complete_schema.json")).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn catalog() -> Value {
    file(PATH)["catalog"].clone()
}

/// Every group and control, each with the kinds of group around it.
fn walk<'a>(holder: &'a Value, found: &mut Vec<(&'a str, &'a Value)>) {
    for (key, kind) in [("groups", "group"), ("controls", "control")] {
        for one in holder[key].as_array().into_iter().flatten() {
            found.push((kind, one));
            walk(one, found);
        }
    }
}

fn own<'a>(one: &'a Value, name: &str) -> &'a Value {
    let is_it = |prop: &&Value| prop["name"] == name && prop["ns"] == NAMESPACE;
    &list(one, "props").iter().find(is_it).unwrap_or_else(|| panic!("{} has no {name}", one["id"]))["value"]
}

#[test]
fn the_catalog_is_what_the_schema_of_oscal_describes() {
    let schema = schema();
    let good = file(PATH);
    let errors: Vec<String> =
        schema.iter_errors(&good).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(errors, Vec::<String>::new());
    let control = "/catalog/groups/0/groups/0/groups/0/controls/0";
    for (place, value) in [
        ("/catalog/uuid".to_owned(), json!("not-a-uuid")),
        ("/catalog/metadata/last-modified".to_owned(), json!("2026-11-28")),
        (format!("{control}/id"), json!("1-QLT")),
        (format!("{control}/title"), json!("")),
        (format!("{control}/props/0"), json!({ "name": "letter" })),
        (format!("{control}/parts/0/colour"), json!("blue")),
    ] {
        let mut bad = good.clone();
        let (above, key) = place.rsplit_once('/').unwrap();
        match key.parse::<usize>() {
            Ok(index) => bad.pointer_mut(above).unwrap()[index] = value,
            Err(_) => bad.pointer_mut(above).unwrap()[key] = value,
        }
        assert!(!schema.is_valid(&bad), "{place} would pass");
    }
}

#[test]
fn the_catalog_has_every_group_and_entry_of_the_model() {
    let (catalog, model) = (catalog(), model());
    let mut found = Vec::new();
    walk(&catalog, &mut found);
    let ids = |kind: &str| -> Vec<&str> {
        found.iter().filter(|(one, _)| *one == kind).map(|(_, value)| value["id"].as_str().unwrap()).collect()
    };
    assert_eq!((ids("group").len(), ids("control").len()), (7 + 26 + 130, 377));
    let expected: Vec<&str> = entries(&model).iter().map(|entry| entry["id"].as_str().unwrap()).collect();
    assert_eq!(ids("control"), expected, "in the order of the standard");
    let controls = found.iter().filter(|(kind, _)| *kind == "control").map(|(_, control)| *control);
    for (control, entry) in controls.zip(entries(&model)) {
        assert_eq!(own(control, "letter"), &entry["letter"]);
        assert_eq!(own(control, "kind"), &entry["kind"]);
        assert_eq!(own(control, "modal"), &entry["modal"]);
        assert_eq!(own(control, "conditional"), &json!(entry["conditional"].to_string()));
        let statement = &control["parts"][0];
        assert_eq!((&statement["name"], &statement["class"]), (&json!("statement"), &json!("zh-CN")));
        assert_eq!(statement["prose"], entry["text"]["zh"]);
        let translation = &statement["parts"][0];
        assert_eq!((&translation["name"], &translation["ns"]), (&json!("translation"), &json!(NAMESPACE)));
        assert_eq!(translation["prose"], entry["text"]["en"]);
        assert_eq!(list(control, "parts").len(), 1 + list(entry, "examples").len());
        assert_eq!(control["links"][0]["href"], format!("../r/{}.html", entry["id"].as_str().unwrap()));
    }
    let control = &catalog["groups"][5]["groups"][4]["groups"][2]["controls"][1];
    assert_eq!(control["id"], "QLT-302");
    assert_eq!(control["title"], "8.6, Table 7, Quality control, Level 3, b)");
    assert_eq!(own(control, "title"), "8.6 表 7 质量管控 三级 b)");
    assert_eq!(
        (own(control, "clause"), own(control, "table"), own(control, "level")),
        (&json!("8.6"), &json!("7"), &json!("3"))
    );
}

/// What the schema cannot express: identifiers are unique, links have targets, `sort-id` keeps the order of the
/// standard.
#[test]
fn identifiers_in_the_catalog_are_unique_and_links_lead_somewhere() {
    fn strings<'a>(value: &'a Value, key: &str, found: &mut Vec<&'a str>) {
        match value {
            Value::Object(object) => {
                found.extend(object.get(key).and_then(Value::as_str));
                object.values().for_each(|value| strings(value, key, found));
            }
            Value::Array(array) => array.iter().for_each(|value| strings(value, key, found)),
            _ => {}
        }
    }
    let catalog = catalog();
    let mut ids = Vec::new();
    strings(&catalog, "id", &mut ids);
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
    let mut links = Vec::new();
    strings(&catalog, "href", &mut links);
    assert!(links.len() > 377);
    let resource = catalog["back-matter"]["resources"][0]["uuid"].as_str().unwrap();
    for link in links {
        match link.strip_prefix('#') {
            Some(uuid) => assert_eq!(uuid, resource),
            None => {
                let path = link.strip_prefix("../").unwrap().split('#').next().unwrap();
                assert!(common::site().get(path).is_some(), "{link}");
            }
        }
    }
    let mut found = Vec::new();
    walk(&catalog, &mut found);
    let order: Vec<&str> = found
        .iter()
        .map(|(_, one)| {
            list(one, "props").iter().find(|prop| prop["name"] == "sort-id").unwrap()["value"].as_str().unwrap()
        })
        .collect();
    assert!(order.is_sorted());
}

#[test]
fn the_catalog_is_identified_by_its_content() {
    let before = catalog();
    let mut document = common::document().clone();
    document.modified = "2027-01-31".to_owned();
    let after = rendered(&document, None);
    let after: Value = serde_json::from_slice(after.get(PATH).unwrap()).unwrap();
    assert_ne!(before["uuid"], after["catalog"]["uuid"]);
    assert_eq!(after["catalog"]["metadata"]["last-modified"], "2027-01-31T00:00:00Z");
    for stable in ["/metadata/parties/0/uuid", "/back-matter/resources/0/uuid"] {
        assert_eq!(before.pointer(stable), after["catalog"].pointer(stable));
    }
    assert_eq!(before["metadata"]["version"], "2024-draft");
    assert_eq!(before["metadata"]["oscal-version"], "1.2.1");
}
