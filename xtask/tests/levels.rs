//! Made-up standards of 2, 3 and 9 levels in the site: with codes of several lengths, labels of several kinds, and
//! cells that ask nothing.

use std::collections::BTreeMap;

use dtmm_content::document::Document;
use dtmm_model::{
    Bilingual, Cell, CellId, Domain, DomainNumbers, Entry, Example, Level, LevelText, Modal, RequirementId, Slug,
    Standard, StandardHead, Subdomain, SubdomainCode,
};
use dtmm_site::Tree;
use scraper::{ElementRef, Html};
use serde_json::Value;

use crate::common::{self, select};

/// A standard with this many levels, whose labels are printed as this sample shows. `QM-2` has no entries.
fn standard(level_count: usize, sample: &str) -> Standard {
    let head = StandardHead {
        id: "made-up".to_owned(),
        number: Some("MU 1".to_owned()),
        edition: "2030".to_owned(),
        title: both("Work in a laboratory"),
        level_count,
        labels: sample.parse().unwrap(),
        empty_cells: true,
        scoring: dtmm_model::Scoring::USUAL,
    };
    let label = |index: usize| head.labels.nth(index);
    let level = |level: Level| LevelText {
        level,
        label: label(level.index()),
        name: both(&format!("Step {level}")),
        text: Some(both(&format!("What is asked at step {level}."))),
    };
    let entry = |cell: CellId, serial: u8| Entry {
        id: RequirementId { cell, serial },
        label: label(serial.into()),
        modal: Modal::Shall,
        conditional: false,
        text: both(&format!("Requirement {serial} of {cell}.")),
        examples: vec![Example { label: None, text: both("EXAMPLE Whatever is at hand.") }],
    };
    let subdomain = |code: &str, slug: &str| {
        let code: SubdomainCode = code.parse().unwrap();
        let cell = |level: Level| {
            let id = CellId { subdomain: code, level };
            let count = if id.to_string() == "QM-2" { 0 } else { 2 };
            Cell { id, entries: (1..=count).map(|serial| entry(id, serial)).collect() }
        };
        let slug: Slug = slug.parse().unwrap();
        Subdomain { code, name: both(slug.as_str()), slug, cells: Level::first(level_count).map(cell).collect() }
    };
    let domain = Domain {
        slug: "laboratory".parse().unwrap(),
        numbers: Some(DomainNumbers { clause: "8.1".to_owned(), table: 2 }),
        name: both("Laboratory"),
        intro: Some(both("What a laboratory does.")),
        caption: Some(both("Laboratory")),
        subdomains: vec![subdomain("QM", "management"), subdomain("TOOLS", "tools")],
    };
    Standard::new(head.clone(), Level::first(level_count).map(level).collect(), vec![domain]).unwrap()
}

fn both(text: &str) -> Bilingual {
    Bilingual { zh: text.to_owned(), en: text.to_owned() }
}

/// The site of a standard, with the words and the running text of the real one.
fn site(standard: Standard) -> Tree {
    let real = common::document();
    let document =
        Document { standard, notes: Vec::new(), redirects: Vec::new(), stale: Default::default(), ..real.clone() };
    common::rendered(&document, None)
}

