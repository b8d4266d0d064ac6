//! Builds the [`Document`] from records that passed all checks.

use std::collections::{BTreeMap, BTreeSet};

use dtmm_model::{Bilingual, Changes, Standard};
use dtmm_scoring::Assessment;

use super::facts::StandardFacts;
use super::metadata::languages;
use super::redirects;
use crate::document::{
    Abbreviation, Brand, Document, Glossary, GlossaryTerm, Interface, Note, NotePlace, Reference, Term, TermGroup,
    TextPart,
};
use crate::parse::{
    AbbreviationRecord, Content, NoteRecord, ReferenceRecord, TermGroupRecord, TermbaseFile, TermbaseRecord, TextFile,
    TextPair,
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
    let Content {
        model,
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
    let (head, references, model) = (head?, references.unwrap_or_default(), model?);
    let languages = languages(&model)?;
    let is_numbered = standard.number().is_some();
    let methods = if methods.is_empty() { tool_methods } else { methods };
    let mut words = tool_interface;
    words.extend(interface?);
    let words = words.into_iter().map(|(key, word)| (key, facts.in_both(word.into()))).collect();
    let interface = Interface::new(words);
    let term = |term: crate::parse::TermRecord| Term {
        number: term.number,
        name: term.name.into(),
        definition: term.definition.into(),
        notes: term.notes.into_iter().map(Bilingual::from).collect(),
        source: term.source.map(Bilingual::from),
    };
    let parts = head.text.into_iter().map(|stem| text.remove(&stem).and_then(|pair| part(stem, pair)));
    Some(Document {
        standard,
        languages,
        has_verbal_forms: model.obligation.is_declared(),
        changes,
        status: head.status.into(),
        modified: head.modified,
        cover: head.cover.into_iter().map(|line| (line.role, Bilingual { zh: line.zh, en: line.en })).collect(),
        text: parts.collect::<Option<_>>()?,
        terms: terms.unwrap_or_default().into_iter().map(term).collect(),
        abbreviations: abbreviations.unwrap_or_default().into_iter().map(abbreviation).collect(),
        references: references.normative.into_iter().map(reference).collect(),
        bibliography: references.bibliography.into_iter().map(reference).collect(),
        methods: methods
            .into_iter()
            .map(|(stem, pair)| Some(facts.in_part(part(stem, pair)?)))
            .collect::<Option<_>>()?,
        glossary: glossary(termbase.unwrap_or_default()),
        stale,
        notes: notes(notes_by_file),
        sample,
        redirects,
        interface: if is_numbered { interface } else { interface.unnumbered() },
        brand: Brand::default(),
    })
}

fn part(stem: String, pair: TextPair) -> Option<TextPart> {
    let (zh, en) = (pair.zh?, pair.en?);
    let blocks = |file: TextFile| file.blocks.into_iter().map(|(block, _)| block).collect();
    Some(TextPart {
        stem,
        number: zh.front.number.clone(),
        title: Bilingual { zh: zh.front.title.clone(), en: en.front.title.clone() },
        blocks: Bilingual { zh: blocks(zh), en: blocks(en) },
    })
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
