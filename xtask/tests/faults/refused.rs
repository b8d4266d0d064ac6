//! A disk that is full, folders and files that may not be written or read, folders that are somebody
//! else's: each is named, and what stood there stays.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::process::{Command, Output};

use super::workspace::{Files, Workspace, XTASK, differences, ended, files, said, survived};

/// Whom no rights are given to.
const NOBODY: u32 = 65534;

/// Runs the command as somebody to whom rights matter: they do not to the administrator.
fn as_user(workspace: &Workspace, arguments: &[&str]) -> Output {
    let program = workspace.path("program");
    // Copied by another process: while this one writes a program, a child of another test may hold it open, and
    // no system runs what is open for writing.
    assert!(Command::new("cp").arg(XTASK).arg(&program).status().unwrap().success());
    let mut command = Command::new(program);
    workspace.prepare(command.args(arguments));
    if fs::metadata(workspace.path("program")).unwrap().uid() == 0 {
        fs::set_permissions(workspace.path("..").canonicalize().unwrap(), mode(0o755)).unwrap();
        command.uid(NOBODY).gid(NOBODY);
    }
    ended(&mut command)
}

fn mode(bits: u32) -> fs::Permissions {
    fs::Permissions::from_mode(bits)
}

/// A run that failed and said these words.
fn fails(output: &Output, words: &[&str]) {
    assert_eq!(output.status.code(), Some(1), "{}", said(output));
    let all = format!("{}{}", String::from_utf8_lossy(&output.stdout), said(output));
    for word in words {
        assert!(all.contains(word), "{word} is not in {all}");
    }
}

fn stays(workspace: &Workspace, before: &Files) {
    assert_eq!(differences(&files(&workspace.path("site/dist")), before), [""; 0]);
    assert_eq!(workspace.names("site"), ["assets", "dist", "words"], "nothing is left beside the site");
}

#[test]
fn files_that_may_not_grow_leave_the_old_site() {
    let workspace = Workspace::new();
    let before = workspace.build(&["--out", "site/dist"]);
    let mut command = Command::new("sh");
    let script = "trap '' XFSZ; ulimit -f 100; exec \"$0\" build --base-url https://example.org/";
    let output = ended(workspace.prepare(command.args(["-c", script, XTASK])));
    fails(&output, &["the new site is not written", "site/dist stays as it was: writing", "File too large"]);
    stays(&workspace, &before);
    survived(1, "limit on the size of files");
}

/// Runs a script where it can mount file systems of its own, which not every machine lets its users do. `$0` is the
/// command, `$1` says the size of a file system.
fn mounting(workspace: &Workspace, kilobytes: usize, script: &str) -> Option<Output> {
    fs::create_dir_all(workspace.path("small")).unwrap();
    let run = |script: &str| {
        let mut command = Command::new("unshare");
        let size = format!("size={kilobytes}k");
        ended(workspace.prepare(command.args(["-Urm", "sh", "-c", script, XTASK, &size])))
    };
    if !run("mount -t tmpfs -o \"$1\" none small").status.success() {
        eprintln!("no file system can be made here: not tested");
        return None;
    }
    Some(run(script))
}

