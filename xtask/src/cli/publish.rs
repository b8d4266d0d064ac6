//! `cargo xtask publish`.

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use dtmm_content::diagnostic::{self, DiagnosticFormat};
use dtmm_content::parse::paths::PUBLISHED;
use dtmm_workspace::project;
use xtask::publish;
use xtask::tell;
use xtask::terminal;

pub(super) fn run(content: Option<&Path>) -> Result<ExitCode> {
    let publication = publish::publish(&project::find_root()?, content)?;
    let list = format!("{}/{PUBLISHED}", publication.sources.folder());
    let Some(added) = publication.added else {
        let colour = std::io::stderr().is_terminal();
        tell!(
            "{}",
            diagnostic::render(&publication.diagnostics, &publication.sources, DiagnosticFormat::Human, colour)
                .trim_end_matches('\n')
        );
        tell!("{}; {list} was not changed", diagnostic::summary(&publication.diagnostics));
        return Ok(ExitCode::FAILURE);
    };
    terminal::print(&added.iter().map(|name| format!("{name}\n")).collect::<String>())?;
    match added.len() {
        0 => tell!("nothing new to add: {list} was not changed"),
        1 => tell!("added 1 to {list}; it is permanent once the site is published"),
        n => tell!("added {n} to {list}; they are permanent once the site is published"),
    }
    Ok(ExitCode::SUCCESS)
}
