//! The report about a converted file, as JSON and for people.

use std::collections::BTreeMap;

use dtmm_content::document::Document;
use dtmm_exchange::{LeftOut, LeftOutReason, Notice};
use dtmm_model::{ChangeKind, Lang, RequirementId};
use dtmm_oscal::OscalModel;
use dtmm_scoring::{CarriedEntry, Problem, Review};
use dtmm_workbook::SheetsBy;
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
    /// A file of OSCAL.
    Oscal(OscalModel),
    /// A workbook in a language, with a sheet for each domain or owner.
    Workbook(Lang, SheetsBy),
}

impl TargetForm {
    /// Whether it holds what this program does not know.
    pub(super) fn keeps_unknown(self) -> bool {
        matches!(self, TargetForm::Json | TargetForm::Workbook(..))
    }
}

/// What the copy holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CopyKind {
    /// Everything.
    Whole,
    /// What names nobody.
    Anonymous,
    /// Everything known, without these words.
    WithoutWords(Vec<String>),
    /// The entries of this owner, to be sent, brought back and merged.
    Part(String),
}

/// The result of a conversion.
#[derive(Debug)]
pub struct Conversion {
    /// The output; `None` if the file was refused, or the output is a workbook.
    pub text: Option<String>,
    /// The output where it is a workbook.
    pub workbook: Option<Vec<u8>>,
    /// The report as JSON objects, one per line.
    pub json: String,
    /// The report for people.
    pub human: String,
}

#[derive(Serialize)]
pub(crate) struct FileReport<'a> {
    pub(crate) source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) line: Option<usize>,
    pub(crate) form: Option<&'a str>,
    pub(crate) encoding: Option<&'a str>,
    #[serde(flatten)]
    pub(crate) outcome: FileOutcome<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum FileOutcome<'a> {
    Read {
        standard: &'a str,
        edition: &'a str,
        taken: Taken<'a>,
        kept: &'a [String],
        left_out: Vec<LeftOutJson<'a>>,
        notices: Vec<&'a str>,
        /// What the copy is without, counted; only where one was asked for.
        #[serde(skip_serializing_if = "Option::is_none")]
        taken_out: Option<BTreeMap<&'static str, usize>>,
    },
    Carried {
        standard: &'a str,
        from: &'a str,
        edition: &'a str,
        taken: Taken<'a>,
        carried: Vec<CarriedJson>,
        review: Vec<ReviewJson<'a>>,
        withdrawn: &'a [String],
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
pub(crate) enum Taken<'a> {
    Answers { answers: usize, fields: &'a [&'a str] },
    Comments { comments: usize, fields: &'a [&'a str] },
}

/// An entry that was carried over to another edition.
#[derive(Serialize)]
pub(crate) struct CarriedJson {
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    pub(crate) change: Option<&'static str>,
}

/// An entry whose former answers wait to be reviewed.
#[derive(Serialize)]
pub(crate) struct ReviewJson<'a> {
    pub(crate) id: String,
    pub(crate) from: Vec<String>,
    pub(crate) edition: &'a str,
    pub(crate) answers: BTreeMap<String, &'static str>,
    pub(crate) why: &'a str,
}

#[derive(Serialize)]
pub(crate) struct LeftOutJson<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(crate) sheet: &'a str,
    pub(crate) line: usize,
    pub(crate) id: &'a str,
    pub(crate) reason: &'a str,
}

#[derive(Serialize)]
pub(crate) struct ProblemJson<'a> {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) code: &'a str,
    pub(crate) path: &'a str,
    pub(crate) message: String,
}

impl CarriedJson {
    pub(crate) fn of(entry: &CarriedEntry) -> CarriedJson {
        let to = entry.to.iter().map(ToString::to_string).collect();
        CarriedJson { from: entry.from.to_string(), to, change: entry.kind.map(ChangeKind::key) }
    }
}

impl<'a> ReviewJson<'a> {
    pub(crate) fn of(id: RequirementId, review: &'a Review, why: &'a str) -> ReviewJson<'a> {
        let from = review.from.iter().map(ToString::to_string).collect();
        let answers = review.answers.iter().map(|(id, answer)| (id.to_string(), answer.key())).collect();
        ReviewJson { id: id.to_string(), from, edition: &review.edition, answers, why }
    }
}

impl<'a> LeftOutJson<'a> {
    pub(crate) fn of(one: &'a LeftOut) -> LeftOutJson<'a> {
        LeftOutJson { sheet: &one.sheet, line: one.line, id: &one.id, reason: one.reason.key() }
    }
}

impl<'a> ProblemJson<'a> {
    pub(crate) fn of(document: &'a Document, problem: &'a Problem) -> ProblemJson<'a> {
        let code = problem.code.key();
        let message = word(document, "problem", code);
        ProblemJson { line: problem.line, column: problem.column, code, path: &problem.path, message }
    }
}

/// The report as one line of JSON.
pub(crate) fn line(report: &FileReport<'_>) -> String {
    // Cannot fail: all keys are strings.
    serde_json::to_string(report).unwrap_or_default() + "\n"
}

/// The line about what is kept though it is unknown, for people; nothing where there is nothing.
pub(crate) fn kept_line(kept: &[String]) -> String {
    if kept.is_empty() {
        return String::new();
    }
    let kept: Vec<String> = kept.iter().map(|path| plain(&short(path))).collect();
    format!("  kept unchanged though unknown: {}\n", kept.join(", "))
}

/// Where something stands that was left out: its line, or its sheet and row.
pub(crate) fn place(LeftOut { sheet, line, .. }: &LeftOut) -> String {
    if sheet.is_empty() { format!("line {line}") } else { format!("sheet {}, row {line}", plain(&short(sheet))) }
}

/// Why something was left out.
pub(crate) fn left_out_word(document: &Document, reason: LeftOutReason) -> String {
    let kind = if matches!(reason, LeftOutReason::Wrong(_)) { "problem" } else { "left" };
    word(document, kind, reason.key())
}

/// The lines about what was left out, and the notices, for people.
pub(crate) fn left_out_and_notices(document: &Document, left_out: &[LeftOut], notices: &[Notice]) -> String {
    let mut summary = String::new();
    for one in left_out {
        let (place, id, why) = (place(one), plain(&short(&one.id)), left_out_word(document, one.reason));
        // A whole sheet has no identifier.
        let about = if id.is_empty() { place } else { format!("{place}, {id}") };
        summary += &format!("  left out: {about}: {why}\n");
    }
    for notice in notices {
        summary += &match notice {
            Notice::EncodingGuessed(sample) => format!("  read as GB 18030, for example: {}\n", plain(sample)),
            Notice::OtherEdition(edition) => format!("  made for another edition: {}\n", plain(edition)),
            Notice::Said(sentence) => format!("  {}\n", plain(sentence)),
        };
    }
    summary
}
