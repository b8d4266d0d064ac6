//! What becomes of an assessment that is carried over to a later edition.

mod common;

use common::editions::{Changing, Dice};
use dtmm_example::{mixed, of_levels, outline};
use dtmm_model::{ChangeKind, EditionChange, Item, Outline, RequirementId};
use dtmm_scoring::{
    Answer, Assessment, CarriedEntry, CarryOutcome, Code, ConfirmError, CustomWeights, EditionStep, EntryDetails,
    Review, Scorecard, Weights, carry, read, write,
};
use proptest::prelude::*;

fn id(text: &str) -> RequirementId {
    text.parse().unwrap()
}

/// Three editions, and the changes of both steps.
fn three_editions(seed: u64) -> ([Outline; 3], [Vec<EditionChange>; 2]) {
    let mut dice = Dice(seed);
    let mut changing = Changing::new(if dice.below(3) == 0 { mixed() } else { of_levels(2 + dice.below(4)) });
    let first = changing.outline.clone();
    let to_second = changing.next("second", &mut dice);
    let second = changing.outline.clone();
    let to_third = changing.next("third", &mut dice);
    ([first, second, changing.outline], [to_second, to_third])
}

/// Answers to most entries, and beside them what is found again by its name: each text holds its kind and its entry.
fn assessed(outline: &Outline, dice: &mut Dice) -> Assessment {
    let mut assessment = Assessment::new(&outline.edition);
    for item in outline.items().filter(|_| dice.below(5) > 0).collect::<Vec<_>>() {
        let said = |dice: &mut Dice, kind: char| {
            if dice.below(3) == 0 { format!("{kind}:{};", item.id) } else { String::new() }
        };
        let mut answer = Some(Answer::ALL[dice.below(5)]).filter(|_| dice.below(6) > 0);
        let mut details = EntryDetails {
            reason: said(dice, 'r'),
            note: said(dice, 'n'),
            owner: said(dice, 'o'),
            due: if dice.below(4) == 0 { format!("2027-01-{:02}", 1 + dice.below(28)) } else { String::new() },
            evidence: Some(said(dice, 'e')).filter(|one| !one.is_empty()).into_iter().collect(),
            kept: Vec::new(),
        };
        if dice.below(6) == 0 {
            details.kept.push(("x".to_owned(), format!("\"x:{};\"", item.id)));
        }
        if answer == Some(Answer::NotApplicable) && !item.conditional && details.reason.is_empty() {
            answer = None;
        }
        assessment.set(item, answer, details).unwrap();
    }
    let set =
        |assessment: &mut Assessment, path: &str, value: &str| assessment.set_field(path, &[value.to_owned()], outline);
    set(&mut assessment, "title", "一");
    set(&mut assessment, "kept.0.plan", "[1]");
    for (path, value) in [
        ("kept.1.NEW", "3"),
        ("kept.1.NEWER", "\"high\""),
        ("kept.2.NEW", "\"n\""),
        ("kept.3.NEW-101", "\"F\""),
        ("kept.3.new 102", "{\"answer\":1}"),
        ("kept.3.OLD-101", "\"F\""),
        ("kept.0.withdrawn", "{\"OLD-102\":\"F\"}"),
    ] {
        if dice.below(2) == 0 {
            set(&mut assessment, path, value);
        }
    }
    let keys: Vec<String> = outline.subdomains().map(|one| one.code.to_string()).collect();
    set(&mut assessment, &format!("targets.{}", keys[dice.below(keys.len())]), "2");
    set(&mut assessment, &format!("tailored.{}", keys[dice.below(keys.len())]), "none");
    let weights: Vec<u16> = outline.domains.iter().map(|_| dice.below(3) as u16).collect();
    assessment.weights = CustomWeights::new(outline, &weights).map(Weights::Custom);
    assessment
}

/// The entries of an edition with something recorded.
fn recorded<'o>(outline: &'o Outline, assessment: &'o Assessment) -> impl Iterator<Item = &'o Item> {
    outline.items().filter(|item| assessment.answer(item.id).is_some() || !assessment.details(item.id).is_empty())
}

/// Where an entry goes, and whether its answer counts there if it may be given.
fn target(changes: &[EditionChange], id: RequirementId) -> (Vec<RequirementId>, bool) {
    match changes.iter().find(|change| change.from.contains(&id)) {
        None => (vec![id], true),
        Some(change) => (change.to.clone(), change.kind.keeps_answers()),
    }
}

