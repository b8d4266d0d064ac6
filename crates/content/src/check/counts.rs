//! Compares the numbers that `standard.yaml` states with what the content has.

use std::collections::BTreeMap;

use super::findings::Findings;
use super::place::Place;
use super::subject::Subject;
use crate::diagnostic::codes::{MISSING_COUNT, UNKNOWN_COUNT, WRONG_COUNT};
use crate::diagnostic::suggest;
use crate::parse::paths::STANDARD;
use crate::parse::{Content, ModalRecord, Step};

/// What is counted by verbal forms: where a standard declares none, nothing is known of it.
const OF_OBLIGATION: [&str; 6] = ["requirements", "recommendations", "shall", "mixed", "should", "none"];

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let Some(standard) = &subject.content.standard else { return };
    let counted = count(subject.content);
    let place = Place::value(STANDARD, &[Step::Key("counts")]);
    for (name, stated) in &standard.counts {
        let place = place.step(Step::Key(name));
        match counted.get(name.as_str()) {
            Some(there) if there != stated && subject.is_complete => {
                let message = format!("`{name}` is stated as {stated}, but there are {there}");
                let help = "find out what was lost or added; if the change is meant, write the new number";
                findings.add(WRONG_COUNT, place, message, help);
            }
            Some(_) => {}
            None => {
                let help = suggest::help(name, counted.keys().copied(), "remove it");
                findings.add(UNKNOWN_COUNT, place, format!("nothing is counted as `{name}`"), help);
            }
        }
    }
    // What is not stated although other things are was probably forgotten.
    let has_obligation = subject.content.model.as_ref().is_none_or(|model| model.obligation.is_declared());
    let is_missing = |(name, there): &(&&str, &usize)| {
        let is_known = has_obligation || !OF_OBLIGATION.contains(*name);
        !standard.counts.contains_key(**name) && **there > 0 && is_known
    };
    for (name, there) in counted.iter().filter(|_| !standard.counts.is_empty()).filter(is_missing) {
        let message = format!("the number of `{name}` is not stated");
        findings.add(MISSING_COUNT, place.clone(), message, format!("add `{name}: {there}` if that is right"));
    }
}

fn count(content: &Content) -> BTreeMap<&'static str, usize> {
    let records = || content.subdomains.values().map(|source| &source.record);
    let entries = || records().flat_map(|record| record.levels.values().flatten());
    let modal =
        |modal: ModalRecord| entries().filter(|entry| entry.modal.unwrap_or(ModalRecord::None) == modal).count();
    let examples = || entries().flat_map(|entry| &entry.examples);
    let references = content.references.as_ref();
    BTreeMap::from([
        ("domains", content.domains.len()),
        ("subdomains", content.subdomains.len()),
        ("cells", records().map(|record| record.levels.len()).sum()),
        ("labelled", entries().count() + examples().filter(|example| example.label.is_some()).count()),
        ("assessable", entries().count()),
        ("requirements", entries().count() - modal(ModalRecord::Should)),
        ("recommendations", modal(ModalRecord::Should)),
        ("examples", examples().count()),
        ("shall", modal(ModalRecord::Shall)),
        ("mixed", modal(ModalRecord::Mixed)),
        ("should", modal(ModalRecord::Should)),
        ("none", modal(ModalRecord::None)),
        ("conditional", entries().filter(|entry| entry.conditional).count()),
        ("terms", content.terms.as_ref().map_or(0, Vec::len)),
        ("abbreviations", content.abbreviations.as_ref().map_or(0, Vec::len)),
        ("references", references.map_or(0, |lists| lists.normative.len())),
        ("bibliography", references.map_or(0, |lists| lists.bibliography.len())),
    ])
}
