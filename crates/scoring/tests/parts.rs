//! Parts: what is sent to an owner, what is read of it, and how it is joined when it comes back.

use dtmm_example::{EDITION, mixed};
use dtmm_model::{Outline, RequirementId};
use dtmm_scoring::{Assessment, MergeCounts, Merged, Vocabulary, merge, merge_returned, read, read_text, write};
use proptest::prelude::*;

fn assessment(fields: &str) -> Assessment {
    let text = format!(
        r#"{{"format": "dtmm-assessment/2", "standard": "made-up", "edition": "{EDITION}", "title": "自评", "targets": {{"company": 3}},
        "owners": [{{"name": "质量部", "scope": ["ABC"], "due": "2027-02-01"}}, {{"name": "信息部", "scope": ["company"]}}],
        "withdrawn": {{"XYZ-101": "F"}}, "color": "red", {fields}}}"#
    );
    read_text(&text, &mixed(), &Vocabulary::NONE).unwrap().assessment
}

/// What a coordinator has: two answers of the one owner, one of the other.
fn whole() -> Assessment {
    assessment(
        r#""plan": [{"id": "P1", "action": "do it"}],
        "answers": {"ABC-101": "F", "ABC-201": {"answer": "P", "note": "sent", "evidence": ["one", "two"]}, "JKL-101": "N"}"#,
    )
}

/// An assessment after these changes to its fields, several values with bars between them.
fn changed(one: &Assessment, changes: &[(&str, &str)]) -> Assessment {
    let mut one = one.clone();
    for (path, value) in changes {
        let value: Vec<String> = value.split('|').filter(|_| !value.is_empty()).map(str::to_owned).collect();
        one.set_field(path, &value, &mixed());
    }
    one
}

fn joined(mine: &Assessment, theirs: &Assessment) -> Merged {
    merge_returned(&mixed(), mine, theirs, &|_| None)
}

fn paths(merged: &Merged) -> Vec<&str> {
    merged.conflicts.iter().map(|conflict| conflict.path.as_str()).collect()
}

#[test]
fn a_part_has_the_head_its_owner_and_its_entries_and_says_what_was_sent() {
    let (outline, whole) = (mixed(), whole());
    let part = whole.make_part(&outline, "质量部");
    let text = write(&part, &outline);
    let back = read(text.as_bytes(), &outline).unwrap();
    assert_eq!((&back.assessment, back.warnings.len()), (&part, 0), "{text}");
    assert_eq!((part.title.as_str(), part.has_targets(), part.plan().len()), ("自评", true, 0));
    assert_eq!(part.owners().iter().map(|owner| owner.name.as_str()).collect::<Vec<_>>(), ["质量部"]);
    for other in ["JKL-101", "color", "withdrawn"] {
        assert!(!text.contains(other), "{other} is in {text}");
    }
    let said = part.part(&outline).unwrap();
    let own: Vec<RequirementId> =
        outline.items().map(|item| item.id).filter(|id| id.cell.subdomain.as_str() == "ABC").collect();
    assert_eq!((said.owner.as_str(), said.entries), ("质量部", own));
    let sent = *said.sent.unwrap();
    assert_eq!((sent.answers(), sent.all_details()), (part.answers(), part.all_details()));
    assert_eq!(whole.part_owners(&outline), ["质量部", "信息部"]);
    assert_eq!((whole.part(&outline), Assessment::new(EDITION).part_owners(&outline).len()), (None, 0));
}

