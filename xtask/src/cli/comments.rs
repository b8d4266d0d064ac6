//! `cargo xtask comments`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::ValueEnum;
use xtask::comments::{collated, files};
use xtask::convert::TargetForm;

use super::{content, new, output};

/// The form to write.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub(super) enum CommentsTarget {
    /// A table for spreadsheets, UTF-8 with byte order mark.
    Csv,
    /// The file of comments that the page saves.
    Json,
}

pub(super) struct CommentsOptions<'a> {
    pub(super) content: Option<&'a Path>,
    pub(super) files: &'a [PathBuf],
    pub(super) to: Option<CommentsTarget>,
    pub(super) out: Option<&'a Path>,
    pub(super) lang: Option<new::LanguageArg>,
    pub(super) force: bool,
}

pub(super) fn run(options: &CommentsOptions<'_>) -> Result<ExitCode> {
    let Some(checked) = content::checked(options.content, "nothing is collated")? else {
        return Ok(ExitCode::FAILURE);
    };
    let read = |path: &Path| output::bytes(path).map_err(|error| format!("{error:#}"));
    let files = files(options.files, &read);
    let lang = new::published(&checked.document, options.lang)?;
    let done = collated(&checked.document, &files, target(options), lang);
    let code = output::hand_over(&done.conversion, options.out, None, options.force, None)?;
    Ok(if done.failed > 0 { ExitCode::FAILURE } else { code })
}

/// The requested form, else the one that the extension of the output file implies, else a table.
fn target(options: &CommentsOptions<'_>) -> TargetForm {
    let is_json = options.out.and_then(Path::extension).is_some_and(|end| end.eq_ignore_ascii_case("json"));
    match options.to {
        Some(CommentsTarget::Json) => TargetForm::Json,
        None if is_json => TargetForm::Json,
        Some(CommentsTarget::Csv) | None => TargetForm::Csv,
    }
}
