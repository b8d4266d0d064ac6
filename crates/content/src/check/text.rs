//! The running text as two parallel trees: which files there are, their front matter, and the places
//! of generated material.

use super::passage::front;
use super::place::Place;
use super::report::Report;
use super::subject::Subject;
use crate::diagnostic::codes::{
    MISSING_FILE, MISSING_INSERTION, REPEATED_INSERTION, UNEQUAL_FRONT_MATTER, UNEQUAL_INSERTIONS, UNKNOWN_INSERTION,
    UNLISTED_FILE,
};
use crate::diagnostic::suggest;
use crate::parse::paths::STANDARD;
use crate::parse::{Block, INSERTIONS, Step, TextFile, TextPair};

pub(super) fn check<'a>(subject: &Subject<'a>, report: &mut Report<'a>) {
    listing(subject, report);
    strays(subject, report);
    for (folder, pairs) in [("text", &subject.content.text), ("methods", &subject.content.methods)] {
        for (stem, pair) in pairs {
            both_files(subject, folder, stem, pair, report);
            if let (Some(zh), Some(en)) = (&pair.zh, &pair.en) {
                front_matter(zh, en, report);
                equal_insertions(zh, en, report);
            }
        }
    }
    let is_text_complete = !subject.content.broken.iter().any(|path| path.starts_with("content/text/"));
    insertions(subject, is_text_complete && subject.is_complete, report);
}

fn listing<'a>(subject: &Subject<'a>, report: &mut Report<'a>) {
    let Some(standard) = &subject.content.standard else { return };
    for (index, stem) in standard.text.iter().enumerate() {
        if !subject.content.text.contains_key(stem) {
            let place = Place::value(STANDARD, &[Step::Key("text"), Step::Item(index)]);
            let message = format!("there is no content/text/zh/{stem}.md");
            let names = subject.content.text.keys().map(String::as_str);
            let otherwise = "create it, and its translation in content/text/en, or remove the name here";
            report.add(MISSING_FILE, place, message, suggest::help(stem, names, otherwise));
        }
    }
    for (stem, pair) in &subject.content.text {
        if let Some(file) = pair.zh.as_ref().or(pair.en.as_ref()).filter(|_| !standard.text.contains(stem)) {
            let message = format!("`text` in content/standard.yaml does not name `{stem}`");
            report.add(
                UNLISTED_FILE,
                Place::file(file.path.as_str()),
                message,
                "add the name there, or remove the file",
            );
        }
    }
}

/// Markdown files that are in neither tree.
fn strays<'a>(subject: &Subject<'a>, report: &mut Report<'a>) {
    for source in subject.sources.iter() {
        for folder in ["content/text/", "content/methods/"] {
            let Some(name) = source.path.strip_prefix(folder) else { continue };
            let is_in_tree = name.strip_prefix("zh/").or_else(|| name.strip_prefix("en/")).is_some();
            if !is_in_tree || !name.ends_with(".md") {
                let help = format!("move it to {folder}zh or {folder}en, with the extension .md, or remove it");
                report.add(UNLISTED_FILE, Place::file(source.path.as_str()), "this file is never read", help);
            }
        }
    }
}

fn both_files<'a>(subject: &Subject<'a>, folder: &str, stem: &str, pair: &TextPair, report: &mut Report<'a>) {
    for (lang, other, file) in [("zh", "en", &pair.zh), ("en", "zh", &pair.en)] {
        let path = format!("content/{folder}/{lang}/{stem}.md");
        if file.is_none() && !subject.content.broken.contains(&path) {
            let message = "this file is missing";
            let help = format!("write it, paragraph by paragraph as content/{folder}/{other}/{stem}.md");
            report.add(MISSING_FILE, Place::file(path), message, help);
        }
    }
}

fn front_matter<'a>(zh: &'a TextFile, en: &'a TextFile, report: &mut Report<'a>) {
    if zh.front.number != en.front.number {
        let message = format!("`number` differs from that in {}", zh.path);
        report.add(UNEQUAL_FRONT_MATTER, front(en).step(Step::Key("number")), message, "write the same number in both");
    }
    if !zh.front.reviewed.is_empty() {
        let message = "`reviewed` belongs to the translation, this is the Chinese";
        let place = front(zh).step(Step::Key("reviewed"));
        report.add(UNEQUAL_FRONT_MATTER, place, message, format!("move it to {}", en.path));
    }
}

fn equal_insertions<'a>(zh: &'a TextFile, en: &'a TextFile, report: &mut Report<'a>) {
    if zh.blocks.len() != en.blocks.len() {
        return;
    }
    for ((zh_block, _), (en_block, range)) in zh.blocks.iter().zip(&en.blocks) {
        let differs = match (zh_block, en_block) {
            (Block::Insertion(zh), Block::Insertion(en)) => zh != en,
            (Block::Paragraph(_), Block::Paragraph(_)) => false,
            _ => true,
        };
        if differs {
            let stands = match zh_block {
                Block::Insertion(name) => format!("`{{{name}}}`"),
                Block::Paragraph(_) => "a paragraph of words".to_owned(),
            };
            let place = Place::file(en.path.as_str()).within(range.clone());
            let message = format!("{stands} stands here in {}", zh.path);
            report.add(UNEQUAL_INSERTIONS, place, message, "give both files the same paragraphs in the same order");
        }
    }
}

/// Every name in braces is one of [`INSERTIONS`], and each of these is there once.
fn insertions<'a>(subject: &Subject<'a>, is_complete: bool, report: &mut Report<'a>) {
    let mut seen = Vec::new();
    for pair in subject.content.text.values() {
        for (lang, file) in [("zh", &pair.zh), ("en", &pair.en)] {
            for (name, place) in file.iter().flat_map(in_braces) {
                if !INSERTIONS.contains(&name) {
                    unknown(name, place, report);
                } else if seen.contains(&(lang, name)) {
                    let message = format!("`{{{name}}}` stands in the text a second time");
                    report.add(REPEATED_INSERTION, place, message, "keep one of the two");
                } else {
                    seen.push((lang, name));
                }
            }
        }
    }
    for (name, place) in
        subject.content.methods.values().flat_map(|pair| pair.zh.iter().chain(&pair.en)).flat_map(in_braces)
    {
        unknown(name, place, report);
    }
    for name in INSERTIONS.iter().filter(|name| is_complete && !seen.contains(&("zh", name))) {
        let place = Place::value(STANDARD, &[Step::Key("text")]);
        let message = format!("no text file has the line `{{{name}}}`");
        let help = "write it, as a paragraph of its own, where that part of the standard belongs";
        report.add(MISSING_INSERTION, place, message, help);
    }
}

fn unknown<'a>(name: &str, place: Place<'a>, report: &mut Report<'a>) {
    let help = match suggest::closest(name, INSERTIONS) {
        Some(near) => format!("did you mean `{{{near}}}`?"),
        None => format!("write one of {}", INSERTIONS.map(|name| format!("`{{{name}}}`")).join(", ")),
    };
    report.add(UNKNOWN_INSERTION, place, format!("`{{{name}}}` stands for nothing"), help);
}

/// The paragraphs that are nothing but something in braces.
fn in_braces(file: &TextFile) -> impl Iterator<Item = (&str, Place<'_>)> {
    file.blocks.iter().filter_map(|(block, range)| {
        let name = match block {
            Block::Insertion(name) => name,
            Block::Paragraph(text) => text.strip_prefix('{')?.strip_suffix('}')?,
        };
        Some((name, Place::file(file.path.as_str()).within(range.clone())))
    })
}
