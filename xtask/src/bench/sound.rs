//! The build that is measured.

use std::path::Path;

use anyhow::{Context, Result};
use dtmm_content::diagnostic::{self, DiagnosticFormat};
use dtmm_site::{Engine, Tree};

use dtmm_workspace::build::{self, BuildOptions};

/// The site of the workspace at `root`.
///
/// # Errors
/// Any problem in the content, a warning too: what is measured must be the work of a whole build.
pub(super) fn sound_build(root: &Path, engine: &Engine) -> Result<Tree> {
    let built =
        build::build(root, Some(engine.clone()), &BuildOptions { deny_warnings: true, ..BuildOptions::default() })?;
    built.tree.with_context(|| {
        let first = &built.diagnostics[..built.diagnostics.len().min(5)];
        let shown = diagnostic::render(first, &built.sources, DiagnosticFormat::Short, false);
        format!("{} in the content at {}, among them\n{shown}", diagnostic::summary(&built.diagnostics), root.display())
    })
}
