//! A problem: what is wrong, where, and how to fix it.

use std::ops::Range;

use super::codes::DiagnosticCode;
use super::severity::Severity;
use crate::load::Sources;

/// A problem in the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kebab-case code that states the fault, as `skipped-label`.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// The path of the file, as `content/standard.yaml`.
    pub path: String,
    /// The bytes at fault in the file.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// How to fix it.
    pub help: String,
}

impl Diagnostic {
    /// A problem of the kind `code`. Message and help, which may quote the content, are put on one line each and cut
    /// off after 1,000 characters.
    pub fn new(code: DiagnosticCode, path: &str, span: Range<usize>, message: &str, help: &str) -> Diagnostic {
        Diagnostic {
            code: code.name,
            severity: code.severity,
            path: path.to_owned(),
            span,
            message: one_line(message),
            help: one_line(help),
        }
    }

    /// The line and the column where it begins, both from 1, the column in characters.
    pub fn position(&self, sources: &Sources) -> (usize, usize) {
        sources.get(&self.path).map_or((1, 1), |source| position(&source.text, self.span.start))
    }
}

fn one_line(words: &str) -> String {
    const MOST: usize = 1000;
    match words.char_indices().nth(MOST) {
        None => words.replace(char::is_control, " "),
        Some((end, _)) => words[..end].replace(char::is_control, " ") + "…",
    }
}

/// Line and column of a byte, both from 1, the column in characters.
pub fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..floor(text, offset)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.bytes().filter(|byte| *byte == b'\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// The last character boundary at or before `offset`.
pub(super) fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "a: b\n应: 宜x\n";
        assert_eq!(position(text, 0), (1, 1));
        assert_eq!(position(text, text.find('x').unwrap()), (2, 5));
        assert_eq!(position(text, text.len()), (3, 1));
        assert_eq!(position(text, 999), (3, 1));
    }
}
