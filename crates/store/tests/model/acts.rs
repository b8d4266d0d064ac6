//! What acts and their undoing do, one case at a time: the faults that were found when whole texts
//! were written over one another.

use std::cell::RefCell;
use std::rc::Rc;

use dtmm_store::{RecordId, Storage, Store, Value};

use crate::world::{Plain, READS, Shared, World};

const KIND: &str = "test:/:record";

fn tab(world: &Rc<RefCell<World>>, id: u32) -> (Store<Plain, Shared>, Shared) {
    let shared = World::open(world);
    (Store::new(Plain, Some(shared.clone()), KIND.to_owned(), id, RecordId::new("1")), shared)
}

fn value(text: &str) -> Value {
    vec![text.to_owned()]
}

fn sets(pairs: &[(&str, &str)]) -> Vec<(String, Value)> {
    pairs
        .iter()
        .map(|(path, text)| ((*path).to_owned(), if text.is_empty() { Value::new() } else { value(text) }))
        .collect()
}

fn text(store: &Store<Plain, Shared>, path: &str) -> String {
    store.record().get(path).map_or_else(String::new, |value| value.join("|"))
}

#[test]
fn undoing_takes_back_that_act_alone_and_leaves_what_was_changed_since() {
    let world = Rc::default();
    let ((mut one, first), (mut two, second)) = (tab(&world, 1), tab(&world, 2));
    let bulk = one.act("bulk", "ABC-1", &sets(&[("a", "F"), ("b", "F"), ("c", "F")]), false).unwrap();
    one.sync();
    second.deliver(usize::MAX);
    two.act("answer", "", &sets(&[("b", "P"), ("x", "N"), ("title", "new")]), false).unwrap();
    two.sync();
    first.deliver(usize::MAX);
    let undone = one.undo(bulk).unwrap();
    assert_eq!((undone.set, undone.left), (2, 1), "b was answered again since");
    for (path, wanted) in [("a", ""), ("b", "P"), ("c", ""), ("x", "N"), ("title", "new")] {
        assert_eq!(text(&one, path), wanted, "{path}");
    }
    assert_eq!(one.undo(bulk), None, "an act is undone once");
    let redone = one.redo(bulk).unwrap();
    assert_eq!((redone.set, redone.left), (2, 1));
    assert_eq!(text(&one, "a"), "F");
    // The other tab, and one opened later, may undo it as well.
    one.sync();
    second.deliver(usize::MAX);
    two.pull();
    assert_eq!(two.undo(bulk).unwrap().set, 2);
    two.sync();
    let (third, _) = tab(&world, 3);
    assert_eq!((text(&third, "a"), text(&third, "b")), (String::new(), "P".to_owned()));
    assert!(third.acts().iter().any(|act| act.id == bulk && act.undone));
}

#[test]
fn a_deleted_record_comes_back_whole_and_its_number_is_never_given_again() {
    let world = Rc::default();
    let ((mut one, _), (mut two, second)) = (tab(&world, 1), tab(&world, 2));
    one.act("answer", "", &sets(&[("a", "F")]), false);
    one.sync();
    let (record_id, act) = one.delete("first").unwrap();
    assert_ne!(*one.record_id(), record_id);
    second.deliver(usize::MAX);
    two.pull();
    assert!(two.is_deleted(), "the other tab sees it");
    two.turn_to_new();
    let fresh = two.record_id().clone();
    assert_ne!(fresh, record_id);
    two.act("answer", "", &sets(&[("b", "P")]), false);
    two.sync();
    assert_eq!(two.deleted().len(), 1);
    one.turn_to(record_id.clone());
    assert!(one.undo(act).is_some());
    one.sync();
    assert_eq!((text(&one, "a"), one.is_deleted()), ("F".to_owned(), false));
    second.deliver(usize::MAX);
    assert_eq!(two.peek(&record_id).unwrap().get("a"), Some(&value("F")));
    assert_eq!(two.peek(&fresh).unwrap().get("b"), Some(&value("P")), "what was begun meanwhile stays");
    two.turn_to(RecordId::new("4294967295-1"));
    two.act("answer", "", &sets(&[("c", "N")]), false);
    two.sync();
    two.turn_to_new();
    assert!(two.record().is_empty(), "no number is too high to go on from");
}

