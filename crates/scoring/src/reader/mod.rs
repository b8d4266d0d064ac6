//! Reads an assessment file. Everything wrong with it is found in one run, each with its place; what
//! is only unknown is kept and reported.

mod entry;

use dtmm_model::{Level, Outline, OutlineSubdomain, RequirementId};

use self::entry::SLOTS;
use crate::assessment::{Assessment, FilePart, UnknownFields};
use crate::fold::{Vocabulary, date_of, fold, scope_of};
use crate::json::{Cursor, JsonError};
use crate::order::sort_by;
use crate::problem::{Code, Problem, Raw, locate};
use crate::{CustomWeights, MAX_WEIGHT, Method, Weights};

pub(crate) use entry::ENTRY_FIELDS;

/// The value of `format` in every file that is written.
pub const FORMAT: &str = "dtmm-assessment/1";

/// The later `format`, which names its standard as well. Fields that only it has are kept as unknown.
const NAMED_FORMAT: &str = "dtmm-assessment/2";

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
    let mut reader = AssessmentParser {
        cursor: Cursor::new(body),
        outline,
        words,
        assessment: Assessment::new(""),
        problems: Vec::new(),
        seen: vec![false; outline.subdomains().count() * SLOTS],
        subdomains: outline.subdomains().collect(),
        hint: 0,
        within: None,
        is_named: false,
    };
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

/// The path of a value: the field of the file, the key in it, the field of that.
#[derive(Clone, Copy)]
struct FieldPath<'p>(&'p str, &'p str, &'p str);

const FILE: FieldPath<'static> = FieldPath("", "", "");

impl<'p> FieldPath<'p> {
    /// The path of a key in the object at this path.
    fn with(self, key: &'p str) -> FieldPath<'p> {
        match self {
            FieldPath("", ..) => FieldPath(key, "", ""),
            FieldPath(field, "", _) => FieldPath(field, key, ""),
            FieldPath(field, entry, _) => FieldPath(field, entry, key),
        }
    }
}

struct AssessmentParser<'a> {
    cursor: Cursor<'a>,
    outline: &'a Outline,
    words: &'a Vocabulary,
    subdomains: Vec<&'a OutlineSubdomain>,
    assessment: Assessment,
    problems: Vec<Raw>,
    /// Which entries have been read: [`SLOTS`] for each subdomain.
    seen: Vec<bool>,
    /// The subdomain of the entry read last.
    hint: usize,
    /// The entry that is being read.
    within: Option<RequirementId>,
    /// Whether the file must name its standard.
    is_named: bool,
}

/// The fields of a file, in the order in which they are written.
pub(crate) const FIELDS: [&str; 12] = [
    "format",
    "standard",
    "edition",
    "title",
    "organization",
    "scope",
    "date",
    "profile",
    "weights",
    "targets",
    "tailored",
    "answers",
];

/// The place of the fields in [`FIELDS`] that hold a [`FilePart`], counted from that of [`FilePart::File`].
const BEFORE_PARTS: usize = 8;

