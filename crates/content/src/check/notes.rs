//! The editor's notes: each has a unique id, is about a place that exists, and quotes words that are there.

use std::collections::{HashMap, HashSet};

use super::findings::Findings;
use super::identifiers::identifiers;
use super::language::unknown;
use super::passage::{Passage, Role, references};
use super::place::Place;
use super::subject::Subject;
use crate::diagnostic::codes::{MISQUOTED_WORDS, UNKNOWN_REFERENCE, WRONG_NOTE};
use crate::diagnostic::suggest;
use crate::parse::{Content, DomainFile, NotePlaceRecord, Step};
use dtmm_model::{Anchor, Lang, Languages};

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let places = identifiers(subject.content);
    let mut ids: HashSet<&str> = places.iter().map(|place| place.at.as_ref()).collect();
    if subject.content.standard.as_ref().is_none_or(|head| !head.cover.is_empty()) {
        ids.insert("cover");
    }
    let texts = TextsByPlace::new(subject);
    let mut seen = HashSet::new();
    for (path, notes) in &subject.content.notes {
        for (index, note) in notes.iter().enumerate() {
            let record = Place::value(path.as_str(), &[Step::Item(index)]).at(note.id.as_str());
            let place = record.step(Step::Key("id"));
            if !is_id(&note.id) {
                findings.add(
                    WRONG_NOTE,
                    place,
                    format!("`{}` is not the id of a note", note.id),
                    "write `note-` and three digits",
                );
            } else if !seen.insert(note.id.as_str()) {
                let help = "give this note a number that none ever had";
                findings.add(WRONG_NOTE, place, format!("there is a `{}` before this one", note.id), help);
            }
            let about = record.step(Step::Key("about"));
            if note.about.is_empty() {
                findings.add(
                    WRONG_NOTE,
                    about.clone(),
                    "this note is about nothing",
                    "name at least one place: `- at: ABC-302`",
                );
            }
            for (index, quoted) in note.about.iter().enumerate() {
                let place = about.step(Step::Item(index));
                if ids.contains(quoted.at.as_str()) {
                    words(&texts, subject.languages, quoted, &place, findings);
                } else if subject.is_complete {
                    let otherwise = "name an entry, cell, clause, table, figure, term, abbreviation or level";
                    let help = suggest::help(&quoted.at, ids.iter().copied(), otherwise);
                    let message = format!("`{}` is nowhere in the standard", quoted.at);
                    findings.add(UNKNOWN_REFERENCE, place.step(Step::Key("at")), message, help);
                }
            }
        }
    }
}

/// The texts of the notes themselves.
pub(super) fn passages(content: &Content) -> Vec<Passage<'_>> {
    let mut passages = Vec::new();
    for (path, notes) in &content.notes {
        for (index, note) in notes.iter().enumerate() {
            let more = [("reading", note.reading.as_ref()), ("scoring", note.scoring.as_ref())];
            for (key, text) in [("why", Some(&note.why))].into_iter().chain(more) {
                let steps = vec![Step::Item(index), Step::Key(key)];
                passages.extend(text.map(|text| Passage::new(Role::EditorNote, path, steps, &note.id, text)));
            }
        }
    }
    passages
}

fn is_table(domain: &DomainFile, number: &str) -> bool {
    domain.table.is_some_and(|table| table.to_string() == number)
}

fn is_id(id: &str) -> bool {
    id.strip_prefix("note-").is_some_and(|number| number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The texts of each place, to look up quoted words.
struct TextsByPlace<'a, 's> {
    content: &'a Content,
    by_place: HashMap<&'s str, Vec<&'s Passage<'a>>>,
}

impl<'a, 's> TextsByPlace<'a, 's> {
    fn new(subject: &'s Subject<'a>) -> TextsByPlace<'a, 's> {
        let mut by_place: HashMap<&str, Vec<_>> = HashMap::new();
        for passage in &subject.passages {
            by_place.entry(passage.at.as_ref()).or_default().push(passage);
            if passage.role == Role::Cover {
                by_place.entry("cover").or_default().push(passage);
            }
        }
        TextsByPlace { content: subject.content, by_place }
    }

    fn at(&self, at: &str, lang: Lang) -> Vec<&str> {
        let mut texts: Vec<&str> =
            self.by_place.get(at).into_iter().flatten().map(|passage| passage.get(lang)).collect();
        match Anchor::read(at) {
            Anchor::Abbreviation(short) => {
                texts.extend(self.by_place.get(short).into_iter().flatten().map(|passage| passage.get(lang)));
            }
            // A cell or a subdomain has the texts of its entries.
            anchor @ (Anchor::Cell(_) | Anchor::Subdomain(_)) => {
                let inside = self.by_place.iter().filter(|(place, _)| place.parse().is_ok_and(|id| anchor.holds(id)));
                texts.extend(inside.flat_map(|(_, passages)| passages).map(|passage| passage.get(lang)));
            }
            Anchor::Table(number) => {
                let domain = self.content.domains.values().find(|domain| is_table(domain, number));
                let caption = domain.map(|domain| domain.caption.as_ref().unwrap_or(&domain.name));
                texts.extend(caption.map(|caption| caption.get(lang)));
            }
            _ => {}
        }
        for (insertion, list) in [("references", "normative"), ("bibliography", "bibliography")] {
            if self.content.holder_id(insertion).is_some_and(|id| id == at) {
                for (_, _, reference) in references(self.content).filter(|(key, ..)| *key == list) {
                    texts.extend([&*reference.number, reference.title.get(lang)]);
                }
            }
        }
        texts
    }
}

fn words<'a>(
    texts: &TextsByPlace<'a, '_>,
    languages: Option<Languages>,
    quoted: &'a NotePlaceRecord,
    place: &Place<'a>,
    findings: &mut Findings<'a>,
) {
    for (lang, words) in [(Lang::Zh, &quoted.zh), (Lang::En, &quoted.en)] {
        let Some(words) = words else { continue };
        if languages.is_some_and(|languages| !languages.has(lang)) {
            unknown(lang, place.step(Step::Key(lang.key())), findings);
            continue;
        }
        if !texts.at(&quoted.at, lang).iter().any(|text| text.contains(words.as_str())) {
            let message = format!("{} does not have the words `{words}`", quoted.at);
            let help = "quote them character for character, or leave them out if the note is about the whole";
            findings.add(MISQUOTED_WORDS, place.step(Step::Key(lang.key())), message, help);
        }
    }
}
