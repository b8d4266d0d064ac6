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
    fs::copy(XTASK, &program).unwrap();
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
    assert_eq!(workspace.names("site"), ["assets", "dist"], "nothing is left beside the site");
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

/// Needs a file system of its own, which not every machine lets its users make.
#[test]
fn a_full_disk_leaves_the_old_site() {
    let workspace = Workspace::new();
    let before = workspace.build(&["--out", "site/dist"]);
    let kilobytes: usize = before.values().map(|bytes| bytes.len().div_ceil(4096) * 4).sum();
    fs::create_dir(workspace.path("small")).unwrap();
    let run = |script: &str| {
        let mut command = Command::new("unshare");
        let size = format!("size={}k", kilobytes * 3 / 2);
        ended(workspace.prepare(command.args(["-Urm", "sh", "-c", script, XTASK, &size])))
    };
    if !run("mount -t tmpfs -o \"$1\" none small").status.success() {
        eprintln!("no file system can be made here: not tested");
        return;
    }
    let output = run("mount -t tmpfs -o \"$1\" none small && cp -r site/dist small/dist || exit 9
        \"$0\" build --base-url https://example.org/ --out small/dist
        code=$?
        diff -r site/dist small/dist && [ \"$(ls -A small)\" = dist ] || exit 8
        exit $code");
    fails(&output, &["the new site is not written", "small/dist stays as it was", "No space left on device"]);
    survived(1, "full disk");
}

#[test]
fn a_folder_that_may_not_be_written_to_is_named() {
    let workspace = Workspace::new();
    let before = workspace.build(&["--out", "site/dist"]);
    fs::set_permissions(workspace.path("site"), mode(0o555)).unwrap();
    let output = as_user(&workspace, &["build"]);
    fs::set_permissions(workspace.path("site"), mode(0o755)).unwrap();
    fails(&output, &["site/.dist-lock", "Permission denied"]);
    stays(&workspace, &before);
    survived(1, "folder without the right to write");
}

#[test]
fn a_file_that_may_not_be_read_is_named() {
    let workspace = Workspace::new();
    let before = workspace.build(&["--out", "site/dist"]);
    for name in ["content/terms.yaml", "templates/layout.html", "site/assets/css/base.css"] {
        fs::set_permissions(workspace.path(name), mode(0o000)).unwrap();
        fails(&as_user(&workspace, &["build"]), &[&format!("reading {name}"), "Permission denied"]);
        fs::set_permissions(workspace.path(name), mode(0o644)).unwrap();
    }
    fs::set_permissions(workspace.path("content/clauses"), mode(0o000)).unwrap();
    fails(&as_user(&workspace, &["check"]), &["content/clauses", "Permission denied"]);
    fs::set_permissions(workspace.path("content/clauses"), mode(0o755)).unwrap();
    stays(&workspace, &before);
    survived(4, "unreadable files and folders");
}

#[test]
fn what_is_missing_is_named() {
    let workspace = Workspace::new();
    let before = workspace.build(&["--out", "site/dist"]);
    let cases = [
        ("content/terms.yaml", "content/terms.yaml"),
        ("content/clauses/production/quality-control.yaml", "quality-control"),
        ("content/text/en/1-scope.md", "1-scope"),
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
