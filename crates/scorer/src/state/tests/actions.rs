//! The action plan without a browser.

use dtmm_scoring::{Action, Scope};

use super::*;

fn plan(state: &State<Memory>) -> Vec<Action> {
    state.record().plan().to_vec()
}

#[test]
fn an_action_is_added_changed_and_removed_each_as_an_act_of_its_own() {
    let mut state = tab(&Memory::default(), 0xab);
    let scopes = state.scopes_in("abc-101，ABC").unwrap();
    assert_eq!(state.scopes_in("ABC-101, XYZ"), None);
    let effects = during(&mut state, |state| state.add_action(" train ", scopes));
    assert!(said(&effects).unwrap().starts_with("action_added"));
    let added = plan(&state);
    assert_eq!((added[0].id.as_str(), added[0].action.as_str()), ("P1-ab", "train"));
    assert_eq!(added[0].scopes, ["ABC-101", "ABC"]);
    during(&mut state, |state| state.set_action("P1-ab", "due", "2027-03-01"));
    for person in ["李", "李工"] {
        during(&mut state, |state| state.set_action("P1-ab", "person", person));
    }
    let changed = plan(&state);
    assert_eq!((changed[0].due.as_str(), changed[0].person.as_str()), ("2027-03-01", "李工"));
    let effects = during(&mut state, |state| state.remove_action("P1-ab"));
    assert!(said(&effects).unwrap().starts_with("action_removed"));
    assert_eq!(plan(&state), []);
    // The act that set the date is undone alone, beside those after it.
    let acts: Vec<_> = state.store.acts().iter().map(|act| (act.kind.clone(), act.id)).collect();
    assert_eq!(
        acts.iter().map(|(kind, _)| kind.as_str()).collect::<Vec<_>>(),
        ["action-add", "action", "typed", "action-remove"]
    );
    let toggle = |state: &mut State<Memory>, place: usize| {
        let named = format!("{}/{}", state.store.record_id().as_str(), acts[place].1.text());
        during(state, |state| state.toggle_named(&named, true));
    };
    toggle(&mut state, 3);
    assert_eq!(plan(&state), changed);
    toggle(&mut state, 1);
    assert_eq!((plan(&state)[0].due.as_str(), plan(&state)[0].person.as_str()), ("", "李工"));
}

#[test]
fn two_tabs_add_and_change_actions_and_nothing_is_lost() {
    let storage = Memory::default();
    let (mut here, mut there) = (tab(&storage, 1), tab(&storage, 2));
    during(&mut here, |state| state.add_action("a", vec!["ABC".to_owned()]));
    during(&mut there, |state| state.add_action("b", Vec::new()));
    here.store.sync();
    there.store.sync();
    here.store.pull();
    assert_eq!(plan(&here), plan(&there));
    assert_eq!(plan(&here).iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["P1-1", "P1-2"]);
    during(&mut here, |state| state.set_action("P1-1", "due", "2027-03-01"));
    during(&mut there, |state| state.set_action("P1-1", "status", "doing"));
    here.store.sync();
    there.store.sync();
    here.store.pull();
    let own = plan(&here)[0].clone();
    assert_eq!((own.due.as_str(), own.field("status")), ("2027-03-01", vec!["doing".to_owned()]));
    assert_eq!(plan(&here), plan(&there));
    assert_eq!(plan(&tab(&storage, 3)), plan(&here));
}

#[test]
fn the_computed_plan_is_taken_over_once_in_one_act() {
    let mut state = tab(&Memory::default(), 1);
    during(&mut state, |state| state.answer(&item(0), Some(Answer::Partly)));
    let wanted = state.card().plan(Scope::Company, state.level_method()).unwrap().raise.len();
    let effects = during(&mut state, |state| state.take_over_plan(Scope::Company));
    assert!(said(&effects).unwrap().starts_with(&format!("actions_taken {{file}}{wanted}")), "{:?}", said(&effects));
    assert_eq!(plan(&state).len(), wanted);
    assert_eq!(plan(&state)[0].scopes, [item(0).id.to_string()]);
    let effects = during(&mut state, |state| state.take_over_plan(Scope::Company));
    assert!(said(&effects).unwrap().starts_with("actions_taken_none"));
    during(&mut state, |state| state.toggle_last(true));
    assert_eq!(plan(&state), []);
}

#[test]
fn the_plan_is_saved_as_a_table_of_its_own() {
    let mut state = tab(&Memory::default(), 1);
    during(&mut state, |state| state.add_action("train", vec!["ABC".to_owned()]));
    let effects = during(&mut state, |state| state.export_plan("2026-11-22", false));
    let [Effect::Save(file)] = &effects[..] else { panic!("{effects:?}") };
    assert!(file.name.starts_with("action_file") && file.name.ends_with(".csv"), "{}", file.name);
    assert!(file.text.contains("P1-1,train,ABC,,,status_open"), "{}", file.text);
}
