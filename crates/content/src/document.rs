//! The checked document: what [`crate::check`] lets pass and the site is rendered from.

use std::collections::{BTreeMap, BTreeSet};

use dtmm_model::{Bilingual, Changes, Lang, Languages, Standard};
use dtmm_scoring::Assessment;

use crate::parse::{Block, Certainty, FIGURES, NoteKind};

/// The standard with everything around the model: cover, running text, terms, words of the site.
#[derive(Debug, Clone)]
pub struct Document {
    /// The maturity model.
    pub standard: Standard,
    /// The languages it is published in.
    pub languages: Languages,
    /// Whether the standard declares its words of obligation. If not, nothing is said of the verbal form of an entry.
    pub has_verbal_forms: bool,
    /// What changed since the edition before; `None` for the first edition.
    pub changes: Option<Changes>,
    /// The stage of the document, as 报批稿.
    pub status: Bilingual,
    /// The day on which the text was last changed, as `2026-11-22`.
    pub modified: String,
    /// The lines of the cover, top to bottom, each with its role; none if the standard has no cover.
    pub cover: Vec<(String, Bilingual)>,
    /// The running text in the order of the document.
    pub text: Vec<TextPart>,
    /// The defined terms.
    pub terms: Vec<Term>,
    /// The abbreviations that the standard lists, in printed order.
    pub abbreviations: Vec<Abbreviation>,
    /// The normative references.
    pub references: Vec<Reference>,
    /// The bibliography.
    pub bibliography: Vec<Reference>,
    /// The words about the scoring methods, by file stem in name order.
    pub methods: Vec<TextPart>,
    /// The English of terms, and the abbreviations that the editor adds.
    pub glossary: Glossary,
    /// The identifiers of entries, clauses and terms whose binding text has changed since the translation was reviewed.
    pub stale: BTreeSet<String>,
    /// The editor's notes, by id.
    pub notes: Vec<Note>,
    /// The sample assessment to try the scorer with, where there is one.
    pub sample: Option<Bilingual<Assessment>>,
    /// The current identifiers and pages for published ones that are gone.
    pub redirects: Vec<Redirect>,
    /// The words of the site itself.
    pub interface: Interface,
    /// The colours of the site.
    pub brand: Brand,
}

/// The colours that tell the site of one standard from that of another. Each is `#` and six hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brand {
    /// Of links, buttons, the icon and the window on a light page; text in it stands on white, and white on it.
    pub colour: String,
    /// The same on a dark page, where text on it is dark.
    pub colour_dark: String,
}

impl Default for Brand {
    /// The colours of the tool, as its stylesheets and its icon have them.
    fn default() -> Brand {
        Brand { colour: "#0a5a86".to_owned(), colour_dark: "#74bde6".to_owned() }
    }
}

impl Document {
    /// What citations call the document: its number, or its title if it has none.
    pub fn designation(&self, lang: Lang) -> &str {
        self.standard.number().unwrap_or_else(|| self.standard.title().get(lang))
    }

    /// The generated parts that the running text inserts, in its order, each with the part that holds it.
    pub fn insertions(&self) -> impl Iterator<Item = (&TextPart, &str)> {
        self.text.iter().flat_map(|part| part.insertions().map(move |name| (part, name)))
    }

    /// Whether the running text inserts a generated part.
    pub fn inserts(&self, insertion: &str) -> bool {
        self.insertions().any(|(_, name)| name == insertion)
    }

    /// Whether an entry is a recommendation.
    pub fn has_recommendations(&self) -> bool {
        self.standard.counts().recommendations > 0
    }

    /// Whether an entry applies under a condition only.
    pub fn has_conditions(&self) -> bool {
        self.standard.counts().conditional > 0
    }

    /// Whether there is a term or an abbreviation to explain.
    pub fn has_glossary(&self) -> bool {
        let has_words = !self.terms.is_empty() || !self.abbreviations.is_empty();
        has_words || !self.glossary.terms.is_empty() || !self.glossary.additions.is_empty()
    }

