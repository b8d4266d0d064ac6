//! Assessments as files of OSCAL: against the schema of its publisher, against the catalog of the site, and in trestle.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use dtmm_model::Lang;
use dtmm_oscal::OscalModel;
use dtmm_scoring::{Answer, write};
use serde_json::{Value, json};
use xtask::convert::{Conversion, TargetForm, convert};

use crate::common;

const MODELS: [(OscalModel, &str); 3] = [
    (OscalModel::Results, "assessment-results"),
    (OscalModel::Plan, "plan-of-action-and-milestones"),
    (OscalModel::Profile, "profile"),
];
const NAMESPACE: &str = "urn:dtmm:oscal";

/// The sample of the standard with a plan of its own, and texts that OSCAL cannot take as they are.
fn assessment() -> Value {
    let document = common::document();
    let sample = document.sample.as_ref().unwrap().get(Lang::Zh);
    let mut file: Value = serde_json::from_str(&write(sample, &document.standard.outline())).unwrap();
    file["answers"]["QLT-301"]["evidence"] = json!([
        "验收报告 | https://example.org/plan.pdf | 2025-11-20",
        "台账 *甲* | 档案室 <3>",
        "https://example.org/计划.pdf"
    ]);
    file["answers"]["QLT-301"]["note"] = json!("第一行\n第二行 ");
    file["plan"] = json!([
        { "id": "P1", "for": ["QLT"], "action": "上线\n检测", "person": " 张 三", "due": "2027-03-01", "status": "doing", "priority": 1 },
        { "id": "P2", "for": ["company"], "action": "培训", "person": "张 三", "status": "done" },
        { "id": "P3", "action": "外购", "due": "2027-06-30", "status": "dropped" },
        { "id": "P4", "for": ["SAF-3"] }
    ]);
    file["weights"] = json!({ "technology": 2, "production": 5 });
    file["futureField"] = json!(1);
    file
}

fn converted(file: &Value, model: OscalModel) -> Conversion {
    convert(common::document(), "a.json", file.to_string().as_bytes(), TargetForm::Oscal(model))
}

/// The one member of a file.
fn written(file: &Value, model: OscalModel) -> Value {
    let text = converted(file, model).text.expect("it is written");
    let (_, name) = MODELS.iter().find(|(one, _)| *one == model).unwrap();
    let mut whole: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(whole.as_object().unwrap().len(), 1);
    whole[name].take()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("{key} is no list"))
}

fn own<'a>(one: &'a Value, name: &str) -> Option<&'a str> {
    let prop = one["props"].as_array()?.iter().find(|prop| prop["name"] == name && prop["ns"] == NAMESPACE)?;
    prop["value"].as_str()
}

/// All texts under a key, wherever it stands.
fn all<'a>(value: &'a Value, key: &str, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(object) => {
            found.extend(object.get(key).and_then(Value::as_str));
            object.values().for_each(|value| all(value, key, found));
        }
        Value::Array(array) => array.iter().for_each(|value| all(value, key, found)),
        _ => {}
    }
}

fn texts<'a>(value: &'a Value, key: &str) -> Vec<&'a str> {
    let mut found = Vec::new();
    all(value, key, &mut found);
    found
}

/// The identifiers of the controls of the catalog, or of its parts.
fn in_catalog(key: &str) -> BTreeSet<String> {
    let catalog: Value = serde_json::from_str(common::text("data/oscal-catalog.json")).unwrap();
    let mut found = BTreeSet::new();
    fn walk(holder: &Value, key: &str, found: &mut BTreeSet<String>) {
        for group in holder["groups"].as_array().into_iter().flatten() {
            walk(group, key, found);
        }
        for control in holder["controls"].as_array().into_iter().flatten() {
            let one = if key == "controls" { control } else { &control["parts"][0] };
            found.insert(one["id"].as_str().unwrap().to_owned());
        }
    }
    walk(&catalog["catalog"], key, &mut found);
    found
}

