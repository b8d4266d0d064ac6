//! Who is responsible, in files: what is read, kept and reported, merged and carried over; and for which entries.

use dtmm_example::{EDITION, mixed, outline};
use dtmm_model::{ChangeKind, EditionChange};
use dtmm_scoring::{
    Assessment, EditionStep, EntryDetails, FilePart, OWNER_FIELDS, Owner, carry, merge, merge_by, owner_path, read,
    write,
};

fn file(owners: &str) -> String {
    format!(
        "{{\n  \"format\": \"dtmm-assessment/2\",\n  \"standard\": \"made-up\",\n  \"edition\": \"{EDITION}\",\n  \
         \"answers\": {{\n    \"ABC-101\": \"F\"\n  }}{owners}\n}}\n"
    )
}

/// What is read of a list of owners, and what is said of it.
fn reading(owners: &str) -> (Assessment, Vec<String>) {
    let reading = read(file(&format!(",\n  \"owners\": {owners}")).as_bytes(), &mixed()).unwrap();
    let said = reading.warnings.iter().map(|one| format!("{} {}", one.code.key(), one.path)).collect();
    (reading.assessment, said)
}

#[test]
fn owners_are_written_as_they_were_read_and_their_order_stays() {
    let text = file(concat!(
        ",\n  \"owners\": [\n    {\"name\": \"质量部\", \"scope\": [\"GHI-201\", \"ABC-3\", \"making\"], ",
        "\"due\": \"2027-02-01\", \"phone\": \"12\"},\n    {\"name\": \"信息部\", \"scope\": [\"JKL\"]}\n  ]"
    ));
    let reading = read(text.as_bytes(), &mixed()).unwrap();
    assert_eq!(write(&reading.assessment, &mixed()), text);
    assert_eq!(reading.warnings.iter().map(|one| one.path.as_str()).collect::<Vec<_>>(), ["owners.质量部.phone"]);
    let mut again = Assessment::new(EDITION);
    for path in reading.assessment.paths(&mixed()) {
        again.set_field(&path, &reading.assessment.field(&path, &mixed()), &mixed());
    }
    assert_eq!(again, reading.assessment);
}

#[test]
fn what_is_no_owner_is_kept_and_named() {
    let (assessment, said) = reading(
        "[{\"name\": \"A\", \"scope\": [\"abc 101\", \"XYZ\"], \"due\": \"soon\"}, {\"scope\": [\"ABC\"]}, {\"name\": \"B\"}, 7]",
    );
    assert_eq!(
        said,
        [
            "foreign-id owners.A.scope",
            "wrong-owner owners.A.due",
            "wrong-owner owners",
            "wrong-owner owners.B",
            "wrong-owner owners"
        ]
    );
    assert_eq!(assessment.owners()[0].scopes, ["ABC-101", "XYZ"]);
    let written = write(&assessment, &mixed());
    for kept in ["\"due\": \"soon\"", "{\"scope\":[\"ABC\"]}", "{\"name\":\"B\"}", "\n    7\n"] {
        assert!(written.contains(kept), "{kept}: {written}");
    }
    assert_eq!(read(written.as_bytes(), &mixed()).unwrap().assessment, assessment);
    let mut other = assessment;
    other.forget_kept();
    assert_eq!((other.kept(FilePart::File).len(), other.owners()[0].kept.len()), (0, 0));
}

#[test]
fn the_closest_scope_is_responsible_and_who_is_named_beside_the_entry_before_all() {
    let (mut assessment, _) = reading(
        "[{\"name\": \"company\", \"scope\": [\"company\"]}, {\"name\": \"domain\", \"scope\": [\"making\"]}, \
         {\"name\": \"subdomain\", \"scope\": [\"ABC\"]}, {\"name\": \"cell\", \"scope\": [\"ABC-1\"]}, \
         {\"name\": \"entry\", \"scope\": [\"ABC-102\"]}]",
    );
    let standard = mixed();
    let items: Vec<_> = standard.items().copied().collect();
    let named = items.iter().find(|item| item.id.to_string() == "ABC-201").unwrap();
    assessment.set(named, None, EntryDetails { owner: " 王工 ".into(), ..EntryDetails::NONE }).unwrap();
    let who = |id: &str| assessment.responsible(&standard, id.parse().unwrap()).to_owned();
    assert_eq!(["ABC-102", "ABC-101", "ABC-201", "ABC-301"].map(who), ["entry", "cell", "王工", "subdomain"]);
    let other = items.iter().find(|item| item.id.cell.subdomain.as_str() != "ABC").unwrap();
    assert!(["domain", "company"].contains(&assessment.responsible(&standard, other.id)));
    assert_eq!(Assessment::new(EDITION).responsible(&standard, named.id), "");
}