    /// The number of an inserted figure, from 1: its place among the figures of the text.
    pub fn figure_number(&self, figure: &str) -> Option<usize> {
        let mut figures = self.insertions().filter(|(_, name)| FIGURES.contains(name));
        figures.position(|(_, name)| name == figure).map(|index| index + 1)
    }
}

/// One numbered clause or unnumbered part of the running text.
#[derive(Debug, Clone)]
pub struct TextPart {
    /// The stem of its two files, as `6-levels`.
    pub stem: String,
    /// The number of the clause; `None` for unnumbered parts.
    pub number: Option<String>,
    /// The heading.
    pub title: Bilingual,
    /// The paragraphs, the same number in every language.
    pub blocks: Bilingual<Vec<Block>>,
}

impl TextPart {
    /// The generated parts that it inserts, in its order.
    pub fn insertions(&self) -> impl Iterator<Item = &str> {
        // Where both languages have blocks, both insert the same.
        let blocks = if self.blocks.zh.is_empty() { &self.blocks.en } else { &self.blocks.zh };
        blocks.iter().filter_map(|block| match block {
            Block::Insertion(name) => Some(name.as_str()),
            Block::Paragraph(_) => None,
        })
    }

    /// Its number, or its stem if it has none.
    pub fn name(&self) -> &str {
        self.number.as_deref().unwrap_or(&self.stem)
    }
}

/// A defined term.
#[derive(Debug, Clone)]
pub struct Term {
    /// As `3.90`.
    pub number: String,
    /// The term.
    pub name: Bilingual,
    /// The definition.
    pub definition: Bilingual,
    /// The notes with their printed prefix.
    pub notes: Vec<Bilingual>,
    /// The source with its brackets.
    pub source: Option<Bilingual>,
}

/// An abbreviation.
#[derive(Debug, Clone)]
pub struct Abbreviation {
    /// As `DCS`.
    pub short: String,
    /// The expansion as printed.
    pub name: Bilingual,
}

/// The termbase as readers need it.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    /// The groups, in the order in which they are shown.
    pub groups: Vec<TermGroup>,
    /// The terms in the order of the file.
    pub terms: Vec<GlossaryTerm>,
    /// Abbreviations that the standard uses and does not list.
    pub additions: Vec<Abbreviation>,
}

/// A group of terms in the glossary.
#[derive(Debug, Clone)]
pub struct TermGroup {
    /// Its name in the content and in the identifier of its heading, as `security`.
    pub id: String,
    /// Its heading.
    pub name: Bilingual,
}

/// A term and its English.
#[derive(Debug, Clone)]
pub struct GlossaryTerm {
    /// The Chinese.
    pub zh: String,
    /// The English: the preferred form, then other accepted ones. `…` stands for one to four words.
    pub en: Vec<String>,
    /// The `id` of its group in the glossary.
    pub group: String,
    /// A remark for readers.
    pub note: Option<Bilingual>,
    /// Whether the English is the draft's own.
    pub from_draft: bool,
}

/// An editor's note on the draft.
#[derive(Debug, Clone)]
pub struct Note {
    /// As `note-012`.
    pub id: String,
    /// What kind of fault it is about.
    pub kind: NoteKind,
    /// How sure the editor is.
    pub certainty: Certainty,
    /// The places it is about.
    pub about: Vec<NotePlace>,
    /// Why the place is doubtful.
    pub why: Bilingual,
    /// What is probably meant.
    pub reading: Option<Bilingual>,
    /// How the scorer treats it.
    pub scoring: Option<Bilingual>,
}

/// A place a note is about.
#[derive(Debug, Clone)]
pub struct NotePlace {
    /// The identifier of the place, or `cover`.
    pub at: String,
    /// The quoted words in Chinese; `None` if the note is about the whole place.
    pub zh: Option<String>,
    /// The quoted words in English.
    pub en: Option<String>,
}

impl NotePlace {
    /// The quoted words in one language.
    pub fn words(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::Zh => self.zh.as_deref(),
            Lang::En => self.en.as_deref(),
        }
    }
}

/// A cited document.
#[derive(Debug, Clone)]
pub struct Reference {
    /// As `GB/T 36073-2018`.
    pub number: String,
    /// Its title.
    pub title: Bilingual,
}

