//! What is wrong with a file, and where. The words for each code belong to the program that shows it.

use crate::date::NoDate;
use crate::order::sort_by_key;

/// Something wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub code: Code,
    /// The line, counted from 1.
    pub line: usize,
    /// The character in its line, counted from 1.
    pub column: usize,
    /// The field, as `date` or `answers.ABC-302.due`; empty for the file as a whole.
    pub path: String,
    /// The entry concerned, as it is written in the file.
    pub entry: Option<String>,
}

impl Problem {
    /// A problem of a file as a whole.
    pub const fn whole(code: Code) -> Problem {
        Problem { code, line: 1, column: 1, path: String::new(), entry: None }
    }

    /// A problem at a byte of a text.
    pub fn at(text: &str, at: usize, code: Code, path: &str) -> Problem {
        let (mut line, mut column) = (1, 1);
        place_after(&text.as_bytes()[..at.min(text.len())], &mut line, &mut column);
        Problem { code, line, column, path: path.to_owned(), entry: None }
    }
}

/// What may be wrong with an assessment file, or with one of comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// Nothing in it, or white space only.
    Empty,
    /// More bytes than any assessment has.
    TooLarge,
    /// A workbook in a form that is not read here (ODS, XLSB, or one in XML), or where none is.
    Workbook,
    /// A workbook whose bytes are damaged.
    DamagedWorkbook,
    /// A workbook without a sheet of answers.
    NoAnswerSheet,
    /// A workbook of an old kind (XLS) or an old document.
    OldWorkbook,
    /// A text document or slides (DOCX, PPTX, ODT, ODP, RTF).
    Document,
    /// A page of the web, or a spreadsheet saved as one.
    WebPage,
    /// A PDF document.
    Pdf,
    /// An archive: ZIP, gzip, RAR or 7-Zip.
    Archive,
    /// None of the forms in which what is read here travels.
    Unrecognized,
    /// A file of comments where an assessment is wanted.
    Comments,
    /// An assessment where comments are wanted.
    Assessment,
    /// A file of comments in a format of a later time.
    NewerComments,
    /// A link that ends too early.
    LinkCut,
    /// A link that was changed, or of a kind that is not known here.
    LinkDamaged,
    /// A link that was made for another edition or another list of entries.
    LinkOther,
    /// Several assessments where one is wanted.
    Several,
    /// An assessment that holds nothing of what the wanted form is made of.
    NothingToWrite,
    /// Bytes that are no text in any encoding known here.
    NotUtf8,
    /// The text is not JSON.
    Syntax,
    /// A quotation mark in a table that is never closed.
    UnclosedQuote,
    /// A table none of whose rows is of an entry of this edition.
    NoRowMatches,
    /// A table of comments none of whose rows holds one.
    NoComment,
    /// The text ends in the middle.
    UnexpectedEnd,
    /// Values are nested deeper than any assessment.
    TooDeep,
    /// The same key twice in one object.
    DuplicateKey,
    /// A field that must be there is not.
    MissingField,
    /// `format` is not one of `dtmm-assessment`.
    WrongFormat,
    /// A file of another standard.
    WrongStandard,
    /// A value of another type than the field has.
    WrongType,
    /// An answer other than `F`, `L`, `P`, `N` and `NA`.
    WrongAnswer,
    /// A target that is not a level of the standard.
    WrongLevel,
    /// A `profile` that is no method.
    WrongProfile,
    /// Weights that are none.
    WrongWeights,
    /// A date that may be two days, as `1/2/2027`.
    AmbiguousDate,
    /// A date that is not of the calendar or in no form that is known.
    WrongDate,
    /// "Not applicable", or a subdomain out of scope, without the reason it needs.
    MissingReason,
    /// A field that this program does not know. It is kept.
    UnknownField,
    /// An entry, subdomain or domain that this edition does not have. It is kept.
    ForeignId,
    /// A part of the action plan that is none. It is kept.
    WrongPlan,
    /// A part of the list of those responsible that is none. It is kept.
    WrongOwner,
    /// Something in what a part says of itself that cannot be read. It is kept.
    WrongPart,
    /// The file was made against another edition.
    OtherEdition,
}

