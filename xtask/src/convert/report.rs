//! The report about a converted file, as JSON and for people.

use dtmm_content::document::Document;
use dtmm_exchange::{LeftOut, Notice};
use dtmm_scoring::Problem;
use serde::Serialize;

use crate::reading::word;
use crate::terminal::{plain, short};

/// The form to convert to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetForm {
    /// The JSON file that the page saves; NDJSON for several assessments.
    Json,
    /// The CSV table that the page saves, with Chinese words.
    Csv,
}

/// The result of a conversion.
#[derive(Debug)]
pub struct Conversion {
    /// The output; `None` if the file was refused.
    pub text: Option<String>,
    /// The report as JSON objects, one per line.
    pub json: String,
    /// The report for people.
    pub human: String,
}

#[derive(Serialize)]
pub(super) struct FileReport<'a> {
    pub(super) source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) line: Option<usize>,
    pub(super) form: Option<&'a str>,
    pub(super) encoding: Option<&'a str>,
    #[serde(flatten)]
    pub(super) outcome: FileOutcome<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum FileOutcome<'a> {
    Read {
        standard: &'a str,
        edition: &'a str,
        taken: Taken<'a>,
        kept: &'a [String],
        left_out: Vec<LeftOutJson<'a>>,
        notices: Vec<&'a str>,
    },
    Refused {
        problems: Vec<ProblemJson<'a>>,
    },
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Taken<'a> {
    Answers { answers: usize, fields: &'a [&'a str] },
    Comments { comments: usize, fields: &'a [&'a str] },
}

#[derive(Serialize)]
pub(super) struct LeftOutJson<'a> {
    pub(super) line: usize,
    pub(super) id: &'a str,
    pub(super) reason: &'a str,
}

#[derive(Serialize)]
pub(super) struct ProblemJson<'a> {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) code: &'a str,
    pub(super) path: &'a str,
    pub(super) message: String,
}

impl<'a> LeftOutJson<'a> {
    pub(super) fn of(one: &'a LeftOut) -> LeftOutJson<'a> {
        LeftOutJson { line: one.line, id: &one.id, reason: one.reason.key() }
    }
}

impl<'a> ProblemJson<'a> {
    pub(super) fn of(document: &'a Document, problem: &'a Problem) -> ProblemJson<'a> {
        let code = problem.code.key();
        let message = word(document, "problem", code);
        ProblemJson { line: problem.line, column: problem.column, code, path: &problem.path, message }
    }
}

/// The report as one line of JSON.
pub(super) fn line(report: &FileReport<'_>) -> String {
    // Cannot fail: all keys are strings.
    serde_json::to_string(report).unwrap_or_default() + "\n"
}

/// The lines about what was left out, and the notices, for people.
pub(super) fn left_out_and_notices(document: &Document, left_out: &[LeftOut], notices: &[Notice]) -> String {
    let mut summary = String::new();
    for LeftOut { line, id, reason } in left_out {
        let why = word(document, "left", reason.key());
        summary += &format!("  left out: line {line}, {}: {why}\n", plain(&short(id)));
    }
    for notice in notices {
        summary += &match notice {
            Notice::EncodingGuessed(sample) => format!("  read as GB 18030, for example: {}\n", plain(sample)),
            Notice::OtherEdition(edition) => format!("  made for another edition: {}\n", plain(edition)),
        };
    }
    summary
}
