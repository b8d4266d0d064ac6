//! `cargo xtask convert`: files of all forms of assessments and comments, and the reports about them.
//! `UPDATE_EXPECT=1` accepts new reports.

use crate::common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use dtmm_scoring::{Assessment, later, merge_by, owner_path, read, write};
use serde_json::{Value, json};
use tempfile::TempDir;
use xtask::convert::{Conversion, TargetForm, convert};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/convert")
}

fn converted(name: &str, to: TargetForm) -> Conversion {
    let bytes = fs::read(folder().join(name)).unwrap();
    convert(common::document(), name, &bytes, to)
}

fn assessment(name: &str) -> Assessment {
    let text = converted(name, TargetForm::Json).text.unwrap_or_else(|| panic!("{name} was refused"));
    let reading = read(text.as_bytes(), &common::document().standard.outline()).unwrap();
    assert_eq!(write(&reading.assessment, &common::document().standard.outline()), text);
    reading.assessment
}

#[test]
fn what_became_of_every_file_is_said() {
    let mut names: Vec<String> =
        fs::read_dir(folder()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name != "reports.ndjson");
    names.sort();
    assert!(names.len() > 70, "{} files are not all", names.len());
    let actual: String = names.iter().map(|name| converted(name, TargetForm::Json).json).collect();
    let path = folder().join("reports.ndjson");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &actual).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    for (actual, expected) in actual.lines().zip(expected.lines()) {
        assert_eq!(actual, expected, "UPDATE_EXPECT=1 accepts it");
    }
    assert_eq!(actual.lines().count(), expected.lines().count());
}

/// What a report lists as taken and kept is in the output.
#[test]
fn what_is_said_to_be_taken_and_kept_is_stored() {
    let reports = fs::read_to_string(folder().join("reports.ndjson")).unwrap();
    let mut read = 0;
    for report in reports.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        let name = report["source"].as_str().unwrap();
        let Some(taken) = report.get("taken") else {
            assert!(converted(name, TargetForm::Json).text.is_none());
            assert!(!report["problems"].as_array().unwrap().is_empty());
            continue;
        };
        read += 1;
        let text = converted(name, TargetForm::Json).text.unwrap();
        let text = report["line"].as_u64().map_or(text.as_str(), |line| text.lines().nth(line as usize - 1).unwrap());
        let stored: Value = serde_json::from_str(text).unwrap();
        if let Some(comments) = taken.get("comments") {
            assert_eq!(stored["comments"].as_array().unwrap().len() as u64, comments.as_u64().unwrap(), "{name}");
            assert_fields(&stored, &taken["fields"], name);
            for path in report["kept"].as_array().unwrap().iter().map(|path| path.as_str().unwrap()) {
                let found = match path.strip_prefix("comments.").and_then(|path| path.split_once('.')) {
                    Some((id, key)) => {
                        let mut all = stored["comments"].as_array().unwrap().iter();
                        all.find(|one| one["id"] == id).and_then(|one| one.get(key))
                    }
                    None => stored.get(path),
                };
                assert!(found.is_some(), "{name}: {path}");
            }
            continue;
        }
        let is_answered = |value: &Value| value.is_string() || value.get("answer").is_some();
        let answers = stored["answers"].as_object().unwrap();
        let known = answers.iter().filter(|(id, value)| {
            is_answered(value) && !report["kept"].as_array().unwrap().contains(&format!("answers.{id}").into())
        });
        assert_eq!(known.count() as u64, taken["answers"].as_u64().unwrap(), "{name}");
        assert_fields(&stored, &taken["fields"], name);
        for path in report["kept"].as_array().unwrap() {
            let place = path.as_str().unwrap().split('.').try_fold(&stored, |value, key| value.get(key));
            assert!(place.is_some(), "{name}: {path}");
        }
    }
    assert!(read > 20);
}

fn assert_fields(stored: &Value, fields: &Value, name: &str) {
    for field in fields.as_array().unwrap() {
        assert!(stored.get(field.as_str().unwrap()).is_some(), "{name}: {field}");
    }
}

