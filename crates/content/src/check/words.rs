//! The words of the site: both languages ask for the same placeholders, what is said is there, and what
//! is there is said.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::place::Place;
use super::report::Report;
use super::subject::Subject;
use crate::diagnostic::codes::{UNDEFINED_WORD, UNEQUAL_PLACEHOLDERS, UNUSED_WORD};
use crate::diagnostic::suggest;
use crate::parse::paths::INTERFACE;
use crate::parse::{InterfaceWord, Step};

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
    let said = subject.sources.said();
    let mut missing: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for one in said.iter().filter(|one| !interface.contains_key(&one.key)) {
        missing.entry(&one.key).or_default().push(&one.by);
    }
    for (key, by) in missing {
        let more = if by.len() > 1 { format!(" and {} more", by.len() - 1) } else { String::new() };
        let message = format!("the word `{key}` is missing; {}{more} says it", by[0]);
        let otherwise = format!("add `{key}:` with `zh:` and `en:` to {INTERFACE}");
        let unsaid = interface.keys().map(String::as_str).filter(|known| !said.iter().any(|one| one.key == *known));
        let help = suggest::help(key, unsaid, otherwise);
        report.add(UNDEFINED_WORD, beside(key, interface), message, help);
    }
    let said: HashSet<&str> = said.iter().map(|one| one.key.as_str()).collect();
    for key in interface.keys().filter(|key| !said.is_empty() && !said.contains(key.as_str())) {
        let place = Place::value(INTERFACE, &[Step::Key(key)]).at(key.as_str());
        let help = "remove it; or declare it where it is said (CONTRIBUTING.md, words of the site)";
        report.add(UNUSED_WORD, place, format!("nothing says the word `{key}`"), help);
    }
}

/// The word whose key begins most like this one: where a word that is missing belongs.
fn beside<'a>(key: &str, interface: &'a BTreeMap<String, InterfaceWord>) -> Place<'a> {
    let common = |known: &&String| key.bytes().zip(known.bytes()).take_while(|(one, other)| one == other).count();
    match interface.keys().max_by_key(common) {
        Some(known) => Place::value(INTERFACE, &[Step::Key(known)]),
        None => Place::file(INTERFACE),
    }
}
