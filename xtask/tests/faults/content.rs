//! Fuzzing of content files: a hundred mutated files, for each of which the check ends and names the place, and the
//! earlier site stays.

use std::fs;
use std::path::Path;
use std::process::Output;

use walkdir::WalkDir;

use super::chance::Chance;
use super::workspace::{Workspace, differences, files, said, survived};
use crate::common;

const FILES: usize = 100;

/// Files that need not be there: one that is gone or cut is told of by what it would have said, elsewhere.
const OPTIONAL: [&str; 4] = ["termbase", "waivers", "own-terms", "sample"];

/// What becomes of a file.
enum Damaged {
    /// Other bytes.
    Bytes(Vec<u8>),
    /// The same to the reader: the check must find nothing.
    Same(Vec<u8>),
    /// A folder of its name.
    Folder,
    /// A link to itself.
    Loop,
}
use Damaged::{Bytes, Folder, Loop, Same};

type Mutation = fn(&[u8], &mut Chance) -> Damaged;

const MUTATIONS: [Mutation; 25] = [
    |bytes, chance| Bytes(bytes[..chance.below(bytes.len())].to_vec()),
    |bytes, chance| Bytes(with_bytes(bytes, chance, 1)),
    |bytes, chance| Bytes(with_bytes(bytes, chance, 40)),
    |bytes, chance| Bytes(inserted(bytes, chance, b"\xff\xfe")),
    |bytes, chance| Bytes(inserted(bytes, chance, b"\xe4\xb8")),
    |bytes, chance| Bytes(inserted(bytes, chance, b"\0")),
    |bytes, chance| Bytes(inserted(bytes, chance, b"\x1b[2J\x07")),
    |bytes, _| Bytes(bytes.iter().map(|byte| if *byte == b' ' { b'\t' } else { *byte }).collect()),
    |bytes, chance| Bytes(on_a_line(bytes, chance, |line| format!("\t{line}"))),
    |bytes, chance| Bytes(on_a_line(bytes, chance, |line| format!("{line}{line}"))),
    |bytes, chance| Bytes(on_a_line(bytes, chance, |_| String::new())),
    |bytes, chance| Bytes(on_a_line(bytes, chance, |line| format!("  {line}"))),
    |bytes, chance| Bytes(on_a_line(bytes, chance, |line| other_value(line, "[1, {a: [null]}]"))),
    |bytes, chance| Bytes(on_a_line(bytes, chance, |line| other_value(line, "1e999"))),
    |bytes, chance| Bytes(on_a_line(bytes, chance, |line| other_value(line, &"[".repeat(100_000)))),
    |bytes, chance| Bytes(on_a_line(bytes, chance, |line| other_value(line, &"{a: ".repeat(100_000)))),
    |bytes, chance| Bytes(on_a_line(bytes, chance, |line| other_value(line, &"x".repeat(10_000_000)))),
    |bytes, chance| Bytes(on_a_line(bytes, chance, |line| other_value(line, &"- ".repeat(100_000)))),
    |bytes, chance| Bytes(on_a_line(bytes, chance, |line| bomb() + line)),
    |bytes, _| Same([b"\xef\xbb\xbf", bytes].concat()),
    |bytes, _| Same(String::from_utf8_lossy(bytes).replace('\n', "\r\n").into_bytes()),
    |_, _| Bytes(Vec::new()),
    |_, chance| Bytes((0..4096).map(|_| chance.below(256) as u8).collect()),
    |_, _| Loop,
    |_, _| Folder,
];

fn with_bytes(bytes: &[u8], chance: &mut Chance, times: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..times {
        let at = chance.below(bytes.len());
        bytes[at] ^= 1 << chance.below(8);
    }
    bytes
}

fn inserted(bytes: &[u8], chance: &mut Chance, more: &[u8]) -> Vec<u8> {
    let (before, after) = bytes.split_at(chance.below(bytes.len()));
    [before, more, after].concat()
}

fn on_a_line(bytes: &[u8], chance: &mut Chance, change: impl Fn(&str) -> String) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let at = chance.below(lines.len());
    lines[at] = change(&lines[at]);
    lines.concat().into_bytes()
}

fn other_value(line: &str, value: &str) -> String {
    let key = line.find(": ").map_or(line.trim_end(), |colon| &line[..=colon]);
    format!("{key} {value}\n")
}

/// A YAML bomb: ten aliases of ten aliases of ten …
fn bomb() -> String {
    let level =
        |number: usize| format!("b{number}: &b{number} [{}]\n", vec![format!("*b{}", number - 1); 10].join(", "));
    "b0: &b0 [lol]\n".to_owned() + &(1..10).map(level).collect::<String>()
}