/// Round trip of comments through a table: nothing is lost that the report does not name.
#[test]
fn comments_become_a_table_and_what_it_cannot_hold_is_said() {
    let table = converted("comments.json", TargetForm::Csv);
    let report: Value = serde_json::from_str(&table.json).unwrap();
    assert_eq!(report["taken"], serde_json::json!({"comments": 1, "fields": []}));
    assert_eq!(report["kept"], serde_json::json!([]));
    let left: Vec<&str> =
        report["left_out"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    let of_one = ["comments.k000001-0a0b0c0d.note", "comments.k000001-0a0b0c0d.extra"];
    assert_eq!(left, ["organization", "later", of_one[0], of_one[1], "k000002-0a0b0c0d"]);
    assert!(table.human.contains("comments.json: comments, json, utf-8, edition 2024-draft\n  taken: 1 comments\n"));
    let text = table.text.unwrap();
    let expected = "\u{feff}序号,章条编号,原文,修改意见,理由,提出单位\r\n1,8.3,甲,'=乙,,某公司\r\n";
    assert_eq!(text, expected);
    let back = convert(common::document(), "a.csv", text.as_bytes(), TargetForm::Json).text.unwrap();
    let back: Value = serde_json::from_str(&back).unwrap();
    assert_eq!(back["comments"][0]["proposal"], "=乙");
    let gbk: Value = serde_json::from_str(&converted("comments-gbk.csv", TargetForm::Json).text.unwrap()).unwrap();
    let excel: Value =
        serde_json::from_str(&converted("comments-of-excel.txt", TargetForm::Json).text.unwrap()).unwrap();
    assert_eq!(gbk, excel);
}

#[test]
fn tables_of_one_plant_in_any_spelling_say_the_same() {
    assert_eq!(assessment("ids-lower-case.csv").answers().len(), 377);
    let plain = assessment("id-en-dash.csv");
    for name in [
        "id-full-width.csv",
        "id-space.csv",
        "answer-full-width.csv",
        "answer-letter-and-word.csv",
        "answer-english-words.csv",
        "head-chinese.csv",
        "head-zero-width.csv",
    ] {
        assert_eq!(assessment(name), plain, "{name}");
    }
    let dated = assessment("date-dots.csv");
    assert_eq!(dated.all_details()[0].1.due, "2027-03-01");
    for name in ["date-chinese.csv", "date-digits.csv"] {
        assert_eq!(assessment(name), dated, "{name}");
    }
    let dates = assessment("date-more-forms.csv");
    assert!(dates.all_details().len() > 10 && dates.all_details().iter().all(|(_, one)| one.due == "2027-03-01"));
    let dashes = assessment("id-other-dashes.csv");
    assert_eq!(
        dashes.answers().len(),
        fs::read_to_string(folder().join("id-other-dashes.csv")).unwrap().lines().count() - 1
    );
}

#[test]
fn a_file_of_twenty_megabytes_is_refused_as_any_other() {
    let scratch = TempDir::new().unwrap();
    let large = scratch.path().join("large.csv");
    fs::write(&large, format!("id,answer,note\nSTR-101,F,{}\n", "x".repeat(20_000_000))).unwrap();
    let done = command(&[&large.display().to_string(), "--report", "json"]);
    assert_eq!(done.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(report["problems"][0]["code"], "too-large");
}

/// Files of several departments and plants, merged in pairs.
const TO_JOIN: [&str; 3] = ["plant-a.json", "plant-b.csv", "department-b.csv"];

/// Writes the merged files to `joined.json`, which a browser test compares with what the page makes of the same files.
/// `UPDATE_EXPECT=1` accepts new ones.
#[test]
fn files_of_several_are_joined_as_the_page_joins_them() {
    let outline = common::document().standard.outline();
    let mut pairs = Vec::new();
    for mine in TO_JOIN {
        for theirs in TO_JOIN.into_iter().filter(|theirs| *theirs != mine) {
            let both = [mine, theirs].map(assessment);
            let both = [&both[0], &both[1]];
            let merged = merge_by(&outline, &both, later(both).unwrap_or(0), &|_| None);
            let conflicts: Vec<Value> = merged
                .conflicts
                .iter()
                .map(|one| {
                    let sides: Vec<usize> = one.sides.iter().map(|(side, _)| *side).collect();
                    json!({"path": one.path, "sides": sides, "holds": one.holds})
                })
                .collect();
            let joined: Value = serde_json::from_str(&write(&merged.assessment, &outline)).unwrap();
            pairs.push(json!({"mine": mine, "theirs": theirs, "conflicts": conflicts, "joined": joined}));
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/joined.json");
    let actual = serde_json::to_string_pretty(&pairs).unwrap() + "\n";
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &actual).unwrap();
    }
    assert_eq!(actual, fs::read_to_string(&path).unwrap_or_default(), "UPDATE_EXPECT=1 accepts it");
}

#[test]
fn an_import_stands_on_its_own_and_a_table_carries_who_it_is_of() {
    let table =
        convert(common::document(), "a.json", &fs::read(folder().join("plant-a.json")).unwrap(), TargetForm::Csv)
            .text
            .unwrap();
    let back = convert(common::document(), "a.csv", table.as_bytes(), TargetForm::Json);
    let plant = assessment("plant-a.json");
    let mut in_table = plant.clone();
    in_table.forget_kept();
    let outline = common::document().standard.outline();
    assert_eq!(back.text.unwrap(), write(&in_table, &outline));
    assert_eq!(assessment("plant-b.csv").title, "");
    assert_eq!(assessment("department-b.csv").answers().len(), 1);
}

#[test]
fn what_a_table_cannot_hold_is_said() {
    let report = converted("other-edition.json", TargetForm::Csv).json;
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["kept"], serde_json::json!([]));
    let left: Vec<&str> =
        report["left_out"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(left, ["answers.XYZ-101", "futureField"]);
}

fn command(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .current_dir(common::root())
        .arg("convert")
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn the_command_writes_reports_and_overwrites_nothing() {
    let scratch = TempDir::new().unwrap();
    let out = scratch.path().join("plant.csv");
    let (source, out_name) = (folder().join("plant-a.json").display().to_string(), out.display().to_string());
    for _ in 0..2 {
        let done = command(&[&source, "-o", &out_name, "--report", "json"]);
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
        let report: Value = serde_json::from_slice(&done.stdout).unwrap();
        assert_eq!(report["form"], "json");
        assert!(fs::read_to_string(&out).unwrap().starts_with("\u{feff}# standard: ccua-dtmm\r\n"));
    }
    fs::write(&out, "mine").unwrap();
    let done = command(&[&source, "-o", &out_name]);
    assert_eq!(done.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&done.stderr).contains("--force"));
    assert_eq!(fs::read_to_string(&out).unwrap(), "mine");
    assert_eq!(command(&[&source, "-o", &out_name, "--force"]).status.code(), Some(0));
    let refused = command(&[&folder().join("workbook-ods.csv").display().to_string()]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(refused.stdout.is_empty());
    assert!(
        String::from_utf8_lossy(&refused.stderr).contains("error[workbook]: this kind of workbook cannot be read here")
    );
    let plain = command(&[&source]);
    assert!(plain.stdout.starts_with(b"{\n  \"format\""));
    assert!(String::from_utf8_lossy(&plain.stderr).contains("  taken: "));
}

#[test]
fn the_command_writes_the_parts_of_owners() {
    let outline = common::document().standard.outline();
    let scratch = TempDir::new().unwrap();
    let mut plant = assessment("plant-a.json");
    for (owner, scope) in [("质量部", "QLT"), ("设备/部", "EQM")] {
        plant.set_field(&owner_path("scope", owner), &[scope.to_owned()], &outline);
    }
    let source = scratch.path().join("plant.json").display().to_string();
    fs::write(&source, write(&plant, &outline)).unwrap();
    let parts = scratch.path().join("parts");
    for end in ["json", "xlsx"] {
        let done = command(&[&source, "--parts", "--to", end, "-o", &parts.display().to_string()]);
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    }
    let owners = plant.part_owners(&outline);
    assert_eq!(owners[..2], ["设备/部", "质量部"]);
    assert_eq!(fs::read_dir(&parts).unwrap().count(), 2 * owners.len());
    for (owner, name) in [("质量部", "质量部"), ("设备/部", "设备-部")] {
        let file = fs::read_to_string(parts.join(name).with_extension("json")).unwrap();
        assert_eq!(file, write(&plant.make_part(&outline, owner), &outline));
        let back = command(&[&parts.join(name).with_extension("xlsx").display().to_string()]);
        assert_eq!(String::from_utf8(back.stdout).unwrap(), file, "a workbook carries the same");
    }
    let one = command(&[&source, "--part", "质量部"]);
    assert_eq!(one.stdout, fs::read(parts.join("质量部.json")).unwrap());
    for (arguments, said) in [
        (vec![&*source, "--part", "无此人"], "设备/部, 质量部"),
        (vec![&*source, "--part", "质量部", "--to", "csv"], "json or xlsx"),
        (vec![&*source, "--parts"], "--out"),
    ] {
        let refused = command(&arguments);
        let error = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(refused.status.code() == Some(1) && error.contains(said), "{error}");
    }
    let table = converted_bytes(&one.stdout, TargetForm::Csv);
    assert!(table.json.contains("{\"line\":1,\"id\":\"part\",\"reason\":\"not-in-table\"}"), "{}", table.json);
}

fn converted_bytes(bytes: &[u8], to: TargetForm) -> Conversion {
    convert(common::document(), "part", bytes, to)
}
