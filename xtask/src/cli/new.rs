//! `cargo xtask new`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::ValueEnum;
use dtmm_model::Lang;
use dtmm_workspace::project;
use xtask::{new, tell};

/// The language that a standard is begun in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LanguageArg {
    /// English.
    En,
    /// Chinese.
    Zh,
}

pub(super) fn run(folder: &Path, language: LanguageArg) -> Result<ExitCode> {
    let lang = match language {
        LanguageArg::En => Lang::En,
        LanguageArg::Zh => Lang::Zh,
    };
    let begun = new::begin(&project::find_root()?, folder, lang)?;
    let folder = begun.folder.display();
    tell!("{folder} holds a small standard with the permanent name {}: choose that now, in model.yaml", begun.id);
    tell!("see it with `cargo xtask serve --content {folder}`, and edit its files, which explain themselves");
    Ok(ExitCode::SUCCESS)
}
