//! `cargo xtask score`: the worked examples, all forms of output and input, and invalid input. `UPDATE_EXPECT=1`
//! accepts new output.

mod inputs;

use crate::common;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use dtmm_model::{Item, Outline};
use dtmm_scoring::{Answer, Assessment, EntryDetails, Scope, write};
use serde_json::Value;
use tempfile::TempDir;
use xtask::score::{ScoreFormat, Scorer, Weighing, run};

fn outline() -> Outline {
    common::document().standard.outline()
}

fn put(assessment: &mut Assessment, item: &Item, letter: char) {
    let (answer, reason) = match letter {
        'U' => (None, ""),
        '-' => (Some(Answer::NotApplicable), "not done here"),
        letter => (Answer::from_key(&letter.to_string()), ""),
    };
    assessment.set(item, answer, EntryDetails { reason: reason.into(), ..EntryDetails::NONE }).unwrap();
}

/// An assessment in the notation of `score/worked.txt`.
fn assessment(fill: &str, overrides: &str) -> Assessment {
    let outline = outline();
    let mut assessment = Assessment::new(&outline.edition);
    for (level, letter) in outline.levels().zip(fill.chars()) {
        for subdomain in outline.subdomains() {
            subdomain.cell(level).iter().for_each(|item| put(&mut assessment, item, letter));
        }
    }
    for change in overrides.split(", ").filter(|change| !change.is_empty()) {
        let [key, level, letters] = change.split(' ').collect::<Vec<_>>()[..] else { panic!("{change}") };
        let domain = outline.domains.iter().find(|domain| domain.slug.as_str() == key);
        let is_meant =
            |code: &str| code == key || domain.is_some_and(|d| d.subdomains.iter().any(|s| s.code.as_str() == code));
        for subdomain in outline.subdomains().filter(|subdomain| is_meant(subdomain.code.as_str())) {
            for cell in outline.levels().filter(|cell| level == "*" || cell.to_string() == level) {
                let letters = letters.chars().cycle();
                subdomain.cell(cell).iter().zip(letters).for_each(|(item, letter)| put(&mut assessment, item, letter));
            }
        }
    }
    assessment
}

fn text(assessment: &Assessment) -> String {
    write(assessment, &outline())
}

/// An assessment on one line.
fn line(assessment: &Assessment) -> String {
    serde_json::from_str::<Value>(&text(assessment)).unwrap().to_string()
}

