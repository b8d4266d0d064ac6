//! `cargo xtask convert`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::ValueEnum;
use xtask::convert::{TargetForm, convert};

use super::content;
use super::output::{self, ReportFormat};

/// The form to write.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Target {
    /// The file that the page saves.
    Json,
    /// A table for spreadsheets, UTF-8 with byte order mark.
    Csv,
}

pub(super) struct ConvertOptions<'a> {
    pub(super) content: Option<&'a Path>,
    pub(super) file: &'a Path,
    pub(super) to: Option<Target>,
    pub(super) out: Option<&'a Path>,
    pub(super) report: Option<ReportFormat>,
    pub(super) force: bool,
}

pub(super) fn run(options: &ConvertOptions<'_>) -> Result<ExitCode> {
    let Some(checked) = content::checked(options.content, "nothing is converted")? else {
        return Ok(ExitCode::FAILURE);
    };
    let bytes = output::bytes(options.file)?;
    let conversion = convert(&checked.document, &options.file.display().to_string(), &bytes, target(options));
    output::hand_over(&conversion, options.out, options.report, options.force)
}

/// The requested form, else the one that the extension of the output file implies.
fn target(options: &ConvertOptions<'_>) -> TargetForm {
    let is_table = options.out.and_then(Path::extension).is_some_and(|end| end.eq_ignore_ascii_case("csv"));
    match options.to {
        Some(Target::Csv) => TargetForm::Csv,
        None if is_table => TargetForm::Csv,
        _ => TargetForm::Json,
    }
}
