//! `cargo xtask edition`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use dtmm_workspace::project;
use xtask::{edition, tell};

pub(super) fn run(content: Option<&Path>, name: &str) -> Result<ExitCode> {
    let started = edition::start(&project::find_root()?, content, name)?;
    tell!(
        "{} is a copy of edition {}: edit its texts, and list in its changes.yaml every entry that changed",
        started.folder.display(),
        started.from
    );
    Ok(ExitCode::SUCCESS)
}
