//! Published and printed data is valid by its schemas, and damaged data is not.

use dtmm_model::{Lang, Level};
use dtmm_scoring::{Answer, Assessment, EntryDetails, read, write};
use jsonschema::Validator;
use serde_json::{Value, json};
use tempfile::TempDir;
use xtask::score::{ScoreFormat, Scorer, Weighing, run};

use super::{entries, json as file, model};
use crate::common;

fn schema(name: &str) -> Validator {
    let schema = file(&format!("data/{name}.schema.json"));
    assert_eq!(schema["$id"], format!("{name}.schema.json"), "a schema is known by its own file");
    jsonschema::validator_for(&schema).unwrap()
}

#[track_caller]
fn accepts(schema: &Validator, document: &Value) {
    let errors: Vec<String> =
        schema.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(errors, Vec::<String>::new());
}

/// Each change to the good document, named by its place, makes it a bad one.
#[track_caller]
fn refuses(schema: &Validator, good: &Value, changes: &[(&str, Value)]) {
    assert!(schema.is_valid(good));
    for (place, value) in changes {
        let mut bad = good.clone();
        let (above, key) = place.rsplit_once('/').unwrap();
        let holder = bad.pointer_mut(above).unwrap_or_else(|| panic!("nothing at {above}"));
        match (value, holder) {
            (Value::Null, Value::Object(object)) => drop(object.remove(key)),
            (value, holder) => {
                let place = if let Ok(index) = key.parse::<usize>() { &mut holder[index] } else { &mut holder[key] };
                *place = value.clone();
            }
        }
        assert!(!schema.is_valid(&bad), "{value} at {place} would pass");
    }
}

#[test]
fn the_model_is_what_its_schema_describes() {
    let schema = schema("model");
    accepts(&schema, &model());
    let entry = "/domains/0/subdomains/0/cells/0/entries/0";
    let changes = [
        (format!("{entry}/id"), json!("STR-100")),
        (format!("{entry}/modal"), json!("must")),
        (format!("{entry}/text/en"), json!("")),
        ("/standard/modified".to_owned(), json!("yesterday")),
        ("/levels/4".to_owned(), json!(5)),
        ("/format".to_owned(), Value::Null),
    ];
    refuses(&schema, &model(), &changes.each_ref().map(|(place, value)| (place.as_str(), value.clone())));
}

#[test]
fn every_record_is_what_its_schema_describes() {
    let schema = schema("requirement");
    let model = model();
    let record = |id: &str| file(&format!("data/r/{id}.json"));
    for entry in entries(&model) {
        accepts(&schema, &record(entry["id"].as_str().unwrap()));
    }
    let changes = [
        ("/id", json!("QLT-302x")),
        ("/level", json!(6)),
        ("/place/zh", Value::Null),
        ("/standard/edition", Value::Null),
        ("/subdomain/id", json!("quality")),
        ("/letter", json!("2")),
        ("/format", json!("dtmm-requirement/2")),
    ];
    refuses(&schema, &record("QLT-302"), &changes);
}

/// An assessment as large as they come: every entry answered one way or another, all fields used.
fn assessment() -> Assessment {
    let outline = common::document().standard.outline();
    let mut assessment = Assessment::new(&outline.edition);
    for (index, item) in outline.items().enumerate() {
        let answer = (index % 6 > 0).then(|| Answer::ALL[index % 6 - 1]);
        let remarks = EntryDetails {
            reason: "没有外部客户".into(),
            note: "质量追溯 <只> \"主要\"".into(),
            owner: "质量部".into(),
            due: "2027-03-01".into(),
            evidence: vec!["验收报告 | //srv/质量.pdf | 2026-05-10".into()],
            ..EntryDetails::NONE
        };
        let bare = EntryDetails { reason: remarks.reason.clone(), ..EntryDetails::NONE };
        let remarks = match (answer, index % 4) {
            (_, 0) => remarks,
            (Some(Answer::NotApplicable), _) => bare,
            _ => EntryDetails::NONE,
        };
        assessment.set(item, answer, remarks).unwrap();
    }
    assessment.title = "2026 年自评".into();
    assessment.organization = "示例化工有限公司".into();
    assessment.scope = "一厂".into();
    assessment.date = "2026-11-20".into();
    assessment.profile = Some(dtmm_scoring::Method::Staged);
    for (key, level) in [("company", 3), ("production", 4), ("QLT", 5)] {
        assessment.set_target(key, Level::new(level));
    }
    let code = "WHS".parse().unwrap();
    assessment.set_tailored(code, Some("仓储由集团物流公司负责")).unwrap();
    assessment
}

