//! Tables: what is written is read again, what people make of it is understood, and every fault is
//! named with its place. `UPDATE_EXPECT=1` accepts new output for the tables in `csv/`.

mod common;

use std::path::Path;

use common::random::assessment;
use common::{Dice, item, said, vocabulary};
use dtmm_example::{EDITION, mixed as outline};
use dtmm_exchange::{Arrival, COLUMNS, EntryWords, FileForm, Labels, LeftOutReason, Reader, write_csv};
use dtmm_model::{Item, OutlineDomain, OutlineSubdomain};
use dtmm_scoring::{Answer, Assessment, Code, EntryDetails, Problem};
use proptest::prelude::*;

fn entry(domain: &OutlineDomain, subdomain: &OutlineSubdomain, item: &Item) -> EntryWords {
    EntryWords {
        domain: domain.slug.to_string(),
        subdomain: subdomain.code.to_string(),
        label: char::from(b'a' + item.id.serial - 1).into(),
        text: "应\"建立\"，\n-1;".into(),
    }
}

fn labels() -> Labels<'static> {
    let head = ["", "能力域", "", "Level", "", "", "", "作答", "", "", "", "责任人, 部门", "\n期限"];
    Labels { head, kinds: ["应", "宜"], entry: &entry }
}

fn written(assessment: &Assessment) -> String {
    write_csv(&outline(), assessment, &labels())
}

/// The table of an assessment from its head on.
fn body(text: &str) -> &str {
    &text[text.find("id,domain").unwrap()..]
}

fn arrived(text: &str) -> Result<Arrival, Vec<Problem>> {
    let (outline, words) = (outline(), vocabulary());
    let reader = Reader { outline: &outline, earlier: &[], words: &words, gb18030: &|_| None };
    match reader.read(text.as_bytes()) {
        Ok(opened) => {
            assert_eq!(opened.form, FileForm::Table, "{text}");
            reader.read_one(text.as_bytes())
        }
        Err(refused) => Err(refused.problems),
    }
}

/// What reading makes of a table of which nothing is left out.
fn made(text: &str) -> Assessment {
    let arrival = arrived(text).unwrap();
    assert_eq!(arrival.left_out, [], "{text}");
    arrival.assessment
}

fn left_out(arrival: &Arrival) -> Vec<String> {
    arrival.left_out.iter().map(|one| format!("{} {} {}", one.line, one.reason.key(), one.id)).collect()
}

#[test]
fn a_table_has_a_row_for_each_entry_in_the_order_of_the_standard() {
    let outline = outline();
    let mut assessment = Assessment::new(EDITION);
    let details = EntryDetails {
        note: "=1+1".into(),
        owner: "a, \"b\"".into(),
        evidence: vec!["检验记录.xlsx".into(), "b | c".into()],
        due: "2027-03-01".into(),
        ..EntryDetails::NONE
    };
    assessment.set(&item(&outline, "ABC-304"), Some(Answer::Largely), details).unwrap();
    let text = written(&assessment);
    let rows: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(rows[..2], ["\u{feff}# standard: made-up", "# edition: first"]);
    let rows = &rows[2..];
    assert_eq!(
        rows[0],
        "id,domain 能力域,subdomain,level,letter,text,kind,answer 作答,reason,note,evidence,\
         \"owner 责任人, 部门\",\"due \n期限\""
    );
    assert_eq!(rows[1], "ABC-101,making,ABC,1,a,\"应\"\"建立\"\"，\n-1;\",应,,,,,,");
    let row = rows.iter().find(|row| row.starts_with("ABC-304")).unwrap();
    assert_eq!(
        *row,
        "ABC-304,making,ABC,3,d,\"应\"\"建立\"\"，\n-1;\",宜,L,,'=1+1,\"检验记录.xlsx\nb | c\",\
         \"a, \"\"b\"\"\",2027-03-01"
    );
    let ids: Vec<String> = outline.items().map(|item| item.id.to_string()).collect();
    let firsts: Vec<&str> = rows[1..rows.len() - 1].iter().map(|row| row.split(',').next().unwrap()).collect();
    assert_eq!(firsts, ids);
    assert_eq!(rows.last(), Some(&""));
}

