//! The parser of an assessment file: its fields, and what is wrong in them.

use dtmm_model::{Level, Outline, OutlineSubdomain, RequirementId};

use crate::action::PLAN;
use crate::assessment::{Assessment, FilePart};
use crate::date::date_of;
use crate::earlier::{DERIVED_FROM, DerivedFrom, ShapeFault, WITHDRAWN, object_of, withdrawn_entry};
use crate::fold::{Vocabulary, domain_of, fold, scope_of};
use crate::json::{Cursor, JsonError};
use crate::order::sort_by;
use crate::owner::OWNERS;
use crate::part::PART;
use crate::problem::{Code, Raw};
use crate::records::UnknownFields;
use crate::{CustomWeights, MAX_WEIGHT, Method, Weights};

/// The value of `format` in every file that is written.
pub const FORMAT: &str = "dtmm-assessment/2";

/// The former `format`, which need not name its standard. It is read for ever.
const FORMER_FORMAT: &str = "dtmm-assessment/1";

/// Serials 0 to 99 of as many levels as a standard may have.
pub(super) const SLOTS: usize = 100 * Level::MOST;

/// The path of a value: the field of the file, the key in it, the field of that.
#[derive(Clone, Copy)]
pub(super) struct FieldPath<'p>(pub(super) &'p str, pub(super) &'p str, pub(super) &'p str);

pub(super) const FILE: FieldPath<'static> = FieldPath("", "", "");

impl<'p> FieldPath<'p> {
    /// The path of a key in the object at this path.
    pub(super) fn with(self, key: &'p str) -> FieldPath<'p> {
        match self {
            FieldPath("", ..) => FieldPath(key, "", ""),
            FieldPath(field, "", _) => FieldPath(field, key, ""),
            FieldPath(field, entry, _) => FieldPath(field, entry, key),
        }
    }
}

/// A file while it is read.
pub(super) struct AssessmentParser<'a> {
    pub(super) cursor: Cursor<'a>,
    pub(super) outline: &'a Outline,
    pub(super) words: &'a Vocabulary,
    pub(super) subdomains: Vec<&'a OutlineSubdomain>,
    pub(super) assessment: Assessment,
    pub(super) problems: Vec<Raw>,
    /// Which entries have been read: [`SLOTS`] for each subdomain.
    pub(super) seen: Vec<bool>,
    /// The subdomain of the entry read last.
    pub(super) hint: usize,
    /// The entry that is being read.
    pub(super) within: Option<RequirementId>,
    /// Whether the file must name its standard.
    pub(super) is_named: bool,
}

/// The fields of a file, in the order in which they are written.
pub(crate) const FIELDS: [&str; 14] = [
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
    OWNERS,
    PLAN,
];

/// The place of the fields in [`FIELDS`] that hold a [`FilePart`], counted from that of [`FilePart::File`].
const BEFORE_PARTS: usize = 8;

impl<'a> AssessmentParser<'a> {
    pub(super) fn new(cursor: Cursor<'a>, outline: &'a Outline, words: &'a Vocabulary) -> AssessmentParser<'a> {
        AssessmentParser {
            cursor,
            outline,
            words,
            assessment: Assessment::new(""),
            problems: Vec::new(),
            seen: vec![false; outline.subdomains().count() * SLOTS],
            subdomains: outline.subdomains().collect(),
            hint: 0,
            within: None,
            is_named: false,
        }
    }
}

impl AssessmentParser<'_> {
    /// Reads a whole file.
    pub(super) fn file(&mut self) -> Result<(), JsonError> {
        self.value()?;
        self.cursor.end()
    }

    /// Reads the value that a file is, wherever it stands.
    pub(super) fn value(&mut self) -> Result<(), JsonError> {
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
                        let unread = match FIELDS[index] {
                            "weights" if self.weights()? => None,
                            "weights" => Some(value.compact()?),
                            PLAN => {
                                let (plan, unread) = self.records()?;
                                self.assessment.plan = plan;
                                unread
                            }
                            OWNERS => {
                                let (owners, unread) = self.records()?;
                                self.assessment.owners = owners;
                                unread
                            }
                            field => self.field(field).map(|()| None)?,
                        };
                        unknown.extend(unread.map(|text| (key.into_owned(), text, at)));
                    }
                    None => {
                        let text = self.unwritten(&key, at)?;
                        unknown.push((key.into_owned(), text, at));
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
        Ok(())
    }

