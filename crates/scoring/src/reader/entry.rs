//! Reads one entry of an assessment file.

use dtmm_model::{Item, OutlineSubdomain};

use super::parser::{AssessmentParser, FieldPath, SLOTS};
use crate::Answer;
use crate::assessment::{self, ChangeError, EntryDetails};
use crate::earlier::{REVIEW, Review};
use crate::fold::id_of;
use crate::json::JsonError;
use crate::problem::Code;

/// The fields of an entry that are known. Others are kept unchanged.
const ENTRY_FIELDS: [&str; 6] = ["answer", "reason", "note", "owner", "due", "evidence"];

impl AssessmentParser<'_> {
    pub(super) fn answer(&mut self, key: &str, key_at: usize) -> Result<bool, JsonError> {
        let Some((item, slot)) = self.item(key) else { return Ok(false) };
        self.within = Some(item.id);
        let place = FieldPath("answers", key, "");
        if std::mem::replace(&mut self.seen[slot], true) {
            self.problem(key_at, Code::DuplicateKey, place);
        }
        let at = self.start();
        let mut details = EntryDetails::NONE;
        let answer = match self.cursor.peek() {
            b'"' => self.letter(place)?,
            b'{' => self.entry(key, &mut details)?,
            _ => {
                self.problem(at, Code::WrongType, place);
                self.cursor.skip()?;
                None
            }
        };
        match assessment::check(&item, answer, &details) {
            Ok(()) => {}
            Err(ChangeError::MissingReason) => self.problem(at, Code::MissingReason, place),
            // A date that is none has been left out, and said.
            Err(ChangeError::WrongDate) => {}
        }
        if let Some(answer) = answer {
            self.assessment.answers.push((item.id, answer));
        }
        if !details.is_empty() {
            self.assessment.details.push((item.id, details));
        }
        self.within = None;
        Ok(true)
    }

    fn entry(&mut self, key: &str, details: &mut EntryDetails) -> Result<Option<Answer>, JsonError> {
        let mut answer = None;
        let mut seen = [false; ENTRY_FIELDS.len()];
        let mut unknown = Vec::new();
        let mut first = true;
        self.cursor.expect(b'{')?;
        while self.cursor.next(&mut first, b'}')? {
            let at = self.start();
            let name = self.cursor.key()?;
            let place = FieldPath("answers", key, &name);
            let Some(index) = ENTRY_FIELDS.iter().position(|field| *field == name) else {
                if name == REVIEW {
                    let mut faults = Vec::new();
                    Review::read(&mut self.cursor.clone(), &mut faults)?;
                    self.misshapen("answers", key, faults);
                } else {
                    self.problem(at, Code::UnknownField, place);
                }
                unknown.push((name.into_owned(), self.cursor.compact()?, at));
                continue;
            };
            if std::mem::replace(&mut seen[index], true) {
                self.problem(at, Code::DuplicateKey, place);
            }
            let at = self.start();
            match ENTRY_FIELDS[index] {
                "answer" => answer = self.letter(place)?,
                "evidence" => details.evidence = self.texts(place)?,
                field => {
                    let mut text = self.text(place)?.unwrap_or_default();
                    if field == "due" {
                        text = self.date(&text, at, place);
                    }
                    *match field {
                        "reason" => &mut details.reason,
                        "note" => &mut details.note,
                        "owner" => &mut details.owner,
                        _ => &mut details.due,
                    } = text;
                }
            }
        }
        details.kept = self.kept(FieldPath("answers", key, ""), unknown);
        Ok(answer)
    }

    fn letter(&mut self, place: FieldPath<'_>) -> Result<Option<Answer>, JsonError> {
        let at = self.start();
        if self.cursor.peek() != b'"' {
            self.text(place)?;
            return Ok(None);
        }
        let answer = self.words.answer(&self.cursor.string()?);
        if answer.is_none() {
            self.problem(at, Code::WrongAnswer, place);
        }
        Ok(answer)
    }

    fn texts(&mut self, place: FieldPath<'_>) -> Result<Vec<String>, JsonError> {
        let mut texts = Vec::new();
        if self.opens(b'[', place)? {
            let mut first = true;
            while self.cursor.next(&mut first, b']')? {
                texts.extend(self.text(place)?);
            }
        }
        Ok(texts)
    }

    /// The item with this identifier, and its slot. Files are mostly in order, so that the search
    /// begins at the subdomain found last.
    fn item(&mut self, key: &str) -> Option<(Item, usize)> {
        let id = id_of(key)?;
        let is_its = |subdomain: &&OutlineSubdomain| subdomain.code == id.cell.subdomain;
        if !self.subdomains.get(self.hint).is_some_and(is_its) {
            self.hint = self.subdomains.iter().position(is_its)?;
        }
        let subdomain = self.subdomains.get(self.hint)?;
        let item = subdomain.cell(id.cell.level).iter().find(|item| item.id == id)?;
        Some((*item, self.hint * SLOTS + id.cell.level.index() * 100 + usize::from(id.serial)))
    }
}
