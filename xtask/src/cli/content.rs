//! The content that a command works with.

use std::io::{self, IsTerminal};
use std::path::Path;

use anyhow::Result;
use dtmm_content::check::check;
use dtmm_content::diagnostic;
use dtmm_content::document::Document;
use dtmm_workspace::project;
use xtask::tell;

/// A standard whose content has no error.
pub(super) struct CheckedContent {
    /// The newest edition.
    pub(super) document: Document,
    /// The earlier ones, oldest first.
    pub(super) earlier: Vec<Document>,
}

/// Loads and checks the content. Where it has errors, these are printed, with what that means for the command.
pub(super) fn checked(content: Option<&Path>, consequence: &str) -> Result<Option<CheckedContent>> {
    let sources = dtmm_site::load(&project::find_root()?, content)?;
    let checked = check(&sources);
    let Some(document) = checked.document else {
        let colour = io::stderr().is_terminal();
        let format = diagnostic::DiagnosticFormat::Human;
        tell!("{}", diagnostic::render(&checked.diagnostics, &sources, format, colour).trim_end_matches('\n'));
        tell!("{}; {consequence}", diagnostic::summary(&checked.diagnostics));
        return Ok(None);
    };
    Ok(Some(CheckedContent { document, earlier: checked.earlier }))
}
