//! Assessments of the first of the three editions, carried over to the third.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use dtmm_model::{EditionChange, Item, Outline};
use dtmm_scoring::{Answer, Assessment, CarryOutcome, EditionStep, EntryDetails, Scorecard, carry, read, write};
use dtmm_site::Editions;
use serde_json::{Value, json};
use tempfile::TempDir;
use xtask::convert::Conversion;
use xtask::migrate::{migrate, up_to};
use xtask::test_summary;

use super::make::{Made, Random};
use super::{checked, three};
use crate::common;

/// The outlines of the three editions, oldest first, the changes of both steps, and what the program changed.
struct Three {
    outcome: dtmm_content::check::Checked,
    made: [Made; 2],
}

impl Three {
    fn new() -> Three {
        let (sources, made) = three();
        Three { outcome: checked(&sources), made }
    }

    fn editions(&self) -> Editions<'_> {
        Editions { newest: self.outcome.document.as_ref().unwrap(), earlier: &self.outcome.earlier }
    }

    fn outlines(&self) -> [Outline; 3] {
        let Editions { newest, earlier } = self.editions();
        [&earlier[0], &earlier[1], newest].map(|document| document.standard.outline())
    }

    fn changes(&self) -> [Vec<EditionChange>; 2] {
        let Editions { newest, earlier } = self.editions();
        [&earlier[1], newest].map(|document| document.changes.as_ref().unwrap().iter().cloned().collect())
    }

    /// The one entry that the first step changed in this way.
    fn from(&self, kind: &str) -> String {
        self.made[0].iter().find(|(other, ..)| *other == kind).unwrap().1[0].clone()
    }

    fn migrated(&self, name: &str, text: &str, from: Option<&str>) -> Conversion {
        migrate(self.editions(), name, text.as_bytes(), from)
    }
}

/// An assessment with answers to most entries, and a note of its own beside some.
fn random(outline: &Outline, random: &mut Random) -> Assessment {
    let mut assessment = Assessment::new(&outline.edition);
    for item in outline.items() {
        let answer = Some(Answer::ALL[random.below(5)]).filter(|_| random.below(8) > 0);
        let mut details = EntryDetails::NONE;
        if random.below(3) == 0 {
            details.note = format!("{}!", item.id);
        }
        if answer == Some(Answer::NotApplicable) && !item.conditional {
            details.reason = "无".to_owned();
        }
        assessment.set(item, answer, details).unwrap();
    }
    assessment
}

#[test]
fn a_thousand_assessments_are_carried_over_and_no_answer_is_lost() {
    let three = Three::new();
    let ([first, second, third], changes) = (three.outlines(), three.changes());
    let steps = [
        EditionStep { before: &first, after: &second, changes: &changes[0] },
        EditionStep { before: &second, after: &third, changes: &changes[1] },
    ];
    let mut dice = Random(20);
    let (mut all, mut counts) = (0, [0_u64; 3]);
    for _ in 0..1000 {
        let old = random(&first, &mut dice);
        let carried = carry(&old, &steps);
        let (new, text) = (&carried.assessment, write(&carried.assessment, &third));
        assert_eq!(read(text.as_bytes(), &third).unwrap().assessment, *new);
        let answered: Vec<&Item> = first.items().filter(|item| old.answer(item.id).is_some()).collect();
        all += answered.len() as u64;
        for entry in carried.entries.iter().filter(|entry| entry.answer.is_some()) {
            counts[entry.outcome as usize] += 1;
            let answer = entry.answer.unwrap();
            match entry.outcome {
                CarryOutcome::Carried => {
                    assert!(entry.to.iter().all(|to| new.answer(*to) == Some(answer)), "{entry:?}")
                }
                CarryOutcome::ToReview => {
                    let waits =
                        |to| new.review(to).is_some_and(|review| review.answers.iter().any(|(_, one)| *one == answer));
                    assert!(entry.to.iter().any(|to| waits(*to)), "{entry:?}");
                    assert!(entry.to.iter().all(|to| new.answer(*to).is_none()), "{entry:?}");
                }
                CarryOutcome::Withdrawn => {
                    assert!(entry.to.is_empty() && text.contains(&format!("{}\"", entry.from)), "{entry:?}");
                }
            }
        }
        for (_, details) in old.all_details().iter().filter(|(_, details)| !details.note.is_empty()) {
            assert!(text.contains(&details.note), "{}", details.note);
        }
    }
    assert_eq!(counts.iter().sum::<u64>(), all);
    assert!(counts.iter().all(|count| *count > 1000), "{counts:?}");
    if let Some(file) = std::env::var_os(test_summary::VARIABLE) {
        let names = ["answers carried over", "answers to be reviewed", "answers kept apart"];
        for (name, count) in names.into_iter().zip(counts) {
            test_summary::add(Path::new(&file), "editions", count, name).unwrap();
        }
    }
}

