//! Assessment files: what is read, what is reported and where, and what is written back.

mod common;

use common::item;
use dtmm_example::{EDITION, mixed};
use dtmm_model::Level;
use dtmm_scoring::{
    Answer, Assessment, ChangeError, Code, EntryDetails, FilePart, Method, Problem, Weights, read, write,
};

/// A file with everything a file can have, as this program writes it.
const WHOLE: &str = include_str!("files/whole.json");

fn said(problems: &[Problem]) -> Vec<String> {
    let line = |problem: &Problem| {
        let entry = problem.entry.as_deref().map_or(String::new(), |entry| format!(" [{entry}]"));
        format!("{}:{} {} {}{entry}", problem.line, problem.column, problem.code.key(), problem.path)
    };
    problems.iter().map(|problem| line(problem).trim_end().to_owned()).collect()
}

#[test]
fn a_whole_file_is_read() {
    let reading = read(WHOLE.as_bytes(), &mixed()).unwrap();
    let assessment = &reading.assessment;
    assert_eq!(assessment.title, "2026 年自评 \"一厂\"");
    assert_eq!(assessment.date, "2026-11-22");
    assert_eq!(assessment.profile, Some(Method::Staged));
    assert_eq!(assessment.target("company"), Level::new(3));
    assert_eq!(assessment.target("GHI"), Level::new(4));
    assert_eq!(assessment.tailored("JKL".parse().unwrap()), Some("no external customers"));
    assert_eq!(assessment.answer("GHI-201".parse().unwrap()), Some(Answer::Full));
    assert_eq!(assessment.answer("GHI-202".parse().unwrap()), Some(Answer::NotApplicable));
    let details = assessment.details("GHI-202".parse().unwrap());
    assert_eq!(details.reason, "no such process");
    assert_eq!(details.due, "2027-03-01");
    assert_eq!(details.evidence, ["检验记录.xlsx", "C:\\ghi\\202.pdf"]);
    assert_eq!(details.kept, [("rated-by".to_owned(), "{\"name\":\"李 工\",\"n\":1.50}".to_owned())]);
    assert_eq!(assessment.answer("ABC-102".parse().unwrap()), None);
    assert_eq!(assessment.details("ABC-102".parse().unwrap()).owner, "战略部");
    assert_eq!(assessment.kept(FilePart::Answers).len(), 2);
    assert_eq!(
        said(&reading.warnings),
        [
            "10:53 foreign-id targets.logistics",
            "13:5 foreign-id tailored.XYZ",
            "20:159 unknown-field answers.GHI-202.rated-by [GHI-202]",
            "22:5 foreign-id answers.ABC-505 [ABC-505]",
            "23:5 foreign-id answers.八.六 [八.六]",
            "25:3 unknown-field color",
        ]
    );
}

#[test]
fn a_whole_file_is_written_as_it_was() {
    let outline = mixed();
    assert_eq!(write(&read(WHOLE.as_bytes(), &outline).unwrap().assessment, &outline), WHOLE);
    let head = "\"format\": \"dtmm-assessment/2\",\n  \"standard\": \"made-up\",";
    let former = WHOLE.replacen(head, "\"format\": \"dtmm-assessment/1\",", 1);
    assert_ne!(former, WHOLE);
    assert_eq!(
        write(&read(former.as_bytes(), &outline).unwrap().assessment, &outline),
        WHOLE,
        "the former is read for ever"
    );
}

#[test]
fn weights_and_the_standard_travel_in_the_file() {
    let outline = mixed();
    for (weights, written) in [
        ("\"domain\"", "\"domain\""),
        ("\"Subdomain\"", "\"subdomain\""),
        ("{\"serving\":3,\n\"Making\":2}", "{\"making\": 2, \"serving\": 3}"),
        ("{\"serving\": 3, \"making\": 0}", "{\"serving\": 3}"),
    ] {
        let text = format!(
            "{{\"format\": \"dtmm-assessment/2\", \"standard\": \"made-up\", \"edition\": \"first\", \"weights\": {weights}, \
             \"plan\": [{{\"id\": 1}}], \"answers\": {{\"ａｂｃ－１０１\": \"n/a\", \"JKL 101\": {{\"answer\": \"ｌ\", \"due\": \"2027年3月1日\"}}}}}}"
        );
        let text = text.replace("\"n/a\"", "{\"answer\": \"n/a\", \"reason\": \"x\"}");
        let reading = read(text.as_bytes(), &outline).unwrap();
        assert_eq!(said(&reading.warnings).len(), 1, "{:?}", reading.warnings);
        assert_eq!(
            write(&reading.assessment, &outline),
            format!(
                "{{\n  \"format\": \"dtmm-assessment/2\",\n  \"standard\": \"made-up\",\n  \"edition\": \"first\",\n  \"weights\": {written},\n  \
                 \"answers\": {{\n    \"ABC-101\": {{\"answer\": \"NA\", \"reason\": \"x\"}},\n    \
                 \"JKL-101\": {{\"answer\": \"L\", \"due\": \"2027-03-01\"}}\n  }},\n  \"plan\": [{{\"id\":1}}]\n}}\n"
            )
        );
        let again = read(write(&reading.assessment, &outline).as_bytes(), &outline).unwrap();
        assert_eq!(again.assessment, reading.assessment);
    }
    let kept =
        r#"{"format": "dtmm-assessment/1", "edition": "x", "weights": {"moon": 1, "serving": 2}, "answers": {}}"#;
    let reading = read(kept.as_bytes(), &outline).unwrap();
    assert_eq!(reading.assessment.weights, None);
    assert_eq!(
        reading.assessment.kept(FilePart::File),
        &[("weights".to_owned(), "{\"moon\":1,\"serving\":2}".to_owned())]
    );
}

