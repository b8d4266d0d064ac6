//! Inline annotations of texts: links from terms to the glossary, and the badge of a translation that awaits review.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Range;

use dtmm_model::{Entry, Lang, RequirementId};

use super::editor_notes::EditorNotes;
use super::glossary_links::GlossaryLinks;
use super::html::{escape, standard_number};
use crate::words::SiteWord;
use dtmm_content::document::Document;

/// A link around a word: its place in bytes, and its index in [`GlossaryLinks`].
type GlossaryLink = (Range<usize>, usize);

/// The annotations of all texts in one language.
pub(super) struct Annotations<'a> {
    glossary_links: GlossaryLinks,
    pub(super) notes: EditorNotes<'a>,
    /// By entry: the links of its text, then of each example. Entries without links are left out.
    entries: BTreeMap<RequirementId, Vec<Vec<GlossaryLink>>>,
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
                let links = annotations.of_entry(entry, lang, &mut seen);
                if links.iter().any(|links| !links.is_empty()) {
                    annotations.entries.insert(entry.id, links);
                }
            }
        }
        annotations
    }

    fn of_entry(&self, entry: &Entry, lang: Lang, seen: &mut BTreeSet<usize>) -> Vec<Vec<GlossaryLink>> {
        let texts = std::iter::once(&entry.text).chain(entry.examples.iter().map(|example| &example.text));
        texts.map(|text| self.glossary_links.find(text.get(lang), seen)).collect()
    }

    /// The HTML of an entry (index `0`) or of one of its examples (from `1`); `None` if it has neither links nor the
    /// number of a standard. `lang_root` is the relative prefix to the language root: `""`, `"../"`.
    pub(super) fn entry(&self, id: RequirementId, index: usize, text: &str, lang_root: &str) -> Option<String> {
        let links = self.entries.get(&id).and_then(|texts| texts.get(index)).map_or(&[][..], Vec::as_slice);
        let is_plain = links.is_empty() && standard_number(text).is_none();
        (!is_plain).then(|| self.to_html(text, links, lang_root))
    }

    /// Whether the text of an identifier awaits review.
    pub(super) fn is_stale(&self, at: &str) -> bool {
        self.stale.is_some_and(|stale| stale.contains(at))
    }

    /// The badge of an identifier whose text awaits review, else empty.
    pub(super) fn badge(&self, at: &str) -> &str {
        if self.is_stale(at) { &self.stale_badge } else { "" }
    }

    /// A paragraph as HTML, in pieces of which each is made by the function that this returns: every word is linked once.
    pub(super) fn paragraph(&self) -> impl FnMut(&str) -> String {
        let mut seen = BTreeSet::new();
        move |text| {
            let links = self.glossary_links.find(text, &mut seen);
            self.to_html(text, &links, "")
        }
    }

    fn to_html(&self, text: &str, links: &[GlossaryLink], lang_root: &str) -> String {
        let mut html = String::with_capacity(text.len() + 80);
        let mut done = 0;
        for (range, word) in links {
            escape(&text[done..range.start], &mut html);
            let _ = write!(html, "<a class=\"t\" href=\"{lang_root}{}\">", self.glossary_links.target(*word));
            escape(&text[range.clone()], &mut html);
            html.push_str("</a>");
            done = range.end;
        }
        escape(&text[done..], &mut html);
        html
    }
}
