//! What a file holds of earlier editions: answers that are to be looked at again, answers to entries that are gone, and
//! the assessment that it was made from. They stand among the fields that are kept as they are, so that whatever writes,
//! stores or merges these takes them along; here they get a meaning.

use dtmm_model::RequirementId;

use crate::Answer;
use crate::fold::id_of;
use crate::json::{Cursor, JsonError};
use crate::object::Object;
use crate::order::sort_by;
use crate::problem::Code;

/// The key of a [`Review`] in an entry.
pub const REVIEW: &str = "review";
/// The key of the answers to entries that are gone, in the file.
pub const WITHDRAWN: &str = "withdrawn";
/// The key of [`DerivedFrom`] in the file.
pub(crate) const DERIVED_FROM: &str = "derived_from";

/// The fields of a file that are kept as they are though they are known.
pub const EARLIER_FIELDS: [&str; 2] = [WITHDRAWN, DERIVED_FROM];

/// What was answered in an earlier edition to the entries that an entry comes from. It counts only once somebody has
/// confirmed it or answered anew.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Review {
    /// The entries that it comes from, at least one.
    pub from: Vec<RequirementId>,
    /// The edition in which they were answered, of several the one of the first answer.
    pub edition: String,
    /// The answers of those that had one, at least one.
    pub answers: Vec<(RequirementId, Answer)>,
}

/// The assessment of an earlier edition that an assessment was made from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DerivedFrom {
    /// The edition of that assessment.
    pub edition: String,
    /// The 64-bit FNV-1a sum of its file as this program writes it, as 16 hexadecimal digits.
    pub hash: String,
}

/// What is wrong in the shape of a value that is kept as it is.
#[derive(Debug)]
pub(crate) struct ShapeFault {
    pub(crate) at: usize,
    pub(crate) code: Code,
    /// Its path within the entry, or within the file; empty for the whole value.
    pub(crate) field: &'static str,
}

impl Review {
    /// The answer that all entries have that it comes from; `None` where they differ or one has none.
    pub fn answer(&self) -> Option<Answer> {
        let (_, first) = self.answers.first()?;
        self.from.iter().all(|id| self.answers.contains(&(*id, *first))).then_some(*first)
    }

    /// Its text in a file.
    pub(crate) fn text(&self) -> String {
        let mut from = String::from("[");
        for (index, id) in self.from.iter().enumerate() {
            from.push_str(if index > 0 { ",\"" } else { "\"" });
            from.push_str(&id.to_string());
            from.push('"');
        }
        from.push(']');
        let mut object = Object::open(String::new(), "");
        object.raw("from", &from);
        object.text("edition", &self.edition);
        object.text_unless_empty("answer", self.answer().map_or("", Answer::key));
        if self.from.len() > 1 {
            let mut answers = Object::open(String::new(), "");
            self.answers.iter().for_each(|(id, answer)| answers.text(&id.to_string(), answer.key()));
            object.raw("answers", &answers.close(""));
        }
        compact(&object.close(""))
    }

    /// The review with this text; `None` if it has not the shape of one.
    pub fn from_text(text: &str) -> Option<Review> {
        sound(text, Review::read)
    }

    /// Reads a review. Where there are faults, only these are worth something.
    pub(crate) fn read(cursor: &mut Cursor<'_>, faults: &mut Vec<ShapeFault>) -> Result<Review, JsonError> {
        cursor.peek();
        let (start, before) = (cursor.at(), faults.len());
        let mut review = Review::default();
        let (mut one, mut edition) = (None, None);
        let mut first = true;
        if !opens(cursor, b'{', REVIEW, faults)? {
            return Ok(review);
        }
        while cursor.next(&mut first, b'}')? {
            match &*cursor.key()? {
                "from" => ids(cursor, &mut review.from, faults)?,
                "edition" => edition = string(cursor, "review.edition", faults)?,
                "answer" => one = answer(cursor, "review.answer", faults)?,
                "answers" => answers(cursor, &mut review.answers, faults)?,
                _ => cursor.skip()?,
            }
        }
        if let (Some(answer), true) = (one, review.answers.is_empty()) {
            review.answers = review.from.iter().map(|id| (*id, answer)).collect();
        }
        let missing = [
            (review.from.is_empty(), "review.from"),
            (edition.is_none(), "review.edition"),
            (one.is_none() && review.answers.is_empty(), "review.answer"),
        ];
        // What is there and wrong is not missing as well.
        if faults.len() == before {
            let missing = missing.into_iter().filter(|(is_missing, _)| *is_missing);
            faults.extend(missing.map(|(_, field)| ShapeFault { at: start, code: Code::MissingField, field }));
        }
        review.edition = edition.unwrap_or_default();
        Ok(review)
    }
}

