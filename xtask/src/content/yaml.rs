//! From files to records. The only place that names the YAML parser.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::records::*;
use super::source::{Source, Sources};
use super::text::{self, TextFile};
use crate::diagnostic::{Diagnostic, Severity};

/// Everything typed in under `content/`, as records.
#[derive(Debug, Clone)]
pub struct Content {
    /// `standard.yaml`.
    pub standard: StandardFile,
    /// `interface.yaml`: every word the site itself says, by key.
    pub interface: BTreeMap<String, InterfaceWord>,
    /// The domains by slug; only those that `standard.yaml` lists or that have a file.
    pub domains: BTreeMap<String, DomainFile>,
    /// The subdomains by `<domain>/<subdomain>`.
    pub subdomains: BTreeMap<String, SubdomainSource>,
    /// `terms.yaml`.
    pub terms: Vec<TermRecord>,
    /// `abbreviations.yaml`.
    pub abbreviations: Vec<AbbreviationRecord>,
    /// `references.yaml`.
    pub references: ReferencesFile,
    /// `known.yaml`.
    pub known: Vec<KnownFault>,
    /// The running text by stem, both trees.
    pub text: BTreeMap<String, TextPair>,
    /// The words about the scoring methods by stem, both languages.
    pub methods: BTreeMap<String, TextPair>,
}

/// One subdomain and the file it was read from.
#[derive(Debug, Clone)]
pub struct SubdomainSource {
    /// The path of the file.
    pub path: String,
    /// The record.
    pub record: SubdomainFile,
}

/// The two versions of one text file; either may be missing.
#[derive(Debug, Clone, Default)]
pub struct TextPair {
    /// The Chinese.
    pub zh: Option<TextFile>,
    /// The English.
    pub en: Option<TextFile>,
}

/// Reads the records from the files. What a file lacks or has too much is reported, all files in one go.
///
/// # Errors
/// Every file that is missing or is not what its record type asks for.
pub fn parse(sources: &Sources) -> Result<Content, Vec<Diagnostic>> {
    let mut reader = Reader { sources, problems: Vec::new() };
    let standard = reader.required("content/standard.yaml");
    let interface = reader.required("content/interface.yaml");
    let terms = reader.required("content/terms.yaml");
    let abbreviations = reader.required("content/abbreviations.yaml");
    let references = reader.required("content/references.yaml");
    let known = reader.required("content/known.yaml");
    let (domains, subdomains) = reader.clauses();
    let text = reader.texts("content/text/");
    let methods = reader.texts("content/methods/");
    match (standard, interface, terms, abbreviations, references, known) {
        (Some(standard), Some(interface), Some(terms), Some(abbreviations), Some(references), Some(known))
            if reader.problems.is_empty() =>
        {
            Ok(Content {
                standard,
                interface,
                domains,
                subdomains,
                terms,
                abbreviations,
                references,
                known,
                text,
                methods,
            })
        }
        _ => Err(reader.problems),
    }
}

struct Reader<'a> {
    sources: &'a Sources,
    problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn required<T: DeserializeOwned>(&mut self, path: &str) -> Option<T> {
        match self.sources.get(path) {
            Some(source) => self.record(source, &source.text, 0),
            None => {
                self.report("missing-file", path, 0..0, "this file is missing".into(), "create it; CONTRIBUTING.md shows what each file holds".into());
                None
            }
        }
    }

    fn record<T: DeserializeOwned>(&mut self, source: &Source, yaml: &str, at: usize) -> Option<T> {
        match serde_yaml::from_str(yaml) {
            Ok(record) => Some(record),
            Err(error) => {
                let start = at + error.location().map_or(0, |place| place.index().min(yaml.len()));
                let start = (0..=start).rev().find(|at| source.text.is_char_boundary(*at)).unwrap_or(0);
                let (code, help) = classify(&error.to_string());
                self.report(code, &source.path, start..start, error.to_string(), help.into());
                None
            }
        }
    }

    fn report(&mut self, code: &'static str, path: &str, span: std::ops::Range<usize>, message: String, help: String) {
        self.problems.push(Diagnostic { code, severity: Severity::Error, path: path.into(), span, message, help });
    }

    fn clauses(&mut self) -> (BTreeMap<String, DomainFile>, BTreeMap<String, SubdomainSource>) {
        let mut domains = BTreeMap::new();
        let mut subdomains = BTreeMap::new();
        for source in self.sources.iter() {
            let Some(name) = source.path.strip_prefix("content/clauses/").and_then(|p| p.strip_suffix(".yaml")) else {
                continue;
            };
            if name.contains('/') {
                if let Some(record) = self.record(source, &source.text, 0) {
                    subdomains.insert(name.to_owned(), SubdomainSource { path: source.path.clone(), record });
                }
            } else if let Some(record) = self.record(source, &source.text, 0) {
                domains.insert(name.to_owned(), record);
            }
        }
        (domains, subdomains)
    }

    fn texts(&mut self, folder: &str) -> BTreeMap<String, TextPair> {
        let mut pairs: BTreeMap<String, TextPair> = BTreeMap::new();
        for source in self.sources.iter() {
            let Some(name) = source.path.strip_prefix(folder).and_then(|p| p.strip_suffix(".md")) else { continue };
            let Some((lang, stem)) = name.split_once('/') else { continue };
            let Some(file) = self.text(source) else { continue };
            let pair = pairs.entry(stem.to_owned()).or_default();
            match lang {
                "zh" => pair.zh = Some(file),
                _ => pair.en = Some(file),
            }
        }
        pairs
    }

    fn text(&mut self, source: &Source) -> Option<TextFile> {
        match text::split(&source.text) {
            Ok((front, at, blocks)) => Some(TextFile { front: self.record(source, front, at)?, blocks }),
            Err(at) => {
                let help = "begin the file with a line `---`, the keys of the front matter, and another line `---`";
                self.report("broken-front-matter", &source.path, at..at, "the front matter is not closed".into(), help.into());
                None
            }
        }
    }
}

fn classify(message: &str) -> (&'static str, &'static str) {
    if message.contains("unknown field") {
        ("unknown-key", "remove the key or spell it as one of those expected")
    } else if message.contains("missing field") {
        ("missing-key", "add the key; CONTRIBUTING.md shows a complete file")
    } else if message.contains("duplicate") {
        ("repeated-key", "keep one of the two")
    } else if message.contains("invalid type") || message.contains("invalid value") || message.contains("unknown variant") {
        ("wrong-value", "give a value of the kind expected; clause numbers and codes are quoted text")
    } else {
        ("broken-yaml", "check the indentation, and quote a text that contains `: ` or begins with a special character")
    }
}
