//! The editor's notes: each has an id of its own, is about something that is there, and quotes words
//! that stand there.

use std::collections::HashSet;

use super::Subject;
use super::identifiers::identifiers;
use super::passage::references;
use super::place::Place;
use super::report::Report;
use crate::content::{NotePlaceRecord, Step};
use crate::diagnostic::codes::{MISQUOTED_WORDS, UNKNOWN_REFERENCE, WRONG_NOTE};
use crate::diagnostic::suggest;
use dtmm_model::Lang;

pub(super) fn check<'a>(subject: &Subject<'a>, report: &mut Report<'a>) {
    let places = identifiers(subject.content);
    let mut ids: HashSet<&str> = places.iter().map(|place| place.at.as_ref()).collect();
    ids.insert("cover");
    let mut seen = HashSet::new();
    for (path, notes) in &subject.content.notes {
        for (index, note) in notes.iter().enumerate() {
            let record = Place::value(path.as_str(), &[Step::Item(index)]).at(note.id.as_str());
            let place = record.step(Step::Key("id"));
            if !is_id(&note.id) {
                report.add(
                    WRONG_NOTE,
                    place,
                    format!("`{}` is not the id of a note", note.id),
                    "write `note-` and three digits",
                );
            } else if !seen.insert(note.id.as_str()) {
                let help = "give this note a number that none ever had";
                report.add(WRONG_NOTE, place, format!("there is a `{}` before this one", note.id), help);
            }
            let about = record.step(Step::Key("about"));
            if note.about.is_empty() {
                report.add(
                    WRONG_NOTE,
                    about.clone(),
                    "this note is about nothing",
                    "name at least one place: `- at: QLT-302`",
                );
            }
            for (index, quoted) in note.about.iter().enumerate() {
                let place = about.step(Step::Item(index));
                if ids.contains(quoted.at.as_str()) {
                    words(subject, quoted, &place, report);
                } else if subject.is_complete {
                    let help = match suggest::closest(&quoted.at, ids.iter().copied()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => "name an entry, cell, clause, table, figure, term, abbreviation or level".to_owned(),
                    };
                    let message = format!("`{}` is nowhere in the standard", quoted.at);
                    report.add(UNKNOWN_REFERENCE, place.step(Step::Key("at")), message, help);
                }
            }
        }
    }
}

fn is_id(id: &str) -> bool {
    id.strip_prefix("note-").is_some_and(|number| number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn words<'a>(subject: &Subject<'a>, quoted: &'a NotePlaceRecord, place: &Place<'a>, report: &mut Report<'a>) {
    for (lang, words) in [(Lang::Zh, &quoted.zh), (Lang::En, &quoted.en)] {
        let Some(words) = words else { continue };
        if !texts(subject, &quoted.at, lang).iter().any(|text| text.contains(words.as_str())) {
            let message = format!("{} does not have the words `{words}`", quoted.at);
            let help = "quote them character for character, or leave them out if the note is about the whole";
            report.add(MISQUOTED_WORDS, place.step(Step::Key(lang.key())), message, help);
        }
    }
}

/// All that stands at a place, in one language.
fn texts<'a>(subject: &Subject<'a>, at: &str, lang: Lang) -> Vec<&'a str> {
    let content = subject.content;
    let is_there = |passage: &&super::passage::Passage<'a>| {
        let there = passage.at.as_ref();
        there == at
            || at.strip_prefix("abbreviation-") == Some(there)
            || (at == "cover" && passage.role == super::passage::Role::Cover)
            || (at.len() <= 5 && there.starts_with(at) && there.len() == 7)
    };
    let mut texts: Vec<&str> = subject.passages.iter().filter(is_there).map(|passage| passage.get(lang)).collect();
    if let Some(number) = at.strip_prefix("table-") {
        let domain = content.domains.values().find(|domain| domain.table.to_string() == number);
        texts.extend(domain.map(|domain| if lang == Lang::Zh { &*domain.caption.zh } else { &*domain.caption.en }));
    }
    if matches!(at, "clause-2" | "bibliography") {
        let list = if at == "clause-2" { "normative" } else { "bibliography" };
        for (_, _, reference) in references(content).filter(|(key, ..)| *key == list) {
            texts.extend([
                &*reference.number,
                if lang == Lang::Zh { &*reference.title.zh } else { &*reference.title.en },
            ]);
        }
    }
    texts
}
