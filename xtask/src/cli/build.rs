//! `cargo xtask build`.

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use dtmm_content::diagnostic::{self, DiagnosticFormat};
use dtmm_site::write::{self, Placed};
use dtmm_site::zip;
use dtmm_workspace::build::{self, BuildOptions};
use dtmm_workspace::project;
use xtask::tell;

pub(super) fn run(out: &Path, packed: Option<&Path>, options: &BuildOptions) -> Result<ExitCode> {
    let started = Instant::now();
    let root = project::find_root()?;
    let out = project::output(&root, options.content.as_deref(), out)?;
    let packed = packed.map(|file| project::output(&root, options.content.as_deref(), file)).transpose()?;
    packed.as_deref().map(zip::replaceable).transpose()?;
    let engine = build::engine(&root, &mut |line| tell!("{line}"))?;
    let built = build::build(&root, Some(engine), options)?;
    let colour = std::io::stderr().is_terminal();
    if !built.diagnostics.is_empty() {
        let found = diagnostic::render(&built.diagnostics, &built.sources, DiagnosticFormat::Human, colour);
        tell!("{}", found.trim_end_matches('\n'));
    }
    let Some(tree) = built.tree else {
        tell!("{}; the site was not changed", diagnostic::summary(&built.diagnostics));
        return Ok(ExitCode::FAILURE);
    };
    if write::write(&tree, &out)? == Placed::InParts {
        tell!("{} is a mounted place and cannot be moved: the site was replaced part by part", out.display());
    }
    if let Some(file) = packed {
        zip::write(&zip::archive(&tree, &built.readme.unwrap_or_default())?, &file)?;
        tell!("also written as one file: {}", file.display());
    }
    tell!("{} files in {} ({:.2} s)", tree.len(), out.display(), started.elapsed().as_secs_f64());
    Ok(ExitCode::SUCCESS)
}
