//! Each translation was reviewed against the current binding text: the fingerprint recorded with it is still right.

use std::collections::BTreeSet;

use dtmm_model::{Lang, Languages};

use super::findings::Findings;
use super::language::name;
use super::passage::{Passage, front};
use super::place::Place;
use super::subject::Subject;
use crate::diagnostic::codes::{STALE_TRANSLATION, UNEQUAL_PARAGRAPHS, UNEQUAL_REVIEWS, UNKNOWN_LANGUAGE};
use crate::parse::{Step, TextPair, fingerprint};

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let Some(languages) = subject.languages else { return };
    let pairs = subject.content.text.values().chain(subject.content.methods.values());
    match languages.translation() {
        None => needless(subject, languages.binding(), findings),
        Some(translation) => {
            for passage in subject.passages.iter().filter(|passage| is_stale(passage, languages)) {
                out_of_date(passage, languages.binding(), translation, findings);
            }
            pairs.for_each(|pair| paragraphs(pair, languages.binding(), translation, findings));
        }
    }
}

fn out_of_date<'a>(passage: &Passage<'a>, binding: Lang, translation: Lang, findings: &mut Findings<'a>) {
    let now = fingerprint(passage.get(binding));
    let (original, translated) = (name(binding), name(translation));
    let message = match passage.reviewed {
        Some("") => format!("the {translated} has not been reviewed against the {original}"),
        _ => format!("the {original} has changed since the {translated} was reviewed"),
    };
    let (message, then) = match passage.paragraph() {
        None => (message, format!("write `reviewed: \"{now}\"`")),
        Some(number) => {
            (format!("paragraph {number}: {message}"), format!("make `\"{now}\"` number {number} in `reviewed:`"))
        }
    };
    let help = format!("read the {translated} against the {original}, then {then}");
    findings.add(STALE_TRANSLATION, passage.review_place(translation), message, help);
}

/// Fingerprints in a standard without a translation.
fn needless<'a>(subject: &Subject<'a>, binding: Lang, findings: &mut Findings<'a>) {
    let mut report = |place: Place<'a>| {
        let message = "`reviewed` is about a translation, and the standard has none";
        findings.add(UNKNOWN_LANGUAGE, place, message, "remove it");
    };
    for passage in subject.passages.iter().filter(|passage| passage.reviewed.is_some_and(|one| !one.is_empty())) {
        report(passage.review_place(binding));
    }
    let pairs = subject.content.text.values().chain(subject.content.methods.values());
    for file in pairs.filter_map(|pair| pair.get(binding).as_ref()).filter(|file| !file.front.reviewed.is_empty()) {
        report(front(file).step(Step::Key("reviewed")));
    }
}

/// The identifiers of passages whose translation was not reviewed against the current binding text.
pub(super) fn stale(subject: &Subject<'_>) -> BTreeSet<String> {
    let Some(languages) = subject.languages else { return BTreeSet::new() };
    let stale = subject.passages.iter().filter(|passage| is_stale(passage, languages));
    stale.map(|passage| passage.at.to_string()).collect()
}

fn is_stale(passage: &Passage<'_>, languages: Languages) -> bool {
    let original = passage.get(languages.binding());
    let is_translated = languages.translation().is_some() && !original.is_empty();
    is_translated && passage.reviewed.is_some_and(|reviewed| reviewed != fingerprint(original))
}

fn paragraphs<'a>(pair: &'a TextPair, binding: Lang, translation: Lang, findings: &mut Findings<'a>) {
    let (Some(original), Some(translated)) = (pair.get(binding), pair.get(translation)) else { return };
    let (there, here) = (original.blocks.len(), translated.blocks.len());
    if there != here {
        let message = format!("{here} paragraphs here, but {there} in {}", original.path);
        let help = "give both files the same paragraphs in the same order, with an empty line between them";
        findings.add(UNEQUAL_PARAGRAPHS, front(translated), message, help);
    } else if translated.front.reviewed.len() > there {
        let place = front(translated).step(Step::Key("reviewed")).step(Step::Item(there));
        let message = format!("{} fingerprints for {there} paragraphs", translated.front.reviewed.len());
        findings.add(UNEQUAL_REVIEWS, place, message, "remove those that belong to no paragraph");
    }
}
