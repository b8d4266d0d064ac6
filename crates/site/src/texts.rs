//! All words of the standard in both languages as one script: what search looks through, what is set
//! beside the text when both languages are read, what a citation is made of. Pages load it only then.
//!
//! A script and not a data file, because pages opened from a folder may load nothing else.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use dtmm_model::{Bilingual, Domain, Entry, Lang, Subdomain};
use serde::Serialize;
use serde_json::json;

use super::address;
use super::both::Both;
use super::inputs::Inputs;
use super::remarks::{Remarks, number, pieces};
use crate::words::{self, Word};
use dtmm_content::document::{Abbreviation, Document, Note, NotePlace, Term, TextPart};
use dtmm_content::parse::{Block, markdown};

/// Traditional characters, each with its simplified one after it.
const TRADITIONAL: &str = include_str!("traditional.txt");

#[derive(Serialize)]
struct Texts<'a> {
    number: &'a str,
    edition: &'a str,
    status: Both<&'a str>,
    title: Both<&'a str>,
    /// Where the site is published, if it is known.
    base: Option<&'a str>,
    levels: Vec<LevelText<'a>>,
    domains: Vec<DomainText<'a>>,
    parts: Vec<PartText<'a>>,
    methods: Vec<PartText<'a>>,
    terms: Vec<TermText<'a>>,
    abbreviations: Vec<AbbreviationText<'a>>,
    /// Abbreviations that clause 4 does not list, explained by the editor.
    additions: Vec<AbbreviationText<'a>>,
    references: Vec<Both<&'a str>>,
    bibliography: Vec<Both<&'a str>>,
    /// Where what was published and is no more has gone.
    moved: BTreeMap<&'a str, &'a str>,
    words: BTreeMap<&'static str, BTreeMap<&'a str, &'a str>>,
}

#[derive(Serialize)]
struct LevelText<'a> {
    name: Both<&'a str>,
    text: Both<&'a str>,
}

#[derive(Serialize)]
struct DomainText<'a> {
    slug: &'a str,
    clause: &'a str,
    table: u8,
    name: Both<&'a str>,
    caption: Both<&'a str>,
    intro: Both<&'a str>,
    subdomains: Vec<SubdomainText<'a>>,
}

#[derive(Serialize)]
struct SubdomainText<'a> {
    code: String,
    slug: &'a str,
    name: Both<&'a str>,
    /// The entries of the five levels.
    cells: Vec<Vec<EntryText<'a>>>,
}

#[derive(Serialize)]
struct EntryText<'a> {
    id: String,
    letter: char,
    modal: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    conditional: bool,
    zh: &'a str,
    en: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    examples: Vec<Both<&'a str>>,
}

#[derive(Serialize)]
struct PartText<'a> {
    id: String,
    title: Both<&'a str>,
    paragraphs: Vec<Both<String>>,
}

#[derive(Serialize)]
struct TermText<'a> {
    number: &'a str,
    name: Both<&'a str>,
    definition: Both<&'a str>,
    notes: Vec<Both<&'a str>>,
}

#[derive(Serialize)]
struct AbbreviationText<'a> {
    short: &'a str,
    name: Both<&'a str>,
}

/// The script.
///
/// # Errors
/// None that content can cause.
pub(super) fn script(document: &Document, inputs: &Inputs) -> Result<String> {
    let standard = &document.standard;
    let scripts = inputs.assets.iter().filter(|asset| asset.path.ends_with(".js"));
    let said = words::of_scripts(scripts.filter_map(|asset| std::str::from_utf8(&asset.bytes).ok()));
    let texts = Texts {
        number: standard.number(),
        edition: standard.edition(),
        status: (&document.status).into(),
        title: standard.title().into(),
        base: inputs.base_url.as_deref(),
        levels: standard
            .levels()
            .iter()
            .map(|l| LevelText { name: (&l.name).into(), text: (&l.text).into() })
            .collect(),
        domains: standard.domains().iter().map(domain).collect(),
        parts: document.text.iter().map(part).collect(),
        methods: document.methods.iter().map(part).collect(),
        terms: document.terms.iter().map(term).collect(),
        abbreviations: document.abbreviations.iter().map(abbreviation).collect(),
        additions: document.glossary.additions.iter().map(abbreviation).collect(),
        references: document.references.iter().map(|reference| (&reference.title).into()).collect(),
        bibliography: document.bibliography.iter().map(|reference| (&reference.title).into()).collect(),
        moved: document.redirects.iter().map(|moved| (moved.from.as_str(), moved.to.as_str())).collect(),
        words: Lang::ALL.map(|lang| (lang.key(), words(document, &said, lang))).into(),
    };
    let texts = serde_json::to_string(&texts)?;
    let traditional = serde_json::to_string(&traditional(&texts))?;
    Ok(format!("globalThis.dtmmTexts={texts};\ndtmmTexts.traditional={traditional};\n"))
}

