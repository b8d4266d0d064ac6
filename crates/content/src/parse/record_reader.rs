//! Reads files into records. A file with something wrong in it is read on without that, so that one fault does not hide
//! the others.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::de::DeserializeOwned;

use super::fault::{Rest, YamlFault};
use super::node::first_line;
use super::notes::NoteRecord;
use super::paths::{FORMER_WAIVERS, WAIVERS};
use super::published::{self, PlacedWord, Published};
use super::records::*;
use super::text::{self, TextFile};
use super::yaml;
use crate::diagnostic::codes::{
    BROKEN_FRONT_MATTER, BROKEN_YAML, FULL_WIDTH_COLON, MERGE_CONFLICT, MISSING_FILE, NOT_UTF8, RENAMED_FILE,
    WRONG_VALUE,
};
use crate::diagnostic::{Diagnostic, DiagnosticCode};
use crate::load::{EditionSources, Source};

/// Reads the records of an edition, and notes what is wrong in them.
pub(super) struct RecordReader<'a> {
    pub(super) sources: &'a EditionSources<'a>,
    pub(super) problems: Vec<Diagnostic>,
    /// The files of which something may be left out.
    pub(super) broken: BTreeSet<String>,
}

impl<'a> RecordReader<'a> {
    pub(super) fn new(sources: &'a EditionSources<'a>) -> RecordReader<'a> {
        RecordReader { sources, problems: Vec::new(), broken: BTreeSet::new() }
    }

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
    pub(super) fn required<T: DeserializeOwned>(&mut self, path: &str) -> Option<T> {
        let source = self.source(path)?;
        self.record(source, 0..source.text.len())
    }

    /// The record of a file that need not be there, or may hold nothing but comments.
    pub(super) fn optional<T: DeserializeOwned>(&mut self, path: &str) -> Option<T> {
        let source = self.sources.get(path)?;
        self.record::<Option<T>>(source, 0..source.text.len()).flatten()
    }

    /// The record of a file that must be there if the text inserts what it lists.
    pub(super) fn inserted<T: DeserializeOwned>(&mut self, path: &str, is_inserted: bool) -> Option<T> {
        if is_inserted { self.required(path) } else { self.optional(path) }
    }

    /// The waivers that can be read, none where there is no file: one that cannot does not bring back the faults that
    /// the others waive.
    pub(super) fn waivers(&mut self) -> Option<Vec<Waiver>> {
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

    pub(super) fn published(&mut self, path: &str) -> Option<Published> {
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
    pub(super) fn record<T: DeserializeOwned>(&mut self, source: &Source, within: Range<usize>) -> Option<T> {
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

    pub(super) fn notes(&mut self, folder: &str) -> BTreeMap<String, Vec<NoteRecord>> {
        let is_note = |source: &&Source| source.name.starts_with(folder) && source.name.ends_with(".yaml");
        let files = self.sources.iter().filter(is_note);
        let files: Vec<&Source> = files.collect();
        let read = |source: &Source| Some((source.name.clone(), self.record(source, 0..source.text.len())?));
        files.into_iter().filter_map(read).collect()
    }

    pub(super) fn text(&mut self, source: &Source) -> Option<TextFile> {
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
