//! The words of the tool and of the content: both languages have the same placeholders, every word that is used is
//! defined, and every defined word is used.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::findings::Findings;
use super::place::Place;
use super::subject::Subject;
use crate::diagnostic::codes::{UNDEFINED_WORD, UNEQUAL_PLACEHOLDERS, UNUSED_WORD};
use crate::diagnostic::suggest;
use crate::document::{OPTIONAL_WORDS, Variant};
use crate::load::Use;
use crate::parse::paths::INTERFACE;
use crate::parse::{InterfaceWord, Step};

pub(super) fn check_placeholders<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for (path, key, word) in subject.content.interface_words() {
        let (zh, en) = (placeholders(&word.zh), placeholders(&word.en));
        if word.zh.is_empty() || word.en.is_empty() || zh == en {
            continue;
        }
        let list = |names: &BTreeSet<&str>| match names.is_empty() {
            true => "none".to_owned(),
            false => names.iter().map(|name| format!("`{{{name}}}`")).collect::<Vec<_>>().join(", "),
        };
        let place = Place::value(path, &[Step::Key(key)]).at(key);
        let message = format!("`{key}` has {} in Chinese, {} in English", list(&zh), list(&en));
        findings.add(UNEQUAL_PLACEHOLDERS, place, message, "write the same placeholders in both languages");
    }
}

/// The names in braces.
fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

pub(super) fn check_uses<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let Some(interface) = &subject.content.interface else { return };
    let tool = &subject.content.tool_interface;
    let uses = subject.sources.uses();
    let mut missing: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let is_missing = |word_use: &&Use| {
        let key = &word_use.key;
        !interface.contains_key(key) && !tool.contains_key(key) && !OPTIONAL_WORDS.contains(&key.as_str())
    };
    for word_use in uses.iter().filter(is_missing) {
        missing.entry(&word_use.key).or_default().push(&word_use.by);
    }
    for (key, by) in missing {
        let more = if by.len() > 1 { format!(" and {} more", by.len() - 1) } else { String::new() };
        let message = format!("the word `{key}` is missing; {}{more} says it", by[0]);
        let why = if tool.is_empty() { "" } else { "; the tool has no word of its own for it" };
        let otherwise = format!("add `{key}:` with `zh:` and `en:` to {INTERFACE}{why}");
        let unused = interface.keys().map(String::as_str);
        let unused = unused.filter(|known| !uses.iter().any(|word_use| word_use.key == *known));
        let help = suggest::help(key, unused, otherwise);
        findings.add(UNDEFINED_WORD, beside(key, interface), message, help);
    }
    let used: HashSet<&str> = uses.iter().map(|word_use| word_use.key.as_str()).collect();
    let is_used = |key: &'a str| used.contains(key) || used.contains(Variant::base(key));
    let words = subject.content.interface_words().filter(|(_, key, _)| !used.is_empty() && !is_used(key));
    for (path, key, _) in words {
        let place = Place::value(path, &[Step::Key(key)]).at(key);
        let help = "remove it; or declare it where it is said (CONTRIBUTING.md, words of the site)";
        findings.add(UNUSED_WORD, place, format!("nothing says the word `{key}`"), help);
    }
}

/// The place of the defined word that shares the longest prefix with a missing one, where it would belong.
fn beside<'a>(key: &str, interface: &'a BTreeMap<String, InterfaceWord>) -> Place<'a> {
    let common = |known: &&String| key.bytes().zip(known.bytes()).take_while(|(one, other)| one == other).count();
    match interface.keys().max_by_key(common) {
        Some(known) => Place::value(INTERFACE, &[Step::Key(known)]),
        None => Place::file(INTERFACE),
    }
}
