//! `cargo xtask score`.

use std::io::{self, ErrorKind, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::ValueEnum;
use xtask::score::{self, Scorer, Weighing};
use xtask::tell;
use xtask::terminal::BestEffortStderr;

use super::content;

/// How results are printed.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum ScoreFormatArg {
    /// For people, with a map of the subdomains by levels.
    Table,
    /// A JSON array with one object per self-assessment.
    Json,
    /// JSON with one object per line.
    Ndjson,
    /// A table with one row each for the organization, the domains and the subdomains.
    Csv,
}

/// The weights of the organization’s score by methods C and D.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum WeightsArg {
    /// Equal for each applicable subdomain.
    Subdomain,
    /// Equal for each applicable domain.
    Domain,
    /// As set in each self-assessment.
    Custom,
}

pub(super) fn run(
    folder: Option<&Path>,
    files: &[PathBuf],
    format: ScoreFormatArg,
    weights: WeightsArg,
) -> Result<ExitCode> {
    let Some(checked) = content::checked(folder, "nothing was scored")? else { return Ok(ExitCode::FAILURE) };
    let scorer = Scorer::new(&checked.document, weights.into());
    let mut out = io::BufWriter::new(io::stdout().lock());
    let outcome = match score::run(&scorer, files, format.into(), &mut out, &mut BestEffortStderr) {
        // A closed pipe is not an error.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(ExitCode::SUCCESS),
        outcome => outcome.context("writing the results")?,
    };
    if outcome.failed == 0 && (outcome.scored > 0 || outcome.skipped == 0) {
        return Ok(ExitCode::SUCCESS);
    }
    tell!("scored: {}, not scored: {}", outcome.scored, outcome.failed + outcome.skipped);
    Ok(ExitCode::FAILURE)
}

/// Whether to print colours: to a terminal, unless `NO_COLOR` is set (<https://no-color.org>).
fn colour() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

impl From<ScoreFormatArg> for score::ScoreFormat {
    fn from(format: ScoreFormatArg) -> score::ScoreFormat {
        match format {
            ScoreFormatArg::Table => score::ScoreFormat::Table { colour: colour() },
            ScoreFormatArg::Json => score::ScoreFormat::Json,
            ScoreFormatArg::Ndjson => score::ScoreFormat::Ndjson,
            ScoreFormatArg::Csv => score::ScoreFormat::Csv,
        }
    }
}

impl From<WeightsArg> for Weighing {
    fn from(weights: WeightsArg) -> Weighing {
        match weights {
            WeightsArg::Subdomain => Weighing::Subdomain,
            WeightsArg::Domain => Weighing::Domain,
            WeightsArg::Custom => Weighing::Custom,
        }
    }
}
