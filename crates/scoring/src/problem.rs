//! What is wrong with a file, and where. The words for each code live with whoever shows it.

use crate::order::sort_by_key;

/// Something wrong with an assessment file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub code: Code,
    /// The line, counted from 1.
    pub line: usize,
    /// The character in its line, counted from 1.
    pub column: usize,
    /// The field, as `date` or `answers.QLT-302.due`; empty for the file as a whole.
    pub path: String,
    /// The entry concerned, as it is written in the file.
    pub entry: Option<String>,
}

/// What may be wrong with an assessment file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// The bytes are not UTF-8.
    NotUtf8,
    /// The text is not JSON.
    Syntax,
    /// The text ends in the middle.
    UnexpectedEnd,
    /// Values are nested deeper than any assessment.
    TooDeep,
    /// The same key twice in one object.
    DuplicateKey,
    /// A field that must be there is not.
    MissingField,
    /// `format` is not `dtmm-assessment/1`.
    WrongFormat,
    /// A value of another type than the field has.
    WrongType,
    /// An answer other than `F`, `L`, `P`, `N` and `NA`.
    WrongAnswer,
    /// A target that is not a level from 1 to 5.
    WrongLevel,
    /// A `profile` that is no method.
    WrongProfile,
    /// A date that is not of the calendar or not of the form `2027-03-01`.
    WrongDate,
    /// "Not applicable", or a subdomain out of scope, without the reason it needs.
    MissingReason,
    /// A field that this program does not know. It is kept.
    UnknownField,
    /// An entry, subdomain or domain that this edition does not have. It is kept.
    ForeignId,
    /// The file was made against another edition.
    OtherEdition,
}

impl Code {
    /// All codes, in the order of their severity.
    pub const ALL: [Code; 16] = [
        Code::NotUtf8,
        Code::Syntax,
        Code::UnexpectedEnd,
        Code::TooDeep,
        Code::DuplicateKey,
        Code::MissingField,
        Code::WrongFormat,
        Code::WrongType,
        Code::WrongAnswer,
        Code::WrongLevel,
        Code::WrongProfile,
        Code::WrongDate,
        Code::MissingReason,
        Code::UnknownField,
        Code::ForeignId,
        Code::OtherEdition,
    ];

    /// The form used in messages and to look up words, as `wrong-answer`.
    pub const fn key(self) -> &'static str {
        match self {
            Code::NotUtf8 => "not-utf8",
            Code::Syntax => "syntax",
            Code::UnexpectedEnd => "unexpected-end",
            Code::TooDeep => "too-deep",
            Code::DuplicateKey => "duplicate-key",
            Code::MissingField => "missing-field",
            Code::WrongFormat => "wrong-format",
            Code::WrongType => "wrong-type",
            Code::WrongAnswer => "wrong-answer",
            Code::WrongLevel => "wrong-level",
            Code::WrongProfile => "wrong-profile",
            Code::WrongDate => "wrong-date",
            Code::MissingReason => "missing-reason",
            Code::UnknownField => "unknown-field",
            Code::ForeignId => "foreign-id",
            Code::OtherEdition => "other-edition",
        }
    }

    /// Whether the file cannot be used. Otherwise it is only worth saying.
    pub const fn is_error(self) -> bool {
        !matches!(self, Code::UnknownField | Code::ForeignId | Code::OtherEdition)
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
        for byte in &text.as_bytes()[done..at] {
            match byte {
                b'\n' => (line, column) = (line + 1, 1),
                // A byte that continues a character of several bytes.
                0x80..=0xBF => {}
                _ => column += 1,
            }
        }
        done = at;
        Problem { code: problem.code, line, column, path: problem.path, entry: problem.entry }
    };
    raw.into_iter().map(place).collect()
}
