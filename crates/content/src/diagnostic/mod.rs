//! One problem, with its place and the way out. How it is shown is another matter: there is one
//! file for each way.

pub mod codes;
mod github;
mod human;
mod problem;
mod severity;
mod short;
pub mod suggest;

use crate::load::Sources;
pub use codes::{CODES, Code};
pub use problem::{Diagnostic, position};
pub use severity::Severity;

/// The ways to show problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// With the line of the file and the way out, as rustc does.
    #[default]
    Human,
    /// One line each: `file:line:column: error[code]: message`.
    Short,
    /// Workflow commands that GitHub shows beside the changed lines.
    Github,
}

/// Shows the problems, in their order. `colour` matters to [`Format::Human`] only.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, format: Format, colour: bool) -> String {
    match format {
        Format::Human => human::render(diagnostics, sources, colour),
        Format::Short => diagnostics.iter().map(|diagnostic| short::line(diagnostic, sources)).collect(),
        Format::Github => diagnostics.iter().map(|diagnostic| github::line(diagnostic, sources)).collect(),
    }
}

/// The line that ends an output: how many there are of each kind, as `2 errors, 1 warning`; `no problems` where there are none.
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let parts: Vec<_> = [(errors, "error"), (diagnostics.len() - errors, "warning")]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{number} {word}{}", if number == 1 { "" } else { "s" }))
        .collect();
    if parts.is_empty() { "no problems".to_owned() } else { parts.join(", ") }
}
