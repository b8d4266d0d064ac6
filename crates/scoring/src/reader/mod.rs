//! Reads an assessment file. Everything wrong with it is found in one run, each with its place; what
//! is only unknown is kept and reported.

mod entry;
mod parser;
mod part;
mod record;

use dtmm_model::Outline;

use crate::assessment::Assessment;
use crate::fold::Vocabulary;
use crate::json::{Cursor, JsonError};
use crate::problem::{Code, Problem, Raw, locate};
use parser::{AssessmentParser, FILE, FieldPath};

pub use parser::FORMAT;

/// An assessment as read, and what is worth saying about its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The assessment.
    pub assessment: Assessment,
    /// Unknown fields, foreign identifiers and another edition, in the order of the file.
    pub warnings: Vec<Problem>,
}

/// Reads an assessment file in UTF-8, in which answers are letters.
///
/// # Errors
/// All problems of the file, in its order, where at least one of them is an error.
pub fn read(bytes: &[u8], outline: &Outline) -> Result<Reading, Vec<Problem>> {
    match std::str::from_utf8(bytes) {
        Ok(text) => read_text(text, outline, &Vocabulary::NONE),
        Err(error) => {
            let at = error.valid_up_to();
            let good = bytes.get(..at).and_then(|good| std::str::from_utf8(good).ok()).unwrap_or_default();
            let good = good.strip_prefix(BYTE_ORDER_MARK).unwrap_or(good);
            Err(locate(good, vec![Raw { at, code: Code::NotUtf8, path: String::new(), entry: None }]))
        }
    }
}

/// Reads the text of an assessment file, in which answers may also be the words of a vocabulary.
///
/// # Errors
/// All problems of the file, in its order, where at least one of them is an error.
pub fn read_text(text: &str, outline: &Outline, words: &Vocabulary) -> Result<Reading, Vec<Problem>> {
    let body = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let mut reader = AssessmentParser::new(Cursor::new(body), outline, words);
    if let Err(JsonError { at, code }) = reader.file() {
        let entry = reader.within.map(|id| id.to_string()).unwrap_or_default();
        reader.problem(at, code, if entry.is_empty() { FILE } else { FieldPath("answers", &entry, "") });
    }
    reader.assessment.sort();
    let failed = reader.problems.iter().any(|problem| problem.code.is_error());
    let problems = locate(body, reader.problems);
    if failed { Err(problems) } else { Ok(Reading { assessment: reader.assessment, warnings: problems }) }
}

/// Whether a text is one whole JSON value and nothing else.
pub fn is_json(text: &str) -> bool {
    let mut cursor = Cursor::new(text);
    cursor.skip().and_then(|()| cursor.end()).is_ok()
}

const BYTE_ORDER_MARK: char = '\u{feff}';
