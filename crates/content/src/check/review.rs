//! Each translation was reviewed against the current binding text: the fingerprint recorded with it is still right.

use std::collections::BTreeSet;

use dtmm_model::{Lang, Languages};

use super::findings::Findings;
use super::language::name;
use super::metadata::languages_of;
use super::passage::{Passage, front};
use super::place::Place;
use super::subject::Subject;
use crate::diagnostic::codes::{STALE_TRANSLATION, UNEQUAL_PARAGRAPHS, UNEQUAL_REVIEWS, UNKNOWN_LANGUAGE};
use crate::parse::{Step, TextPair, fingerprint};

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let Some(declared) = subject.languages else { return };
    for passage in &subject.passages {
        let languages = languages_of(passage.path(), declared);
        match languages.translation() {
            Some(translation) if is_stale(passage, languages) => {
                out_of_date(passage, languages.binding(), translation, findings);
            }
            None if passage.reviewed.is_some_and(|reviewed| !reviewed.is_empty()) => {
                needless(passage.review_place(languages.binding()), findings);
            }
            _ => {}
        }
    }
    let content = subject.content;
    for pair in content.text.values().chain(content.tool_methods.values()).chain(content.methods.values()) {
        let file = Lang::ALL.into_iter().find_map(|lang| pair.get(lang).as_ref());
        let Some(languages) = file.map(|file| languages_of(&file.path, declared)) else { continue };
        match languages.translation() {
            Some(translation) => paragraphs(pair, languages.binding(), translation, findings),
            None => {
                let file = pair.get(languages.binding()).as_ref().filter(|file| !file.front.reviewed.is_empty());
                file.into_iter().for_each(|file| needless(front(file).step(Step::Key("reviewed")), findings));
            }
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

/// Reports a fingerprint in a standard without a translation.
fn needless<'a>(place: Place<'a>, findings: &mut Findings<'a>) {
    let message = "`reviewed` is about a translation, and the standard has none";
    findings.add(UNKNOWN_LANGUAGE, place, message, "remove it");
}

/// The identifiers of passages whose translation was not reviewed against the current binding text.
pub(super) fn stale(subject: &Subject<'_>) -> BTreeSet<String> {
    let Some(languages) = subject.languages else { return BTreeSet::new() };
    let stale = subject.passages.iter().filter(|one| is_stale(one, languages_of(one.path(), languages)));
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
