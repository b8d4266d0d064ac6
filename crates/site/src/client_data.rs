//! Data for the scripts of pages: all texts of the standard in its languages, used by search, by the bilingual view
//! and by citations, and the editor's notes. Loaded on demand.
//!
//! Written as scripts that set a global, because pages opened from `file://` cannot fetch data files.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use dtmm_model::{Anchor, Bilingual, Cell, Domain, Entry, Lang, Languages, LevelText, RequirementId, Subdomain};
use serde::Serialize;
use serde_json::json;

use super::address;
use super::anchors::{self, PlacedAnchor};
use super::bilingual::BilingualJson;
use super::editor_notes::{CERTAINTY_WORDS, EditorNotes, KIND_WORDS, is_throughout, label, pieces};
use super::inputs::Inputs;
use super::placement::Placement;
use crate::words::{self, SiteWord};
use dtmm_content::document::{Abbreviation, Document, Note, NotePlace, Reference, Term, TextPart};
use dtmm_content::parse::{Block, markdown};

/// Traditional characters, each with its simplified one after it.
const TRADITIONAL: &str = include_str!("traditional.txt");

#[derive(Serialize)]
struct TextsData<'a> {
    /// The languages of the standard, the binding one first.
    languages: Vec<&'static str>,
    /// The number of the document, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    edition: &'a str,
    status: BilingualJson<'a>,
    title: BilingualJson<'a>,
    /// The base URL, if known.
    base: Option<String>,
    /// What can be written about, in the order of the document; what is in a subdomain is in its cells.
    anchors: Vec<AnchorData>,
    /// The permanent page of an entry, with the placeholder `id`.
    record: String,
    levels: Vec<LevelData<'a>>,
    /// The marks before and after a label.
    labels: [&'static str; 2],
    domains: Vec<DomainData<'a>>,
    parts: Vec<PartData<'a>>,
    methods: Vec<PartData<'a>>,
    terms: Vec<TermData<'a>>,
    abbreviations: Vec<AbbreviationData<'a>>,
    /// Abbreviations that the standard does not list, added by the editor.
    additions: Vec<AbbreviationData<'a>>,
    references: Vec<ReferencesData<'a>>,
    /// Redirects: the current identifier or page by the former one.
    moved: BTreeMap<&'a str, &'a str>,
    words: BTreeMap<&'static str, BTreeMap<&'a str, &'a str>>,
}

/// An identifier with what it means.
#[derive(Serialize)]
struct AnchorData {
    id: String,
    kind: &'static str,
    clause: String,
    /// The page of one language on which it is found.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    /// The printed place in the binding language, which comments are about, where it is neither a number nor a title.
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
}

#[derive(Serialize)]
struct LevelData<'a> {
    id: String,
    page: String,
    name: BilingualJson<'a>,
    text: BilingualJson<'a>,
}

#[derive(Serialize)]
struct DomainData<'a> {
    id: String,
    slug: &'a str,
    page: String,
    /// Empty where domains have no numbers.
    clause: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<u8>,
    name: BilingualJson<'a>,
    caption: BilingualJson<'a>,
    intro: BilingualJson<'a>,
    subdomains: Vec<SubdomainData<'a>>,
}

#[derive(Serialize)]
struct SubdomainData<'a> {
    code: String,
    slug: &'a str,
    name: BilingualJson<'a>,
    /// One a level.
    cells: Vec<CellData<'a>>,
}

#[derive(Serialize)]
struct CellData<'a> {
    id: String,
    entries: Vec<EntryData<'a>>,
}

#[derive(Serialize)]
struct EntryData<'a> {
    id: String,
    /// Its label without marks.
    letter: Option<&'a str>,
    modal: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    conditional: bool,
    #[serde(flatten)]
    text: BilingualJson<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    examples: Vec<BilingualJson<'a>>,
}

#[derive(Serialize)]
struct PartData<'a> {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    page: &'static str,
    title: BilingualJson<'a>,
    paragraphs: Vec<BilingualJson<'a>>,
}

#[derive(Serialize)]
struct TermData<'a> {
    id: String,
    number: &'a str,
    name: BilingualJson<'a>,
    definition: BilingualJson<'a>,
    notes: Vec<TermNoteData<'a>>,
}

#[derive(Serialize)]
struct TermNoteData<'a> {
    id: String,
    text: BilingualJson<'a>,
}

#[derive(Serialize)]
struct AbbreviationData<'a> {
    id: String,
    short: &'a str,
    name: BilingualJson<'a>,
}

/// The titles of cited documents, by the part that lists them.
#[derive(Serialize)]
struct ReferencesData<'a> {
    within: String,
    titles: Vec<BilingualJson<'a>>,
}