fn kilobytes(site: &Files) -> usize {
    site.values().map(|bytes| bytes.len().div_ceil(4096) * 4).sum()
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    let workspace = Workspace::new();
    let before = workspace.build(&["--out", "site/dist"]);
    let script = "mount -t tmpfs -o \"$1\" none small && cp -r site/dist small/dist || exit 9
        \"$0\" build --base-url https://example.org/ --out small/dist
        code=$?
        diff -r site/dist small/dist && [ \"$(ls -A small)\" = dist ] || exit 8
        exit $code";
    let Some(output) = mounting(&workspace, kilobytes(&before) * 3 / 2, script) else { return };
    fails(&output, &["the new site is not written", "small/dist stays as it was", "No space left on device"]);
    survived(1, "full disk");
}

/// A stick, a volume of a container: the folder cannot be moved, and what is beside it may not be ours to write.
#[test]
fn a_mounted_folder_takes_the_site_in_parts() {
    let workspace = Workspace::new();
    let old = workspace.build(&["--base-url", "https://old.example/", "--out", "site/dist"]);
    let script = "mount -t tmpfs -o \"$1\" none small || exit 9
        \"$0\" build --out small && \"$0\" build --base-url https://old.example/ --out small || exit 8
        diff -r site/dist small || exit 7
        mkdir source place && mount --bind source place || exit 9
        \"$0\" build --out place && \"$0\" build --base-url https://old.example/ --out place || exit 6
        diff -r site/dist place || exit 5
        echo mine > source/letter && rm -r place/data || exit 9
        \"$0\" build --out place && exit 4
        [ \"$(cat place/letter)\" = mine ] && [ ! -e place/.dtmm-build ] || exit 3";
    let Some(output) = mounting(&workspace, kilobytes(&old) * 3, script) else { return };
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(said(&output).matches("the site was replaced part by part").count(), 4, "{}", said(&output));
    survived(2, "folders that are mounted");
}

#[test]
fn a_mounted_folder_that_fills_up_keeps_the_old_site() {
    let workspace = Workspace::new();
    let before = workspace.build(&["--out", "site/dist"]);
    let script = "mount -t tmpfs -o \"$1\" none small && cp -r site/dist/. small || exit 9
        \"$0\" build --base-url https://example.org/ --out small
        code=$?
        diff -r site/dist small || exit 8
        exit $code";
    let Some(output) = mounting(&workspace, kilobytes(&before) * 3 / 2, script) else { return };
    fails(&output, &["the new site is not written", "small stays as it was", "No space left on device"]);
    survived(1, "full mounted folder");
}

/// A terminal that cannot be written to does not change the exit status.
#[test]
fn what_cannot_be_said_changes_no_status() {
    let workspace = Workspace::new();
    fs::write(workspace.path("bad.json"), "{").unwrap();
    fs::write(workspace.path("good.json"), r#"{"format":"dtmm-assessment/1","edition":"2024-draft","answers":{}}"#)
        .unwrap();
    for (arguments, status) in [
        ("check", 0),
        ("build --out site/dist --zip site/dist.zip", 0),
        ("build --out content", 1),
        ("build --base-url javascript:alert(1)", 2),
        ("score good.json", 0),
        ("score bad.json", 1),
        ("no-such-command", 2),
    ] {
        for nowhere in ["/dev/full", "&-"] {
            let mut command = Command::new("sh");
            let script = format!("exec \"$0\" {} 2>{nowhere}", arguments.replace('(', "\\(").replace(')', "\\)"));
            let output = ended(workspace.prepare(command.args(["-c", &script, XTASK])));
            assert_eq!(output.status.code(), Some(status), "{arguments} 2>{nowhere}");
        }
    }
    fs::write(workspace.path("content/redirects.yaml"), "a: b: c").unwrap();
    for arguments in ["check", "check --format short", "score good.json"] {
        let mut command = Command::new("sh");
        let script = format!("exec \"$0\" {arguments} >/dev/full");
        let output = ended(workspace.prepare(command.args(["-c", &script, XTASK])));
        assert_eq!(output.status.code(), Some(1), "{arguments}: {}", said(&output));
        assert!(!said(&output).contains("panicked"), "{arguments}: {}", said(&output));
    }
}

#[test]
fn a_folder_that_may_not_be_written_to_is_named() {
    let workspace = Workspace::new();
    let before = workspace.build(&["--out", "site/dist"]);
    fs::set_permissions(workspace.path("site"), mode(0o555)).unwrap();
    let output = as_user(&workspace, &["build"]);
    fs::set_permissions(workspace.path("site"), mode(0o755)).unwrap();
    fails(&output, &["site/.dist.dtmm-build", "Permission denied"]);
    stays(&workspace, &before);
    survived(1, "folder without the right to write");
}

#[test]
fn a_file_that_may_not_be_read_is_named() {
    let workspace = Workspace::new();
    let before = workspace.build(&["--out", "site/dist"]);
    for name in ["content/editions/2024-draft/terms.yaml", "templates/layout.html", "site/assets/css/base.css"] {
        fs::set_permissions(workspace.path(name), mode(0o000)).unwrap();
        fails(&as_user(&workspace, &["build"]), &[&format!("reading {name}"), "Permission denied"]);
        fs::set_permissions(workspace.path(name), mode(0o644)).unwrap();
    }
    fs::set_permissions(workspace.path("content/editions/2024-draft/clauses"), mode(0o000)).unwrap();
    fails(&as_user(&workspace, &["check"]), &["content/editions/2024-draft/clauses", "Permission denied"]);
    fs::set_permissions(workspace.path("content/editions/2024-draft/clauses"), mode(0o755)).unwrap();
    stays(&workspace, &before);
    survived(4, "unreadable files and folders");
}

#[test]
fn what_is_missing_is_named() {
    let workspace = Workspace::new();
    let before = workspace.build(&["--out", "site/dist"]);
    let cases = [
        ("content/editions/2024-draft/terms.yaml", "content/editions/2024-draft/terms.yaml"),
        ("content/editions/2024-draft/clauses/production/quality-control.yaml", "quality-control"),
        ("content/editions/2024-draft/text/en/1-scope.md", "1-scope"),
        ("templates/layout.html", "layout.html"),
        ("templates/pages", "pages/"),
        ("site/assets", "site/assets"),
        ("crates/scorer/Cargo.toml", "crates/scorer/Cargo.toml"),
        ("content", "content/"),
        ("templates", "templates/"),
    ];
    for (path, named) in cases {
        let aside = workspace.path("aside");
        fs::rename(workspace.path(path), &aside).unwrap();
        let output = workspace.run(&["build"]);
        fs::rename(&aside, workspace.path(path)).unwrap();
        fails(&output, &[named]);
        stays(&workspace, &before);
    }
    survived(cases.len(), "missing files and folders");
}

#[test]
fn no_folder_that_is_not_a_site_is_touched() {
    let workspace = Workspace::new();
    for folder in ["letters", "shop/data", "working/.git"] {
        fs::create_dir_all(workspace.path(folder)).unwrap();
        fs::write(workspace.path(folder).join("model.json"), "mine").unwrap();
    }
    fs::write(workspace.path("file"), "mine").unwrap();
    let before = files(workspace.path("content").parent().unwrap());
    for out in [".", "content", "content/site", "letters", "shop", "working", "site", "site/assets/new", "file"] {
        let output = workspace.run(&["build", "--out", out]);
        let shown = workspace.path(out).display().to_string();
        fails(&output, &[&shown, if out == "file" { "Not a directory" } else { "--out" }]);
    }
    let after = files(workspace.path("content").parent().unwrap());
    assert_eq!(differences(&before, &after), [""; 0]);
}

#[test]
fn no_file_that_is_not_an_archive_of_the_site_is_replaced() {
    let workspace = Workspace::new();
    for name in ["README.md", "archive.zip"] {
        fs::write(workspace.path(name), "mine").unwrap();
        let output = workspace.run(&["build", "--zip", name]);
        fails(&output, &[&workspace.path(name).display().to_string(), "--zip"]);
        assert_eq!(fs::read_to_string(workspace.path(name)).unwrap(), "mine");
        assert!(!workspace.path("site/dist").exists(), "it is said before anything is written");
    }
    for base in ["https://one.example/", "https://two.example/"] {
        workspace.build(&["--base-url", base, "--zip", "site.zip", "--out", "site/dist"]);
    }
    survived(2, "files that --zip would have replaced");
}

/// Foreign files whose names look like work files of a build.
#[test]
fn what_is_beside_the_site_is_left_alone() {
    let workspace = Workspace::new();
    for name in [".mine-old", ".mine-new", ".mine.dtmm-build.old", ".mine.zip-new"] {
        fs::create_dir_all(workspace.path(name)).unwrap();
        fs::write(workspace.path(name).join("letter.txt"), "mine").unwrap();
    }
    for name in [".mine-lock", "mine.zip.1", ".mine.zip-lock"] {
        fs::write(workspace.path(name), "mine").unwrap();
    }
    let beside = || {
        let mut all = files(&workspace.path(""));
        all.retain(|name, _| !name.starts_with("mine/") && name != "mine.zip");
        all
    };
    let before = beside();
    for _ in 0..2 {
        workspace.build(&["--out", "mine", "--zip", "mine.zip"]);
        assert_eq!(differences(&before, &beside()), [""; 0]);
    }
    let site = files(&workspace.path("mine"));
    for name in [".mine.dtmm-build/old/letter.txt", ".mine.dtmm-build/new/letter.txt", ".mine.dtmm-build/lock"] {
        let path = workspace.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "mine").unwrap();
        fails(&workspace.run(&["build", "--out", "mine"]), &[".mine.dtmm-build", "move it away"]);
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        assert_eq!(differences(&files(&workspace.path("mine")), &site), [""; 0]);
        fs::remove_dir_all(workspace.path(".mine.dtmm-build")).unwrap();
    }
    survived(10, "files and folders named like those of a build");
}
