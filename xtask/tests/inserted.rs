//! Inserting an entry between two others: the order of the list counts, the serial is only a name.

use crate::common;

use dtmm_content::check::{check, check_draft};
use dtmm_content::diagnostic::{DiagnosticFormat, Severity, render};
use dtmm_content::document::Document;
use dtmm_content::load::Sources;
use dtmm_content::parse::fingerprint;
use dtmm_exchange::{Share, from_link, to_link};
use dtmm_model::Level;
use dtmm_scoring::{Answer, Assessment, EntryDetails, Method, Scope, Scorecard, read, write};
use dtmm_workspace::build::{self, BuildOptions};
use xtask::publish::publish;

const FILE: &str = "content/editions/2024-draft/clauses/production/quality-control.yaml";
const ZH: &str = "应分析质量数据；";
const ORDER: [&str; 4] = ["QLT-201", "QLT-204", "QLT-202", "QLT-203"];

/// The file with QLT-204 as the new b).
fn inserted(text: &str) -> String {
    let (before, after) = text.split_once("    - id: QLT-202\n      label: b\n").unwrap();
    let reviewed = fingerprint(ZH);
    let entry = format!(
        "    - id: QLT-204\n      label: b\n      modal: shall\n      zh: {ZH}\n      en: The enterprise shall analyse quality data.\n      reviewed: \"{reviewed}\"\n"
    );
    let after = after.replacen("      label: c\n", "      label: d\n", 1);
    format!("{before}{entry}    - id: QLT-202\n      label: c\n{after}")
}

fn change(sources: &mut Sources, path: &str, change: impl FnOnce(&str) -> String) {
    let text = change(&sources.get(path).unwrap().text);
    sources.insert(path.to_owned(), text.into_bytes());
}

/// Updates counts and sample for the new entry.
fn settle(sources: &mut Sources) {
    let counted = [("labelled", 379), ("assessable", 377), ("requirements", 362), ("shall", 342)];
    change(sources, "content/editions/2024-draft/standard.yaml", |text| {
        counted.iter().fold(text.to_owned(), |text, (name, n)| {
            text.replace(&format!("  {name}: {n}\n"), &format!("  {name}: {}\n", n + 1))
        })
    });
    change(sources, "content/editions/2024-draft/sample.yaml", |text| {
        text.replace("  QLT: FF/FFF/", "  QLT: FF/FPFF/")
    });
}

fn document() -> Document {
    let mut sources = dtmm_site::load(&common::root(), None).unwrap();
    change(&mut sources, FILE, inserted);
    settle(&mut sources);
    let outcome = check(&sources);
    let errors: Vec<_> = outcome.diagnostics.iter().filter(|one| one.severity == Severity::Error).cloned().collect();
    assert_eq!(render(&errors, &sources, DiagnosticFormat::Short, false), "");
    assert!(outcome.diagnostics.iter().any(|one| one.code == "unpublished-id" && one.help.contains("publish")));
    outcome.document.unwrap()
}

/// Checks that the identifiers, each after a given sign, are in printed order in a text.
fn in_order(text: &str, before: &str, what: &str) {
    let place = |id: &&str| text.find(&format!("{before}{id}")).unwrap_or_else(|| panic!("{what} lacks {id}"));
    assert!(ORDER.iter().map(place).is_sorted(), "{what}");
}

#[test]
fn pages_data_and_the_scorer_have_it_in_printed_order() {
    let document = document();
    let outline = document.standard.outline();
    assert_eq!(outline.to_string().parse(), Ok(outline.clone()));
    assert!(outline.to_string().contains("\nQLT rr|r04r02rr|"), "{outline}");
    let ids: Vec<_> = outline.items().map(|item| item.id.to_string()).filter(|id| id.starts_with("QLT-2")).collect();
    assert_eq!(ids, ORDER);

    let tree = common::rendered(&document, None);
    let text = |path: &str| std::str::from_utf8(tree.get(path).unwrap()).unwrap();
    for page in ["production/quality-control", "production", "standard", "level-2", "score"] {
        for lang in ["zh", "en"] {
            let path = format!("{lang}/{page}.html");
            in_order(text(&path), "data-requirement=\"", &path);
        }
    }
    in_order(text("data/model.json"), "\"", "data/model.json");
    in_order(text("data/requirements.csv"), "\n", "data/requirements.csv");
    in_order(text("data/oscal-catalog.json"), "\"id\":\"", "data/oscal-catalog.json");
    assert!(text("r/QLT-204.html").contains(ZH));
    let of = |start: &str| tree.iter().find(|(path, _)| path.starts_with(start)).unwrap().0;
    in_order(text(of("assets/texts-")), "\"", "the texts that search reads");
}

