//! `cargo xtask test`: everything continuous integration runs, the fast checks first.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use dtmm_site::write;
use xtask::browser::{self, Browser};
use xtask::build::{self, Options};
use xtask::project;
use xtask::proof::{self, Proof};
use xtask::tell;
use xtask::terminal;

/// The folder under `target/` that the browser tests read the site from.
const SITE: &str = "target/site-under-test";

/// The file to which tests add what they have shown, for the summary at the end.
const PROOF: &str = "target/proof.tsv";

/// The browser tests, with all tools for scripts as `package-lock.json` pins them.
const TOOLS: &str = "xtask/tests/browser";

/// What is run.
pub(super) enum Scope<'a> {
    /// All of it.
    Whole,
    /// What needs no browser and no built site.
    Quick,
    /// The browser tests in files whose names begin so.
    Only(&'a str),
}

pub(super) fn run(scope: &Scope) -> Result<ExitCode> {
    let root = project::find_root()?;
    // Asked for now: the tests may build this program anew, and then it is another file.
    let program = std::env::current_exe().context("finding this program")?;
    let proof = root.join(PROOF);
    fs::create_dir_all(root.join("target"))
        .and_then(|()| fs::write(&proof, ""))
        .with_context(|| format!("writing {PROOF}"))?;
    let site = root.join(SITE);
    let tools = root.join(TOOLS);
    let mut steps = Steps::default();
    if let Scope::Only(begin) = scope {
        steps.run("site and engine", || build_site(&root, &site))?;
        browser::install_driver(&tools)?;
        steps.run("browsers", || browser_tests(&root, begin, &site, &program, &proof))?;
        return Ok(ExitCode::SUCCESS);
    }
    steps.run("format", || cargo(&root, &["fmt", "--all", "--check"]))?;
    steps.run("content", || super::check::run(true, super::format::Format::Human).and_then(passed))?;
    steps.run("lints", || {
        let arguments = ["clippy", "--release", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
        cargo(&root, &arguments)
    })?;
    steps.run("scripts", || browser::install_driver(&tools).and_then(|()| scripts(&root, &proof)))?;
    steps.run("unit and integration tests", || rust_tests(&root, &proof))?;
    if let Scope::Whole = scope {
        steps.run("dependencies", || dependencies(&root))?;
        steps.run("site and engine", || build_site(&root, &site))?;
        steps.run("browsers", || browser_tests(&root, "", &site, &program, &proof))?;
    }
    let shown = fs::read_to_string(&proof).with_context(|| format!("reading {PROOF}"))?;
    tell!("== all passed\n\n{}\n{}", steps.summary(), Proof::read(&shown).to_string().trim_end_matches('\n'));
    Ok(ExitCode::SUCCESS)
}

/// The steps that have passed, with the seconds each took.
#[derive(Default)]
struct Steps(Vec<(&'static str, f64)>);

impl Steps {
    fn run(&mut self, name: &'static str, run: impl FnOnce() -> Result<()>) -> Result<()> {
        tell!("== {name}");
        let started = Instant::now();
        run().with_context(|| format!("{name} failed"))?;
        let seconds = started.elapsed().as_secs_f64();
        tell!("== {name}: passed in {seconds:.0} s");
        self.0.push((name, seconds));
        Ok(())
    }

    fn summary(&self) -> String {
        let sum = self.0.iter().map(|(_, seconds)| seconds).sum();
        let lines = self.0.iter().copied().chain([("together", sum)]);
        let lines: String = lines.map(|(name, seconds)| format!("  {seconds:>6.0} s  {name}\n")).collect();
        format!("What took how long\n{lines}")
    }
}

fn passed(code: ExitCode) -> Result<()> {
    if code == ExitCode::SUCCESS { Ok(()) } else { bail!("the content has problems") }
}

fn cargo(root: &Path, arguments: &[&str]) -> Result<()> {
    let cargo = std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from);
    status(Command::new(cargo).args(arguments).current_dir(root))
}

/// The tests in Rust; how many passed is noted. Those of this program by themselves: beside the engine, which
/// wants small digests, it would be compiled anew.
fn rust_tests(root: &Path, proof: &Path) -> Result<()> {
    let cargo = std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from);
    let mut passed = 0;
    for packages in [["--package", "xtask"].as_slice(), &["--workspace", "--exclude", "xtask"]] {
        let mut command = Command::new(&cargo);
        command.args(["test", "--release", "--locked"]).args(packages).current_dir(root).env(proof::VARIABLE, proof);
        passed += counted(&mut command, |line| line.strip_prefix("test result: ok. ")?.split(' ').next())?;
    }
    proof::add(proof, "tests", passed, "in Rust, on the real content").context("noting what was shown")
}

/// Runs a program, shows what it prints, and adds up the numbers found in its lines.
fn counted(command: &mut Command, number: fn(&str) -> Option<&str>) -> Result<u64> {
    let name = command.get_program().display().to_string();
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("starting {name}"))?;
    let output = child.stdout.take().context("what it prints is piped")?;
    let mut sum = 0;
    for line in BufReader::new(output).lines() {
        let line = line.with_context(|| format!("reading what {name} prints"))?;
        terminal::print(&format!("{line}\n"))?;
        sum += number(&line).and_then(|number| number.parse::<u64>().ok()).unwrap_or(0);
    }
    let status = child.wait().with_context(|| format!("waiting for {name}"))?;
    if status.success() { Ok(sum) } else { bail!("{name} ended with {status}") }
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
    tell!("cargo-deny is not installed; licences and sources are checked by the tests");
    Ok(())
}