/// Holds one step against the rules, entry by entry.
fn hold(old: &Assessment, step: &EditionStep<'_>) -> Assessment {
    let carried = carry(old, &[*step]);
    let new = &carried.assessment;
    let text = write(new, step.after);
    let (mut counted, mut waiting) = (Assessment::new(&step.after.edition), Vec::new());
    for item in recorded(step.before, old) {
        let (to, keeps) = target(step.changes, item.id);
        let details = old.details(item.id);
        let open = old.review(item.id).map_or(Vec::new(), |review| review.answers);
        let said = [&details.reason, &details.note, &details.owner].into_iter().chain(&details.evidence);
        let kept =
            details.kept.iter().map(|(_, value)| value.trim_matches('"')).filter(|value| value.starts_with("x:"));
        // Of joined ones each name is looked for by itself.
        let names = said.map(String::as_str).chain(kept).flat_map(|said| said.split([' ', '\n', ';']));
        for name in names.filter(|name| name.contains(':') && !name.ends_with(':')).map(|name| format!("{name};")) {
            assert!(text.matches(&name).count() >= to.len().max(1), "{name} in {text}");
        }
        let entry = carried.entries.iter().find(|entry| entry.from == item.id).unwrap();
        assert_eq!((&entry.to, entry.answer), (&to, old.answer(item.id)));
        if to.is_empty() {
            assert!(new.withdrawn_ids().contains(&item.id), "{} in {text}", item.id);
            assert_eq!(entry.outcome, CarryOutcome::Withdrawn);
        }
        let mut waits = false;
        for to in to {
            let later = step.after.items().find(|item| item.id == to).unwrap();
            let own = old.answer(item.id);
            let reason = new.details(to).reason.clone();
            let may = own != Some(Answer::NotApplicable) || later.conditional || !reason.is_empty();
            let reviews = match own {
                Some(answer) if keeps && may => {
                    counted.set(later, own, EntryDetails { reason, ..EntryDetails::NONE }).unwrap();
                    assert_eq!(new.answer(to), Some(answer));
                    Vec::new()
                }
                _ => own.map(|answer| (item.id, answer)).into_iter().collect(),
            };
            for answer in reviews.into_iter().chain(open.iter().copied()) {
                waits = true;
                waiting.push((to, answer));
            }
        }
        assert_eq!(entry.outcome == CarryOutcome::ToReview, waits, "{entry:?}");
    }
    assert_eq!(new.answers(), counted.answers(), "what counts is what was carried");
    let pairs = new.reviews().into_iter().flat_map(|(id, review)| review.answers.into_iter().map(move |one| (id, one)));
    let mut pairs: Vec<_> = pairs.collect();
    let key = |(to, (from, answer)): &(RequirementId, (RequirementId, Answer))| (*to, *from, answer.key());
    pairs.sort_by_key(key);
    waiting.sort_by_key(key);
    waiting.dedup();
    assert_eq!(pairs, waiting, "what waits is every answer that may mean something else, once");
    for (code, reason) in new.all_tailored() {
        counted.set_tailored(*code, Some(reason)).unwrap();
    }
    let (card, expected) = (Scorecard::new(step.after, new), Scorecard::new(step.after, &counted));
    assert_eq!(
        (card.company, card.domains, card.subdomains),
        (expected.company, expected.domains, expected.subdomains)
    );
    assert_eq!(write(&carry(old, &[*step]).assessment, step.after), text, "twice is the same");
    let again = read(text.as_bytes(), step.after).unwrap_or_else(|problems| panic!("{problems:?} in {text}"));
    assert_eq!(again.assessment, *new);
    assert!(
        again.warnings.iter().all(|one| matches!(one.code, Code::UnknownField | Code::ForeignId | Code::WrongPlan)),
        "{:?}",
        again.warnings
    );
    assert!(
        !again
            .warnings
            .iter()
            .any(|one| ["withdrawn", "derived_from"].contains(&&*one.path) || one.path.ends_with(".review"))
    );
    carried.assessment
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn every_answer_is_found_again_where_the_rules_say(seed in any::<u64>()) {
        let (outlines, changes) = three_editions(seed);
        let [first, second, third] = &outlines;
        let old = assessed(first, &mut Dice(!seed));
        let old = read(write(&old, first).as_bytes(), first).unwrap().assessment;
        let original = old.clone();
        let to_second = EditionStep { before: first, after: second, changes: &changes[0] };
        let to_third = EditionStep { before: second, after: third, changes: &changes[1] };
        let middle = hold(&old, &to_second);
        let last = hold(&middle, &to_third);
        prop_assert_eq!(&old, &original);
        let both = carry(&old, &[to_second, to_third]);
        let mut at_once = both.assessment.clone();
        prop_assert_eq!(at_once.derived_from().map(|one| one.edition), Some("first".to_owned()));
        prop_assert_eq!(at_once.derived_from(), middle.derived_from());
        at_once.set_field("kept.0.derived_from", &last.field("kept.0.derived_from", third), third);
        prop_assert_eq!(&at_once, &last);
        whole(&old, first, &both.assessment, &both.entries);
    }
}

