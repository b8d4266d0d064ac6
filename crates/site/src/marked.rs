//! Texts with what stands beside their words: links to explanations, and marks of editor's notes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Range;

use dtmm_model::{Entry, Lang, RequirementId};

use super::explained::Explained;
use super::html::{escape, standard_number};
use super::remarks::Remarks;
use crate::words::Word;
use dtmm_content::document::Document;

/// Something at a place of a text.
#[derive(Debug, Clone)]
enum Mark {
    /// A word that is explained; its number among them.
    Explained(Range<usize>, usize),
    /// A note about the words that end here; its number among the notes.
    Noted(usize, usize),
}

impl Mark {
    fn start(&self) -> usize {
        match self {
            Mark::Explained(range, _) => range.start,
            Mark::Noted(at, _) => *at,
        }
    }
}

/// What is explained and noted in one language.
pub(super) struct Marked<'a> {
    explained: Explained,
    pub(super) remarks: Remarks<'a>,
    /// By entry: the marks of its text, then of each example.
    entries: BTreeMap<RequirementId, Vec<Vec<Mark>>>,
    /// What awaits review in this language, and what says so.
    stale: Option<&'a BTreeSet<String>>,
    stale_badge: String,
}

impl<'a> Marked<'a> {
    /// Looks through all entries once.
    pub(super) fn new(document: &'a Document, lang: Lang) -> Marked<'a> {
        let explained = Explained::new(document, lang);
        let remarks = Remarks::new(document, lang);
        // Only the English can fall behind.
        let stale = Some(&document.stale).filter(|_| lang == Lang::En);
        let stale_badge = format!(" <span class=\"badge\">{}</span>", document.interface.word(Word::BadgeStale, lang));
        let mut marked = Marked { explained, remarks, entries: BTreeMap::new(), stale, stale_badge };
        for cell in document.standard.subdomains().flat_map(|(_, subdomain)| &subdomain.cells) {
            let mut seen = BTreeSet::new();
            for entry in &cell.entries {
                let marks = marked.of_entry(entry, lang, &mut seen);
                if marks.iter().any(|marks| !marks.is_empty()) {
                    marked.entries.insert(entry.id, marks);
                }
            }
        }
        marked
    }

    fn of_entry(&self, entry: &Entry, lang: Lang, seen: &mut BTreeSet<usize>) -> Vec<Vec<Mark>> {
        let id = entry.id.to_string();
        let mut placing = self.place(&id, "");
        std::mem::swap(&mut placing.seen, seen);
        let texts = std::iter::once(&entry.text).chain(entry.examples.iter().map(|example| &example.text));
        let mut marks: Vec<Vec<Mark>> = texts.map(|text| placing.marks(text.get(lang))).collect();
        let end = entry.text.get(lang).len();
        marks[0].extend(placing.left.iter().map(|(note, _)| Mark::Noted(end, *note)));
        std::mem::swap(&mut placing.seen, seen);
        marks
    }

    /// The text of an entry (`0`) or of one of its examples (from `1`) as HTML, where something stands
    /// beside its words or is marked in them. `before` leads to the pages of the language.
    pub(super) fn entry(&self, id: RequirementId, index: usize, text: &str, before: &str) -> Option<String> {
        let marks = self.entries.get(&id).and_then(|texts| texts.get(index)).map_or(&[][..], Vec::as_slice);
        let is_plain = marks.is_empty() && standard_number(text).is_none();
        (!is_plain).then(|| self.to_html(text, marks, before))
    }

    /// Whether the words of something await review.
    pub(super) fn is_stale(&self, at: &str) -> bool {
        self.stale.is_some_and(|stale| stale.contains(at))
    }

    /// Begins to place the notes about `at` in its texts. `before` leads to the pages of the language.
    pub(super) fn place<'m>(&'m self, at: &str, before: &'m str) -> Placing<'m, 'a> {
        let badge = if self.is_stale(at) { &self.stale_badge } else { "" };
        Placing { marked: self, before, left: self.remarks.about(at), badge, seen: BTreeSet::new() }
    }

    fn to_html(&self, text: &str, marks: &[Mark], before: &str) -> String {
        let mut html = String::with_capacity(text.len() + 80);
        let mut done = 0;
        for mark in marks {
            escape(&text[done..mark.start()], &mut html);
            done = mark.start();
            match mark {
                Mark::Explained(range, word) => {
                    let _ = write!(html, "<a class=\"t\" href=\"{before}{}\">", self.explained.target(*word));
                    escape(&text[range.clone()], &mut html);
                    html.push_str("</a>");
                    done = range.end;
                }
                Mark::Noted(_, note) => self.remarks.mark(*note, before, &mut html),
            }
        }
        escape(&text[done..], &mut html);
        html
    }
}

/// The notes about one thing, while they are put beside the words they are about.
pub(super) struct Placing<'m, 'a> {
    marked: &'m Marked<'a>,
    before: &'m str,
    /// The notes not yet placed, with their words.
    left: Vec<(usize, Option<&'a str>)>,
    /// What says that the words await review, if they do.
    badge: &'m str,
    /// The words explained already.
    seen: BTreeSet<usize>,
}

impl Placing<'_, '_> {
    /// The marks of the notes whose words stand in `text`.
    fn notes(&mut self, text: &str) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        self.left.retain(|(note, words)| {
            let end = words.and_then(|words| text.find(words).map(|start| start + words.len()));
            marks.extend(end.map(|end| Mark::Noted(end, *note)));
            end.is_none()
        });
        marks.sort_by_key(Mark::start);
        marks
    }

    fn marks(&mut self, text: &str) -> Vec<Mark> {
        let mut marks = self.notes(text);
        for (range, word) in self.marked.explained.find(text, &mut self.seen) {
            let is_cut = marks.iter().any(|mark| range.start < mark.start() && mark.start() < range.end);
            if !is_cut {
                marks.push(Mark::Explained(range, word));
            }
        }
        // A note about a word stands behind its explanation.
        marks.sort_by_key(|mark| (mark.start(), matches!(mark, Mark::Explained(..))));
        marks
    }

    /// Words are explained again, the first time in each paragraph.
    pub(super) fn forget(&mut self) {
        self.seen.clear();
    }

    /// One text as HTML.
    pub(super) fn html(&mut self, text: &str) -> String {
        let marks = self.marks(text);
        self.marked.to_html(text, &marks, self.before)
    }

    /// One text as HTML, with notes but without explanations.
    pub(super) fn noted(&mut self, text: &str) -> String {
        let marks = self.notes(text);
        self.marked.to_html(text, &marks, self.before)
    }

    /// The marks of the notes whose words were nowhere, or that have none.
    pub(super) fn rest(self) -> String {
        let mut html = String::new();
        for (note, _) in &self.left {
            self.marked.remarks.mark(*note, self.before, &mut html);
        }
        html.push_str(self.badge);
        html
    }
}
