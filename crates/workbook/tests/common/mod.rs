//! Made-up words, random assessments, and workbooks taken apart.
#![allow(dead_code)] // each test uses its own part

use std::io::{Cursor, Read, Write};

use dtmm_example::{EDITION, NAMES, mixed};
use dtmm_exchange::{Arrival, Reader};
use dtmm_model::{Item, LabelStyle, Lang, Level, Outline, RequirementId};
use dtmm_scoring::{
    Answer, Assessment, CustomWeights, EntryDetails, Method, Problem, Scope, Vocabulary, Weights, read,
};
use dtmm_view::{Names, Texts, Words};
use dtmm_workbook::{SheetsBy, WorkbookData, WorkbookLook, read_workbook, write_workbook};
use proptest::prelude::*;
use proptest::sample::Index;

/// Words of the workbook, then those of the other language that a reader knows as well.
const WORDS: [(&str, &str); 28] = [
    ("full", "Fully"),
    ("largely", "Largely"),
    ("partly", "Partly"),
    ("not", "Not"),
    ("not_applicable", "Not applicable"),
    ("csv_id", "identifier"),
    ("csv_domain", "domain"),
    ("csv_subdomain", "subdomain"),
    ("csv_level", "level"),
    ("csv_letter", "label"),
    ("csv_text", "text"),
    ("csv_kind", "kind"),
    ("csv_answer", "F L P N NA"),
    ("field_reason", "Why not applicable"),
    ("note", "Note"),
    ("evidence", "Evidence"),
    ("owner", "Owner"),
    ("due", "Due"),
    ("workbook_answer", "Answer"),
    ("workbook_guide", "Guide"),
    ("workbook_unowned", "No owner"),
    ("workbook_count", "Entries: {count}"),
    ("requirement", "requirement"),
    ("recommendation", "recommendation"),
    ("known_full", "全部满足"),
    ("known_csv_id", "编号"),
    ("known_csv_answer", "作答"),
    ("known_answers_in_full", "全部满足 | 大部分满足 | 部分满足 | 不满足 | 不适用"),
];

pub(crate) fn words() -> Words {
    Words::new(WORDS.map(|(key, word)| (format!("score_{key}"), word.to_owned())))
}

pub(crate) fn vocabulary() -> Vocabulary {
    words().vocabulary()
}

pub(crate) fn names() -> Names {
    Names(NAMES.map(|(key, name)| (key.to_owned(), name.to_owned())).to_vec())
}

/// Every entry has the same words.
pub(crate) struct Pages;

impl Texts for Pages {
    fn of(&self, id: RequirementId) -> Option<(String, String)> {
        Some((char::from(b'a' + id.serial - 1).to_string(), "应 \"establish\" <it>,\n-1;".to_owned()))
    }

    fn labels(&self) -> LabelStyle {
        "a)".parse().unwrap()
    }
}

/// The workbook of an assessment against the mixed standard.
pub(crate) fn written(assessment: &Assessment, by: SheetsBy) -> Vec<u8> {
    let (outline, words, names) = (mixed(), words(), names());
    let data = WorkbookData { outline: &outline, assessment, words: &words, names: &names, texts: &Pages };
    write_workbook(&data, &WorkbookLook { lang: Lang::En, by, home: Some("https://example.org/") })
}

pub(crate) fn arrived(bytes: &[u8]) -> Result<Arrival, Vec<Problem>> {
    let (outline, words) = (mixed(), vocabulary());
    let reader = Reader { outline: &outline, earlier: &[], words: &words, gb18030: &|_| None };
    let opened = read_workbook(&reader, bytes).map_err(|refused| refused.problems)?;
    Ok(opened.arrivals.into_iter().next().unwrap())
}

pub(crate) fn left_out(arrival: &Arrival) -> Vec<String> {
    let line = |one: &dtmm_exchange::LeftOut| format!("{} {} {} {}", one.sheet, one.line, one.reason.key(), one.id);
    arrival.left_out.iter().map(line).collect()
}

