//! `cargo xtask migrate`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use dtmm_site::Editions;
use xtask::migrate::migrate;

use super::content;
use super::output::{self, ReportFormat};

pub(super) struct MigrateOptions<'a> {
    pub(super) content: Option<&'a Path>,
    pub(super) file: &'a Path,
    pub(super) from: Option<&'a str>,
    pub(super) out: Option<&'a Path>,
    pub(super) report: Option<ReportFormat>,
    pub(super) force: bool,
}

pub(super) fn run(options: &MigrateOptions<'_>) -> Result<ExitCode> {
    let Some(checked) = content::checked(options.content, "nothing is carried over")? else {
        return Ok(ExitCode::FAILURE);
    };
    let editions = Editions { newest: &checked.document, earlier: &checked.earlier };
    let bytes = output::bytes(options.file)?;
    let migration = migrate(editions, &options.file.display().to_string(), &bytes, options.from);
    output::hand_over(&migration, options.out, options.report, options.force)
}
