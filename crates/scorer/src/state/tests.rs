//! The state without a browser: events in, effects out.

mod actions;
mod earlier;
mod owners;
mod parts;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use dtmm_example::{EDITION, small};
use dtmm_exchange::Reader;
use dtmm_model::Item;
use dtmm_scoring::{Answer, Vocabulary, write};
use dtmm_store::{Failed, Storage, TabId};
use dtmm_view::word_keys;

use super::*;
use crate::persistence::{Former, StoragePlaces, open};

/// The storage that tabs share.
#[derive(Clone, Default)]
struct Memory {
    texts: Rc<RefCell<BTreeMap<String, String>>>,
    is_full: Rc<RefCell<bool>>,
}

impl Storage for Memory {
    fn get(&self, key: &str) -> Result<Option<String>, Failed> {
        Ok(self.texts.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, text: &str) -> Result<(), Failed> {
        if *self.is_full.borrow() {
            return Err(Failed);
        }
        self.texts.borrow_mut().insert(key.to_owned(), text.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), Failed> {
        self.texts.borrow_mut().remove(key);
        Ok(())
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, Failed> {
        Ok(self.texts.borrow().keys().filter(|key| key.starts_with(prefix)).cloned().collect())
    }
}

fn item(place: usize) -> Item {
    *small().items().nth(place).unwrap()
}

/// A tab that shows answers. Each word of its page is its key, with the values in it.
fn tab(storage: &Memory, tab_id: TabId) -> State<Memory> {
    tab_of(small(), storage, tab_id)
}

fn tab_of(outline: Outline, storage: &Memory, tab_id: TabId) -> State<Memory> {
    let place = StoragePlaces {
        shared: Some(storage.clone()),
        tab: Some(Memory::default()),
        prefix: "site:".to_owned(),
        tab_id,
        former: Former::default(),
    };
    let (store, remembered) = open(place, &outline);
    let word = |key: String| {
        let name = key.trim_start_matches("score_").to_owned();
        (key, format!("{name} {{file}}{{count}}{{title}}{{number}}"))
    };
    let words = Words::new(word_keys().map(word));
    let texts = EntryTexts::read(
        &outline.items().map(|item| format!("x\t{}", item.id)).collect::<Vec<_>>().join("\n"),
        "a)",
        &outline,
    );
    let mut state = State::new(
        Data { outline, words, names: Names(Vec::new()), texts, earlier: EarlierEditions::default() },
        store,
        remembered,
    );
    state.turn_on();
    state.load();
    state.effects();
    state
}

/// The effects of what `event` does.
fn during(state: &mut State<Memory>, event: impl FnOnce(&mut State<Memory>)) -> Vec<Effect> {
    state.begin();
    event(state);
    state.end();
    state.effects()
}

fn said(effects: &[Effect]) -> Option<String> {
    effects.iter().rev().find_map(|effect| match effect {
        Effect::Say(nodes) => Some(nodes.iter().map(Node::words).collect()),
        _ => None,
    })
}

fn noticed(effects: &[Effect]) -> Option<String> {
    effects.iter().rev().find_map(|effect| match effect {
        Effect::Notice(nodes) => Some(nodes.iter().map(Node::words).collect()),
        _ => None,
    })
}

/// A file with these answers in printed order.
fn file(answers: &str) -> Result<dtmm_exchange::Opened, Vec<String>> {
    let outline = small();
    let mut assessment = Assessment::new(EDITION);
    for (item, answer) in outline.items().zip(answers.chars()) {
        assessment.set_answer(item, Answer::from_key(&answer.to_string())).unwrap();
    }
    let reader = Reader { outline: &outline, earlier: &[], words: &Vocabulary::NONE, gb18030: &|_| None };
    Ok(reader.read(write(&assessment, &outline).as_bytes()).unwrap())
}

#[test]
fn an_answer_is_stored_before_it_is_shown_and_drawn_once() {
    let storage = Memory::default();
    let mut state = tab(&storage, 1);
    let effects = during(&mut state, |state| state.answer(&item(0), Some(Answer::Full)));
    assert!(storage.texts.borrow().keys().any(|key| key.starts_with("site:assessment-pending:")));
    assert_eq!(
        effects,
        [
            Effect::RequestLock,
            Effect::UpdateLists,
            Effect::ShowAnswer(item(0), Some(Answer::Full)),
            Effect::ShowResults
        ]
    );
    assert_eq!(state.card().company.tally.full, 1);
    assert_eq!((state.last(), state.effects()), (Some(item(0).id), vec![]));
}

#[test]
fn not_applicable_is_shown_at_once_and_counts_with_its_reason() {
    let mut state = tab(&Memory::default(), 1);
    during(&mut state, |state| state.answer(&item(0), Some(Answer::Full)));
    let effects = during(&mut state, |state| state.answer(&item(0), Some(Answer::NotApplicable)));
    assert!(effects.contains(&Effect::ShowAnswer(item(0), Some(Answer::NotApplicable))));
    assert_eq!(state.record().answer(item(0).id), None);
    during(&mut state, |state| state.give_reason(&item(0), "outsourced".to_owned()));
    assert_eq!(state.record().answer(item(0).id), Some(Answer::NotApplicable));
}

#[test]
fn an_answer_settles_the_review_of_its_entry_in_the_same_act() {
    let review = |state: &State<Memory>, index: usize| state.record().review(item(index).id);
    let waits = |letter: &str| vec![format!(r#"{{"from":["ABC-101"],"edition":"old","answer":"{letter}"}}"#)];
    let mut state = tab(&Memory::default(), 1);
    let sets = [(0, "L"), (1, "P")].map(|(index, letter)| (format!("{}.kept.review", item(index).id), waits(letter)));
    state.set("load", "", &sets);
    during(&mut state, |state| state.answer(&item(0), Some(Answer::NotApplicable)));
    assert!(review(&state, 0).is_some(), "without its reason that is no answer yet");
    during(&mut state, |state| state.answer(&item(0), Some(Answer::Full)));
    assert_eq!((review(&state, 0), state.record().answer(item(0).id)), (None, Some(Answer::Full)));
    during(&mut state, |state| state.toggle_last(true));
    assert_eq!((review(&state, 0).is_some(), state.record().answer(item(0).id)), (true, None));
    let effects = during(&mut state, |state| state.answer_cell(item(0).id.cell, Some(Answer::Not)));
    assert!(said(&effects).unwrap().contains('2'), "it counts entries, not fields");
    assert_eq!((review(&state, 0), review(&state, 1)), (None, None));
    during(&mut state, |state| state.toggle_last(true));
    assert!(review(&state, 0).is_some() && review(&state, 1).is_some());
}

#[test]
fn a_reason_that_settles_a_review_is_one_act_however_many_letters_it_has() {
    let mut state = tab(&Memory::default(), 1);
    let review = r#"{"from":["ABC-101"],"edition":"old","answer":"L"}"#.to_owned();
    state.set("load", "", &[(format!("{}.kept.review", item(0).id), vec![review])]);
    let before = state.record().clone();
    during(&mut state, |state| state.answer(&item(0), Some(Answer::NotApplicable)));
    for reason in ["o", "ou", "out"] {
        during(&mut state, |state| state.give_reason(&item(0), reason.to_owned()));
    }
    assert_eq!((state.record().answer(item(0).id), state.record().reviews().len()), (Some(Answer::NotApplicable), 0));
    during(&mut state, |state| state.toggle_last(true));
    assert_eq!(*state.record(), before);
    during(&mut state, |state| state.toggle_last(false));
    assert_eq!(state.record().details(item(0).id).reason, "out");
}

#[test]
fn a_text_is_one_act_however_many_letters_it_has() {
    let mut state = tab(&Memory::default(), 1);
    for text in ["P", "Pl", "Plant"] {
        during(&mut state, |state| state.set_field("title", text));
    }
    let effects = during(&mut state, |state| state.toggle_last(true));
    assert!(said(&effects).unwrap().starts_with("undone"));
    assert_eq!((state.record().title.as_str(), state.store.acts().len()), ("", 1));
}

#[test]
fn a_wrong_date_changes_nothing() {
    let mut state = tab(&Memory::default(), 1);
    during(&mut state, |state| state.set_date("2026-11-22", false));
    for (value, is_incomplete) in [("2026-02-30", false), ("", true)] {
        let effects = during(&mut state, |state| state.set_date(value, is_incomplete));
        assert_eq!(effects, [Effect::MarkDate(true)]);
    }
    assert_eq!(state.record().date, "2026-11-22");
}

#[test]
fn weights_that_are_none_are_said_to_be_wrong() {
    let mut state = tab(&Memory::default(), 1);
    let effects = during(&mut state, |state| state.set_weights("custom", None));
    assert_eq!(effects, [Effect::Show("custom-weights".into(), true), Effect::Show("weights-bad".into(), true)]);
    during(&mut state, |state| state.set_weights("custom", Some(vec![3])));
    assert_eq!(state.record().weights.as_ref().map(|weights| weights.key()), Some("custom"));
}

#[test]
fn a_file_is_accepted_where_nothing_is_answered_and_previewed_elsewhere() {
    let mut state = tab(&Memory::default(), 1);
    let effects = during(&mut state, |state| state.file_read("a.json", file("FP")));
    assert!(said(&effects).unwrap().starts_with("loaded a.json2"), "{:?}", said(&effects));
    let effects = during(&mut state, |state| state.file_read("b.json", file("N")));
    assert!(effects.contains(&Effect::ShowPreview(true)));
    assert_eq!(state.record().answers().len(), 2);
    let effects = during(&mut state, |state| state.answer_preview("take-replace", &[]));
    assert!(effects.contains(&Effect::ShowPreview(false)) && said(&effects).unwrap().starts_with("loaded b.json1"));
    assert_eq!(state.record().answers(), [(item(0).id, Answer::Not)]);
}

#[test]
fn a_conflict_is_resolved_as_it_was_chosen() {
    for (side, answer) in [(0, Answer::Full), (1, Answer::Not)] {
        let mut state = tab(&Memory::default(), 1);
        during(&mut state, |state| state.file_read("a.json", file("F")));
        during(&mut state, |state| state.file_read("b.json", file("NL")));
        let (_, steps) = state.merged(&state.preview.as_ref().unwrap().files, &|_| None);
        let chosen: Vec<_> = steps[0].conflicts.iter().map(|conflict| (conflict.path.clone(), side)).collect();
        during(&mut state, |state| state.answer_preview("take-merge", &chosen));
        assert_eq!(state.record().answers(), [(item(0).id, answer), (item(1).id, Answer::Largely)]);
    }
}

#[test]
fn what_changed_since_the_preview_is_previewed_again() {
    let mut state = tab(&Memory::default(), 1);
    during(&mut state, |state| state.file_read("a.json", file("F")));
    during(&mut state, |state| state.file_read("b.json", file("N")));
    during(&mut state, |state| state.answer(&item(1), Some(Answer::Full)));
    let effects = during(&mut state, |state| state.answer_preview("take-replace", &[]));
    assert!(said(&effects).unwrap().starts_with("preview_changed"));
    assert!(effects.contains(&Effect::ShowPreview(true)));
    assert_eq!(state.record().answers().len(), 2);
    during(&mut state, |state| state.answer_preview("take-cancel", &[]));
    assert_eq!((state.record().answers().len(), state.preview.is_none()), (2, true));
}

#[test]
fn a_file_that_is_refused_says_why_and_changes_nothing() {
    let mut state = tab(&Memory::default(), 1);
    during(&mut state, |state| state.answer(&item(0), Some(Answer::Full)));
    let effects = during(&mut state, |state| state.file_read("a.pdf", Err(vec!["no".into()])));
    assert!(said(&effects).unwrap().ends_with("no"));
    assert_eq!(state.record().answers().len(), 1);
}

#[test]
fn a_deleted_assessment_comes_back_by_undoing_that() {
    let mut state = tab(&Memory::default(), 1);
    during(&mut state, |state| state.set_field("title", "Plant"));
    let first = state.store.record_id().clone();
    let effects = during(&mut state, State::delete);
    assert!(said(&effects).unwrap().starts_with("deleted"));
    assert_ne!(*state.store.record_id(), first);
    let act = state.store.deleted()[0].2;
    during(&mut state, |state| state.toggle_named(&format!("{}/{}", first.as_str(), act.text()), true));
    assert_eq!((state.store.record_id(), state.record().title.as_str()), (&first, "Plant"));
}

#[test]
fn what_is_typed_while_another_tab_deletes_goes_to_the_deleted_assessment() {
    let storage = Memory::default();
    let (mut here, mut there) = (tab(&storage, 1), tab(&storage, 2));
    during(&mut here, |state| state.set_field("title", "Plant"));
    here.store.sync();
    here.store.confirm();
    during(&mut there, State::refresh);
    during(&mut there, State::delete);
    let first = here.store.record_id().clone();
    let effects = during(&mut here, |state| state.set_field("scope", "East"));
    // The field is left before it shows the next assessment.
    let place = |effect| effects.iter().position(|other| *other == effect);
    assert!(place(Effect::LeaveField).is_some_and(|left| Some(left) < place(Effect::ShowAll)));
    assert_eq!(effects.last(), Some(&Effect::FocusMessage));
    assert!(said(&effects).unwrap().starts_with("deleted_elsewhere"), "{:?}", said(&effects));
    assert_ne!(*here.store.record_id(), first);
    assert_eq!(here.record().scope, "");
}

#[test]
fn a_copy_is_drawn_once_though_it_is_opened_and_then_filled() {
    let mut state = tab(&Memory::default(), 1);
    during(&mut state, |state| state.set_field("title", "Plant"));
    let effects = during(&mut state, State::begin_copy);
    assert_eq!(effects.iter().filter(|effect| **effect == Effect::ShowAll).count(), 1);
    assert_eq!(state.store.record_ids().len(), 2);
}

#[test]
fn what_another_tab_stored_is_shown() {
    let storage = Memory::default();
    let (mut here, mut there) = (tab(&storage, 1), tab(&storage, 2));
    during(&mut there, |state| state.answer(&item(0), Some(Answer::Full)));
    there.store.sync();
    let effects = during(&mut here, |state| state.storage_changed(Some("site:assessment:1")));
    assert!(effects.contains(&Effect::ShowAll) && effects.contains(&Effect::ShowAssessments));
    assert_eq!(here.card().company.tally.full, 1);
    assert_eq!(during(&mut here, |state| state.storage_changed(Some("site:other"))), []);
}

#[test]
fn what_is_not_stored_is_said_until_it_is() {
    let storage = Memory::default();
    let mut state = tab(&storage, 1);
    *storage.is_full.borrow_mut() = true;
    let effects = during(&mut state, |state| state.answer(&item(0), Some(Answer::Full)));
    assert!(noticed(&effects).unwrap().starts_with("not_kept") && !state.is_stored());
    let effects = during(&mut state, |state| state.save_unstored("2026-11-22"));
    assert!(matches!(&effects[..], [Effect::Save(file)] if file.name.ends_with(".json")));
    *storage.is_full.borrow_mut() = false;
    let changed = state.store.sync();
    state.show_change(changed);
    assert_eq!((noticed(&state.effects()), state.is_stored()), (Some(String::new()), true));
}

#[test]
fn changes_are_counted_until_a_file_is_saved() {
    let mut state = tab(&Memory::default(), 1);
    for answer in [Answer::Full, Answer::Not] {
        during(&mut state, |state| state.answer(&item(0), Some(answer)));
    }
    state.count_changes();
    assert_eq!(state.changes_since_file(), 2);
    let effects = during(&mut state, |state| state.export_json("2026-11-22", false));
    assert!(matches!(&effects[0], Effect::Save(file) if file.media_type == "application/json"));
    assert_eq!(state.changes_since_file(), 0);
    let effects = during(&mut state, |state| state.export_json("2026-11-22", true));
    assert!(matches!(&effects[0], Effect::HandOver(text, Word::SaveInApp) if text.contains("dtmm-assessment")));
}

#[test]
fn turning_to_another_assessment_takes_the_preview_along() {
    let mut state = tab(&Memory::default(), 1);
    during(&mut state, |state| state.file_read("a.json", file("F")));
    during(&mut state, |state| state.file_read("b.json", file("N")));
    let effects = during(&mut state, State::begin_new);
    assert!(effects.contains(&Effect::ShowPreview(true)) && effects.contains(&Effect::CloseDetails));
    assert_eq!(effects.last(), Some(&Effect::FocusTitle));
    during(&mut state, |state| state.answer_preview("take-replace", &[]));
    assert_eq!(state.record().answers(), [(item(0).id, Answer::Not)]);
    assert_eq!(state.store.record_ids().len(), 2);
}

#[test]
fn the_table_has_the_printed_words_of_every_entry() {
    let mut state = tab(&Memory::default(), 1);
    let effects = during(&mut state, |state| state.export_csv("2026-11-22", false));
    let [Effect::Save(file)] = &effects[..] else { panic!("{effects:?}") };
    let entries = file.text.lines().map(|row| row.split(',').collect::<Vec<_>>());
    let entries = entries.filter(|row| row[0].parse::<RequirementId>().is_ok());
    let words = entries.map(|row| [row[0], row[4], row[5]].map(str::to_owned)).collect::<Vec<_>>();
    let expected = state
        .outline
        .items()
        .map(|item| [item.id.to_string(), "x".to_owned(), item.id.to_string()])
        .collect::<Vec<_>>();
    assert_eq!(words, expected);
}

#[test]
fn the_method_that_the_standard_declares_comes_first_until_the_reader_chooses_another() {
    for (first, of_levels) in [("weighted", Method::Weighted), ("index", Method::Staged), ("strict", Method::Strict)] {
        let outline = dtmm_example::in_quarters(first);
        let mut state = tab_of(outline, &Memory::default(), 1);
        assert_eq!((state.method().key(), state.level_method()), (first, of_levels));
        assert_eq!(state.record().profile, None, "nothing is written for the reader");
        during(&mut state, |state| state.set_field("profile", "staged"));
        assert_eq!((state.method(), state.level_method()), (Method::Staged, Method::Staged));
    }
}
