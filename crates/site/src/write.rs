//! The write stage: writes the tree to a work folder, then swaps it into place with an atomic rename, so that the
//! earlier site stays complete until then.

pub(crate) mod mark;
mod mounted;
mod work;

use std::borrow::Cow;
use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::tree::Tree;
use mark::MARK;
pub(crate) use work::Work;
use work::{ENDING, remove};

/// Version control folders: a built site has none, a working folder may.
const REPOSITORIES: [&str; 3] = [".git", ".hg", ".svn"];

/// How a new site replaced the earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placed {
    /// Atomically: at any moment there was either the old site or the new one.
    AtOnce,
    /// Folder by folder, because a mount point cannot be renamed.
    InParts,
}

/// Writes all files of `tree` to the folder `out`, replacing an earlier site there.
///
/// # Errors
/// A folder that is neither empty nor an earlier site, one that another build is writing to, or a file that cannot be
/// written. The earlier site is then unchanged.
pub fn write(tree: &Tree, out: &Path) -> Result<Placed> {
    let out = &*resolve_link(out)?;
    let is_mounted = mounted::is_mounted(out);
    let work = if is_mounted { Work::inside(out)? } else { Work::beside(out)? };
    if is_mounted {
        mounted::recover(out, &work.old())?;
    } else {
        recover(out, &work.old())?;
    }
    if !replaceable(out, is_mounted)? {
        bail!(
            "{} holds something that is not a built site; choose another folder with --out, or empty it",
            out.display()
        );
    }
    remove(&work.fresh())?;
    let result = fill(tree, &work.fresh()).and_then(|()| put_in_place(&work, out, is_mounted));
    if result.is_ok() {
        // If it cannot be removed now, the next build removes it.
        remove(&work.old()).ok();
    }
    result.with_context(|| format!("the new site is not written, and {} stays as it was", out.display()))
}

fn put_in_place(work: &Work, out: &Path, is_mounted: bool) -> Result<Placed> {
    let moving = || format!("putting the new site in place at {}", out.display());
    if is_mounted {
        mounted::put_in_place(&work.fresh(), &work.old(), out).with_context(moving)?;
        return Ok(Placed::InParts);
    }
    move_whole(&work.fresh(), &work.old(), out).with_context(moving)?;
    Ok(Placed::AtOnce)
}

/// Resolves a symbolic link, so that its target is replaced and not the link.
pub(crate) fn resolve_link(out: &Path) -> Result<Cow<'_, Path>> {
    if out.is_symlink() {
        return Ok(fs::canonicalize(out).with_context(|| format!("following {}", out.display()))?.into());
    }
    Ok(out.into())
}

/// Whether the folder does not exist, is empty, or holds a site. The work folder inside a mount point does not count.
fn replaceable(out: &Path, is_mounted: bool) -> Result<bool> {
    match fs::read_dir(out) {
        Ok(mut entries) => {
            let is_work = |entry: fs::DirEntry| is_mounted && entry.file_name() == ENDING;
            Ok(entries.all(|entry| entry.is_ok_and(is_work)) || is_ours(out))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error).with_context(|| format!("reading {}", out.display())),
    }
}

fn is_ours(folder: &Path) -> bool {
    is_site(folder) && !REPOSITORIES.iter().any(|name| folder.join(name).exists())
}

fn is_site(folder: &Path) -> bool {
    let (name, beginning) = MARK;
    let mut found = Vec::new();
    let read = fs::File::open(folder.join(name)).and_then(|f| f.take(beginning.len() as u64).read_to_end(&mut found));
    read.is_ok() && found == beginning.as_bytes()
}

/// Recovers from a killed build: moves the old site back if it was moved away and not yet replaced.
fn recover(out: &Path, old: &Path) -> Result<()> {
    if !out.exists() && is_site(old) {
        fs::rename(old, out).with_context(|| format!("putting back {}", out.display()))?;
    }
    remove(old)
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

fn move_whole(fresh: &Path, old: &Path, out: &Path) -> io::Result<()> {
    if !out.exists() {
        return fs::rename(fresh, out);
    }
    if exchange(fresh, out) {
        return Ok(());
    }
    fs::rename(out, old)?;
    fs::rename(fresh, out).or_else(|error| {
        fs::rename(old, out).map_err(|more| {
            let left = format!("{error}; the next build puts back what is in {}: {more}", old.display());
            io::Error::new(error.kind(), left)
        })?;
        Err(error)
    })
}

/// Swaps two folders atomically, if the system can.
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
        tree.add(MARK.0, format!("{}1\"}}", MARK.1)).unwrap();
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
        for name in ["letter.txt", ENDING] {
            let out = folder.path().join(format!("with-{name}"));
            fs::create_dir(&out).unwrap();
            fs::write(out.join(name), "mine").unwrap();
            let error = write(&tree("one"), &out).unwrap_err();
            assert!(error.to_string().contains("--out"), "{error}");
            assert_eq!(fs::read_to_string(out.join(name)).unwrap(), "mine");
        }
    }

    #[test]
    fn a_folder_with_a_file_of_that_name_is_no_site() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("shop");
        fs::create_dir_all(out.join("data")).unwrap();
        fs::write(out.join(MARK.0), "{\"cars\":[]}").unwrap();
        write(&tree("one"), &out).unwrap_err();
        assert_eq!(fs::read_to_string(out.join(MARK.0)).unwrap(), "{\"cars\":[]}");
    }

    #[test]
    fn a_site_under_version_control_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("dist");
        write(&tree("one"), &out).unwrap();
        fs::create_dir(out.join(".git")).unwrap();
        write(&tree("two"), &out).unwrap_err();
        assert_eq!(fs::read_to_string(out.join("zh/index.html")).unwrap(), "one");
    }

    #[test]
    fn what_a_killed_build_left_is_put_back_or_removed() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("dist");
        write(&tree("one"), &out).unwrap();
        let work = Work::beside(&out).unwrap();
        let (fresh, old) = (work.fresh(), work.old());
        fs::rename(&out, &old).unwrap();
        drop(work);
        fs::create_dir(&fresh).unwrap();
        fs::write(fresh.join("half.html"), "").unwrap();
        let mut blocked = Tree::default();
        blocked.add("a", "").unwrap();
        blocked.add("a/b", "").unwrap();
        let error = format!("{:#}", write(&blocked, &out).unwrap_err());
        assert!(error.contains("stays as it was"), "{error}");
        assert_eq!(fs::read_to_string(out.join("zh/index.html")).unwrap(), "one");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside the site");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_and_its_folder_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (out, link) = (folder.path().join("public"), folder.path().join("dist"));
        write(&tree("one"), &out).unwrap();
        std::os::unix::fs::symlink("public", &link).unwrap();
        write(&tree("two"), &link).unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(out.join("zh/index.html")).unwrap(), "two");
    }
}