    /// Reads a field of the file that is kept as it is. Of what the file holds of earlier editions, and of what it says
    /// of itself as a part, the shape is known; all else is unknown, and reported.
    fn unwritten(&mut self, key: &str, key_at: usize) -> Result<String, JsonError> {
        match key {
            WITHDRAWN => self.withdrawn(),
            PART => self.part(),
            DERIVED_FROM => {
                let mut faults = Vec::new();
                DerivedFrom::read(&mut self.cursor.clone(), &mut faults)?;
                self.misshapen(DERIVED_FROM, "", faults);
                self.cursor.compact()
            }
            _ => {
                self.problem(key_at, Code::UnknownField, FieldPath(key, "", ""));
                self.cursor.compact()
            }
        }
    }

    fn withdrawn(&mut self) -> Result<String, JsonError> {
        let place = FieldPath(WITHDRAWN, "", "");
        let mut entries = Vec::new();
        if self.opens(b'{', place)? {
            let mut first = true;
            while self.cursor.next(&mut first, b'}')? {
                let at = self.start();
                let key = self.cursor.key()?;
                let mut faults = Vec::new();
                withdrawn_entry(&mut self.cursor.clone(), &mut faults)?;
                self.misshapen(WITHDRAWN, &key, faults);
                entries.push((key.into_owned(), self.cursor.compact()?, at));
            }
        }
        Ok(object_of(&self.kept(place, entries)))
    }

    /// Reports faults in a value that is kept as it is.
    pub(super) fn misshapen(&mut self, field: &str, key: &str, faults: Vec<ShapeFault>) {
        for fault in faults {
            self.problem(fault.at, fault.code, FieldPath(field, key, fault.field));
        }
    }

    pub(super) fn field(&mut self, field: &'static str) -> Result<(), JsonError> {
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
            "format" if text == FORMAT => self.is_named = true,
            "format" if text != FORMER_FORMAT => self.problem(at, Code::WrongFormat, place),
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
    pub(super) fn members(
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

    pub(super) fn target(&mut self, key: &str, key_at: usize) -> Result<bool, JsonError> {
        let Some(key) = scope_of(self.outline, key) else { return Ok(false) };
        let place = FieldPath("targets", key, "");
        if self.assessment.target(key).is_some() {
            self.problem(key_at, Code::DuplicateKey, place);
        }
        let at = self.start();
        match self.outline.level(&self.cursor.compact()?) {
            Some(level) => self.assessment.set_target(key, Some(level)),
            None => self.problem(at, Code::WrongLevel, place),
        }
        Ok(true)
    }

    pub(super) fn tailored(&mut self, key: &str, key_at: usize) -> Result<bool, JsonError> {
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
    pub(super) fn weights(&mut self) -> Result<bool, JsonError> {
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
                let domain = domain_of(self.outline, &key);
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
    pub(super) fn date(&mut self, text: &str, at: usize, place: FieldPath<'_>) -> String {
        date_of(text).unwrap_or_else(|fault| {
            self.problem(at, Code::of_date(fault), place);
            String::new()
        })
    }

    /// Reads a string; anything else is reported and skipped.
    pub(super) fn text(&mut self, place: FieldPath<'_>) -> Result<Option<String>, JsonError> {
        let at = self.start();
        if self.cursor.peek() == b'"' {
            return Ok(Some(self.cursor.string()?.into_owned()));
        }
        self.cursor.skip()?;
        self.problem(at, Code::WrongType, place);
        Ok(None)
    }

    /// Reads the opening bracket of an object or array; anything else is reported and skipped.
    pub(super) fn opens(&mut self, bracket: u8, place: FieldPath<'_>) -> Result<bool, JsonError> {
        let at = self.start();
        if self.cursor.peek() == bracket {
            self.cursor.expect(bracket)?;
            return Ok(true);
        }
        self.cursor.skip()?;
        self.problem(at, Code::WrongType, place);
        Ok(false)
    }

    pub(super) fn keep(&mut self, part: FilePart, unknown: Vec<(String, String, usize)>) {
        let place = if part == FilePart::File { FILE } else { FieldPath(FIELDS[BEFORE_PARTS + part as usize], "", "") };
        self.assessment.kept[part as usize] = self.kept(place, unknown);
    }

    /// Puts what is unknown in order, and reports keys that occur twice.
    pub(super) fn kept(&mut self, place: FieldPath<'_>, mut unknown: Vec<(String, String, usize)>) -> UnknownFields {
        sort_by(&mut unknown, |a, b| (&a.0, a.2).cmp(&(&b.0, b.2)));
        for pair in unknown.windows(2) {
            if pair[0].0 == pair[1].0 {
                self.problem(pair[1].2, Code::DuplicateKey, place.with(&pair[1].0));
            }
        }
        unknown.into_iter().map(|(key, value, _)| (key, value)).collect()
    }

    /// The byte where the next value or key begins.
    pub(super) fn start(&mut self) -> usize {
        self.cursor.peek();
        self.cursor.at()
    }

    pub(super) fn problem(&mut self, at: usize, code: Code, place: FieldPath<'_>) {
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
