//! The comments of several people as one table: what is the same stands there once, and nothing of it is lost.

use std::collections::BTreeMap;

use dtmm_exchange::{
    COLLATED_COLUMNS, Collated, CommentReader, Comments, Decision, Places, collate, drafters_words, folded,
};
use proptest::prelude::*;

const HEADS: [[&str; 2]; 8] = [
    ["序号", "No."],
    ["章条编号", "Clause"],
    ["原文", "Original text"],
    ["修改意见", "Proposed change"],
    ["理由", "Reason"],
    ["提出单位", "Organization"],
    ["编号", "ID"],
    ["作答", "Answer"],
];

fn comments(text: &str) -> Comments {
    let words = drafters_words(&HEADS.map(|pair| pair.map(str::to_owned)));
    let reader = CommentReader { edition: "first", words: &words, gb18030: &|_| None };
    reader.read(text.as_bytes()).unwrap_or_else(|refused| panic!("{refused:?}")).comments
}

/// Collates by the numbers of clauses, of which `9.1` has another name.
fn collated(files: &[Comments]) -> Collated {
    let names: BTreeMap<&str, &str> = [("clause9.1", "9.1")].into();
    let name = |place: &str| names.get(folded(place).as_str()).map_or_else(|| folded(place), |name| (*name).to_owned());
    let rank = |place: &str| {
        let digits: String = place.chars().filter(char::is_ascii_digit).collect();
        digits.parse().unwrap_or(0)
    };
    collate(files.iter(), &Places { name: &name, rank: &rank })
}

fn table(all: &Collated) -> String {
    let heads = ["序号", "章条编号", "原文", "修改意见", "理由", "提出单位", "处理意见", "处理理由"];
    assert_eq!(heads.len(), COLLATED_COLUMNS.len());
    all.table(&heads.map(str::to_owned), "；")
}

#[test]
fn the_same_comment_on_the_same_place_stands_once_with_all_who_made_it() {
    let files = [
        "章条编号,修改意见,理由,提出单位\n9.2,删去,重复,甲公司\n9.1,改为“宜”，并说明,太严,甲公司\n",
        "Clause,Proposed change,Organization\nClause 9.1,改为“宜”,丙公司\n clause  9.1 ,改为\"宜\", 并说明,乙公司\n",
        "标准章条编号,意见内容,单位,处理意见,备注\n９.１,\"改为\"\"宜\"\",并说明\",甲公司；丁公司,采纳,已改\n",
    ];
    let files = files.map(|text| comments(&text.replace("\"宜\", 并说明", "\"宜\"，并说明")));
    let all = collated(&files);
    assert_eq!((all.found, all.comments.len()), (5, 3));
    let expected = "\u{feff}序号,章条编号,原文,修改意见,理由,提出单位,处理意见,处理理由\r\n\
        1,9.1,,\"改为“宜”，并说明\",太严,甲公司；乙公司；丁公司,采纳,已改\r\n\
        2,Clause 9.1,,改为“宜”,,丙公司,,\r\n\
        3,9.2,,删去,重复,甲公司,,\r\n";
    assert_eq!(table(&all), expected);
    assert_eq!(table(&collated(&[comments(expected)])), expected);
}

#[test]
fn what_a_comment_is_about_puts_it_in_order_also_where_its_place_is_a_title() {
    let file = r#"{"format": "dtmm-comments/1", "standard": "made-up", "edition": "first", "comments": [
        {"at": "9", "place": "Foreword", "proposal": "a"}, {"at": "", "place": "3", "proposal": "b"}]}"#;
    let all = collated(&[comments(file)]);
    assert_eq!(all.comments.iter().map(|one| one.place.as_str()).collect::<Vec<_>>(), ["3", "Foreword"]);
}

#[test]
fn decisions_are_kept_and_those_that_differ_are_both_kept() {
    let head = "章条编号,修改意见,处理意见,处理理由\n";
    let file = |rows: &str| comments(&[head, rows].concat());
    let all = collated(&[
        file("1,甲,采纳,\n2,乙,部分采纳：改一处,\n3,丙,不采纳,不适用\n4,丁,待定,\n5,戊,,\n"),
        file("1,甲,不采纳,太宽\n2,乙,,\n3,丙,不 采纳,不适用\n"),
    ]);
    let counts = Decision::ALL.map(|decision| all.count(decision));
    assert_eq!(counts, [0, 1, 1, 1, 1, 1], "{:?}", all.comments);
    assert_eq!(all.comments[0].decisions, ["采纳", "不采纳"]);
    let text = table(&all);
    assert!(text.contains("1,1,,甲,,,\"采纳\n不采纳\",太宽\r\n"), "{text}");
    let again = collated(&[comments(&text)]);
    assert_eq!((table(&again), again.count(Decision::Conflict)), (text, 1));
}

#[test]
fn what_says_nothing_of_its_own_is_not_joined() {
    let file =
        comments("章条编号,原文,修改意见,理由\n1,甲,,不清楚\n1,乙,,不清楚\n,丙,删去,\n,丁,删去,\n2,,12,\n2,,1-2,\n");
    assert_eq!(collated(&[file]).comments.len(), 6);
}

#[test]
fn a_remark_is_the_reason_of_a_decision_only_beside_one() {
    let file = comments("章条编号,修改意见,备注\n1,甲,某人\n");
    assert!(table(&collated(&[file])).ends_with("1,1,,甲,,,,\r\n"));
}

#[test]
fn a_file_has_what_the_table_has() {
    let all = collated(&[comments("章条编号,修改意见,提出单位,处理意见\n1,甲,某公司,采纳\n")]);
    let file = Comments::read(&all.file("first", "；").write()).unwrap();
    assert_eq!(table(&collated(&[file])), table(&all));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// Whatever is in the tables, collating the new one again changes nothing.
    #[test]
    fn collating_again_gives_the_same_bytes(cells in prop::collection::vec("[ 1-3a-c=；。，,\"\n采纳不-]{0,6}", 0..48)) {
        let mut text = String::from("章条编号,修改意见,理由,提出单位,处理意见,处理理由\n9,x,,,,\n");
        for row in cells.chunks_exact(6) {
            let quoted: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            text += &(quoted.join(",") + "\n");
        }
        let once = table(&collated(&[comments(&text)]));
        prop_assert_eq!(table(&collated(&[comments(&once)])), once);
    }
}
