//! The termbase: where the Chinese has a term, the translation has its English.

use std::collections::{BTreeMap, BTreeSet};

use dtmm_model::Lang;

use super::findings::Findings;
use super::inflection::{English, Phrase};
use super::language::unknown;
use super::passage::{Home, Passage, Role};
use super::place::Place;
use super::subject::Subject;
use crate::diagnostic::codes::{
    AVOIDED_TERM, MISSING_TERM, REPEATED_ABBREVIATION, REPEATED_TERM, STALE_EXCEPTION, UNUSED_TERM, WRONG_VALUE,
};
use crate::diagnostic::suggest;
use crate::parse::paths::TERMBASE;
use crate::parse::{AbbreviationRecord, Content, Step, TermGroupRecord, TermbaseFile, TermbaseRecord};
use crate::term_matcher::TermMatcher;

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let Some(termbase) = &subject.content.termbase else { return };
    let Some(languages) = subject.languages else { return };
    let Some(translation) = languages.translation() else {
        return unpaired(termbase, languages.binding(), findings);
    };
    repeated(termbase, subject.content, findings);
    groups(termbase, findings);
    let mut check = TermbaseCheck {
        terms: termbase.terms.iter().map(TermForms::new).collect(),
        used: vec![false; termbase.terms.len()],
        excepted: BTreeSet::new(),
        translation,
    };
    let matcher = TermMatcher::new(termbase.terms.iter().map(|term| term.zh.as_str()));
    for passage in &subject.passages {
        if holds_terms(passage) {
            check.passage(passage, &matcher, findings);
        }
    }
    // An unreadable file might use a term.
    if subject.is_complete {
        check.unused(findings);
        check.stale(subject, findings);
    }
}

/// The texts of the termbase itself.
pub(super) fn passages<'a>(content: &'a Content) -> Vec<Passage<'a>> {
    let Some(termbase) = &content.termbase else { return Vec::new() };
    let note = |(index, term): (usize, &'a TermbaseRecord)| {
        let steps = vec![Step::Key("terms"), Step::Item(index), Step::Key("note")];
        term.note.as_ref().map(|note| Passage::new(Role::Word, TERMBASE, steps, &term.zh, note))
    };
    let addition = |(index, addition): (usize, &'a AbbreviationRecord)| {
        let steps = vec![Step::Key("additions"), Step::Item(index), Step::Key("name")];
        Passage::new(Role::Word, TERMBASE, steps, &addition.short, &addition.name)
    };
    let group = |(index, group): (usize, &'a TermGroupRecord)| {
        let home = Home::Yaml(TERMBASE.into(), vec![Step::Key("groups"), Step::Item(index)]);
        Passage { role: Role::Word, at: group.id.as_str().into(), zh: &group.zh, en: &group.en, reviewed: None, home }
    };
    let notes = termbase.terms.iter().enumerate().filter_map(note);
    let groups = termbase.groups.iter().enumerate().map(group);
    notes.chain(groups).chain(termbase.additions.iter().enumerate().map(addition)).collect()
}

/// Every term belongs to a group that there is.
fn groups<'a>(termbase: &'a TermbaseFile, findings: &mut Findings<'a>) {
    let ids = || termbase.groups.iter().map(|group| group.id.as_str());
    for (index, term) in termbase.terms.iter().enumerate().filter(|(_, term)| !ids().any(|id| id == term.group)) {
        let place = Place::value(TERMBASE, &[Step::Key("terms"), Step::Item(index), Step::Key("group")]);
        let message = format!("no group is called `{}`", term.group);
        let help = suggest::help(&term.group, ids(), "write the `id` of one of `groups`, or add the group there");
        findings.add(WRONG_VALUE, place, message, help);
    }
}

/// Whether a passage must follow the termbase: those of the standard must, those of the site and the editor need
/// not.
fn holds_terms(passage: &Passage) -> bool {
    let is_ours =
        matches!(passage.role, Role::Word | Role::Method | Role::Origin | Role::EditorNote) || passage.at.is_empty();
    !is_ours && passage.is_paired() && !passage.zh.is_empty() && !passage.en.is_empty()
}

/// A term with its accepted and its avoided English forms.
struct TermForms<'a> {
    record: &'a TermbaseRecord,
    forms: Vec<Phrase>,
    avoid: Vec<Phrase>,
}

impl<'a> TermForms<'a> {
    fn new(record: &'a TermbaseRecord) -> TermForms<'a> {
        let read = |forms: &[String]| forms.iter().map(|form| Phrase::read(form)).collect();
        TermForms { record, forms: read(&record.en), avoid: read(&record.avoid) }
    }

    fn is_excepted(&self, at: &str) -> Option<usize> {
        self.record.except.iter().position(|exception| exception.at == at)
    }
}

struct TermbaseCheck<'a> {
    terms: Vec<TermForms<'a>>,
    used: Vec<bool>,
    /// The exceptions that were needed, as indices of the term and of the exception.
    excepted: BTreeSet<(usize, usize)>,
    /// The language whose texts follow the termbase.
    translation: Lang,
}

