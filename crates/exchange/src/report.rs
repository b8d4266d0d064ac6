//! What became of a file: what it is, and what of it was taken, kept as it is, or left out.

use dtmm_model::Outline;
use dtmm_scoring::{Assessment, Code, FilePart, OWNERS, PLAN, Problem, Reading};

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileForm {
    /// A file as this program writes it.
    Json,
    /// One such file a line.
    Ndjson,
    /// A table, with any separator.
    Table,
    /// The text of a link.
    Link,
    /// A workbook.
    Workbook,
}

impl FileForm {
    /// The form used in reports: `json`, `ndjson`, `table`, `link` or `workbook`.
    pub const fn key(self) -> &'static str {
        match self {
            FileForm::Json => "json",
            FileForm::Ndjson => "ndjson",
            FileForm::Table => "table",
            FileForm::Link => "link",
            FileForm::Workbook => "workbook",
        }
    }
}

/// The encoding of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, the lower byte first.
    Utf16Le,
    /// UTF-16, the higher byte first.
    Utf16Be,
    /// GB 18030, which nothing in a file names: it is a guess.
    Gb18030,
}

impl Encoding {
    /// The name used in reports: `utf-8`, `utf-16le`, `utf-16be` or `gb18030`.
    pub const fn key(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Gb18030 => "gb18030",
        }
    }
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Its form.
    pub form: FileForm,
    /// Its encoding.
    pub encoding: Encoding,
    /// Its assessments, at least one; several only where each has a line of its own.
    pub arrivals: Vec<Arrival>,
}

/// A file that was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its form, if it was recognized.
    pub form: Option<FileForm>,
    /// Its encoding, if it was recognized.
    pub encoding: Option<Encoding>,
    /// What is wrong with it; at least one is an error.
    pub problems: Vec<Problem>,
}

/// An assessment that was read, and what became of everything in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Its line in the file, where a line is an assessment.
    pub line: Option<usize>,
    /// The assessment. Nothing of it comes from elsewhere.
    pub assessment: Assessment,
    /// Whether it names its edition; a table may not.
    pub names_edition: bool,
    /// The fields of the assessment that are not empty, as `title`.
    pub fields: Vec<&'static str>,
    /// The unknown fields and identifiers that are kept unchanged, as `color`.
    pub kept: Vec<String>,
    /// What of the file is not in the assessment.
    pub left_out: Vec<LeftOut>,
    /// What else the reader should know.
    pub notices: Vec<Notice>,
    /// Where what is kept, and what was said of the edition, stands in the file.
    pub warnings: Vec<Problem>,
}

/// A row, a column or a field that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The sheet of a workbook that it stands in; empty in any other file.
    pub sheet: String,
    /// The line it begins on, counted from 1; in a sheet the number of its row.
    pub line: usize,
    /// What it calls itself: the identifier, the head of the column or the name of the field.
    pub id: String,
    /// Why.
    pub reason: LeftOutReason,
}

impl LeftOut {
    /// Something of a file without sheets.
    pub(crate) fn new(line: usize, id: String, reason: LeftOutReason) -> LeftOut {
        LeftOut { sheet: String::new(), line, id, reason }
    }

    /// The same in a sheet.
    pub(crate) fn in_sheet(self, sheet: &str) -> LeftOut {
        LeftOut { sheet: sheet.to_owned(), ..self }
    }
}

/// Why something was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOutReason {
    /// This edition has no such entry, subdomain or domain.
    UnknownId,
    /// The row has no identifier.
    NoId,
    /// No column is called so.
    UnknownColumn,
    /// The cell has no column head.
    NoHead,
    /// The row above the head names no field.
    AboveHead,
    /// The form that is written, as a table, has no place for it.
    NotInTable,
    /// The row holds no comment.
    NoComment,
    /// Something else is here under the same name.
    OtherHere,
    /// No row of the sheet is the head of a table.
    NoTable,
    /// It is at fault, in a workbook, of which the rest is taken.
    Wrong(Code),
}

