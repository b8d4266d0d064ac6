//! Writes an assessment file: fields in a fixed order, entries in the order of the standard, one a
//! line, so that two files can be compared line by line.

use dtmm_model::Outline;

use crate::action::PLAN;
use crate::assessment::{Assessment, EntryDetails, FilePart};
use crate::earlier::{WITHDRAWN, kept_text, members};
use crate::json::push_string;
use crate::object::Object;
use crate::owner::OWNERS;
use crate::reader::FORMAT;
use crate::{Answer, CustomWeights, Scope, Weights};

/// The text of an assessment file.
pub fn write(assessment: &Assessment, outline: &Outline) -> String {
    let mut object = Object::open(String::new(), "  ");
    object.text("format", FORMAT);
    object.text("standard", &outline.standard);
    object.text("edition", &assessment.edition);
    for (key, text) in [
        ("title", assessment.title.as_str()),
        ("organization", &assessment.organization),
        ("scope", &assessment.scope),
        ("date", &assessment.date),
        ("profile", assessment.profile.map_or("", |method| method.key())),
    ] {
        object.text_unless_empty(key, text);
    }
    if let Some(weights) = &assessment.weights {
        object.raw("weights", &self::weights(weights, outline));
    }
    let targets = targets(assessment, outline);
    object.raw_unless_empty("targets", &targets);
    object.raw_unless_empty("tailored", &tailored(assessment, outline));
    object.raw("answers", &answers(assessment, outline));
    let [has_owners, has_plan] = [!assessment.owners().is_empty(), !assessment.plan().is_empty()];
    if has_owners {
        object.raw(OWNERS, &assessment.owners.text(kept_text(assessment.kept(FilePart::File), OWNERS)));
    }
    if has_plan {
        object.raw(PLAN, &assessment.plan.text(kept_text(assessment.kept(FilePart::File), PLAN)));
    }
    for (key, value) in assessment.kept(FilePart::File) {
        match key.as_str() {
            WITHDRAWN => object.raw(key, &withdrawn(value)),
            // Weights that could not be read are kept until others are chosen.
            "weights" if assessment.weights.is_some() => {}
            PLAN if has_plan => {}
            OWNERS if has_owners => {}
            _ => object.raw(key, value),
        }
    }
    let mut text = object.close("\n");
    text.push('\n');
    text
}

/// The answers to entries that are gone, one a line as those that count.
fn withdrawn(text: &str) -> String {
    let mut object = Object::open(String::new(), "    ");
    object.kept(&members(text));
    object.close("\n  ")
}

fn weights(weights: &Weights, outline: &Outline) -> String {
    let Weights::Custom(custom) = weights else {
        let mut word = String::new();
        push_string(&mut word, weights.key());
        return word;
    };
    custom_weights(custom, outline)
}

/// The text of the weights of domains.
pub(crate) fn custom_weights(custom: &CustomWeights, outline: &Outline) -> String {
    let mut object = Object::open(String::new(), "");
    for (domain, weight) in outline.domains.iter().zip(custom.as_slice()).filter(|(_, weight)| **weight > 0) {
        object.raw(domain.slug.as_str(), &weight.to_string());
    }
    object.close("")
}

fn targets(assessment: &Assessment, outline: &Outline) -> String {
    let mut object = Object::open(String::new(), "");
    for scope in Scope::all(outline) {
        let key = scope.key(outline);
        if let Some(level) = assessment.target(key) {
            object.raw(key, &level.number().to_string());
        }
    }
    object.kept(assessment.kept(FilePart::Targets));
    object.close("")
}

fn tailored(assessment: &Assessment, outline: &Outline) -> String {
    let mut object = Object::open(String::new(), "    ");
    for subdomain in outline.subdomains() {
        if let Some(reason) = assessment.tailored(subdomain.code) {
            object.text(subdomain.code.as_str(), reason);
        }
    }
    object.kept(assessment.kept(FilePart::Tailored));
    object.close("\n  ")
}

fn answers(assessment: &Assessment, outline: &Outline) -> String {
    let mut object = Object::open(String::new(), "    ");
    for item in outline.items() {
        let (answer, details) = (assessment.answer(item.id), assessment.details(item.id));
        if answer.is_some() || !details.is_empty() {
            object.raw(&item.id.to_string(), &entry(answer, details));
        }
    }
    object.kept(assessment.kept(FilePart::Answers));
    object.close("\n  ")
}

/// The text of an entry.
pub(crate) fn entry(answer: Option<Answer>, details: &EntryDetails) -> String {
    let answer = answer.map_or("", Answer::key);
    if details.is_empty() {
        let mut text = String::new();
        push_string(&mut text, answer);
        return text;
    }
    let mut record = Object::open(String::new(), "");
    let EntryDetails { reason, note, owner, due, .. } = details;
    for (key, text) in [("answer", answer), ("reason", reason), ("note", note), ("owner", owner), ("due", due)] {
        record.text_unless_empty(key, text);
    }
    if !details.evidence.is_empty() {
        let mut list = String::from("[");
        for (index, text) in details.evidence.iter().enumerate() {
            list.push_str(if index > 0 { ", " } else { "" });
            push_string(&mut list, text);
        }
        list.push(']');
        record.raw("evidence", &list);
    }
    record.kept(&details.kept);
    record.close("")
}
