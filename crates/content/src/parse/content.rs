//! From files to records. What is wrong in one of them hides nothing in the others.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use dtmm_model::{Anchor, Bilingual};
use serde::de::DeserializeOwned;

use super::changes::ChangeRecord;
use super::fault::{Rest, YamlFault};
use super::model_file::ModelFile;
use super::node::first_line;
use super::notes::NoteRecord;
use super::own_terms::OwnTermRecord;
use super::paths::{
    ABBREVIATIONS, CHANGES, FORMER_WAIVERS, INTERFACE, MODEL, OWN_TERMS, PUBLISHED, REDIRECTS, REFERENCES, SAMPLE,
    STANDARD, TERMBASE, TERMS, TOOL_INTERFACE, TOOL_OWN_TERMS, WAIVERS,
};
use super::published::{self, PlacedWord, Published};
use super::records::*;
use super::sample::SampleFile;
use super::termbase::TermbaseFile;
use super::text::{self, Block, FIGURES, TextFile};
use super::yaml;
use crate::diagnostic::codes::{
    BROKEN_FRONT_MATTER, BROKEN_YAML, FULL_WIDTH_COLON, MERGE_CONFLICT, MISSING_FILE, NOT_UTF8, RENAMED_FILE,
    WRONG_VALUE,
};
use crate::diagnostic::{Diagnostic, DiagnosticCode};
use crate::load::{EditionSources, Source, Sources};

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
    let mut reader = RecordReader { sources, problems: Vec::new(), broken: BTreeSet::new() };
    let mut content = Content {
        edition: sources.edition.to_owned(),
        model: reader.required(MODEL),
        standard: reader.required(STANDARD),
        interface: reader.required(INTERFACE),
        text: reader.texts("text/"),
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
    reader.clauses(&mut content);
    content.notes = reader.notes("notes/");
    content.methods = reader.texts("methods/");
    content.tool_methods = reader.texts("tool/methods/");
    content.broken = reader.broken;
    (content, reader.problems)
}

struct RecordReader<'a> {
    sources: &'a EditionSources<'a>,
    problems: Vec<Diagnostic>,
    broken: BTreeSet<String>,
}

impl<'a> RecordReader<'a> {
    fn report(&mut self, code: DiagnosticCode, name: &str, span: Range<usize>, message: &str, help: &str) {
        self.problems.push(Diagnostic::new(code, &self.sources.path(name), span, message, help));
    }

