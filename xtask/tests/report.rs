//! The report as a document: it says what the page says, and programs that are not ours open it.

use crate::common;

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};
use std::process::Command;

use dtmm_model::Lang;
use dtmm_scoring::Assessment;
use dtmm_workspace::report;
use scraper::Html;
use tempfile::TempDir;
use xtask::reading::Readable;

const DAY: &str = "2026-11-30";

/// A plant with a few answers and all that can be said beside one.
fn plant() -> Assessment {
    let file = fs::read(common::root().join("xtask/tests/convert/plant-a.json")).unwrap();
    Readable::new(common::document()).read_one(&file).unwrap().assessment
}

/// An assessment with every entry fully met.
fn full() -> Assessment {
    let outline = common::document().standard.outline();
    let mut assessment = Assessment::new(&outline.edition);
    for item in outline.items() {
        assessment.set_answer(item, Some(dtmm_scoring::Answer::Full)).unwrap();
    }
    assessment
}

fn docx(assessment: &Assessment, lang: Lang) -> Vec<u8> {
    report::docx(common::document(), common::site(), assessment, lang, DAY).unwrap()
}

/// A part of a document.
fn part(docx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The words of a part, without spaces.
fn words(xml: &str) -> String {
    let words = Html::parse_fragment(xml).root_element().text().collect::<String>();
    words.split_whitespace().collect()
}

#[test]
fn every_entry_stands_in_it_with_its_words_in_both_languages() {
    for lang in Lang::ALL {
        let found = words(&part(&docx(&plant(), lang), "word/document.xml"));
        for (_, subdomain) in common::document().standard.subdomains() {
            assert!(found.contains(&*squeezed(subdomain.name.get(lang))), "{}", subdomain.name.get(lang));
            for entry in subdomain.cells.iter().flat_map(|cell| &cell.entries) {
                assert!(found.contains(&entry.id.to_string()), "{}", entry.id);
                assert!(found.contains(&*squeezed(entry.text.get(lang))), "{}", entry.id);
            }
        }
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn it_says_what_the_page_says_of_the_answers() {
    let docx = docx(&plant(), Lang::En);
    let found = words(&part(&docx, "word/document.xml"));
    let assessment = plant();
    for text in [&assessment.title, &assessment.organization] {
        assert!(!text.is_empty() && found.contains(&squeezed(text)), "{text}");
    }
    let (id, details) = common::document()
        .standard
        .outline()
        .items()
        .map(|item| (item.id, assessment.details(item.id).clone()))
        .find(|(_, details)| !details.note.is_empty())
        .unwrap();
    assert!(found.contains(&squeezed(&details.note)), "the note on {id}");
    assert!(!found.contains("data-list"), "no markup of the page is left");
}

#[test]
fn the_radar_is_a_chart_where_there_is_one_to_draw() {
    let docx = docx(&full(), Lang::Zh);
    let chart = part(&docx, "word/charts/chart1.xml");
    assert_eq!(chart.matches("<c:v>5</c:v>").count(), common::document().standard.outline().domains.len());
    assert!(part(&docx, "word/document.xml").contains("<c:chart r:id=\"rIdChart\"/>"));
    let empty = self::docx(&Assessment::new("2024-draft"), Lang::Zh);
    assert!(!part(&empty, "[Content_Types].xml").contains("chart"));
}

#[test]
fn its_parts_fit_together() {
    for assessment in [plant(), full(), Assessment::new("2024-draft")] {
        let docx = docx(&assessment, Lang::Zh);
        assert!(docx == self::docx(&assessment, Lang::Zh), "the same bytes each time");
        let names: BTreeSet<String> = zip::ZipArchive::new(Cursor::new(&docx))
            .unwrap()
            .file_names()
            .map(|name| name.unwrap().into_owned())
            .collect();
        let types = Html::parse_fragment(&part(&docx, "[Content_Types].xml"));
        for of in common::select(&types, "Override") {
            let name = of.attr("partname").unwrap().trim_start_matches('/');
            assert!(names.contains(name), "{name}");
        }
        let body = Html::parse_fragment(&part(&docx, "word/document.xml"));
        let marks: Vec<&str> = common::select(&body, "*")
            .iter()
            .filter(|one| one.value().name() == "w:bookmarkstart")
            .map(|one| one.attr("w:name").unwrap())
            .collect();
        assert_eq!(marks.iter().collect::<BTreeSet<_>>().len(), marks.len());
        let links = common::select(&body, "*");
        let links =
            links.iter().filter(|one| one.value().name() == "w:hyperlink").map(|one| one.attr("w:anchor").unwrap());
        assert_eq!(links.collect::<Vec<_>>(), marks, "the list of contents leads to every heading");
    }
}

#[test]
fn the_command_writes_it_and_overwrites_nothing() {
    let scratch = TempDir::new().unwrap();
    let out = scratch.path().join("report.docx").display().to_string();
    let write = ["report", "xtask/tests/convert/plant-a.json", "--lang", "en", "-o", &out];
    let written = common::run(&write);
    assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
    assert!(part(&fs::read(&out).unwrap(), "word/document.xml").contains("Self-assessment report"));
    fs::write(&out, "mine").unwrap();
    assert!(!common::run(&write).status.success());
    assert_eq!(fs::read(&out).unwrap(), b"mine");
    let refused = common::run(&["report", "xtask/tests/report.rs", "-o", &format!("{out}.docx")]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("error["));
}

/// Reads its headings, its tables and its title as a program does, then changes a word and saves it.
const EDIT: &str = r#"
import sys, docx
document = docx.Document(sys.argv[1])
headings = [one.text for one in document.paragraphs if one.style.name.startswith("Heading")]
assert len(headings) > 10 and all(headings), headings
assert document.paragraphs[0].style.name == "Subtitle" and document.paragraphs[1].style.name == "Title"
assert len(document.tables) > 30
for table in document.tables:
    assert len(table.columns) > 1 and all(len(row.cells) == len(table.columns) for row in table.rows)
assert document.core_properties.title
document.paragraphs[1].runs[0].text = "edited"
document.save(sys.argv[2])
"#;

#[test]
fn python_docx_reads_and_edits_it() {
    let Some(python) = common::python_with("docx", "python-docx==1.2.0") else { return };
    let scratch = TempDir::new().unwrap();
    let [first, second, script] = ["a.docx", "b.docx", "edit.py"].map(|name| scratch.path().join(name));
    fs::write(&script, EDIT).unwrap();
    for lang in Lang::ALL {
        fs::write(&first, docx(&full(), lang)).unwrap();
        let edited = Command::new(&python).args([&script, &first, &second]).output().unwrap();
        assert!(edited.status.success(), "{}", String::from_utf8_lossy(&edited.stderr));
    }
}

#[test]
fn libreoffice_saves_it_with_nothing_lost() {
    let Some(office) = common::office("report.txt", "docx") else { return };
    let scratch = TempDir::new().unwrap();
    let (first, saved) = (scratch.path().join("a.docx"), scratch.path().join("saved"));
    for lang in Lang::ALL {
        let written = docx(&full(), lang);
        fs::write(&first, &written).unwrap();
        common::save_as(&office, &first, "docx", &saved);
        let back = fs::read(saved.join("a.docx")).unwrap();
        let [before, after] = [&written, &back].map(|docx| words(&part(docx, "word/document.xml")));
        let before = before.replace("TOC\\o\"1-2\"\\h\\n", "");
        let outline = common::document().standard.outline();
        let lost: Vec<_> = outline.items().filter(|item| !after.contains(&item.id.to_string())).collect();
        assert!(lost.is_empty(), "{lost:?}");
        assert!(after.len() + 50 > before.len(), "{} characters, then {}", before.len(), after.len());
    }
}