/// The parts of a workbook, by a library that is not ours.
pub(crate) fn unpacked(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        parts.push((part.name().unwrap().into_owned(), text));
    }
    parts
}

/// A workbook of these parts, by the same library: half of it packed, half of it not.
pub(crate) fn repacked(parts: &[(String, String)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let methods = [zip::CompressionMethod::Deflated, zip::CompressionMethod::Stored];
    for ((name, text), method) in parts.iter().zip(methods.into_iter().cycle()) {
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        archive.start_file(name, options).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Texts that a table, a spreadsheet or a link could stumble over.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => Just(String::new()),
        2 => "[ -~]{0,9}",
        2 => "\\PC{0,6}",
        1 => "['=+@＝\t\r-]{0,4}[a-c]?",
        2 => "[\",;\t\r\n a]{0,6}",
        1 => "[␀␤␍␛\r\n a]{0,6}",
        1 => "[\u{0}-\u{1f}\\\\\"\u{7f}\u{2028}\u{feff}]{0,5}",
    ]
}

prop_compose! {
    fn details()(
        reason in text(), note in text(), owner in text(), evidence in proptest::collection::vec(text(), 0..4),
        due in proptest::option::of(1u32..=28), kept in any::<bool>(),
    ) -> EntryDetails {
        let due = due.map_or(String::new(), |day| format!("2028-02-{day:02}"));
        let kept = if kept { vec![("rated-by".to_owned(), "{\"n\":[1.50,\"李\"]}".to_owned())] } else { vec![] };
        EntryDetails { reason, note, owner, due, evidence, kept }
    }
}

/// What other programs and editions put into a file.
const FOREIGN: &str = r#"{"format": "dtmm-assessment/1", "edition": "first", "targets": {"moon": 2},
    "tailored": {"XYZ": "x"}, "answers": {"XYZ-101": "F", "八.六": {"a": ["\n  "]}}, "color": {"b": null}}"#;

prop_compose! {
    /// An assessment with anything that one can have.
    pub(crate) fn assessment(outline: Outline)(
        texts in [text(), text(), text()], date in any::<bool>(), method in proptest::option::of(0usize..4), weights in 0usize..4,
        targets in proptest::collection::vec((any::<Index>(), 1u8..=5), 0..3),
        tailored in proptest::collection::vec((any::<Index>(), text()), 0..3),
        entries in proptest::collection::vec((any::<Index>(), proptest::option::of(0usize..5), details()), 0..30),
        foreign in any::<bool>(),
    ) -> Assessment {
        let mut assessment =
            if foreign { read(FOREIGN.as_bytes(), &outline).unwrap().assessment } else { Assessment::new(EDITION) };
        [assessment.title, assessment.organization, assessment.scope] = texts;
        assessment.date = if date { "2028-02-29".into() } else { String::new() };
        assessment.profile = method.map(|index| Method::ALL[index]);
        let custom: Vec<u16> = (0..outline.domains.len()).map(|place| (place as u16 + 1) * 3 % 7).collect();
        let custom = CustomWeights::new(&outline, &custom).map(Weights::Custom);
        assessment.weights = [None, Some(Weights::Subdomain), Some(Weights::Domain), custom][weights].clone();
        let scopes: Vec<Scope> = Scope::all(&outline).collect();
        for (index, level) in targets {
            assessment.set_target(index.get(&scopes).key(&outline), Level::new(level));
        }
        let items: Vec<Item> = outline.items().copied().collect();
        for (index, reason) in tailored {
            // What is refused, here and below, changes nothing.
            let _ = assessment.set_tailored(index.get(&items).id.cell.subdomain, Some(&reason));
        }
        for (index, answer, details) in entries {
            let _ = assessment.set(index.get(&items), answer.map(|index| Answer::ALL[index]), details);
        }
        assessment
    }
}
