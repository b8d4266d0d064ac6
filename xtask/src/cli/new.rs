//! `cargo xtask new`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, ensure};
use clap::ValueEnum;
use dtmm_content::document::Document;
use dtmm_model::Lang;
use dtmm_workspace::new::{self, Beginning};
use dtmm_workspace::project;
use xtask::tell;

/// A language of a standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LanguageArg {
    /// English.
    En,
    /// Chinese.
    Zh,
}

impl From<LanguageArg> for Lang {
    fn from(language: LanguageArg) -> Lang {
        match language {
            LanguageArg::En => Lang::En,
            LanguageArg::Zh => Lang::Zh,
        }
    }
}

/// The language that is asked for, or else the binding one.
///
/// # Errors
/// A language that the standard is not published in.
pub(super) fn published(document: &Document, wanted: Option<LanguageArg>) -> Result<Lang> {
    let lang = wanted.map_or_else(|| document.languages.binding(), Lang::from);
    let name = if lang == Lang::Zh { "Chinese" } else { "English" };
    ensure!(document.languages.has(lang), "the standard is not published in {name}");
    Ok(lang)
}

pub(super) fn run(folder: &Path, beginning: &Beginning) -> Result<ExitCode> {
    let begun = new::begin(&project::find_root()?, folder, beginning)?;
    let folder = begun.folder.display();
    tell!(
        "{folder} holds a small standard with the permanent name {}; if you want another name, change `id` in",
        begun.id
    );
    tell!("its model.yaml now, before anybody uses the site");
    tell!("see it with `cargo xtask serve --content {folder}`, and edit its files, which explain themselves");
    Ok(ExitCode::SUCCESS)
}
