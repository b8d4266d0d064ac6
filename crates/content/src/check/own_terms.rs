//! The site's own terms: its words and methods use no other name for what `own-terms.yaml` names.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use dtmm_model::Lang;

use super::findings::Findings;
use super::inflection::Phrases;
use super::passage::{Passage, Role};
use super::place::Place;
use super::subject::Subject;
use crate::diagnostic::codes::{OTHER_WORD, STALE_EXCEPTION};
use crate::diagnostic::suggest;
use crate::parse::paths::{INTERFACE, TOOL_INTERFACE};
use crate::parse::{OwnTermRecord, Step};
use crate::term_matcher::TermMatcher;

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let files = subject.content.own_terms.iter();
    let records = files.flat_map(|(path, records)| (0..).zip(records).map(|(index, record)| (*path, index, record)));
    let terms: Vec<OwnTerm> = records.map(|(path, index, record)| OwnTerm { record, path, index }).collect();
    let mut check = OwnTermCheck { names: OtherNames::new(&terms), terms, excepted: BTreeSet::new() };
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

/// A term of the list.
struct OwnTerm<'a> {
    record: &'a OwnTermRecord,
    /// The file that lists it, and where in the list it stands.
    path: &'static str,
    index: usize,
}

/// The names of all terms, to be looked for in one pass: their own in Chinese, and the other ones in both languages. By
/// the number of a name there is the number of its term, or `None` for its own name.
struct OtherNames<'a> {
    zh: TermMatcher<'a>,
    zh_terms: Vec<Option<usize>>,
    en: Phrases,
    en_terms: Vec<usize>,
}

impl<'a> OtherNames<'a> {
    fn new(terms: &[OwnTerm<'a>]) -> OtherNames<'a> {
        let own = terms.iter().map(|term| (term.record.zh.as_str(), None));
        let others = |lang| {
            let of = move |(number, term): (usize, &OwnTerm<'a>)| {
                let not = &term.record.not;
                let names = if lang == Lang::Zh { &not.zh } else { &not.en };
                names.iter().map(move |name| (name.as_str(), number))
            };
            terms.iter().enumerate().flat_map(of)
        };
        let zh: Vec<_> = own.chain(others(Lang::Zh).map(|(name, number)| (name, Some(number)))).collect();
        OtherNames {
            zh: TermMatcher::new(zh.iter().map(|(name, _)| *name)),
            zh_terms: zh.iter().map(|(_, term)| *term).collect(),
            en: Phrases::new(others(Lang::En).map(|(name, _)| name)),
            en_terms: others(Lang::En).map(|(_, term)| term).collect(),
        }
    }

    /// The other names in a passage, each with the number of its term: the first of each term in each language. A Chinese
    /// one that is part of a term's own name is none.
    fn find(&self, passage: &Passage) -> BTreeMap<(usize, Lang), Range<usize>> {
        let all = self.zh.find_all(passage.zh);
        let own = || all.iter().filter(|(_, name)| self.zh_terms[*name].is_none()).map(|(range, _)| range);
        let is_part = |range: &Range<usize>| own().any(|name| name.start <= range.start && range.end <= name.end);
        let mut found = BTreeMap::new();
        for (range, name) in all.iter().filter(|(range, _)| !is_part(range)) {
            if let Some(term) = self.zh_terms[*name] {
                found.entry((term, Lang::Zh)).or_insert(range.clone());
            }
        }
        for (name, range) in self.en.find(&without_placeholders(passage.en)) {
            found.entry((self.en_terms[name], Lang::En)).or_insert(range);
        }
        found
    }
}

struct OwnTermCheck<'a> {
    terms: Vec<OwnTerm<'a>>,
    names: OtherNames<'a>,
    /// The exceptions that were needed, as indices of the term and of the exception.
    excepted: BTreeSet<(usize, usize)>,
}

impl<'a> OwnTermCheck<'a> {
    fn passage(&mut self, passage: &Passage<'a>, findings: &mut Findings<'a>) {
        for ((number, lang), range) in self.names.find(passage) {
            self.other(number, passage, lang, range, findings);
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
        let OwnTerm { record, path, .. } = &self.terms[number];
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

/// The text with placeholders replaced by spaces: their names are not words.
fn without_placeholders(text: &str) -> Cow<'_, str> {
    if !text.contains('{') {
        return Cow::Borrowed(text);
    }
    let mut is_inside = false;
    let blank = |c: char| {
        is_inside = c == '{' || (is_inside && c != '}');
        if is_inside { " ".repeat(c.len_utf8()) } else { c.to_string() }
    };
    text.chars().map(blank).collect()
}
