//! A place in a file that is resolved to bytes lazily: finding them means parsing the file again, which only
//! reported findings need.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::load::EditionSources;
use crate::parse::{Step, YamlNode, first_line, nodes, part};

/// The files, with the values of those that something was reported of.
pub(super) struct ParsedFiles<'a> {
    sources: &'a EditionSources<'a>,
    nodes: BTreeMap<&'a str, YamlNode>,
}

impl<'a> ParsedFiles<'a> {
    pub(super) fn new(sources: &'a EditionSources<'a>) -> ParsedFiles<'a> {
        ParsedFiles { sources, nodes: BTreeMap::new() }
    }

    /// The path of the file with this name, as it is shown.
    pub(super) fn path(&self, name: &str) -> String {
        self.sources.path(name)
    }
}

/// A place in a file, and the identifier by which a waiver can name it.
#[derive(Debug, Clone)]
pub(super) struct Place<'a> {
    /// The file, by its name.
    pub(super) path: Cow<'a, str>,
    /// The identifier of the entry, term, clause or word at this place; empty if there is none.
    pub(super) at: Cow<'a, str>,
    within: Option<Range<usize>>,
    steps: Vec<Step<'a>>,
    part: Option<(&'a str, Range<usize>)>,
}

impl<'a> Place<'a> {
    /// A whole file.
    pub(super) fn file(path: impl Into<Cow<'a, str>>) -> Place<'a> {
        Place { path: path.into(), at: Cow::Borrowed(""), within: None, steps: Vec::new(), part: None }
    }

    /// The value that `steps` lead to.
    pub(super) fn value(path: impl Into<Cow<'a, str>>, steps: &[Step<'a>]) -> Place<'a> {
        Place { steps: steps.to_vec(), ..Place::file(path) }
    }

    /// The same place, known by the identifier `at`.
    pub(super) fn at(self, at: impl Into<Cow<'a, str>>) -> Place<'a> {
        Place { at: at.into(), ..self }
    }

    /// Limits the place to a byte range of the file, such as a paragraph or the front matter.
    pub(super) fn within(self, range: Range<usize>) -> Place<'a> {
        Place { within: Some(range), ..self }
    }

    /// The place one step further down.
    pub(super) fn step(&self, step: Step<'a>) -> Place<'a> {
        let mut place = self.clone();
        place.steps.push(step);
        place
    }

    /// The part `range` of the value `value` that stands here.
    pub(super) fn part(&self, value: &'a str, range: Range<usize>) -> Place<'a> {
        Place { part: Some((value, range)), ..self.clone() }
    }

    /// The bytes of the place in its file; `0..0` for a whole file.
    pub(super) fn resolve(&self, files: &mut ParsedFiles) -> Range<usize> {
        let Some(source) = files.sources.get(&self.path) else { return 0..0 };
        let text = source.text.as_str();
        let value = match (&self.within, self.steps.is_empty()) {
            (None, true) => return 0..0,
            (Some(range), true) => range.clone(),
            (within, false) => {
                // Values stand in a whole file, or in the front matter, of which a file has one.
                let within = within.clone().unwrap_or(0..text.len());
                let node = files.nodes.entry(&source.name).or_insert_with(|| nodes(&text[within.clone()]));
                let found = node.find(&self.steps);
                within.start + found.start..within.start + found.end
            }
        };
        let narrowed = self.part.as_ref().and_then(|(whole, range)| part(text, &value, whole, range.clone()));
        narrowed.unwrap_or_else(|| first_line(text, value))
    }
}
