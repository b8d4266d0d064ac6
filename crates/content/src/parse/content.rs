//! From files to records. What is wrong in one of them hides nothing in the others.

use std::collections::{BTreeMap, BTreeSet};

use dtmm_model::{Anchor, Bilingual};

use super::changes::ChangeRecord;
use super::model_file::ModelFile;
use super::notes::NoteRecord;
use super::own_terms::OwnTermRecord;
use super::paths::{
    ABBREVIATIONS, CHANGES, INTERFACE, MODEL, OWN_TERMS, PUBLISHED, REDIRECTS, REFERENCES, SAMPLE, STANDARD, TERMBASE,
    TERMS, TOOL_INTERFACE, TOOL_OWN_TERMS,
};
use super::published::Published;
use super::record_reader::RecordReader;
use super::records::*;
use super::sample::SampleFile;
use super::termbase::TermbaseFile;
use super::text::{Block, FIGURES, TextFile};
use super::yaml;
use crate::diagnostic::Diagnostic;
use crate::load::{EditionSources, Sources};

/// Everything typed in for one edition, as records. A file that is missing or broken is absent, so
/// that the others can be checked all the same.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// The edition, by the name of its folder.
    pub edition: String,
    /// `model.yaml`.
    pub model: Option<ModelFile>,
    /// `standard.yaml`.
    pub standard: Option<StandardFile>,
    /// `interface.yaml`: the words about this standard, by key.
    pub interface: Option<BTreeMap<String, InterfaceWord>>,
    /// The words of the tool, by key; those of the content take the place of those with the same key.
    pub tool_interface: BTreeMap<String, InterfaceWord>,
    /// The domains by slug.
    pub domains: BTreeMap<String, DomainFile>,
    /// The subdomains by `<domain>/<subdomain>`.
    pub subdomains: BTreeMap<String, SubdomainSource>,
    /// `terms.yaml`; none where no terms are inserted.
    pub terms: Option<Vec<TermRecord>>,
    /// `abbreviations.yaml`; none where none are inserted.
    pub abbreviations: Option<Vec<AbbreviationRecord>>,
    /// `references.yaml`; none where none are inserted.
    pub references: Option<ReferencesFile>,
    /// `termbase.yaml`; none where no English is prescribed.
    pub termbase: Option<TermbaseFile>,
    /// The names that the words of the site keep to, by file: those of the tool and `own-terms.yaml`.
    pub own_terms: Vec<(&'static str, Vec<OwnTermRecord>)>,
    /// `sample.yaml`; none where readers are offered no sample.
    pub sample: Option<SampleFile>,
    /// `changes.yaml`; empty where nothing is said to have changed.
    pub changes: Vec<ChangeRecord>,
    /// `waivers.yaml`; none where it cannot be read, which is not the same as an empty list.
    pub waivers: Option<Vec<Waiver>>,
    /// `published.txt`; none where nothing was ever published.
    pub published: Option<Published>,
    /// `redirects.yaml`.
    pub redirects: Vec<RedirectRecord>,
    /// The editor's notes by file.
    pub notes: BTreeMap<String, Vec<NoteRecord>>,
    /// The running text by stem, both trees.
    pub text: BTreeMap<String, TextPair>,
    /// The content's own words about the scoring methods by stem, both languages; they replace all those of the tool.
    pub methods: BTreeMap<String, TextPair>,
    /// The words of the tool about the scoring methods.
    pub tool_methods: BTreeMap<String, TextPair>,
    /// The files that are missing, or too broken to be sure of what is in them.
    pub broken: BTreeSet<String>,
}

impl Content {
    /// All words of the tool and of the content, each with its file and its key.
    pub fn interface_words(&self) -> impl Iterator<Item = (&'static str, &str, &InterfaceWord)> {
        let tool = self.tool_interface.iter().map(|(key, word)| (TOOL_INTERFACE, key.as_str(), word));
        tool.chain(self.interface.iter().flatten().map(|(key, word)| (INTERFACE, key.as_str(), word)))
    }

    /// The words about the scoring methods that the site shows: those of the content, or else those of the tool.
    pub fn shown_methods(&self) -> &BTreeMap<String, TextPair> {
        if self.methods.is_empty() { &self.tool_methods } else { &self.methods }
    }
}

/// One subdomain and the file it was read from.
#[derive(Debug, Clone)]
pub struct SubdomainSource {
    /// The name of the file.
    pub path: String,
    /// The record.
    pub record: SubdomainFile,
}

/// The two versions of one text file; either may be missing.
pub type TextPair = Bilingual<Option<TextFile>>;

impl Content {
    /// The text file into which a generated part is inserted, in the language in which it is found first.
    pub fn holder(&self, insertion: &str) -> Option<&TextFile> {
        let files = self.text.values().flat_map(|pair| [&pair.zh, &pair.en]).flatten();
        let holds = |block: &Block| matches!(block, Block::Insertion(name) if name == insertion);
        files.into_iter().find(|file| file.blocks.iter().any(|(block, _)| holds(block)))
    }

