//! How a record with its stamps and its journal is written into the storage.
//!
//! The text is the file of the record, with one more member at its end:
//!
//! ```text
//! {
//!   "format": "dtmm-assessment/2",
//!   …
//!   "stored": "1 f ABC-302 1f.9c3a01 … a 20.9c3a01 20.9c3a01 bulk ABC-3 - ABC-302 ~ F"
//! }
//! ```
//!
//! The member is a line of tokens with one space between them, so that it stays one JSON string
//! without escapes. First the version of this form; then `d` where the record is deleted, `b` with each of its origins,
//! `f` with path and stamp of each field (in
//! what is pending also with its value), and `a` with identifier, version, kind, subject and state
//! (`-` or `undone`) of each act, followed by path, value before and value after of its changes. A
//! value is its texts with commas between, `~` where there is none. In every token, characters with
//! a meaning here or in JSON are escaped as `%` and two hexadecimal digits.

use crate::act::{Act, Change};
use crate::form::{RecordFormat, Unreadable, Value};
use crate::origin::Origins;
use crate::stamp::Stamp;
use crate::stamped::{Delta, StampedRecord};

/// The version of the form of the member.
const VERSION: &str = "1";
/// What begins the member. No text of a record holds a line like it: JSON has no line ends in its
/// strings, and records indent their own members of this depth alike.
const MEMBER: &str = ",\n  \"stored\": \"";
/// What ends it, and the record.
const END: &str = "\"\n}\n";

/// The text of a record without the member that only the storage has: the file of the record.
pub fn without_journal(stored: &str) -> String {
    split(stored).0
}

/// The text of the record, and the member.
fn split(stored: &str) -> (String, Option<&str>) {
    match stored.rfind(MEMBER) {
        Some(at) => {
            let member = &stored[at + MEMBER.len()..];
            let member = member.strip_suffix(END).unwrap_or(member);
            (format!("{}\n}}\n", &stored[..at]), Some(member))
        }
        None => (stored.to_owned(), None),
    }
}

pub(crate) fn write<F: RecordFormat>(form: &F, held: &StampedRecord<F>) -> String {
    let mut text = form.write(&held.record);
    let end = text.trim_end().strip_suffix('}').map_or(text.len(), |record| record.trim_end().len());
    text.truncate(end);
    text.push_str(MEMBER);
    text.push_str(VERSION);
    if held.deleted {
        push(&mut text, "d");
    }
    push_origins(&mut text, &held.origins);
    for (path, stamp) in &held.stamps {
        push(&mut text, "f");
        push(&mut text, path);
        push(&mut text, &stamp.text());
    }
    held.journal.stored().iter().for_each(|act| push_act(&mut text, act));
    text.push_str(END);
    text
}

/// Reads what [`write`] wrote, or the file of a record. Damaged stamps and acts are skipped: the record
/// itself counts.
pub(crate) fn read<F: RecordFormat>(form: &F, stored: &str) -> Result<StampedRecord<F>, Unreadable> {
    let (record, member) = split(stored);
    let mut held = StampedRecord::new(form.read(&record)?);
    let Some(member) = member else {
        // A file without stamps: its fields are older than every act, and equal in all tabs.
        for path in form.paths(&held.record) {
            held.set_stamp(&path, Stamp { count: 1, tab: 0 });
        }
        return Ok(held);
    };
    let mut tokens = member.split(' ');
    if tokens.next() != Some(VERSION) {
        return Err(Unreadable::Newer);
    }
    let mut rest = tokens.collect::<Vec<_>>().into_iter().peekable();
    while let Some(token) = rest.next() {
        if token == "d" {
            held.deleted = true;
        } else if token == "b" {
            rest.next().and_then(Stamp::parse).map(|origin| held.origins.add(origin));
        } else if token == "f" {
            let (path, stamp) = (rest.next().map(unescape), rest.next().and_then(Stamp::parse));
            if let (Some(path), Some(stamp)) = (path, stamp) {
                held.set_stamp(&path, stamp);
            }
        } else if token == "a"
            && let Some(act) = act(&mut rest)
        {
            held.clock = held.clock.max(act.version.count);
            held.journal.add(act);
        }
    }
    Ok(held)
}