#[test]
fn what_a_spreadsheet_would_calculate_is_guarded() {
    let outline = outline();
    for (note, cell) in [
        ("=1", "'=1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@a", "'@a"),
        ("\ta", "\"'\ta\""),
        ("\ra", "\"'\ra\""),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'a", "'a"),
        ("'", "'"),
        ("1=1", "1=1"),
    ] {
        let mut assessment = Assessment::new(EDITION);
        let details = EntryDetails { note: note.into(), ..EntryDetails::NONE };
        assessment.set(&item(&outline, "GHI-101"), None, details).unwrap();
        let text = written(&assessment);
        assert!(text.contains(&format!(",应,,,{cell},,,\r\n")), "{text}");
        assert_eq!(made(&text), assessment, "{note:?}");
    }
}

#[test]
fn tables_as_people_and_spreadsheets_make_them_are_read() {
    for (text, left) in [
        ("id,answer,due,note\nGHI-101,F,2027-03-01,x\nDEF-101,NA,,\nGHI-201,P,,\n", vec![]),
        ("\u{feff}id\tanswer\tdue\tnote\rGHI-101\tf\t2027/3/1\tx\rGHI-201\tp\t\t", vec![]),
        (
            "note 备注;Due 期限;ANSWER作答;\"colour, a, b, c, d\";Id\r\n\r\nx;2027.3.1; 全部满足 ;blue;ghi101\r\n\
             ;;PARTLY MET;;\"GHI-201\"\r\nTotal;;F;;\r\n;;;;\r\n\r\n",
            vec!["1 unknown-column colour, a, b, c, d", "5 no-id Total"],
        ),
        (
            "sep=,\n,,,\n甲公司自评表,,\n填表日期：2026-11-28,,\nanswers,answer,due date,note,id,\"a;b;c;d;e;f;g;h\"\n\
             ?,F,2027/03/01,x,GHI-101\n?,P,,,GHI-201,,z\n",
            vec![
                "3 above-head 甲公司自评表",
                "4 above-head 填表日期：2026-11-28",
                "5 unknown-column answers",
                "5 unknown-column a;b;c;d;e;f;g;h",
                "7 no-head GHI-201",
            ],
        ),
        ("id，answer，due，note\nＧＨＩ－１０１，Ｆ，2027年3月1日，x\nGHI–201，部分满足，，", vec![]),
        ("\u{200b}编号\t作答\t期限\t备注\nGHI\u{2011}101\tF 全部满足\t20270301\tx\nGHI 201\tP：部分满足\t\t\n", vec![]),
        ("sep=|\nid|answer|due|note\nGHI-101|F|2027-03-01|x\nGHI-201|P||\n", vec![]),
    ] {
        let outline = outline();
        let arrival = match arrived(&text.replace("DEF-101,NA", "GHI-302,NA")) {
            Ok(arrival) => arrival,
            Err(problems) => panic!("{:?}: {text}", said(&problems)),
        };
        assert_eq!(left_out(&arrival), left, "{text}");
        let read = arrival.assessment;
        let id = |id: &str| item(&outline, id).id;
        assert_eq!(read.answer(id("GHI-101")), Some(Answer::Full), "{text}");
        assert_eq!(read.answer(id("GHI-201")), Some(Answer::Partly), "{text}");
        let new = EntryDetails { note: "x".into(), due: "2027-03-01".into(), ..EntryDetails::NONE };
        assert_eq!(read.details(id("GHI-101")), &new, "{text}");
        assert_eq!(read.all_details().len(), 1, "{text}");
    }
}

#[test]
fn a_table_says_what_it_is_of_above_its_head() {
    let text = "\u{feff}# title: 乙厂, 2026,,,\n# 单位：乙厂\n# Scope: all = 1\n# date: 2026年11月22日\n# profile: Weighted\n\
                # targets: company=3, ghi=4\n# tailored: DEF=外包=x\n\"# weights: serving=2, making=1\"\n# edition: 2023\n\
                # colour: red\n#1\nid,answer\nGHI-101,F\n";
    let arrival = arrived(text).unwrap();
    let read = &arrival.assessment;
    assert_eq!(
        [&*read.title, &*read.organization, &*read.scope, &*read.date],
        ["乙厂, 2026", "乙厂", "all = 1", "2026-11-22"]
    );
    assert_eq!(read.profile.unwrap().key(), "weighted");
    assert_eq!(read.target("company").unwrap().number() * 10 + read.target("GHI").unwrap().number(), 34);
    assert_eq!(read.tailored("DEF".parse().unwrap()), Some("外包=x"));
    assert_eq!(read.weights.as_ref().unwrap().text(&outline()), "making=1 serving=2");
    assert_eq!(read.edition, "2023");
    assert_eq!(left_out(&arrival), ["10 above-head # colour: red", "11 above-head #1"]);
    assert_eq!(arrival.fields, ["title", "organization", "scope", "date", "profile", "weights", "targets", "tailored"]);
    assert_eq!(arrival.notices.iter().map(|notice| notice.key()).collect::<Vec<_>>(), ["other-edition"]);
    let wrong = "# date: 1/2/2027\n# profile: B\n# targets: company=9\n# tailored: DEF\n# weights: serving=0\n\
                 # standard: other\n# title: a\n# title: b\n# tailored: MOON=x\nid,answer\nGHI-101,F\n";
    assert_eq!(
        said(&arrived(wrong).unwrap_err()),
        [
            "1:1 ambiguous-date date",
            "2:1 wrong-profile profile",
            "3:1 wrong-level targets",
            "4:1 missing-reason tailored",
            "5:1 wrong-weights weights",
            "6:1 wrong-standard standard",
            "8:1 duplicate-key title",
        ]
    );
}

