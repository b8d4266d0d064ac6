//! The crates know nothing of the content: what they and their tests name is made up, so that a clause can change
//! without touching either.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use dtmm_model::Anchor;
use walkdir::WalkDir;

use crate::common::{document, root};

/// The identifiers that only this standard has, from the list of what is published.
pub(crate) fn identifiers() -> BTreeSet<String> {
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
pub(crate) fn named<'a>(text: &str, ids: &'a BTreeSet<String>) -> Vec<&'a str> {
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

/// What only this standard says of itself, in small letters: its field, its issuer, its stage, its name in files, and
/// the names of its domains and subdomains. Names that are a plain word, such as “data”, are left out.
pub(crate) fn own_words() -> BTreeSet<String> {
    let fixed =
        "流程工业|process industry|ccua|计算机用户协会|computer users association|征求意见|草案|draft for comments";
    let standard = &document().standard;
    let domains = standard.domains().iter().map(|domain| &domain.name);
    let names = domains.chain(standard.subdomains().map(|(_, subdomain)| &subdomain.name));
    let long = names.flat_map(|name| {
        let is_long = [name.zh.chars().count() > 3, name.en.contains(' ')];
        [name.zh.clone(), name.en.to_lowercase()].into_iter().zip(is_long).filter_map(|(name, is)| is.then_some(name))
    });
    fixed.split('|').map(str::to_owned).chain(long).collect()
}

/// What ships with the tool, without the code of others.
fn shipped() -> Vec<PathBuf> {
    let crates = fs::read_dir(root().join("crates")).unwrap().map(|entry| entry.unwrap().path().join("src"));
    let folders = crates.chain(["site/words", "templates", "site/assets"].map(|path| root().join(path)));
    let entries = folders.flat_map(WalkDir::new).map(Result::unwrap);
    let is_own = |path: &PathBuf| path.is_file() && !path.iter().any(|part| part == "vendor");
    entries.map(walkdir::DirEntry::into_path).filter(is_own).collect()
}

#[test]
fn the_tool_says_no_word_of_the_standard() {
    let words = own_words();
    assert!(words.len() > 50, "only {} words are looked for", words.len());
    let files = shipped();
    assert!(files.iter().any(|path| path.ends_with("site/words/interface.yaml")));
    let mut found = Vec::new();
    for path in files {
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).to_lowercase();
        for word in words.iter().filter(|word| text.contains(word.as_str())) {
            found.push(format!("{}: {word}", path.strip_prefix(root()).unwrap().display()));
        }
    }
    assert!(found.is_empty(), "say it in the content, or take made-up words instead:\n{}", found.join("\n"));
}
