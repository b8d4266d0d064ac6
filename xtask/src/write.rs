//! Write: the tree into its folder, put in place in one move. What was there stays whole until then.

use std::borrow::Cow;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::lock::{Asked, Lock};
use crate::render::Tree;

/// A file that every built site has, and how it begins: how a folder is known to be ours to replace.
const MARK: (&str, &str) = ("data/model.json", r#"{"format":"dtmm-model/"#);

/// What a built site never has, and a folder somebody works in may.
const REPOSITORIES: [&str; 3] = [".git", ".hg", ".svn"];

/// How long another build may take to write its site before this one gives up.
const PATIENCE: Duration = Duration::from_secs(10);

/// Writes all files of `tree` to the folder `out`, replacing an earlier site there.
///
/// # Errors
/// A folder that is not an earlier site and not empty, one that another build is writing to, or a
/// file that cannot be written; what stood there is then untouched.
pub fn write(tree: &Tree, out: &Path) -> Result<()> {
    let out = &*whole(out)?;
    let _lock = lock(out)?;
    let (fresh, old) = (beside(out, "new"), beside(out, "old"));
    recover(out, &old)?;
    if !replaceable(out)? {
        bail!(
            "{} holds something that is not a built site; choose another folder with --out, or empty it",
            out.display()
        );
    }
    remove(&fresh)?;
    let result = fill(tree, &fresh).and_then(|()| put_in_place(&fresh, &old, out));
    // What cannot be removed now is removed by the next build.
    remove(&fresh).ok();
    result.with_context(|| format!("the new site is not written, and {} stays as it was", out.display()))
}

/// The folder itself where `out` is a link to it, so that the site is replaced and not the link.
fn whole(out: &Path) -> Result<Cow<'_, Path>> {
    if out.is_symlink() {
        return Ok(fs::canonicalize(out).with_context(|| format!("following {}", out.display()))?.into());
    }
    Ok(out.into())
}

/// Keeps other builds from writing to the same folder meanwhile.
fn lock(out: &Path) -> Result<Lock> {
    if let Some(parent) = out.parent() {
        fs::create_dir_all(parent).with_context(|| format!("creating {}", parent.display()))?;
    }
    let path = beside(out, "lock");
    let who = match Lock::within(PATIENCE, &path)? {
        Asked::Held(lock) => return Ok(lock),
        Asked::Taken(holder) => holder.map_or_else(String::new, |number| format!(" (process {number})")),
    };
    bail!(
        "another build{who} is writing to {} and holds the lock {}; build again when it is done, or write to \
         another folder with --out",
        out.display(),
        path.display()
    )
}

fn replaceable(out: &Path) -> Result<bool> {
    match fs::read_dir(out) {
        Ok(mut entries) => Ok(entries.next().is_none() || is_ours(out)),
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

/// A sibling of `out`: on the same file system, so that a move is one step.
fn beside(out: &Path, purpose: &str) -> PathBuf {
    let name = out.file_name().map_or_else(|| "site".into(), |name| name.to_string_lossy());
    out.with_file_name(format!(".{name}-{purpose}"))
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("removing {}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// Puts back the site that a killed build had moved away and not yet replaced.
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

fn put_in_place(fresh: &Path, old: &Path, out: &Path) -> Result<()> {
    let moving = || format!("putting the new site in place at {}", out.display());
    if !out.exists() {
        return fs::rename(fresh, out).with_context(moving);
    }
    if exchange(fresh, out) {
        return Ok(());
    }
    fs::rename(out, old).with_context(moving)?;
    if let Err(error) = fs::rename(fresh, out) {
        fs::rename(old, out).with_context(moving)?;
        return Err(error).with_context(moving);
    }
    remove(old).ok();
    Ok(())
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
        fs::write(folder.path().join("letter.txt"), "mine").unwrap();
        let error = write(&tree("one"), folder.path()).unwrap_err();
        assert!(error.to_string().contains("--out"), "{error}");
        assert!(folder.path().join("letter.txt").exists());
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
        let (fresh, old) = (beside(&out, "new"), beside(&out, "old"));
        write(&tree("one"), &out).unwrap();
        fs::rename(&out, &old).unwrap();
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
