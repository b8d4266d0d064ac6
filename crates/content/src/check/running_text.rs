//! The running text as a tree of files for each language: the files that correspond, their front matter, and the
//! insertions of generated parts.

use dtmm_model::{Lang, Languages};

use super::findings::Findings;
use super::language;
use super::metadata::languages_of;
use super::passage::front;
use super::place::Place;
use super::subject::Subject;
use crate::diagnostic::codes::{
    MISSING_FILE, MISSING_INSERTION, REPEATED_INSERTION, UNEQUAL_FRONT_MATTER, UNEQUAL_INSERTIONS, UNKNOWN_INSERTION,
    UNLISTED_FILE,
};
use crate::diagnostic::suggest;
use crate::parse::paths::{ABBREVIATIONS, REFERENCES, STANDARD, TERMS};
use crate::parse::{Block, Content, DOMAINS, INSERTIONS, Step, TextFile, TextPair};

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    listed(subject, findings);
    strays(subject, findings);
    let content = subject.content;
    let folders = [("text", &content.text), ("methods", &content.methods), ("tool/methods", &content.tool_methods)];
    for (folder, pairs) in folders {
        for (stem, pair) in pairs {
            let Some(languages) = subject.languages.map(|declared| languages_of(folder, declared)) else { continue };
            declared_files(subject, languages, (folder, stem), pair, findings);
            let translated = languages.translation().and_then(|lang| pair.get(lang).as_ref());
            if let (Some(original), Some(translated)) = (pair.get(languages.binding()), translated) {
                front_matter(original, translated, languages.binding(), findings);
                equal_insertions(original, translated, findings);
            }
        }
    }
    let is_text_complete = !subject.content.broken.iter().any(|path| path.starts_with("text/"));
    insertions(subject, is_text_complete && subject.is_complete, findings);
}

fn listed<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let Some(standard) = &subject.content.standard else { return };
    for (index, stem) in standard.text.iter().enumerate() {
        if !subject.content.text.contains_key(stem) {
            let place = Place::value(STANDARD, &[Step::Key("text"), Step::Item(index)]);
            let languages = subject.languages;
            let binding = languages.map_or(Lang::Zh, Languages::binding);
            let message = format!("there is no text/{binding}/{stem}.md");
            let names = subject.content.text.keys().map(String::as_str);
            let otherwise = match languages.and_then(Languages::translation) {
                Some(lang) => format!("create it, and its translation in text/{lang}, or remove the name here"),
                None => "create it, or remove the name here".to_owned(),
            };
            findings.add(MISSING_FILE, place, message, suggest::help(stem, names, otherwise));
        }
    }
    for (stem, pair) in &subject.content.text {
        if let Some(file) = pair.zh.as_ref().or(pair.en.as_ref()).filter(|_| !standard.text.contains(stem)) {
            let message = format!("`text` in standard.yaml does not name `{stem}`");
            findings.add(
                UNLISTED_FILE,
                Place::file(file.path.as_str()),
                message,
                "add the name there, or remove the file",
            );
        }
    }
}

/// Markdown files that are in no tree.
fn strays<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for source in subject.sources.iter() {
        for folder in ["text/", "methods/", "tool/methods/"] {
            let Some(name) = source.name.strip_prefix(folder) else { continue };
            let is_in_tree = name.strip_prefix("zh/").or_else(|| name.strip_prefix("en/")).is_some();
            if !is_in_tree || !name.ends_with(".md") {
                let help = format!("move it to {folder}zh or {folder}en, with the extension .md, or remove it");
                findings.add(UNLISTED_FILE, Place::file(source.name.as_str()), "this file is never read", help);
            }
        }
    }
}

/// Checks that a text has a file in each language that the standard declares, and in no other.
fn declared_files<'a>(
    subject: &Subject<'a>,
    languages: Languages,
    (folder, stem): (&str, &str),
    pair: &'a TextPair,
    findings: &mut Findings<'a>,
) {
    for lang in Lang::ALL {
        let path = format!("{folder}/{lang}/{stem}.md");
        match pair.get(lang) {
            Some(file) if !languages.has(lang) => language::unknown(lang, Place::file(file.path.as_str()), findings),
            None if languages.has(lang) && !subject.content.broken.contains(&path) => {
                let help = match languages.other(lang) {
                    Some(other) => format!("write it, paragraph by paragraph as {folder}/{other}/{stem}.md"),
                    None => "write it".to_owned(),
                };
                findings.add(MISSING_FILE, Place::file(path), "this file is missing", help);
            }
            _ => {}
        }
    }
}

