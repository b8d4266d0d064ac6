//! The action plan in files: what is read, kept and reported, merged and carried over.

use dtmm_example::{EDITION, mixed, outline};
use dtmm_model::{ChangeKind, EditionChange};
use dtmm_scoring::{
    Action, ActionStatus, Assessment, EditionStep, FilePart, PLAN, action_scope, carry, merge, merge_by, read, write,
};

fn file(plan: &str) -> String {
    format!(
        "{{\n  \"format\": \"dtmm-assessment/2\",\n  \"standard\": \"made-up\",\n  \"edition\": \"{EDITION}\",\n  \
         \"answers\": {{\n    \"ABC-101\": \"F\"\n  }}{plan}\n}}\n"
    )
}

/// What is read of a plan, and what is said of it.
fn reading(plan: &str) -> (Assessment, Vec<String>) {
    let reading = read(file(&format!(",\n  \"plan\": {plan}")).as_bytes(), &mixed()).unwrap();
    let said = reading.warnings.iter().map(|one| format!("{} {}", one.code.key(), one.path)).collect();
    (reading.assessment, said)
}

fn ids(assessment: &Assessment) -> Vec<&str> {
    assessment.plan().iter().map(|action| action.id.as_str()).collect()
}

#[test]
fn a_plan_is_written_as_it_was_read_and_its_order_stays() {
    let text = file(concat!(
        ",\n  \"plan\": [\n    {\"id\": \"P2\", \"for\": [\"GHI-201\", \"ABC-3\", \"JKL\", \"making\", \"company\"], ",
        "\"action\": \"Buy \\\"scanners\\\"\", \"person\": \"李工\", \"due\": \"2027-03-01\", \"status\": \"doing\", \"priority\": 1, ",
        "\"cost\": {\"n\":1}},\n    {\"id\": \"P10\", \"action\": \"b\"},\n    {\"id\": \"P1\", \"status\": \"done\"}\n  ]"
    ));
    let reading = read(text.as_bytes(), &mixed()).unwrap();
    assert_eq!(reading.warnings.iter().map(|one| one.path.as_str()).collect::<Vec<_>>(), ["plan.P2.cost"]);
    assert_eq!(write(&reading.assessment, &mixed()), text);
    let first = &reading.assessment.plan()[0];
    let scopes = ["GHI-201", "ABC-3", "JKL", "making", "company"].map(str::to_owned).to_vec();
    let kept = vec![("cost".to_owned(), "{\"n\":1}".to_owned())];
    let expected = Action {
        id: "P2".into(),
        scopes,
        action: "Buy \"scanners\"".into(),
        person: "李工".into(),
        due: "2027-03-01".into(),
        status: Some(ActionStatus::Doing),
        priority: Some(1),
        kept,
    };
    assert_eq!(*first, expected);
    assert_eq!(ids(&reading.assessment), ["P2", "P10", "P1"]);
    assert_eq!(reading.assessment.next_action_number(), 11);
}

#[test]
fn a_file_without_a_plan_stays_as_it_is() {
    let text = file("");
    let assessment = read(text.as_bytes(), &mixed()).unwrap().assessment;
    assert_eq!(write(&assessment, &mixed()), text);
}

#[test]
fn each_bad_field_is_named_and_kept_and_its_neighbours_are_read() {
    for (name, bad, good) in [
        ("for", "\"ABC-101\"", "[\"ABC-101\"]"),
        ("for", "[1]", "[\"ABC-101\"]"),
        ("action", "{}", "\"a\""),
        ("person", "null", "\"p\""),
        ("due", "\"1/2/2027\"", "\"2027-02-01\""),
        ("status", "\"late\"", "\"open\""),
        ("priority", "4", "3"),
        ("priority", "\"1\"", "1"),
    ] {
        let neighbour = if name == "action" { "\"person\": \"x\"" } else { "\"action\": \"x\"" };
        let (mut assessment, said) = reading(&format!("[{{\"id\": \"P1\", \"{name}\": {bad}, {neighbour}}}]"));
        assert_eq!(said, [format!("wrong-plan plan.P1.{name}")]);
        let action = assessment.action("P1").unwrap();
        assert_eq!(action.kept, [(name.to_owned(), bad.to_owned())]);
        assert!(action.action == "x" || action.person == "x", "its neighbours are there");
        let written = write(&assessment, &mixed());
        assert_eq!(read(written.as_bytes(), &mixed()).unwrap().assessment, assessment);
        // Another value takes its place, and no key is written twice.
        let good = good.trim_matches(['[', ']', '"']).to_owned();
        assessment.set_field(&format!("plan.{name}.P1"), &[good], &mixed());
        let again = read(write(&assessment, &mixed()).as_bytes(), &mixed()).unwrap();
        assert_eq!((again.warnings, again.assessment.plan()[0].kept.len()), (vec![], 0));
    }
}

