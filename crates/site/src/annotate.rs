//! Inline annotations of texts: links from terms to the glossary, and markers of editor's notes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Range;

use dtmm_model::{Entry, Lang, RequirementId};

use super::editor_notes::EditorNotes;
use super::glossary_links::GlossaryLinks;
use super::html::{escape, standard_number};
use crate::words::SiteWord;
use dtmm_content::document::Document;

/// An annotation of a text, with its place in bytes.
#[derive(Debug, Clone)]
enum Annotation {
    /// A link around a word; its index in [`GlossaryLinks`].
    GlossaryLink(Range<usize>, usize),
    /// The marker of a note, after the words it is about; the index of the note.
    NoteMark(usize, usize),
}

impl Annotation {
    fn start(&self) -> usize {
        match self {
            Annotation::GlossaryLink(range, _) => range.start,
            Annotation::NoteMark(at, _) => *at,
        }
    }
}

/// The annotations of all texts in one language.
pub(super) struct Annotations<'a> {
    glossary_links: GlossaryLinks,
    pub(super) notes: EditorNotes<'a>,
    /// By entry: the annotations of its text, then of each example. Entries without annotations are left out.
    entries: BTreeMap<RequirementId, Vec<Vec<Annotation>>>,
    /// The identifiers whose text awaits review; `None` in the binding language.
    stale: Option<&'a BTreeSet<String>>,
    /// The HTML of the badge of such a text.
    stale_badge: String,
}

impl<'a> Annotations<'a> {
    /// Annotates all entries once; several pages show them.
    pub(super) fn new(document: &'a Document, lang: Lang) -> Annotations<'a> {
        let glossary_links = GlossaryLinks::new(document, lang);
        let notes = EditorNotes::new(document, lang);
        // Only the translation can be out of date.
        let stale = Some(&document.stale).filter(|_| document.languages.translation() == Some(lang));
        let stale_badge =
            format!(" <span class=\"badge\">{}</span>", document.interface.word(SiteWord::BadgeStale, lang));
        let mut annotations = Annotations { glossary_links, notes, entries: BTreeMap::new(), stale, stale_badge };
        for cell in document.standard.subdomains().flat_map(|(_, subdomain)| &subdomain.cells) {
            let mut seen = BTreeSet::new();
            for entry in &cell.entries {
                let marks = annotations.of_entry(entry, lang, &mut seen);
                if marks.iter().any(|marks| !marks.is_empty()) {
                    annotations.entries.insert(entry.id, marks);
                }
            }
        }
        annotations
    }

    fn of_entry(&self, entry: &Entry, lang: Lang, seen: &mut BTreeSet<usize>) -> Vec<Vec<Annotation>> {
        let id = entry.id.to_string();
        let mut annotator = self.annotator(&id, "");
        std::mem::swap(&mut annotator.seen, seen);
        let texts = std::iter::once(&entry.text).chain(entry.examples.iter().map(|example| &example.text));
        let mut marks: Vec<Vec<Annotation>> = texts.map(|text| annotator.marks(text.get(lang))).collect();
        let end = entry.text.get(lang).len();
        marks[0].extend(annotator.left.iter().map(|(note, _)| Annotation::NoteMark(end, *note)));
        std::mem::swap(&mut annotator.seen, seen);
        marks
    }

    /// The HTML of an entry (index `0`) or of one of its examples (from `1`); `None` if it has neither annotations
    /// nor the number of a standard. `lang_root` is the relative prefix to the language root: `""`, `"../"`.
    pub(super) fn entry(&self, id: RequirementId, index: usize, text: &str, lang_root: &str) -> Option<String> {
        let marks = self.entries.get(&id).and_then(|texts| texts.get(index)).map_or(&[][..], Vec::as_slice);
        let is_plain = marks.is_empty() && standard_number(text).is_none();
        (!is_plain).then(|| self.to_html(text, marks, lang_root))
    }

    /// Whether the text of an identifier awaits review.
    pub(super) fn is_stale(&self, at: &str) -> bool {
        self.stale.is_some_and(|stale| stale.contains(at))
    }

    /// An annotator for the texts of the identifier `at`. `lang_root` is the relative prefix to the language root.
    pub(super) fn annotator<'m>(&'m self, at: &str, lang_root: &'m str) -> Annotator<'m, 'a> {
        let badge = if self.is_stale(at) { &self.stale_badge } else { "" };
        Annotator { annotations: self, lang_root, left: self.notes.about(at), badge, seen: BTreeSet::new() }
    }

