//! How problems of the content are printed.

use clap::ValueEnum;
use dtmm_content::diagnostic;

/// How problems are printed.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Format {
    /// For people: with the faulty line and how to correct it.
    Human,
    /// One line per problem: `file:line:column: error[code]: message`.
    Short,
    /// As annotations for GitHub Actions.
    Github,
}

impl From<Format> for diagnostic::DiagnosticFormat {
    fn from(format: Format) -> diagnostic::DiagnosticFormat {
        match format {
            Format::Human => diagnostic::DiagnosticFormat::Human,
            Format::Short => diagnostic::DiagnosticFormat::Short,
            Format::Github => diagnostic::DiagnosticFormat::Github,
        }
    }
}
