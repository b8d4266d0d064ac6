//! One reader for comments in every form and encoding: what is said to be taken is exactly what is
//! stored.

mod common;

use common::encoded;
use dtmm_exchange::{
    Added, Adder, COMMENT_COLUMNS, CommentReader, Comments, CommentsArrival, Encoding, FileForm, LeftOutReason, Notice,
    Refused, THERE, WITHIN, comment_words, not_in_comment_table, write_comments,
};
use dtmm_scoring::{Code, Vocabulary};
use proptest::prelude::*;

const HEADS: [[&str; 2]; 8] = [
    ["序号", "No."],
    ["章条编号", "Clause"],
    ["原文", "Original text"],
    ["修改意见", "Proposed change"],
    ["理由", "LeftOutReason"],
    ["提出单位", "Organization"],
    ["编号", "ID"],
    ["作答", "Answer"],
];

fn words() -> Vocabulary {
    comment_words(&HEADS.map(|pair| pair.map(str::to_owned)))
}

/// The heads as they are written, in Chinese or with the English beside it.
fn heads(both: bool) -> Vec<String> {
    HEADS[..6].iter().map(|[zh, en]| if both { format!("{zh} {en}") } else { (*zh).to_owned() }).collect()
}

fn gb18030(bytes: &[u8]) -> Option<String> {
    encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
}

fn read(bytes: &[u8]) -> Result<CommentsArrival, Refused> {
    CommentReader { edition: "x", words: &words(), gb18030: &gb18030 }.read(bytes)
}

fn read_text(text: &str) -> CommentsArrival {
    read(text.as_bytes()).unwrap_or_else(|refused| panic!("{refused:?}"))
}

#[test]
fn the_place_is_read_under_every_name_that_sites_give_it() {
    for name in ["章条编号", "Clause", "章条编号 Clause", "位置", "Place", "位置 Place"] {
        let arrival = read_text(&format!("{name},修改意见\n9.1,删去\n"));
        assert_eq!(said(&arrival.comments), [["9.1", "", "删去", "", ""]], "{name}");
        assert!(arrival.left_out.is_empty(), "{name}: {:?}", arrival.left_out);
    }
}

/// The codes of a refusal with their places.
fn problems(bytes: &[u8]) -> Vec<String> {
    let said = |problem: &dtmm_scoring::Problem| {
        format!("{}:{} {} {}", problem.line, problem.column, problem.code.key(), problem.path)
    };
    read(bytes).expect_err("refused").problems.iter().map(said).collect()
}

fn added(here: &Comments, arrival: &CommentsArrival) -> Added {
    here.adding(
        arrival,
        &Adder { own: "0a", anchor: &|place| if place == "9.1" { "clause-9.1".into() } else { String::new() } },
    )
}

fn with(here: &Comments, added: &Added) -> Comments {
    let mut all = here.clone();
    added.sets.iter().for_each(|(path, value)| all.set_field(path, value));
    all
}

/// The texts of the columns of each comment, in the order of what they say.
fn said(comments: &Comments) -> Vec<Vec<String>> {
    let texts =
        |one: &dtmm_exchange::Comment| COMMENT_COLUMNS[1..].iter().map(|name| one.text(name).to_owned()).collect();
    let mut all: Vec<Vec<String>> = comments.all().iter().map(texts).collect();
    all.sort();
    all
}

fn of(rows: &[[&str; 5]]) -> Comments {
    let mut comments = Comments::new("x");
    for (index, row) in rows.iter().enumerate() {
        let path = |name: &str| format!("k00000{index}-z{WITHIN}{name}");
        comments.set_field(&path(THERE), &["1".to_owned()]);
        for (name, text) in COMMENT_COLUMNS[1..].iter().zip(row) {
            comments.set_field(&path(name), &[(*text).to_owned()]);
        }
    }
    comments
}

/// Texts with what tables, spreadsheets and JSON stumble over.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z0-9 ]{0,6}",
        "[甲-龥]{0,4}",
        Just("\"".to_owned()),
        Just(",".to_owned()),
        Just("；，\t;".to_owned()),
        Just("\n".to_owned()),
        Just("'".to_owned()),
        Just("=1+1".to_owned()),
        Just("＝A1".to_owned()),
        Just("𠀀\u{feff}".to_owned()),
        Just("修改意见,章条编号".to_owned()),
    ];
    prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

