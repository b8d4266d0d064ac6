//! A problem with its place and how to fix it, and the formats to print it in, one file each.

pub mod codes;
mod github;
mod human;
mod problem;
mod severity;
mod short;
pub mod suggest;

use crate::load::Sources;
pub use codes::{CODES, DiagnosticCode};
pub use problem::{Diagnostic, position};
pub use severity::Severity;

/// The formats to print problems in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DiagnosticFormat {
    /// For people, like rustc: with the line of the file and how to fix it.
    #[default]
    Human,
    /// One line each: `file:line:column: error[code]: message`.
    Short,
    /// GitHub workflow commands: annotations of changed lines.
    Github,
}

/// Prints the problems, in their order. `colour` matters to [`DiagnosticFormat::Human`] only.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, format: DiagnosticFormat, colour: bool) -> String {
    match format {
        DiagnosticFormat::Human => human::render(diagnostics, sources, colour),
        DiagnosticFormat::Short => diagnostics.iter().map(|diagnostic| short::line(diagnostic, sources)).collect(),
        DiagnosticFormat::Github => diagnostics.iter().map(|diagnostic| github::line(diagnostic, sources)).collect(),
    }
}

/// The last line of an output: the number of errors and warnings, as `2 errors, 1 warning`, or `no problems`.
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let parts: Vec<_> = [(errors, "error"), (diagnostics.len() - errors, "warning")]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{number} {word}{}", if number == 1 { "" } else { "s" }))
        .collect();
    if parts.is_empty() { "no problems".to_owned() } else { parts.join(", ") }
}
