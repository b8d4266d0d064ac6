//! Made-up words, and workbooks taken apart.
#![allow(dead_code)] // each test uses its own part

#[path = "../../../exchange/tests/common/random.rs"]
pub(crate) mod random;

use std::io::{Cursor, Read, Write};

use dtmm_example::{NAMES, mixed};
use dtmm_exchange::{Arrival, Reader};
use dtmm_model::{LabelStyle, Lang, RequirementId};
use dtmm_scoring::{Assessment, Problem, Vocabulary};
use dtmm_view::{Names, Texts, Words};
use dtmm_workbook::{SheetsBy, WorkbookData, WorkbookLook, read_workbook, write_workbook};

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
