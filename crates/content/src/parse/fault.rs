//! What is wrong with the shape of a file, in our words.

use std::ops::Range;

use crate::diagnostic::DiagnosticCode;
use crate::diagnostic::codes::{BROKEN_YAML, MISSING_KEY, REPEATED_KEY, UNKNOWN_KEY, WRONG_VALUE};
use crate::diagnostic::suggest;

/// One fault.
#[derive(Debug)]
pub(super) struct YamlFault {
    pub(super) code: DiagnosticCode,
    pub(super) place: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
}

const KIND: &str = "give a value of the kind expected; CONTRIBUTING.md shows a complete file";

impl YamlFault {
    pub(super) fn unknown_key(place: Range<usize>, key: &str, known: &[&str]) -> YamlFault {
        let otherwise = match known {
            [] => "remove it".to_owned(),
            _ => format!("remove it; the keys here are {}", suggest::listed(known)),
        };
        let help = suggest::help(key, known.iter().copied(), otherwise);
        YamlFault { code: UNKNOWN_KEY, place, message: format!("unknown key `{key}`"), help }
    }

    pub(super) fn missing_key(place: Range<usize>, key: &str) -> YamlFault {
        let help = format!("add `{key}:` to this record; CONTRIBUTING.md shows a complete file");
        YamlFault { code: MISSING_KEY, place, message: format!("the key `{key}` is missing"), help }
    }

    pub(super) fn repeated_key(place: Range<usize>, key: &str) -> YamlFault {
        let message = format!("the key `{key}` stands here twice");
        YamlFault { code: REPEATED_KEY, place, message, help: "keep one of the two".to_owned() }
    }

    /// A word that is none of those there are.
    pub(super) fn unknown_word(text: &str, place: Range<usize>, known: &[&str]) -> YamlFault {
        let help = suggest::help(&shown(&text[place.clone()]), known.iter().copied(), KIND);
        YamlFault { help, ..YamlFault::wrong_value(text, place, &format!("one of {}", suggest::listed(known))) }
    }

    /// A value of another kind. Names of types are not shown.
    pub(super) fn wrong_value(text: &str, place: Range<usize>, expected: &str) -> YamlFault {
        let expected = if expected.starts_with("struct ") { "a mapping" } else { expected };
        let message = match shown(&text[place.clone()]) {
            given if given.is_empty() => format!("the value is missing, expected {expected}"),
            given => format!("wrong value `{given}`, expected {expected}"),
        };
        YamlFault { code: WRONG_VALUE, place, message, help: KIND.to_owned() }
    }

    pub(super) fn syntax(place: Range<usize>, said: &str) -> YamlFault {
        let help =
            "check the indentation, and quote a text that contains `: ` or ` #` or begins with a special character";
        YamlFault { code: BROKEN_YAML, place, message: format!("this is not YAML: {said}"), help: help.to_owned() }
    }

    /// How far the rest of a file can be used without what is at fault.
    pub(super) fn rest(&self) -> Rest {
        match self.code {
            UNKNOWN_KEY => Rest::Whole,
            REPEATED_KEY => Rest::Doubtful,
            _ => Rest::Partial,
        }
    }
}

/// How far the rest of a file can be used without what is at fault in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rest {
    /// All of it: what was taken out was too much anyway.
    Whole,
    /// It can be checked, but something that was meant to be in it may be missing.
    Doubtful,
    /// To find further faults of the same kind only.
    Partial,
}

/// The beginning of a value on one line.
fn shown(value: &str) -> String {
    const MOST: usize = 60;
    let start: String = value.chars().take(MOST).collect();
    let words: Vec<&str> = start.split_whitespace().collect();
    if start.len() < value.len() { words.join(" ") + "…" } else { words.join(" ") }
}