prop_compose! {
    fn comments()(rows in prop::collection::vec(prop::array::uniform5(text()), 1..6), note in text(), unknown in text()) -> Comments {
        let rows: Vec<[&str; 5]> = rows.iter().map(|row| row.each_ref().map(String::as_str)).collect();
        let mut comments = of(&rows);
        comments.set_field(&format!("k000000-z{WITHIN}note"), &[note]);
        let json = |text: &str| format!("{:?}", text.replace(['\u{feff}', '\''], ""));
        comments.set_field(&format!("k000000-z{WITHIN}extra"), &[json(&unknown)]);
        comments.set_field(&format!("{WITHIN}later"), &["[1]".to_owned()]);
        comments.set_field("organization", &["某公司".to_owned()]);
        comments
    }
}

/// The text of comments in one of the forms, without a byte order mark.
fn formed(comments: &Comments, form: usize) -> String {
    let comma = || write_comments(comments.all().iter(), &heads(form == 2)).split_off('\u{feff}'.len_utf8());
    if form == 0 { comments.write() } else { comma() }
}

/// The encodings of `encoded` but UTF-16 without its mark: it is known by ASCII characters, which a
/// comment may hardly have.
const TOLD: [usize; 5] = [0, 1, 2, 3, 6];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn what_is_said_to_be_taken_is_what_is_stored(comments in comments(), form in 0usize..3, encoding in 0usize..5) {
        let Some((bytes, encoding)) = encoded(&formed(&comments, form), TOLD[encoding]) else { return Ok(()) };
        let wordless = said(&comments).iter().filter(|row| row.iter().all(|text| text.trim().is_empty())).count();
        let arrival = match read(&bytes) {
            Ok(arrival) => arrival,
            // Random characters need not look like Chinese: refused, but never garbled.
            Err(refused) if encoding == Encoding::Gb18030 && refused.problems[0].code == Code::NotUtf8 => return Ok(()),
            Err(refused) => {
                prop_assert_eq!(refused.problems[0].code, Code::NoComment);
                prop_assert_eq!(wordless, comments.all().len());
                return Ok(());
            }
        };
        prop_assert!(form == 0 || wordless < comments.all().len());
        prop_assert_eq!((arrival.form, arrival.encoding), (if form == 0 { FileForm::Json } else { FileForm::Table }, encoding));
        prop_assert_eq!(arrival.notices.len(), usize::from(encoding == Encoding::Gb18030));
        let nothing = Comments::new("x");
        let added = added(&nothing, &arrival);
        let stored = with(&nothing, &added);
        let lost: Vec<LeftOutReason> = added.left_out.iter().map(|one| one.reason).collect();
        prop_assert_eq!(lost, []);
        if form == 0 && added.same == 0 {
            prop_assert_eq!(&stored, &comments, "the file holds everything");
        }
        prop_assert_eq!(added.taken, stored.all().len());
        prop_assert_eq!(added.taken + added.same + if form == 0 { 0 } else { wordless }, comments.all().len());
        let all = said(&comments);
        prop_assert!(said(&stored).iter().all(|row| all.contains(row)));
        for path in &added.kept {
            let path = path.strip_prefix("comments.").map_or(format!("{WITHIN}{path}"), |path| path.replace('.', &WITHIN.to_string()));
            prop_assert!(!stored.field(&path).is_empty(), "{}", path);
        }
        // All of it is here now.
        let again = stored.adding(&read(&bytes).unwrap(), &Adder { own: "1b", anchor: &|_| String::new() });
        prop_assert_eq!((again.taken, again.sets), (0, vec![]));
    }

    #[test]
    fn nothing_that_comes_makes_the_reader_fall(bytes in prop::collection::vec(any::<u8>(), 0..200), head in any::<bool>()) {
        let start: &[u8] = if head { "章条编号,修改意见\r\n".as_bytes() } else { b"{\"format\": \"dtmm-comments/1\", " };
        let _ = read(&bytes);
        let _ = read(&[start, &bytes].concat());
    }
}