/// A published identifier or page that is gone, with what replaces it.
#[derive(Debug, Clone)]
pub struct Redirect {
    /// The identifier, as `ABC-309`, or the address of a page, as `{lang}/old.html`.
    pub from: String,
    /// Its replacement, of the same kind; chains of redirects are resolved.
    pub to: String,
    /// The reason, for readers who come to the old one.
    pub why: Bilingual,
}

impl Redirect {
    /// Whether it redirects a page, and not an identifier.
    pub fn is_page(&self) -> bool {
        is_page(&self.from)
    }
}

/// Whether a text is the address of a page, and not an identifier.
pub fn is_page(text: &str) -> bool {
    text.ends_with(".html")
}

/// What a standard can be like so that some words are said otherwise: the end of the keys of these words.
///
/// So `notice_one_language` takes the place of `notice` in a standard with one language. A key can have several ends,
/// in the reverse of the order here: `notice_one_language_no_notes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Variant {
    /// The document has no number.
    Unnumbered,
    /// It lists no abbreviations.
    NoAbbreviations,
    /// It defines no terms.
    NoTerms,
    /// No entry is a recommendation.
    NoRecommendations,
    /// No entry applies under a condition only.
    NoConditions,
    /// There are no editor's notes.
    NoNotes,
    /// It has one language.
    OneLanguage,
    /// It has two, and its English binds.
    EnglishBinds,
}

impl Variant {
    /// All, in the order in which they are applied.
    pub const ALL: [Variant; 8] = [
        Variant::Unnumbered,
        Variant::NoAbbreviations,
        Variant::NoTerms,
        Variant::NoRecommendations,
        Variant::NoConditions,
        Variant::NoNotes,
        Variant::OneLanguage,
        Variant::EnglishBinds,
    ];

    /// The end of the keys.
    pub const fn end(self) -> &'static str {
        match self {
            Variant::Unnumbered => "_unnumbered",
            Variant::NoAbbreviations => "_no_abbreviations",
            Variant::NoTerms => "_no_terms",
            Variant::NoRecommendations => "_no_recommendations",
            Variant::NoConditions => "_no_conditions",
            Variant::NoNotes => "_no_notes",
            Variant::OneLanguage => "_one_language",
            Variant::EnglishBinds => "_english_binds",
        }
    }

    /// The key of the word that a word takes the place of: its own without all ends.
    pub fn base(key: &str) -> &str {
        let shorter = Variant::ALL.iter().find_map(|variant| key.strip_suffix(variant.end()));
        shorter.map_or(key, Variant::base)
    }
}

/// The words that only a content folder can say, and need not say: nothing stands there where it does not.
pub const OPTIONAL_WORDS: [&str; 1] = ["redrawn"];

/// The words of the site itself, by key.
#[derive(Debug, Clone, Default)]
pub struct Interface {
    words: BTreeMap<String, Bilingual>,
}

impl Interface {
    /// Takes the words by key, as they are said in a standard that is like these variants.
    pub fn new(mut words: BTreeMap<String, Bilingual>, variants: &BTreeSet<Variant>) -> Interface {
        for variant in variants {
            let said =
                |(key, word): (&String, &Bilingual)| Some((key.strip_suffix(variant.end())?.to_owned(), word.clone()));
            let said: Vec<_> = words.iter().filter_map(said).collect();
            words.extend(said);
        }
        Interface { words }
    }

    /// All words in one language.
    pub fn in_language(&self, lang: Lang) -> BTreeMap<&str, &str> {
        self.words.iter().map(|(key, word)| (key.as_str(), word.get(lang).as_str())).collect()
    }

    /// A word whose use is declared ([`Use`](crate::load::Use)); the checks ensure that it is defined.
    pub fn word(&self, key: impl Into<&'static str>, lang: Lang) -> &str {
        self.find(key.into(), lang).unwrap_or_default()
    }

    /// The word with this key; `None` if it is not defined.
    pub fn find(&self, key: &str, lang: Lang) -> Option<&str> {
        self.words.get(key).map(|word| word.get(lang).as_str())
    }
}