#[test]
fn saved_assessments_are_what_their_schema_describes() {
    let schema = schema("assessment");
    let document = common::document();
    let outline = document.standard.outline();
    let saved = |assessment: &Assessment| -> Value { serde_json::from_str(&write(assessment, &outline)).unwrap() };
    let full = saved(&assessment());
    accepts(&schema, &full);
    for lang in Lang::ALL {
        accepts(&schema, &saved(document.sample.as_ref().unwrap().get(lang)));
    }
    accepts(&schema, &saved(&Assessment::new("2024-draft")));
    let id = outline.items().next().unwrap().id;
    let changes = [
        ("/format".to_owned(), json!("dtmm-assessment/3")),
        ("/standard".to_owned(), Value::Null),
        ("/edition".to_owned(), Value::Null),
        ("/answers".to_owned(), Value::Null),
        ("/date".to_owned(), json!("20 November 2026")),
        ("/profile".to_owned(), json!("average")),
        ("/targets/QLT".to_owned(), json!(6)),
        ("/tailored/WHS".to_owned(), json!("")),
        (format!("/answers/{id}"), json!("X")),
        (format!("/answers/{id}/due"), json!("2027-13-01")),
        (format!("/answers/{id}/evidence"), json!("one")),
    ];
    refuses(&schema, &full, &changes.each_ref().map(|(place, value)| (place.as_str(), value.clone())));
}

#[test]
fn the_schema_of_assessments_and_the_reader_agree() {
    let schema = schema("assessment");
    let outline = common::document().standard.outline();
    let cases = [
        r#"{"format": "dtmm-assessment/1", "edition": "2024-draft", "answers": {"QLT-301": "F", "ZZZ-101": "L"}}"#,
        r#"{"format": "dtmm-assessment/1", "edition": "2030", "date": "", "answers": {}, "colour": "blue"}"#,
        r#"{"format": "dtmm-assessment/1", "edition": "2024-draft", "answers": {"QLT-301": {"answer": "P", "x": 1}}}"#,
        r#"{"format": "dtmm-assessment/2", "standard": "ccua-dtmm", "edition": "2024-draft", "answers": {"QLT-301":
            {"review": {"from": ["QLT-301"], "edition": "2020", "answer": "F"}}, "QLT-302":
            {"review": {"from": ["QLT-302", "QLT-303"], "edition": "2020", "answers": {"QLT-302": "F"}}}},
            "withdrawn": {"XYZ-101": "F", "XYZ-102": {"note": "n"}}, "derived_from": {"edition": "2020", "hash": "0"}}"#,
        r#"{"format": "dtmm-assessment/2", "standard": "ccua-dtmm", "edition": "2024-draft", "answers": {"QLT-301": "F"},
            "part": {"owner": "A", "entries": ["QLT-301"], "sent":
            {"format": "dtmm-assessment/2", "standard": "ccua-dtmm", "edition": "2024-draft", "answers": {}}}}"#,
        r#"{"format": "dtmm-assessment/2", "edition": "2024-draft", "answers": {}}"#,
        r#"{"format": "dtmm-assessment/1", "edition": "2024-draft", "answers": {"QLT-301": {"review": {"from": [], "edition": "2020", "answer": "F"}}}}"#,
        r#"{"format": "dtmm-assessment/1", "edition": "2024-draft", "answers": {"QLT-301": {"review": {"from": ["QLT-301"], "edition": "2020"}}}}"#,
        r#"{"format": "dtmm-assessment/1", "edition": "2024-draft", "answers": {}, "withdrawn": {"XYZ-101": 1}}"#,
        r#"{"format": "dtmm-assessment/1", "edition": "2024-draft", "answers": {}, "derived_from": {"edition": "2020"}}"#,
        r#"{"format": "dtmm-assessment/1", "edition": "2024-draft", "answers": {"QLT-301": "Yes"}}"#,
        r#"{"format": "dtmm-assessment/1", "edition": "2024-draft", "date": "1 May", "answers": {}}"#,
        r#"{"format": "dtmm-assessment/1", "answers": {}}"#,
    ];
    for (index, case) in cases.iter().enumerate() {
        assert_eq!(read(case.as_bytes(), &outline).is_ok(), index < 5, "{case}");
        assert_eq!(schema.is_valid(&serde_json::from_str(case).unwrap()), index < 5, "{case}");
    }
}

#[test]
fn scores_are_what_their_schema_describes() {
    let schema = schema("score");
    let document = common::document();
    let outline = document.standard.outline();
    let folder = TempDir::new().unwrap();
    let mut files = Vec::new();
    for (name, assessment) in [
        ("full", &assessment()),
        ("sample", &document.sample.as_ref().unwrap().zh),
        ("empty", &Assessment::new("2024-draft")),
    ] {
        let file = folder.path().join(format!("{name}.json"));
        std::fs::write(&file, write(assessment, &outline)).unwrap();
        files.push(file);
    }
    let mut printed = Value::Null;
    for weights in [Weighing::Subdomain, Weighing::Domain] {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        run(&Scorer::new(document, weights), &files, ScoreFormat::Json, &mut out, &mut err).unwrap();
        printed = serde_json::from_slice(&out).unwrap();
        accepts(&schema, &printed);
    }
    assert_eq!(printed.as_array().unwrap().len(), 3);
    let changes = [
        ("/0/staged/company", json!(6)),
        ("/0/weighted/company/score", json!("2.50")),
        ("/0/index", Value::Null),
        ("/1/not_applicable/subdomains", json!("WHS")),
        ("/2/weighted/levels/4", json!("half")),
    ];
    refuses(&schema, &printed, &changes);
}
