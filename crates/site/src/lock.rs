//! One at a time: a lock that the system lets go of when its holder ends, however it ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// How often a lock that another holds is tried again.
const PAUSE: Duration = Duration::from_millis(20);

/// How the file of a lock begins, before the number of the process: how it is known to be ours.
const MARK: &str = "dtmm-lock ";

/// A lock that is held until this value is gone.
///
/// A file is left behind only by a holder that was killed, and keeps nobody out: what counts is the
/// lock on it.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    _file: File,
    was_left: bool,
    stays: bool,
}

/// What came of asking for a lock.
#[derive(Debug)]
pub enum Asked {
    /// It is held now.
    Held(Lock),
    /// Another process holds it: its number, where it is known.
    Taken(Option<u32>),
}

impl Lock {
    /// Takes the lock at `path`, whose folder is made where there is none, or waits for it that long.
    ///
    /// # Errors
    /// A file that is no lock or cannot be made there, or a file system without locks.
    pub fn within(patience: Duration, path: &Path) -> Result<Asked> {
        let started = Instant::now();
        loop {
            match Lock::ask(path)? {
                Asked::Taken(_) if started.elapsed() < patience => thread::sleep(PAUSE),
                asked => return Ok(asked),
            }
        }
    }

    /// Whether a holder that was killed had left the file of the lock.
    pub fn was_left(&self) -> bool {
        self.was_left
    }

    /// Lets go of the lock and leaves its file.
    pub fn leave(mut self) {
        self.stays = true;
    }

    fn ask(path: &Path) -> Result<Asked> {
        let locking = || format!("locking {}", path.display());
        if let Some(folder) = path.parent() {
            match fs::create_dir_all(folder) {
                // The one before took its folder away in the meantime.
                Err(error) if error.kind() == ErrorKind::AlreadyExists && (folder.is_dir() || !folder.exists()) => {
                    return Ok(Asked::Taken(None));
                }
                made => made.with_context(|| format!("creating {}", folder.display()))?,
            }
        }
        let mut file = match OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Asked::Taken(None)),
            open => open.with_context(locking)?,
        };
        match file.try_lock() {
            // The one before took the file away in the meantime: this one is nobody's lock.
            Ok(()) if !is_at(&file, path) => Ok(Asked::Taken(None)),
            Ok(()) => {
                let was_left = note(&mut file, path)?;
                Ok(Asked::Held(Lock { path: path.to_owned(), _file: file, was_left, stays: false }))
            }
            Err(TryLockError::WouldBlock) => Ok(Asked::Taken(holder(path))),
            Err(TryLockError::Error(error)) => Err(error).with_context(locking),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Elsewhere two could hold what each takes for the same lock.
        if cfg!(unix) && !self.stays {
            fs::remove_file(&self.path).ok();
        }
    }
}

/// Notes who holds the lock. Tells whether another had noted so before.
fn note(file: &mut File, path: &Path) -> Result<bool> {
    let mut found = String::new();
    let read = file.take(100).read_to_string(&mut found);
    // The number alone is what earlier versions noted.
    let is_ours = found.starts_with(MARK) || found.bytes().all(|byte| byte.is_ascii_digit());
    if read.is_err() || !is_ours {
        bail!("{} is somebody's file and no lock of this program; move it away", path.display());
    }
    let emptied = file.set_len(0).and_then(|()| file.seek(SeekFrom::Start(0)));
    let noted = emptied.and_then(|_| write!(file, "{MARK}{}", std::process::id()));
    noted.with_context(|| format!("locking {}", path.display()))?;
    Ok(!found.is_empty())
}

fn holder(path: &Path) -> Option<u32> {
    fs::read_to_string(path).ok()?.strip_prefix(MARK)?.parse().ok()
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
        fs::write(&path, format!("{MARK}999999999")).unwrap();
        assert!(held(Lock::within(NOT_AT_ALL, &path).unwrap()).was_left());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), usize::from(!cfg!(unix)));
    }

    #[test]
    fn a_file_of_somebody_is_no_lock() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        for mine in [b"my notes".as_slice(), b"\xff\xfe"] {
            fs::write(&path, mine).unwrap();
            let error = Lock::within(NOT_AT_ALL, &path).unwrap_err().to_string();
            assert!(error.contains("move it away"), "{error}");
            assert_eq!(fs::read(&path).unwrap(), mine);
        }
    }

    #[test]
    fn many_take_turns() {
        let folder = tempfile::tempdir().unwrap();
        let (path, inside) = (folder.path().join("work/lock"), folder.path().join("inside"));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let lock = held(Lock::within(LONG, &path).unwrap());
                        fs::create_dir(&inside).expect("another is inside");
                        fs::remove_dir(&inside).unwrap();
                        drop(lock);
                        // Whoever wants the lock next makes its folder again.
                        fs::remove_dir(path.parent().unwrap()).ok();
                    }
                });
            }
        });
    }
}