/// The script with all texts, `globalThis.dtmmTexts`.
///
/// # Errors
/// None that content can cause.
pub(super) fn texts(document: &Document, inputs: &Inputs, placement: &Placement) -> Result<String> {
    let standard = &document.standard;
    let scripts = inputs.assets.iter().filter(|asset| asset.path.ends_with(".js"));
    let used_words = words::of_scripts(scripts.filter_map(|asset| std::str::from_utf8(&asset.bytes).ok()));
    let languages = document.languages;
    let texts = TextsData {
        languages: languages.binding_first().map(Lang::key).collect(),
        number: standard.number(),
        edition: standard.edition(),
        status: (&document.status).into(),
        title: standard.title().into(),
        base: inputs.base_url.as_deref().map(|base| placement.base_url(base)),
        anchors: anchors(document),
        record: format!("{}{}", placement.to_site(), address::REQUIREMENT),
        levels: standard.levels().iter().map(level).collect(),
        labels: standard.labels().marks(),
        domains: standard.domains().iter().map(domain).collect(),
        parts: document.text.iter().map(|text| part(languages, text, address::FULL_TEXT)).collect(),
        methods: document.methods.iter().map(|text| part(languages, text, address::METHODS)).collect(),
        terms: document.terms.iter().map(term).collect(),
        abbreviations: document.abbreviations.iter().map(abbreviation).collect(),
        additions: document.glossary.additions.iter().map(abbreviation).collect(),
        references: document.text.iter().flat_map(|part| references(document, part)).collect(),
        moved: document.redirects.iter().map(|moved| (moved.from.as_str(), moved.to.as_str())).collect(),
        words: Lang::ALL.map(|lang| (lang.key(), words(document, &used_words, lang))).into(),
    };
    let texts = serde_json::to_string(&texts)?;
    let traditional = serde_json::to_string(&traditional(&texts))?;
    Ok(format!("globalThis.dtmmTexts={texts};\ndtmmTexts.traditional={traditional};\n"))
}

/// Pairs of a traditional and its simplified character, concatenated: those whose simplified character is in the texts.
/// A traditional character that is in the texts itself is left out, so that search can find it.
fn traditional(texts: &str) -> String {
    let used: BTreeSet<char> = texts.chars().collect();
    let lines = TRADITIONAL.lines().filter(|line| !line.starts_with('#'));
    let is_wanted = |pair: &&str| {
        let mut pair = pair.chars();
        let (traditional, simplified) = (pair.next(), pair.next());
        traditional.is_some_and(|c| !used.contains(&c)) && simplified.is_some_and(|c| used.contains(&c))
    };
    lines.flat_map(str::split_whitespace).filter(is_wanted).collect()
}

/// What stands for words that the standard does not have.
static NOTHING: Bilingual = Bilingual { zh: String::new(), en: String::new() };

/// The words shown around a note.
const NOTE_WORDS: [SiteWord; 6] = [
    SiteWord::Notes,
    SiteWord::NotesNotice,
    SiteWord::NoteReading,
    SiteWord::NoteScoring,
    SiteWord::Colon,
    SiteWord::ListSemicolon,
];

/// The script with the editor's notes in one language, `globalThis.dtmmNotes`: for pages, which show them when the reader
/// asks for them, and for comments on them. Texts are split where the language changes.
///
/// # Errors
/// None that content can cause.
pub(super) fn notes(document: &Document, lang: Lang) -> Result<String> {
    let editor_notes = EditorNotes::new(document, lang);
    let word = |word| document.interface.word(word, lang);
    let place = |place: &NotePlace| {
        let translated = document.languages.translation().filter(|translation| *translation == lang);
        json!({
            "at": place.at,
            "name": editor_notes.name(&place.at),
            "entry": place.at.parse::<RequirementId>().is_ok(),
            "words": place.words(document.languages.binding()),
            "translated": translated.and_then(|lang| place.words(lang)),
        })
    };
    let note = |note: &Note| {
        let text = |text: &Bilingual| json!(pieces(text.get(lang), lang));
        json!({
            "id": note.id,
            "label": label(document, note, lang),
            "kind": format!("{} · {}", word(KIND_WORDS[note.kind as usize]), word(CERTAINTY_WORDS[note.certainty as usize])),
            "throughout": is_throughout(note),
            "places": note.about.iter().map(place).collect::<Vec<_>>(),
            "why": text(&note.why),
            "reading": note.reading.as_ref().map(text),
            "scoring": note.scoring.as_ref().map(text),
        })
    };
    let words = NOTE_WORDS.map(|one| (one.key(), word(one)));
    let notes: Vec<_> = document.notes.iter().map(note).collect();
    let quoted_in = document.languages.binding().tag();
    let notes = json!({ "quoted_in": quoted_in, "words": BTreeMap::from(words), "notes": notes });
    Ok(format!("(globalThis.dtmmNotes??={{}}).{lang}={notes};\n"))
}

/// The words of the site that scripts use. In a language that the standard does not have, only those by which a table
/// is read: it may be in any language that the tool knows.
fn words<'a>(document: &'a Document, used_words: &BTreeSet<&str>, lang: Lang) -> BTreeMap<&'a str, &'a str> {
    let of_tables = || dtmm_exchange::COMMENT_COLUMNS.iter().map(|column| format!("slip_{column}"));
    let of_tables = || of_tables().chain(["score_csv_id", "score_csv_answer"].map(str::to_owned));
    let is_read = |key: &str| document.languages.has(lang) || of_tables().any(|column| column == key);
    let mut words = document.interface.in_language(lang);
    words.retain(|key, word| used_words.contains(key) && !word.is_empty() && is_read(key));
    words
}

