//! Reads an assessment file. Everything wrong with it is found in one run, each with its place; what
//! is only unknown is kept and reported.

mod entry;

use dtmm_model::{Level, Outline, OutlineSubdomain, RequirementId};

use self::entry::SLOTS;
use crate::assessment::{Assessment, Kept, Part, is_date};
use crate::json::{Cursor, Fault};
use crate::order::sort_by;
use crate::problem::{Code, Problem, Raw, locate};
use crate::{Method, Scope};

pub(crate) use entry::ENTRY_FIELDS;

/// The value of `format` in every file.
pub const FORMAT: &str = "dtmm-assessment/1";

/// An assessment as read, and what is worth saying about its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The assessment.
    pub assessment: Assessment,
    /// Unknown fields, foreign identifiers and another edition, in the order of the file.
    pub warnings: Vec<Problem>,
}

/// Reads an assessment file.
///
/// # Errors
/// All problems of the file, in its order, where at least one of them is an error.
pub fn read(bytes: &[u8], outline: &Outline) -> Result<Reading, Vec<Problem>> {
    let (text, broken_at) = match std::str::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            (std::str::from_utf8(good).unwrap_or_default(), Some(error.valid_up_to()))
        }
    };
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader {
        cursor: Cursor::new(body),
        outline,
        assessment: Assessment::new(""),
        problems: Vec::new(),
        seen: vec![false; outline.subdomains().count() * SLOTS],
        subdomains: outline.subdomains().collect(),
        hint: 0,
        within: None,
    };
    let end = match broken_at {
        Some(at) => Err(Fault { at, code: Code::NotUtf8 }),
        None => reader.file(),
    };
    if let Err(Fault { at, code }) = end {
        let entry = reader.within.map(|id| id.to_string()).unwrap_or_default();
        reader.problem(at, code, if entry.is_empty() { FILE } else { Place("answers", &entry, "") });
    }
    reader.assessment.sort();
    let failed = reader.problems.iter().any(|problem| problem.code.is_error());
    let problems = locate(body, reader.problems);
    if failed { Err(problems) } else { Ok(Reading { assessment: reader.assessment, warnings: problems }) }
}

/// Where a value stands: the field of the file, the key in it, the field of that.
#[derive(Clone, Copy)]
struct Place<'p>(&'p str, &'p str, &'p str);

const FILE: Place<'static> = Place("", "", "");

impl<'p> Place<'p> {
    /// The place of a key in the object that stands here.
    fn with(self, key: &'p str) -> Place<'p> {
        match self {
            Place("", ..) => Place(key, "", ""),
            Place(field, "", _) => Place(field, key, ""),
            Place(field, entry, _) => Place(field, entry, key),
        }
    }
}

struct Reader<'a> {
    cursor: Cursor<'a>,
    outline: &'a Outline,
    subdomains: Vec<&'a OutlineSubdomain>,
    assessment: Assessment,
    problems: Vec<Raw>,
    /// Which entries have been read: [`SLOTS`] for each subdomain.
    seen: Vec<bool>,
    /// The subdomain of the entry read last.
    hint: usize,
    /// The entry that is being read.
    within: Option<RequirementId>,
}

/// The fields of a file, in the order in which they are written.
pub(crate) const FIELDS: [&str; 10] =
    ["format", "edition", "title", "organization", "scope", "date", "profile", "targets", "tailored", "answers"];

impl Reader<'_> {
    fn file(&mut self) -> Result<(), Fault> {
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
                            self.problem(at, Code::DuplicateKey, Place(FIELDS[index], "", ""));
                        }
                        self.field(FIELDS[index])?;
                    }
                    None => {
                        self.problem(at, Code::UnknownField, Place(&key, "", ""));
                        unknown.push((key.into_owned(), self.cursor.compact()?, at));
                    }
                }
            }
            for (field, seen) in FIELDS.iter().zip(seen) {
                if !seen && matches!(*field, "format" | "edition" | "answers") {
                    self.problem(start, Code::MissingField, Place(field, "", ""));
                }
            }
        }
        self.keep(Part::File, unknown);
        self.cursor.end()
    }

    fn field(&mut self, field: &'static str) -> Result<(), Fault> {
        let place = Place(field, "", "");
        let at = self.start();
        match field {
            "targets" => return self.members(place, Part::Targets, Self::target),
            "tailored" => return self.members(place, Part::Tailored, Self::tailored),
            "answers" => return self.members(place, Part::Answers, Self::answer),
            _ => {}
        }
        let Some(text) = self.text(place)? else { return Ok(()) };
        match field {
            "format" if text != FORMAT => self.problem(at, Code::WrongFormat, place),
            "edition" => {
                if text != self.outline.edition {
                    self.problem(at, Code::OtherEdition, place);
                }
                self.assessment.edition = text;
            }
            "title" => self.assessment.title = text,
            "organization" => self.assessment.organization = text,
            "scope" => self.assessment.scope = text,
            "date" if text.is_empty() || is_date(&text) => self.assessment.date = text,
            "date" => self.problem(at, Code::WrongDate, place),
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
        place: Place<'_>,
        part: Part,
        member: fn(&mut Self, &str, usize) -> Result<bool, Fault>,
    ) -> Result<(), Fault> {
        let mut unknown = Vec::new();
        if self.opens(b'{', place)? {
            let mut first = true;
            while self.cursor.next(&mut first, b'}')? {
                let at = self.start();
                let key = self.cursor.key()?;
                if !member(self, &key, at)? {
                    self.problem(at, Code::ForeignId, Place(place.0, &key, ""));
                    unknown.push((key.into_owned(), self.cursor.compact()?, at));
                }
            }
        }
        self.keep(part, unknown);
        Ok(())
    }

    fn target(&mut self, key: &str, key_at: usize) -> Result<bool, Fault> {
        if Scope::from_key(self.outline, key).is_none() {
            return Ok(false);
        }
        let place = Place("targets", key, "");
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

    fn tailored(&mut self, key: &str, key_at: usize) -> Result<bool, Fault> {
        let Some(code) = self.outline.subdomains().map(|subdomain| subdomain.code).find(|code| code.as_str() == key)
        else {
            return Ok(false);
        };
        let place = Place("tailored", key, "");
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

    /// Reads a string; anything else is reported and skipped.
    fn text(&mut self, place: Place<'_>) -> Result<Option<String>, Fault> {
        let at = self.start();
        if self.cursor.peek() == b'"' {
            return Ok(Some(self.cursor.string()?.into_owned()));
        }
        self.cursor.skip()?;
        self.problem(at, Code::WrongType, place);
        Ok(None)
    }

    /// Reads the opening bracket of an object or array; anything else is reported and skipped.
    fn opens(&mut self, bracket: u8, place: Place<'_>) -> Result<bool, Fault> {
        let at = self.start();
        if self.cursor.peek() == bracket {
            self.cursor.expect(bracket)?;
            return Ok(true);
        }
        self.cursor.skip()?;
        self.problem(at, Code::WrongType, place);
        Ok(false)
    }

    fn keep(&mut self, part: Part, unknown: Vec<(String, String, usize)>) {
        let place = if part == Part::File { FILE } else { Place(FIELDS[6 + part as usize], "", "") };
        self.assessment.kept[part as usize] = self.kept(place, unknown);
    }

    /// Puts what is unknown in order, and reports keys that occur twice.
    fn kept(&mut self, place: Place<'_>, mut unknown: Vec<(String, String, usize)>) -> Kept {
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

    fn problem(&mut self, at: usize, code: Code, place: Place<'_>) {
        let Place(field, key, part) = place;
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
