//! `cargo xtask convert`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::ValueEnum;
use xtask::convert::{CopyKind, TargetForm, convert_copy};

use super::content;
use super::output::{self, ReportFormat};
use super::passphrase;

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
    pub(super) copy: CopyKind,
    pub(super) encrypt: bool,
    pub(super) passphrase_file: Option<&'a Path>,
    pub(super) force: bool,
}

pub(super) fn run(options: &ConvertOptions<'_>) -> Result<ExitCode> {
    let Some(checked) = content::checked(options.content, "nothing is converted")? else {
        return Ok(ExitCode::FAILURE);
    };
    let bytes = passphrase::opened(output::bytes(options.file)?, options.passphrase_file)?;
    let source = options.file.display().to_string();
    let conversion = convert_copy(&checked.document, &source, &bytes, target(options), &options.copy);
    let passphrase = match conversion.text {
        Some(_) if options.encrypt => Some(passphrase::chosen(options.passphrase_file)?),
        _ => None,
    };
    output::hand_over(&conversion, options.out, options.report, options.force, passphrase.as_deref())
}

/// The requested form, else the one that the extension of the output file implies.
fn target(options: &ConvertOptions<'_>) -> TargetForm {
    let is_age = |out: &&Path| out.extension().is_some_and(|end| end.eq_ignore_ascii_case("age"));
    // What is encrypted has its form before that: `table.csv.age`.
    let inner = options.out.map(|out| if is_age(&out) { out.with_extension("") } else { out.to_owned() });
    let is_table = inner.is_some_and(|out| out.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv")));
    match options.to {
        Some(Target::Csv) => TargetForm::Csv,
        None if is_table => TargetForm::Csv,
        _ => TargetForm::Json,
    }
}
