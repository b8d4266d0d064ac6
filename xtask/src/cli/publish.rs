//! `cargo xtask publish`.

use std::io::IsTerminal;
use std::process::ExitCode;

use anyhow::Result;
use dtmm_content::diagnostic::{self, DiagnosticFormat};
use xtask::project;
use xtask::publish;
use xtask::tell;
use xtask::terminal;

pub(super) fn run() -> Result<ExitCode> {
    let publication = publish::publish(&project::find_root()?)?;
    let Some(added) = publication.added else {
        let colour = std::io::stderr().is_terminal();
        tell!(
            "{}",
            diagnostic::render(&publication.diagnostics, &publication.sources, DiagnosticFormat::Human, colour)
                .trim_end_matches('\n')
        );
        tell!("{}; content/published.txt was not changed", diagnostic::summary(&publication.diagnostics));
        return Ok(ExitCode::FAILURE);
    };
    terminal::print(&added.iter().map(|name| format!("{name}\n")).collect::<String>())?;
    match added.len() {
        0 => tell!("nothing new to add: content/published.txt was not changed"),
        1 => tell!("added 1 to content/published.txt; it is permanent once the site is published"),
        n => tell!("added {n} to content/published.txt; they are permanent once the site is published"),
    }
    Ok(ExitCode::SUCCESS)
}