#[test]
fn a_table_is_read_however_spreadsheets_write_it() {
    let rows = |text: &str| said(&read_text(text).comments);
    let expected = rows("章条编号,修改意见\n9.1,甲\n");
    assert_eq!(expected, [["9.1", "", "甲", "", ""]]);
    for same in [
        "修改意见;章条编号\r甲;9.1\r\r",
        "\u{feff}sep=\t\r\nClause\tProposed change\r\n9.1\t甲\r\n",
        "章条编号 Clause，修改意见 Proposed change\n9.1，甲\n",
        "序号,章条编号（必填）,原文,修改意见及建议\n1,9.1,,甲\n",
        "PLACE,Proposal\n9.1,甲\n",
        "章条编号,修改意见\n9.1,甲\n,,,\n\n",
    ] {
        assert_eq!(rows(same), expected, "{same}");
    }
    assert_eq!(rows("章条编号,修改意见\n'=1,\"a\r\nb\"\n"), [["=1", "", "a\nb", "", ""]]);
}

#[test]
fn every_row_and_column_that_is_not_taken_is_named() {
    let text = "意见汇总,,,\n章条编号,修改意见,备注,\n9.1,甲,乙,丙\n,,丁,\n1,,,\n";
    let arrival = read_text(text);
    let left: Vec<(usize, &str, &str)> =
        arrival.left_out.iter().map(|one| (one.line, one.id.as_str(), one.reason.key())).collect();
    let expected =
        [(1, "意见汇总", "above-head"), (2, "备注", "unknown-column"), (3, "9.1", "no-head"), (4, "丁", "no-comment")];
    assert_eq!(left, expected);
    assert_eq!(said(&arrival.comments).len(), 2);
}

