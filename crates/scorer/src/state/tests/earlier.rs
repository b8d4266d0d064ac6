//! Assessments of an earlier edition, in which ABC-101 meant something else and there was an ABC-103.

use super::*;

const OLD: &str = "dtmm-outline/1 old made-up\n@making\nABC rrr|r|r|r|r\n";

/// A tab of the edition after it.
fn tab_after(storage: &Memory) -> State<Memory> {
    let mut state = tab(storage, 1);
    state.earlier.add(OLD, "substantive ABC-101 > ABC-101\nwithdrawn ABC-103 >", "ABC-101\told words");
    state
}

/// An assessment of it with these answers in printed order.
fn old(answers: &str) -> Assessment {
    let outline: Outline = OLD.parse().unwrap();
    let mut assessment = Assessment::new("old");
    for (item, answer) in outline.items().zip(answers.chars()) {
        assessment.set_answer(item, Answer::from_key(&answer.to_string())).unwrap();
    }
    assessment
}

fn opened(state: &State<Memory>, assessment: &Assessment) -> dtmm_exchange::Opened {
    let outline: &Outline = &state.earlier.outlines[0];
    let reader = Reader {
        outline: &state.outline,
        earlier: &state.earlier.outlines,
        words: &Vocabulary::NONE,
        gb18030: &|_| None,
    };
    reader.read(write(assessment, outline).as_bytes()).unwrap()
}

#[test]
fn a_file_of_an_earlier_edition_is_carried_over_and_says_so() {
    let mut state = tab_after(&Memory::default());
    let file = opened(&state, &old("FLP"));
    let effects = during(&mut state, |state| state.file_read("old.json", Ok(file)));
    assert!(said(&effects).unwrap().contains("carried"), "{:?}", said(&effects));
    let record = state.record();
    assert_eq!((record.edition.as_str(), record.answers()), (EDITION, &[(item(1).id, Answer::Largely)][..]));
    assert_eq!(record.review(item(0).id).and_then(|review| review.answer()), Some(Answer::Full));
    assert_eq!(record.withdrawn_ids().iter().map(ToString::to_string).collect::<Vec<_>>(), ["ABC-103"]);
    assert_eq!(state.card().company.tally.full, 0, "what waits does not count");
}

#[test]
fn what_is_confirmed_counts_until_that_is_undone() {
    let mut state = tab_after(&Memory::default());
    let file = opened(&state, &old("FLP"));
    during(&mut state, |state| state.file_read("old.json", Ok(file)));
    let before = state.record().clone();
    let effects = during(&mut state, |state| state.confirm_kind("substantive"));
    assert!(said(&effects).unwrap().contains("review_confirmed"), "{:?}", said(&effects));
    assert_eq!((state.record().answer(item(0).id), state.record().reviews().len()), (Some(Answer::Full), 0));
    assert_eq!(state.card().company.tally.full, 1);
    during(&mut state, |state| state.toggle_last(true));
    assert_eq!(*state.record(), before);
    let effects = during(&mut state, |state| state.confirm(item(1).id));
    assert!(said(&effects).unwrap().contains("review_none"), "nothing waits there");
}

#[test]
fn an_assessment_in_the_browser_is_carried_over_beside_the_original() {
    let mut state = tab_after(&Memory::default());
    // So it was stored while the earlier edition was in force.
    let text = write(&old("FLP"), &OLD.parse().unwrap());
    let as_read_here = dtmm_scoring::read_text(&text, &state.outline, &Vocabulary::NONE).unwrap().assessment;
    during(&mut state, |state| state.put_beside("load", "old.json", &as_read_here));
    let (id, original) = (state.store.record_id().clone(), state.record().clone());
    assert!(state.carry_button().is_some());
    during(&mut state, State::carry_over);
    assert_ne!(*state.store.record_id(), id);
    assert_eq!((state.record().edition.as_str(), state.record().reviews().len()), (EDITION, 1));
    assert_eq!(state.record().withdrawn_ids().len(), 1);
    assert!(state.carry_button().is_none());
    assert_eq!(state.store.peek(&id), Some(original), "the original is as it was");
}
