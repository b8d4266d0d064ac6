//! The state of the engine's sources as one name.
//!
//! The compiler's version is no part of it, because asking for it means starting a program: the
//! cache keeps it in a note beside the script instead.

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// The crate that becomes the engine; the crates it reaches by `path` belong to the sources too.
const ENTRY: &str = "crates/scorer";

/// Files at the root that decide what is compiled and how.
const ROOT_FILES: [&str; 2] = ["Cargo.toml", "Cargo.lock"];

/// The steps that make a script out of the sources, or refuse to: a change here asks for a new one.
const STEPS: [&str; 4] =
    [include_str!("compile.rs"), include_str!("bind.rs"), include_str!("oldest.rs"), include_str!("pack.rs")];

/// Path under the root, and content.
type Files = BTreeMap<String, Vec<u8>>;

/// The key of the sources at `root`, as hexadecimal digits.
pub(super) fn of(root: &Path) -> Result<String> {
    Ok(hash(&sources(root)?))
}

fn sources(root: &Path) -> Result<Files> {
    let mut files = Files::new();
    for name in ROOT_FILES {
        add(&mut files, root, name.to_owned())?;
    }
    let mut crates = vec![ENTRY.to_owned()];
    while let Some(folder) = crates.pop() {
        let manifest = format!("{folder}/Cargo.toml");
        if files.contains_key(&manifest) {
            continue;
        }
        add(&mut files, root, manifest.clone())?;
        let text = String::from_utf8_lossy(&files[&manifest]).into_owned();
        crates.extend(neighbours(&text).into_iter().map(|name| format!("crates/{name}")));
        add_folder(&mut files, root, &format!("{folder}/src"))?;
    }
    Ok(files)
}

/// The crates beside this one that a manifest names, as `path = "../model"`.
fn neighbours(manifest: &str) -> Vec<&str> {
    manifest.split("\"../").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn add(files: &mut Files, root: &Path, name: String) -> Result<()> {
    let bytes = fs::read(root.join(&name)).with_context(|| format!("cannot read {name}"))?;
    files.insert(name, bytes);
    Ok(())
}

fn add_folder(files: &mut Files, root: &Path, folder: &str) -> Result<()> {
    for entry in WalkDir::new(root.join(folder)) {
        let entry = entry.with_context(|| format!("cannot read {folder}"))?;
        if entry.file_type().is_file() {
            let inside = entry.path().strip_prefix(root).expect("found under the root");
            let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
            add(files, root, parts.join("/"))?;
        }
    }
    Ok(())
}

/// Every length goes in before its bytes, so that no two sets of files read the same.
fn hash(files: &Files) -> String {
    let mut hash = Sha256::new();
    let mut add = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    STEPS.iter().for_each(|step| add(step.as_bytes()));
    for (name, bytes) in files {
        add(name.as_bytes());
        add(bytes);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(pairs: &[(&str, &str)]) -> Files {
        pairs.iter().map(|(name, text)| (name.to_string(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn same_files_same_key_whatever_the_order() {
        assert_eq!(hash(&files(&[("a", "1"), ("b", "2")])), hash(&files(&[("b", "2"), ("a", "1")])));
        assert_eq!(hash(&files(&[])).len(), 64);
    }

    #[test]
    fn a_changed_byte_name_or_border_changes_the_key() {
        let base = hash(&files(&[("a", "12"), ("b", "3")]));
        for other in [
            [("a", "13"), ("b", "3")],
            [("aa", "12"), ("b", "3")],
            [("a", "1"), ("b", "23")],
            [("a", "12"), ("b3", "")],
        ] {
            assert_ne!(base, hash(&files(&other)), "{other:?}");
        }
    }

    #[test]
    fn neighbours_are_read_from_the_manifest() {
        let manifest =
            "[dependencies]\na = { path = \"../model\" }\nserde = \"1\"\nb={path=\"../charts\",optional=true}";
        assert_eq!(neighbours(manifest), ["model", "charts"]);
    }

    #[test]
    fn the_sources_are_the_scorer_and_what_it_reaches() {
        let root =
            Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("crates/engine lies in the workspace");
        let files = sources(root).expect("the workspace is readable");
        for name in ["Cargo.lock", "crates/scorer/Cargo.toml", "crates/scorer/src/lib.rs", "crates/model/src/ids.rs"] {
            assert!(files.contains_key(name), "{name}");
        }
        assert!(files.keys().all(|name| !name.starts_with("xtask")), "xtask is no part of the engine");
    }
}
