//! Reads what a part says of itself. What is wrong in it is reported and kept: it must not keep the answers from being
//! read.

use dtmm_model::{Outline, RequirementId};

use super::parser::AssessmentParser;
use crate::assessment::{Assessment, FilePart};
use crate::earlier::kept_text;
use crate::fold::{Vocabulary, item_of};
use crate::json::{Cursor, JsonError};
use crate::part::{PART, Part};
use crate::problem::{Code, Raw};

impl AssessmentParser<'_> {
    /// Reads the field, and gives its text to be kept.
    pub(super) fn part(&mut self) -> Result<String, JsonError> {
        self.cursor.peek();
        let mut value = self.cursor.clone();
        // What is not JSON, or nested too deep, ends the reading here.
        let text = self.cursor.compact()?;
        read(&mut value, self.outline, &mut self.problems)?;
        Ok(text)
    }
}

impl Assessment {
    /// What this assessment says of itself as a part; `None` where it is none.
    pub fn part(&self, outline: &Outline) -> Option<Part> {
        let text = kept_text(self.kept(FilePart::File), PART)?;
        read(&mut Cursor::new(text), outline, &mut Vec::new()).ok()
    }

    /// The same as its text.
    pub fn part_text(&self) -> Option<&str> {
        kept_text(self.kept(FilePart::File), PART)
    }
}

fn read(cursor: &mut Cursor<'_>, outline: &Outline, problems: &mut Vec<Raw>) -> Result<Part, JsonError> {
    let mut part = Part::default();
    let (mut first, mut seen): (bool, Vec<String>) = (true, Vec::new());
    if !opens(cursor, b'{', "", problems)? {
        return Ok(part);
    }
    while cursor.next(&mut first, b'}')? {
        cursor.peek();
        let at = cursor.at();
        let key = cursor.key()?.into_owned();
        if seen.contains(&key) {
            problems.push(fault(at, Code::WrongPart, &key));
        }
        match key.as_str() {
            "owner" => part.owner = text(cursor, &key, problems)?.unwrap_or_default(),
            "entries" => part.entries = entries(cursor, outline, &key, problems)?,
            "sent" => part.sent = sent(cursor, outline, problems)?,
            _ => {
                problems.push(fault(at, Code::UnknownField, &key));
                cursor.skip()?;
            }
        }
        seen.push(key);
    }
    Ok(part)
}

fn entries(
    cursor: &mut Cursor<'_>,
    outline: &Outline,
    key: &str,
    problems: &mut Vec<Raw>,
) -> Result<Vec<RequirementId>, JsonError> {
    let (mut entries, mut first) = (Vec::new(), true);
    if opens(cursor, b'[', key, problems)? {
        while cursor.next(&mut first, b']')? {
            cursor.peek();
            let at = cursor.at();
            let Some(id) = text(cursor, key, problems)? else { continue };
            match item_of(outline, &id) {
                Some(item) => entries.push(item.id),
                None => problems.push(fault(at, Code::ForeignId, key)),
            }
        }
    }
    Ok(entries)
}

/// The part as it was sent: the value that its file was then. One of another edition says nothing about the entries here.
fn sent(
    cursor: &mut Cursor<'_>,
    outline: &Outline,
    problems: &mut Vec<Raw>,
) -> Result<Option<Box<Assessment>>, JsonError> {
    let words = Vocabulary::NONE;
    let mut reader = AssessmentParser::new(cursor.clone(), outline, &words);
    reader.value()?;
    cursor.skip()?;
    reader.assessment.sort();
    let is_own = reader.assessment.edition == outline.edition
        && !reader.problems.iter().any(|one| matches!(one.code, Code::WrongFormat | Code::WrongStandard));
    for problem in reader.problems {
        let path = if problem.path.is_empty() { "sent".to_owned() } else { ["sent.", &problem.path].concat() };
        let code = if problem.code.is_error() { Code::WrongPart } else { problem.code };
        problems.push(fault(problem.at, code, &path));
    }
    Ok(is_own.then(|| Box::new(reader.assessment)))
}

/// Reads a string; anything else is reported and skipped.
fn text(cursor: &mut Cursor<'_>, path: &str, problems: &mut Vec<Raw>) -> Result<Option<String>, JsonError> {
    if cursor.peek() == b'"' {
        return Ok(Some(cursor.string()?.into_owned()));
    }
    problems.push(fault(cursor.at(), Code::WrongPart, path));
    cursor.skip()?;
    Ok(None)
}

/// Goes into an object or array; anything else is reported and skipped.
fn opens(cursor: &mut Cursor<'_>, bracket: u8, path: &str, problems: &mut Vec<Raw>) -> Result<bool, JsonError> {
    if cursor.peek() == bracket {
        cursor.expect(bracket)?;
        return Ok(true);
    }
    problems.push(fault(cursor.at(), Code::WrongPart, path));
    cursor.skip()?;
    Ok(false)
}

/// Something worth saying about a place within the part.
fn fault(at: usize, code: Code, path: &str) -> Raw {
    let path = if path.is_empty() { PART.to_owned() } else { [PART, ".", path].concat() };
    Raw { at, code, path, entry: None }
}