#[test]
fn a_failed_read_never_leads_to_a_write() {
    let world = Rc::default();
    let (mut one, shared) = tab(&world, 1);
    one.act("answer", "", &sets(&[("a", "F"), ("b", "F")]), false);
    one.sync();
    let before = world.borrow().truth()["test:/:record:1"].clone();
    let (mut two, broken) = tab(&world, 2);
    broken.set_broken(true);
    let mut blind = Store::new(Plain, Some(broken.clone()), KIND.to_owned(), 3, RecordId::new("1"));
    for store in [&mut two, &mut blind] {
        store.act("answer", "", &sets(&[("c", "P")]), false);
        store.sync();
        assert!(store.trouble().unreadable);
        assert_eq!(world.borrow().truth()["test:/:record:1"], before, "what could not be read is not written over");
    }
    broken.set_broken(false);
    blind.sync();
    shared.deliver(usize::MAX);
    one.pull();
    for path in ["a", "b", "c"] {
        assert!(!text(&one, path).is_empty(), "{path}");
    }
}

#[test]
fn what_a_full_storage_does_not_take_is_told_whichever_record_is_looked_at_and_joined_later() {
    let world: Rc<RefCell<World>> = Rc::default();
    let ((mut one, first), (mut two, second)) = (tab(&world, 1), tab(&world, 2));
    one.act("answer", "", &sets(&[("a", "F")]), false);
    one.sync();
    world.borrow_mut().full = true;
    one.act("answer", "", &sets(&[("b", "P")]), false);
    one.sync();
    assert!(!one.is_stored() && one.trouble().full);
    one.turn_to_new();
    one.act("answer", "", &sets(&[("z", "N")]), false);
    one.sync();
    assert_eq!(one.unstored().len(), 2, "both are offered to be saved");
    world.borrow_mut().full = false;
    second.deliver(usize::MAX);
    two.act("answer", "", &sets(&[("c", "L")]), false);
    two.sync();
    first.deliver(usize::MAX);
    one.sync();
    assert!(one.is_stored() && !one.trouble().is_any());
    let kept = one.peek(&RecordId::new("1")).unwrap();
    assert_eq!(kept.len(), 3, "{kept:?}");
}

#[test]
fn texts_put_aside_are_numbered_and_told_until_the_reader_says_so() {
    let world: Rc<RefCell<World>> = Rc::default();
    let (mut one, shared) = tab(&world, 1);
    one.act("answer", "", &sets(&[("a", "F")]), false);
    one.sync();
    for (number, damaged) in ["{", "{\"format\": \"newer\"}", "{"].into_iter().enumerate() {
        world.borrow_mut().write("test:/:record:1", Some(damaged));
        shared.deliver(usize::MAX);
        one.pull();
        one.sync();
        assert_eq!(one.quarantined().len(), (number + 1).min(2), "the same text is put aside once");
    }
    assert!(one.has_newer());
    assert_eq!(one.unacknowledged(), [1, 2]);
    one.acknowledge();
    assert!(one.unacknowledged().is_empty());
    assert_eq!(one.quarantined().len(), 2, "what was told stays");
    shared.remove("test:/:record-aside:2").unwrap();
    world.borrow_mut().write("test:/:record:1", Some("["));
    shared.deliver(usize::MAX);
    one.pull();
    assert_eq!(one.unacknowledged()[0], 3, "a number is not given again");
    one.sync();
    assert_eq!(text(&one, "a"), "F", "what the page holds takes the place of what was damaged");
}

#[test]
fn letters_go_on_with_one_act_until_something_else_is_done() {
    let world = Rc::default();
    let (mut one, _) = tab(&world, 1);
    let first = one.act("typed", "", &sets(&[("note", "a")]), true).unwrap();
    for note in ["ab", "abc"] {
        assert_eq!(one.act("typed", "", &sets(&[("note", note)]), true), Some(first));
    }
    one.act("answer", "", &sets(&[("x", "F")]), false);
    let second = one.act("typed", "", &sets(&[("note", "abcd")]), true).unwrap();
    assert_ne!(first, second);
    one.undo(second);
    assert_eq!(text(&one, "note"), "abc");
    one.undo(first);
    assert_eq!((text(&one, "note"), text(&one, "x")), (String::new(), "F".to_owned()));
}

#[test]
fn only_the_last_fifty_acts_are_kept() {
    let world = Rc::default();
    let (mut one, _) = tab(&world, 1);
    let acts: Vec<_> =
        (0..60).map(|n| one.act("answer", "", &sets(&[(&format!("p{n}"), "F")]), false).unwrap()).collect();
    one.sync();
    assert_eq!(one.acts().len(), 50);
    assert_eq!(one.undo(acts[9]), None);
    assert!(one.undo(acts[10]).is_some());
    let (other, _) = tab(&world, 2);
    assert_eq!(other.record().len(), 59);
}

