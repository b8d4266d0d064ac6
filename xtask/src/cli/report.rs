//! `cargo xtask report`.

use std::path::Path;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use dtmm_scoring::date_of_serial;
use dtmm_site::Editions;
use dtmm_workspace::build::{self, BuildOptions};
use dtmm_workspace::{project, report};
use xtask::reading::{Readable, say};
use xtask::tell;

use super::content;
use super::new;
use super::output;
use super::passphrase;

/// The serial number of 1 January 1970 in a workbook, where days have numbers.
const EPOCH: u64 = 25_569;
const SECONDS_A_DAY: u64 = 86_400;

pub(super) struct ReportOptions<'a> {
    pub(super) content: Option<&'a Path>,
    pub(super) file: &'a Path,
    pub(super) lang: Option<new::LanguageArg>,
    pub(super) out: &'a Path,
    pub(super) passphrase_file: Option<&'a Path>,
    pub(super) force: bool,
}

pub(super) fn run(options: &ReportOptions<'_>) -> Result<ExitCode> {
    let Some(checked) = content::checked(options.content, "no report was written")? else {
        return Ok(ExitCode::FAILURE);
    };
    let document = &checked.document;
    let lang = new::published(document, options.lang)?;
    let bytes = passphrase::opened(output::bytes(options.file)?, options.passphrase_file)?;
    let arrival = match Readable::new(document).read_one(&bytes) {
        Ok(arrival) => arrival,
        Err(problems) => {
            let source = options.file.display().to_string();
            problems.iter().for_each(|problem| tell!("{}", say(document, &source, None, problem).trim_end()));
            return Ok(ExitCode::FAILURE);
        }
    };
    let site = BuildOptions { content: options.content.map(Path::to_path_buf), ..BuildOptions::default() };
    let editions = Editions { newest: document, earlier: &checked.earlier };
    let tree = build::render(&project::find_root()?, editions, None, &site)?;
    let docx = report::docx(document, &tree, &arrival.assessment, lang, &today()?)?;
    output::write_to(options.out, &docx, options.force)?;
    Ok(ExitCode::SUCCESS)
}

/// Today in universal time.
fn today() -> Result<String> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).context("the clock of this machine stands before 1970")?;
    date_of_serial(&(now.as_secs() / SECONDS_A_DAY + EPOCH).to_string(), false).context("the date of this machine")
}