    /// A file that must be there.
    fn source(&mut self, path: &str) -> Option<&'a Source> {
        let source = self.sources.get(path);
        if source.is_none() {
            let help = "create it; CONTRIBUTING.md shows what each file holds";
            self.report(MISSING_FILE, path, 0..0, "this file is missing", help);
            self.broken.insert(path.to_owned());
        }
        source
    }

    /// The record of a file that must be there, if it could be read wholly.
    fn required<T: DeserializeOwned>(&mut self, path: &str) -> Option<T> {
        let source = self.source(path)?;
        self.record(source, 0..source.text.len())
    }

    /// The record of a file that need not be there, or may hold nothing but comments.
    fn optional<T: DeserializeOwned>(&mut self, path: &str) -> Option<T> {
        let source = self.sources.get(path)?;
        self.record::<Option<T>>(source, 0..source.text.len()).flatten()
    }

    /// The record of a file that must be there if the text inserts what it lists.
    fn inserted<T: DeserializeOwned>(&mut self, path: &str, is_inserted: bool) -> Option<T> {
        if is_inserted { self.required(path) } else { self.optional(path) }
    }

    /// The waivers that can be read, none where there is no file: one that cannot does not bring back the faults that
    /// the others waive.
    fn waivers(&mut self) -> Option<Vec<Waiver>> {
        if self.sources.get(FORMER_WAIVERS).is_some() {
            let is_there = self.sources.get(WAIVERS).is_some();
            let message = format!("this file is now named {WAIVERS}");
            let help = if is_there {
                format!("move its waivers to {WAIVERS}, and remove it")
            } else {
                format!("rename it to {WAIVERS}, and the schema in its first line to waivers.schema.json")
            };
            self.report(RENAMED_FILE, FORMER_WAIVERS, 0..0, &message, &help);
            if !is_there {
                return None;
            }
        }
        let Some(source) = self.sources.get(WAIVERS) else { return Some(Vec::new()) };
        self.read::<Option<Vec<Waiver>>>(source, 0..source.text.len()).map(|(waivers, _)| waivers.unwrap_or_default())
    }

    fn published(&mut self, path: &str) -> Option<Published> {
        let source = self.sources.get(path)?;
        if !self.is_text(source) {
            self.broken.insert(path.to_owned());
            return None;
        }
        let (published, strays) = published::parse(&source.text);
        for PlacedWord { text, place } in strays {
            let help = "write one address a line at the margin, and its identifiers indented below it";
            self.report(WRONG_VALUE, path, place, &format!("`{text}` belongs to no address"), help);
        }
        Some(published)
    }

    /// One record, if it could be read wholly.
    fn record<T: DeserializeOwned>(&mut self, source: &Source, within: Range<usize>) -> Option<T> {
        self.read(source, within).and_then(|(record, is_whole)| is_whole.then_some(record))
    }

    fn is_text(&mut self, source: &Source) -> bool {
        if let Some(at) = source.not_utf8 {
            let help = "save the file in the encoding UTF-8";
            self.report(NOT_UTF8, &source.name, at..at, "from here on the file is not UTF-8", help);
        }
        source.not_utf8.is_none() && self.is_merged(source)
    }

    /// Whether no merge has left two versions in the file.
    fn is_merged(&mut self, source: &Source) -> bool {
        let mut at = 0;
        for line in source.text.split_inclusive('\n') {
            if line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") {
                let help = "keep one of the two versions, or both as one, and remove the lines `<<<<<<<`, `=======`, `>>>>>>>`";
                let span = at..at + line.trim_end().len();
                self.report(MERGE_CONFLICT, &source.name, span, "two versions meet here that were not merged", help);
                return false;
            }
            at += line.len();
        }
        true
    }

    /// Whether every key ends with a colon that YAML knows.
    fn has_keys(&mut self, source: &Source, within: &Range<usize>) -> bool {
        let mut at = within.start;
        let before = self.problems.len();
        for line in source.text[within.clone()].split_inclusive('\n') {
            for (colon, mark) in line.match_indices('：') {
                let head = line[..colon].trim_end_matches(|c: char| c.is_ascii_lowercase() || matches!(c, '_' | '-'));
                let name = &line[head.len()..colon];
                let is_first = matches!(head.trim(), "" | "-") && !name.is_empty();
                let is_in_braces = matches!(name, "zh" | "en") && head.trim_end().ends_with(['{', ',']);
                if is_first || is_in_braces {
                    let message = format!("the key `{name}` ends with a full-width colon");
                    let help = format!("write `{name}:` with the half-width colon and one space behind it");
                    let span = at + colon..at + colon + mark.len();
                    self.report(FULL_WIDTH_COLON, &source.name, span, &message, &help);
                }
            }
            at += line.len();
        }
        self.problems.len() == before
    }

    /// Reads a record, and says whether all of it. What is wrong is reported, and the file marked
    /// broken if that could leave something out.
    fn read<T: DeserializeOwned>(&mut self, source: &Source, within: Range<usize>) -> Option<(T, bool)> {
        let is_readable = self.is_text(source) && self.has_keys(source, &within);
        let read = match is_readable.then(|| yaml::record(&source.text[within.clone()])) {
            Some(Ok(record)) => return Some((record, true)),
            Some(Err(fault)) => self.read_on(source, within, fault),
            None => None,
        };
        if read.as_ref().is_none_or(|(_, rest)| *rest != Rest::Whole) {
            self.broken.insert(source.name.clone());
        }
        read.map(|(record, rest)| (record, rest != Rest::Partial))
    }

    /// Reads on after the first fault until nothing is wrong, or nothing more can be found out: what is
    /// at fault is taken out of a copy, and the copy read again.
    fn read_on<T: DeserializeOwned>(
        &mut self,
        source: &Source,
        within: Range<usize>,
        mut fault: YamlFault,
    ) -> Option<(T, Rest)> {
        const ENOUGH: usize = 100;
        let mut text = source.text[within.clone()].to_owned();
        let mut worst = Rest::Whole;
        // Records are made as the parser goes on, so that the fault of one can come before one of the
        // YAML further down.
        let syntax = yaml::scan(&text).1;
        syntax.iter().for_each(|fault| self.fault(source, within.start, fault));
        let mut is_out = false;
        for _ in 0..ENOUGH {
            let (nodes, broken) = yaml::scan(&text);
            let is_syntax = fault.code == BROKEN_YAML;
            if is_syntax && is_out {
                return None; // it may be an effect of what was taken out
            }
            if is_syntax {
                is_out = true;
                fault = broken.unwrap_or(fault);
            }
            if !is_syntax || syntax.is_none() {
                self.fault(source, within.start, &fault);
            }
            let rest = fault.rest();
            if !nodes.take_out(&mut text, fault.place.start, rest != Rest::Partial) {
                return None;
            }
            worst = worst.max(rest);
            match yaml::record(&text) {
                Ok(record) => return Some((record, worst)),
                Err(next) => fault = next,
            }
        }
        None
    }

    fn fault(&mut self, source: &Source, offset: usize, fault: &YamlFault) {
        let start = offset + fault.place.start;
        let end = if fault.place.is_empty() { source.text.len() } else { offset + fault.place.end };
        self.report(fault.code, &source.name, first_line(&source.text, start..end), &fault.message, &fault.help);
    }

    fn clauses(&mut self, content: &mut Content) {
        for source in self.sources.iter() {
            let Some(name) = source.name.strip_prefix("clauses/").and_then(|p| p.strip_suffix(".yaml")) else {
                continue;
            };
            let all = 0..source.text.len();
            if name.contains('/') {
                if let Some(record) = self.record(source, all) {
                    content.subdomains.insert(name.to_owned(), SubdomainSource { path: source.name.clone(), record });
                }
            } else if let Some(record) = self.record(source, all) {
                content.domains.insert(name.to_owned(), record);
            }
        }
    }

    fn notes(&mut self, folder: &str) -> BTreeMap<String, Vec<NoteRecord>> {
        let is_note = |source: &&Source| source.name.starts_with(folder) && source.name.ends_with(".yaml");
        let files = self.sources.iter().filter(is_note);
        let files: Vec<&Source> = files.collect();
        let read = |source: &Source| Some((source.name.clone(), self.record(source, 0..source.text.len())?));
        files.into_iter().filter_map(read).collect()
    }

    fn texts(&mut self, folder: &str) -> BTreeMap<String, TextPair> {
        let mut pairs: BTreeMap<String, TextPair> = BTreeMap::new();
        for source in self.sources.iter() {
            let Some(name) = source.name.strip_prefix(folder).and_then(|p| p.strip_suffix(".md")) else { continue };
            let Some((lang @ ("zh" | "en"), stem)) = name.split_once('/') else { continue };
            let pair = pairs.entry(stem.to_owned()).or_default();
            let file = self.text(source);
            match lang {
                "zh" => pair.zh = file,
                _ => pair.en = file,
            }
        }
        pairs
    }

    fn text(&mut self, source: &Source) -> Option<TextFile> {
        let Some((front, blocks)) = text::split(&source.text) else {
            let help = "begin the file with a line `---`, the keys of the front matter, and another line `---`";
            let message = "the front matter does not begin here, or does not end";
            self.report(BROKEN_FRONT_MATTER, &source.name, 0..0, message, help);
            self.broken.insert(source.name.clone());
            return None;
        };
        let record = self.record(source, front.clone())?;
        Some(TextFile { path: source.name.clone(), front_range: front, front: record, blocks })
    }
}
