//! What became of a file, as JSON and for people.

use dtmm_content::document::Document;
use dtmm_exchange::{LeftOut, Notice};
use dtmm_scoring::Problem;
use serde::Serialize;

use crate::reading::word;
use crate::terminal::{plain, short};

/// The form to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// The file of the page; of several assessments one a line.
    Json,
    /// The table of the page, with Chinese words.
    Csv,
}

/// What came of a file.
#[derive(Debug)]
pub struct Conversion {
    /// The assessment in the other form; nothing where the file was refused.
    pub text: Option<String>,
    /// What became of it, as JSON objects, one a line.
    pub json: String,
    /// The same for people.
    pub human: String,
}

#[derive(Serialize)]
pub(super) struct Report<'a> {
    pub(super) source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) line: Option<usize>,
    pub(super) form: Option<&'a str>,
    pub(super) encoding: Option<&'a str>,
    #[serde(flatten)]
    pub(super) outcome: Outcome<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Outcome<'a> {
    Read {
        standard: &'a str,
        edition: &'a str,
        taken: Taken<'a>,
        kept: &'a [String],
        left_out: Vec<Left<'a>>,
        notices: Vec<&'a str>,
    },
    Refused {
        problems: Vec<Wrong<'a>>,
    },
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Taken<'a> {
    Answers { answers: usize, fields: &'a [&'a str] },
    Comments { comments: usize, fields: &'a [&'a str] },
}

#[derive(Serialize)]
pub(super) struct Left<'a> {
    pub(super) line: usize,
    pub(super) id: &'a str,
    pub(super) reason: &'a str,
}

#[derive(Serialize)]
pub(super) struct Wrong<'a> {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) code: &'a str,
    pub(super) path: &'a str,
    pub(super) message: String,
}

impl<'a> Left<'a> {
    pub(super) fn of(one: &'a LeftOut) -> Left<'a> {
        Left { line: one.line, id: &one.id, reason: one.reason.key() }
    }
}

impl<'a> Wrong<'a> {
    pub(super) fn of(document: &'a Document, problem: &'a Problem) -> Wrong<'a> {
        let code = problem.code.key();
        let message = word(document, "problem", code);
        Wrong { line: problem.line, column: problem.column, code, path: &problem.path, message }
    }
}

/// The report as one line of JSON.
pub(super) fn line(report: &Report<'_>) -> String {
    // Keys that are text cannot fail.
    serde_json::to_string(report).unwrap_or_default() + "\n"
}

/// What was left out, and what else is to be known, for people.
pub(super) fn rest(document: &Document, left_out: &[LeftOut], notices: &[Notice]) -> String {
    let mut told = String::new();
    for LeftOut { line, id, reason } in left_out {
        let why = word(document, "left", reason.key());
        told += &format!("  left out: line {line}, {}: {why}\n", plain(&short(id)));
    }
    for notice in notices {
        told += &match notice {
            Notice::EncodingGuessed(sample) => format!("  read as GB 18030, for example: {}\n", plain(sample)),
            Notice::OtherEdition(edition) => format!("  made for another edition: {}\n", plain(edition)),
        };
    }
    told
}
