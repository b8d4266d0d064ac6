//! The editor's notes as pages show them: which are about a page, and their words. Their marks in the text are set by
//! `site/assets/notes/` once the reader asks for notes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use dtmm_model::{Anchor, Domain, Lang, RequirementId, Subdomain};
use serde::Serialize;

use super::address;
use super::anchors::{self, PlacedAnchor};
use super::html::escape;
use super::place::printed_place;
use super::templates::fill_in;
use crate::words::SiteWord;
use dtmm_content::document::{Document, Note, NotePlace};
use dtmm_content::parse::is_chinese;

/// The notes in one language.
pub(super) struct EditorNotes<'a> {
    document: &'a Document,
    lang: Lang,
    /// Where the identifiers are.
    anchors: BTreeMap<String, PlacedAnchor>,
    /// By the identifier they are about: the indices of the notes.
    about: BTreeMap<&'a str, Vec<usize>>,
    /// By the clause of their places: the indices of the notes.
    by_clause: BTreeMap<String, Vec<usize>>,
}

/// A note as pages show it.
#[derive(Serialize)]
pub(super) struct NoteView<'a> {
    id: &'a str,
    /// What it is called at its places.
    label: String,
    kind: &'static str,
    kind_name: &'a str,
    certainty: &'static str,
    certainty_name: &'a str,
    /// The clauses it is about, as `9.2`.
    clauses: Vec<String>,
    places: Vec<PlaceView<'a>>,
    why: String,
    reading: Option<String>,
    scoring: Option<String>,
    /// The translation, on pages in all languages.
    translation: Vec<NoteView<'a>>,
}

/// The notes about what a page shows, as it announces them.
#[derive(Serialize)]
pub(super) struct AnnouncedNotes<'a> {
    count: usize,
    /// The identifier of the first, at which the reader comes to them on the page of all notes; none for all notes.
    first: Option<&'a str>,
    /// Their identifiers, separated by spaces, for scripts; empty for all notes.
    ids: String,
}

/// A place a note is about.
#[derive(Serialize)]
struct PlaceView<'a> {
    name: String,
    /// The page and fragment, relative to the language root.
    path: String,
    /// The quoted words of the binding text, as printed.
    words: Option<&'a str>,
    /// The tag of their language.
    tag: &'static str,
    /// The words of the translation for them, on its pages.
    translated: Option<&'a str>,
}

impl<'a> NoteView<'a> {
    /// The note with its translation, if there is one, for a page in all languages.
    pub(super) fn with_translation(self, translation: Option<NoteView<'a>>) -> NoteView<'a> {
        NoteView { translation: translation.into_iter().collect(), ..self }
    }
}

impl<'a> EditorNotes<'a> {
    pub(super) fn new(document: &'a Document, lang: Lang) -> EditorNotes<'a> {
        let mut about: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for (index, note) in document.notes.iter().enumerate().filter(|(_, note)| !is_throughout(note)) {
            for place in &note.about {
                about.entry(place.at.as_str()).or_default().push(index);
            }
        }
        let anchors = anchors::in_order(document).into_iter().map(|anchor| (anchor.id.clone(), anchor)).collect();
        let mut editor_notes = EditorNotes { document, lang, anchors, about, by_clause: BTreeMap::new() };
        let mut by_clause: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, notes) in &editor_notes.about {
            by_clause.entry(editor_notes.clause(at)).or_default().extend(notes);
        }
        editor_notes.by_clause = by_clause;
        editor_notes
    }

    /// The notes about any of these identifiers, by index.
    pub(super) fn about_any<'k>(&self, ids: impl IntoIterator<Item = &'k str>) -> BTreeSet<usize> {
        ids.into_iter().flat_map(|at| self.about.get(at).into_iter().flatten()).copied().collect()
    }

    /// The notes about a subdomain, its cells and its entries, by index.
    pub(super) fn in_subdomain(&self, code: &str) -> BTreeSet<usize> {
        let from = self.about.range::<str, _>((Bound::Included(code), Bound::Unbounded));
        let own = from.take_while(|(at, _)| at.starts_with(code)).filter(|(at, _)| at.split('-').next() == Some(code));
        own.flat_map(|(_, notes)| notes).copied().collect()
    }

    /// The notes with at least one place in a clause, by index.
    pub(super) fn of_clause(&self, clause: &str) -> BTreeSet<usize> {
        self.by_clause.get(clause).into_iter().flatten().copied().collect()
    }

