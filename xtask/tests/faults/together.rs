//! Two concurrent builds: one waits for the other, or reports the lock holder.

use std::fs::{self, File};
use std::process::Stdio;

use super::workspace::{Workspace, differences, ended, files, said, survived};

const ONE: [&str; 4] = ["--base-url", "https://one.example/", "--out", "site/dist"];
const TWO: [&str; 4] = ["--base-url", "https://two.example/", "--out", "site/dist"];

#[test]
fn two_builds_into_one_folder_leave_one_whole_site() {
    let workspace = Workspace::new();
    let wholes = [workspace.build(&ONE), workspace.build(&TWO)];
    for _ in 0..4 {
        let start = |arguments: &[&str]| {
            let mut command = workspace.command(&[&["build"], arguments].concat());
            command.stderr(Stdio::piped()).spawn().unwrap()
        };
        let outputs = [start(&ONE), start(&TWO)].map(|build| build.wait_with_output().unwrap());
        // On a disk so slow that the second has no patience left, it says so.
        assert!(outputs.iter().any(|output| output.status.success()));
        for output in outputs.iter().filter(|output| !output.status.success()) {
            assert!(said(output).contains("another build"), "{}", said(output));
        }
        let found = files(&workspace.path("site/dist"));
        assert!(wholes.iter().any(|whole| differences(&found, whole).is_empty()), "a mixed site");
        assert_eq!(workspace.names("site"), ["assets", "dist", "words"]);
    }
    survived(4, "pairs of builds at once");
}

#[test]
fn a_build_names_the_lock_that_another_holds_and_one_left_behind_is_nobodys() {
    let workspace = Workspace::new();
    let old = workspace.build(&ONE);
    let path = workspace.path("site/.dist.dtmm-build/lock");
    fs::create_dir(path.parent().unwrap()).unwrap();
    let held = File::create(&path).unwrap();
    held.lock().unwrap();
    fs::write(&path, "dtmm-lock 4711").unwrap();
    let mut waiting = workspace.command(&[&["build"], &TWO[..]].concat());
    let waiting = waiting.stderr(Stdio::piped()).spawn().unwrap();
    workspace.build(&["--out", "site/elsewhere"]);
    let output = waiting.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    let expected = format!("another build (process 4711) is writing to {}", workspace.path("site/dist").display());
    for part in [&expected, &path.display().to_string(), "build again", "--out"] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    assert_eq!(differences(&files(&workspace.path("site/dist")), &old), [""; 0]);
    drop(held);
    assert!(path.exists(), "as a killed build leaves it");
    workspace.build(&TWO);
    assert_eq!(workspace.names("site"), ["assets", "dist", "elsewhere", "words"]);
}

#[test]
fn serving_and_building_do_not_disturb_each_other() {
    let workspace = Workspace::new();
    let mut command = workspace.command(&["serve", "--port", "0"]);
    let mut server = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    workspace.build(&ONE);
    let output = ended(&mut workspace.command(&["check"]));
    let is_serving = server.try_wait().unwrap().is_none();
    server.kill().ok();
    server.wait().unwrap();
    assert!(is_serving, "the server ended");
    assert!(output.status.success(), "{}", said(&output));
}
