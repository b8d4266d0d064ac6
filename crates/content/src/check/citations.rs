//! Cited standards: each is in the list of clause 2, and both languages cite the same.

use std::collections::BTreeSet;

use dtmm_model::Lang;

use super::passage::{Passage, Role, references};
use super::place::Place;
use super::report::Report;
use super::scan::{Citation, citations};
use super::subject::Subject;
use crate::diagnostic::codes::{REPEATED_REFERENCE, UNDATED_REFERENCE, UNEQUAL_CITATIONS, UNLISTED_STANDARD};
use crate::diagnostic::suggest;
use crate::parse::Step;
use crate::parse::paths::REFERENCES;

pub(super) fn check<'a>(subject: &Subject<'a>, report: &mut Report<'a>) {
    repeated(subject, report);
    let lists = Lists::new(subject);
    for passage in &subject.passages {
        if matches!(passage.role, Role::Name | Role::Cover | Role::Word | Role::Method | Role::Remark) {
            continue;
        }
        let (zh, en) = (citations(passage.zh), citations(passage.en));
        if let Some(lists) = lists.as_ref().filter(|_| passage.role != Role::Front) {
            unlisted(passage, &zh, lists, report);
        }
        if passage.is_paired() && !passage.en.is_empty() && !passage.zh.is_empty() {
            equal(passage, &zh, &en, report);
        }
    }
}

/// What may be cited.
struct Lists<'a> {
    own: &'a str,
    normative: BTreeSet<&'a str>,
    bibliography: BTreeSet<&'a str>,
}

impl<'a> Lists<'a> {
    fn new(subject: &Subject<'a>) -> Option<Lists<'a>> {
        let references = subject.content.references.as_ref()?;
        Some(Lists {
            own: subject.content.standard.as_ref()?.number.as_str(),
            normative: references.normative.iter().map(|reference| reference.number.as_str()).collect(),
            bibliography: references.bibliography.iter().map(|reference| reference.number.as_str()).collect(),
        })
    }

    /// How a document is listed that is cited without a year; nothing where the list does not date it.
    fn dated(&self, number: &str, with_bibliography: bool) -> Option<&'a str> {
        let bibliography = self.bibliography.iter().filter(|_| with_bibliography);
        let mut listed = self.normative.iter().chain(bibliography).copied();
        listed.find(|listed| listed.strip_prefix(number).is_some_and(|year| year.starts_with('-')))
    }

    /// A citation without a year means any edition.
    fn has(&self, number: &str, with_bibliography: bool) -> bool {
        let is = |listed: &str| {
            let rest = listed.strip_prefix(number);
            rest.is_some_and(|rest| rest.is_empty() || (rest.starts_with('-') && !number.contains('-')))
        };
        is(self.own)
            || self.normative.iter().any(|listed| is(listed))
            || (with_bibliography && self.bibliography.iter().any(|listed| is(listed)))
    }
}

fn unlisted<'a>(passage: &Passage<'a>, zh: &[Citation], lists: &Lists, report: &mut Report<'a>) {
    let is_in_term = matches!(passage.role, Role::Definition | Role::Note | Role::Origin);
    let mut seen = BTreeSet::new();
    for Citation { number, range } in zh {
        if !seen.insert(number) {
            continue;
        }
        if let Some(dated) = lists.dated(number, is_in_term) {
            let place = passage.place(Lang::Zh).part(passage.zh, range.clone());
            let message = format!("{number} is cited without its year, but listed as {dated}");
            let help = format!("cite {dated}; if the standard does not, declare it in content/known.yaml");
            report.about(UNDATED_REFERENCE, place, number, message, help);
        }
        if lists.has(number, is_in_term) {
            continue;
        }
        let (message, key) = match is_in_term {
            true => ("neither clause 2 nor the bibliography lists it", "normative` or `bibliography"),
            false => ("clause 2 does not list it", "normative"),
        };
        let message = format!("{number} is cited, but {message}");
        let near = suggest::closest(number, lists.normative.iter().chain(&lists.bibliography).copied());
        let help = match near {
            Some(near) => format!("did you mean {near}? If not, list it under `{key}` in content/references.yaml"),
            None => format!(
                "list it under `{key}` in content/references.yaml; if the standard does not, declare it in content/known.yaml"
            ),
        };
        let place = passage.place(Lang::Zh).part(passage.zh, range.clone());
        report.about(UNLISTED_STANDARD, place, number, message, help);
    }
}

fn equal<'a>(passage: &Passage<'a>, zh: &[Citation], en: &[Citation], report: &mut Report<'a>) {
    for (lang, here, there, other) in [(Lang::Zh, zh, en, "English"), (Lang::En, en, zh, "Chinese")] {
        for Citation { number, range } in here {
            if !there.iter().any(|citation| citation.number == *number) {
                let place = passage.place(lang).part(passage.get(lang), range.clone());
                let message = format!("{number} is cited here, but not in the {other}");
                report.about(UNEQUAL_CITATIONS, place, number, message, "cite the same in both languages".to_owned());
            }
        }
    }
}

fn repeated<'a>(subject: &Subject<'a>, report: &mut Report<'a>) {
    let mut seen = BTreeSet::new();
    for (key, index, reference) in references(subject.content) {
        if !seen.insert((key, &reference.number)) {
            let steps = [Step::Key(key), Step::Item(index), Step::Key("number")];
            let place = Place::value(REFERENCES, &steps).at(reference.number.as_str());
            let message = format!("{} is in this list twice", reference.number);
            report.add(REPEATED_REFERENCE, place, message, "keep one of the two");
        }
    }
}
