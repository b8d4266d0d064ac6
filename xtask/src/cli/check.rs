//! `cargo xtask check`.

use std::io::IsTerminal;
use std::process::ExitCode;

use anyhow::Result;
use dtmm_content::check::check;
use dtmm_content::diagnostic::{self, Severity};
use xtask::project;
use xtask::tell;
use xtask::terminal;

use super::format::DiagnosticFormatArg;

pub(super) fn run(deny_warnings: bool, format: DiagnosticFormatArg) -> Result<ExitCode> {
    let sources = dtmm_site::load(&project::find_root()?)?;
    let diagnostics = check(&sources).diagnostics;
    let colour = std::io::stdout().is_terminal();
    terminal::print(&diagnostic::render(&diagnostics, &sources, format.into(), colour))?;
    tell!("{}", diagnostic::summary(&diagnostics));
    let worst = diagnostics.iter().map(|diagnostic| diagnostic.severity).max();
    let fails = worst.is_some_and(|worst| deny_warnings || worst == Severity::Error);
    Ok(if fails { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