#[test]
fn what_is_wrong_in_a_part_is_named_and_keeps_no_answer_from_being_read() {
    let said = |part: &str| {
        let fields = format!(r#""answers": {{"ABC-101": "F"}}, "part": {part}"#);
        let text = write(&assessment(&fields), &mixed());
        let reading = read(text.as_bytes(), &mixed()).unwrap();
        assert_eq!(reading.assessment.answers().len(), 1);
        assert_eq!(write(&reading.assessment, &mixed()), text, "it is kept");
        let problems: Vec<String> = reading
            .warnings
            .iter()
            .filter(|one| one.path.starts_with("part"))
            .map(|one| format!("{} {}", one.code.key(), one.path))
            .collect();
        (problems, reading.assessment.part(&mixed()).unwrap())
    };
    let sent = format!(
        r#"{{"format": "dtmm-assessment/2", "standard": "made-up", "edition": "{EDITION}", "date": "soon", "hue": 1,
        "answers": {{"ABC-101": "X", "ABC-102": "L", "XYZ-101": "F"}}}}"#
    );
    let (problems, part) =
        said(&format!(r#"{{"owner": 7, "entries": ["abc 101", "XYZ-101", 1], "by": 1, "sent": {sent}}}"#));
    assert_eq!(
        problems,
        [
            "wrong-part part.owner",
            "foreign-id part.entries",
            "wrong-part part.entries",
            "unknown-field part.by",
            "wrong-part part.sent.date",
            "unknown-field part.sent.hue",
            "wrong-part part.sent.answers.ABC-101",
            "foreign-id part.sent.answers.XYZ-101",
        ]
    );
    assert_eq!(part.entries.iter().map(ToString::to_string).collect::<Vec<_>>(), ["ABC-101"]);
    assert_eq!(part.sent.unwrap().answers().len(), 1, "the rest of it is read");
    assert_eq!(said("[]").0, ["wrong-part part"]);
    for (sent, path) in [("7", "part.sent"), (r#"{"format": "other/1"}"#, "part.sent.format")] {
        let (problems, part) = said(&format!(r#"{{"owner": "A", "entries": [], "sent": {sent}}}"#));
        assert_eq!((problems, part.sent), (vec![format!("wrong-part {path}")], None));
    }
    let nested = r#"{"sent":"#.repeat(80);
    assert!(read(format!(r#"{{"format": "dtmm-assessment/2", "part": {nested}"#).as_bytes(), &mixed()).is_err());
}

#[test]
fn a_part_that_comes_back_changes_what_was_changed_in_it_and_nothing_else() {
    let (outline, whole) = (mixed(), whole());
    let part = whole.make_part(&outline, "质量部");
    assert_eq!(joined(&whole, &part).assessment, whole, "it comes back as it went");
    let mine = changed(
        &whole,
        &[
            ("ABC-101", "L"),
            ("ABC-102", "F"),
            ("JKL-101", "F"),
            ("title", "自评二"),
            ("owners.due.质量部", "2027-03-01"),
            ("ABC-201.evidence", "two|three"),
            ("ABC-202.note", "mine"),
        ],
    );
    let theirs = changed(
        &part,
        &[
            ("ABC-201", "F"),
            ("ABC-201.note", ""),
            ("ABC-301", "N"),
            ("ABC-201.evidence", "one|two|four"),
            ("ABC-102", "F"),
        ],
    );
    let merged = joined(&mine, &theirs);
    assert_eq!(paths(&merged), [""; 0]);
    let expected = changed(
        &mine,
        &[("ABC-201", "F"), ("ABC-201.note", ""), ("ABC-301", "N"), ("ABC-201.evidence", "two|three|four")],
    );
    assert_eq!(merged.assessment, expected);
    let all = outline.items().filter(|item| item.id.cell.subdomain.as_str() == "ABC").count();
    assert_eq!(merged.counts(&outline, &mine, &theirs), MergeCounts { taken: 2, stay: 2, same: all - 4, conflicts: 0 });

    // Once merged, the next round goes by what is sent then.
    let second = merged.assessment.make_part(&outline, "质量部");
    let theirs = changed(&second, &[("ABC-301", "P")]);
    let again = joined(&merged.assessment, &theirs);
    assert_eq!(again.assessment, changed(&merged.assessment, &[("ABC-301", "P")]));
    assert_eq!(joined(&again.assessment, &theirs).assessment, again.assessment, "brought in twice, it changes nothing");
}

#[test]
fn what_both_changed_differently_is_asked_and_so_is_what_one_took_away() {
    let (outline, whole) = (mixed(), whole());
    let part = whole.make_part(&outline, "质量部");
    let mine = changed(&whole, &[("ABC-201", "L"), ("ABC-201.note", ""), ("ABC-101", "NA|of no use")]);
    let theirs = changed(&part, &[("ABC-201", "F"), ("ABC-201.note", "theirs"), ("ABC-101", "")]);
    let merged = joined(&mine, &theirs);
    let sides = |place: usize| merged.conflicts[place].sides.iter().map(|(_, said)| said.as_str()).collect::<Vec<_>>();
    assert_eq!(paths(&merged), ["answers.ABC-101.answer", "answers.ABC-201.answer", "answers.ABC-201.note"]);
    assert_eq!([sides(0), sides(1), sides(2)], [["NA", ""], ["L", "F"], ["", "theirs"]]);
    assert_eq!(merged.assessment, mine, "without a later date, what is here holds");
    assert_eq!(merged.counts(&outline, &mine, &theirs).conflicts, 2);
    let chosen = merge_returned(&outline, &mine, &theirs, &|_| Some(1)).assessment;
    assert_eq!(chosen.make_part(&outline, "质量部").answers(), theirs.answers());
    assert_eq!(chosen, changed(&mine, &[("ABC-201", "F"), ("ABC-201.note", "theirs"), ("ABC-101", "")]));
    let reasons = ["NA|one", "NA|two"].map(|reason| changed(&whole, &[("ABC-101", reason)]));
    let theirs = changed(&part, &[("ABC-101", "NA|two")]);
    assert_eq!(paths(&joined(&reasons[0], &theirs)), ["answers.ABC-101.reason"]);
    assert_eq!(paths(&joined(&reasons[1], &theirs)), [""; 0]);
}

#[test]
fn what_is_outside_a_part_or_was_not_sent_from_here_is_joined_as_any_file() {
    let (outline, whole) = (mixed(), whole());
    let part = whole.make_part(&outline, "质量部");
    let more = changed(&part, &[("JKL-101", "F"), ("JKL-401", "F")]);
    let merged = joined(&whole, &more);
    assert_eq!(paths(&merged), ["answers.JKL-101.answer"]);
    assert_eq!(merged.assessment, changed(&whole, &[("JKL-401", "F")]));
    // Into nothing, all of it goes, also what was left as it was.
    let nothing = Assessment::new(EDITION);
    let merged = joined(&nothing, &part).assessment;
    assert_eq!((merged.answers(), merged.part_text()), (part.answers(), None));
    // Into an earlier part of the same owner: it was not sent from there.
    let earlier = changed(&part, &[("ABC-101", "L")]);
    let merged = joined(&earlier, &part);
    assert_eq!((paths(&merged), merged.assessment.part_text()), (vec!["answers.ABC-101.answer"], earlier.part_text()));
    // What was sent for another edition says nothing about the entries here.
    let text = write(&part, &outline)
        .replace(r#"\"edition\":\"first\""#, "")
        .replace(r#""edition":"first""#, r#""edition":"other""#);
    let other = read(text.as_bytes(), &outline).unwrap().assessment;
    let mine = changed(&whole, &[("ABC-101", "L")]);
    assert_eq!(paths(&joined(&mine, &other)), ["answers.ABC-101.answer"]);
    assert_eq!(merge(&outline, &[&whole, &part]).assessment.part_text(), None);
}

/// Changes to fields of entries, each as the place of the entry, the field and a value.
fn changes() -> impl Strategy<Value = Vec<(usize, &'static str, &'static str)>> {
    let field = prop_oneof![
        (Just(""), prop_oneof![Just(""), Just("F"), Just("P"), Just("NA|one"), Just("NA|two")]),
        (Just(".note"), prop_oneof![Just(""), Just("one"), Just("two")]),
        (Just(".due"), prop_oneof![Just(""), Just("2027-01-01"), Just("2027-02-01")]),
        (Just(".evidence"), prop_oneof![Just(""), Just("a"), Just("b|a"), Just("c")]),
        (Just(".kept.by"), prop_oneof![Just(""), Just("1"), Just("2")]),
    ];
    proptest::collection::vec((0..6_usize, field).prop_map(|(place, (field, value))| (place, field, value)), 0..24)
}

fn with(one: &Assessment, outline: &Outline, changes: &[(usize, &str, &str)]) -> Assessment {
    let ids: Vec<RequirementId> = outline.items().map(|item| item.id).take(6).collect();
    let paths: Vec<String> = changes.iter().map(|(place, field, _)| format!("{}{field}", ids[*place])).collect();
    changed(one, &paths.iter().zip(changes).map(|(path, (_, _, value))| (path.as_str(), *value)).collect::<Vec<_>>())
}

proptest! {
    #[test]
    fn every_change_of_one_side_survives_and_only_what_both_changed_differently_is_asked(
        before in changes(), own in changes(), other in changes(), takes_theirs in any::<bool>()
    ) {
        let outline = mixed();
        let base = changed(&whole(), &[("owners.scope.质量部", "company"), ("owners.scope.信息部", "")]);
        let base = with(&base, &outline, &before);
        let part = base.make_part(&outline, "质量部");
        let (mine, theirs) = (with(&base, &outline, &own), with(&part, &outline, &other));
        let side = usize::from(takes_theirs);
        let merged = merge_returned(&outline, &mine, &theirs, &|_| Some(side));
        let mut asked = 0;
        for id in outline.items().map(|item| item.id) {
            for field in ["", ".note", ".due", ".evidence", ".kept.by"] {
                let path = format!("{id}{field}");
                let [before, own, other, now] =
                    [&base, &mine, &theirs, &merged.assessment].map(|one| one.field(&path, &outline));
                if own == other || other == before {
                    prop_assert_eq!(now, own, "{}", path);
                } else if own == before {
                    prop_assert_eq!(now, other, "{}", path);
                } else if field == ".evidence" {
                    for one in ["a", "b", "c"].map(str::to_owned) {
                        let [before, own, other, now] = [&before, &own, &other, &now].map(|list| list.contains(&one));
                        prop_assert_eq!(now, if own == before { other } else { own }, "{} {}", path, one);
                    }
                } else {
                    asked += 1;
                    prop_assert_eq!(now, if takes_theirs { other } else { own }, "{}", path);
                }
            }
        }
        prop_assert_eq!(merged.conflicts.len(), asked);
        prop_assert_eq!(&merged.assessment.title, &mine.title);
    }
}
