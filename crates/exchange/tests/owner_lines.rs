//! Lines that say who is responsible: what is read of them, and what is said of what is not understood.

use dtmm_example::mixed;
use dtmm_exchange::{LineReason, OwnerLines, read_owner_lines};

/// What was read, knowing one title and one identifier of another edition.
fn reading(text: &str) -> OwnerLines {
    read_owner_lines(&mixed(), text, &|owner, part| match (owner, part) {
        (_, "质量 检查") => Some("ABC".to_owned()),
        ("信息部", "OLD-101") => Some("OLD-101".to_owned()),
        _ => None,
    })
}

/// Each owner as `name | scopes | due`.
fn owners(text: &str) -> Vec<String> {
    let read = reading(text);
    assert_eq!(read.faults, [], "{text}");
    read.owners.iter().map(|one| [&*one.name, &one.scopes.join(" "), &one.due].join(" | ")).collect()
}

/// Each fault as `line part reason`.
fn faults(text: &str) -> Vec<String> {
    let reason = |reason| match reason {
        LineReason::Wrong(code) => code.key().to_owned(),
        other => format!("{other:?}"),
    };
    reading(text).faults.into_iter().map(|one| format!("{} {} {}", one.line, one.part, reason(one.reason))).collect()
}

#[test]
fn a_line_is_read_however_it_is_written() {
    for line in [
        "质量部：ABC、JKL-3、GHI-201  2027-02-01",
        "质量部: abc, jkl 3, ghi201 2027-02-01",
        " 质量部 ：ａｂｃ；JKL–3，GHI－２０１　2027年2月1日",
        "质量部:ABC;JKL-3;GHI-201;2027/2/1",
        "质量部：ABC JKL-3 GHI-201 2027 年 2 月 1 日",
        "质量部：质量 检查、JKL-3、GHI-201\t20270201",
        "质量部：ABC、ABC、JKL-3、GHI-201 2027-02-01\n\n质量部：JKL-3",
        "质量部：ABC 2027-02-01\n质量部：JKL-3、GHI-201 2027-02-01",
    ] {
        assert_eq!(owners(line), ["质量部 | ABC JKL-3 GHI-201 | 2027-02-01"], "{line}");
    }
}

#[test]
fn levels_are_written_as_a_range() {
    for range in ["ABC-1~3", "abc1～3", "ABC-1–3", "ABC-1-3", "ABC-1至3", "ABC-1 到 ABC-3", "ＡＢＣ－１－ABC-3"]
    {
        assert_eq!(owners(&format!("A: {range}")), ["A | ABC-1 ABC-2 ABC-3 | "], "{range}");
    }
    for range in ["ABC-13", "ABC-3~1", "ABC-1~9", "ABC-1~JKL-3", "ABC-101~103", "XYZ-1~3"] {
        assert_eq!(faults(&format!("A: {range}")).len(), 1, "{range}");
    }
}

#[test]
fn domains_and_the_whole_are_named_and_a_date_can_be_left_out() {
    assert_eq!(owners("A：making、company\nB:JKL"), ["A | making company | ", "B | JKL | "]);
    assert_eq!(owners("信息部：OLD-101"), ["信息部 | OLD-101 | "], "what it has been responsible for stays");
    assert_eq!(owners("A: 1 组：ABC"), ["A: 1 组 | ABC | "], "a name with a colon");
    assert_eq!(owners(" \n"), [""; 0]);
}

#[test]
fn what_is_not_understood_is_named_with_its_line_and_why() {
    assert_eq!(faults("\n质量部 ABC\n：ABC"), ["2 质量部 ABC NoName", "3 ABC NoName"]);
    assert_eq!(faults("A：\nB： 2027-02-01"), ["1 A NoScope", "2 B NoScope"]);
    assert_eq!(faults("A：ABC、XYZ-101、OLD-101"), ["1 XYZ-101 foreign-id", "1 OLD-101 foreign-id"]);
    assert_eq!(faults("A：ABC 2027-13-01"), ["1 2027-13-01 wrong-date"]);
    assert_eq!(faults("A：ABC 1/2/2027"), ["1 1/2/2027 ambiguous-date"]);
    assert_eq!(faults("A：ABC 2027-02-01\nA：JKL 2027-03-01"), ["2 2027-03-01 SecondDate"]);
    assert_eq!(reading("A：ABC、XYZ\nB：JKL").owners.len(), 2, "the rest is read");
}

#[test]
fn what_several_are_responsible_for_is_told_and_a_part_of_it_is_not() {
    let read = reading("A：ABC、JKL-3\nB：ABC-2、JKL-3\nC：JKL-3");
    assert_eq!(read.shared(), [("JKL-3", vec!["A", "B", "C"])]);
}
