//! Every dependency comes from crates.io as the lockfile has it, under a licence of `deny.toml`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn read(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap()
}

/// The quoted strings of a line, without its comment.
fn quoted(line: &str) -> impl Iterator<Item = &str> {
    line.split('#').next().unwrap().split('"').skip(1).step_by(2)
}

/// The lines of the list with this name.
fn list<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let begins = format!("{name} = [");
    text.lines()
        .skip_while(|line| !line.starts_with(&begins))
        .skip(1)
        .take_while(|line| !line.starts_with(']'))
        .collect()
}

/// Whether the allowed licences satisfy an SPDX expression: one side of an OR, both sides of an AND.
fn is_met(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ").replace(" WITH ", "+WITH+");
    let mut words = spaced.split_whitespace().peekable();
    any(&mut words, allowed)
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any(words: &mut Words, allowed: &BTreeSet<&str>) -> bool {
    let mut met = all(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        met |= all(words, allowed);
    }
    met
}

fn all(words: &mut Words, allowed: &BTreeSet<&str>) -> bool {
    let mut met = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut Words, allowed: &BTreeSet<&str>) -> bool {
    match words.next() {
        Some("(") => {
            let met = any(words, allowed);
            words.next();
            met
        }
        Some(name) => allowed.contains(name),
        None => false,
    }
}

/// The packages that are compiled on this machine, from `cargo metadata`.
fn packages() -> Vec<Value> {
    let asked = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).current_dir(root()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let version = asked("rustc", &["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let cargo = option_env!("CARGO").unwrap_or("cargo");
    let arguments = ["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host];
    let metadata: Value = serde_json::from_str(&asked(cargo, &arguments)).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

#[test]
fn every_licence_is_allowed() {
    let policy = read("deny.toml");
    let allowed: BTreeSet<&str> = list(&policy, "allow").into_iter().flat_map(quoted).collect();
    let exceptions: Vec<Vec<&str>> =
        list(&policy, "exceptions").into_iter().map(|line| quoted(line).collect()).collect();
    assert!(allowed.contains("MIT") && exceptions.iter().all(|words| words.len() == 2));
    let packages = packages();
    assert!(packages.len() > 100, "{} packages are not all", packages.len());
    for package in &packages {
        let (name, licence) = (package["name"].as_str().unwrap(), package["license"].as_str().unwrap_or("none"));
        let more = exceptions.iter().filter(|words| words[0] == name).map(|words| words[1]);
        let allowed = allowed.iter().copied().chain(more).collect();
        assert!(is_met(licence, &allowed), "{name} is under {licence}, which deny.toml does not allow");
    }
}

#[test]
fn every_dependency_comes_from_crates_io_with_its_checksum() {
    let lockfile = read("Cargo.lock");
    let mut foreign = 0;
    for package in lockfile.split("[[package]]").skip(1) {
        let name = quoted(package.lines().find(|line| line.starts_with("name = ")).unwrap()).next().unwrap();
        let Some(source) = package.lines().find(|line| line.starts_with("source = ")) else {
            assert!(name == "xtask" || name.starts_with("dtmm-"), "{name} has no source");
            continue;
        };
        assert_eq!(source, format!("source = \"{CRATES_IO}\""), "{name}");
        assert!(package.contains("\nchecksum = \""), "{name}");
        foreign += 1;
    }
    assert!(foreign > 100);
}

/// Tests and publishing use the versions of the lockfile.
#[test]
fn the_lockfile_is_honoured_everywhere() {
    assert!(read(".cargo/config.toml").contains("xtask = \"run --locked "));
    for name in [".github/workflows/pages.yml", ".ci/run"] {
        for line in read(name).lines().filter(|line| line.contains("cargo ")) {
            let is_locked = line.contains("cargo xtask") || line.contains("--locked");
            assert!(is_locked, "{name}: {line}");
        }
    }
}

#[test]
fn licences_are_read_as_they_are_written() {
    let allowed = BTreeSet::from(["MIT", "Unicode-3.0"]);
    for (expression, expected) in [
        ("MIT", true),
        ("Apache-2.0 OR MIT", true),
        ("Unlicense/MIT", true),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("(MIT OR Apache-2.0) AND GPL-3.0", false),
        ("MIT AND GPL-3.0 OR GPL-2.0", false),
        ("Apache-2.0 WITH LLVM-exception OR MIT", true),
        ("Apache-2.0 WITH LLVM-exception", false),
        ("GPL-3.0", false),
        ("none", false),
    ] {
        assert_eq!(is_met(expression, &allowed), expected, "{expression}");
    }
}
