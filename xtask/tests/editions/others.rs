//! What the page of changes says beside the words of the entries: every place that differs, once.

use dtmm_content::check::check;
use dtmm_content::diagnostic::Severity;
use dtmm_content::load::Sources;
use dtmm_site::Editions;
use scraper::Html;

use crate::common;

/// One place that differs: its file, the words there before and after, and what the English page calls it.
const DIFFERENT: [(&str, &str, &str, &str); 15] = [
    ("standard.yaml", "T/CCUA 0000-2024", "T/CCUA 0001-2026", "Number of the standard"),
    ("standard.yaml", "draft for comments", "draft for approval", "Stage of the standard"),
    ("standard.yaml", "Publication date 2024-x-xx", "Publication date 2026-x-xx", "Cover"),
    ("text/en/1-scope.md", "is applicable to", "applies to", "Section: 1 Scope"),
    ("text/en/foreword.md", "title: Foreword", "title: Preface", "Section: Preface"),
    ("standard.yaml", "begin to plan the", "plan the", "Description of a level: Level 1"),
    (
        "clauses/production.yaml",
        "subdomains: planning",
        "following: planning",
        "Introduction of a domain: Digitalized production",
    ),
    (
        "clauses/production.yaml",
        "Maturity requirements for digitalized production",
        "Maturity requirements of digitalized production",
        "Table title of a domain: Digitalized production",
    ),
    ("clauses/data/data-assets.yaml", "EXAMPLE Matters such as", "EXAMPLE For instance,", "Examples of DAS-201"),
    (
        "clauses/production/quality-control.yaml",
        "information, analyse customer",
        "information, study customer",
        "Translation of QLT-102 (the original text is unchanged)",
    ),
    ("terms.yaml", "Note 1 to entry: The process", "Note 1 to entry: This process", "Term: process industry"),
    ("terms.yaml", "2024, 3.1]", "2024, 3.9]", "Term: process industry"),
    ("terms.yaml", "measure of the development", "degree of the development", "Term: digital transformation maturity"),
    ("abbreviations.yaml", "Manufacturing Execution System", "Manufacturing Execution Systems", "Abbreviation: MES"),
    ("references.yaml", "Code for design of data centers", "Code for data centers", "Cited document: GB 50174-2017"),
];

/// The real content, and a next edition of it with these differences and two entries in each other's place. The notes,
/// which quote the words of the first, are left out.
fn two() -> Sources {
    let mut sources = dtmm_site::load(&common::root(), None).unwrap();
    let copies: Vec<_> =
        sources.iter().filter(|file| file.edition.is_some() && !file.name.starts_with("notes/")).cloned().collect();
    for file in copies {
        let mut text = file.text.clone();
        for (_, before, after, place) in DIFFERENT.iter().filter(|(name, ..)| *name == file.name) {
            assert!(text.contains(before), "{place}");
            text = text.replace(before, after);
        }
        if file.name == "clauses/production/quality-control.yaml" {
            text = text.replace("QLT-201\n      label: a", "QLT-201\n      label: b");
            text = text.replace("QLT-202\n      label: b", "QLT-202\n      label: a");
            let (first, second) = (text.find("    - id: QLT-201").unwrap(), text.find("    - id: QLT-202").unwrap());
            let end = text.find("    - id: QLT-203").unwrap();
            text = [&text[..first], &text[second..end], &text[first..second], &text[end..]].concat();
        }
        sources.insert(format!("{}/editions/2026/{}", sources.folder(), file.name), text.into_bytes());
    }
    sources.insert(format!("{}/editions/2026/changes.yaml", sources.folder()), b"[]\n".to_vec());
    let model = format!("{}/model.yaml", sources.folder());
    let text = sources.get(&model).unwrap().text.replacen("2024-draft", "2024-draft, 2026", 1);
    sources.insert(model, text.into_bytes());
    sources
}

#[test]
fn every_place_that_differs_is_listed_once() {
    let sources = two();
    let outcome = check(&sources);
    let errors: Vec<_> = outcome.diagnostics.iter().filter(|one| one.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let newest = outcome.document.unwrap();
    let site = common::rendered_editions(Editions { newest: &newest, earlier: &outcome.earlier }, None);
    let listed = |lang: &str| {
        let html = std::str::from_utf8(site.get(&format!("{lang}/changes.html")).unwrap()).unwrap();
        let html = Html::parse_document(html);
        let heads = common::select(&html, "section[aria-labelledby=others] h3");
        heads.iter().map(|head| head.text().collect::<String>()).collect::<Vec<_>>()
    };
    let mut wanted: Vec<_> = DIFFERENT.iter().map(|(.., place)| (*place).to_owned()).collect();
    wanted.extend(["QLT-201", "QLT-202"].map(|id| format!("Label printed before {id}")));
    wanted.sort();
    wanted.dedup();
    let mut english = listed("en");
    english.sort();
    assert_eq!(english, wanted);
    // In Chinese only what the labels and the number say is different.
    assert_eq!(listed("zh"), ["标准编号", "条款 QLT-202 前的列项编号", "条款 QLT-201 前的列项编号"]);
}