fn page(site: &Tree, path: &str) -> Html {
    Html::parse_document(std::str::from_utf8(site.get(path).unwrap_or_else(|| panic!("no {path}"))).unwrap())
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

const NOTHING: &str = "No entries at this level";

#[test]
fn pages_have_as_many_levels_as_the_standard() {
    for count in [2, 3, 9] {
        let site = site(standard(count, "a)"));
        let levels = (1..=9).filter(|level| site.get(&format!("en/level-{level}.html")).is_some());
        assert_eq!(levels.collect::<Vec<_>>(), (1..=count).collect::<Vec<_>>());
        for path in ["en/standard.html", "en/laboratory.html", "en/laboratory/tools.html"] {
            let page = page(&site, path);
            assert_eq!(select(&page, "table.levels thead th").len(), count, "{path}");
            for row in select(&page, "table.levels tbody tr:not(.name)") {
                assert_eq!(row.child_elements().count(), count, "{path}");
            }
            for name in select(&page, "table.levels tr.name th") {
                assert_eq!(name.attr("colspan"), Some(&*count.to_string()));
            }
            assert_eq!(select(&page, "table.many").len(), usize::from(count > 6), "{path}");
        }
        let home = page(&site, "en/index.html");
        for row in select(&home, ".map tr[data-row]") {
            assert_eq!(row.child_elements().count(), count + 1);
        }
        assert_eq!(select(&home, ".map tr.domain th")[0].attr("colspan"), Some(&*(count + 1).to_string()));
        let text = page(&site, "en/standard.html");
        for figure in ["#figure-1", "#figure-2"] {
            let boxes = select(&text, &format!("{figure} g[class^=l] rect"));
            let right =
                |rect: &ElementRef<'_>| ["x", "width"].map(|name| rect.attr(name).unwrap().parse::<u32>().unwrap());
            assert_eq!(boxes.len(), count);
            assert!(boxes.iter().map(right).all(|[x, width]| width > 40 && x + width <= 672), "{figure} {count}");
        }
    }
}

#[test]
fn a_cell_without_entries_says_so() {
    let site = site(standard(3, "a)"));
    for (path, cell) in [
        ("en/laboratory/management.html", "#QM-2"),
        ("en/laboratory.html", "#QM-2"),
        ("en/standard.html", "#QM-2"),
        ("en/level-2.html", "#QM-2"),
        ("en/score.html", "#QM-2"),
        ("en/index.html", ".map a[href$=\"#QM-2\"]"),
    ] {
        let page = page(&site, path);
        let cell = select(&page, cell)[0];
        assert!(words(cell).contains(NOTHING), "{path}: {}", words(cell));
        assert_eq!(select(&page, "ol.entries:empty").len(), 0, "{path}");
    }
    assert!(words(page(&site, "en/report.html").root_element()).contains(NOTHING));
    assert!(words(page(&site, "r/QM-101.html").root_element()).contains(NOTHING));
    let markdown = std::str::from_utf8(site.get("data/standard-en.md").unwrap()).unwrap();
    assert!(markdown.contains(&format!("  - Step 2 (QM-2)\n    - {NOTHING}\n")));
}

#[test]
fn labels_are_printed_as_the_standard_says() {
    for (sample, printed) in [("a)", "b)"), ("(a)", "(b)"), ("1.", "2."), ("1", "2"), ("none", "TOOLS-101")] {
        let site = site(standard(3, sample));
        let label = |path: &str| words(select(&page(&site, path), "[data-requirement=TOOLS-101] .letter")[0]);
        assert_eq!(label("en/laboratory/tools.html"), printed);
        let record = page(&site, "r/TOOLS-101.html");
        let place = words(select(&record, "h1 [lang=en]")[0]);
        let json: Value = serde_json::from_slice(site.get("data/r/TOOLS-101.json").unwrap()).unwrap();
        if sample == "none" {
            assert_eq!(place, "tools, Step 1");
            assert_eq!((json["letter"].clone(), select(&record, ".pair .letter").len()), (Value::Null, 0));
        } else {
            // Where marks follow it, a label does without its full stop.
            assert_eq!(place, format!("tools, Step 1, {}", printed.trim_end_matches('.')));
            let cited = words(select(&record, ".citations code[lang=en]")[0]);
            assert!(cited.contains(&format!("8.1, Table 2, {place}")), "{cited}");
            assert_eq!(json["letter"], printed.trim_matches(['(', ')', '.']));
        }
    }
}

#[test]
fn data_files_follow_the_schemas_of_their_standard() {
    for (count, sample) in [(2, "a)"), (3, "none"), (9, "1.")] {
        let site = site(standard(count, sample));
        let json = |path: &str| serde_json::from_slice::<Value>(site.get(path).unwrap()).unwrap();
        let follows = |path: &str, schema: &str| {
            let validator = jsonschema::validator_for(&json(schema)).unwrap();
            let value = json(path);
            let faults: Vec<String> = validator.iter_errors(&value).map(|fault| fault.to_string()).collect();
            assert!(faults.is_empty(), "{path} {count}: {faults:?}");
        };
        follows("data/model.json", "data/model.schema.json");
        follows("data/r/TOOLS-201.json", "data/requirement.schema.json");
        let schema = json("data/assessment.schema.json");
        assert_eq!(schema["properties"]["targets"]["additionalProperties"]["maximum"], count);
        let answers = schema["properties"]["answers"]["patternProperties"].as_object().unwrap();
        assert_eq!(*answers.keys().next().unwrap(), format!("^[A-Z]{{2,5}}-[1-{count}](0[1-9]|[1-9][0-9])$"));
        for schema in ["assessment", "model", "requirement", "score"] {
            let text = String::from_utf8(site.get(&format!("data/{schema}.schema.json")).unwrap().to_vec()).unwrap();
            assert!(!text.contains('@'), "{schema}: a value is not filled in");
        }
    }
}

/// The script that sets a global.
fn script(site: &Tree, name: &str) -> Value {
    let starts = format!("assets/{name}-");
    let (_, bytes) = site.iter().find(|(path, _)| path.starts_with(&starts)).unwrap();
    let text = std::str::from_utf8(bytes).unwrap();
    let json = text.split_once('=').unwrap().1;
    serde_json::Deserializer::from_str(json).into_iter().next().unwrap().unwrap()
}

#[test]
fn scripts_know_the_labels_and_the_cells() {
    let site = site(standard(3, "(1)"));
    let texts = script(&site, "texts");
    assert_eq!(texts["labels"], serde_json::json!(["(", ")"]));
    let cells = &texts["domains"][0]["subdomains"][0]["cells"];
    let counts: BTreeMap<_, _> = cells
        .as_array()
        .unwrap()
        .iter()
        .map(|cell| (cell["id"].as_str().unwrap(), cell["entries"].as_array().unwrap().len()))
        .collect();
    assert_eq!(counts, BTreeMap::from([("QM-1", 2), ("QM-2", 0), ("QM-3", 2)]));
    assert_eq!(texts["domains"][0]["subdomains"][1]["cells"][2]["entries"][1]["letter"], "3");
}