#[test]
fn weights_that_are_chosen_take_the_place_of_those_that_were_kept() {
    let outline = mixed();
    let kept = r#"{"format": "dtmm-assessment/1", "edition": "first", "weights": {"moon": 1}, "answers": {}}"#;
    let mut assessment = read(kept.as_bytes(), &outline).unwrap().assessment;
    assessment.set_field("weights", &["domain".to_owned()], &outline);
    let again = read(write(&assessment, &outline).as_bytes(), &outline).map(|reading| reading.assessment.weights);
    assert_eq!(again, Ok(Some(Weights::Domain)), "no key is written twice");
}

#[test]
fn order_spacing_and_escapes_of_a_file_do_not_matter() {
    let outline = mixed();
    let text = "\u{feff}{\r\n\t\"answers\" : {\"JKL-101\":\"\\u0046\",\"ABC-101\" :\n\"N\"}\
                ,\"x\":[1 , {\"a b\" : \"\\\\\\\" ,\"}],\"edition\":\"first\",\"format\":\"dtmm-assessment\\/1\"}\n";
    let written = write(&read(text.as_bytes(), &outline).unwrap().assessment, &outline);
    assert_eq!(
        written,
        "{\n  \"format\": \"dtmm-assessment/2\",\n  \"standard\": \"made-up\",\n  \"edition\": \"first\",\n  \"answers\": {\n    \
         \"ABC-101\": \"N\",\n    \"JKL-101\": \"F\"\n  },\n  \"x\": [1,{\"a b\":\"\\\\\\\" ,\"}]\n}\n"
    );
}

#[test]
fn every_fault_is_named_with_its_place() {
    let outline = mixed();
    let mut codes = Vec::new();
    for case in include_str!("files/faults.txt").split("\n\n").filter(|case| !case.starts_with('#')) {
        let (text, expected) = case.trim().split_once("\n=> ").unwrap_or_else(|| panic!("no => in {case}"));
        let problems = match read(text.as_bytes(), &outline) {
            Ok(reading) => reading.warnings,
            Err(problems) => problems,
        };
        let expected: Vec<&str> = expected.split("\n=> ").collect();
        assert_eq!(said(&problems), expected, "{text}");
        codes.extend(problems.iter().map(|problem| problem.code));
    }
    let of_the_text = Code::ALL.into_iter().skip_while(|code| *code != Code::UnexpectedEnd);
    for code in of_the_text.filter(|code| *code != Code::TooDeep) {
        assert!(codes.contains(&code), "no example of {}", code.key());
    }
}

#[test]
fn bytes_that_are_no_text_and_values_that_are_too_deep_are_faults() {
    let outline = mixed();
    let said = |bytes: &[u8]| said(&read(bytes, &outline).unwrap_err());
    assert_eq!(said(b"{\"title\":\n \"\xe8\xb4\xa8\xff\"}"), ["2:4 not-utf8"]);
    let deep = |depth| format!("{{\"x\":{}{}}}", "[".repeat(depth), "]".repeat(depth)).into_bytes();
    assert_eq!(said(&deep(65)), ["1:2 unknown-field x", "1:70 too-deep"]);
    assert!(!said(&deep(64)).contains(&"1:70 too-deep".to_owned()));
    assert_eq!(said(&deep(1_000_000)).len(), 2);
}

#[test]
fn a_change_that_cannot_stand_leaves_the_assessment_as_it_was() {
    let outline = mixed();
    let mut assessment = read(WHOLE.as_bytes(), &outline).unwrap().assessment;
    let before = assessment.clone();
    let refused = assessment.set_answer(&item(&outline, "GHI-201"), Some(Answer::NotApplicable));
    assert_eq!(refused, Err(ChangeError::MissingReason));
    assert_eq!(assessment.set(&item(&outline, "GHI-202"), Some(Answer::NotApplicable), EntryDetails::NONE), refused);
    let wrong_date = EntryDetails { due: "2027-02-29".into(), ..EntryDetails::NONE };
    assert_eq!(assessment.set(&item(&outline, "GHI-201"), None, wrong_date), Err(ChangeError::WrongDate));
    assert_eq!(assessment.set_tailored("GHI".parse().unwrap(), Some(" ")), refused);
    assert_eq!(assessment, before);
    assert_eq!(assessment.set_answer(&item(&outline, "ABC-303"), Some(Answer::NotApplicable)), Ok(()));
}

#[test]
fn what_is_set_and_cleared_leaves_no_trace() {
    let outline = mixed();
    let empty = Assessment::new(EDITION);
    let mut assessment = empty.clone();
    let item = outline.items().last().unwrap();
    let details = EntryDetails { note: "x".into(), ..EntryDetails::NONE };
    assessment.set(item, Some(Answer::Partly), details.clone()).unwrap();
    assert_eq!(assessment.all_details(), [(item.id, details)]);
    assessment.set_answer(item, None).unwrap();
    assert_eq!(assessment.details(item.id).note, "x");
    assessment.set(item, None, EntryDetails::NONE).unwrap();
    assert_eq!(assessment, empty);
    assessment.set_tailored(item.id.cell.subdomain, Some("x")).unwrap();
    assessment.set_target("JKL", Level::new(2));
    assessment.set_answer(item, Some(Answer::Partly)).unwrap();
    assert_ne!(assessment, empty);
    assessment.set_tailored(item.id.cell.subdomain, None).unwrap();
    assessment.set_target("JKL", None);
    assessment.clear(item.id);
    assert_eq!(assessment, empty);
}