impl LeftOutReason {
    /// All reasons, without those that are faults and have the words of these.
    pub const ALL: [LeftOutReason; 9] = [
        LeftOutReason::UnknownId,
        LeftOutReason::NoId,
        LeftOutReason::UnknownColumn,
        LeftOutReason::NoHead,
        LeftOutReason::AboveHead,
        LeftOutReason::NotInTable,
        LeftOutReason::NoComment,
        LeftOutReason::OtherHere,
        LeftOutReason::NoTable,
    ];

    /// The form used in reports and to look up words, as `unknown-id`.
    pub const fn key(self) -> &'static str {
        match self {
            LeftOutReason::UnknownId => "unknown-id",
            LeftOutReason::NoId => "no-id",
            LeftOutReason::UnknownColumn => "unknown-column",
            LeftOutReason::NoHead => "no-head",
            LeftOutReason::AboveHead => "above-head",
            LeftOutReason::NotInTable => "not-in-table",
            LeftOutReason::NoComment => "no-comment",
            LeftOutReason::OtherHere => "other-here",
            LeftOutReason::NoTable => "no-table",
            LeftOutReason::Wrong(code) => code.key(),
        }
    }
}

/// What the reader should know of a file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The encoding is a guess. Holds some words of the file, by which one sees whether it is right.
    EncodingGuessed(String),
    /// It was made for the edition that is named.
    OtherEdition(String),
    /// What another reader of it says, in the words of the page.
    Said(String),
}

impl Notice {
    /// The form used in reports, as `encoding-guessed`.
    pub const fn key(&self) -> &'static str {
        match self {
            Notice::EncodingGuessed(_) => "encoding-guessed",
            Notice::OtherEdition(_) => "other-edition",
            Notice::Said(_) => "said",
        }
    }
}

impl Arrival {
    /// What became of a file or link of which nothing was left out.
    pub(crate) fn new(reading: Reading, outline: &Outline, names_edition: bool, left_out: Vec<LeftOut>) -> Arrival {
        let Reading { assessment, warnings } = reading;
        let kept = warnings.iter().filter(|warning| {
            matches!(
                warning.code,
                Code::UnknownField | Code::ForeignId | Code::WrongPlan | Code::WrongOwner | Code::WrongPart
            )
        });
        let kept = kept.map(|warning| kept_as(&assessment, &warning.path)).collect();
        let mut notices = Vec::new();
        if assessment.edition != outline.edition {
            notices.push(Notice::OtherEdition(assessment.edition.clone()));
        }
        let fields = fields(&assessment);
        Arrival { line: None, assessment, names_edition, fields, kept, left_out, notices, warnings }
    }
}

/// The path under which something unknown is kept. Weights with a domain that is unknown are kept whole.
fn kept_as(assessment: &Assessment, path: &str) -> String {
    let is_whole =
        path.starts_with("weights.") && assessment.kept(FilePart::File).iter().any(|(key, _)| key == "weights");
    if is_whole { "weights".to_owned() } else { path.to_owned() }
}

/// The fields of an assessment with something in them, in the order of the file.
fn fields(assessment: &Assessment) -> Vec<&'static str> {
    let outline_free = [
        ("title", !assessment.title.is_empty()),
        ("organization", !assessment.organization.is_empty()),
        ("scope", !assessment.scope.is_empty()),
        ("date", !assessment.date.is_empty()),
        ("profile", assessment.profile.is_some()),
        ("weights", assessment.weights.is_some()),
        ("targets", assessment.has_targets()),
        ("tailored", !assessment.all_tailored().is_empty()),
        (OWNERS, !assessment.owners().is_empty()),
        (PLAN, !assessment.plan().is_empty()),
    ];
    outline_free.into_iter().filter(|(_, is_there)| *is_there).map(|(field, _)| field).collect()
}
