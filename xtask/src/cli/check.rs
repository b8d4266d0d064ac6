//! `cargo xtask check`.

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use dtmm_content::check::check;
use dtmm_content::diagnostic::{self, DiagnosticCode, Severity};
use dtmm_workspace::project;
use xtask::{explain, tell, terminal};

use super::format::DiagnosticFormatArg;

pub(super) fn run(content: Option<&Path>, deny_warnings: bool, format: DiagnosticFormatArg) -> Result<ExitCode> {
    let sources = dtmm_site::load(&project::find_root()?, content)?;
    let diagnostics = check(&sources).diagnostics;
    let colour = std::io::stdout().is_terminal();
    terminal::print(&diagnostic::render(&diagnostics, &sources, format.into(), colour))?;
    tell!("{}", diagnostic::summary(&diagnostics));
    if let (DiagnosticFormatArg::Human, false) = (format, diagnostics.is_empty()) {
        tell!("`cargo xtask check --explain CODE` says more about the kind of problem in brackets");
    }
    let worst = diagnostics.iter().map(|diagnostic| diagnostic.severity).max();
    let fails = worst.is_some_and(|worst| deny_warnings || worst == Severity::Error);
    Ok(if fails { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Explains one kind of problem, or lists all.
pub(super) fn explain(code: Option<&DiagnosticCode>) -> Result<ExitCode> {
    let text = match code {
        Some(code) => explain::explain(&project::find_root()?, code, std::io::stdout().is_terminal())?,
        None => explain::list(),
    };
    terminal::print(&text)?;
    Ok(ExitCode::SUCCESS)
}