    /// The notes about identifiers that `matches` accepts, by index. Searches all notes: for the few pages that go across
    /// the model.
    pub(super) fn matching(&self, matches: impl Fn(&str) -> bool) -> BTreeSet<usize> {
        self.about.iter().filter(|(at, _)| matches(at)).flat_map(|(_, notes)| notes).copied().collect()
    }

    /// Notes as a page says that it has them.
    pub(super) fn announced(&self, notes: &BTreeSet<usize>) -> AnnouncedNotes<'a> {
        let ids: Vec<&'a str> = notes.iter().map(|note| self.document.notes[*note].id.as_str()).collect();
        AnnouncedNotes { count: ids.len(), first: ids.first().copied(), ids: ids.join(" ") }
    }

    /// All notes, for the page of the full text.
    pub(super) fn all_announced(&self) -> AnnouncedNotes<'a> {
        AnnouncedNotes { count: self.document.notes.len(), first: None, ids: String::new() }
    }

    /// Notes with their words, in their order.
    pub(super) fn views(&self, notes: &BTreeSet<usize>) -> Vec<NoteView<'a>> {
        notes.iter().map(|note| self.view(&self.document.notes[*note], false)).collect()
    }

    /// The notes whose first place is in a clause.
    pub(super) fn in_clause(&self, clause: &str) -> Vec<NoteView<'a>> {
        let is_there = |note: &&Note| note.about.first().is_some_and(|place| self.clause(&place.at) == clause);
        self.document.notes.iter().filter(is_there).map(|note| self.view(note, true)).collect()
    }

    /// `at_length`: with the printed place of each entry instead of its identifier.
    fn view(&self, note: &'a Note, at_length: bool) -> NoteView<'a> {
        let word = |key| self.document.interface.word(key, self.lang);
        let text = |text: &dtmm_model::Bilingual| with_language(text.get(self.lang), self.lang);
        NoteView {
            id: &note.id,
            label: label(self.document, note, self.lang),
            kind: note.kind.key(),
            kind_name: word(KIND_WORDS[note.kind as usize]),
            certainty: note.certainty.key(),
            certainty_name: word(CERTAINTY_WORDS[note.certainty as usize]),
            clauses: self.clauses(note),
            places: note.about.iter().map(|place| self.place(place, at_length)).collect(),
            why: text(&note.why),
            reading: note.reading.as_ref().map(text),
            scoring: note.scoring.as_ref().map(text),
            translation: Vec::new(),
        }
    }

    fn clauses(&self, note: &Note) -> Vec<String> {
        let mut clauses: Vec<String> = note.about.iter().map(|place| self.clause(&place.at)).collect();
        clauses.sort();
        clauses.dedup();
        clauses
    }

    /// The clause of a place, as `9.2` or `3`, or the name of an unnumbered part.
    fn clause(&self, at: &str) -> String {
        self.anchors.get(at).map_or(at, |anchor| &anchor.clause).to_owned()
    }

    fn subdomain(&self, at: &str) -> Option<(&'a Domain, &'a Subdomain)> {
        address::containing_subdomain(&self.document.standard, at)
    }

    fn place(&self, place: &'a NotePlace, at_length: bool) -> PlaceView<'a> {
        let at = place.at.as_str();
        let page = self.anchors.get(at).and_then(|anchor| anchor.page.as_ref());
        let path = page.map_or(address::FULL_TEXT.to_owned(), |page| format!("{page}#{at}"));
        let languages = self.document.languages;
        let translated = place.words(self.lang).filter(|_| languages.translation() == Some(self.lang));
        let is_short = !at_length && at.parse::<RequirementId>().is_ok();
        let name = if is_short { at.to_owned() } else { self.name(at) };
        let binding = languages.binding();
        PlaceView { name, path, words: place.words(binding), tag: binding.tag(), translated }
    }

    /// The name of a place: the printed place of an entry, the heading of a clause.
    pub(super) fn name(&self, at: &str) -> String {
        let word = |key, n: &str| fill_in(self.document.interface.word(key, self.lang), &[("n", n)]);
        if let Some((domain, subdomain)) = self.subdomain(at) {
            let id = at.parse::<RequirementId>().ok();
            let entry = id.and_then(|id| subdomain.entries().find(|entry| entry.id == id));
            return match entry {
                Some(entry) => printed_place(self.document, self.lang, domain, subdomain, entry),
                None => numbered(domain.clause(), subdomain.name.get(self.lang)),
            };
        }
        match Anchor::read(at) {
            Anchor::Table(number) => word(SiteWord::NoteTable, number),
            Anchor::Figure(number) => word(SiteWord::NoteFigure, number),
            Anchor::Abbreviation(short) => numbered(self.number(at), short),
            Anchor::Term(number) => {
                let term = self.document.terms.iter().find(|term| term.number == number);
                format!("{number} {}", term.map_or("", |term| term.name.get(self.lang)))
            }
            Anchor::Level(level) => {
                let level = self.document.standard.levels().get(level.index());
                numbered(self.number(at), level.map_or("", |level| level.name.get(self.lang)))
            }
            _ => self.heading(&self.clause(at)),
        }
    }

    /// The number of the clause that a place lies in; `None` where that is a part without a number.
    fn number(&self, at: &str) -> Option<&str> {
        let clause = &self.anchors.get(at)?.clause;
        self.document.text.iter().filter_map(|part| part.number.as_deref()).find(|number| number == clause)
    }

    /// The heading of a clause, with its number.
    pub(super) fn heading(&self, clause: &str) -> String {
        let mut domains = self.document.standard.domains().iter();
        if let Some(domain) = domains.find(|domain| address::domain_part(domain) == clause) {
            return numbered(domain.clause(), domain.name.get(self.lang));
        }
        match self.document.text.iter().find(|part| part.name() == clause) {
            Some(part) if part.number.is_some() => format!("{clause} {}", part.title.get(self.lang)),
            Some(part) => part.title.get(self.lang).clone(),
            None => self.document.interface.word(SiteWord::NoteCover, self.lang).to_owned(),
        }
    }
}

/// The words for the kinds, in the order of [`dtmm_content::parse::NoteKind::ALL`].
pub(super) const KIND_WORDS: [SiteWord; 7] = [
    SiteWord::NoteKindWording,
    SiteWord::NoteKindStructure,
    SiteWord::NoteKindCitation,
    SiteWord::NoteKindAbbreviation,
    SiteWord::NoteKindNaming,
    SiteWord::NoteKindVerb,
    SiteWord::NoteKindForm,
];

/// The words for how sure a note is, in the order of [`dtmm_content::parse::Certainty::ALL`].
pub(super) const CERTAINTY_WORDS: [SiteWord; 3] = [SiteWord::NoteCertain, SiteWord::NoteLikely, SiteWord::NoteQuery];

/// Whether a note is about something throughout the document. Such a note is only listed on the page of notes and below
/// the full text, without marks at its places.
pub(super) fn is_throughout(note: &Note) -> bool {
    const MOST_MARKED: usize = 6;
    note.about.len() > MOST_MARKED
}

/// A name with the number before it, if there is one.
pub(super) fn numbered(number: Option<&str>, name: &str) -> String {
    number.map_or_else(|| name.to_owned(), |number| format!("{number} {name}"))
}

/// What a note is called at its places: unlike the notes of the standard itself, with its number without leading zeros.
pub(super) fn label(document: &Document, note: &Note, lang: Lang) -> String {
    let number = note.id.trim_start_matches("note-").trim_start_matches('0');
    fill_in(document.interface.word(SiteWord::NoteMark, lang), &[("n", number)])
}

/// A text as HTML; Chinese in English text gets a `lang` attribute.
fn with_language(text: &str, lang: Lang) -> String {
    let mut html = String::with_capacity(text.len());
    for (index, piece) in pieces(text, lang).into_iter().enumerate() {
        if index % 2 == 0 {
            escape(piece, &mut html);
        } else {
            html.push_str("<span lang=\"zh-CN\">");
            escape(piece, &mut html);
            html.push_str("</span>");
        }
    }
    html
}

/// A text split where its language changes: pieces with even index are in `lang`, those with odd index are Chinese.
pub(super) fn pieces(text: &str, lang: Lang) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut is_foreign = false;
    while let Some(end) = rest.find(|c| (lang == Lang::En && is_chinese(c)) != is_foreign) {
        let (piece, after) = rest.split_at(end);
        pieces.push(piece);
        rest = after;
        is_foreign = !is_foreign;
    }
    pieces.push(rest);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_in_english_is_a_piece_of_its_own() {
        assert_eq!(pieces("For 应 read 宜。", Lang::En), ["For ", "应", " read ", "宜。"]);
        assert_eq!(pieces("应 begins", Lang::En), ["", "应", " begins"]);
        assert_eq!(pieces("IT 为 OT", Lang::Zh), ["IT 为 OT"]);
        assert_eq!(with_language("A<应&", Lang::En), "A&lt;<span lang=\"zh-CN\">应</span>&amp;");
    }
}
