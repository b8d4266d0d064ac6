//! The crates know nothing of the content: what they and their tests name is made up, so that a clause can change
//! without touching either.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use dtmm_model::Anchor;
use walkdir::WalkDir;

use crate::common::root;

/// The identifiers that only this standard has, from the list of what is published.
fn identifiers() -> BTreeSet<String> {
    let published = fs::read_to_string(root().join("content/published.txt")).unwrap();
    let ids = published.lines().filter(|line| line.starts_with(' ')).flat_map(str::split_whitespace);
    let is_own = |id: &&str| match Anchor::read(id) {
        Anchor::Requirement(_) | Anchor::Cell(_) | Anchor::Subdomain(_) => true,
        Anchor::Clause(number) => number.contains('.'),
        _ => false,
    };
    ids.filter(is_own).map(str::to_owned).collect()
}

/// The identifiers that a text names. Those with a digit are found within longer words too, as in an escaped line.
fn named<'a>(text: &str, ids: &'a BTreeSet<String>) -> Vec<&'a str> {
    let is_word = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let names = |id: &str| {
        text.match_indices(id).any(|(at, _)| {
            let begins = id.contains('-') || !text[..at].ends_with(is_word);
            begins && !text[at + id.len()..].starts_with(is_word)
        })
    };
    ids.iter().map(String::as_str).filter(|id| names(id)).collect()
}

/// The sources of the crates and of the commands, the tests of the crates, and the bad examples of content. The other
/// tests of `xtask` are those on the content.
fn files() -> Vec<PathBuf> {
    let crates = fs::read_dir(root().join("crates")).unwrap().map(|entry| entry.unwrap().path());
    let folders = crates
        .flat_map(|path| [path.join("src"), path.join("tests")])
        .chain(["xtask/src", "xtask/tests/check"].map(|path| root().join(path)));
    let entries = folders.filter(|folder| folder.is_dir()).flat_map(WalkDir::new).map(Result::unwrap);
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

#[test]
fn no_crate_names_an_identifier_of_the_content() {
    let ids = identifiers();
    assert!(ids.len() > 500, "only {} identifiers are published", ids.len());
    let mut found = Vec::new();
    for path in files() {
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        let named = named(&text, &ids);
        if !named.is_empty() {
            found.push(format!("{}: {}", path.strip_prefix(root()).unwrap().display(), named.join(", ")));
        }
    }
    assert!(found.is_empty(), "take made-up identifiers instead, as ABC-101:\n{}", found.join("\n"));
}

#[test]
fn an_identifier_is_found_wherever_it_stands() {
    let ids: BTreeSet<String> = ["XYZ", "XYZ-3", "XYZ-302"].map(str::to_owned).into();
    for (text, found) in [
        ("`XYZ`", &["XYZ"][..]),
        ("an `XYZ-3`", &["XYZ", "XYZ-3"]),
        ("\\nXYZ-302,F", &["XYZ-302"]),
        ("XYZ-3021", &["XYZ"]),
        ("XYZ_A AXYZ XYZ4", &[]),
    ] {
        assert_eq!(named(text, &ids), found, "{text}");
    }
}
