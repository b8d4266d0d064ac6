//! An assessment is its fields: what is taken apart and put together again is the same.

use dtmm_example::small;
use dtmm_scoring::{Assessment, read, write};

const FILE: &str = r#"{"format": "dtmm-assessment/1", "edition": "old", "title": "一", "organization": "二", "scope": "三",
 "date": "2026-11-22", "profile": "weighted", "weights": {"making": 3}, "targets": {"company": 3, "ABC": 4, "XYZ": 2}, "tailored": {"ABC": "none", "XYZ": "?"},
 "answers": {"ABC-101": "F", "ABC-102": {"reason": "later"}, "ABC-201": {"answer": "NA", "reason": "no", "note": "n", "owner": "o",
 "due": "2027-01-01", "evidence": ["a", "", "b\nc"], "more": {"x": [1]}}, "XYZ-101": "P"},
 "plan": [{"id": "P2", "for": ["ABC-101", "ABC-2", "company"], "action": "a.b", "person": "p", "due": "2027-01-01", "status": "doing",
 "priority": 2, "more": [1], "cost": "?"}, {"id": "x.1", "action": "c"}, {"id": "P1", "status": "done"}, 7], "extra": [1, 2]}"#;

#[test]
fn all_fields_together_are_the_assessment() {
    let outline = small();
    let one = read(FILE.as_bytes(), &outline).unwrap().assessment;
    let mut other = Assessment::new(&outline.edition);
    let paths = one.paths(&outline);
    for path in &paths {
        let value = one.field(path, &outline);
        assert!(!value.is_empty(), "{path}");
        other.set_field(path, &value, &outline);
    }
    assert_eq!(other, one);
    assert_eq!(write(&other, &outline), write(&one, &outline));
    for path in &paths {
        other.set_field(path, &[], &outline);
        assert!(other.field(path, &outline).is_empty(), "{path}");
    }
    assert_eq!(other, Assessment::new(&outline.edition));
}

#[test]
fn what_cannot_stand_in_a_field_is_passed_over() {
    let outline = small();
    let mut one = Assessment::new(&outline.edition);
    let set = |one: &mut Assessment, path: &str, text: &str| one.set_field(path, &[text.to_owned()], &outline);
    for (path, text) in [
        ("date", "20270-03-01"),
        ("ABC-101.due", "1/2/2027"),
        ("targets.XYZ", "3"),
        ("targets.ABC", "9"),
        ("nothing", "x"),
        ("ABC-101", "Q"),
        ("tailored.ABC", " "),
        ("plan.due.P1", "1/2/2027"),
        ("plan.status.P1", "late"),
        ("plan.priority.P1", "4"),
        ("plan.action.", "x"),
        ("plan.nothing.P1", "x"),
        ("plan.P1", "x"),
    ] {
        set(&mut one, path, text);
        assert_eq!(one, Assessment::new(&outline.edition), "{path}");
    }
}