#[test]
fn what_holds_no_comments_is_called_what_it_is() {
    let table = "id,answer\nABC-101,F\n";
    for (bytes, code) in [
        (b"PK\x03\x04......xl/workbook.xml".as_slice(), "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-workbook"),
        (b"PK\x03\x04 sheet", "archive"),
        (b"%PDF-1.7", "pdf"),
        (b"<!doctype html><table>", "web-page"),
        (b" \r\n", "empty"),
        (br#"{"format": "dtmm-assessment/1", "answers": {}}"#, "assessment"),
        (br#"{"edition": "x", "answers": {}, "format": "dtmm-assessment/2"}"#, "assessment"),
        (b"{\"format\": \"dtmm-assessment/1\"}\n{\"format\": \"dtmm-assessment/1\"}", "assessment"),
        (table.as_bytes(), "assessment"),
        ("# standard: x\n编号,能力域,作答\n".as_bytes(), "assessment"),
        (b"https://example.org/zh/score.html#a=3AbCdEfGhIjKlMnOp", "assessment"),
        (br#"{"format": "other", "comments": []}"#, "unrecognized"),
        (br#"{"comments": []}"#, "unrecognized"),
        (b"dear colleagues", "unrecognized"),
        (b"\xa4\xa4\xa4\xe5,\xa4\x40\xb9\xee\n\xb8\xea", "not-utf8"),
    ] {
        assert_eq!(problems(bytes), [format!("1:1 {code} ")], "{}", String::from_utf8_lossy(bytes));
        assert_eq!(read(bytes).expect_err("refused").form, None);
    }
}

#[test]
fn a_file_that_is_meant_and_has_faults_says_where() {
    for (text, problem) in [
        ("章条编号,修改意见\n9.1,\"甲\n", "2:2 unclosed-quote "),
        ("章条编号,理由\n9.1,甲\n", "1:1 missing-field proposal"),
        ("修改意见,理由\n甲,乙\n", "1:1 missing-field place"),
        ("章条编号,修改意见,修改意见\n9.1,甲,乙\n", "1:3 duplicate-key proposal"),
        ("章条编号,修改意见\n", "1:1 no-comment "),
        ("章条编号,修改意见,x\n,,1\n", "1:1 no-comment "),
        ("{\"format\": \"dtmm-comments/2\", \"comments\": {}}", "1:1 newer-comments "),
        ("{\"format\": \"dtmm-comments/1\",\n \"comments\": [{\"proposal\": 7}]}", "2:28 wrong-type proposal"),
        ("{\"format\": \"dtmm-comments/1\",\n \"comments\": {}}", "2:14 wrong-type comments"),
        ("{\"format\": \"dtmm-comments/1\", \"comments\": [7]}", "1:44 wrong-type comments"),
        ("{\"format\": \"dtmm-comments/1\", \"comments\": [{\"at\": \"\", \"at\": \"1\"}]}", "1:55 duplicate-key at"),
        ("{\"format\": \"dtmm-comments/1\", \"edition\": \"x\"}", "1:1 missing-field comments"),
        ("{\"format\": \"dtmm-comments/1\", \"comments\": [", "1:44 unexpected-end "),
        ("{\"format\": \"dtmm-comments/1\", \"comments\": []} x", "1:47 syntax "),
    ] {
        assert_eq!(problems(text.as_bytes()), [problem], "{text}");
        assert!(read(text.as_bytes()).expect_err("refused").form.is_some(), "{text}");
    }
}

#[test]
fn what_is_here_already_is_not_added_again_and_what_is_other_comes_beside() {
    let mut here = of(&[["9.1", "", "甲", "", ""], ["9.2", "", "乙", "", ""]]);
    here.set_field("organization", &["我".to_owned()]);
    let file = r#"{"format": "dtmm-comments/1", "edition": "y",
 "organization": "你", "later": 1,
 "comments": [{"id": "k000000-z", "place": "9.1", "proposal": " 甲 "}, {"id": "k000001-z", "place": "9.2", "proposal": "丙"},
  {"id": "k000009-y", "place": "9.3", "extra": [1]}, {"place": "9.4"}, {"place": "9.4"}]}"#;
    let arrival = read_text(file);
    assert_eq!(arrival.notices, [Notice::OtherEdition("y".to_owned())]);
    let added = added(&here, &arrival);
    assert_eq!((added.taken, added.same), (3, 2));
    assert_eq!(added.kept, ["comments.k000009-y.extra", "later"]);
    let left: Vec<(usize, &str, LeftOutReason)> =
        added.left_out.iter().map(|one| (one.line, &*one.id, one.reason)).collect();
    assert_eq!(left, [(2, "organization", LeftOutReason::OtherHere)]);
    let all = with(&here, &added);
    let ids: Vec<&str> = all.all().iter().map(dtmm_exchange::Comment::id).collect();
    assert_eq!(ids, ["k000000-z", "k000001-z", "k000009-y", "k000010-0a", "k000011-0a"]);
    assert_eq!(all.field("organization"), ["我"]);
    assert_eq!(here.all()[1], all.all()[1], "what is here is as it was");
    assert_eq!(all.edition(), "x");
}

#[test]
fn a_table_gets_the_places_that_its_words_mean() {
    let added = added(&Comments::new("x"), &read_text("章条编号,修改意见\n9.1,甲\n那里,乙\n"));
    let all = with(&Comments::new("x"), &added);
    assert_eq!(all.all()[0].text("at"), "clause-9.1");
    assert_eq!(all.all()[1].text("at"), "");
}

#[test]
fn no_cell_is_calculated_and_what_a_table_cannot_hold_is_named() {
    let mut comments = of(&[["＝A1", "@x", "-1", "+2", "'=3"], ["", "", " ", "", ""]]);
    comments.set_field(&format!("k000000-z{WITHIN}note"), &["note-1".to_owned()]);
    comments.set_field(&format!("{WITHIN}later"), &["1".to_owned()]);
    let table = write_comments(comments.all().iter().take(1), &heads(true));
    let expected = "\u{feff}序号 No.,章条编号 Clause,原文 Original text,修改意见 Proposed change,理由 LeftOutReason,提出单位 Organization\r\n\
        1,'＝A1,'@x,'-1,'+2,''=3\r\n";
    assert_eq!(table, expected);
    let not: Vec<String> = not_in_comment_table(&comments).into_iter().map(|one| one.id).collect();
    assert_eq!(not, ["later", "comments.k000000-z.note", "k000001-z"]);
}
