//! Builds the [`Document`] from records that passed all checks.

use std::collections::{BTreeMap, BTreeSet};

use dtmm_model::{Bilingual, Changes, Lang, Languages, Standard};
use dtmm_scoring::Assessment;

use super::facts::StandardFacts;
use super::metadata::languages;
use super::redirects;
use crate::document::{
    Abbreviation, Brand, Document, Glossary, GlossaryTerm, Interface, Note, NotePlace, Reference, Term, TermGroup,
    TextPart, Variant,
};
use crate::parse::{
    AbbreviationRecord, Content, InterfaceWord, NoteRecord, ReferenceRecord, TermGroupRecord, TermbaseFile,
    TermbaseRecord, TextFile, TextPair,
};

/// Builds the document; `None` if a part is missing, which a check has reported then.
pub(super) fn document(
    standard: Standard,
    changes: Option<Changes>,
    sample: Option<Bilingual<Assessment>>,
    content: Content,
    stale: BTreeSet<String>,
) -> Option<Document> {
    let redirects = redirects::followed(&content);
    let facts = StandardFacts::of(&standard);
    let languages = languages(&content)?;
    let has_verbal_forms = content.model.as_ref()?.obligation.is_declared();
    let brand = content.model.as_ref()?.brand.as_ref();
    let brand = brand.map(|brand| Brand { colour: brand.colour.clone(), colour_dark: brand.colour_dark.clone() });
    let Content {
        standard: head,
        interface,
        tool_interface,
        terms,
        abbreviations,
        references,
        mut text,
        methods,
        tool_methods,
        termbase,
        notes: notes_by_file,
        ..
    } = content;
    let (head, references) = (head?, references.unwrap_or_default());
    let methods = if methods.is_empty() { tool_methods } else { methods };
    let words = words(tool_interface, interface?);
    let words = words.into_iter().map(|(key, word)| (key, facts.in_both(word.into()))).collect();
    let abbreviations = abbreviations.unwrap_or_default();
    let terms = terms.unwrap_or_default();
    let lacks =
        Lacks { notes: notes_by_file.is_empty(), terms: terms.is_empty(), abbreviations: abbreviations.is_empty() };
    let interface = Interface::new(words, &variants(&standard, languages, lacks));
    let term = |term: crate::parse::TermRecord| Term {
        number: term.number,
        name: term.name.into(),
        definition: term.definition.into(),
        notes: term.notes.into_iter().map(Bilingual::from).collect(),
        source: term.source.map(Bilingual::from),
    };
    let parts = head.text.into_iter().map(|stem| text.remove(&stem).and_then(|pair| part(stem, pair, languages)));
    Some(Document {
        standard,
        languages,
        has_verbal_forms,
        changes,
        status: head.status.into(),
        modified: head.modified,
        cover: head.cover.into_iter().map(|line| (line.role, Bilingual { zh: line.zh, en: line.en })).collect(),
        text: parts.collect::<Option<_>>()?,
        terms: terms.into_iter().map(term).collect(),
        abbreviations: abbreviations.into_iter().map(abbreviation).collect(),
        references: references.normative.into_iter().map(reference).collect(),
        bibliography: references.bibliography.into_iter().map(reference).collect(),
        methods: methods
            .into_iter()
            .map(|(stem, pair)| Some(facts.in_part(part(stem, pair, languages)?)))
            .collect::<Option<_>>()?,
        glossary: glossary(termbase.unwrap_or_default()),
        stale,
        notes: notes(notes_by_file),
        sample,
        redirects,
        interface,
        brand: brand.unwrap_or_default(),
    })
}

/// Which parts of its content a standard has not.
struct Lacks {
    notes: bool,
    terms: bool,
    abbreviations: bool,
}

/// What the standard is like, so that some words are said otherwise.
fn variants(standard: &Standard, languages: Languages, lacks: Lacks) -> BTreeSet<Variant> {
    let counts = standard.counts();
    let is_like = |variant: &Variant| match variant {
        Variant::Unnumbered => standard.number().is_none(),
        Variant::NoRecommendations => counts.recommendations == 0,
        Variant::NoConditions => counts.conditional == 0,
        Variant::NoNotes => lacks.notes,
        Variant::NoTerms => lacks.terms,
        Variant::NoAbbreviations => lacks.abbreviations,
        Variant::OneLanguage => languages.translation().is_none(),
        Variant::EnglishBinds => languages.translation().is_some() && languages.binding() == Lang::En,
    };
    Variant::ALL.into_iter().filter(is_like).collect()
}

/// All words, those of the content in place of those of the tool. Where the content says a word itself, it is said
/// whatever the standard is like.
fn words(
    mut tool: BTreeMap<String, InterfaceWord>,
    content: BTreeMap<String, InterfaceWord>,
) -> BTreeMap<String, InterfaceWord> {
    tool.retain(|key, _| Variant::base(key) == key || !content.contains_key(Variant::base(key)));
    tool.extend(content);
    tool
}

/// A part of the text; `None` if it lacks the file of a language.
fn part(stem: String, pair: TextPair, languages: Languages) -> Option<TextPart> {
    if languages.iter().any(|lang| pair.get(lang).is_none()) {
        return None;
    }
    let number = pair.get(languages.binding()).as_ref()?.front.number.clone();
    let file = |lang| pair.get(lang).as_ref();
    let title = languages.map(|lang| file(lang).map(|file| file.front.title.clone()).unwrap_or_default());
    let blocks = |file: &TextFile| file.blocks.iter().map(|(block, _)| block.clone()).collect();
    let blocks = languages.map(|lang| file(lang).map(blocks).unwrap_or_default());
    Some(TextPart { stem, number, title, blocks })
}

fn abbreviation(record: AbbreviationRecord) -> Abbreviation {
    Abbreviation { short: record.short, name: record.name.into() }
}

fn glossary(termbase: TermbaseFile) -> Glossary {
    let term = |record: TermbaseRecord| GlossaryTerm {
        zh: record.zh,
        en: record.en,
        group: record.group,
        note: record.note.map(Bilingual::from),
        from_draft: record.draft,
    };
    let group = |record: TermGroupRecord| TermGroup { id: record.id, name: Bilingual { zh: record.zh, en: record.en } };
    Glossary {
        groups: termbase.groups.into_iter().map(group).collect(),
        terms: termbase.terms.into_iter().map(term).collect(),
        additions: termbase.additions.into_iter().map(abbreviation).collect(),
    }
}

/// All notes in the order of their ids.
fn notes(files: BTreeMap<String, Vec<NoteRecord>>) -> Vec<Note> {
    let note = |record: NoteRecord| Note {
        id: record.id,
        kind: record.kind,
        certainty: record.certainty,
        about: record.about.into_iter().map(|place| NotePlace { at: place.at, zh: place.zh, en: place.en }).collect(),
        why: record.why.into(),
        reading: record.reading.map(Bilingual::from),
        scoring: record.scoring.map(Bilingual::from),
    };
    let mut notes: Vec<Note> = files.into_values().flatten().map(note).collect();
    notes.sort_by(|one, other| one.id.cmp(&other.id));
    notes
}

fn reference(record: ReferenceRecord) -> Reference {
    Reference { number: record.number, title: record.title.into() }
}
