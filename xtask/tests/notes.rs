//! The editor's notes: every known fault of the draft has a note or a reason why not, pages announce the notes about
//! them, and texts that await review have a badge. Where their marks stand is seen in `browser/notes.test.mjs`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::common::{self, rendered, select};
use dtmm_content::check::check;
use dtmm_content::diagnostic::Severity;
use dtmm_model::Lang;
use dtmm_site::Tree;
use scraper::{Html, Selector};

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

/// The notes that are about a place which `matches` accepts, but for those about the whole document.
fn about(matches: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let notes = common::document().notes.iter().filter(|note| note.about.len() <= MARKED_PLACES);
    let about = notes.filter(|note| note.about.iter().any(|place| matches(&place.at)));
    about.map(|note| note.id.as_str()).collect()
}

/// Whether an identifier is that of a cell or an entry of a level.
fn is_of_level(at: &str, level: usize) -> bool {
    let number = at.rsplit('-').next().unwrap_or_default();
    let is_in_subdomain = common::document().standard.subdomains().any(|(_, one)| at.starts_with(one.code.as_str()));
    is_in_subdomain && number.starts_with(&level.to_string()) && matches!(number.len(), 1 | 3)
}

/// Holds what a page announces against the notes that are about it.
fn announces(path: &str, notes: &[&str]) {
    let html = page(common::site(), path);
    let switches = select(&html, "[data-action=notes]");
    if notes.is_empty() {
        assert!(switches.is_empty(), "{path} announces notes and has none");
        return;
    }
    assert_eq!(switches[0].attr("data-notes"), Some(notes.join(" ").as_str()), "{path}");
    assert_eq!(switches[0].attr("aria-pressed"), Some("false"), "{path}");
    let said = select(&html, "#notes-said")[0];
    assert!(said.text().collect::<String>().contains(&notes.len().to_string()), "{path}");
    assert!(said.attr("href").unwrap().ends_with(&format!("/notes.html#{}", notes[0])), "{path}");
    // The marks come with the words of the notes, when the reader asks for them.
    assert!(select(&html, "main a.n").is_empty(), "{path}");
}

#[test]
fn a_page_announces_the_notes_about_it_and_does_not_carry_them() {
    let standard = &common::document().standard;
    let mut pages = 0;
    for lang in Lang::ALL {
        for (domain, subdomain) in standard.subdomains() {
            let code = subdomain.code.as_str();
            let path = format!("{lang}/{}/{}.html", domain.slug, subdomain.slug);
            announces(&path, &about(|at| at.split('-').next() == Some(code)));
            assert!(select(&page(common::site(), &path), ".ed-notes").is_empty(), "{path}");
            pages += 1;
        }
        for level in 1..=standard.levels().len() {
            announces(&format!("{lang}/level-{level}.html"), &about(|at| is_of_level(at, level)));
        }
    }
    assert_eq!(pages, 2 * standard.counts().subdomains);
    let all = page(common::site(), "en/standard.html");
    assert_eq!(select(&all, "[data-action=notes]")[0].attr("data-notes"), Some(""));
    assert!(select(&all, "main a.n, .ed-notes").is_empty());
}

/// The page of an entry has its notes in all languages; until the reader asks for them they are out of sight.
#[test]
fn the_page_of_an_entry_announces_the_notes_it_lists() {
    for entry in common::document().standard.entries() {
        let (id, cell) = (entry.id.to_string(), entry.id.cell.to_string());
        let path = format!("r/{id}.html");
        let notes = about(|at| at == id || at == cell);
        announces(&path, &notes);
        let html = page(common::site(), &path);
        let listed: Vec<_> =
            select(&html, ".ed-notes [data-note]").into_iter().filter_map(|item| item.attr("data-note")).collect();
        assert_eq!(listed, notes, "{path}");
    }
}

/// The standard has notes of its own, 注1 and NOTE: those of the editor are called otherwise wherever they are named.
#[test]
fn no_editors_note_has_the_name_of_a_note_of_the_standard() {
    for (lang, name) in [(Lang::Zh, "编"), (Lang::En, "Ed. ")] {
        let html = page(common::site(), &format!("{lang}/notes.html"));
        for (item, note) in select(&html, ".remark-number").into_iter().zip(select(&html, "li[data-note]")) {
            let number = note.attr("data-note").unwrap().trim_start_matches("note-").trim_start_matches('0');
            assert_eq!(item.text().collect::<String>(), format!("{name}{number}"));
        }
        let script = common::site().iter().find(|(path, _)| path.starts_with(&format!("assets/notes-{lang}")));
        let script = std::str::from_utf8(script.unwrap().1).unwrap();
        assert!(script.contains(&format!("\"label\":\"{name}13\"")), "{lang}");
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
