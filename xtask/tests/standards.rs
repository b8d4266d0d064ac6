//! Standards other than the first: the example of the repository, and what `cargo xtask new` begins with.

use std::fs;
use std::path::Path;

use dtmm_content::check::{Checked, check};
use dtmm_content::diagnostic::{DiagnosticFormat, render as show};
use dtmm_content::document::Document;
use dtmm_model::{LabelKind, Lang};
use dtmm_site::Tree;
use dtmm_workspace::new::{self, Beginning};
use scraper::Html;
use tempfile::tempdir;

use crate::common::{rendered, root, select};
use crate::made_up::{identifiers, named, own_words};
use crate::parts::whole::{assert_nothing_missing, assert_silent, assert_whole, pages, text};

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
    // It defines terms and lists no abbreviations.
    assert_eq!(document.interface.find("find_group_terms", Lang::En), Some("Terms"));
    // Its own colour stands where that of the tool does.
    let style = tree.iter().find(|(path, _)| path.starts_with("assets/style-")).unwrap().1;
    let style = std::str::from_utf8(style).unwrap();
    assert!(style.contains("#1f6b3a") && style.contains("#7fd0a0") && !style.contains("#0a5a86"));
    // So do its tints, of levels as light as those of the tool.
    assert!(!style.contains("#2f779f") && !style.contains("#79b6d4"));
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

/// The text of the elements of a page that a selector finds.
fn shown(tree: &Tree, path: &str, selector: &str) -> String {
    let html = Html::parse_document(text(tree, path));
    select(&html, selector).iter().flat_map(|one| one.text()).collect()
}

#[test]
fn the_example_is_spoken_of_as_it_is() {
    let (document, tree) = example();
    assert_silent(&document, &tree);
    // Its levels have names of their own.
    let lowest = &document.standard.levels()[0].name;
    for lang in Lang::ALL {
        let below = document.interface.find("score_below", lang).unwrap();
        assert!(below.contains(lowest.get(lang).as_str()), "{below}");
    }
    for (path, html) in pages(&tree).iter().filter(|(path, _)| !path.ends_with("method.html")) {
        let body: String = select(html, "body").iter().flat_map(|body| body.text()).collect();
        // 低一级 and 高一级 are no names of levels.
        assert!(!["Level 1", "Level 3", "达一级", "三级"].iter().any(|level| body.contains(level)), "{path}");
    }
    // It has no number, so that it is called by its title.
    let [zh, en] = Lang::ALL.map(|lang| document.standard.title().get(lang).as_str());
    assert!(shown(&tree, "en/developers.html", ".intro").starts_with(&format!("Machine-readable data for {en}: ")));
    assert!(shown(&tree, "zh/developers.html", ".intro").starts_with(&format!("《{zh}》的机器可读数据")));
    assert!(shown(&tree, "en/notes.html", ".intro").contains("about the text of the standard: 1."));
    assert_eq!(shown(&tree, "en/standard.html", "figcaption .redrawn"), "", "nothing was drawn that had been printed");
}

#[test]
fn a_label_that_ends_with_a_full_stop_goes_without_it_in_a_sentence() {
    let (_, tree) = example();
    let records: Vec<&str> = tree.iter().map(|(path, _)| path).filter(|path| path.starts_with("r/")).collect();
    assert!(records.len() > 20);
    for path in records {
        let said = shown(&tree, path, ".citations code, .place, title");
        for sign in [". [", ".]", ".:", ".：", ".）", ".)", ".,", ".，"] {
            let at = said.find(sign).map(|at| &said[..at]);
            let is_label = at.is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
            assert!(!is_label, "{path} says `{sign}`: {said}");
        }
    }
    assert_eq!(shown(&tree, "r/QC-201.html", "[data-requirement=QC-201] section[lang=en] .letter"), "1.");
}

#[test]
fn a_defined_term_is_used_where_its_text_says_it_though_a_termbase_lists_others() {
    let (document, tree) = example();
    let term = document.terms.iter().find(|term| term.name.en == "batch").unwrap();
    assert!(document.glossary.terms.iter().all(|one| one.zh != term.name.zh), "the termbase does not list it");
    for lang in Lang::ALL {
        let used = shown(&tree, &format!("{lang}/glossary.html"), &format!("#term-{} .gloss-used", term.number));
        assert!(used.contains("QC-101"), "{lang}: {used}");
        let intro = shown(&tree, &format!("{lang}/glossary.html"), ".intro");
        let parts = [document.terms.len(), document.glossary.terms.len()].map(|number| number.to_string());
        assert!(parts.iter().all(|number| intro.contains(number)), "{intro}");
    }
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
        assert_silent(&document, &tree);
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