#[test]
fn the_file_of_a_record_is_its_text_without_the_journal() {
    let world: Rc<RefCell<World>> = Rc::default();
    let (mut one, _) = tab(&world, 1);
    one.act("answer", "x \"~,% 条", &sets(&[("a", "\"stored\": \"\n}\n")]), false);
    one.sync();
    let stored = world.borrow().truth()["test:/:record:1"].clone();
    serde_json::from_str::<serde_json::Value>(&stored).expect("what is stored is JSON, too");
    let file = dtmm_store::without_journal(&stored);
    assert_ne!(file, stored);
    let parsed: serde_json::Value = serde_json::from_str(&file).unwrap();
    assert_eq!(parsed["fields"]["a"][0], "\"stored\": \"\n}\n");
    assert_eq!(dtmm_store::without_journal(&file), file);
}

#[test]
fn a_file_put_here_as_it_is_is_older_than_every_act_and_not_lost() {
    let world: Rc<RefCell<World>> = Rc::default();
    world.borrow_mut().write(
        "test:/:record:1",
        Some("{\n  \"format\": \"plain\",\n  \"fields\": {\"a\":[\"F\"],\"b\":[\"F\"],\"c\":[\"F\"]}\n}\n"),
    );
    let ((mut one, first), (mut two, second)) = (tab(&world, 1), tab(&world, 2));
    one.act("answer", "", &sets(&[("a", "P")]), false);
    one.sync();
    world.borrow_mut().write("test:/:record:1", Some("{\"format"));
    second.deliver(usize::MAX);
    two.act("answer", "", &sets(&[("d", "N")]), false);
    two.sync();
    first.deliver(usize::MAX);
    one.sync();
    second.deliver(usize::MAX);
    two.sync();
    let (fresh, _) = tab(&world, 3);
    assert_eq!(fresh.record().len(), 4, "{:?}", fresh.record());
    assert_eq!(text(&fresh, "a"), "P");
}

#[test]
fn what_is_done_before_the_storage_can_be_read_is_done_again_on_what_stands() {
    let world: Rc<RefCell<World>> = Rc::default();
    let (mut one, _) = tab(&world, 1);
    for n in 0..40 {
        one.act("answer", "", &sets(&[("a", &format!("{n}"))]), false);
    }
    one.sync();
    let shared = World::open(&world);
    shared.set_broken(true);
    let mut blind = Store::new(Plain, Some(shared.clone()), KIND.to_owned(), 2, RecordId::new("1"));
    blind.act("answer", "", &sets(&[("a", "mine")]), false);
    shared.set_broken(false);
    blind.sync();
    assert_eq!(text(&blind, "a"), "mine");
    let last = blind.acts().last().unwrap().id;
    blind.undo(last);
    assert_eq!(text(&blind, "a"), "39", "undone, what stood there is back");
}

#[test]
fn the_record_deleted_just_now_is_never_the_one_that_goes_for_good() {
    let world: Rc<RefCell<World>> = Rc::default();
    let (mut one, _) = tab(&world, 1);
    one.act("answer", "", &sets(&[("first", "F")]), false);
    one.sync();
    let first = one.record_id().clone();
    for _ in 0..12 {
        one.turn_to_new();
        one.act("answer", "", &sets(&[("x", "F")]), false);
        one.sync();
        one.delete("later").unwrap();
    }
    one.turn_to(first.clone());
    let (record_id, act) = one.delete("first").unwrap();
    assert_eq!(record_id, first);
    one.confirm();
    assert_eq!(one.deleted().len(), 10);
    one.turn_to(record_id);
    assert!(one.undo(act).is_some());
    assert_eq!(text(&one, "first"), "F");
    one.sync();
    one.confirm();
    let left = world.borrow().truth().into_keys().filter(|key| key.contains("-pending")).count();
    assert_eq!(left, 0);
}

#[test]
fn deleting_and_clearing_count_as_not_kept_where_they_are_not_stored() {
    let world: Rc<RefCell<World>> = Rc::default();
    let (mut one, _) = tab(&world, 1);
    one.act("answer", "", &sets(&[("a", "F")]), false);
    one.confirm();
    world.borrow_mut().full = true;
    one.act("clear", "", &sets(&[("a", "")]), false);
    one.sync();
    assert!(!one.is_stored());
    let blocked: Store<Plain, Shared> = Store::new(Plain, None, KIND.to_owned(), 2, RecordId::new("1"));
    assert!(blocked.is_stored(), "where nothing was ever stored, nothing is lost");
}