/// What is pending, as text.
pub(crate) fn write_delta(delta: &Delta) -> String {
    let mut text = VERSION.to_owned();
    push_origins(&mut text, &delta.origins);
    for (path, value, stamp) in &delta.fields {
        push(&mut text, "f");
        push(&mut text, path);
        push(&mut text, &stamp.text());
        push_value(&mut text, value);
    }
    delta.acts.iter().for_each(|act| push_act(&mut text, act));
    text
}

/// Reads what [`write_delta`] wrote; `None` if it is damaged.
pub(crate) fn read_delta(text: &str) -> Option<Delta> {
    let mut tokens = text.split(' ');
    if tokens.next() != Some(VERSION) {
        return None;
    }
    let mut delta = Delta::default();
    let mut rest = tokens.collect::<Vec<_>>().into_iter().peekable();
    while let Some(token) = rest.next() {
        match token {
            "b" => {
                delta.origins.add(Stamp::parse(rest.next()?)?);
            }
            "f" => {
                let path = unescape(rest.next()?);
                let stamp = Stamp::parse(rest.next()?)?;
                delta.fields.push((path, value(rest.next()?), stamp));
            }
            "a" => delta.acts.push(act(&mut rest)?),
            _ => return None,
        }
    }
    Some(delta)
}

fn push_origins(text: &mut String, origins: &Origins) {
    for origin in origins.stamps() {
        push(text, "b");
        push(text, &origin.text());
    }
}

fn push_act(text: &mut String, act: &Act) {
    push(text, "a");
    push(text, &act.id.text());
    push(text, &act.version.text());
    push(text, &act.kind);
    push(text, &act.about);
    push(text, if act.undone { "undone" } else { "-" });
    for change in &act.changes {
        push(text, "c");
        push(text, &change.path);
        push_value(text, &change.before);
        push_value(text, &change.after);
    }
}

fn act(rest: &mut std::iter::Peekable<std::vec::IntoIter<&str>>) -> Option<Act> {
    let id = Stamp::parse(rest.next()?)?;
    let version = Stamp::parse(rest.next()?)?;
    let (kind, about) = (unescape(rest.next()?), unescape(rest.next()?));
    let undone = rest.next()? == "undone";
    let mut changes = Vec::new();
    while rest.next_if_eq(&"c").is_some() {
        let path = unescape(rest.next()?);
        let before = value(rest.next()?);
        changes.push(Change { path, before, after: value(rest.next()?) });
    }
    Some(Act { id, version, kind, about, undone, changes })
}

/// Appends a token.
fn push(text: &mut String, token: &str) {
    text.push(' ');
    escape(text, token);
}

fn push_value(text: &mut String, value: &Value) {
    text.push(' ');
    if value.is_empty() {
        text.push('~');
    }
    for (place, one) in value.iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        escape(text, one);
    }
}

fn value(token: &str) -> Value {
    if token == "~" { Value::new() } else { token.split(',').map(unescape).collect() }
}

fn escape(text: &mut String, token: &str) {
    for character in token.chars() {
        match character {
            '\0'..=' ' | '"' | '%' | ',' | '\\' | '~' | '\u{7f}' => {
                text.push('%');
                for half in [character as u32 >> 4, character as u32 & 15] {
                    text.push(char::from_digit(half, 16).unwrap_or('0'));
                }
            }
            _ => text.push(character),
        }
    }
}

fn unescape(token: &str) -> String {
    let mut text = String::new();
    let mut rest = token;
    while let Some((before, after)) = rest.split_once('%') {
        text.push_str(before);
        let code = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        text.extend(code.map(char::from));
        rest = after.get(2..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}
