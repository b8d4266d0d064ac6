//! Two assessments compared, and several merged into one.

mod common;

use std::cmp::Ordering;

use common::{filled, item, put};
use dtmm_example::{EDITION, mixed};
use dtmm_model::{Item, Level, RequirementId};
use dtmm_scoring::{Answer, Assessment, Conflict, EntryDetails, Weights, compare, later, merge, merge_by, read, write};

fn level(number: u8) -> Level {
    Level::new(number).unwrap()
}

#[test]
fn a_comparison_lists_what_differs() {
    let (standard, before) = filled("FLPN-");
    let outline = standard.outline;
    let mut after = before.clone();
    let note = EntryDetails { note: "seen".into(), ..EntryDetails::NONE };
    after.set(&item(&outline, "ABC-101"), Some(Answer::Full), note).unwrap();
    for (id, letter) in [("DEF-101", 'P'), ("ABC-201", 'F'), ("JKL-401", 'U'), ("JKL-501", 'N'), ("DEF-302", 'U')] {
        put(&mut after, &item(&outline, id), letter);
    }
    after.set_tailored("GHI".parse().unwrap(), Some("x")).unwrap();
    after.edition = "later".into();
    let comparison = compare(&outline, &before, &after);
    let entries: Vec<_> =
        comparison.entries.iter().map(|entry| (entry.id.to_string(), entry.direction(), entry.details)).collect();
    let expected = [
        ("ABC-101", Some(Ordering::Equal), true),
        ("ABC-201", Some(Ordering::Greater), false),
        ("DEF-101", Some(Ordering::Less), false),
        ("DEF-302", Some(Ordering::Less), false),
        ("JKL-401", Some(Ordering::Equal), false),
        ("JKL-501", None, true),
    ];
    assert_eq!(entries, expected.map(|(id, direction, details)| (id.to_owned(), direction, details)));
    assert_eq!(
        comparison.tailored.iter().map(|change| (change.code.to_string(), change.after)).collect::<Vec<_>>(),
        [("GHI".to_owned(), true)]
    );
    assert!(!comparison.same_edition);
    assert!(compare(&outline, &before, &before).entries.is_empty());
}

#[test]
fn merging_joins_what_agrees_and_lists_what_does_not() {
    let outline = mixed();
    let (one, two, three) = (item(&outline, "ABC-101"), item(&outline, "DEF-101"), item(&outline, "GHI-101"));
    let mut first = Assessment::new(EDITION);
    first.title = "first".into();
    first.set_target("GHI", Some(level(3)));
    let evidence = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
    let details =
        |note: &str, list: &[&str]| EntryDetails { note: note.into(), evidence: evidence(list), ..EntryDetails::NONE };
    first.set(&one, Some(Answer::Full), details("same", &["b", "a"])).unwrap();
    first.set(&two, None, details("first", &["z", "y"])).unwrap();
    let mut second = Assessment::new(EDITION);
    second.title = "second".into();
    second.set_target("GHI", Some(level(4)));
    second.set_tailored("JKL".parse().unwrap(), Some("none")).unwrap();
    second.set(&one, Some(Answer::Largely), details("same", &["b", "c"])).unwrap();
    second.set(&two, Some(Answer::Partly), details("second", &[])).unwrap();
    second.set_answer(&three, Some(Answer::Not)).unwrap();

    let merged = merge(&outline, &[&first, &second]);
    let conflict = |path: &str, entry: Option<RequirementId>, sides: &[(usize, &str)], holds| Conflict {
        path: path.into(),
        entry,
        sides: sides.iter().map(|(place, value)| (*place, (*value).to_owned())).collect(),
        holds,
    };
    assert_eq!(
        merged.conflicts,
        [
            conflict("title", None, &[(0, "first"), (1, "second")], Some(0)),
            conflict("targets.GHI", None, &[(0, "3"), (1, "4")], Some(0)),
            conflict("answers.ABC-101.answer", Some(one.id), &[(0, "F"), (1, "L")], Some(0)),
            // The answer is the second one's, and so is what is remarked beside it.
            conflict("answers.DEF-101.note", Some(two.id), &[(0, "first"), (1, "second")], Some(1)),
            conflict("answers.DEF-101.evidence", Some(two.id), &[(0, "z\ny")], None),
        ]
    );
    let merged = merged.assessment;
    assert_eq!((merged.title.as_str(), merged.target("GHI")), ("first", Some(level(3))));
    assert_eq!(merged.tailored("JKL".parse().unwrap()), Some("none"));
    assert_eq!(merged.answer(one.id), Some(Answer::Full));
    assert_eq!(merged.details(one.id), &details("same", &["b", "a"]));
    assert_eq!((merged.answer(two.id), merged.details(two.id)), (Some(Answer::Partly), &details("second", &[])));
    assert_eq!(merged.answer(three.id), Some(Answer::Not));
    assert_eq!(merge(&outline, &[]).assessment, Assessment::new(EDITION));
}