#[test]
fn evidence_is_one_item_a_line() {
    let table = "id,evidence\nGHI-101,\"a\r\nb\n\nc\rd | e\n\"\nGHI-102,\n";
    let read = made(table);
    assert_eq!(read.details(item(&outline(), "GHI-101").id).evidence, ["a", "b", "c", "d | e"]);
    assert_eq!(read.all_details().len(), 1);
}

#[test]
fn the_entry_that_is_left_out_is_said() {
    let arrival = arrived("id,answer\nGHI-999,F\nGHI-101,L\nghi-102,F\n合计,2\n").unwrap();
    assert_eq!(left_out(&arrival), ["2 unknown-id GHI-999", "5 unknown-id 合计"]);
    assert_eq!(arrival.assessment.answers().len(), 2);
    assert!(LeftOutReason::ALL.iter().all(|reason| !reason.key().is_empty()));
    let none = arrived("\nid,answer\nXYZ-101,F\n").unwrap_err();
    assert_eq!(said(&none), ["2:1 no-row-matches"]);
}

#[test]
fn every_fault_of_a_table_is_named_with_its_place() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/csv");
    let files = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path());
    let mut tables: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "csv")).collect();
    tables.sort();
    let mut codes = Vec::new();
    for table in tables {
        let text = std::fs::read_to_string(&table).unwrap();
        let problems = arrived(&text).expect_err(&text);
        codes.extend(problems.iter().map(|problem| problem.code));
        let actual = said(&problems).join("\n") + "\n";
        let path = table.with_extension("txt");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&path, &actual).unwrap();
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(actual, expected, "{} (UPDATE_EXPECT=1 accepts it)", path.display());
    }
    for code in [
        Code::Empty,
        Code::MissingField,
        Code::DuplicateKey,
        Code::WrongAnswer,
        Code::WrongDate,
        Code::AmbiguousDate,
        Code::MissingReason,
        Code::UnclosedQuote,
    ] {
        assert!(codes.contains(&code), "no example of {}", code.key());
    }
}

/// The assessment without what a table has no place for.
fn in_table(assessment: &Assessment) -> Assessment {
    let mut written = assessment.clone();
    written.forget_kept();
    written
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn what_is_written_is_read_again(assessment in assessment(outline()), separator in 0usize..4) {
        let mut text = written(&assessment);
        if separator > 0 {
            text = with_separator(&text, [",", ";", "\t", "，"][separator]);
        }
        prop_assert_eq!(made(&text), in_table(&assessment));
    }

    #[test]
    fn columns_that_are_absent_say_nothing(assessment in assessment(outline()), columns in any::<[bool; COLUMNS.len()]>()) {
        let columns: Vec<usize> = (0..COLUMNS.len()).filter(|column| *column == 0 || columns[*column]).collect();
        let cells = cells(body(&written(&assessment)));
        let mut text = String::new();
        for row in &cells {
            // From the last column to the first: the order is free.
            let row: Vec<String> = columns.iter().rev().map(|column| quoted(&row[*column])).collect();
            text += &row.join(",");
            text.push('\n');
        }
        let Ok(arrival) = arrived(&text) else { return Ok(()) };
        let read = self::cells(body(&written(&arrival.assessment)));
        for (row, now) in read.iter().enumerate().skip(1) {
            for (column, cell) in now.iter().enumerate().skip(7) {
                let expected = if columns.contains(&column) { &*cells[row][column] } else { "" };
                prop_assert_eq!(cell, expected, "{} {}", row, column);
            }
        }
    }
}