/// Holds the entries of two steps against what is recorded at the end.
fn whole(old: &Assessment, first: &Outline, new: &Assessment, entries: &[CarriedEntry]) {
    let from: Vec<RequirementId> = recorded(first, old).map(|item| item.id).collect();
    let said: Vec<RequirementId> = entries.iter().map(|entry| entry.from).collect();
    assert_eq!(said[..from.len()], from, "each once, in the order of the standard");
    for entry in &entries[..from.len()] {
        let waits = |to: &RequirementId| {
            new.review(*to).is_some_and(|review| review.answers.iter().any(|(id, _)| *id == entry.from))
        };
        match entry.outcome {
            CarryOutcome::Withdrawn => assert!(entry.to.is_empty()),
            CarryOutcome::ToReview => assert!(entry.to.iter().any(|to| new.review(*to).is_some()), "{entry:?}"),
            CarryOutcome::Carried => {
                assert!(!entry.to.is_empty() && !entry.to.iter().any(waits), "{entry:?}");
                assert!(entry.answer.is_none_or(|answer| new.answer(entry.to[0]) == Some(answer)), "{entry:?}");
            }
        }
    }
    assert!(entries[from.len()..].iter().all(|entry| entry.outcome == CarryOutcome::Withdrawn));
}

fn change(from: &[&str], to: &[&str], kind: ChangeKind) -> EditionChange {
    let ids = |ids: &[&str]| ids.iter().copied().map(id).collect();
    EditionChange { from: ids(from), to: ids(to), kind, about: None }
}

/// An edition with these lines.
fn edition(name: &str, lines: &str) -> Outline {
    Outline { edition: name.to_owned(), ..outline(lines) }
}

#[test]
fn what_is_recorded_of_merged_entries_is_joined() {
    let (before, after) = (edition("first", "@making\nABC rrr|r\n"), edition("second", "@making\nABC ---r|r\n"));
    let changes = [change(&["ABC-101", "ABC-102", "ABC-103"], &["ABC-104"], ChangeKind::Merged)];
    let step = EditionStep { before: &before, after: &after, changes: &changes };
    let text = r#"{"format": "dtmm-assessment/1", "edition": "first", "answers": {
        "ABC-101": {"answer": "F", "note": "a", "owner": "one", "due": "2027-01-01", "evidence": ["p", "q"]},
        "ABC-102": {"answer": "P", "note": "b", "owner": "two", "due": "2027-01-01", "evidence": ["q", "r"]}}}"#;
    let old = read(text.as_bytes(), &before).unwrap().assessment;
    let new = carry(&old, &[step]).assessment;
    let details = new.details(id("ABC-104"));
    assert_eq!(details.note, "ABC-101: a\nABC-102: b\nABC-102.owner: two");
    assert_eq!((&*details.owner, &*details.due), ("one", "2027-01-01"));
    assert_eq!(details.evidence, ["p", "q", "r"]);
    let answers = vec![(id("ABC-101"), Answer::Full), (id("ABC-102"), Answer::Partly)];
    let from = vec![id("ABC-101"), id("ABC-102"), id("ABC-103")];
    assert_eq!(new.review(id("ABC-104")), Some(Review { from, edition: "first".to_owned(), answers }));
    assert!(write(&new, &after).contains(
        r#""review": {"from":["ABC-101","ABC-102","ABC-103"],"edition":"first","answers":{"ABC-101":"F","ABC-102":"P"}}}"#
    ));
}

