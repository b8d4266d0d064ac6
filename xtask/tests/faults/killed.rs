//! Builds killed at any moment leave the complete old site or the complete new one.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use walkdir::WalkDir;

use super::chance::Chance;
use super::workspace::{Files, Workspace, differences, files, survived};

const OLD: &str = "https://old.example/";
const NEW: &str = "https://new.example/";

/// How many files a build has written so far.
fn written(begun: &Path) -> usize {
    let entries = WalkDir::new(begun).into_iter().filter_map(Result::ok);
    entries.filter(|entry| entry.file_type().is_file()).count()
}

/// Starts a build and kills it once it has written that many files, or when it has begun to put them in place. Tells
/// whether it was still at work. How far a build has come is seen by what it wrote, however fast it is.
fn kill_while_writing(workspace: &Workspace, url: &str, out: &str, after: usize) -> bool {
    let begun = workspace.path(&format!("site/.{out}.dtmm-build/new"));
    let out = format!("site/{out}");
    let mut command = workspace.command(&["build", "--base-url", url, "--out", &out]);
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let now = written(&begun);
        // Fewer than before: it is in place, and what was there is being removed.
        if now < most || (now > 0 && now >= after) {
            break;
        }
        most = now;
        // A build writes a file in less, but looking all the time would take a whole processor from it.
        std::thread::sleep(Duration::from_millis(1));
    }
    let was_at_work = child.try_wait().unwrap().is_none();
    child.kill().ok();
    child.wait().unwrap();
    was_at_work
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
    let mut chance = Chance::new(7);
    // Some are killed only after all files are written.
    let mut part = || chance.below(new.len() * 5 / 4);
    let mut at_work = 0;
    workspace.build(&["--base-url", OLD, "--out", "site/dist"]);
    for round in 0..16 {
        let url = if round % 2 == 0 { NEW } else { OLD };
        at_work += usize::from(kill_while_writing(&workspace, url, "dist", part()));
        is_one_of(&files(&workspace.path("site/dist")), [&old, &new]);
    }
    for _ in 0..6 {
        at_work += usize::from(kill_while_writing(&workspace, NEW, "first", part()));
        let found = files(&workspace.path("site/first"));
        is_one_of(&found, [&Files::new(), &new]);
        std::fs::remove_dir_all(workspace.path("site/first")).ok();
    }
    assert!(at_work > 5, "of 22 builds only {at_work} were killed before their end");
    assert_eq!(differences(&workspace.build(&["--base-url", NEW, "--out", "site/dist"]), &new), [""; 0]);
    assert_eq!(differences(&workspace.build(&["--base-url", NEW, "--out", "site/first"]), &new), [""; 0]);
    let expected = ["assets", "dist", "first", "new", "old", "words"];
    assert_eq!(workspace.names("site"), expected, "the next build takes away what a killed one left");
    assert!(Path::new(&workspace.path("site/dist/index.html")).exists());
    survived(at_work, "builds killed at random moments");
}