/// Of every traditional character whose simplified one stands in the texts both, one after the other. One that
/// stands there itself is left as it is.
fn traditional(texts: &str) -> String {
    let used: BTreeSet<char> = texts.chars().collect();
    let lines = TRADITIONAL.lines().filter(|line| !line.starts_with('#'));
    let is_wanted = |pair: &&str| {
        let mut pair = pair.chars();
        let (traditional, simplified) = (pair.next(), pair.next());
        traditional.is_some_and(|one| !used.contains(&one)) && simplified.is_some_and(|one| used.contains(&one))
    };
    lines.flat_map(str::split_whitespace).filter(is_wanted).collect()
}

/// The words that a note is told with.
const NOTE_WORDS: [Word; 5] = [Word::Notes, Word::NoteReading, Word::NoteScoring, Word::Colon, Word::ListSemicolon];

/// The notes in one language as a script: for the page that has no room for them, and for comments on
/// them. Their texts are cut where the language changes.
///
/// # Errors
/// None that content can cause.
pub(super) fn notes(document: &Document, lang: Lang) -> Result<String> {
    let remarks = Remarks::new(document, lang);
    let place = |place: &NotePlace| {
        let translated = place.en.as_ref().filter(|_| lang == Lang::En);
        json!({ "at": place.at, "name": remarks.name(&place.at), "words": place.zh, "translated": translated })
    };
    let note = |note: &Note| {
        let text = |text: &Bilingual| json!(pieces(text.get(lang), lang));
        json!({
            "id": note.id,
            "number": number(note),
            "places": note.about.iter().map(place).collect::<Vec<_>>(),
            "why": text(&note.why),
            "reading": note.reading.as_ref().map(text),
            "scoring": note.scoring.as_ref().map(text),
        })
    };
    let words = NOTE_WORDS.map(|word| (word.key(), document.interface.word(word, lang)));
    let notes: Vec<_> = document.notes.iter().map(note).collect();
    let notes = json!({ "words": BTreeMap::from(words), "notes": notes });
    Ok(format!("(globalThis.dtmmNotes??={{}}).{lang}={notes};\n"))
}

/// The words of the site that scripts say.
fn words<'a>(document: &'a Document, said: &BTreeSet<&str>, lang: Lang) -> BTreeMap<&'a str, &'a str> {
    let mut words = document.interface.in_language(lang);
    words.retain(|key, _| said.contains(key));
    words
}

fn domain(domain: &Domain) -> DomainText<'_> {
    DomainText {
        slug: domain.slug.as_str(),
        clause: &domain.clause,
        table: domain.table,
        name: (&domain.name).into(),
        caption: (&domain.caption).into(),
        intro: (&domain.intro).into(),
        subdomains: domain.subdomains.iter().map(subdomain).collect(),
    }
}

fn subdomain(subdomain: &Subdomain) -> SubdomainText<'_> {
    SubdomainText {
        code: subdomain.code.to_string(),
        slug: subdomain.slug.as_str(),
        name: (&subdomain.name).into(),
        cells: subdomain.cells.iter().map(|cell| cell.entries.iter().map(entry).collect()).collect(),
    }
}

fn entry(entry: &Entry) -> EntryText<'_> {
    EntryText {
        id: entry.id.to_string(),
        letter: entry.letter,
        modal: entry.modal.key(),
        conditional: entry.conditional,
        zh: &entry.text.zh,
        en: &entry.text.en,
        examples: entry.examples.iter().map(|example| (&example.text).into()).collect(),
    }
}

fn part(part: &TextPart) -> PartText<'_> {
    let blocks = part.blocks.zh.iter().zip(&part.blocks.en);
    let paragraphs = blocks.filter_map(|blocks| match blocks {
        (Block::Paragraph(zh), Block::Paragraph(en)) => {
            Some(Both { zh: markdown::to_text(zh), en: markdown::to_text(en) })
        }
        _ => None,
    });
    PartText { id: address::part_id(part), title: (&part.title).into(), paragraphs: paragraphs.collect() }
}

fn term(term: &Term) -> TermText<'_> {
    TermText {
        number: &term.number,
        name: (&term.name).into(),
        definition: (&term.definition).into(),
        notes: term.notes.iter().map(Both::from).collect(),
    }
}

fn abbreviation(abbreviation: &Abbreviation) -> AbbreviationText<'_> {
    AbbreviationText { short: &abbreviation.short, name: (&abbreviation.name).into() }
}
