//! The option for the output format of problems.

use clap::ValueEnum;
use dtmm_content::diagnostic;

/// How problems are printed.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum DiagnosticFormatArg {
    /// For people: with the faulty line and how to correct it.
    Human,
    /// One line per problem: `file:line:column: error[code]: message`.
    Short,
    /// As annotations for GitHub Actions.
    Github,
}

impl From<DiagnosticFormatArg> for diagnostic::DiagnosticFormat {
    fn from(format: DiagnosticFormatArg) -> diagnostic::DiagnosticFormat {
        match format {
            DiagnosticFormatArg::Human => diagnostic::DiagnosticFormat::Human,
            DiagnosticFormatArg::Short => diagnostic::DiagnosticFormat::Short,
            DiagnosticFormatArg::Github => diagnostic::DiagnosticFormat::Github,
        }
    }
}
