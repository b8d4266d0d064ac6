//! One problem, with its place and the way out. How it is shown is another matter (see the
//! renderers beside this file).

use std::ops::Range;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site can be built.
    Warning,
    /// The site cannot be built.
    Error,
}

/// A problem in the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// A kebab-case code that states the fault, as `skipped-letter`.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// The path of the file, as `content/standard.yaml`.
    pub path: String,
    /// The bytes at fault in the file.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// The way out.
    pub help: String,
}