impl DerivedFrom {
    pub(crate) fn text(&self) -> String {
        let mut object = Object::open(String::new(), "");
        object.text("edition", &self.edition);
        object.text("hash", &self.hash);
        compact(&object.close(""))
    }

    /// What this text says; `None` if it has not the right shape.
    pub(crate) fn from_text(text: &str) -> Option<DerivedFrom> {
        sound(text, DerivedFrom::read)
    }

    /// Reads where an assessment comes from. Where there are faults, only these are worth something.
    pub(crate) fn read(cursor: &mut Cursor<'_>, faults: &mut Vec<ShapeFault>) -> Result<DerivedFrom, JsonError> {
        cursor.peek();
        let (start, before) = (cursor.at(), faults.len());
        let (mut edition, mut hash) = (None, None);
        let mut first = true;
        if opens(cursor, b'{', "", faults)? {
            while cursor.next(&mut first, b'}')? {
                match &*cursor.key()? {
                    "edition" => edition = string(cursor, "edition", faults)?,
                    "hash" => hash = string(cursor, "hash", faults)?,
                    _ => cursor.skip()?,
                }
            }
        }
        if faults.len() == before {
            let missing = [(&edition, "edition"), (&hash, "hash")].into_iter().filter(|(text, _)| text.is_none());
            faults.extend(missing.map(|(_, field)| ShapeFault { at: start, code: Code::MissingField, field }));
        }
        Ok(DerivedFrom { edition: edition.unwrap_or_default(), hash: hash.unwrap_or_default() })
    }
}

/// Reads an entry of an earlier edition, of which only the shape is known: an answer, or an object with what is recorded
/// beside it.
pub(crate) fn withdrawn_entry(cursor: &mut Cursor<'_>, faults: &mut Vec<ShapeFault>) -> Result<(), JsonError> {
    if cursor.peek() == b'"' {
        return cursor.skip();
    }
    let mut first = true;
    if opens(cursor, b'{', "", faults)? {
        while cursor.next(&mut first, b'}')? {
            match &*cursor.key()? {
                "answer" => drop(string(cursor, "answer", faults)?),
                "reason" => drop(string(cursor, "reason", faults)?),
                "note" => drop(string(cursor, "note", faults)?),
                "owner" => drop(string(cursor, "owner", faults)?),
                "due" => drop(string(cursor, "due", faults)?),
                "evidence" => {
                    let mut first = true;
                    if opens(cursor, b'[', "evidence", faults)? {
                        while cursor.next(&mut first, b']')? {
                            string(cursor, "evidence", faults)?;
                        }
                    }
                }
                REVIEW => drop(Review::read(cursor, faults)?),
                _ => cursor.skip()?,
            }
        }
    }
    Ok(())
}

/// What a text says; `None` where it has not the right shape.
fn sound<T>(text: &str, read: fn(&mut Cursor<'_>, &mut Vec<ShapeFault>) -> Result<T, JsonError>) -> Option<T> {
    let mut faults = Vec::new();
    let value = read(&mut Cursor::new(text), &mut faults).ok()?;
    faults.is_empty().then_some(value)
}

/// Whether a text has the shape of an entry.
pub(crate) fn is_entry(text: &str) -> bool {
    sound(text, withdrawn_entry).is_some()
}

/// The text under a key that is kept.
pub(crate) fn kept_text<'k>(kept: &'k [(String, String)], key: &str) -> Option<&'k str> {
    kept.iter().find(|(other, _)| other == key).map(|(_, text)| text.as_str())
}