/// Scores files in this process; returns the output and the messages.
fn score(files: &[PathBuf], format: ScoreFormat, weights: Weighing) -> (String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    run(&Scorer::new(common::document(), weights), files, format, &mut out, &mut err).unwrap();
    (String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

fn score_one(assessment: &Assessment, format: ScoreFormat, weights: Weighing) -> String {
    let folder = TempDir::new().unwrap();
    let (out, err) = score(&[put_file(&folder, "plant.json", &text(assessment))], format, weights);
    assert_eq!(err, "");
    out.replace(&format!("{}/", folder.path().display()), "")
}

fn score_value(assessment: &Assessment, weights: Weighing) -> Value {
    serde_json::from_str(&score_one(assessment, ScoreFormat::Ndjson, weights)).unwrap()
}

fn put_file(folder: &TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    path
}

/// Runs the command itself.
fn command(folder: &TempDir, arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let arguments = arguments.iter().map(|argument| argument.replace("{}", &folder.path().display().to_string()));
    command.current_dir(common::root()).arg("score").args(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    output
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output, folder: &TempDir) -> String {
    String::from_utf8(output.stderr.clone()).unwrap().replace(&format!("{}/", folder.path().display()), "")
}

/// Scalars of an object or array in order, with `NA` for null.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => "NA".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(" "),
        Value::Object(fields) => {
            let known = ["level", "score", "shown"].into_iter().filter_map(|key| fields.get(key));
            known.map(plain).collect::<Vec<_>>().join(" ")
        }
        other => other.to_string(),
    }
}

fn domains(value: &Value) -> String {
    outline().domains.iter().map(|domain| plain(&value["domains"][domain.slug.as_str()])).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_worked_example_comes_out() {
    let mut seen = 0;
    for row in include_str!("score/worked.txt").lines().filter(|row| !row.starts_with('#')) {
        let columns: Vec<&str> = row.split('|').map(str::trim).collect();
        let [id, fill, overrides, levels, of_domains, scores, c, c_domain, d, d_domain] = columns[..] else {
            panic!("{row}")
        };
        let assessment = assessment(fill, overrides);
        let (equal, domain) =
            (score_value(&assessment, Weighing::Subdomain), score_value(&assessment, Weighing::Domain));
        let company = |method: &str| plain(&equal[method]["company"]);
        let found = [
            (levels, ["strict", "staged", "staged_best_case"].map(company).join(" ")),
            (of_domains, domains(&equal["staged"])),
            (scores, plain(&equal["weighted"]["levels"])),
            (c, company("weighted")),
            (c_domain, plain(&domain["weighted"]["company"])),
            (d, company("index")),
            (d_domain, plain(&domain["index"]["company"])),
        ];
        for (expected, found) in found {
            assert!(expected.is_empty() || expected == found, "{id}: {expected}, found {found}");
        }
        // Other weights change only the scores of the company.
        for method in ["strict", "staged", "staged_best_case"] {
            assert_eq!(equal[method], domain[method], "{id}");
        }
        for (method, part) in [("weighted", "domains"), ("weighted", "subdomains"), ("index", "domains")] {
            assert_eq!(equal[method][part], domain[method][part], "{id}");
        }
        seen += 1;
    }
    assert_eq!(seen, 12);
}

/// C6 with customer service out of scope rather than answered, and something to print of its kind.
fn example() -> Assessment {
    let mut example = assessment("FFNNN", "production 2 N, SVC * U, INT 2 FUL");
    example.title = "2026 self-assessment".into();
    example.organization = "Example \u{1b}[31mworks".into();
    example.date = "2026-11-22".into();
    example.set_tailored("SVC".parse().unwrap(), Some("no external customers")).unwrap();
    let item = outline().items().find(|item| item.id.to_string() == "KNW-102").copied().unwrap();
    put(&mut example, &item, '-');
    example
}

/// The notice in every result.
fn notice() -> &'static str {
    common::document().interface.find("method_notice", dtmm_model::Lang::En).unwrap()
}

/// Compares with a file beside this one. The words of the notice belong to the content.
fn expect(name: &str, actual: &str) {
    let notice = notice();
    assert!(!notice.is_empty());
    let actual = actual.replace(&serde_json::to_string(notice).unwrap(), "\"NOTICE\"").replace(notice, "NOTICE");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/score").join(name);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &actual).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(actual, expected, "{name} (UPDATE_EXPECT=1 accepts it)");
}

#[test]
fn the_output_for_programs_is_as_expected() {
    expect("example.json", &score_one(&example(), ScoreFormat::Json, Weighing::Subdomain));
    expect("example.ndjson", &score_one(&example(), ScoreFormat::Ndjson, Weighing::Domain));
    expect("example.csv", &score_one(&example(), ScoreFormat::Csv, Weighing::Subdomain));
}

#[test]
fn the_output_for_people_is_as_expected() {
    let table = score_one(&example(), ScoreFormat::Table { colour: false }, Weighing::Subdomain);
    assert!(!table.contains('\u{1b}'), "the file steers the terminal");
    let (begin, _) = notice().split_once(": ").unwrap();
    let start = table.find(&format!("{begin}: ")).expect("the notice is missing");
    expect("example.txt", &table[..start]);
    let coloured = score_one(&example(), ScoreFormat::Table { colour: true }, Weighing::Subdomain);
    assert_eq!(coloured.matches("\u{1b}[0m").count(), 25 * 5, "one colour a cell in scope");
}

#[test]
fn every_scope_is_in_the_output_even_where_nothing_applies() {
    let value = score_value(&assessment("-----", ""), Weighing::Subdomain);
    for method in ["strict", "staged", "staged_best_case", "weighted", "index"] {
        for scope in Scope::all(&outline()).skip(1) {
            let part = if matches!(scope, Scope::Domain(_)) { "domains" } else { "subdomains" };
            assert_eq!(value[method][part].get(scope.key(&outline())), Some(&Value::Null), "{method} {scope:?}");
        }
        assert_eq!(value[method]["company"], Value::Null);
    }
    assert_eq!(value["not_applicable"]["entries"], 362);
    assert_eq!(value["completeness"]["applicable"], 0);
}

#[test]
fn csv_opens_as_a_table() {
    let csv = score_one(&example(), ScoreFormat::Csv, Weighing::Domain);
    let mut reader = csv::Reader::from_reader(csv.strip_prefix('\u{FEFF}').unwrap().as_bytes());
    let heads = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let column = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let scopes: Vec<&str> = rows.iter().map(|row| &row[column("scope")]).collect();
    let outline = outline();
    assert_eq!(scopes, Scope::all(&outline).map(|scope| scope.key(&outline)).collect::<Vec<_>>());
    assert_eq!(&rows[0][column("weights")], "domain");
    assert_eq!(&rows[33][column("staged")], "NA");
    assert_eq!(&rows[33][column("out_of_scope")], "yes");
    assert!(rows.iter().all(|row| &row[column("staged_method")] == "dtmm-staged/1"));
    assert!(rows[0][column("notice")].contains("not part of the standard"));
}

#[test]
fn a_bad_line_does_not_keep_the_others_from_being_scored() {
    let folder = TempDir::new().unwrap();
    let good = line(&assessment("FFFFF", ""));
    let bad = good.replacen("\"STR-101\":\"F\"", "\"STR-101\":\"X\"", 1);
    assert_ne!(good, bad);
    let column = bad.find("\"X\"").unwrap() + 1;
    put_file(&folder, "many.ndjson", &format!("{good}\n{bad}\n\nnot json\n{good}\n"));
    let output = command(&folder, &["{}/many.ndjson", "{}/none.json", "--format", "ndjson"], "");
    assert_eq!(output.status.code(), Some(1));
    let sources = out(&output);
    let sources: Vec<Value> = sources.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let sources: Vec<&str> = sources.iter().map(|value| value["source"].as_str().unwrap()).collect();
    let name = folder.path().join("many.ndjson").display().to_string();
    assert_eq!(sources, [format!("{name}:1"), format!("{name}:5")]);
    let said = err(&output, &folder);
    let said: Vec<&str> = said.lines().collect();
    let first = format!("many.ndjson:2:{column}: error[wrong-answer]: answers.STR-101: ");
    assert!(said[0].starts_with(&first) && said[0].ends_with(" (STR-101)"), "{}", said[0]);
    assert!(said[1].starts_with("many.ndjson:4:1: error[unrecognized]: "), "{}", said[1]);
    assert!(said[2].starts_with("none.json: error: "), "{}", said[2]);
    assert_eq!(said[3..], ["scored: 2, not scored: 3"]);
}

#[test]
fn what_is_only_unknown_is_a_warning() {
    let folder = TempDir::new().unwrap();
    let file = r#"{"format": "dtmm-assessment/1", "edition": "2024-draft",
 "colour": 1, "answers": {"ABC-101": "F"}}"#;
    put_file(&folder, "a.json", file);
    let output = command(&folder, &["{}/a.json", "--format", "json"], "");
    assert_eq!(output.status.code(), Some(0));
    let said = err(&output, &folder);
    let said: Vec<&str> = said.lines().collect();
    assert!(said[0].starts_with("a.json:2:2: warning[unknown-field]: colour: "), "{}", said[0]);
    assert!(said[1].starts_with("a.json:2:27: warning[foreign-id]: answers.ABC-101: "), "{}", said[1]);
    assert_eq!(said.len(), 2);
    assert_eq!(serde_json::from_str::<Value>(&out(&output)).unwrap()[0]["completeness"]["answered"], 0);
}

