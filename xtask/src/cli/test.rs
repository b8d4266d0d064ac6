//! `cargo xtask test`: everything continuous integration runs, the fast checks first.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use xtask::browser::Browser;
use xtask::build::{self, Options};
use xtask::{project, write};

/// The folder under `target/` that the browser tests read the site from.
const SITE: &str = "target/site-under-test";

pub(super) fn run() -> Result<ExitCode> {
    let root = project::find_root()?;
    // Asked for now: the tests may build this program anew, and then it is another file.
    let program = std::env::current_exe().context("finding this program")?;
    step("format", || cargo(&root, &["fmt", "--all", "--check"]))?;
    step("content", || super::check::run(true, super::Format::Human).and_then(passed))?;
    step("lints", || {
        let arguments = ["clippy", "--release", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
        cargo(&root, &arguments)
    })?;
    step("unit and integration tests", || cargo(&root, &["test", "--release", "--workspace", "--locked"]))?;
    step("dependencies", || dependencies(&root))?;
    let site = root.join(SITE);
    step("site and engine", || build_site(&root, &site))?;
    step("browser", || browser_tests(&root, &site, &program))?;
    eprintln!("all passed");
    Ok(ExitCode::SUCCESS)
}

fn step(name: &str, run: impl FnOnce() -> Result<()>) -> Result<()> {
    eprintln!("== {name}");
    let started = Instant::now();
    run().with_context(|| format!("{name} failed"))?;
    eprintln!("== {name}: passed in {:.0} s", started.elapsed().as_secs_f64());
    Ok(())
}

fn passed(code: ExitCode) -> Result<()> {
    if code == ExitCode::SUCCESS { Ok(()) } else { bail!("the content has problems") }
}

fn cargo(root: &Path, arguments: &[&str]) -> Result<()> {
    let cargo = std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from);
    status(Command::new(cargo).args(arguments).current_dir(root))
}

fn status(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("starting {}", command.get_program().display()))?;
    if status.success() { Ok(()) } else { bail!("{} ended with {status}", command.get_program().display()) }
}

/// Advisories need the network: the workflow checks them, and so does `cargo deny check`.
fn dependencies(root: &Path) -> Result<()> {
    let arguments = ["deny", "--offline", "--locked", "check", "licenses", "bans", "sources"];
    let is_there = Command::new("cargo-deny").arg("--version").output().is_ok_and(|output| output.status.success());
    if is_there {
        return cargo(root, &arguments);
    }
    eprintln!("cargo-deny is not installed; licences and sources are checked by the tests");
    Ok(())
}

fn build_site(root: &Path, out: &Path) -> Result<()> {
    let engine = build::engine(root, &mut |line| eprintln!("{line}"))?;
    let options = Options { deny_warnings: true, ..Options::default() };
    let tree = build::build(root, Some(engine), &options)?.tree.context("the content has problems")?;
    write::write(&tree, out)
}

fn browser_tests(root: &Path, site: &Path, program: &Path) -> Result<()> {
    let browser = Browser::find_or_get(&mut |line| eprintln!("{line}"))?;
    let folder = root.join("xtask/tests/browser");
    browser.install_driver(&folder)?;
    let mut command = Command::new("node");
    // Two files at a time: a page waits more than it computes.
    command.args(["--test", "--test-concurrency=2"]).args(test_files(&folder)?);
    status(command.env("SITE", site).env("CHROMIUM", &browser.chromium).env("XTASK", program))
}

/// The browser tests of a folder, in name order.
fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let files = std::fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
    let mut files: Vec<PathBuf> = files.with_context(|| format!("reading {}", folder.display()))?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    Ok(files)
}