#[test]
fn merging_keeps_what_is_unknown() {
    let outline = mixed();
    let read = |fields: &str| {
        let text = format!(
            r#"{{"format": "dtmm-assessment/1", "edition": "first", "answers": {{"XXX-101": "F", {fields}}}}}"#
        );
        dtmm_scoring::read(text.as_bytes(), &outline).unwrap().assessment
    };
    let first = read(r#""YYY-101": "F", "ABC-101": {"answer": "F", "by": "A"}"#);
    let second = read(r#""YYY-101": "L", "ABC-101": {"answer": "F", "by": "B", "at": 1}"#);
    let merged = merge(&outline, &[&first, &second]);
    let paths: Vec<&str> = merged.conflicts.iter().map(|conflict| conflict.path.as_str()).collect();
    assert_eq!(paths, ["answers.ABC-101.by", "answers.YYY-101"]);
    assert_eq!(merged.conflicts[1].sides, [(0, "\"F\"".to_owned()), (1, "\"L\"".to_owned())]);
    let kept = merged.assessment.kept(dtmm_scoring::FilePart::Answers);
    assert_eq!(kept.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["XXX-101", "YYY-101"]);
    assert_eq!(merged.assessment.details("ABC-101".parse().unwrap()).kept.len(), 2);
}

#[test]
fn a_conflict_is_decided_by_its_path() {
    let outline = mixed();
    let one = item(&outline, "ABC-101");
    let side = |title: &str, letter: char, note: &str| {
        let mut side = Assessment::new(EDITION);
        side.title = title.into();
        put(&mut side, &one, letter);
        let details = EntryDetails { note: note.into(), ..side.details(one.id).clone() };
        side.set(&one, side.answer(one.id), details).unwrap();
        side
    };
    let (mine, theirs) = (side("mine", 'F', "seen"), side("theirs", '-', "not seen"));
    let choose = |path: &str| (path == "answers.ABC-101.answer").then_some(1);
    let merged = merge_by(&outline, &[&mine, &theirs], 0, &choose);
    assert_eq!(merged.conflicts.len(), 2, "what both remarked goes with the answer of each");
    assert_eq!(merged.assessment.title, "mine");
    assert_eq!(merged.assessment.answer(one.id), Some(Answer::NotApplicable));
    assert_eq!(merged.assessment.details(one.id), theirs.details(one.id));
    let nobody = merge_by(&outline, &[&mine, &theirs], 0, &|_| Some(7));
    assert_eq!(nobody, merge(&outline, &[&mine, &theirs]));
}

/// Two assessments of one entry, each with an answer or none and its details.
fn two_of(item: &Item, sides: [(Option<Answer>, EntryDetails); 2]) -> [Assessment; 2] {
    sides.map(|(answer, details)| {
        let mut one = Assessment::new(EDITION);
        one.set(item, answer, details).unwrap();
        one
    })
}

#[test]
fn what_one_side_remarks_joins_the_answer_of_the_other_only_if_chosen() {
    let outline = mixed();
    let item = item(&outline, "ABC-101");
    let seen = EntryDetails { note: "seen".into(), due: "2027-03-01".into(), ..EntryDetails::NONE };
    let planned = EntryDetails {
        note: "planned only".into(),
        owner: "Li".into(),
        evidence: vec!["plan.pdf".into()],
        kept: vec![("by".into(), "\"B\"".into())],
        ..EntryDetails::NONE
    };
    let [mine, theirs] = two_of(&item, [(Some(Answer::Full), seen.clone()), (Some(Answer::Not), planned.clone())]);
    let taken = |preferred, choose: &dyn Fn(&str) -> Option<usize>| {
        let merged = merge_by(&outline, &[&mine, &theirs], preferred, choose).assessment;
        (merged.answer(item.id), merged.details(item.id).clone())
    };
    let offered: Vec<(String, Option<usize>)> = merge(&outline, &[&mine, &theirs])
        .conflicts
        .into_iter()
        .map(|conflict| (conflict.path.replace("answers.ABC-101.", ""), conflict.holds))
        .collect();
    let fields = [("answer", Some(0)), ("owner", None), ("due", None), ("evidence", None), ("by", None)];
    assert_eq!(offered, fields.map(|(field, holds)| (field.to_owned(), holds)));
    assert_eq!(taken(0, &|_| None), (Some(Answer::Full), seen.clone()));
    assert_eq!(taken(1, &|_| None), (Some(Answer::Not), planned.clone()));
    assert_eq!(taken(0, &|path| path.ends_with(".answer").then_some(1)), (Some(Answer::Not), planned.clone()));
    let with_owner = EntryDetails { owner: "Li".into(), evidence: planned.evidence.clone(), ..seen };
    let choose = |path: &str| (path.ends_with(".owner") || path.ends_with(".evidence")).then_some(1);
    assert_eq!(taken(0, &choose), (Some(Answer::Full), with_owner));
}

#[test]
fn what_is_remarked_without_an_answer_is_offered_to_the_answer_of_another() {
    let outline = mixed();
    let item = item(&outline, "ABC-101");
    let doubt = EntryDetails { note: "ask Li".into(), ..EntryDetails::NONE };
    let [mine, theirs] = two_of(&item, [(Some(Answer::Full), EntryDetails::NONE), (None, doubt.clone())]);
    for (all, place) in [([&mine, &theirs], 1), ([&theirs, &mine], 0)] {
        let merged = merge(&outline, &all);
        assert_eq!(merged.assessment, mine);
        let [offer] = &merged.conflicts[..] else { panic!("{:?}", merged.conflicts) };
        assert_eq!((&offer.sides, offer.holds), (&vec![(place, "ask Li".to_owned())], None));
        let chosen = merge_by(&outline, &all, 0, &|_| Some(place)).assessment;
        assert_eq!((chosen.answer(item.id), chosen.details(item.id)), (Some(Answer::Full), &doubt));
    }
    // Where the answers are the same, details belong to both.
    let [_, theirs] = two_of(&item, [(None, EntryDetails::NONE), (Some(Answer::Full), doubt.clone())]);
    let merged = merge(&outline, &[&mine, &theirs]);
    assert!(merged.conflicts.is_empty());
    assert_eq!(merged.assessment.details(item.id), &doubt);
}

#[test]
fn the_preferred_one_holds_and_the_edition_that_is_read_here() {
    let outline = mixed();
    let side = |edition: &str, title: &str, date: &str| {
        let mut side = Assessment::new(edition);
        (side.title, side.date) = (title.to_owned(), date.to_owned());
        side
    };
    let mine = side(EDITION, "first round", "2026-01-31");
    let theirs = side("2023-old", "second round", "2026-10-01");
    assert_eq!(later([&mine, &theirs]), Some(1));
    assert_eq!(later([&theirs, &mine]), Some(0));
    assert_eq!(later([&mine, &mine]), None);
    assert_eq!(later([&mine, &side("x", "", "")]), None);
    assert_eq!(later([&mine, &side("x", "", "later")]), None);
    let merged = merge_by(&outline, &[&mine, &theirs], 1, &|_| None);
    let held: Vec<_> = merged.conflicts.iter().map(|one| (one.path.as_str(), one.holds)).collect();
    assert_eq!(held, [("edition", Some(0)), ("title", Some(1)), ("date", Some(1))]);
    assert_eq!((&*merged.assessment.edition, &*merged.assessment.title), (EDITION, "second round"));
}

#[test]
fn weights_are_a_conflict_like_any_field() {
    let outline = mixed();
    let weighed = |text: &str| {
        let mut assessment = Assessment::new(EDITION);
        assessment.weights = Weights::from_text(&outline, text);
        assessment
    };
    let (none, one, two) = (weighed(""), weighed("domain"), weighed("serving=2, making=1"));
    assert_eq!(none.weights, None);
    assert_eq!(merge(&outline, &[&none, &two]).assessment, two);
    let merged = merge_by(&outline, &[&one, &two], 0, &|_| Some(1));
    assert_eq!(merged.assessment, two);
    let sides = vec![(0, "domain".to_owned()), (1, "making=1 serving=2".to_owned())];
    assert_eq!(merged.conflicts, [Conflict { path: "weights".into(), entry: None, sides, holds: Some(0) }]);
}

/// What two departments carried over from an earlier edition is joined: an answer of one settles the review of the other.
#[test]
fn what_was_carried_over_is_merged_entry_by_entry() {
    let outline = mixed();
    let file = |answers: &str, withdrawn: &str, hash: &str| {
        let text = format!(
            r#"{{"format": "dtmm-assessment/1", "edition": "first", "answers": {{{answers}}}, "withdrawn": {{{withdrawn}}},
            "derived_from": {{"edition": "old", "hash": "{hash}"}}}}"#
        );
        read(text.as_bytes(), &outline).unwrap().assessment
    };
    let review =
        |letter: &str| format!(r#"{{"review": {{"from": ["ABC-101"], "edition": "old", "answer": "{letter}"}}}}"#);
    let first =
        file(&format!(r#""ABC-101": {}, "ABC-102": "F""#, review("L")), r#""XYZ-101": "F", "XYZ-102": "F""#, "1");
    let second =
        file(&format!(r#""ABC-101": "P", "ABC-102": {}"#, review("N")), r#""XYZ-102": "N", "XYZ-103": "P""#, "2");
    let merged = merge(&outline, &[&first, &second]);
    assert_eq!(merged.conflicts.iter().map(|one| &*one.path).collect::<Vec<_>>(), ["withdrawn.XYZ-102"]);
    assert_eq!(merged.assessment.answers().len(), 2);
    assert_eq!((merged.assessment.reviews(), merged.assessment.derived_from()), (vec![], None));
    let kept = |text: &str| text.replace("\n", "").replace(' ', "");
    let written = kept(&write(&merged.assessment, &outline));
    assert!(written.contains(r#""withdrawn":{"XYZ-101":"F","XYZ-102":"F","XYZ-103":"P"}"#), "{written}");
    let other = merge_by(&outline, &[&first, &second], 0, &|path| (path == "withdrawn.XYZ-102").then_some(1));
    assert!(kept(&write(&other.assessment, &outline)).contains(r#""XYZ-102":"N""#));
    let alone = merge(&outline, &[&first, &Assessment::new(EDITION)]);
    assert_eq!((alone.assessment, alone.conflicts.len()), (first, 0));
}
