//! Tables: what is written is read again, what people make of it is understood, and every fault is
//! named with its place. `UPDATE_EXPECT=1` accepts new output for the tables in `csv/`.

mod common;

use std::path::Path;

use common::{Dice, assessment, item, outline, said};
use dtmm_exchange::{COLUMNS, EntryWords, Labels, read_csv, write_csv};
use dtmm_model::{Item, OutlineDomain, OutlineSubdomain};
use dtmm_scoring::{Answer, Assessment, Code, Remarks};
use proptest::prelude::*;

const WORDS: [(Answer, &str); 5] = [
    (Answer::Full, "全部满足"),
    (Answer::Largely, "大部分满足"),
    (Answer::Partly, "Partly met"),
    (Answer::Not, "不满足"),
    (Answer::NotApplicable, "不适用"),
];

fn entry(domain: &OutlineDomain, subdomain: &OutlineSubdomain, item: &Item) -> EntryWords {
    EntryWords {
        domain: domain.slug.to_string(),
        subdomain: subdomain.code.to_string(),
        letter: char::from(b'a' + item.id.serial - 1).into(),
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

/// What reading makes of a table without anything there before.
fn made(text: &str) -> Assessment {
    read_csv(text, &outline(), &Assessment::new("2024-draft"), &WORDS).unwrap().assessment
}

#[test]
fn a_table_has_a_row_for_each_entry_in_the_order_of_the_standard() {
    let outline = outline();
    let mut assessment = Assessment::new("2024-draft");
    let remarks = Remarks {
        note: "=1+1".into(),
        owner: "a, \"b\"".into(),
        evidence: vec!["检验记录.xlsx".into(), "b | c".into()],
        due: "2027-03-01".into(),
        ..Remarks::NONE
    };
    assessment.set(&item(&outline, "SCM-304"), Some(Answer::Largely), remarks).unwrap();
    let text = written(&assessment);
    let rows: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(
        rows[0],
        "\u{feff}id,domain 能力域,subdomain,level,letter,text,kind,answer 作答,reason,note,evidence,\
         \"owner 责任人, 部门\",\"due \n期限\""
    );
    assert_eq!(rows[1], "SCM-101,operations,SCM,1,a,\"应\"\"建立\"\"，\n-1;\",应,,,,,,");
    let row = rows.iter().find(|row| row.starts_with("SCM-304")).unwrap();
    assert_eq!(
        *row,
        "SCM-304,operations,SCM,3,d,\"应\"\"建立\"\"，\n-1;\",宜,L,,'=1+1,\"检验记录.xlsx\nb | c\",\
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
        let mut assessment = Assessment::new("2024-draft");
        let remarks = Remarks { note: note.into(), ..Remarks::NONE };
        assessment.set(&item(&outline, "SVC-101"), None, remarks).unwrap();
        let text = written(&assessment);
        assert!(text.contains(&format!(",应,,,{cell},,,\r\n")), "{text}");
        assert_eq!(made(&text), assessment, "{note:?}");
    }
}

#[test]
fn tables_as_people_and_spreadsheets_make_them_are_read() {
    for text in [
        "id,answer,due,note\nSVC-101,F,2027-03-01,x\nSVC-102,NA,,\nSVC-201,P,,\n",
        "\u{feff}id\tanswer\tdue\tnote\rSVC-101\tf\t2027/3/1\tx\rSVC-102\tna\t\t\rSVC-201\tp\t\t",
        "note 备注;Due 期限;ANSWER作答;\"colour, a, b, c, d\";Id\r\n\r\nx;2027-3-1; 全部满足 ;blue;SVC-101\r\n\
         ;;不适用;;SVC-102\r\n;;PARTLY MET;;\"SVC-201\"\r\nignored;;F;;\r\n;;;;\r\n\r\n",
        "\n,,,\nanswers,answer,due date,note,id,\"a;b;c;d;e;f;g;h\"\n?,F,2027/03/01,x,SVC-101\n?,NA,,,SVC-102,z,z,z\n?,P,,,SVC-201",
    ] {
        let outline = outline();
        let mut onto = Assessment::new("2024-draft");
        let reason = Remarks { reason: "none here".into(), ..Remarks::NONE };
        onto.set(&item(&outline, "SVC-102"), None, reason.clone()).unwrap();
        let owner = Remarks { owner: "李".into(), note: "old".into(), ..Remarks::NONE };
        onto.set(&item(&outline, "SVC-201"), Some(Answer::Full), owner.clone()).unwrap();
        onto.set_answer(&item(&outline, "FIN-101"), Some(Answer::Not)).unwrap();
        let reading = read_csv(text, &outline, &onto, &WORDS).unwrap();
        assert!(reading.warnings.is_empty());
        let read = reading.assessment;
        let id = |id: &str| item(&outline, id).id;
        let all: Vec<&str> = read.answers().iter().map(|(_, answer)| answer.key()).collect();
        assert_eq!(all, ["N", "F", "NA", "P"], "{text}");
        let new = Remarks { note: "x".into(), due: "2027-03-01".into(), ..Remarks::NONE };
        assert_eq!(read.remarks(id("SVC-101")), &new, "{text}");
        assert_eq!(read.remarks(id("SVC-102")), &reason);
        assert_eq!(read.remarks(id("SVC-201")), &Remarks { note: String::new(), ..owner });
    }
}

#[test]
fn evidence_is_one_item_a_line() {
    let table = "id,evidence\nSVC-101,\"a\r\nb\n\nc\rd | e\n\"\nSVC-102,\n";
    let read = made(table);
    assert_eq!(read.remarks(item(&outline(), "SVC-101").id).evidence, ["a", "b", "c", "d | e"]);
    assert_eq!(read.all_remarks().len(), 1);
}

#[test]
fn the_entry_that_is_left_out_is_said() {
    let reading = read_csv("id,answer\nSVC-999,F\nSVC-101,L\nsvc-102,F\n", &outline(), &Assessment::new("x"), &WORDS);
    let reading = reading.unwrap();
    assert_eq!(said(&reading.warnings), ["2:1 foreign-id id [SVC-999]", "4:1 foreign-id id [svc-102]"]);
    assert_eq!(reading.assessment.answers().len(), 1);
    assert_eq!(reading.assessment.edition, "x");
}

#[test]
fn every_fault_of_a_table_is_named_with_its_place() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/csv");
    let files = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path());
    let mut tables: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "csv")).collect();
    tables.sort();
    let mut codes = Vec::new();
    let mut onto = Assessment::new("2024-draft");
    let reason = Remarks { reason: "none here".into(), ..Remarks::NONE };
    onto.set(&item(&outline(), "FIN-101"), Some(Answer::NotApplicable), reason).unwrap();
    for table in tables {
        let text = std::fs::read_to_string(&table).unwrap();
        let problems = read_csv(&text, &outline(), &onto, &WORDS).expect_err(&text);
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
        Code::MissingField,
        Code::DuplicateKey,
        Code::WrongAnswer,
        Code::WrongDate,
        Code::MissingReason,
        Code::Syntax,
        Code::ForeignId,
    ] {
        assert!(codes.contains(&code), "no example of {}", code.key());
    }
}

