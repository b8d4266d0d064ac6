//! A copy of the repository that a test may break, with stand-ins for the engines.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use dtmm_site::Engine;
use tempfile::TempDir;
use walkdir::WalkDir;
use xtask::test_summary;

/// The command under test.
pub(crate) const XTASK: &str = env!("CARGO_BIN_EXE_xtask");

/// What a build reads.
const COPIED: [&str; 5] = ["content", "crates", "site/assets", "site/words", "templates"];

/// The timeout after which a command counts as hanging.
const HANGS: Duration = Duration::from_secs(120);

/// Bytes by path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// A copy of the repository in a folder of its own.
pub(crate) struct Workspace {
    _folder: TempDir,
    root: PathBuf,
}

impl Workspace {
    /// A fresh copy.
    pub(crate) fn new() -> Workspace {
        Workspace::at("copy", false)
    }

    /// A fresh copy in a folder of this name, its files made in name order or the other way round.
    pub(crate) fn at(name: &str, backwards: bool) -> Workspace {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join(name);
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let mut paths: Vec<PathBuf> = COPIED.iter().flat_map(|part| paths(&source.join(part))).collect();
        paths.extend(["Cargo.toml", "Cargo.lock"].map(|name| source.join(name)));
        if backwards {
            paths.reverse();
        }
        for path in paths {
            let to = root.join(path.strip_prefix(source).unwrap());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(&path, to).unwrap();
        }
        let [scorer, reporter, commenter, sharer, workbooks] =
            ["/* engine */", "/* reporter */", "/* commenter */", "/* sharer */", "/* workbooks */"]
                .map(|script| script.as_bytes().to_vec());
        let engine = Engine { scorer, reporter, commenter, sharer, workbooks };
        dtmm_engine::stand_in(&root, &root.join("target"), &engine).unwrap();
        Workspace { _folder: folder, root }
    }

    /// A path in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Has the command run in it, whatever program starts it.
    pub(crate) fn prepare<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", self.path("target")).env("RUST_BACKTRACE", "0")
    }

    /// The command with these arguments, to be started.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(XTASK);
        self.prepare(command.args(arguments));
        command
    }

    /// The command with these arguments, run to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        ended(&mut self.command(arguments))
    }

    /// Builds a site, which must succeed, and gives its files.
    pub(crate) fn build(&self, arguments: &[&str]) -> Files {
        let output = self.run(&[&["build"], arguments].concat());
        assert!(output.status.success(), "{}", said(&output));
        let out = arguments.iter().skip_while(|argument| **argument != "--out").nth(1).unwrap();
        files(&self.path(out))
    }

    /// The names of what lies in a folder.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

fn paths(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

/// All files below a folder; none if it is not there.
pub(crate) fn files(folder: &Path) -> Files {
    if !folder.exists() {
        return Files::new();
    }
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
    paths(folder).into_iter().map(|path| (name(&path), fs::read(&path).unwrap())).collect()
}

/// What two sites differ in; comparing whole ones would print megabytes.
pub(crate) fn differences(one: &Files, other: &Files) -> Vec<String> {
    let names = one.keys().chain(other.keys());
    let mut names: Vec<String> = names.filter(|name| one.get(*name) != other.get(*name)).cloned().collect();
    names.sort();
    names.dedup();
    names
}

/// Runs a command to its end, and fails if it hangs.
pub(crate) fn ended(command: &mut Command) -> Output {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let drain = |mut pipe: Box<dyn std::io::Read + Send>| {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            pipe.read_to_end(&mut bytes).unwrap();
            bytes
        })
    };
    let out = drain(Box::new(child.stdout.take().unwrap()));
    let err = drain(Box::new(child.stderr.take().unwrap()));
    let status = wait(&mut child);
    Output { status, stdout: out.join().unwrap(), stderr: err.join().unwrap() }
}

fn wait(child: &mut Child) -> std::process::ExitStatus {
    let started = Instant::now();
    loop {
        match child.try_wait().unwrap() {
            Some(status) => return status,
            None if started.elapsed() > HANGS => {
                child.kill().unwrap();
                panic!("does not come to an end");
            }
            None => thread::sleep(Duration::from_millis(2)),
        }
    }
}

/// What a command wrote on standard error.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Adds the number of survived faults to the summary of `cargo xtask test`.
pub(crate) fn survived(count: usize, what: &str) {
    if let Some(file) = std::env::var_os(test_summary::VARIABLE) {
        test_summary::add(Path::new(&file), "faults survived", count as u64, what).unwrap();
    }
}
