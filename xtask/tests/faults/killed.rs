//! Builds killed at any moment: what stands there is the whole old site or the whole new one.

use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use super::chance::Chance;
use super::workspace::{Files, Workspace, differences, files, survived};

const OLD: &str = "https://old.example/";
const NEW: &str = "https://new.example/";

/// Starts a build and kills it after a part of the time that `whole` says writing takes. Tells
/// whether it was still at work.
fn kill_while_writing(workspace: &Workspace, url: &str, out: &str, part: Duration) -> bool {
    let begun = workspace.path(&format!("site/.{out}.dtmm-build/new"));
    let out = format!("site/{out}");
    let mut command = workspace.command(&["build", "--base-url", url, "--out", &out]);
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    while !begun.exists() && child.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_micros(200));
    }
    thread::sleep(part);
    let was_at_work = child.try_wait().unwrap().is_none();
    child.kill().ok();
    child.wait().unwrap();
    was_at_work
}

/// How long writing a site takes here, from the first file to the end.
fn writing(workspace: &Workspace) -> Duration {
    let begun = workspace.path("site/.measured.dtmm-build/new");
    let mut command = workspace.command(&["build", "--out", "site/measured"]);
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    while !begun.exists() && child.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_micros(200));
    }
    let started = Instant::now();
    assert!(child.wait().unwrap().success());
    started.elapsed()
}

fn is_one_of(found: &Files, whole: [&Files; 2]) {
    let differences = whole.map(|whole| differences(found, whole));
    assert!(
        differences.iter().any(Vec::is_empty),
        "{} files are neither as before nor as after, {} files at all",
        differences.iter().map(Vec::len).min().unwrap(),
        found.len(),
    );
}

#[test]
fn a_build_killed_at_any_moment_leaves_the_old_site_or_the_new_one() {
    let workspace = Workspace::new();
    let old = workspace.build(&["--base-url", OLD, "--out", "site/old"]);
    let new = workspace.build(&["--base-url", NEW, "--out", "site/new"]);
    assert!(differences(&old, &new).len() > 3, "the two sites are told apart");
    let whole = writing(&workspace);
    let mut chance = Chance::new(7);
    let mut part = || whole.mul_f64(chance.below(1200) as f64 / 1000.0);
    let mut at_work = 0;
    workspace.build(&["--base-url", OLD, "--out", "site/dist"]);
    for round in 0..30 {
        let url = if round % 2 == 0 { NEW } else { OLD };
        at_work += usize::from(kill_while_writing(&workspace, url, "dist", part()));
        is_one_of(&files(&workspace.path("site/dist")), [&old, &new]);
    }
    for _ in 0..10 {
        at_work += usize::from(kill_while_writing(&workspace, NEW, "first", part()));
        let found = files(&workspace.path("site/first"));
        is_one_of(&found, [&Files::new(), &new]);
        std::fs::remove_dir_all(workspace.path("site/first")).ok();
    }
    assert!(at_work > 5, "of 40 builds only {at_work} were killed before their end");
    assert_eq!(differences(&workspace.build(&["--base-url", NEW, "--out", "site/dist"]), &new), [""; 0]);
    assert_eq!(differences(&workspace.build(&["--base-url", NEW, "--out", "site/first"]), &new), [""; 0]);
    let expected = ["assets", "dist", "first", "measured", "new", "old"];
    assert_eq!(workspace.names("site"), expected, "the next build takes away what a killed one left");
    assert!(Path::new(&workspace.path("site/dist/index.html")).exists());
    survived(at_work, "builds killed at random moments");
}
