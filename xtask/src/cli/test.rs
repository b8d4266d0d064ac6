//! `cargo xtask test`: everything continuous integration runs, the fast checks first.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use dtmm_site::write;
use dtmm_workspace::build::{self, BuildOptions};
use dtmm_workspace::project;
use xtask::browser::{self, Browser};
use xtask::tell;
use xtask::terminal;
use xtask::test_summary::{self, TestSummary};

/// The folder under `target/` that the browser tests read the site from.
const SITE: &str = "target/site-under-test";

/// The file that tests append their counts to, for the summary at the end.
const COUNTS: &str = "target/proof.tsv";

/// The folder of the browser tests, with the npm packages pinned by `package-lock.json`.
const TOOLS: &str = "xtask/tests/browser";

/// The tests to run.
pub(super) enum TestScope<'a> {
    /// All of it.
    Whole,
    /// Those that need no browser and no built site.
    Quick,
    /// The browser tests in files whose names have this prefix.
    Only(&'a str),
}

pub(super) fn run(scope: &TestScope) -> Result<ExitCode> {
    let root = project::find_root()?;
    // Resolved before the tests, which may rebuild this program and so replace the file.
    let program = std::env::current_exe().context("finding this program")?;
    let counts = root.join(COUNTS);
    fs::create_dir_all(root.join("target"))
        .and_then(|()| fs::write(&counts, ""))
        .with_context(|| format!("writing {COUNTS}"))?;
    let site = root.join(SITE);
    let tools = root.join(TOOLS);
    let mut steps = Steps::default();
    if let TestScope::Only(prefix) = scope {
        steps.run("site and engine", || build_site(&root, &site))?;
        browser::install_driver(&tools)?;
        steps.run("browsers", || browser_tests(&root, prefix, &site, &program, &counts))?;
        return Ok(ExitCode::SUCCESS);
    }
    steps.run("format", || cargo(&root, &["fmt", "--all", "--check"]))?;
    steps
        .run("content", || super::check::run(None, true, super::format::DiagnosticFormatArg::Human).and_then(passed))?;
    steps.run("lints", || {
        let arguments = ["clippy", "--release", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
        cargo(&root, &arguments)
    })?;
    steps.run("scripts", || browser::install_driver(&tools).and_then(|()| scripts(&root, &counts)))?;
    steps.run("unit and integration tests", || rust_tests(&root, &counts))?;
    if let TestScope::Whole = scope {
        steps.run("dependencies", || dependencies(&root))?;
        steps.run("site and engine", || build_site(&root, &site))?;
        steps.run("browsers", || browser_tests(&root, "", &site, &program, &counts))?;
    }
    let shown = fs::read_to_string(&counts).with_context(|| format!("reading {COUNTS}"))?;
    tell!("== all passed\n\n{}\n{}", steps.summary(), TestSummary::read(&shown).to_string().trim_end_matches('\n'));
    Ok(ExitCode::SUCCESS)
}

/// The steps that have passed, with their durations in seconds.
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

/// Runs the Rust tests and counts those that passed. Those of `xtask` run separately: in one run with the engine,
/// which enables other features of `sha2`, all would be compiled again.
fn rust_tests(root: &Path, counts: &Path) -> Result<()> {
    let cargo = std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from);
    let mut passed = 0;
    for packages in [["--package", "xtask"].as_slice(), &["--workspace", "--exclude", "xtask"]] {
        let mut command = Command::new(&cargo);
        command
            .args(["test", "--release", "--locked"])
            .args(packages)
            .current_dir(root)
            .env(test_summary::VARIABLE, counts);
        passed += counted(&mut command, |line| line.strip_prefix("test result: ok. ")?.split(' ').next())?;
    }
    test_summary::add(counts, "tests", passed, "in Rust, on the real content").context("noting what was shown")
}

/// Runs a program, prints its output, and adds up the numbers that `number` finds in its lines.
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

/// Checks licences, bans and sources of dependencies. Advisories need the network: the workflow checks them.
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
    let options = BuildOptions { deny_warnings: true, ..BuildOptions::default() };
    let tree = build::build(root, Some(engine), &options)?.tree.context("the content has problems")?;
    write::write(&tree, out).map(drop)
}

/// Type check, lints and unit tests of the site's scripts, without a browser.
fn scripts(root: &Path, counts: &Path) -> Result<()> {
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
    test_summary::add(counts, "tests", passed, "of scripts without a browser").context("noting what was shown")
}

fn browser_tests(root: &Path, prefix: &str, site: &Path, program: &Path, counts: &Path) -> Result<()> {
    let folder = root.join(TOOLS);
    let mut command = Command::new("node");
    for browser in [Browser::Chromium, Browser::Firefox, Browser::WebKit] {
        command.env(browser.variable(), browser.find_or_install(&mut |line| tell!("{line}"))?);
    }
    // Where the shell cannot be had, Chromium takes its place, only slower.
    let shell = Browser::ChromiumShell.find_or_install(&mut |line| tell!("{line}"));
    let shell = shell.or_else(|_| Browser::Chromium.find_or_install(&mut |line| tell!("{line}")))?;
    command.env(Browser::ChromiumShell.variable(), shell);
    // Two test files per processor at a time, because pages spend half of the time waiting.
    let processors = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    command.arg(folder.join("run.mjs")).arg((2 * processors).to_string()).args(test_files(&folder, prefix)?);
    command.env("SITE", site).env("XTASK", program).env(test_summary::VARIABLE, counts);
    let passed = counted(&mut command, |line| line.strip_prefix("# pass "))?;
    test_summary::add(counts, "tests", passed, "in browsers, on the built site").context("noting what was shown")
}

/// The test files of a folder whose names have the prefix, in name order.
fn test_files(folder: &Path, prefix: &str) -> Result<Vec<PathBuf>> {
    let files = std::fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
    let mut files: Vec<PathBuf> = files.with_context(|| format!("reading {}", folder.display()))?;
    files.retain(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".test.mjs") && name.starts_with(prefix)
    });
    ensure!(!files.is_empty(), "no test in {} begins with `{prefix}`", folder.display());
    files.sort();
    Ok(files)
}
