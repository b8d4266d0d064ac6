//! The floor: a program that reads the content and writes the files of the site, and nothing else.
//! No generator can cost less; how many times the floor it costs says how good it is on any machine.

use std::path::Path;
use std::{fs, hint};

use anyhow::Result;
use walkdir::WalkDir;

use dtmm_site::Tree;

/// Reads every file of the content, then replaces the folder `out` by one with the files of `tree`,
/// as the real build does: a fresh folder, put in place, the earlier one removed.
///
/// # Errors
/// A file that cannot be read or written.
pub(super) fn run(root: &Path, tree: &Tree, out: &Path) -> Result<()> {
    for entry in WalkDir::new(root.join("content")) {
        let entry = entry?;
        if entry.file_type().is_file() {
            hint::black_box(fs::read(entry.path())?);
        }
    }
    let (fresh, old) = (out.with_extension("new"), out.with_extension("old"));
    for (path, bytes) in tree.iter() {
        let path = fresh.join(path);
        if let Err(_no_folder) = fs::write(&path, bytes) {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::write(&path, bytes)?;
        }
    }
    if out.exists() {
        fs::rename(out, &old)?;
    }
    fs::rename(&fresh, out)?;
    if old.exists() {
        fs::remove_dir_all(&old)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::scratch::Scratch;

    #[test]
    fn the_floor_replaces_the_earlier_files() {
        let scratch = Scratch::new("floor-test").unwrap();
        fs::create_dir(scratch.path().join("content")).unwrap();
        fs::write(scratch.path().join("content/a.yaml"), "a: 1").unwrap();
        let out = scratch.path().join("dist");
        for words in ["one", "two"] {
            let mut tree = Tree::default();
            tree.add("zh/a.html", words).unwrap();
            tree.add(format!("r/{words}.html"), "").unwrap();
            run(scratch.path(), &tree, &out).unwrap();
        }
        assert_eq!(fs::read_to_string(out.join("zh/a.html")).unwrap(), "two");
        assert!(out.join("r/two.html").exists() && !out.join("r/one.html").exists());
        assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 2, "content and dist");
    }
}
