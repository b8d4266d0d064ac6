//! `cargo xtask edition`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use dtmm_workspace::project;
use xtask::{edition, tell};

pub(super) fn run(content: Option<&Path>, name: &str) -> Result<ExitCode> {
    let started = edition::start(&project::find_root()?, content, name)?;
    tell!(
        "{} begins as a copy of the edition {}; change its entries, and say in its changes.yaml what became of each",
        started.folder.display(),
        started.from
    );
    Ok(ExitCode::SUCCESS)
}
