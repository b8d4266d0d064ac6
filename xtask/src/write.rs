//! Write: the tree into its folder, put in place in one move. What was there stays whole until then.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::render::Tree;

/// A file that every built site has: how a folder is known to be ours to replace.
const MARK: &str = "data/model.json";

/// Writes all files of `tree` to the folder `out`, replacing an earlier site there.
///
/// # Errors
/// A folder that is not an earlier site and not empty, or a file that cannot be written; the
/// earlier site is then untouched.
pub fn write(tree: &Tree, out: &Path) -> Result<()> {
    if !replaceable(out)? {
        bail!(
            "{} holds something that is not a built site; choose another folder with --out, or empty it",
            out.display()
        );
    }
    let fresh = beside(out, "new");
    remove(&fresh)?;
    let result = fill(tree, &fresh).and_then(|()| put_in_place(&fresh, out));
    if result.is_err() {
        remove(&fresh).ok();
    }
    result
}

fn replaceable(out: &Path) -> Result<bool> {
    if out.join(MARK).is_file() {
        return Ok(true);
    }
    match fs::read_dir(out) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error).with_context(|| format!("reading {}", out.display())),
    }
}

/// A sibling of `out` for this process: on the same file system, so that a move is one step.
fn beside(out: &Path, purpose: &str) -> PathBuf {
    let name = out.file_name().map_or_else(|| "site".into(), |name| name.to_string_lossy());
    out.with_file_name(format!(".{name}-{purpose}-{}", std::process::id()))
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("removing {}", folder.display()))
        }
        _ => Ok(()),
    }
}

fn fill(tree: &Tree, folder: &Path) -> Result<()> {
    let mut last_parent = PathBuf::new();
    for (path, bytes) in tree.iter() {
        let path = folder.join(path);
        let parent = path.parent().unwrap_or(folder);
        if parent != last_parent {
            fs::create_dir_all(parent).with_context(|| format!("creating {}", parent.display()))?;
            last_parent = parent.to_path_buf();
        }
        fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}

fn put_in_place(fresh: &Path, out: &Path) -> Result<()> {
    let moving = || format!("putting the new site in place at {}", out.display());
    if !out.exists() {
        return fs::rename(fresh, out).with_context(moving);
    }
    if exchange(fresh, out) {
        return remove(fresh);
    }
    let old = beside(out, "old");
    remove(&old)?;
    fs::rename(out, &old).with_context(moving)?;
    if let Err(error) = fs::rename(fresh, out) {
        fs::rename(&old, out).with_context(moving)?;
        return Err(error).with_context(moving);
    }
    remove(&old)
}

/// Swaps two folders in one step, where the system can.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn exchange(_one: &Path, _other: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(words: &str) -> Tree {
        let mut tree = Tree::default();
        tree.add(MARK, "{}").unwrap();
        tree.add("zh/index.html", words).unwrap();
        tree
    }

    #[test]
    fn an_earlier_site_is_replaced_whole() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("dist");
        write(&tree("one"), &out).unwrap();
        fs::write(out.join("left-over.html"), "").unwrap();
        write(&tree("two"), &out).unwrap();
        assert_eq!(fs::read_to_string(out.join("zh/index.html")).unwrap(), "two");
        assert!(!out.join("left-over.html").exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside the site");
    }

    #[test]
    fn a_foreign_folder_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("letter.txt"), "mine").unwrap();
        let error = write(&tree("one"), folder.path()).unwrap_err();
        assert!(error.to_string().contains("--out"), "{error}");
        assert!(folder.path().join("letter.txt").exists());
    }
}
