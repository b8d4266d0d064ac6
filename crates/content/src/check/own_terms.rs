//! The site's own terms: its words and methods use no other name for what `own-terms.yaml` names.

use std::collections::BTreeSet;
use std::ops::Range;

use dtmm_model::Lang;

use super::findings::Findings;
use super::inflection::{English, Phrase};
use super::passage::{Passage, Role};
use super::place::Place;
use super::subject::Subject;
use crate::diagnostic::codes::{OTHER_WORD, STALE_EXCEPTION};
use crate::diagnostic::suggest;
use crate::parse::paths::{INTERFACE, TOOL_INTERFACE};
use crate::parse::{OwnTermRecord, Step};

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let files = subject.content.own_terms.iter();
    let records = files.flat_map(|(path, records)| (0..).zip(records).map(|(index, record)| (*path, index, record)));
    let terms: Vec<OtherNames> = records.map(OtherNames::new).collect();
    let mut check = OwnTermCheck { terms, excepted: BTreeSet::new() };
    let own = subject.passages.iter().filter(|passage| is_own(passage));
    for passage in own.clone() {
        check.passage(passage, findings);
    }
    // An unreadable file might need an exception.
    if subject.is_complete {
        check.stale(&own.map(|passage| passage.at.as_ref()).collect::<Vec<_>>(), findings);
    }
}

/// Whether a passage is of the site itself: an interface word or a text about the methods. The standard and the
/// notes on it keep the words of the draft.
fn is_own(passage: &Passage) -> bool {
    let is_word = || [INTERFACE, TOOL_INTERFACE].contains(&passage.place(Lang::Zh).path.as_ref());
    passage.role == Role::Method || (passage.role == Role::Word && is_word())
}

/// A term with the names that it must not have.
struct OtherNames<'a> {
    record: &'a OwnTermRecord,
    /// The file that lists it, and where in the list it stands.
    path: &'static str,
    index: usize,
    /// The other names in English.
    english: Vec<Phrase>,
}

impl<'a> OtherNames<'a> {
    fn new((path, index, record): (&'static str, usize, &'a OwnTermRecord)) -> OtherNames<'a> {
        OtherNames { record, path, index, english: record.not.en.iter().map(|other| Phrase::read(other)).collect() }
    }
}

struct OwnTermCheck<'a> {
    terms: Vec<OtherNames<'a>>,
    /// The exceptions that were needed, as indices of the term and of the exception.
    excepted: BTreeSet<(usize, usize)>,
}

impl<'a> OwnTermCheck<'a> {
    fn passage(&mut self, passage: &Passage<'a>, findings: &mut Findings<'a>) {
        let names = name_ranges(passage.zh, &self.terms);
        let blanked = without_placeholders(passage.en);
        let english = English::new(&blanked);
        for number in 0..self.terms.len() {
            let term = &self.terms[number];
            let zh = term.record.not.zh.iter().find_map(|other| first_outside(passage.zh, other, &names));
            let en = term.english.iter().find_map(|other| english.find(other));
            for (lang, range) in [(Lang::Zh, zh), (Lang::En, en)] {
                if let Some(range) = range {
                    self.other(number, passage, lang, range, findings);
                }
            }
        }
    }

    fn other(
        &mut self,
        number: usize,
        passage: &Passage<'a>,
        lang: Lang,
        range: Range<usize>,
        findings: &mut Findings<'a>,
    ) {
        let OtherNames { record, path, .. } = &self.terms[number];
        if let Some(exception) = record.except.iter().position(|exception| exception.at == passage.at) {
            self.excepted.insert((number, exception));
            return;
        }
        let text = passage.get(lang);
        let name = if lang == Lang::Zh { &record.zh } else { &record.en };
        let message = format!("\"{}\" is called \"{name}\" on this site", &text[range.clone()]);
        let help = format!(
            "write \"{name}\" ({}); where something else is meant, add `{}` under `except` in {path}",
            record.meaning, passage.at
        );
        findings.add(OTHER_WORD, passage.place(lang).part(text, range), message, help);
    }

    fn stale(&self, places: &[&str], findings: &mut Findings<'a>) {
        for (index, term) in self.terms.iter().enumerate() {
            for (number, exception) in term.record.except.iter().enumerate() {
                if self.excepted.contains(&(index, number)) {
                    continue;
                }
                let steps = [Step::Item(term.index), Step::Key("except"), Step::Item(number), Step::Key("at")];
                let message = format!("{} needs no exception at {}", term.record.zh, exception.at);
                let help = match places.contains(&exception.at.as_str()) {
                    true => "remove the exception".to_owned(),
                    false => suggest::help(&exception.at, places.iter().copied(), "write the key of a word"),
                };
                findings.add(STALE_EXCEPTION, Place::value(term.path, &steps), message, help);
            }
        }
    }
}

/// The ranges of all Chinese names of the list in a text.
fn name_ranges(text: &str, terms: &[OtherNames]) -> Vec<Range<usize>> {
    let all = |name: &str| -> Vec<Range<usize>> {
        text.match_indices(name).map(|(start, found)| start..start + found.len()).collect()
    };
    terms.iter().flat_map(|term| all(&term.record.zh)).collect()
}

/// The first occurrence of another name that is not part of a longer name of the list.
fn first_outside(text: &str, other: &str, names: &[Range<usize>]) -> Option<Range<usize>> {
    let ranges = text.match_indices(other).map(|(start, found)| start..start + found.len());
    ranges.into_iter().find(|range| !names.iter().any(|name| name.start <= range.start && range.end <= name.end))
}

/// The text with placeholders replaced by spaces: their names are not words.
fn without_placeholders(text: &str) -> String {
    let mut is_inside = false;
    let blank = |c: char| {
        is_inside = c == '{' || (is_inside && c != '}');
        if is_inside { " ".repeat(c.len_utf8()) } else { c.to_string() }
    };
    text.chars().map(blank).collect()
}