/// The cells of a table of commas, read in another way than the crate does.
fn cells(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut characters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                rows.last_mut().unwrap().last_mut().unwrap().push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => rows.last_mut().unwrap().push(String::new()),
            '\r' if !quoted => assert_eq!(characters.peek(), Some(&'\n')),
            '\n' if !quoted => rows.push(vec![String::new()]),
            _ => rows.last_mut().unwrap().last_mut().unwrap().push(character),
        }
    }
    assert!(!quoted);
    assert_eq!(rows.pop(), Some(vec![String::new()]));
    assert!(rows.iter().all(|row| row.len() == COLUMNS.len() || row[0].starts_with("# ")));
    rows
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

/// The same table as another program would save it: every cell in quotes, no mark before it.
fn with_separator(text: &str, separator: &str) -> String {
    let rows =
        cells(text).into_iter().map(|row| row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(separator));
    rows.collect::<Vec<_>>().join("\n")
}

/// Damaged tables: nothing panics, every problem has a place in the table, and what can be read is
/// written and read again.
#[test]
fn damaged_tables_do_no_harm() {
    const PIECES: [&str; 20] = [
        "\"", "\"\"", ",", ";", "\t", "\r", "\n", "\r\n", "GHI-101", "NA", "F", "2027/3/1", "'", "'=", "id", "answer",
        "\u{feff}", "质", "␛", "\0",
    ];
    let outline = outline();
    let mut assessment = Assessment::new(EDITION);
    let details =
        EntryDetails { reason: "=a".into(), evidence: vec!["b\n".into(), String::new()], ..EntryDetails::NONE };
    for item in outline.items().step_by(2) {
        assessment.set(item, Some(Answer::NotApplicable), details.clone()).unwrap();
    }
    let whole = written(&assessment);
    let small = "id;answer;reason;due\nGHI-101;NA;x;\nGHI-102;F;\"\";2027-3-1\nGHI-201;na;\"a\"\"\n\";\n";
    let words = vocabulary();
    let reader = Reader { outline: &outline, earlier: &[], words: &words, gb18030: &|_| None };
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut read_well = 0;
    for round in 0..4_000 {
        let mut text = if round % 8 == 0 { whole.clone() } else { small.to_owned() };
        for _ in 0..=dice.below(4) {
            text = dice.damage(&text, &PIECES);
        }
        let lines = text.matches(['\r', '\n']).count() + 1;
        let problems = match reader.read(text.as_bytes()) {
            Ok(opened) => {
                read_well += 1;
                let arrival = &opened.arrivals[0];
                assert_eq!(made(&written(&arrival.assessment)), arrival.assessment, "{text}");
                assert!(arrival.left_out.iter().all(|one| one.line >= 1 && one.line <= lines));
                Vec::new()
            }
            Err(refused) => {
                assert!(refused.problems.iter().any(|problem| problem.code.is_error()));
                refused.problems
            }
        };
        assert!(problems.iter().all(|problem| problem.line >= 1 && problem.line <= lines && problem.column >= 1));
    }
    assert!((400..3_600).contains(&read_well), "{read_well} could be read");
}

#[test]
fn the_plan_is_a_table_of_its_own_that_guards_against_formulas() {
    let outline = dtmm_example::small();
    let mut one = Assessment::new(dtmm_example::EDITION);
    for (name, value) in
        [("action", "=1+1"), ("due", "2027-01-01"), ("person", "甲, 乙"), ("status", "doing"), ("priority", "2")]
    {
        one.set_field(&dtmm_scoring::action_path(name, "P1"), &[value.to_owned()], &outline);
    }
    one.set_field("plan.for.P1", &["ABC-101".to_owned(), "ABC".to_owned()], &outline);
    let state = |action: &dtmm_scoring::Action| action.status().key().to_owned();
    let priority = |action: &dtmm_scoring::Action| action.field("priority").concat();
    assert_eq!(
        dtmm_exchange::write_plan_csv(&one, dtmm_exchange::PLAN_COLUMNS, &state, &priority),
        "\u{feff}id,action,for,person,due,status,priority\r\nP1,'=1+1,\"ABC-101, ABC\",\"甲, 乙\",2027-01-01,doing,2\r\n"
    );
}
