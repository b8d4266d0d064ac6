//! `cargo xtask build`.

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use xtask::build::{self, Options};
use xtask::diagnostic::{self, Format};
use xtask::{project, write, zip};

pub(super) fn run(
    out: &Path,
    packed: Option<&Path>,
    base_url: Option<String>,
    deny_warnings: bool,
) -> Result<ExitCode> {
    let started = Instant::now();
    let root = project::find_root()?;
    let out = project::output(&root, out)?;
    let packed = packed.map(|file| project::output(&root, file)).transpose()?;
    let engine = build::engine(&root, &mut |line| eprintln!("{line}"))?;
    let options = Options { base_url, deny_warnings, ..Options::default() };
    let built = build::build(&root, Some(engine), &options)?;
    let colour = std::io::stderr().is_terminal();
    eprint!("{}", diagnostic::render(&built.diagnostics, &built.sources, Format::Human, colour));
    let Some(tree) = built.tree else {
        eprintln!("{}; the site is left as it was", diagnostic::summary(&built.diagnostics));
        return Ok(ExitCode::FAILURE);
    };
    write::write(&tree, &out)?;
    if let Some(file) = packed {
        zip::write(&zip::archive(&tree, &built.readme.unwrap_or_default())?, &file)?;
        eprintln!("the same as one file: {}", file.display());
    }
    eprintln!("{} files in {} ({:.2} s)", tree.len(), out.display(), started.elapsed().as_secs_f64());
    Ok(ExitCode::SUCCESS)
}