fn build_site(root: &Path, out: &Path) -> Result<()> {
    let engine = build::engine(root, &mut |line| tell!("{line}"))?;
    let options = Options { deny_warnings: true, ..Options::default() };
    let tree = build::build(root, Some(engine), &options)?.tree.context("the content has problems")?;
    write::write(&tree, out).map(drop)
}

/// Types, style and pure functions of the site's scripts, without a browser.
fn scripts(root: &Path, proof: &Path) -> Result<()> {
    let tool = |path: &str, arguments: &[&str]| {
        let program = root.join(TOOLS).join("node_modules").join(path);
        status(Command::new("node").arg(program).args(arguments).current_dir(root))
    };
    for project in ["site/assets", "site/assets/offline"] {
        tool("typescript/bin/tsc", &["--project", project])?;
    }
    let config = format!("{TOOLS}/eslint.config.mjs");
    tool("eslint/bin/eslint.js", &["--config", &config, "--max-warnings", "0", "site/assets", "xtask/tests"])?;
    let mut command = Command::new("node");
    command.args(["--test", "--test-reporter=tap"]).args(test_files(&root.join("xtask/tests/scripts"), "")?);
    let passed = counted(&mut command, |line| line.strip_prefix("# pass "))?;
    proof::add(proof, "tests", passed, "of scripts without a browser").context("noting what was shown")
}

fn browser_tests(root: &Path, begin: &str, site: &Path, program: &Path, proof: &Path) -> Result<()> {
    let folder = root.join(TOOLS);
    let mut command = Command::new("node");
    for browser in [Browser::Chromium, Browser::ChromiumShell, Browser::Firefox, Browser::WebKit] {
        command.env(browser.variable(), browser.find_or_get(&mut |line| tell!("{line}"))?);
    }
    // Two files at a time for each processor: a page waits as long as it computes.
    let processors = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    command.arg(folder.join("run.mjs")).arg((2 * processors).to_string()).args(test_files(&folder, begin)?);
    command.env("SITE", site).env("XTASK", program).env(proof::VARIABLE, proof);
    let passed = counted(&mut command, |line| line.strip_prefix("# pass "))?;
    proof::add(proof, "tests", passed, "in browsers, on the built site").context("noting what was shown")
}

/// The tests of a folder whose names begin so, in name order.
fn test_files(folder: &Path, begin: &str) -> Result<Vec<PathBuf>> {
    let files = std::fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
    let mut files: Vec<PathBuf> = files.with_context(|| format!("reading {}", folder.display()))?;
    files.retain(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".test.mjs") && name.starts_with(begin)
    });
    ensure!(!files.is_empty(), "no test in {} begins with `{begin}`", folder.display());
    files.sort();
    Ok(files)
}