#[test]
fn the_report_says_what_was_carried_what_waits_and_what_is_kept_apart() {
    let three = Three::new();
    let [moved, means, gone] = ["moved", "substantive", "withdrawn"].map(|kind| three.from(kind));
    let file = json!({
        "format": "dtmm-assessment/1", "edition": "2024-draft", "title": "一厂", "later": 1,
        "answers": {&moved: "F", &means: {"answer": "P", "note": "n"}, &gone: "L"},
    });
    let migration = three.migrated("a.json", &file.to_string(), None);
    let report: Value = serde_json::from_str(&migration.json).unwrap();
    assert_eq!((&report["from"], &report["edition"]), (&json!("2024-draft"), &json!("2028")));
    assert_eq!(report["taken"], json!({"answers": 3, "fields": ["title"]}));
    assert_eq!(report["carried"][0]["from"], json!(moved));
    assert_eq!(report["carried"][0]["change"], json!("moved"));
    let review =
        json!({"id": means, "from": [means], "edition": "2024-draft", "answers": {&means: "P"}, "why": "substantive"});
    assert_eq!(report["review"], json!([review]));
    assert_eq!((&report["withdrawn"], &report["kept"]), (&json!([gone]), &json!(["later"])));
    let to = report["carried"][0]["to"][0].as_str().unwrap();
    for line in [
        "a.json: json, utf-8, from edition 2024-draft to 2028\n  taken: 3 answers, title\n  carried over: 1 entries\n"
            .to_owned(),
        format!("    {moved} is now {to}\n"),
        format!("    {means} means something else now; edition 2024-draft: {means} P\n"),
        format!("  kept apart, as the edition has no such entry: {gone}\n  kept unchanged though unknown: later\n"),
    ] {
        assert!(migration.human.contains(&line), "{line} in {}", migration.human);
    }
    let text = migration.text.unwrap();
    let stored: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(stored["derived_from"]["edition"], "2024-draft");
    assert_eq!(
        stored["answers"],
        json!({to: "F", &means: {"note": "n", "review": {"from": [means], "edition": "2024-draft", "answer": "P"}}})
    );
    assert_eq!(three.migrated("a.json", &file.to_string(), None).text, Some(text.clone()), "twice is the same");
    let third = &three.outlines()[2];
    let reading = read(text.as_bytes(), third).unwrap();
    assert_eq!(Scorecard::new(third, &reading.assessment).company.tally.full, 1, "only what was carried over counts");
}