#[test]
fn the_files_of_an_assessment_are_what_the_schema_of_oscal_describes() {
    let schema: Value = serde_json::from_str(include_str!("data/oscal/oscal_complete_schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let least = json!({ "format": "dtmm-assessment/1", "edition": "2024-draft", "date": "2026-01-15", "answers": { "STR-101": "F" } });
    for file in [assessment(), least] {
        for (model, name) in MODELS {
            let good: Value = serde_json::from_str(&converted(&file, model).text.unwrap()).unwrap();
            let errors: Vec<String> =
                schema.iter_errors(&good).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert_eq!(errors, Vec::<String>::new(), "{name}");
            let mut bad = good.clone();
            bad[name]["metadata"]["last-modified"] = json!("2026-01-15");
            assert!(!schema.is_valid(&bad), "{name}");
        }
    }
}

#[test]
fn identifiers_are_made_from_the_content_and_lead_somewhere() {
    let (controls, statements) = (in_catalog("controls"), in_catalog("statements"));
    assert_eq!((controls.len(), statements.len()), (377, 377));
    let mut later = assessment();
    later["date"] = json!("2026-07-01");
    for (model, name) in MODELS {
        let file = written(&assessment(), model);
        assert_eq!(file, written(&assessment(), model), "{name}");
        assert_ne!(file["uuid"], written(&later, model)["uuid"], "{name}");
        assert_eq!(file["metadata"]["last-modified"], "2026-06-30T00:00:00Z");
        let uuids = texts(&file, "uuid");
        let unique: BTreeSet<&str> = uuids.iter().copied().collect();
        assert_eq!(uuids.len(), unique.len(), "{name}");
        let references = ["observation-uuid", "risk-uuid"].into_iter().flat_map(|key| texts(&file, key));
        let links = texts(&file, "href").into_iter().filter_map(|link| link.strip_prefix('#'));
        for reference in references.chain(links) {
            assert!(unique.contains(reference), "{name}: {reference}");
        }
        for id in texts(&file, "control-id") {
            assert!(controls.contains(id), "{id}");
        }
        for id in texts(&file, "target-id") {
            assert!(statements.contains(id), "{id}");
        }
    }
}

#[test]
fn results_say_of_every_answer_what_was_seen_and_found() {
    let document = common::document();
    let sample = document.sample.as_ref().unwrap().get(Lang::Zh);
    let results = written(&assessment(), OscalModel::Results);
    let result = &results["results"][0];
    let in_scope: Vec<Answer> = sample
        .answers()
        .iter()
        .filter(|(id, _)| sample.tailored(id.cell.subdomain).is_none())
        .map(|(_, answer)| *answer)
        .collect();
    let (observations, findings) = (list(result, "observations"), list(result, "findings"));
    assert_eq!(observations.len(), in_scope.len());
    assert!(in_scope.len() < sample.answers().len() + 1 && in_scope.len() > 200);
    let count = |keep: &dyn Fn(&Answer) -> bool| in_scope.iter().filter(|answer| keep(answer)).count();
    assert_eq!(findings.len(), count(&|answer| *answer != Answer::NotApplicable));
    let met = findings.iter().filter(|one| one["target"]["status"]["state"] == "satisfied").count();
    assert_eq!(met, count(&|answer| matches!(answer, Answer::Full | Answer::Largely)));
    let seen = observations.iter().find(|one| own(one, "control") == Some("QLT-301")).unwrap();
    let evidence = list(seen, "relevant-evidence");
    assert_eq!(evidence[0]["description"], "第一行  \n第二行");
    assert_eq!(
        (evidence[1]["href"].as_str(), own(&evidence[1], "date")),
        (Some("https://example.org/plan.pdf"), Some("2025-11-20"))
    );
    assert_eq!(evidence[2]["description"], "台账 \\*甲\\*");
    assert_eq!(own(&evidence[2], "place"), Some("档案室 <3>"));
    assert!(evidence[3]["href"].is_null(), "an address with Chinese is no reference");
    let excluded = observations.iter().find(|one| own(one, "control") == Some("WHS-404")).unwrap();
    assert_eq!((own(excluded, "answer"), &excluded["remarks"]), (Some("NA"), &json!("厂内没有罐区")));
    let level = |class: &str| {
        let props = list(result, "props").iter();
        props
            .clone()
            .find(|prop| prop["name"] == "self-assessed-level" && prop["class"] == class)
            .map(|prop| prop["value"].clone())
    };
    assert_eq!(level("company"), Some(json!("1")), "as the page shows");
    assert_eq!(level("DCM"), None, "it is out of scope");
    assert_eq!(own(result, "level-method"), Some("dtmm-staged/1"));
}

#[test]
fn the_plan_has_every_action_and_gap_and_the_profile_what_the_targets_ask() {
    let plan = written(&assessment(), OscalModel::Plan);
    let items = list(&plan, "poam-items");
    let risk = |item: &Value| {
        let id = &item["related-risks"][0]["risk-uuid"];
        list(&plan, "risks").iter().find(|risk| risk["uuid"] == *id).unwrap().clone()
    };
    let actions: Vec<&Value> = items.iter().filter(|item| own(item, "kind") == Some("action")).collect();
    let said: Vec<(&str, String)> = actions
        .iter()
        .map(|item| (own(item, "status").unwrap(), risk(item)["status"].as_str().unwrap().to_owned()))
        .collect();
    let expected = [("doing", "remediating"), ("done", "closed"), ("dropped", "closed"), ("open", "open")];
    assert_eq!(said, expected.map(|(status, risk)| (status, risk.to_owned())));
    assert_eq!(risk(actions[0])["deadline"], "2027-03-01T00:00:00Z");
    let persons = list(&plan["metadata"], "parties").iter().filter(|party| party["type"] == "person");
    let names: Vec<&str> = persons.map(|party| party["name"].as_str().unwrap()).collect();
    assert_eq!(names[0], "张 三", "once, though two actions are hers");
    assert_eq!(names.len(), names.iter().collect::<BTreeSet<_>>().len());
    let role = &risk(actions[0])["remediations"][0]["tasks"][0]["responsible-roles"][0];
    assert!(list(&plan["metadata"], "parties").iter().any(|party| party["uuid"] == role["party-uuids"][0]));
    let gaps = items.len() - actions.len();
    let of_qlt = items.iter().filter(|item| own(item, "for").is_some_and(|id| id.starts_with("QLT-")));
    assert!(of_qlt.clone().count() > 0 && of_qlt.clone().all(|item| own(item, "action") == Some("P1")));
    let profile = written(&assessment(), OscalModel::Profile);
    let import = &profile["imports"][0];
    let ids = |key: &str| import[key][0]["with-ids"].as_array().unwrap().len();
    let model: Value = serde_json::from_str(common::text("data/model.json")).unwrap();
    let mut up_to = 0;
    for subdomain in list(&model, "domains").iter().flat_map(|domain| list(domain, "subdomains")) {
        let target = if ["SAF", "QLT"].contains(&subdomain["code"].as_str().unwrap()) { 4 } else { 3 };
        up_to += list(subdomain, "cells")[..target].iter().map(|cell| list(cell, "entries").len()).sum::<usize>();
    }
    assert_eq!(ids("include-controls"), up_to);
    assert!(gaps < up_to);
    assert!(
        import["exclude-controls"][0]["with-ids"]
            .as_array()
            .unwrap()
            .iter()
            .all(|id| id.as_str().unwrap().starts_with("DCM-"))
    );
    let prop = |name: &str, class: &str| {
        let mut props = list(&profile["metadata"], "props").iter();
        props
            .find(|prop| prop["name"] == name && prop["class"] == class)
            .map(|prop| prop["value"].as_str().unwrap().to_owned())
    };
    assert_eq!((prop("target", "company").as_deref(), prop("target", "SAF").as_deref()), (Some("3"), Some("4")));
    assert_eq!(prop("weight", "production").as_deref(), Some("5"));
    assert_eq!(own(&profile["metadata"], "tailored"), Some("DCM"));
}

#[test]
fn what_oscal_asks_for_and_what_it_cannot_hold_is_said() {
    let report = |file: &Value, model| serde_json::from_str::<Value>(&converted(file, model).json).unwrap();
    let whole = report(&assessment(), OscalModel::Results);
    assert_eq!((&whole["kept"], &whole["left_out"][0]["id"]), (&json!([]), &json!("futureField")));
    let lacking = |field: &str, code: &str, model| {
        let mut file = assessment();
        file[field] = if field == "answers" { json!({}) } else { json!("") };
        let report = report(&file, model);
        assert_eq!((&report["problems"][0]["code"], &report["problems"][0]["path"]), (&json!(code), &json!(field)));
    };
    lacking("date", "missing-field", OscalModel::Profile);
    lacking("answers", "nothing-to-write", OscalModel::Results);
    let comments = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/convert/comments.json")).unwrap();
    let refused = convert(common::document(), "c.json", &comments, TargetForm::Oscal(OscalModel::Plan));
    assert!(refused.text.is_none() && refused.json.contains("comments"));
}

/// The trestle that `TRESTLE` names, or that is on the path; where continuous integration runs, it is installed.
fn trestle() -> Option<PathBuf> {
    let program = std::env::var_os("TRESTLE").map_or_else(|| PathBuf::from("trestle"), PathBuf::from);
    let works = |program: &Path| Command::new(program).arg("version").output().is_ok_and(|done| done.status.success());
    if works(&program) {
        return Some(program);
    }
    let folder = common::root().join("target/trestle");
    if std::env::var_os("CI").is_some() {
        Command::new("python3").args(["-m", "venv"]).arg(&folder).status().ok()?;
        Command::new(folder.join("bin/pip")).args(["install", "-q", "compliance-trestle==5.2.0"]).status().ok()?;
    }
    Some(folder.join("bin/trestle")).filter(|program| works(program))
}

#[test]
fn trestle_takes_the_files_beside_the_catalog() {
    let Some(trestle) = trestle() else {
        eprintln!("trestle is not installed: not tested (pip install compliance-trestle==5.2.0)");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let done = Command::new(&trestle).args(arguments).current_dir(folder.path()).output().unwrap();
        (
            done.status.success(),
            String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr),
        )
    };
    assert!(run(&["init", "--local"]).0);
    // Trestle imports only what lies outside its own folder.
    let incoming = tempfile::tempdir().unwrap();
    let import = |name: &str, text: &str| {
        let file = incoming.path().join(format!("{name}.json"));
        fs::write(&file, text).unwrap();
        run(&["import", "-f", &file.display().to_string(), "-o", name])
    };
    let (is_taken, said) = import("oscal-catalog", common::text("data/oscal-catalog.json"));
    assert!(is_taken, "{said}");
    for (model, name) in MODELS {
        let good = converted(&assessment(), model).text.unwrap();
        let (is_taken, said) = import(name, &good);
        assert!(is_taken, "{name}: {said}");
        assert!(!import(&format!("bad-{name}"), &good.replacen("\"uuid\"", "\"uid\"", 1)).0, "{name}");
    }
}
