//! One at a time: a lock that the system lets go of when its holder ends, however it ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// How often a lock that another holds is tried again.
const PAUSE: Duration = Duration::from_millis(20);

/// A lock that is held until this value is gone.
///
/// A file is left behind only by a holder that was killed, and keeps nobody out: what counts is the
/// lock on it.
#[derive(Debug)]
pub(crate) struct Lock {
    path: PathBuf,
    _file: File,
}

/// What came of asking for a lock.
#[derive(Debug)]
pub(crate) enum Asked {
    /// It is held now.
    Held(Lock),
    /// Another process holds it: its number, where it is known.
    Taken(Option<u32>),
}

impl Lock {
    /// Takes the lock at `path`, or waits for it that long.
    ///
    /// # Errors
    /// A file that cannot be made there, or a file system without locks.
    pub(crate) fn within(patience: Duration, path: &Path) -> Result<Asked> {
        let started = Instant::now();
        loop {
            match Lock::ask(path)? {
                Asked::Taken(_) if started.elapsed() < patience => thread::sleep(PAUSE),
                asked => return Ok(asked),
            }
        }
    }

    fn ask(path: &Path) -> Result<Asked> {
        let locking = || format!("locking {}", path.display());
        let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
        let mut file = open.with_context(locking)?;
        match file.try_lock() {
            // The one before took the file away in the meantime: this one is nobody's lock.
            Ok(()) if !is_at(&file, path) => Ok(Asked::Taken(None)),
            Ok(()) => {
                let noted = file.set_len(0).and_then(|()| write!(file, "{}", std::process::id()));
                noted.with_context(locking)?;
                Ok(Asked::Held(Lock { path: path.to_owned(), _file: file }))
            }
            Err(TryLockError::WouldBlock) => Ok(Asked::Taken(holder(path))),
            Err(TryLockError::Error(error)) => Err(error).with_context(locking),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Elsewhere two could hold what each takes for the same lock.
        if cfg!(unix) {
            fs::remove_file(&self.path).ok();
        }
    }
}

fn holder(path: &Path) -> Option<u32> {
    fs::read_to_string(path).ok()?.parse().ok()
}

/// Whether the open file is still the one at `path`.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    let there = match fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return false,
        there => there.map(place).ok(),
    };
    there == file.metadata().map(place).ok()
}

#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOT_AT_ALL: Duration = Duration::ZERO;
    const LONG: Duration = Duration::from_secs(60);

    fn held(asked: Asked) -> Lock {
        match asked {
            Asked::Held(lock) => lock,
            Asked::Taken(by) => panic!("taken by {by:?}"),
        }
    }

    #[test]
    fn only_one_holds_it_and_says_who() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let first = held(Lock::within(NOT_AT_ALL, &path).unwrap());
        let second = Lock::within(NOT_AT_ALL, &path).unwrap();
        assert!(matches!(second, Asked::Taken(Some(by)) if by == std::process::id()), "{second:?}");
        drop(first);
        held(Lock::within(NOT_AT_ALL, &path).unwrap());
    }

    #[test]
    fn a_file_left_behind_keeps_nobody_out() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        fs::write(&path, "999999999").unwrap();
        held(Lock::within(NOT_AT_ALL, &path).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), usize::from(!cfg!(unix)));
    }

    #[test]
    fn many_take_turns() {
        let folder = tempfile::tempdir().unwrap();
        let (path, inside) = (folder.path().join("lock"), folder.path().join("inside"));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let lock = held(Lock::within(LONG, &path).unwrap());
                        fs::create_dir(&inside).expect("another is inside");
                        fs::remove_dir(&inside).unwrap();
                        drop(lock);
                    }
                });
            }
        });
    }
}