#[test]
fn standard_input_is_one_object_or_one_a_line() {
    let folder = TempDir::new().unwrap();
    let (one, two) = (assessment("FFFFF", ""), assessment("FFNNN", ""));
    let sources = |input: &str| {
        let output = command(&folder, &["-", "--format", "json"], input);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output, &folder));
        let results: Vec<Value> = serde_json::from_str(&out(&output)).unwrap();
        let results = results.iter();
        results.map(|value| format!("{} {}", plain(&value["source"]), value["staged"]["company"])).collect::<Vec<_>>()
    };
    assert_eq!(sources(&text(&one)), ["- 5"]);
    assert_eq!(sources(&line(&two)), ["- 2"]);
    assert_eq!(sources(&format!("{}\n{}\n", line(&one), line(&two))), ["-:1 5", "-:2 2"]);
}

#[test]
fn many_lines_on_all_cores_keep_their_order() {
    let folder = TempDir::new().unwrap();
    let mut lines = String::new();
    for number in 0..500 {
        let mut assessment = assessment(["FFFFF", "FFNNN", "UUUUU"][number % 3], "");
        assessment.title = format!("plant {number}");
        lines += &if number % 100 == 7 { "broken\n".to_owned() } else { line(&assessment) + "\n" };
    }
    let file = put_file(&folder, "many.ndjson", &lines);
    let (out, said) = score(&[file], ScoreFormat::Ndjson, Weighing::Subdomain);
    let titles = out.lines().map(|line| plain(&serde_json::from_str::<Value>(line).unwrap()["title"]));
    let expected = (0..500).filter(|number| number % 100 != 7).map(|number| format!("plant {number}"));
    assert!(titles.eq(expected));
    let places: Vec<&str> = said.lines().map(|line| line.split(": ").next().unwrap()).collect();
    let place = folder.path().join("many.ndjson").display().to_string();
    assert_eq!(places, [8, 108, 208, 308, 408].map(|line| format!("{place}:{line}:1")));
}