/// Runs a check, which must come to an end of its own.
fn checked(workspace: &Workspace, what: &str, path: &str) -> Output {
    let output = workspace.run(&["check", "--format", "short"]);
    let said = said(&output);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{what}: {:?} {}", output.status, tail(&said));
    assert!(!said.contains("panicked"), "{what}: {}", tail(&said));
    let lines = String::from_utf8(output.stdout.clone()).unwrap();
    for line in lines.lines() {
        assert!(is_placed(line), "{what}: {}", tail(line));
    }
    if output.status.code() == Some(1) {
        // A note that quotes an entry tells of the entry; what a list had that may be empty is named where it is
        // missed: an identifier where it was published, a waived fault where it stands.
        let code = common::root().join(path);
        let code = fs::read_to_string(code).unwrap_or_default();
        let code = code.lines().find_map(|line| line.strip_prefix("code: ")).map(|code| format!("{code}-"));
        let is_quoted = |line: &str| code.as_ref().is_some_and(|code| line.contains(code));
        let names = |line: &str| line.contains(&stem(path)) || line.contains("[vanished-id]") || is_quoted(line);
        let is_named = lines.lines().any(names);
        assert!(is_named || OPTIONAL.contains(&&*stem(path)), "{what} is not named in {}", tail(&lines));
        assert!(lines.len() < 300_000, "{what}: {} bytes are more than anyone reads", lines.len());
    }
    output
}

/// The end of a text that may be megabytes.
fn tail(text: &str) -> String {
    let from = text.char_indices().rev().nth(600).map_or(0, |(at, _)| at);
    text[from..].to_owned()
}

/// What a problem of this file says whichever of its places it names.
fn stem(path: &str) -> String {
    Path::new(path).file_stem().unwrap().to_string_lossy().into_owned()
}

/// `file:line:column: error[code]: message`.
fn is_placed(line: &str) -> bool {
    let mut parts = line.splitn(4, ':');
    let path = parts.next().is_some_and(|path| path.contains('/') || path.contains('.'));
    let mut number = || parts.next().is_some_and(|number| number.parse::<usize>().is_ok_and(|number| number > 0));
    let place = number() && number();
    path && place && parts.next().is_some_and(|rest| rest.starts_with(" error[") || rest.starts_with(" warning["))
}

fn damage(path: &Path, damaged: &Damaged) {
    fs::remove_file(path).unwrap();
    match damaged {
        Bytes(bytes) | Same(bytes) => fs::write(path, bytes).unwrap(),
        Folder => fs::create_dir(path).unwrap(),
        #[cfg(unix)]
        Loop => std::os::unix::fs::symlink(path, path).unwrap(),
        #[cfg(not(unix))]
        Loop => {}
    }
}

fn mend(path: &Path, bytes: &[u8]) {
    if path.is_dir() {
        fs::remove_dir(path).unwrap();
    } else {
        fs::remove_file(path).ok();
    }
    fs::write(path, bytes).unwrap();
}

/// The numbers of `FILES` that leave this remainder; two halves run side by side.
fn survive(half: usize) {
    let workspace = Workspace::new();
    let before = workspace.build(&["--out", "site/dist"]);
    let entries = WalkDir::new(workspace.path("content")).sort_by_file_name().into_iter().map(Result::unwrap);
    let paths: Vec<_> = entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect();
    for number in (half..FILES).step_by(2) {
        let mut chance = Chance::new(number as u64 + 1);
        let path = chance.pick(&paths);
        let bytes = fs::read(path).unwrap();
        let mutation = number % MUTATIONS.len();
        let damaged = MUTATIONS[mutation](&bytes, &mut chance);
        let name = path.strip_prefix(workspace.path("")).unwrap().to_string_lossy().replace('\\', "/");
        let what = format!("file {number}, {name} after mutation {mutation}");
        damage(path, &damaged);
        let output = checked(&workspace, &what, &name);
        if matches!(damaged, Same(_)) {
            assert_eq!(output.status.code(), Some(0), "{what}: {}", tail(&String::from_utf8_lossy(&output.stdout)));
        }
        if output.status.code() == Some(1) && number % 10 < 2 {
            let built = workspace.run(&["build"]);
            assert_eq!(built.status.code(), Some(1), "{what}: {}", tail(&said(&built)));
            assert!(said(&built).contains("the site was not changed"), "{what}: {}", tail(&said(&built)));
            assert_eq!(differences(&files(&workspace.path("site/dist")), &before), [""; 0], "{what}");
        }
        mend(path, &bytes);
    }
    assert_eq!(differences(&workspace.build(&["--out", "site/dist"]), &before), [""; 0]);
    survived(FILES / 2, "malformed content files");
}

#[test]
fn a_hundred_malformed_content_files_are_survived_half_of_them() {
    survive(0);
}

#[test]
fn a_hundred_malformed_content_files_are_survived_the_other_half() {
    survive(1);
}

#[test]
fn marks_and_line_ends_of_other_systems_change_nothing() {
    let workspace = Workspace::new();
    let before = workspace.build(&["--out", "site/dist"]);
    for name in [
        "content/editions/2024-draft/terms.yaml",
        "content/editions/2024-draft/text/zh/3-terms.md",
        "content/editions/2024-draft/clauses/production/quality-control.yaml",
    ] {
        let text = fs::read_to_string(workspace.path(name)).unwrap();
        fs::write(workspace.path(name), format!("\u{feff}{}", text.replace('\n', "\r\n"))).unwrap();
    }
    assert_eq!(differences(&workspace.build(&["--out", "site/dist"]), &before), [""; 0]);
}
