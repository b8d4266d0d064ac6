//! Workbooks of the real content: there and back, and opened and saved by programs that are not ours.

use crate::common;

use std::fs;
use std::process::Command;

use dtmm_model::Lang;
use dtmm_workbook::SheetsBy;
use serde_json::Value;
use tempfile::TempDir;
use xtask::convert::{Conversion, TargetForm, convert};

fn plant() -> Vec<u8> {
    fs::read(common::root().join("xtask/tests/convert/plant-a.json")).unwrap()
}

fn converted(bytes: &[u8], to: TargetForm) -> Conversion {
    convert(common::document(), "plant", bytes, to)
}

fn workbook(lang: Lang, by: SheetsBy) -> Vec<u8> {
    converted(&plant(), TargetForm::Workbook(lang, by)).workbook.unwrap()
}

/// The file that a workbook becomes, and the report about it.
fn back(bytes: &[u8]) -> (String, Value) {
    let conversion = converted(bytes, TargetForm::Json);
    let report = serde_json::from_str(&conversion.json).unwrap();
    (conversion.text.unwrap_or_else(|| panic!("{}", conversion.human)), report)
}

/// The file as it would be written anew.
fn expected() -> String {
    converted(&plant(), TargetForm::Json).text.unwrap()
}

#[track_caller]
fn lost_nothing(bytes: &[u8], what: &str) {
    let (file, report) = back(bytes);
    assert_eq!(report["form"], "workbook", "{what}");
    assert_eq!(report["left_out"], serde_json::json!([]), "{what}");
    assert_eq!(file, expected(), "{what}");
}

#[test]
fn an_assessment_survives_in_both_languages() {
    for lang in Lang::ALL {
        for by in [SheetsBy::Domain, SheetsBy::Owner] {
            lost_nothing(&workbook(lang, by), &format!("{} {by:?}", lang.key()));
        }
    }
}

#[test]
fn comments_and_several_assessments_make_no_workbook() {
    let to = TargetForm::Workbook(Lang::Zh, SheetsBy::Domain);
    let comments = fs::read(common::root().join("xtask/tests/convert/comments.json")).unwrap();
    let several = [expected().replace('\n', " "), expected().replace('\n', " ")].join("\n");
    for (bytes, code) in [(comments, "comments"), (several.into_bytes(), "several")] {
        let refused = converted(&bytes, to);
        assert!(refused.text.is_none() && refused.workbook.is_none());
        let report: Value = serde_json::from_str(&refused.json).unwrap();
        assert_eq!(report["problems"][0]["code"], code);
    }
}

#[test]
fn the_commands_write_and_read_them() {
    let scratch = TempDir::new().unwrap();
    let path = |name: &str| scratch.path().join(name).display().to_string();
    fs::write(path("plant.json"), plant()).unwrap();
    let written =
        common::run(&["convert", &path("plant.json"), "-o", &path("plant.xlsx"), "--lang", "en", "--by", "owner"]);
    assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
    assert!(fs::read(path("plant.xlsx")).unwrap() == workbook(Lang::En, SheetsBy::Owner));
    let [of_file, of_workbook] = ["plant.json", "plant.xlsx"].map(|name| {
        let scored = common::run(&["score", &path(name), "--format", "json"]);
        assert!(scored.status.success(), "{}", String::from_utf8_lossy(&scored.stderr));
        String::from_utf8(scored.stdout).unwrap().replace(name, "")
    });
    assert_eq!(of_file, of_workbook);
    fs::write(path("damaged.xlsx"), &workbook(Lang::Zh, SheetsBy::Domain)[..5000]).unwrap();
    let refused = common::run(&["score", &path("damaged.xlsx")]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("error[damaged-workbook]"));
}

/// What people do: a column put in, one hidden, rows sorted backwards, a sheet added; every list of answers is looked at.
const EDIT: &str = r#"
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
assert book["dtmm"].sheet_state == "hidden"
for sheet in book.worksheets[1:-1]:
    assert sheet.freeze_panes == "B2" and sheet.protection.sheet and sheet.auto_filter.ref
    assert any(one.type == "list" for one in sheet.data_validations.dataValidation)
    assert sheet.cell(2, 6).protection.locked and not sheet.cell(2, 8).protection.locked
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert not any(isinstance(value, str) and cell.data_type == "f" for row in sheet.iter_rows() for cell in row for value in [cell.value])
    for place, row in enumerate(reversed(rows)):
        for column, value in enumerate(row):
            sheet.cell(place + 2, column + 1).value = value
    sheet.insert_cols(3)
    sheet.column_dimensions["F"].hidden = True
book.create_sheet("chart data")
book.save(sys.argv[2])
"#;

#[test]
fn what_openpyxl_saves_is_read() {
    let Some(python) = common::python_with("openpyxl", "openpyxl==3.1.5") else { return };
    let scratch = TempDir::new().unwrap();
    let [first, second, script] = ["a.xlsx", "b.xlsx", "edit.py"].map(|name| scratch.path().join(name));
    fs::write(&script, EDIT).unwrap();
    for lang in Lang::ALL {
        fs::write(&first, workbook(lang, SheetsBy::Domain)).unwrap();
        let edited = Command::new(&python).args([&script, &first, &second]).output().unwrap();
        assert!(edited.status.success(), "{}", String::from_utf8_lossy(&edited.stderr));
        lost_nothing(&fs::read(&second).unwrap(), lang.key());
    }
}

#[test]
fn what_libreoffice_saves_is_read() {
    let Some(office) = common::office("table.csv", "xlsx") else { return };
    let scratch = TempDir::new().unwrap();
    let saved = scratch.path().join("saved");
    for lang in Lang::ALL {
        let first = scratch.path().join("a.xlsx");
        fs::write(&first, workbook(lang, SheetsBy::Domain)).unwrap();
        common::save_as(&office, &first, "xlsx", &saved);
        lost_nothing(&fs::read(saved.join("a.xlsx")).unwrap(), lang.key());
    }
}