#[test]
fn what_is_begun_anew_elsewhere_is_not_joined_with_what_was_deleted() {
    let world: Rc<RefCell<World>> = Rc::default();
    let ((mut one, first), (mut two, second)) = (tab(&world, 1), tab(&world, 2));
    for n in 0..20 {
        one.act("answer", "", &sets(&[("a", &format!("{n}"))]), false);
    }
    one.sync();
    second.deliver(usize::MAX);
    two.sync();
    two.confirm();
    first.deliver(usize::MAX);
    one.confirm();
    let keys: Vec<String> = world.borrow().truth().into_keys().collect();
    keys.iter().for_each(|key| world.borrow_mut().write(key, None));
    let (mut fresh, _) = tab(&world, 3);
    fresh.act("answer", "", &sets(&[("a", "new")]), false);
    fresh.sync();
    for (store, shared) in [(&mut one, &first), (&mut two, &second)] {
        shared.deliver(usize::MAX);
        store.act("answer", "", &sets(&[("b", "old")]), false);
        store.sync();
        assert!(store.trouble().emptied && !store.is_stored(), "the reader is told");
        assert_eq!(text(store, "a"), "19");
    }
    let stored = || tab(&world, 4).0;
    assert_eq!(stored().record().len(), 1);
    for (store, shared) in [(&mut one, &first), (&mut two, &second)] {
        shared.deliver(usize::MAX);
        store.store_again();
        assert!(!store.trouble().is_any());
    }
    assert_eq!(
        (one.record_id(), stored().record_ids().len()),
        (two.record_id(), 2),
        "it is kept once, beside the other"
    );
    assert_eq!(text(&stored(), "a"), "new");
    // A tab in which nothing is takes what was begun elsewhere.
    let (mut idle, shared) = tab(&world, 5);
    let everything: Vec<(String, Value)> = idle.record().keys().map(|path| (path.clone(), Value::new())).collect();
    idle.act("clear", "", &everything, false);
    idle.confirm();
    idle.confirm();
    world.borrow_mut().write("test:/:record:1", None);
    let (mut fresh, _) = tab(&world, 6);
    fresh.act("answer", "", &sets(&[("a", "newer")]), false);
    fresh.sync();
    shared.deliver(usize::MAX);
    idle.sync();
    assert_eq!((text(&idle, "a").as_str(), idle.record_id().as_str()), ("newer", "1"));
}

#[test]
fn what_a_full_storage_took_late_is_not_written_over_by_a_tab_that_did_not_learn_of_it() {
    let world: Rc<RefCell<World>> = Rc::default();
    let ((mut one, _), (mut two, second)) = (tab(&world, 1), tab(&world, 2));
    world.borrow_mut().full = true;
    one.act("answer", "", &sets(&[("a", "F")]), false);
    one.sync();
    assert!(!one.is_stored());
    world.borrow_mut().full = false;
    one.sync();
    assert!(one.is_stored());
    two.act("answer", "", &sets(&[("b", "P")]), false);
    two.sync();
    drop(one);
    second.deliver(usize::MAX);
    two.sync();
    assert_eq!(tab(&world, 3).0.record().len(), 2);
}

/// What the list of records shows is read again only where the text changed: with dozens of records, each letter that
/// is typed would else read them all.
#[test]
fn a_record_that_did_not_change_is_read_once_however_often_it_is_listed() {
    const MANY: usize = 40;
    let world = Rc::default();
    let ((mut one, first), (mut two, second)) = (tab(&world, 1), tab(&world, 2));
    for _ in 0..MANY {
        one.act("field", "", &sets(&[("title", "a plant")]), false);
        one.sync();
        // What is pending stays with the page, and is not read for the lists.
        one.confirm();
        one.turn_to_new();
    }
    let reads = |store: &Store<Plain, Shared>| {
        let before = READS.get();
        let record_ids = store.record_ids();
        assert!(record_ids.iter().all(|record_id| store.peek(record_id).is_some()));
        assert_eq!((record_ids.len(), store.deleted().len()), (MANY + 1, 0));
        READS.get() - before
    };
    assert_eq!((reads(&one), reads(&one)), (MANY, 0));
    second.deliver(usize::MAX);
    two.act("field", "", &sets(&[("title", "renamed")]), false);
    two.sync();
    first.deliver(usize::MAX);
    assert_eq!((reads(&one), reads(&one)), (1, 0), "the one that another tab changed");
    let renamed = one.peek(&RecordId::new("1")).unwrap();
    assert_eq!(renamed.get("title"), Some(&value("renamed")));
}
