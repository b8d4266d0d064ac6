//! The engine of workbooks: writes an assessment as one, and reads one for the engine that takes files in.

use dtmm_model::Lang;
use dtmm_scoring::{Vocabulary, read_text, write};
use dtmm_view::{left_out_notice, problem_lines};
use dtmm_workbook::{SheetsBy, WorkbookData, WorkbookLook};
use wasm_bindgen::prelude::*;

use crate::data::Data;
use crate::file_reader::reader;
use crate::handover::hand_over;
use crate::page::data;

/// Writes the file of an assessment as a workbook in the language of the page, with a sheet for each domain, or for each
/// owner if `by_owner`. `home` is the address of the site, where it is known.
///
/// # Errors
/// A page without the words and the outline, or a file that cannot be read.
#[cfg_attr(feature = "workbooks", wasm_bindgen(js_name = writeWorkbook))]
pub fn write_workbook(file: &str, lang: &str, by_owner: bool, home: Option<String>) -> Result<Vec<u8>, JsValue> {
    let Data { outline, words, names, texts, .. } = data()?;
    let reading = read_text(file, &outline, &Vocabulary::NONE).map_err(|_| "no file")?;
    let data = WorkbookData {
        outline: &outline,
        assessment: &reading.assessment,
        words: &words,
        names: &names,
        texts: &texts,
    };
    let look = WorkbookLook {
        lang: Lang::ALL.into_iter().find(|one| one.key() == lang).ok_or("no language")?,
        by: if by_owner { SheetsBy::Owner } else { SheetsBy::Domain },
        home: home.as_deref(),
    };
    Ok(dtmm_workbook::write_workbook(&data, &look))
}

/// Reads a workbook, and gives what became of it as a text that the importer takes.
///
/// # Errors
/// A page without the words and the outline.
#[cfg_attr(feature = "workbooks", wasm_bindgen(js_name = readWorkbook))]
pub fn read_workbook(bytes: &[u8]) -> Result<String, JsValue> {
    let Data { outline, words, earlier, .. } = data()?;
    let vocabulary = words.vocabulary();
    let reader = reader(&outline, &earlier.outlines, &vocabulary);
    Ok(match dtmm_workbook::read_workbook(&reader, bytes) {
        Ok(opened) => {
            // A workbook is one assessment.
            let first = opened.arrivals.first();
            let said = first.and_then(|one| left_out_notice(&words, &one.left_out)).unwrap_or_default();
            hand_over(&said, &first.map(|one| write(&one.assessment, &outline)).unwrap_or_default())
        }
        Err(refused) => hand_over(&problem_lines(&words, &refused.problems).join(" "), ""),
    })
}

/// Reads a workbook of comments, and gives its first sheet as the text of a table; nothing where it cannot be read.
#[cfg_attr(feature = "workbooks", wasm_bindgen(js_name = firstTable))]
pub fn first_table(bytes: &[u8]) -> Option<String> {
    dtmm_workbook::first_table(bytes).ok()
}