/// The assessment with nothing said of its entries but what no table has.
fn emptied(assessment: &Assessment) -> Assessment {
    let mut empty = assessment.clone();
    for item in outline().items() {
        let kept = assessment.remarks(item.id).kept.clone();
        empty.set(item, None, Remarks { kept, ..Remarks::NONE }).unwrap();
    }
    empty
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn what_is_written_is_read_again(
        assessment in assessment(outline()), separator in 0usize..3, other in assessment(outline()),
    ) {
        let mut text = written(&assessment);
        let emptied = emptied(&assessment);
        if separator > 0 {
            text = with_separator(&text, [",", ";", "\t"][separator]);
        }
        for onto in [&emptied, &assessment] {
            let reading = read_csv(&text, &outline(), onto, &[]).unwrap();
            prop_assert!(reading.warnings.is_empty());
            prop_assert_eq!(&reading.assessment, &assessment);
        }
        let onto_other = read_csv(&text, &outline(), &other, &[]).unwrap().assessment;
        prop_assert_eq!(onto_other.answers(), assessment.answers());
        prop_assert_eq!(self::emptied(&onto_other), self::emptied(&other));
        prop_assert_eq!(written(&onto_other), written(&assessment));
    }

    #[test]
    fn columns_that_are_absent_change_nothing(
        assessment in assessment(outline()), other in assessment(outline()), columns in any::<[bool; 13]>(),
    ) {
        let columns: Vec<usize> = (0..13).filter(|column| *column == 0 || columns[*column]).collect();
        let cells = cells(&written(&assessment));
        let mut text = String::new();
        for row in &cells {
            // From the last column to the first: the order is free.
            let row: Vec<String> = columns.iter().rev().map(|column| quoted(&row[*column])).collect();
            text += &row.join(",");
            text.push('\n');
        }
        let Ok(reading) = read_csv(&text, &outline(), &other, &[]) else { return Ok(()) };
        let read = self::cells(&written(&reading.assessment));
        let before = self::cells(&written(&other));
        for (row, now) in read.iter().enumerate() {
            for (column, cell) in now.iter().enumerate() {
                let expected = if columns.contains(&column) { &cells } else { &before };
                prop_assert_eq!(cell, &expected[row][column], "{} {}", row, COLUMNS[column]);
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
    assert!(rows.iter().all(|row| row.len() == 13));
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
        "\"", "\"\"", ",", ";", "\t", "\r", "\n", "\r\n", "SVC-101", "NA", "F", "2027/3/1", "'", "'=", "id", "answer",
        "\u{feff}", "质", "␛", "\0",
    ];
    let outline = outline();
    let mut assessment = Assessment::new("2024-draft");
    let remarks = Remarks { reason: "=a".into(), evidence: vec!["b\n".into(), String::new()], ..Remarks::NONE };
    for item in outline.items().step_by(2) {
        assessment.set(item, Some(Answer::NotApplicable), remarks.clone()).unwrap();
    }
    let whole = written(&assessment);
    let small = "id;answer;reason;due\nSVC-101;NA;x;\nSVC-102;F;\"\";2027-3-1\nSVC-201;na;\"a\"\"\n\";\n";
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut read_well = 0;
    for round in 0..4_000 {
        let mut text = if round % 8 == 0 { whole.clone() } else { small.to_owned() };
        for _ in 0..=dice.below(4) {
            text = dice.damage(&text, &PIECES);
        }
        let lines = text.matches(['\r', '\n']).count() + 1;
        let problems = match read_csv(&text, &outline, &assessment, &WORDS) {
            Ok(reading) => {
                read_well += 1;
                assert_eq!(made(&written(&reading.assessment)).answers(), reading.assessment.answers(), "{text}");
                assert!(reading.warnings.iter().all(|problem| !problem.code.is_error()));
                reading.warnings
            }
            Err(problems) => {
                assert!(problems.iter().any(|problem| problem.code.is_error()));
                problems
            }
        };
        assert!(problems.iter().all(|problem| problem.line >= 1 && problem.line <= lines && problem.column >= 1));
    }
    assert!((400..3_600).contains(&read_well), "{read_well} could be read");
}
