//! The editor's notes: every known fault of the draft has a note or a reason why not, markers are after the quoted
//! words, and texts that await review have a badge.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::common::{self, rendered, select};
use dtmm_content::check::check;
use dtmm_content::diagnostic::Severity;
use dtmm_content::document::Note;
use dtmm_model::{Lang, RequirementId};
use dtmm_site::Tree;
use scraper::{ElementRef, Html, Selector};

/// A note with more places than this is listed, without markers.
const MARKED_PLACES: usize = 6;

fn page(tree: &Tree, path: &str) -> Html {
    Html::parse_document(std::str::from_utf8(tree.get(path).unwrap_or_else(|| panic!("{path}"))).unwrap())
}

/// `tests/notes/defects.tsv`: the known faults of the draft by class and number, each with its notes or
/// the reason why it has none.
#[test]
fn every_known_fault_has_a_note_or_a_reason() {
    let table = fs::read_to_string(common::root().join("xtask/tests/notes/defects.tsv")).unwrap();
    let ids: BTreeSet<&str> = common::document().notes.iter().map(|note| note.id.as_str()).collect();
    let mut faults: BTreeMap<char, BTreeSet<u32>> = BTreeMap::new();
    for line in table.lines() {
        let mut cells = line.split('\t');
        let (fault, notes) = (cells.next().unwrap(), cells.next().unwrap());
        let reason = cells.next().unwrap_or_default();
        match notes {
            "-" => assert!(reason.len() > 20, "{fault} has neither a note nor a reason"),
            notes => notes.split([',', ' ', ';']).filter(|id| !id.is_empty()).for_each(|id| {
                assert!(ids.contains(id), "{fault}: there is no {id}");
            }),
        }
        faults.entry(fault.chars().next().unwrap()).or_default().insert(fault[1..].parse().unwrap());
    }
    let expected = [('A', 68), ('B', 13), ('C', 18), ('D', 17), ('E', 19), ('F', 14), ('G', 25), ('I', 17)];
    for (class, count) in expected {
        assert_eq!(faults[&class], (1..=count).collect(), "class {class}");
    }
}

fn is_marked(note: &Note) -> bool {
    note.about.len() <= MARKED_PLACES
}

/// The text of an entry with its examples, and the offset of the marker of a note in it.
fn before_mark(entry: ElementRef<'_>, note: &str) -> Option<String> {
    let mut text = String::new();
    for node in entry.descendants() {
        if let Some(words) = node.value().as_text() {
            text.push_str(words);
        } else if let Some(link) = ElementRef::wrap(node)
            && link.attr("href").is_some_and(|href| href.ends_with(&format!("notes.html#{note}")))
        {
            return Some(text);
        }
    }
    None
}

#[test]
fn a_mark_stands_behind_the_words_it_is_about() {
    let document = common::document();
    let mut marks = 0;
    for lang in Lang::ALL {
        let pages: BTreeMap<String, Html> = document
            .standard
            .subdomains()
            .map(|(domain, subdomain)| {
                let path = format!("{lang}/{}/{}.html", domain.slug, subdomain.slug);
                (subdomain.code.to_string(), page(common::site(), &path))
            })
            .collect();
        for note in document.notes.iter().filter(|note| is_marked(note)) {
            for place in note.about.iter().filter(|place| place.at.parse::<RequirementId>().is_ok()) {
                let found = select(&pages[&place.at[..3]], &format!("[id=\"{}\"]", place.at));
                let before =
                    before_mark(found[0], &note.id).unwrap_or_else(|| panic!("{lang} {}: no {}", place.at, note.id));
                let words = if lang == Lang::Zh { &place.zh } else { &place.en };
                if let Some(words) = words {
                    assert!(before.ends_with(words.as_str()), "{lang} {} {}: {words} / {before}", note.id, place.at);
                    marks += 1;
                }
            }
        }
    }
    assert!(marks > 300, "only {marks} marks with words");
}

#[test]
fn every_note_is_on_the_page_of_notes_with_a_way_to_what_it_is_about() {
    for lang in Lang::ALL {
        let html = page(common::site(), &format!("{lang}/notes.html"));
        for note in &common::document().notes {
            let found = select(&html, &format!("li[id=\"{}\"]", note.id));
            let [item] = found[..] else { panic!("{lang}: {} occurs {} times", note.id, found.len()) };
            let words: String = item.text().collect();
            assert!(words.contains(note.why.get(lang).as_str()), "{lang} {}", note.id);
            for place in note.about.iter().filter(|place| place.at != "cover") {
                let ends = format!("a[href$=\"#{}\"]", place.at);
                assert!(item.select(&Selector::parse(&ends).unwrap()).next().is_some(), "{} {}", note.id, place.at);
            }
        }
    }
}

/// The notes of a subdomain are on its page as its footnotes.
#[test]
fn a_page_lists_the_notes_it_marks() {
    for lang in Lang::ALL {
        for path in
            ["operations/digitalized-supply-chain.html", "production/quality-control.html", "resources/funding.html"]
        {
            let html = page(common::site(), &format!("{lang}/{path}"));
            let of = |link: ElementRef<'_>| link.attr("href").unwrap().rsplit('#').next().unwrap().to_owned();
            let marked: BTreeSet<String> = select(&html, "a.n").into_iter().map(of).collect();
            let listed = select(&html, ".ed-notes [data-note]").into_iter().filter_map(|item| item.attr("data-note"));
            assert_eq!(listed.map(str::to_owned).collect::<BTreeSet<_>>(), marked, "{lang}/{path}");
            assert!(!marked.is_empty());
        }
    }
}

#[test]
fn a_changed_chinese_entry_says_that_its_english_awaits_review() {
    let place = "content/editions/2024-draft/clauses/resources/knowledge.yaml";
    let mut sources = dtmm_site::load(&common::root(), None).unwrap();
    let text = sources.get(place).unwrap().text.clone();
    let (before, rest) = text.split_once("id: KNW-201").unwrap();
    let changed = format!("{before}id: KNW-201{}", rest.replacen("zh: ", "zh: 新", 1));
    sources.insert(place.to_owned(), changed.into_bytes());
    let outcome = check(&sources);
    let stale: Vec<_> = outcome.diagnostics.iter().filter(|one| one.code == "stale-translation").collect();
    assert!(stale.len() == 1 && stale[0].severity == Severity::Warning, "{stale:#?}");
    let tree = rendered(&outcome.document.expect("a warning only"), None);
    let word = common::document().interface.find("badge_stale", Lang::En).unwrap();
    let says = |path: &str, selector: &str| {
        let html = page(&tree, path);
        select(&html, selector).into_iter().filter(|badge| badge.text().collect::<String>() == word).count()
    };
    assert_eq!(says("en/resources/knowledge.html", "[id=\"KNW-201\"] .badge"), 1);
    assert_eq!(says("en/resources/knowledge.html", ".badge"), 1);
    assert_eq!(says("r/KNW-201.html", "section[lang=\"en\"] .badge"), 1);
    assert_eq!(says("en/standard.html", ".badge"), 1);
}