/// The maximum size of an assessment in bytes.
const MOST: usize = 16 << 20;

/// An assessment on a line of this many bytes, with the line feed.
fn long_line(bytes: usize) -> String {
    let line = line(&assessment("FFFFF", ""));
    format!("{line}{}\n", " ".repeat(bytes - line.len() - 1))
}

#[test]
fn a_line_that_is_too_long_does_not_keep_the_others_from_being_scored() {
    let folder = TempDir::new().unwrap();
    let good = line(&assessment("FFNNN", ""));
    let lines = format!("{}{}{good}\n", long_line(MOST + 1), long_line(MOST + 2));
    for (arguments, input, place) in [(["{}/a.ndjson"], "", "a.ndjson"), (["-"], lines.as_str(), "-")] {
        put_file(&folder, "a.ndjson", &lines);
        let output = command(&folder, &[arguments[0], "--format", "ndjson"], input);
        assert_eq!(output.status.code(), Some(1));
        let levels: Vec<Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let levels: Vec<String> = levels.iter().map(|value| plain(&value["staged"]["company"])).collect();
        assert_eq!(levels, ["5", "2"], "{place}");
        let fault = format!("{place}:2: error: larger than 16 MiB, the most that one assessment may take");
        assert_eq!(err(&output, &folder).lines().collect::<Vec<_>>(), [&fault, "scored: 2, not scored: 1"]);
    }
}

#[test]
fn a_file_that_is_too_large_is_reported() {
    let folder = TempDir::new().unwrap();
    let (largest, larger) = (long_line(MOST), text(&assessment("FFFFF", "")) + &"\n".repeat(MOST));
    put_file(&folder, "a.json", &largest);
    put_file(&folder, "b.json", &larger);
    for (arguments, input, place) in [(["{}"], "", "b.json"), (["-"], larger.as_str(), "-")] {
        let output = command(&folder, &[arguments[0], "--format", "csv"], input);
        assert_eq!(output.status.code(), Some(1));
        let said = err(&output, &folder);
        let scored = usize::from(place != "-");
        let fault = format!("{place}: error: larger than 16 MiB, the most that one assessment may take");
        assert_eq!(said.lines().collect::<Vec<_>>(), [fault, format!("scored: {scored}, not scored: 1")]);
        assert_eq!(out(&output).lines().count(), 1 + 34 * scored);
    }
}

#[test]
fn a_jsonl_file_is_lines_too() {
    let folder = TempDir::new().unwrap();
    let good = line(&assessment("FFFFF", ""));
    let file = put_file(&folder, "a.JSONL", &format!("{good}\n{good}\n"));
    for path in [file, folder.path().to_path_buf()] {
        let (out, said) = score(&[path], ScoreFormat::Ndjson, Weighing::Subdomain);
        assert_eq!((out.lines().count(), said.as_str()), (2, ""));
    }
}