fn front_matter<'a>(original: &'a TextFile, translated: &'a TextFile, binding: Lang, findings: &mut Findings<'a>) {
    if original.front.number != translated.front.number {
        let message = format!("`number` differs from that in {}", original.path);
        findings.add(
            UNEQUAL_FRONT_MATTER,
            front(translated).step(Step::Key("number")),
            message,
            "write the same number in both",
        );
    }
    if !original.front.reviewed.is_empty() {
        let message = format!("`reviewed` belongs to the translation, this is the {}", language::name(binding));
        let place = front(original).step(Step::Key("reviewed"));
        findings.add(UNEQUAL_FRONT_MATTER, place, message, format!("move it to {}", translated.path));
    }
}

fn equal_insertions<'a>(original: &'a TextFile, translated: &'a TextFile, findings: &mut Findings<'a>) {
    if original.blocks.len() != translated.blocks.len() {
        return;
    }
    for ((there, _), (here, range)) in original.blocks.iter().zip(&translated.blocks) {
        let differs = match (there, here) {
            (Block::Insertion(there), Block::Insertion(here)) => there != here,
            (Block::Paragraph(_), Block::Paragraph(_)) => false,
            _ => true,
        };
        if differs {
            let expected = match there {
                Block::Insertion(name) => format!("`{{{name}}}`"),
                Block::Paragraph(_) => "a paragraph of words".to_owned(),
            };
            let place = Place::file(translated.path.as_str()).within(range.clone());
            let message = format!("{expected} stands here in {}", original.path);
            findings.add(UNEQUAL_INSERTIONS, place, message, "give both files the same paragraphs in the same order");
        }
    }
}

/// Checks that every name in braces is one of [`INSERTIONS`], that none of these is inserted twice, and that all are
/// inserted of which there is something to show.
fn insertions<'a>(subject: &Subject<'a>, is_complete: bool, findings: &mut Findings<'a>) {
    let mut seen = Vec::new();
    for pair in subject.content.text.values() {
        for (lang, file) in [("zh", &pair.zh), ("en", &pair.en)] {
            for (name, place) in file.iter().flat_map(in_braces) {
                if !INSERTIONS.contains(&name) {
                    unknown(name, place, findings);
                } else if seen.contains(&(lang, name)) {
                    let message = format!("`{{{name}}}` stands in the text a second time");
                    findings.add(REPEATED_INSERTION, place, message, "keep one of the two");
                } else {
                    seen.push((lang, name));
                }
            }
        }
    }
    let methods = subject.content.tool_methods.values().chain(subject.content.methods.values());
    for (name, place) in methods.flat_map(|pair| pair.zh.iter().chain(&pair.en)).flat_map(in_braces) {
        unknown(name, place, findings);
    }
    for (name, place) in shown(subject.content) {
        if is_complete && subject.content.holder(name).is_none() {
            let message = format!("no text file has the line `{{{name}}}`");
            let help = "write it, as a paragraph of its own, where that part of the standard belongs";
            findings.add(MISSING_INSERTION, place, message, help);
        }
    }
}

/// The generated parts of which there is something to show, each with the place to report where it is not inserted.
fn shown(content: &Content) -> Vec<(&'static str, Place<'static>)> {
    let mut shown = vec![(DOMAINS, Place::value(STANDARD, &[Step::Key("text")]))];
    if content.terms.is_some() {
        shown.push(("terms", Place::file(TERMS)));
    }
    if content.abbreviations.is_some() {
        shown.push(("abbreviations", Place::file(ABBREVIATIONS)));
    }
    for (name, key, list) in content.references.iter().flat_map(|lists| {
        [("references", "normative", &lists.normative), ("bibliography", "bibliography", &lists.bibliography)]
    }) {
        if !list.is_empty() {
            shown.push((name, Place::value(REFERENCES, &[Step::Key(key)])));
        }
    }
    // The labels of levels are those of the items that describe them in the text.
    if content.standard.iter().flat_map(|standard| &standard.levels).any(|level| level.label.is_some()) {
        shown.push(("levels", Place::value(STANDARD, &[Step::Key("levels")])));
    }
    shown
}

fn unknown<'a>(name: &str, place: Place<'a>, findings: &mut Findings<'a>) {
    let help = match suggest::closest(name, INSERTIONS) {
        Some(near) => format!("did you mean `{{{near}}}`?"),
        None => format!("write one of {}", INSERTIONS.map(|name| format!("`{{{name}}}`")).join(", ")),
    };
    findings.add(UNKNOWN_INSERTION, place, format!("`{{{name}}}` stands for nothing"), help);
}

/// The paragraphs that consist of a name in braces.
fn in_braces(file: &TextFile) -> impl Iterator<Item = (&str, Place<'_>)> {
    file.blocks.iter().filter_map(|(block, range)| {
        let name = match block {
            Block::Insertion(name) => name,
            Block::Paragraph(text) => text.strip_prefix('{')?.strip_suffix('}')?,
        };
        Some((name, Place::file(file.path.as_str()).within(range.clone())))
    })
}
