//! The words of the site: both languages ask for the same placeholders, what is used is defined, and
//! what is defined is used.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::Subject;
use super::place::Place;
use super::report::Report;
use crate::content::Step;
use crate::content::paths::INTERFACE;
use crate::diagnostic::codes::{UNDEFINED_WORD, UNEQUAL_PLACEHOLDERS, UNUSED_WORD};
use crate::diagnostic::suggest;

pub(super) fn check_placeholders<'a>(subject: &Subject<'a>, report: &mut Report<'a>) {
    for (key, word) in subject.content.interface.iter().flatten() {
        let (zh, en) = (placeholders(&word.zh), placeholders(&word.en));
        if word.zh.is_empty() || word.en.is_empty() || zh == en {
            continue;
        }
        let list = |names: &BTreeSet<&str>| match names.is_empty() {
            true => "none".to_owned(),
            false => names.iter().map(|name| format!("`{{{name}}}`")).collect::<Vec<_>>().join(", "),
        };
        let place = Place::value(INTERFACE, &[Step::Key(key)]).at(key.as_str());
        let message = format!("`{key}` has {} in Chinese, {} in English", list(&zh), list(&en));
        report.add(UNEQUAL_PLACEHOLDERS, place, message, "write the same placeholders in both languages");
    }
}

/// The names in braces.
fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

pub(super) fn check_uses<'a>(subject: &Subject<'a>, report: &mut Report<'a>) {
    let Some(interface) = &subject.content.interface else { return };
    let mut unused: BTreeSet<&str> = interface.keys().map(String::as_str).collect();
    let names = Names::new(interface.keys());
    for source in subject.sources.users() {
        for (key, range) in uses(&source.path, &source.text) {
            if !interface.contains_key(key) {
                let otherwise = format!("add `{key}:` with both languages to {INTERFACE}");
                let help = suggest::help(key, interface.keys().map(String::as_str), otherwise);
                let place = Place::file(source.path.as_str()).within(range);
                report.add(UNDEFINED_WORD, place, format!("{INTERFACE} has no `{key}`"), help);
            }
        }
        if !unused.is_empty() {
            names.each_in(&source.text, |key| {
                unused.remove(key);
            });
        }
    }
    for key in unused.into_iter().filter(|_| subject.sources.users().next().is_some()) {
        let place = Place::value(INTERFACE, &[Step::Key(key)]).at(key);
        report.add(UNUSED_WORD, place, format!("nothing uses the word `{key}`"), "remove it, or use it");
    }
}

/// The names by which the code may know the words. The scorer knows its own without their prefix, and
/// makes those of problems and of what is left out from codes with hyphens.
struct Names<'a> {
    keys: HashMap<String, Vec<&'a str>>,
    /// Whether there is a name of this length: most words of a program are ruled out by it.
    lengths: [bool; 64],
}

impl<'a> Names<'a> {
    fn new(keys: impl Iterator<Item = &'a String>) -> Names<'a> {
        let mut names = Names { keys: HashMap::new(), lengths: [false; 64] };
        for key in keys {
            names.add(key.clone(), key);
            if let Some(rest) = key.strip_prefix("score_") {
                names.add(rest.to_owned(), key);
                let code = ["problem_", "left_"].into_iter().find_map(|kind| rest.strip_prefix(kind));
                code.into_iter().for_each(|code| names.add(code.replace('_', "-"), key));
            }
        }
        names
    }

    fn add(&mut self, name: String, key: &'a str) {
        self.lengths[name.len().min(63)] = true;
        self.keys.entry(name).or_default().push(key);
    }

    /// Calls `found` with every key that one of the words of `text` is a name of.
    fn each_in(&self, text: &str, mut found: impl FnMut(&str)) {
        let bytes = text.as_bytes();
        let mut start = 0;
        for at in 0..=bytes.len() {
            if bytes.get(at).is_some_and(|byte| is_key(*byte) || *byte == b'-') {
                continue;
            }
            if self.lengths[(at - start).min(63)] {
                self.keys.get(&text[start..at]).into_iter().flatten().for_each(|key| found(key));
            }
            start = at + 1;
        }
    }
}

/// Where a file certainly uses words: `t.key` in a template, `word("key"` in the code that fills it.
fn uses<'t>(path: &str, text: &'t str) -> Vec<(&'t str, Range<usize>)> {
    let is_template = path.ends_with(".html");
    let before = match is_template {
        true => "t.",
        false if path.starts_with("xtask/") => ".word(\"",
        false => return Vec::new(),
    };
    let mut uses = Vec::new();
    for (at, _) in text.match_indices(before) {
        let starts = !text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-'));
        let start = at + before.len();
        let len = text[start..].bytes().position(|byte| !is_key(byte)).unwrap_or(text.len() - start);
        if (starts || !is_template) && len > 0 {
            uses.push((&text[start..start + len], start..start + len));
        }
    }
    uses
}

fn is_key(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uses_are_told_from_file_names() {
        let template = "{{ t.home_title }} {% include \"parts/list.html\" %}{{ part.x }}{{t.a}}";
        let keys: Vec<_> = uses("templates/x.html", template).into_iter().map(|(key, _)| key).collect();
        assert_eq!(keys, ["home_title", "a"]);
        assert_eq!(uses("xtask/src/render/x.rs", "site.word(\"about\", lang)"), [("about", 11..16)]);
    }
}