    /// The identifier of the part of the text into which a generated part is inserted: `clause-2`, or its stem.
    pub fn holder_id(&self, insertion: &str) -> Option<String> {
        let file = self.holder(insertion)?;
        let stem = file.path.rsplit('/').next().and_then(|name| name.strip_suffix(".md"));
        let number = file.front.number.as_deref().map(|number| Anchor::Clause(number).to_string());
        number.or_else(|| stem.map(str::to_owned))
    }

    /// The figures in the order of the text.
    pub fn figures(&self) -> Vec<&'static str> {
        let listed = self.standard.iter().flat_map(|standard| &standard.text);
        let files =
            listed.filter_map(|stem| self.text.get(stem).and_then(|pair| pair.zh.as_ref().or(pair.en.as_ref())));
        let blocks = files.flat_map(|file| &file.blocks);
        let figure = |block: &Block| match block {
            Block::Insertion(name) => FIGURES.into_iter().find(|figure| figure == name),
            Block::Paragraph(_) => None,
        };
        blocks.filter_map(|(block, _)| figure(block)).collect()
    }

    /// How messages call the part of the text into which a list is inserted, as `clause 4`.
    pub fn list_name(&self, insertion: &str, otherwise: &str) -> String {
        let number = self.holder(insertion).and_then(|file| file.front.number.as_deref());
        number.map_or_else(|| otherwise.to_owned(), |number| format!("clause {number}"))
    }
}

/// What the standard declares of itself, as far as it can be read. What is wrong in the file is reported with the rest
/// of an edition.
pub fn model(sources: &Sources) -> Option<ModelFile> {
    let source = sources.get(&format!("{}/{MODEL}", sources.folder()))?;
    yaml::record(&source.text).ok()
}

/// Reads the records from the files. What a file lacks or has too much is reported, all files in one go.
pub fn parse(sources: &EditionSources<'_>) -> (Content, Vec<Diagnostic>) {
    let mut reader = RecordReader::new(sources);
    let mut content = Content {
        edition: sources.edition.to_owned(),
        model: reader.required(MODEL),
        standard: reader.required(STANDARD),
        interface: reader.required(INTERFACE),
        text: texts(&mut reader, "text/"),
        sample: reader.optional(SAMPLE),
        ..Content::default()
    };
    content.terms = reader.inserted(TERMS, content.holder("terms").is_some());
    content.abbreviations = reader.inserted(ABBREVIATIONS, content.holder("abbreviations").is_some());
    let lists = ["references", "bibliography"].map(|list| content.holder(list).is_some());
    content.references = reader.inserted(REFERENCES, lists.contains(&true));
    content.waivers = reader.waivers();
    content.published = reader.published(PUBLISHED);
    content.termbase = reader.optional(TERMBASE);
    content.tool_interface = reader.optional(TOOL_INTERFACE).unwrap_or_default();
    let mut own_terms = |path| (path, reader.optional(path).unwrap_or_default());
    content.own_terms = vec![own_terms(TOOL_OWN_TERMS), own_terms(OWN_TERMS)];
    content.changes = reader.optional(CHANGES).unwrap_or_default();
    content.redirects = reader.optional(REDIRECTS).unwrap_or_default();
    clauses(&mut reader, &mut content);
    content.notes = reader.notes("notes/");
    content.methods = texts(&mut reader, "methods/");
    content.tool_methods = texts(&mut reader, "tool/methods/");
    content.broken = reader.broken;
    (content, reader.problems)
}

/// The domains and subdomains.
fn clauses(reader: &mut RecordReader<'_>, content: &mut Content) {
    for source in reader.sources.iter() {
        let Some(name) = source.name.strip_prefix("clauses/").and_then(|p| p.strip_suffix(".yaml")) else {
            continue;
        };
        let all = 0..source.text.len();
        if name.contains('/') {
            if let Some(record) = reader.record(source, all) {
                content.subdomains.insert(name.to_owned(), SubdomainSource { path: source.name.clone(), record });
            }
        } else if let Some(record) = reader.record(source, all) {
            content.domains.insert(name.to_owned(), record);
        }
    }
}

/// The text files of a folder in both languages, by stem.
fn texts(reader: &mut RecordReader<'_>, folder: &str) -> BTreeMap<String, TextPair> {
    let mut pairs: BTreeMap<String, TextPair> = BTreeMap::new();
    for source in reader.sources.iter() {
        let Some(name) = source.name.strip_prefix(folder).and_then(|p| p.strip_suffix(".md")) else { continue };
        let Some((lang @ ("zh" | "en"), stem)) = name.split_once('/') else { continue };
        let pair = pairs.entry(stem.to_owned()).or_default();
        let file = reader.text(source);
        match lang {
            "zh" => pair.zh = file,
            _ => pair.en = file,
        }
    }
    pairs
}
