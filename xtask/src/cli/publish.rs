//! `cargo xtask publish`.

use std::io::IsTerminal;
use std::process::ExitCode;

use anyhow::Result;
use xtask::diagnostic::{self, Format};
use xtask::{project, publish, tell, terminal};

pub(super) fn run() -> Result<ExitCode> {
    let outcome = publish::publish(&project::find_root()?)?;
    let Some(entered) = outcome.entered else {
        let colour = std::io::stderr().is_terminal();
        tell!(
            "{}",
            diagnostic::render(&outcome.diagnostics, &outcome.sources, Format::Human, colour).trim_end_matches('\n')
        );
        tell!("{}; content/published.txt is left as it was", diagnostic::summary(&outcome.diagnostics));
        return Ok(ExitCode::FAILURE);
    };
    terminal::print(&entered.iter().map(|name| format!("{name}\n")).collect::<String>())?;
    match entered.len() {
        0 => tell!("nothing is new: content/published.txt is left as it was"),
        1 => tell!("entered 1 into content/published.txt; it stays for good once it is published"),
        n => tell!("entered {n} into content/published.txt; they stay for good once they are published"),
    }
    Ok(ExitCode::SUCCESS)
}
