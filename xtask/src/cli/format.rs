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

impl From<Format> for diagnostic::Format {
    fn from(format: Format) -> diagnostic::Format {
        match format {
            Format::Human => diagnostic::Format::Human,
            Format::Short => diagnostic::Format::Short,
            Format::Github => diagnostic::Format::Github,
        }
    }
}