#[test]
fn what_is_no_action_is_kept_beside_those_that_are() {
    let (mut assessment, said) = reading(
        "[\"call them\", {\"id\": \"P1\", \"action\": \"a\"}, {\"id\": \"P1\", \"action\": \"b\"}, {\"action\": \"c\"}, {\"id\": \"P3\"}]",
    );
    assert_eq!(said, ["wrong-plan plan", "wrong-plan plan.P1", "wrong-plan plan", "wrong-plan plan.P3"]);
    assert_eq!(ids(&assessment), ["P1"]);
    let written = write(&assessment, &mixed());
    for kept in ["\"call them\"", "{\"id\":\"P1\",\"action\":\"b\"}", "{\"action\":\"c\"}", "{\"id\":\"P3\"}"] {
        assert!(written.contains(kept), "{kept} in {written}");
    }
    assert_eq!(read(written.as_bytes(), &mixed()).unwrap().assessment, assessment);
    let (other, said) = reading("\"next year\"");
    assert_eq!((said, other.plan().len()), (vec!["wrong-plan plan".to_owned()], 0));
    assert!(write(&other, &mixed()).contains("\"plan\": \"next year\""));
    for (path, value) in assessment.removal_of("P1") {
        assessment.set_field(&path, &value, &mixed());
    }
    assert_eq!(assessment.plan(), []);
    assert_eq!(assessment.kept(FilePart::File)[0].0, PLAN);
}

#[test]
fn what_an_action_is_for_is_read_in_any_spelling_and_kept_where_it_is_unknown() {
    let (assessment, said) =
        reading("[{\"id\": \"P1\", \"for\": [\"ｇｈｉ–２０１\", \"abc-3\", \"jkl\", \"XYZ-101\", \"ABC-6\"]}]");
    assert_eq!(said, ["foreign-id plan.P1.for"]);
    assert_eq!(assessment.plan()[0].scopes, ["GHI-201", "ABC-3", "JKL", "XYZ-101", "ABC-6"]);
    assert_eq!(action_scope(&mixed(), "GHI-299"), None);
    assert_eq!(action_scope(&mixed(), ""), None);
}

#[test]
fn an_action_taken_out_leaves_the_order_of_the_others() {
    let (mut assessment, _) = reading(
        "[{\"id\": \"P3\", \"action\": \"c\"}, {\"id\": \"P1\", \"action\": \"a\", \"due\": \"2027-01-01\"}, {\"id\": \"P2\", \"action\": \"b\"}]",
    );
    let before = assessment.clone();
    let removal = assessment.removal_of("P1");
    let held: Vec<_> = removal.iter().map(|(path, _)| (path.clone(), assessment.field(path, &mixed()))).collect();
    removal.iter().for_each(|(path, value)| assessment.set_field(path, value, &mixed()));
    assert_eq!(ids(&assessment), ["P3", "P2"]);
    held.iter().rev().for_each(|(path, value)| assessment.set_field(path, value, &mixed()));
    assert_eq!(assessment, before);
}

#[test]
fn actions_of_others_are_added_and_the_same_one_is_a_conflict_where_it_differs() {
    let (mine, _) =
        reading("[{\"id\": \"P1\", \"action\": \"a\", \"due\": \"2027-01-01\"}, {\"id\": \"P3\", \"action\": \"c\"}]");
    let (theirs, _) = reading(
        "[{\"id\": \"P1\", \"action\": \"a\", \"due\": \"2027-02-01\", \"person\": \"p\"}, {\"id\": \"P2\", \"action\": \"b\"}]",
    );
    let both = [&mine, &theirs];
    let merged = merge(&mixed(), &both);
    assert_eq!(ids(&merged.assessment), ["P1", "P2", "P3"]);
    let conflicts: Vec<_> =
        merged.conflicts.iter().map(|one| (one.path.as_str(), one.sides.len(), one.holds)).collect();
    assert_eq!(conflicts, [("plan.due.P1", 2, Some(0))]);
    let first = &merged.assessment.plan()[0];
    assert_eq!((first.due.as_str(), first.person.as_str()), ("2027-01-01", "p"));
    let chosen = merge_by(&mixed(), &both, 0, &|path| (path == "plan.due.P1").then_some(1)).assessment;
    assert_eq!(chosen.plan()[0].due, "2027-02-01");
}

#[test]
fn actions_follow_their_entries_to_a_later_edition() {
    let (before, mut after) = (outline("@making\nABC rr|r|r|r|r\n"), outline("@making\nABC r|rr|r|r|r\n"));
    after.edition = "second".to_owned();
    let id = |text: &str| text.parse().unwrap();
    let moved =
        EditionChange { from: vec![id("ABC-102")], to: vec![id("ABC-202")], kind: ChangeKind::Moved, about: None };
    let text = write(&Assessment::new(EDITION), &before).replace(
        "\"answers\": {}",
        "\"answers\": {}, \"plan\": [{\"id\": \"P1\", \"for\": [\"ABC-102\", \"ABC-101\", \"company\"], \"action\": \"a\"}]",
    );
    let old = read(text.as_bytes(), &before).unwrap().assessment;
    let carried = carry(&old, &[EditionStep { before: &before, after: &after, changes: &[moved] }]).assessment;
    assert_eq!(carried.plan()[0].scopes, ["ABC-202", "ABC-101", "company"]);
    assert_eq!(carried.plan()[0].action, "a");
}