impl AssessmentParser<'_> {
    fn file(&mut self) -> Result<(), JsonError> {
        let start = self.start();
        let mut seen = [false; FIELDS.len()];
        let mut unknown = Vec::new();
        if self.opens(b'{', FILE)? {
            let mut first = true;
            while self.cursor.next(&mut first, b'}')? {
                let at = self.start();
                let key = self.cursor.key()?;
                match FIELDS.iter().position(|field| *field == key) {
                    Some(index) => {
                        if std::mem::replace(&mut seen[index], true) {
                            self.problem(at, Code::DuplicateKey, FieldPath(FIELDS[index], "", ""));
                        }
                        let mut value = self.cursor.clone();
                        if FIELDS[index] == "weights" && !self.weights()? {
                            unknown.push((key.into_owned(), value.compact()?, at));
                        } else if FIELDS[index] != "weights" {
                            self.field(FIELDS[index])?;
                        }
                    }
                    None => {
                        self.problem(at, Code::UnknownField, FieldPath(&key, "", ""));
                        unknown.push((key.into_owned(), self.cursor.compact()?, at));
                    }
                }
            }
            // Of a file that is something else nothing is missing.
            let is_other = self.problems.iter().any(|problem| problem.code == Code::WrongFormat);
            for (field, seen) in FIELDS.iter().zip(seen).filter(|_| !is_other) {
                let is_due =
                    matches!(*field, "format" | "edition" | "answers") || (*field == "standard" && self.is_named);
                if !seen && is_due {
                    self.problem(start, Code::MissingField, FieldPath(field, "", ""));
                }
            }
        }
        self.keep(FilePart::File, unknown);
        self.cursor.end()
    }

    fn field(&mut self, field: &'static str) -> Result<(), JsonError> {
        let place = FieldPath(field, "", "");
        let at = self.start();
        match field {
            "targets" => return self.members(place, FilePart::Targets, Self::target),
            "tailored" => return self.members(place, FilePart::Tailored, Self::tailored),
            "answers" => return self.members(place, FilePart::Answers, Self::answer),
            _ => {}
        }
        let Some(text) = self.text(place)? else { return Ok(()) };
        match field {
            "format" if text == NAMED_FORMAT => self.is_named = true,
            "format" if text != FORMAT => self.problem(at, Code::WrongFormat, place),
            "standard" if text != self.outline.standard => self.problem(at, Code::WrongStandard, place),
            "edition" => {
                if text != self.outline.edition {
                    self.problem(at, Code::OtherEdition, place);
                }
                self.assessment.edition = text;
            }
            "title" => self.assessment.title = text,
            "organization" => self.assessment.organization = text,
            "scope" => self.assessment.scope = text,
            "date" => self.assessment.date = self.date(&text, at, place),
            "profile" => match Method::from_key(&text) {
                None => self.problem(at, Code::WrongProfile, place),
                method => self.assessment.profile = method,
            },
            _ => {}
        }
        Ok(())
    }

    /// Reads an object member by member. `member` says whether it knew the key; if not, nothing
    /// has been read and the value is kept.
    fn members(
        &mut self,
        place: FieldPath<'_>,
        part: FilePart,
        member: fn(&mut Self, &str, usize) -> Result<bool, JsonError>,
    ) -> Result<(), JsonError> {
        let mut unknown = Vec::new();
        if self.opens(b'{', place)? {
            let mut first = true;
            while self.cursor.next(&mut first, b'}')? {
                let at = self.start();
                let key = self.cursor.key()?;
                if !member(self, &key, at)? {
                    self.problem(at, Code::ForeignId, FieldPath(place.0, &key, ""));
                    unknown.push((key.into_owned(), self.cursor.compact()?, at));
                }
            }
        }
        self.keep(part, unknown);
        Ok(())
    }

    fn target(&mut self, key: &str, key_at: usize) -> Result<bool, JsonError> {
        let Some(key) = scope_of(self.outline, key) else { return Ok(false) };
        let place = FieldPath("targets", key, "");
        if self.assessment.target(key).is_some() {
            self.problem(key_at, Code::DuplicateKey, place);
        }
        let at = self.start();
        match self.cursor.compact()?.parse::<Level>() {
            Ok(level) => self.assessment.set_target(key, Some(level)),
            Err(_) => self.problem(at, Code::WrongLevel, place),
        }
        Ok(true)
    }

    fn tailored(&mut self, key: &str, key_at: usize) -> Result<bool, JsonError> {
        let codes = self.outline.subdomains().map(|subdomain| subdomain.code);
        let Some(code) = codes.into_iter().find(|code| fold(code.as_str()) == fold(key)) else { return Ok(false) };
        let place = FieldPath("tailored", key, "");
        if self.assessment.tailored(code).is_some() {
            self.problem(key_at, Code::DuplicateKey, place);
        }
        let at = self.start();
        if let Some(reason) = self.text(place)?
            && self.assessment.set_tailored(code, Some(&reason)).is_err()
        {
            self.problem(at, Code::MissingReason, place);
        }
        Ok(true)
    }

    /// Reads weights, and says whether they were read. Those with a domain that this edition does not
    /// have are passed over.
    fn weights(&mut self) -> Result<bool, JsonError> {
        let place = FieldPath("weights", "", "");
        let at = self.start();
        if self.cursor.peek() == b'"' {
            let text = self.cursor.string()?;
            self.assessment.weights = Weights::from_text(self.outline, &text);
        } else if self.opens(b'{', place)? {
            let (mut weights, mut foreign, mut first) = (vec![None; self.outline.domains.len()], false, true);
            while self.cursor.next(&mut first, b'}')? {
                let at = self.start();
                let key = self.cursor.key()?;
                let value = self.cursor.compact()?.parse::<u16>();
                let domain = self.outline.domains.iter().position(|one| fold(one.slug.as_str()) == fold(&key));
                match (domain, value) {
                    (None, _) => {
                        foreign = true;
                        self.problem(at, Code::ForeignId, FieldPath("weights", &key, ""));
                    }
                    (Some(domain), Ok(value)) if value <= MAX_WEIGHT => {
                        if weights[domain].replace(value).is_some() {
                            self.problem(at, Code::DuplicateKey, FieldPath("weights", &key, ""));
                        }
                    }
                    _ => self.problem(at, Code::WrongWeights, FieldPath("weights", &key, "")),
                }
            }
            if foreign {
                return Ok(false);
            }
            let weights: Vec<u16> = weights.into_iter().map(Option::unwrap_or_default).collect();
            self.assessment.weights = CustomWeights::new(self.outline, &weights).map(Weights::Custom);
        } else {
            return Ok(true);
        }
        let is_said = |problem: &Raw| problem.at >= at && problem.code.is_error();
        if self.assessment.weights.is_none() && !self.problems.iter().any(is_said) {
            self.problem(at, Code::WrongWeights, place);
        }
        Ok(true)
    }

    /// The date that a text means; nothing, and a problem, where it is none.
    fn date(&mut self, text: &str, at: usize, place: FieldPath<'_>) -> String {
        date_of(text).unwrap_or_else(|fault| {
            self.problem(at, Code::of_date(fault), place);
            String::new()
        })
    }

    /// Reads a string; anything else is reported and skipped.
    fn text(&mut self, place: FieldPath<'_>) -> Result<Option<String>, JsonError> {
        let at = self.start();
        if self.cursor.peek() == b'"' {
            return Ok(Some(self.cursor.string()?.into_owned()));
        }
        self.cursor.skip()?;
        self.problem(at, Code::WrongType, place);
        Ok(None)
    }

    /// Reads the opening bracket of an object or array; anything else is reported and skipped.
    fn opens(&mut self, bracket: u8, place: FieldPath<'_>) -> Result<bool, JsonError> {
        let at = self.start();
        if self.cursor.peek() == bracket {
            self.cursor.expect(bracket)?;
            return Ok(true);
        }
        self.cursor.skip()?;
        self.problem(at, Code::WrongType, place);
        Ok(false)
    }

    fn keep(&mut self, part: FilePart, unknown: Vec<(String, String, usize)>) {
        let place = if part == FilePart::File { FILE } else { FieldPath(FIELDS[BEFORE_PARTS + part as usize], "", "") };
        self.assessment.kept[part as usize] = self.kept(place, unknown);
    }

    /// Puts what is unknown in order, and reports keys that occur twice.
    fn kept(&mut self, place: FieldPath<'_>, mut unknown: Vec<(String, String, usize)>) -> UnknownFields {
        sort_by(&mut unknown, |a, b| (&a.0, a.2).cmp(&(&b.0, b.2)));
        for pair in unknown.windows(2) {
            if pair[0].0 == pair[1].0 {
                self.problem(pair[1].2, Code::DuplicateKey, place.with(&pair[1].0));
            }
        }
        unknown.into_iter().map(|(key, value, _)| (key, value)).collect()
    }

    /// The byte where the next value or key begins.
    fn start(&mut self) -> usize {
        self.cursor.peek();
        self.cursor.at()
    }

    fn problem(&mut self, at: usize, code: Code, place: FieldPath<'_>) {
        let FieldPath(field, key, part) = place;
        let mut path = field.to_owned();
        for name in [key, part] {
            if !name.is_empty() {
                path.push('.');
                path.push_str(name);
            }
        }
        let entry = (field == "answers" && !key.is_empty()).then(|| key.to_owned());
        self.problems.push(Raw { at, code, path, entry });
    }
}