impl Code {
    /// All codes, in the order of their severity.
    pub const ALL: [Code; 44] = [
        Code::Empty,
        Code::TooLarge,
        Code::Workbook,
        Code::DamagedWorkbook,
        Code::NoAnswerSheet,
        Code::OldWorkbook,
        Code::Document,
        Code::WebPage,
        Code::Pdf,
        Code::Archive,
        Code::Unrecognized,
        Code::Comments,
        Code::Assessment,
        Code::NewerComments,
        Code::LinkCut,
        Code::LinkDamaged,
        Code::LinkOther,
        Code::Several,
        Code::NothingToWrite,
        Code::NotUtf8,
        Code::Syntax,
        Code::UnclosedQuote,
        Code::NoRowMatches,
        Code::NoComment,
        Code::UnexpectedEnd,
        Code::TooDeep,
        Code::DuplicateKey,
        Code::MissingField,
        Code::WrongFormat,
        Code::WrongStandard,
        Code::WrongType,
        Code::WrongAnswer,
        Code::WrongLevel,
        Code::WrongProfile,
        Code::WrongWeights,
        Code::AmbiguousDate,
        Code::WrongDate,
        Code::MissingReason,
        Code::UnknownField,
        Code::ForeignId,
        Code::WrongPlan,
        Code::WrongOwner,
        Code::WrongPart,
        Code::OtherEdition,
    ];

    /// The form used in messages and to look up words, as `wrong-answer`.
    pub const fn key(self) -> &'static str {
        match self {
            Code::Empty => "empty",
            Code::TooLarge => "too-large",
            Code::Workbook => "workbook",
            Code::DamagedWorkbook => "damaged-workbook",
            Code::NoAnswerSheet => "no-answer-sheet",
            Code::OldWorkbook => "old-workbook",
            Code::Document => "document",
            Code::WebPage => "web-page",
            Code::Pdf => "pdf",
            Code::Archive => "archive",
            Code::Unrecognized => "unrecognized",
            Code::Comments => "comments",
            Code::Assessment => "assessment",
            Code::NewerComments => "newer-comments",
            Code::LinkCut => "link-cut",
            Code::LinkDamaged => "link-damaged",
            Code::LinkOther => "link-other",
            Code::Several => "several",
            Code::NothingToWrite => "nothing-to-write",
            Code::NotUtf8 => "not-utf8",
            Code::Syntax => "syntax",
            Code::UnclosedQuote => "unclosed-quote",
            Code::NoRowMatches => "no-row-matches",
            Code::NoComment => "no-comment",
            Code::UnexpectedEnd => "unexpected-end",
            Code::TooDeep => "too-deep",
            Code::DuplicateKey => "duplicate-key",
            Code::MissingField => "missing-field",
            Code::WrongFormat => "wrong-format",
            Code::WrongStandard => "wrong-standard",
            Code::WrongType => "wrong-type",
            Code::WrongAnswer => "wrong-answer",
            Code::WrongLevel => "wrong-level",
            Code::WrongProfile => "wrong-profile",
            Code::WrongWeights => "wrong-weights",
            Code::AmbiguousDate => "ambiguous-date",
            Code::WrongDate => "wrong-date",
            Code::MissingReason => "missing-reason",
            Code::UnknownField => "unknown-field",
            Code::ForeignId => "foreign-id",
            Code::WrongPlan => "wrong-plan",
            Code::WrongOwner => "wrong-owner",
            Code::WrongPart => "wrong-part",
            Code::OtherEdition => "other-edition",
        }
    }

    /// What is wrong with a text that is no date.
    pub const fn of_date(fault: NoDate) -> Code {
        match fault {
            NoDate::Wrong => Code::WrongDate,
            NoDate::Ambiguous => Code::AmbiguousDate,
        }
    }

    /// Whether the file cannot be used. Otherwise it is only worth saying.
    pub const fn is_error(self) -> bool {
        !matches!(
            self,
            Code::UnknownField
                | Code::ForeignId
                | Code::WrongPlan
                | Code::WrongOwner
                | Code::WrongPart
                | Code::OtherEdition
        )
    }
}

/// A problem whose place is still a byte of the text.
#[derive(Debug)]
pub(crate) struct Raw {
    pub(crate) at: usize,
    pub(crate) code: Code,
    pub(crate) path: String,
    pub(crate) entry: Option<String>,
}

/// Puts problems in the order of the text and finds their lines and columns, in one pass.
pub(crate) fn locate(text: &str, mut raw: Vec<Raw>) -> Vec<Problem> {
    sort_by_key(&mut raw, |problem| problem.at);
    let (mut line, mut column, mut done) = (1, 1, 0);
    let place = |problem: Raw| {
        let at = problem.at.min(text.len());
        place_after(&text.as_bytes()[done..at], &mut line, &mut column);
        done = at;
        Problem { code: problem.code, line, column, path: problem.path, entry: problem.entry }
    };
    raw.into_iter().map(place).collect()
}

/// Moves a place past a piece of text.
fn place_after(text: &[u8], line: &mut usize, column: &mut usize) {
    for byte in text {
        match byte {
            b'\n' => (*line, *column) = (*line + 1, 1),
            // A byte that continues a character of several bytes.
            0x80..=0xBF => {}
            _ => *column += 1,
        }
    }
}
