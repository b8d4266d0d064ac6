//! Those responsible without a browser.

use super::*;

/// Each owner as `name scopes due`.
fn owners(state: &State<Memory>) -> Vec<String> {
    state.record().owners().iter().map(|one| [&*one.name, &one.scopes.join("+"), &one.due].join(" ")).collect()
}

fn kinds(state: &State<Memory>) -> Vec<String> {
    state.store.acts().iter().map(|act| act.kind.clone()).collect()
}

#[test]
fn lines_are_taken_whole_in_one_act_or_not_at_all() {
    let mut state = tab(&Memory::default(), 1);
    let effects = during(&mut state, |state| assert!(!state.take_owners("质量部：ABC-1\n信息部：XYZ")));
    assert!(said(&effects).unwrap().starts_with("owners_not_taken"));
    assert_eq!((owners(&state), kinds(&state)), (vec![], vec![]));
    let effects = during(&mut state, |state| assert!(state.take_owners("质量部：ABC-1 2027-02-01\nA: ABC-2、ABC-3\n")));
    assert!(said(&effects).unwrap().starts_with("owners_taken"));
    assert_eq!(owners(&state), ["质量部 ABC-1 2027-02-01", "A ABC-2+ABC-3 "]);
    during(&mut state, |state| assert!(state.take_owners("A: ABC")));
    assert_eq!(owners(&state), ["A ABC "], "who is left out of the lines is responsible no more");
    during(&mut state, |state| state.toggle_last(true));
    assert_eq!(owners(&state), ["质量部 ABC-1 2027-02-01", "A ABC-2+ABC-3 "]);
    during(&mut state, |state| state.toggle_last(true));
    assert_eq!(owners(&state), [""; 0]);
    assert_eq!(kinds(&state), ["owners-take", "owners-take"]);
}

#[test]
fn one_is_renamed_changed_and_removed_each_as_an_act_of_its_own() {
    let mut state = tab(&Memory::default(), 1);
    during(&mut state, |state| assert!(state.take_owners("质量部：ABC-1\nA: ABC-2")));
    for (to, can) in [("", false), ("A", false), ("质量部", true), ("品质部", true)] {
        during(&mut state, |state| assert_eq!(state.rename_owner("质量部", to), can, "{to}"));
    }
    assert_eq!(state.scopes_of_owner("品质部", "abc-1、ABC-5").unwrap(), ["ABC-1", "ABC-5"]);
    for wrong in ["", "XYZ", "ABC 1/2/2027"] {
        assert_eq!(state.scopes_of_owner("品质部", wrong), None, "{wrong}");
    }
    during(&mut state, |state| state.set_owner("品质部", "scope", vec!["ABC-5".to_owned()]));
    during(&mut state, |state| state.set_owner("品质部", "due", vec!["2027-02-01".to_owned()]));
    assert_eq!(owners(&state), ["品质部 ABC-5 2027-02-01", "A ABC-2 "], "it stays where it was");
    let effects = during(&mut state, |state| state.remove_owner("品质部"));
    assert!(said(&effects).unwrap().starts_with("owner_removed"));
    assert_eq!(owners(&state), ["A ABC-2 "]);
    assert_eq!(kinds(&state), ["owners-take", "owner-rename", "owner", "owner", "owner-remove"]);
    for _ in 0..4 {
        during(&mut state, |state| state.toggle_last(true));
    }
    assert_eq!(owners(&state), ["质量部 ABC-1 ", "A ABC-2 "]);
}