#[test]
fn a_review_waits_until_it_is_confirmed_or_answered() {
    let (before, after) = (edition("first", "@making\nABC rrcrr|r\n"), edition("second", "@making\nABC rrr--r|r\n"));
    let changes = [
        change(&["ABC-101"], &["ABC-101"], ChangeKind::Substantive),
        change(&["ABC-103"], &["ABC-103"], ChangeKind::Editorial),
        change(&["ABC-104", "ABC-105"], &["ABC-106"], ChangeKind::Merged),
    ];
    let step = EditionStep { before: &before, after: &after, changes: &changes };
    let text = r#"{"format": "dtmm-assessment/1", "edition": "first", "answers":
        {"ABC-101": "L", "ABC-102": "F", "ABC-103": "NA", "ABC-104": "F", "ABC-105": "P"}}"#;
    let mut new = carry(&read(text.as_bytes(), &before).unwrap().assessment, &[step]).assessment;
    let item = |name: &str| *after.items().find(|item| item.id == id(name)).unwrap();
    assert_eq!(new.answers(), [(id("ABC-102"), Answer::Full)]);
    assert_eq!(new.reviews().len(), 3);
    for (name, refusal) in [
        ("ABC-102", ConfirmError::NotOneAnswer),
        ("ABC-103", ConfirmError::MissingReason),
        ("ABC-106", ConfirmError::NotOneAnswer),
    ] {
        let there = new.clone();
        assert_eq!(new.confirm(&item(name)), Err(refusal));
        assert_eq!(new, there);
    }
    assert_eq!(new.confirm(&item("ABC-101")), Ok(()));
    assert_eq!((new.answer(id("ABC-101")), new.review(id("ABC-101"))), (Some(Answer::Largely), None));
    new.set_answer(&item("ABC-106"), None).unwrap();
    assert!(new.review(id("ABC-106")).is_some(), "no answer settles nothing");
    let settled = new.answer_changes(id("ABC-106"), Some(Answer::Partly), "");
    assert_eq!(
        settled,
        [("ABC-106".to_owned(), vec!["P".to_owned(), String::new()]), ("ABC-106.kept.review".to_owned(), vec![])]
    );
    settled.iter().for_each(|(path, value)| new.set_field(path, value, &after));
    new.set(&item("ABC-103"), Some(Answer::Not), new.details(id("ABC-103")).clone()).unwrap();
    assert_eq!((new.reviews().len(), new.answers().len()), (0, 4));
    assert!(new.all_details().is_empty());
    assert_eq!(new.answer_changes(id("ABC-106"), None, ""), [("ABC-106".to_owned(), vec![])]);
}

#[test]
fn the_file_says_what_it_was_made_from_and_what_is_kept_apart() {
    let (before, after) =
        (edition("first", "@making\nABC rr|r\n@gone\nDEF r|r\n"), edition("second", "@making\nABC r-|r\nNEW r|r\n"));
    let gone = ["ABC-102", "DEF-101", "DEF-201"];
    let changes = [change(&gone, &[], ChangeKind::Withdrawn), change(&[], &["NEW-101", "NEW-201"], ChangeKind::Added)];
    let step = EditionStep { before: &before, after: &after, changes: &changes };
    let text = r#"{"format": "dtmm-assessment/1", "edition": "first", "weights": {"making": 2, "gone": 1},
        "targets": {"DEF": 2, "ABC": 1, "NEW": 2}, "tailored": {"DEF": "none"}, "answers":
        {"ABC-101": "F", "ABC-102": {"answer": "L", "note": "n"}, "DEF-101": "P", "NEW-101": "N"}}"#;
    let old = read(text.as_bytes(), &before).unwrap().assessment;
    let carried = carry(&old, &[step]);
    let expected = r#"{
  "format": "dtmm-assessment/2",
  "standard": "made-up",
  "edition": "second",
  "targets": {"ABC": 1, "DEF": 2},
  "tailored": {
    "DEF": "none"
  },
  "answers": {
    "ABC-101": "F"
  },
  "derived_from": {"edition":"first","hash":"HASH"},
  "targets.NEW": 2,
  "weights": {"making":2,"gone":1},
  "withdrawn": {
    "ABC-102": {"answer":"L","note":"n"},
    "DEF-101": "P",
    "NEW-101": "N"
  }
}
"#;
    let derived = carried.assessment.derived_from().unwrap();
    assert_eq!((&*derived.edition, derived.hash.len()), ("first", 16));
    let written = write(&carried.assessment, &after);
    assert_eq!(written, expected.replace("HASH", &derived.hash));
    let outcomes: Vec<_> = carried.entries.iter().map(|entry| (entry.from.to_string(), entry.outcome)).collect();
    let withdrawn = |name: &str| (name.to_owned(), CarryOutcome::Withdrawn);
    assert_eq!(
        outcomes,
        [
            ("ABC-101".to_owned(), CarryOutcome::Carried),
            withdrawn("ABC-102"),
            withdrawn("DEF-101"),
            withdrawn("NEW-101")
        ]
    );
    assert_eq!(carry(&old, &[]).assessment, old);
}
