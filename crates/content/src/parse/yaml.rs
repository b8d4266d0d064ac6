//! The YAML parser: records, faults and places as it tells them. The only place that names it.

use std::ops::Range;

use serde::de::DeserializeOwned;
use serde_yaml::granit_parser::{ErrorKind, Event, Parser, ScanError};
use serde_yaml::{DuplicateKeyPolicy, Error, MergeKeyPolicy, MessageFormatter, UserMessageFormatter};

use super::fault::YamlFault;
use super::node::{YamlKind, YamlNode};

/// The record that a text holds.
///
/// # Errors
/// The first thing that is wrong.
pub(super) fn record<T: DeserializeOwned>(text: &str) -> Result<T, YamlFault> {
    let options = serde_yaml::options! {
        duplicate_keys: DuplicateKeyPolicy::Error,
        merge_keys: MergeKeyPolicy::AsOrdinary, // `<<` is no part of YAML 1.2
        strict_booleans: true,                  // nor is `no` for `false`
        null_as_string: true,                   // a text left empty is reported as the language it lacks
        with_snippet: false,
    };
    serde_yaml::from_str_with_options(text, options).map_err(|error| fault(text, &error))
}

/// The value of a YAML text, for whoever needs another than the records, such as a validator.
///
/// # Errors
/// What is wrong with the text, in words.
pub fn from_yaml<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_yaml::from_str(text).map_err(|error| error.to_string())
}

fn fault(text: &str, error: &Error) -> YamlFault {
    let span = error.location().map(|location| location.span());
    let bytes = span.and_then(|span| Some((span.byte_offset()? as usize, span.byte_len()? as usize)));
    let place = bytes.map_or(0..0, |(start, len)| start..start + len);
    match error {
        Error::SerdeUnknownField { field, expected, .. } => YamlFault::unknown_key(place, field, expected),
        // The parser's place is that of the record's last key.
        Error::SerdeMissingField { field, .. } => YamlFault::missing_key(nodes(text).mapping(place), field),
        Error::DuplicateMappingKey { key, .. } => YamlFault::repeated_key(place, key.as_deref().unwrap_or_default()),
        Error::SerdeUnknownVariant { expected, .. } => YamlFault::unknown_word(text, place, expected),
        // The parser's place is that of the key.
        Error::SerdeInvalidType { expected, .. }
        | Error::SerdeInvalidValue { expected, .. }
        | Error::SerdeInvalidLength { expected, .. } => {
            YamlFault::wrong_value(text, nodes(text).value(place), expected)
        }
        _ => match expected(error) {
            // The parser's place is the opening bracket, or empty, where a list or mapping stands.
            Some(expected) => YamlFault::wrong_value(text, nodes(text).whole(place), expected),
            None => YamlFault::syntax(place, &UserMessageFormatter.format_message(error)),
        },
    }
}

/// What should stand where something of another kind does.
fn expected(error: &Error) -> Option<&'static str> {
    match error {
        Error::InvalidScalar { ty: "boolean", .. } | Error::InvalidBooleanStrict { .. } => Some("`true` or `false`"),
        Error::InvalidScalar { .. } => Some("a whole number"),
        Error::InvalidCharNull { .. } | Error::InvalidCharNotSingleScalar { .. } => Some("a character"),
        Error::Unexpected { expected: "string scalar" | "scalar", .. } => Some("a text"),
        Error::ExternallyTaggedEnumExpectedScalarOrMapping { .. }
        | Error::UnexpectedValueForUnitEnumVariant { .. }
        | Error::ExpectedMappingEndAfterEnumVariantValue { .. } => Some("a word"),
        Error::Unexpected { expected: "sequence start", .. } => Some("a list"),
        Error::Unexpected { expected: "mapping start", .. } => Some("a mapping"),
        _ => None,
    }
}

/// The values that a text holds, each with its place, as far as it is YAML.
pub(crate) fn nodes(text: &str) -> YamlNode {
    scan(text).0
}

/// The values, and where the text is not YAML.
pub(super) fn scan(text: &str) -> (YamlNode, Option<YamlFault>) {
    let mut open = vec![YamlNode::new(YamlKind::List, 0..0)];
    for event in Parser::new_from_str(text) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => {
                let fault = syntax(text, &error);
                let end = item_end(text, &open, fault.place.start);
                return (root(open, end), Some(fault));
            }
        };
        let place = span.byte_range().unwrap_or_default();
        match event {
            Event::MappingStart(..) => open.push(YamlNode::new(YamlKind::Mapping, place)),
            Event::SequenceStart(..) => open.push(YamlNode::new(YamlKind::List, from_hyphen(text, place))),
            // A block ends where the next token begins: what counts is the end of the last value in it.
            Event::MappingEnd | Event::SequenceEnd => close(&mut open, (!place.is_empty()).then_some(place.end)),
            Event::Scalar(words, ..) => add(&mut open, YamlNode::new(YamlKind::Scalar(words.into_owned()), place)),
            Event::Alias(_) => add(&mut open, YamlNode::new(YamlKind::Scalar(String::new()), place)),
            _ => {}
        }
    }
    (root(open, text.len()), None)
}

/// The place of a list. Where one is indented no more than its key, the place of its first item is told.
fn from_hyphen(text: &str, place: Range<usize>) -> Range<usize> {
    let is_told = text[place.start..].starts_with(['-', '[']);
    let hyphen = if is_told { None } else { text[..place.start].rfind('-') };
    hyphen.unwrap_or(place.start)..place.end
}

/// The first value, after what is still open ends at `end`.
fn root(mut open: Vec<YamlNode>, end: usize) -> YamlNode {
    while open.len() > 1 {
        close(&mut open, Some(end));
    }
    let stream = open.into_iter().next();
    stream.and_then(|stream| stream.children.into_iter().next()).unwrap_or(YamlNode::new(YamlKind::List, 0..0))
}

fn add(open: &mut [YamlNode], node: YamlNode) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

fn close(open: &mut Vec<YamlNode>, end: Option<usize>) {
    if let Some(mut node) = open.pop() {
        let last = node.children.last().map_or(node.place.end, |child| child.place.end);
        node.place.end = end.unwrap_or(last);
        add(open, node);
    }
}

fn syntax(text: &str, error: &ScanError) -> YamlFault {
    use ErrorKind::{TabAtBlockScalarStart, TabInBlockIndentation, TabInIndentation, TabInPlainScalar, TabNotAllowed};
    let at = error.marker().byte_offset().unwrap_or_default();
    let tabs = [TabAtBlockScalarStart, TabInBlockIndentation, TabInIndentation, TabInPlainScalar, TabNotAllowed];
    // What is told is the text that has the tab in it, or what stands behind the tab.
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let tab = text[line..].find('\t').filter(|_| tabs.contains(error.kind()));
    let at = tab.map_or(at, |tab| line + tab);
    YamlFault::syntax(at..at, &error.info())
}

/// Where the innermost open item of a block list ends, in which the text stops being YAML at `at`:
/// before the next line that is indented no more than its hyphen.
fn item_end(text: &str, open: &[YamlNode], at: usize) -> usize {
    let list =
        open.iter().rfind(|node| matches!(node.kind, YamlKind::List) && text[node.place.start..].starts_with('-'));
    let hyphen =
        list.map_or(0, |list| text[..list.place.start].bytes().rev().take_while(|byte| *byte != b'\n').count());
    let mut end = at;
    for line in text[at..].split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        if end > at && indent <= hyphen && !line.trim().is_empty() {
            break;
        }
        end += line.len();
    }
    end
}