impl<'a> TermbaseCheck<'a> {
    fn passage(&mut self, passage: &Passage<'a>, matcher: &TermMatcher, findings: &mut Findings<'a>) {
        let found: BTreeSet<usize> = matcher.find(passage.zh).into_iter().map(|(_, number)| number).collect();
        if found.is_empty() {
            return;
        }
        let english = English::new(passage.en);
        for number in found {
            self.used[number] = true;
            self.term(number, passage, &english, findings);
        }
    }

    fn term(&mut self, number: usize, passage: &Passage<'a>, english: &English<'a>, findings: &mut Findings<'a>) {
        let term = &self.terms[number];
        let record = term.record;
        let is_missing = term.forms.iter().all(|form| english.find(form).is_none());
        let avoided = term.avoid.iter().find_map(|form| english.find(form));
        if !is_missing && avoided.is_none() {
            return;
        }
        if let Some(exception) = term.is_excepted(&passage.at) {
            self.excepted.insert((number, exception));
            return;
        }
        if let Some(range) = avoided {
            let place = passage.place(Lang::En);
            let message = format!("\"{}\" stands for {}", &passage.en[range.clone()], record.zh);
            let help = format!("write \"{}\"", record.en[0]);
            findings.add(AVOIDED_TERM, place.part(passage.en, range), message, help);
        } else {
            let message = format!("{} has no \"{}\" in the English", record.zh, record.en[0]);
            let help = match self.translation {
                Lang::En => missing_help(record),
                Lang::Zh => format!(
                    "write the Chinese of what the English says; where it does, add the place under `except` in {TERMBASE}"
                ),
            };
            findings.add(MISSING_TERM, passage.place(self.translation), message, help);
        }
    }

    fn unused(&self, findings: &mut Findings<'a>) {
        for (index, term) in self.terms.iter().enumerate().filter(|(index, _)| !self.used[*index]) {
            let message = format!("{} stands nowhere, or only as part of a longer term", term.record.zh);
            findings.add(UNUSED_TERM, place(index, "zh"), message, "remove it, or write it as the standard prints it");
        }
    }

    fn stale(&self, subject: &Subject<'a>, findings: &mut Findings<'a>) {
        for (index, term) in self.terms.iter().enumerate() {
            for (number, exception) in term.record.except.iter().enumerate() {
                if self.excepted.contains(&(index, number)) {
                    continue;
                }
                let place = place(index, "except").step(Step::Item(number)).step(Step::Key("at"));
                let message = format!("{} needs no exception at {}", term.record.zh, exception.at);
                let places = subject.passages.iter().map(|passage| passage.at.as_ref());
                let help = match places.clone().any(|at| at == exception.at) {
                    true => "remove the exception".to_owned(),
                    false => suggest::help(&exception.at, places, "write the identifier of an entry, term or clause"),
                };
                findings.add(STALE_EXCEPTION, place, message, help);
            }
        }
    }
}

/// Reports terms with their translations in a standard that has one language.
fn unpaired<'a>(termbase: &'a TermbaseFile, binding: Lang, findings: &mut Findings<'a>) {
    if !termbase.terms.is_empty() {
        unknown(binding.other(), Place::value(TERMBASE, &[Step::Key("terms"), Step::Item(0)]), findings);
    }
}

fn missing_help(record: &TermbaseRecord) -> String {
    let others: Vec<_> = record.en[1..].iter().map(|form| format!("\"{form}\"")).collect();
    let others = if others.is_empty() { String::new() } else { format!(" ({} would do)", others.join(", ")) };
    format!("write \"{}\"{others}; where that would be wrong, add it under `except` in {TERMBASE}", record.en[0])
}

fn repeated<'a>(termbase: &'a TermbaseFile, content: &'a Content, findings: &mut Findings<'a>) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, term) in termbase.terms.iter().enumerate() {
        if seen.insert(&term.zh, index).is_some() {
            findings.add(
                REPEATED_TERM,
                place(index, "zh"),
                format!("{} is listed twice", term.zh),
                "keep one of the two",
            );
        }
    }
    let listed = content.abbreviations.iter().flatten().map(|abbreviation| abbreviation.short.as_str());
    let mut seen: BTreeSet<&str> = listed.collect();
    for (index, addition) in termbase.additions.iter().enumerate() {
        let short = addition.short.as_str();
        if !seen.insert(short) {
            let steps = [Step::Key("additions"), Step::Item(index), Step::Key("short")];
            let list = content.list_name("abbreviations", "the list of abbreviations");
            let message = format!("{short} is listed already, here or in {list}");
            findings.add(
                REPEATED_ABBREVIATION,
                Place::value(TERMBASE, &steps).at(short),
                message,
                "keep one of the two",
            );
        }
    }
}

fn place(index: usize, key: &'static str) -> Place<'static> {
    Place::value(TERMBASE, &[Step::Key("terms"), Step::Item(index), Step::Key(key)])
}