/// The members of an object, in the order of their keys, each key once; none of a text that is no object.
pub(crate) fn members(object: &str) -> Vec<(String, String)> {
    let mut cursor = Cursor::new(object);
    let (mut members, mut first) = (Vec::new(), true);
    if cursor.expect(b'{').is_ok() {
        while let Ok(true) = cursor.next(&mut first, b'}') {
            let Ok(key) = cursor.key() else { break };
            let Ok(value) = cursor.compact() else { break };
            members.push((key.into_owned(), value));
        }
    }
    sort_by(&mut members, |a, b| a.0.cmp(&b.0));
    members.dedup_by(|later, first| later.0 == first.0);
    members
}

/// The text of an object with these members.
pub(crate) fn object_of(members: &[(String, String)]) -> String {
    let mut object = Object::open(String::new(), "");
    object.kept(members);
    compact(&object.close(""))
}

/// A JSON text without the white space between its parts, as it is when it is read.
pub(crate) fn compact(text: &str) -> String {
    Cursor::new(text).compact().unwrap_or_default()
}

fn opens(
    cursor: &mut Cursor<'_>,
    bracket: u8,
    field: &'static str,
    faults: &mut Vec<ShapeFault>,
) -> Result<bool, JsonError> {
    if cursor.peek() == bracket {
        cursor.expect(bracket)?;
        return Ok(true);
    }
    faults.push(ShapeFault { at: cursor.at(), code: Code::WrongType, field });
    cursor.skip()?;
    Ok(false)
}

fn string(
    cursor: &mut Cursor<'_>,
    field: &'static str,
    faults: &mut Vec<ShapeFault>,
) -> Result<Option<String>, JsonError> {
    if cursor.peek() == b'"' {
        return Ok(Some(cursor.string()?.into_owned()));
    }
    faults.push(ShapeFault { at: cursor.at(), code: Code::WrongType, field });
    cursor.skip()?;
    Ok(None)
}

fn answer(
    cursor: &mut Cursor<'_>,
    field: &'static str,
    faults: &mut Vec<ShapeFault>,
) -> Result<Option<Answer>, JsonError> {
    cursor.peek();
    let at = cursor.at();
    let Some(key) = string(cursor, field, faults)? else { return Ok(None) };
    let answer = Answer::from_key(&key);
    if answer.is_none() {
        faults.push(ShapeFault { at, code: Code::WrongAnswer, field });
    }
    Ok(answer)
}

fn ids(cursor: &mut Cursor<'_>, ids: &mut Vec<RequirementId>, faults: &mut Vec<ShapeFault>) -> Result<(), JsonError> {
    let mut first = true;
    if opens(cursor, b'[', "review.from", faults)? {
        while cursor.next(&mut first, b']')? {
            cursor.peek();
            let at = cursor.at();
            let Some(name) = string(cursor, "review.from", faults)? else { continue };
            match id_of(&name) {
                Some(id) => ids.push(id),
                None => faults.push(ShapeFault { at, code: Code::WrongType, field: "review.from" }),
            }
        }
    }
    Ok(())
}

fn answers(
    cursor: &mut Cursor<'_>,
    answers: &mut Vec<(RequirementId, Answer)>,
    faults: &mut Vec<ShapeFault>,
) -> Result<(), JsonError> {
    let mut first = true;
    if opens(cursor, b'{', "review.answers", faults)? {
        while cursor.next(&mut first, b'}')? {
            cursor.peek();
            let at = cursor.at();
            let id = id_of(&cursor.key()?);
            if id.is_none() {
                faults.push(ShapeFault { at, code: Code::WrongType, field: "review.answers" });
            }
            answers.extend(id.zip(answer(cursor, "review.answers", faults)?));
        }
    }
    Ok(())
}