fn anchors(document: &Document) -> Vec<AnchorData> {
    let names = EditorNotes::new(document, document.languages.binding());
    let data = |placed: PlacedAnchor| {
        let anchor = placed.anchor();
        let has_label = placed.id == anchors::COVER
            || matches!(anchor, Anchor::Table(_) | Anchor::Figure(_) | Anchor::Level(_) | Anchor::Abbreviation(_));
        let (kind, number) = (anchor.kind(), anchor.number().map(str::to_owned));
        let label = has_label.then(|| names.name(&placed.id));
        let PlacedAnchor { id, clause, page } = placed;
        AnchorData { id, kind, clause, page, number, label }
    };
    // Scripts find cells and entries within their subdomain.
    let is_in_subdomain = |placed: &PlacedAnchor| matches!(placed.anchor(), Anchor::Cell(_) | Anchor::Requirement(_));
    anchors::in_order(document).into_iter().filter(|placed| !is_in_subdomain(placed)).map(data).collect()
}

fn level(level: &LevelText) -> LevelData<'_> {
    LevelData {
        id: Anchor::Level(level.level).to_string(),
        page: address::level(level.level),
        name: (&level.name).into(),
        text: level.text.as_ref().unwrap_or(&NOTHING).into(),
    }
}

fn domain(domain: &Domain) -> DomainData<'_> {
    DomainData {
        id: domain.anchor().to_string(),
        page: address::domain(domain),
        slug: domain.slug.as_str(),
        clause: domain.clause().unwrap_or_default(),
        table: domain.table(),
        name: (&domain.name).into(),
        caption: domain.caption.as_ref().unwrap_or(&domain.name).into(),
        intro: domain.intro.as_ref().unwrap_or(&NOTHING).into(),
        subdomains: domain.subdomains.iter().map(subdomain).collect(),
    }
}

fn subdomain(subdomain: &Subdomain) -> SubdomainData<'_> {
    SubdomainData {
        code: subdomain.code.to_string(),
        slug: subdomain.slug.as_str(),
        name: (&subdomain.name).into(),
        cells: subdomain.cells.iter().map(cell).collect(),
    }
}

fn cell(cell: &Cell) -> CellData<'_> {
    CellData { id: cell.id.to_string(), entries: cell.entries.iter().map(entry).collect() }
}

fn entry(entry: &Entry) -> EntryData<'_> {
    EntryData {
        id: entry.id.to_string(),
        letter: entry.label.as_deref(),
        modal: entry.modal.key(),
        conditional: entry.conditional,
        text: (&entry.text).into(),
        examples: entry.examples.iter().map(|example| (&example.text).into()).collect(),
    }
}

fn part<'a>(languages: Languages, part: &'a TextPart, page: &'static str) -> PartData<'a> {
    let text = |lang, index: usize| match part.blocks.get(lang).get(index) {
        Some(Block::Paragraph(text)) => markdown::to_text(text),
        _ => String::new(),
    };
    let blocks = part.blocks.get(languages.binding()).iter().enumerate();
    let paragraphs = blocks.filter(|(_, block)| matches!(block, Block::Paragraph(_)));
    let paragraphs = paragraphs.map(|(index, _)| languages.map(|lang| text(lang, index)).into());
    let (id, number) = (address::part_id(part), part.number.as_deref());
    PartData { id, number, page, title: (&part.title).into(), paragraphs: paragraphs.collect() }
}

/// The lists of cited documents that are inserted into a part.
fn references<'a>(document: &'a Document, part: &'a TextPart) -> impl Iterator<Item = ReferencesData<'a>> {
    let list = move |block: &'a Block| match block {
        Block::Insertion(name) if name == "references" => Some(&document.references),
        Block::Insertion(name) if name == "bibliography" => Some(&document.bibliography),
        _ => None,
    };
    let titles = |list: &'a Vec<Reference>| list.iter().map(|reference| (&reference.title).into()).collect();
    let lists = part.blocks.get(document.languages.binding()).iter().filter_map(list);
    lists.map(move |list| ReferencesData { within: address::part_id(part), titles: titles(list) })
}

fn term(term: &Term) -> TermData<'_> {
    TermData {
        id: Anchor::Term(&term.number).to_string(),
        number: &term.number,
        name: (&term.name).into(),
        definition: (&term.definition).into(),
        notes: (0..).zip(&term.notes).map(|(index, text)| term_note(term, index, text)).collect(),
    }
}

fn term_note<'a>(term: &Term, index: usize, text: &'a Bilingual) -> TermNoteData<'a> {
    TermNoteData { id: anchors::term_note(term, index), text: text.into() }
}

fn abbreviation(abbreviation: &Abbreviation) -> AbbreviationData<'_> {
    let Abbreviation { short, name } = abbreviation;
    AbbreviationData { id: Anchor::Abbreviation(short).to_string(), short, name: name.into() }
}