#[test]
fn scores_links_and_files_have_its_answer() {
    let outline = document().standard.outline();
    let mut assessment = Assessment::new(&outline.edition);
    for (item, index) in outline.items().zip(0..) {
        // Four different answers, so that none can be mistaken for another.
        let answer = Answer::ALL[index % 4];
        assessment.set(item, Some(answer), EntryDetails::NONE).unwrap();
    }
    let file = write(&assessment, &outline);
    in_order(&file, "\"", "the file");
    assert_eq!(read(file.as_bytes(), &outline).unwrap().assessment, assessment);
    let link = to_link(&outline, &assessment, Share::Whole);
    assert_eq!(from_link(&link, &outline).unwrap().assessment, assessment);

    let mut all: Vec<_> = outline.items().copied().collect();
    for item in &all {
        assessment.set(item, Some(Answer::Full), EntryDetails::NONE).unwrap();
    }
    let new = all.iter().position(|item| item.id.to_string() == ORDER[1]).unwrap();
    let (new, next) = (all.remove(new), all[new]);
    assert_eq!(next.id.to_string(), ORDER[2]);
    assessment.set(&next, Some(Answer::Not), EntryDetails::NONE).unwrap();
    assessment.set(&new, Some(Answer::Not), EntryDetails::NONE).unwrap();
    let level = Level::new(2).unwrap();
    let card = Scorecard::new(&outline, &assessment);
    let subdomain = Scope::from_key(&outline, "QLT").unwrap();
    let held: Vec<_> = card.gaps(subdomain, level, Method::Strict).unmet.iter().map(|gap| gap.id.to_string()).collect();
    assert_eq!(held, ORDER[1..3]);
}

#[test]
fn it_is_seen_before_counts_sample_and_list_are_settled_and_then_entered() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let sources = dtmm_site::load(&common::root(), None).unwrap();
    let put = |path: &str, bytes: &[u8]| {
        std::fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
        std::fs::write(root.join(path), bytes).unwrap();
    };
    for file in sources.iter() {
        put(&file.path, file.text.as_bytes());
    }
    for template in dtmm_workspace::project::templates(&common::root()).unwrap() {
        put(&format!("templates/{}", template.name), template.text.as_bytes());
    }
    for asset in dtmm_workspace::project::assets(&common::root()).unwrap() {
        put(&format!("site/assets/{}", asset.path), &asset.bytes);
    }
    let list = root.join("content/published.txt");
    let before = std::fs::read_to_string(&list).unwrap();
    assert_eq!(publish(root, None).unwrap().added, Some(Vec::new()), "everything is in the list");
    assert_eq!(std::fs::read_to_string(&list).unwrap(), before, "and the list is as it was");

    put(FILE, inserted(&sources.get(FILE).unwrap().text).as_bytes());
    let is_draft = |is_draft| build::build(root, None, &BuildOptions { is_draft, ..BuildOptions::default() }).unwrap();
    assert!(is_draft(false).tree.is_none(), "a site that is published has it settled");
    assert_eq!(publish(root, None).unwrap().added, None);
    let seen = is_draft(true);
    assert!(
        seen.tree.unwrap().get("zh/production/quality-control.html").unwrap().windows(7).any(|id| id == b"QLT-204")
    );
    let codes: Vec<_> = seen.diagnostics.iter().map(|one| one.code).collect();
    assert!(codes.contains(&"wrong-count") && codes.contains(&"wrong-sample") && codes.contains(&"unpublished-id"));
    assert!(seen.diagnostics.iter().all(|one| one.severity == Severity::Warning), "{:#?}", seen.diagnostics);

    let mut settled = dtmm_site::load(root, None).unwrap();
    settle(&mut settled);
    for path in ["content/editions/2024-draft/standard.yaml", "content/editions/2024-draft/sample.yaml"] {
        put(path, settled.get(path).unwrap().text.as_bytes());
    }
    let added = publish(root, None).unwrap().added.unwrap();
    assert!(added.contains(&"r/QLT-204.html".to_owned()), "{added:?}");
    assert!(added.contains(&"{lang}/production/quality-control.html#QLT-204".to_owned()), "{added:?}");
    let after = std::fs::read_to_string(&list).unwrap();
    assert!(before.lines().count() < after.lines().count() && after.starts_with("# Every address"));
    let known = check(&dtmm_site::load(root, None).unwrap()).diagnostics;
    assert!(known.is_empty(), "{known:#?}");
    assert!(check_draft(&dtmm_site::load(root, None).unwrap()).document.is_some());
}