    fn to_html(&self, text: &str, marks: &[Annotation], lang_root: &str) -> String {
        let mut html = String::with_capacity(text.len() + 80);
        let mut done = 0;
        for mark in marks {
            escape(&text[done..mark.start()], &mut html);
            done = mark.start();
            match mark {
                Annotation::GlossaryLink(range, word) => {
                    let _ = write!(html, "<a class=\"t\" href=\"{lang_root}{}\">", self.glossary_links.target(*word));
                    escape(&text[range.clone()], &mut html);
                    html.push_str("</a>");
                    done = range.end;
                }
                Annotation::NoteMark(_, note) => self.notes.mark(*note, lang_root, &mut html),
            }
        }
        escape(&text[done..], &mut html);
        html
    }
}

/// Annotates the texts of one identifier, in their order: its notes are placed after the words they quote.
pub(super) struct Annotator<'m, 'a> {
    annotations: &'m Annotations<'a>,
    lang_root: &'m str,
    /// The notes not placed yet, with the words they quote.
    left: Vec<(usize, Option<&'a str>)>,
    /// The badge of a text that awaits review, else empty.
    badge: &'m str,
    /// The words linked already: each is linked once.
    seen: BTreeSet<usize>,
}

impl Annotator<'_, '_> {
    /// The markers of the notes whose quoted words are in `text`.
    fn notes(&mut self, text: &str) -> Vec<Annotation> {
        let mut marks: Vec<Annotation> = Vec::new();
        self.left.retain(|(note, words)| {
            let end = words.and_then(|words| text.find(words).map(|start| start + words.len()));
            marks.extend(end.map(|end| Annotation::NoteMark(end, *note)));
            end.is_none()
        });
        marks.sort_by_key(Annotation::start);
        marks
    }

    fn marks(&mut self, text: &str) -> Vec<Annotation> {
        let mut marks = self.notes(text);
        for (range, word) in self.annotations.glossary_links.find(text, &mut self.seen) {
            let is_cut = marks.iter().any(|mark| range.start < mark.start() && mark.start() < range.end);
            if !is_cut {
                marks.push(Annotation::GlossaryLink(range, word));
            }
        }
        // The marker of a note about a linked word follows the link.
        marks.sort_by_key(|mark| (mark.start(), matches!(mark, Annotation::GlossaryLink(..))));
        marks
    }

    /// Begins a new paragraph, in which words are linked again.
    pub(super) fn new_paragraph(&mut self) {
        self.seen.clear();
    }

    /// A text as HTML with links and markers.
    pub(super) fn html(&mut self, text: &str) -> String {
        let marks = self.marks(text);
        self.annotations.to_html(text, &marks, self.lang_root)
    }

    /// A text as HTML with markers but without links.
    pub(super) fn noted(&mut self, text: &str) -> String {
        let marks = self.notes(text);
        self.annotations.to_html(text, &marks, self.lang_root)
    }

    /// The markers of the notes not placed: those about the whole, or whose words were not found. Ends with the badge.
    pub(super) fn rest(self) -> String {
        let mut html = String::new();
        for (note, _) in &self.left {
            self.annotations.notes.mark(*note, self.lang_root, &mut html);
        }
        html.push_str(self.badge);
        html
    }
}
