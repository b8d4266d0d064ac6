//! Standards other than the first: the example of the repository, and what `cargo xtask new` begins with.

use std::fs;
use std::path::Path;

use dtmm_content::check::{Checked, check};
use dtmm_content::diagnostic::{DiagnosticFormat, render as show};
use dtmm_content::document::Document;
use dtmm_model::{LabelKind, Lang};
use dtmm_site::Tree;
use tempfile::tempdir;
use xtask::new::{self, Beginning};

use crate::common::{rendered, root};
use crate::made_up::{identifiers, named, own_words};
use crate::parts::whole::{assert_nothing_missing, assert_whole};

/// The document of a content folder in which there is nothing to report.
fn document(folder: &Path) -> Document {
    let sources = dtmm_site::load(&root(), Some(folder)).unwrap();
    let Checked { document, diagnostics, .. } = check(&sources);
    assert!(diagnostics.is_empty(), "{}", show(&diagnostics, &sources, DiagnosticFormat::Human, false));
    document.unwrap()
}

fn example() -> (Document, Tree) {
    let document = document(&root().join("examples/laboratory"));
    let tree = rendered(&document, Some("https://example.org/laboratory/"));
    (document, tree)
}

#[test]
fn the_example_has_what_the_first_standard_has_not_and_is_built_whole() {
    let (document, tree) = example();
    let standard = &document.standard;
    assert_eq!((standard.levels().len(), document.languages.binding()), (3, Lang::En));
    assert_eq!(standard.labels().kind, LabelKind::Numbers);
    assert!(!document.has_verbal_forms && standard.number().is_none());
    let cells = standard.subdomains().flat_map(|(_, subdomain)| &subdomain.cells);
    assert_eq!(cells.filter(|cell| cell.entries.is_empty()).count(), 1);
    let codes: Vec<usize> = standard.subdomains().map(|(_, one)| one.code.as_str().len()).collect();
    assert!(codes.iter().min() < codes.iter().max(), "codes of one length: {codes:?}");
    assert_whole(&tree);
    assert_nothing_missing(&tree);
    // Its own colour stands where that of the tool does.
    let style = tree.iter().find(|(path, _)| path.starts_with("assets/style-")).unwrap().1;
    let style = std::str::from_utf8(style).unwrap();
    assert!(style.contains("#1f6b3a") && style.contains("#7fd0a0") && !style.contains("#0a5a86"));
}

#[test]
fn the_example_says_no_word_of_the_first_standard() {
    let (_, tree) = example();
    let (words, ids) = (own_words(), identifiers());
    let mut found = Vec::new();
    for (path, bytes) in tree.iter() {
        let text = String::from_utf8_lossy(bytes);
        found.extend(named(&text, &ids).into_iter().map(|id| format!("{path}: {id}")));
        let text = text.to_lowercase();
        found.extend(words.iter().filter(|word| text.contains(word.as_str())).map(|word| format!("{path}: {word}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_standard_that_was_begun_is_sound_in_each_language() {
    let folder = tempdir().unwrap();
    for (languages, levels) in
        [(vec![Lang::En], 3), (vec![Lang::Zh], 2), (vec![Lang::En, Lang::Zh], 9), (vec![Lang::Zh, Lang::En], 5)]
    {
        let place = folder.path().join(format!("Good Practice {levels}"));
        let begun = new::begin(&root(), &place, &Beginning { id: None, levels, languages: languages.clone() }).unwrap();
        assert_eq!(begun.id, format!("good-practice-{levels}"));
        let document = document(&place);
        assert_eq!((document.standard.id(), document.standard.levels().len()), (&*begun.id, levels));
        assert_eq!(document.languages.binding_first().collect::<Vec<_>>(), languages);
        let tree = rendered(&document, None);
        assert_whole(&tree);
        assert_nothing_missing(&tree);
        // Every file names a schema that is there.
        for entry in walkdir::WalkDir::new(&place).into_iter().map(Result::unwrap) {
            if entry.path().extension().is_some_and(|extension| extension == "yaml") {
                let text = fs::read_to_string(entry.path()).unwrap();
                let schema = text.strip_prefix("# yaml-language-server: $schema=").unwrap().lines().next().unwrap();
                assert!(entry.path().with_file_name(schema).is_file(), "{}", entry.path().display());
            }
        }
    }
}

#[test]
fn a_standard_is_begun_only_where_nothing_is() {
    let folder = tempdir().unwrap();
    let place = folder.path().join("practice");
    fs::create_dir(&place).unwrap();
    let beginning = |languages| Beginning { id: "named".parse().ok(), levels: 3, languages };
    assert_eq!(new::begin(&root(), &place, &beginning(vec![Lang::En])).unwrap().id, "named");
    fs::write(place.join("interface.yaml"), "mine").unwrap();
    let refused = new::begin(&root(), &place, &beginning(vec![Lang::Zh])).unwrap_err().to_string();
    assert!(refused.ends_with("practice is there already, and is no empty folder"), "{refused}");
    assert_eq!(fs::read_to_string(place.join("interface.yaml")).unwrap(), "mine");
    // A file is no folder, and nothing is left where the workspace has no starter.
    let file = folder.path().join("file");
    fs::write(&file, "mine").unwrap();
    assert!(new::begin(&root(), &file, &beginning(vec![Lang::En])).is_err());
    assert!(new::begin(folder.path(), &folder.path().join("other"), &beginning(vec![Lang::En])).is_err());
    let left = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert_eq!(left.count(), 2);
}
