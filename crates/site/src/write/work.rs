//! The work folder that output is written to first. It is beside the target, so that the final rename is atomic, and is
//! recognized by its name and its lock file.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::lock::{Lock, LockAttempt};

/// The suffix of work folders.
pub(super) const ENDING: &str = ".dtmm-build";

/// The lock file, which also marks the folder as ours.
const LOCK: &str = "lock";

/// The new output, and what it replaces.
const PARTS: [&str; 2] = ["new", "old"];

/// How long to wait for another build before giving up.
const PATIENCE: Duration = Duration::from_secs(10);

/// A work folder, locked by this process. Dropping it removes the folder, unless an old output is still in it.
#[derive(Debug)]
pub(crate) struct Work {
    folder: PathBuf,
    lock: Option<Lock>,
}

impl Work {
    /// The work folder beside the file or folder to be written.
    ///
    /// # Errors
    /// Another build that is writing there, a foreign folder of that name, or one that cannot be created.
    pub(crate) fn beside(target: &Path) -> Result<Work> {
        let name = target.file_name().map_or_else(|| "site".into(), |name| name.to_string_lossy());
        Work::at(target.with_file_name(format!(".{name}{ENDING}")), target)
    }

    /// The work folder inside a mount point.
    ///
    /// # Errors
    /// As for [`Work::beside`].
    pub(super) fn inside(target: &Path) -> Result<Work> {
        Work::at(target.join(ENDING), target)
    }

    fn at(folder: PathBuf, target: &Path) -> Result<Work> {
        if folder.is_symlink() || (folder.exists() && !folder.is_dir()) {
            bail!("{} is in the way and is not of this program; move it away", folder.display());
        }
        let path = folder.join(LOCK);
        let lock = match Lock::within(PATIENCE, &path)? {
            LockAttempt::Held(lock) => lock,
            LockAttempt::Taken(holder) => {
                let who = holder.map_or_else(String::new, |number| format!(" (process {number})"));
                bail!(
                    "another build{who} is writing to {} and holds the lock {}; build again when it is done, or \
                     write to another folder with --out",
                    target.display(),
                    path.display()
                )
            }
        };
        // Parts are created under the lock: without a lock file left behind, they belong to somebody else.
        let known = if lock.was_left_behind() { PARTS.as_slice() } else { &[] };
        let names = fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))?;
        for name in names.filter_map(Result::ok).map(|entry| entry.file_name()) {
            if name != LOCK && !known.iter().any(|part| name == *part) {
                bail!("{} is in the way and is not of this program; move it away", folder.join(name).display());
            }
        }
        Ok(Work { folder, lock: Some(lock) })
    }

    /// The path of the new output.
    pub(crate) fn fresh(&self) -> PathBuf {
        self.folder.join(PARTS[0])
    }

    /// The path of the old output, until the new one is in place.
    pub(super) fn old(&self) -> PathBuf {
        self.folder.join(PARTS[1])
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        // What remains is recovered or removed by the next build; the lock file marks it as ours.
        if remove(&self.fresh()).is_ok() && !self.old().exists() {
            self.lock = None;
            fs::remove_dir(&self.folder).ok();
        } else if let Some(lock) = self.lock.take() {
            lock.release_and_keep_file();
        }
    }
}

/// Removes a file, or a folder with its content, if it exists.
///
/// # Errors
/// What cannot be removed.
pub(super) fn remove(path: &Path) -> Result<()> {
    let removed = match fs::symlink_metadata(path) {
        Ok(data) if data.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("removing {}", path.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_removed_unless_an_old_output_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("dist");
        let work = Work::beside(&target).unwrap();
        fs::create_dir(work.fresh()).unwrap();
        fs::write(work.old(), "").unwrap();
        drop(work);
        let work = Work::beside(&target).unwrap();
        assert!(work.old().exists() && !work.fresh().exists());
        remove(&work.old()).unwrap();
        drop(work);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn foreign_files_in_its_place_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("mine");
        let work = folder.path().join(".mine.dtmm-build");
        for name in ["new", "old", "letters"] {
            fs::create_dir_all(work.join(name)).unwrap();
            let error = Work::beside(&target).unwrap_err().to_string();
            assert!(error.contains(name) && error.contains("move it away"), "{error}");
            assert!(work.join(name).exists() && !work.join(LOCK).exists());
            fs::remove_dir_all(&work).unwrap();
        }
        fs::write(&work, "mine").unwrap();
        Work::beside(&target).unwrap_err();
        assert_eq!(fs::read_to_string(&work).unwrap(), "mine");
    }
}