#[test]
fn lines_and_tables_are_carried_over_too() {
    let three = Three::new();
    let moved = three.from("moved");
    let line =
        |edition: &str, id: &str| json!({"format": "dtmm-assessment/1", "edition": edition, "answers": {id: "F"}});
    let lines = format!("{}\n{}\n", line("2024-draft", &moved), line("2028", "QLT-302"));
    let migration = three.migrated("a.ndjson", &lines, None);
    let text = migration.text.unwrap();
    assert_eq!((text.lines().count(), migration.json.lines().count()), (2, 2));
    assert!(text.lines().all(|line| line.contains(r#""edition": "2028""#)), "{text}");
    let table = format!("id,answer\n{moved},F\n");
    let migration = three.migrated("a.csv", &table, Some("2024-draft"));
    assert!(migration.text.unwrap().contains(r#""derived_from": {"edition":"2024-draft""#));
    let named = format!("# edition: 2024-draft\n{table}");
    assert!(three.migrated("a.csv", &named, None).text.is_some());
    let refused = three.migrated("a.csv", &table, None);
    assert!(refused.text.is_none() && refused.human.contains("--from"), "{}", refused.human);
}

#[test]
fn what_cannot_be_carried_over_is_refused_with_the_reason() {
    let three = Three::new();
    let file = |edition: &str, more: &str| {
        format!(
            r#"{{"format": "dtmm-assessment/2", "standard": "ccua-dtmm", "edition": "{edition}", {more} "answers": {{}}}}"#
        )
    };
    let other = file("2024-draft", "").replace("ccua-dtmm", "other");
    let wrong = file("2024-draft", "\"date\": \"soon\",");
    for (name, text, from, code, words) in [
        ("newest", file("2028", ""), None, "newest-edition", "it is of the newest edition already, 2028"),
        ("unknown", file("2019", ""), None, "unknown-edition", "it has 2024-draft, 2026, 2028"),
        ("said", file("2024-draft", ""), Some("2019"), "unknown-edition", "the content has no edition 2019"),
        ("unlike", file("2024-draft", ""), Some("2026"), "other-edition", "it is of edition 2024-draft, not of 2026"),
        ("standard", other, None, "wrong-standard", "standard"),
        ("wrong", wrong, None, "wrong-date", "date"),
        ("none", "a text".to_owned(), None, "unrecognized", ""),
    ] {
        let refused = three.migrated(name, &text, from);
        assert_eq!(refused.text, None, "{name}");
        let report: Value = serde_json::from_str(&refused.json).unwrap();
        assert_eq!(report["problems"][0]["code"], code, "{name}");
        assert!(
            refused.human.contains(&format!("error[{code}]")) && refused.human.contains(words),
            "{}",
            refused.human
        );
    }
}

fn xtask(command: &str, content: &Path, arguments: &[&str]) -> Output {
    let content = content.display().to_string();
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .current_dir(common::root())
        .args([command, "--content", &content])
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn a_file_is_carried_over_by_the_command_and_then_scored_and_converted() {
    let (sources, made) = three();
    let folder = TempDir::new().unwrap();
    for file in sources.iter() {
        let Some(name) = file.path.strip_prefix(&format!("{}/", sources.folder())) else { continue };
        let path = folder.path().join("content").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.text).unwrap();
    }
    let content = folder.path().join("content");
    let name = |name: &str| folder.path().join(name).display().to_string();
    let (old, new) = (name("old.json"), name("new.json"));
    let withdrawn = made[0].iter().find(|(kind, ..)| *kind == "withdrawn").unwrap().1[0].clone();
    let file = json!({"format": "dtmm-assessment/1", "edition": "2024-draft", "answers": {withdrawn.as_str(): "F", "QLT-302": "F"}});
    fs::write(&old, file.to_string()).unwrap();
    let moved = xtask("migrate", &content, &[&old, "--out", &new]);
    let said = String::from_utf8(moved.stderr).unwrap();
    assert!(moved.status.success() && said.contains(&withdrawn), "{said}");
    assert_eq!(fs::read_to_string(&old).unwrap(), file.to_string(), "the original is unchanged");
    let text = fs::read_to_string(&new).unwrap();
    assert_eq!(xtask("migrate", &content, &[&new]).status.code(), Some(1), "it is of the newest edition now");
    fs::write(&new, "mine").unwrap();
    let refused = xtask("migrate", &content, &[&old, "-o", &new]);
    assert_eq!((refused.status.code(), fs::read_to_string(&new).unwrap()), (Some(1), "mine".to_owned()));
    let report = xtask("migrate", &content, &[&old, "-o", &new, "--force", "--report", "json"]);
    let report: Value = serde_json::from_slice(&report.stdout).unwrap();
    assert_eq!((&report["withdrawn"], fs::read_to_string(&new).unwrap()), (&json!([withdrawn]), text.clone()));
    let converted = xtask("convert", &content, &[&new]);
    assert_eq!(String::from_utf8(converted.stdout).unwrap(), text, "convert takes it as it is");
    let table = xtask("convert", &content, &[&new, "--to", "csv", "--report", "json"]);
    let table: Value = serde_json::from_slice(&table.stdout).unwrap();
    let left: Vec<&str> = table["left_out"].as_array().unwrap().iter().filter_map(|one| one["id"].as_str()).collect();
    assert_eq!(
        left,
        [&*format!("withdrawn.{withdrawn}"), "derived_from"],
        "a table has no place for it, and that is said"
    );
    let scored = xtask("score", &content, &[&new, "--format", "json"]);
    let scored: Value = serde_json::from_slice(&scored.stdout).unwrap();
    assert_eq!((&scored[0]["edition"], &scored[0]["completeness"]["answered"]), (&json!("2028"), &json!(1)));
}

#[test]
fn an_assessment_is_carried_to_the_edition_that_is_asked_for() {
    let three = Three::new();
    let outline = three.outlines()[0].clone();
    let id = outline.items().next().unwrap().id;
    let text =
        format!("{{\"format\": \"dtmm-assessment/1\", \"edition\": \"2024-draft\", \"answers\": {{\"{id}\": \"F\"}}}}");
    let edition = |to: &str| {
        let migration = migrate(up_to(three.editions(), to).unwrap(), "one.json", text.as_bytes(), None);
        let file: Value = serde_json::from_str(&migration.text.unwrap()).unwrap();
        file["edition"].as_str().unwrap().to_owned()
    };
    assert_eq!((edition("2026"), edition("2028")), ("2026".to_owned(), "2028".to_owned()));
    let refused = up_to(three.editions(), "2031").unwrap_err().to_string();
    assert_eq!(refused, "the content has no edition 2031; it has 2024-draft, 2026, 2028");
}
