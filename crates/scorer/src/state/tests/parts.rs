//! Parts that are saved and come back, several at once.

use super::*;
use dtmm_exchange::Opened;
use dtmm_scoring::{Assessment, Part, owner_path};

/// A tab in which two owners share the entries, the first of which is answered.
fn shared() -> State<Memory> {
    let mut state = tab(&Memory::default(), 1);
    let mut sets = vec![(item(0).id.to_string(), vec!["F".to_owned(), String::new()])];
    for (owner, place) in [("甲", 0), ("乙", 1)] {
        sets.push((owner_path("scope", owner), vec![item(place).id.to_string()]));
    }
    during(&mut state, |state| _ = state.set("answer", "", &sets));
    state
}

/// The part of an owner as it is saved, and its name.
fn part(state: &mut State<Memory>, owner: &str) -> (Assessment, String) {
    let effects = during(state, |state| state.save_part(owner, "2026-11-30", false));
    let Some(Effect::Save(file)) = effects.into_iter().find(|effect| matches!(effect, Effect::Save(_))) else {
        panic!("nothing was saved")
    };
    (dtmm_scoring::read(file.text.as_bytes(), &small()).unwrap().assessment, file.name)
}

/// What comes back: a part in which an entry was answered.
fn back(mut part: Assessment, place: usize, answer: Answer) -> Opened {
    part.set_answer(&item(place), Some(answer)).unwrap();
    let outline = small();
    let reader = Reader { outline: &outline, earlier: &[], words: &Vocabulary::NONE, gb18030: &|_| None };
    reader.read(write(&part, &outline).as_bytes()).unwrap()
}

#[test]
fn the_part_of_an_owner_is_named_after_it_and_says_what_it_holds() {
    let mut state = shared();
    let (saved, name) = part(&mut state, "乙");
    assert_eq!(name, "乙-2026-11-30.json");
    let Part { owner, entries, .. } = saved.part(&small()).unwrap();
    assert_eq!((owner.as_str(), entries, saved.answers().len()), ("乙", vec![item(1).id], 0));
    let effects = during(&mut state, |state| state.save_part("甲", "2026-11-30", true));
    assert!(matches!(&effects[0], Effect::HandOver(text, Word::SaveInApp) if text.contains("\"part\"")));
}

#[test]
fn several_parts_are_merged_in_one_act_and_a_refused_file_holds_none_of_them_back() {
    let mut state = shared();
    let parts = ["甲", "乙"].map(|owner| part(&mut state, owner).0);
    during(&mut state, |state| state.answer(&item(0), Some(Answer::Largely)));
    let before = state.record().clone();
    let [first, second] = parts;
    let files = vec![
        ("a.json".to_owned(), Ok(back(first.clone(), 0, Answer::Full))),
        ("b.json".to_owned(), Ok(back(second, 1, Answer::Partly))),
        ("c.pdf".to_owned(), Err(vec!["no".to_owned()])),
    ];
    let effects = during(&mut state, |state| state.files_read(files));
    assert!(effects.contains(&Effect::ShowPreview(true)) && said(&effects).unwrap().starts_with("refused c.pdf"));
    let preview = state.preview_nodes().unwrap();
    assert!(!preview.is_one && preview.conflicts.is_empty() && preview.note.is_empty());
    let effects = during(&mut state, |state| state.answer_preview("take-merge", &[]));
    assert!(said(&effects).unwrap().starts_with("merged_files"), "{:?}", said(&effects));
    assert_eq!(state.record().answers(), [(item(0).id, Answer::Largely), (item(1).id, Answer::Partly)]);
    during(&mut state, |state| state.toggle_last(true));
    assert_eq!(*state.record(), before, "one undo takes back both");
    // Both changed the one: that is asked under the name of its file.
    let files = vec![
        ("b.json".to_owned(), Ok(back(Assessment::new(EDITION), 2, Answer::Not))),
        ("a.json".to_owned(), Ok(back(first, 0, Answer::Not))),
    ];
    during(&mut state, |state| state.files_read(files));
    assert_eq!(state.preview_nodes().unwrap().conflicts.len(), 3, "the file, the entry, its answers");
    let chosen = vec![(format!("1/answers.{}.answer", item(0).id), 1)];
    during(&mut state, |state| state.answer_preview("take-merge", &chosen));
    assert_eq!(state.record().answers(), [(item(0).id, Answer::Not), (item(2).id, Answer::Not)]);
}

#[test]
fn what_was_chosen_of_one_file_stands_against_the_files_after_it() {
    let mut state = tab(&Memory::default(), 1);
    during(&mut state, |state| state.answer(&item(0), Some(Answer::Full)));
    let files = |answers: [&str; 2]| answers.map(|one| (one.to_owned(), file(one))).into_iter().collect::<Vec<_>>();
    during(&mut state, |state| state.files_read(files(["N", "F"])));
    // As it is shown, the second file says what is here; once the first one is chosen, it no longer does.
    let chosen = vec![(format!("answers.{}.answer", item(0).id), 1)];
    during(&mut state, |state| state.answer_preview("take-merge", &chosen));
    assert_eq!(state.record().answers(), [(item(0).id, Answer::Not)]);
}