#[test]
fn owners_of_the_same_name_are_joined_field_by_field() {
    let [(mine, _), (theirs, _)] = [
        "[{\"name\": \"A\", \"scope\": [\"ABC\"], \"due\": \"2027-01-01\"}]",
        "[{\"name\": \"A\", \"scope\": [\"ABC\"], \"due\": \"2027-02-01\"}, {\"name\": \"B\", \"scope\": [\"JKL\"]}]",
    ]
    .map(reading);
    let both = [&mine, &theirs];
    let merged = merge(&mixed(), &both);
    let names: Vec<&str> = merged.assessment.owners().iter().map(|owner| owner.name.as_str()).collect();
    assert_eq!(names, ["A", "B"]);
    assert_eq!(merged.conflicts.iter().map(|one| one.path.as_str()).collect::<Vec<_>>(), ["owners.due.A"]);
    let chosen = merge_by(&mixed(), &both, 0, &|path| (path == "owners.due.A").then_some(1)).assessment;
    assert_eq!(chosen.owner("A").unwrap().due, "2027-02-01");
}

#[test]
fn an_owner_is_there_as_long_as_it_is_responsible_for_something() {
    let mut assessment = Assessment::new(EDITION);
    let before = assessment.clone();
    for (field, value) in OWNER_FIELDS.into_iter().zip(["ABC", "2027-02-01"]) {
        assessment.set_field(&owner_path(field, "质量.部"), &[value.to_owned()], &mixed());
    }
    assert_eq!((assessment.owners().len(), assessment.owners()[0].name.as_str()), (1, "质量.部"));
    for (path, value) in assessment.owner_removal("质量.部") {
        assessment.set_field(&path, &value, &mixed());
    }
    assert_eq!(assessment, before);
}

#[test]
fn owners_follow_their_entries_to_a_later_edition() {
    let (before, mut after) = (outline("@making\nABC rr|r|r|r|r\n"), outline("@making\nABC r|rr|r|r|r\n"));
    after.edition = "second".to_owned();
    let id = |text: &str| text.parse().unwrap();
    let moved =
        EditionChange { from: vec![id("ABC-102")], to: vec![id("ABC-202")], kind: ChangeKind::Moved, about: None };
    let mut old = Assessment::new(EDITION);
    old.set_field(&owner_path("scope", "A"), &["ABC-102".to_owned(), "ABC".to_owned()], &before);
    let carried = carry(&old, &[EditionStep { before: &before, after: &after, changes: &[moved] }]).assessment;
    assert_eq!(carried.owners()[0].scopes, ["ABC-202", "ABC"]);
}

#[test]
fn shares_count_what_is_in_scope_and_what_is_answered() {
    let (mut assessment, _) = reading(
        "[{\"name\": \"B\", \"scope\": [\"ABC\"], \"due\": \"2027-02-01\"}, {\"name\": \"A\", \"scope\": [\"XYZ\"]}]",
    );
    let standard = mixed();
    let shares = |assessment: &Assessment| -> Vec<(String, usize, usize, usize)> {
        let shares = assessment.owner_shares(&standard);
        shares.iter().map(|one| (one.name.to_owned(), one.entries, one.answered, one.overdue("2027-02-02"))).collect()
    };
    let of = |code: &str| standard.items().filter(|item| item.id.cell.subdomain.as_str() == code).count();
    let [all, abc, jkl] = [standard.items().count(), of("ABC"), of("JKL")];
    let own = shares(&assessment);
    assert_eq!(own[0], ("B".to_owned(), abc, 1, abc - 1));
    assert_eq!(own[1..], [("A".to_owned(), 0, 0, 0), (String::new(), all - abc, 0, 0)]);
    assert_eq!(assessment.owner_shares(&standard)[0].overdue("2027-02-01"), 0, "on the day itself it is not late");
    assessment.set_tailored("JKL".parse().unwrap(), Some("not here")).unwrap();
    let named = standard.items().find(|item| item.id.to_string() == "ABC-201").unwrap();
    assessment.set(named, None, EntryDetails { owner: " 王工 ".into(), ..EntryDetails::NONE }).unwrap();
    let own = shares(&assessment);
    assert_eq!(own[0].1, abc - 1);
    assert_eq!(own[2..], [("王工".to_owned(), 1, 0, 0), (String::new(), all - abc - jkl, 0, 0)]);
}

#[test]
fn an_owner_keeps_all_but_its_name_wherever_it_is_named() {
    let (mut assessment, _) = reading(
        "[{\"name\": \"B\", \"scope\": [\"ABC\"], \"phone\": \"12\"}, {\"name\": \"A\", \"scope\": [\"JKL\"]}]",
    );
    let standard = mixed();
    let named = standard.items().find(|item| item.id.to_string() == "JKL-101").unwrap();
    assessment.set(named, None, EntryDetails { owner: "B".into(), ..EntryDetails::NONE }).unwrap();
    assessment.set_field("plan.person.P1", &["B".to_owned()], &standard);
    assessment.rename_owner("B", "质量部");
    let owners: Vec<_> = assessment.owners().iter().map(|one| (&*one.name, one.kept.len())).collect();
    assert_eq!(owners, [("质量部", 1), ("A", 0)]);
    assert_eq!(assessment.responsible(&standard, named.id), "质量部");
    assert_eq!(assessment.plan()[0].person, "质量部");
    let again = assessment.owners().to_vec().into_iter().rev().map(|one| Owner { kept: Vec::new(), ..one }).collect();
    assessment.set_owners(again);
    let owners: Vec<_> = assessment.owners().iter().map(|one| (&*one.name, one.kept.len())).collect();
    assert_eq!(owners, [("A", 0), ("质量部", 1)], "in the order given, with what is kept");
}
