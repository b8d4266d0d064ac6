//! Cited standards: each is in the list of references, where there is one, and all languages cite the same.

use std::collections::BTreeSet;

use dtmm_model::{Lang, Languages};

use super::findings::Findings;
use super::passage::{Passage, Role, references};
use super::place::Place;
use super::scan::{CitedStandard, citations};
use super::subject::Subject;
use crate::diagnostic::codes::{REPEATED_REFERENCE, UNDATED_REFERENCE, UNEQUAL_CITATIONS, UNLISTED_STANDARD};
use crate::diagnostic::suggest;
use crate::parse::Step;
use crate::parse::paths::REFERENCES;

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    repeated(subject, findings);
    let citable = CitableStandards::new(subject);
    let Some(binding) = subject.languages.map(Languages::binding) else { return };
    for passage in &subject.passages {
        if matches!(passage.role, Role::Name | Role::Cover | Role::Word | Role::Method | Role::EditorNote) {
            continue;
        }
        let (zh, en) = (citations(passage.zh), citations(passage.en));
        if let Some(citable) = citable.as_ref().filter(|_| passage.role != Role::Front) {
            unlisted(passage, binding, if binding == Lang::Zh { &zh } else { &en }, citable, findings);
        }
        if passage.is_paired() && !passage.en.is_empty() && !passage.zh.is_empty() {
            equal(passage, &zh, &en, findings);
        }
    }
}

/// The standards that may be cited: this one, the normative references, and in sources of terms those of the
/// bibliography.
struct CitableStandards<'a> {
    own: Option<&'a str>,
    /// How messages call the list of normative references, as `clause 2`.
    list: String,
    normative: BTreeSet<&'a str>,
    bibliography: BTreeSet<&'a str>,
}

impl<'a> CitableStandards<'a> {
    fn new(subject: &Subject<'a>) -> Option<CitableStandards<'a>> {
        // A standard that lists no references may cite what it likes.
        let references =
            subject.content.references.as_ref().filter(|_| subject.content.holder("references").is_some())?;
        Some(CitableStandards {
            own: subject.content.standard.as_ref()?.number.as_deref(),
            list: subject.content.list_name("references", "the list of references"),
            normative: references.normative.iter().map(|reference| reference.number.as_str()).collect(),
            bibliography: references.bibliography.iter().map(|reference| reference.number.as_str()).collect(),
        })
    }

    /// The listed number with its year, for a citation without one; `None` where the list has no year either.
    fn dated(&self, number: &str, with_bibliography: bool) -> Option<&'a str> {
        let bibliography = self.bibliography.iter().filter(|_| with_bibliography);
        let mut listed = self.normative.iter().chain(bibliography).copied();
        listed.find(|listed| listed.strip_prefix(number).is_some_and(|year| year.starts_with('-')))
    }

    /// Whether a number is listed. A citation without a year matches any edition.
    fn has(&self, number: &str, with_bibliography: bool) -> bool {
        let is = |listed: &str| {
            let rest = listed.strip_prefix(number);
            rest.is_some_and(|rest| rest.is_empty() || (rest.starts_with('-') && !number.contains('-')))
        };
        self.own.is_some_and(is)
            || self.normative.iter().any(|listed| is(listed))
            || (with_bibliography && self.bibliography.iter().any(|listed| is(listed)))
    }
}

fn unlisted<'a>(
    passage: &Passage<'a>,
    binding: Lang,
    cited: &[CitedStandard],
    citable: &CitableStandards,
    findings: &mut Findings<'a>,
) {
    let is_in_term = matches!(passage.role, Role::Definition | Role::Note | Role::Origin);
    let mut seen = BTreeSet::new();
    for CitedStandard { number, range } in cited {
        if !seen.insert(number) {
            continue;
        }
        if let Some(dated) = citable.dated(number, is_in_term) {
            let place = passage.place(binding).part(passage.get(binding), range.clone());
            let message = format!("{number} is cited without its year, but listed as {dated}");
            let help = format!("cite {dated}; if the standard does not, waive it in waivers.yaml");
            findings.about(UNDATED_REFERENCE, place, number, message, help);
        }
        if citable.has(number, is_in_term) {
            continue;
        }
        let (message, key) = match is_in_term {
            true => (format!("neither {} nor the bibliography lists it", citable.list), "normative` or `bibliography"),
            false => (format!("{} does not list it", citable.list), "normative"),
        };
        let message = format!("{number} is cited, but {message}");
        let near = suggest::closest(number, citable.normative.iter().chain(&citable.bibliography).copied());
        let help = match near {
            Some(near) => format!("did you mean {near}? If not, list it under `{key}` in references.yaml"),
            None => {
                format!("list it under `{key}` in references.yaml; if the standard does not, waive it in waivers.yaml")
            }
        };
        let place = passage.place(binding).part(passage.get(binding), range.clone());
        findings.about(UNLISTED_STANDARD, place, number, message, help);
    }
}

fn equal<'a>(passage: &Passage<'a>, zh: &[CitedStandard], en: &[CitedStandard], findings: &mut Findings<'a>) {
    for (lang, here, there, other) in [(Lang::Zh, zh, en, "English"), (Lang::En, en, zh, "Chinese")] {
        for CitedStandard { number, range } in here {
            if !there.iter().any(|citation| citation.number == *number) {
                let place = passage.place(lang).part(passage.get(lang), range.clone());
                let message = format!("{number} is cited here, but not in the {other}");
                let help = "cite the same in both languages; if the standard does not, waive it in waivers.yaml";
                findings.about(UNEQUAL_CITATIONS, place, number, message, help.to_owned());
            }
        }
    }
}

fn repeated<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let mut seen = BTreeSet::new();
    for (key, index, reference) in references(subject.content) {
        if !seen.insert((key, &reference.number)) {
            let steps = [Step::Key(key), Step::Item(index), Step::Key("number")];
            let place = Place::value(REFERENCES, &steps).at(reference.number.as_str());
            let message = format!("{} is in this list twice", reference.number);
            let help = "keep one of the two; if the standard lists both, waive it in waivers.yaml";
            findings.add(REPEATED_REFERENCE, place, message, help);
        }
    }
}
