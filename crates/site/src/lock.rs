//! A lock file that processes take turns with; the system releases the lock when its holder ends, even if killed.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// The pause between retries while another process holds the lock.
const PAUSE: Duration = Duration::from_millis(20);

/// The beginning of a lock file, followed by the process id: tells lock files from other files.
const MARK: &str = "dtmm-lock ";

/// A lock, held until this value is dropped.
///
/// A holder that was killed leaves its file behind, which blocks nobody: only the system's lock on the file counts.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    _file: File,
    was_left_behind: bool,
    keeps_file: bool,
}

/// The result of trying to take a lock.
#[derive(Debug)]
pub enum LockAttempt {
    /// This process holds it now.
    Held(Lock),
    /// Another process holds it: its process id, if known.
    Taken(Option<u32>),
}

impl Lock {
    /// Takes the lock at `path`, and retries for the time of `patience`. Creates its folder if needed.
    ///
    /// # Errors
    /// A file at `path` that is not a lock file, a file that cannot be created, or a file system without locks.
    pub fn within(patience: Duration, path: &Path) -> Result<LockAttempt> {
        let started = Instant::now();
        loop {
            match Lock::attempt(path)? {
                LockAttempt::Taken(_) if started.elapsed() < patience => thread::sleep(PAUSE),
                attempt => return Ok(attempt),
            }
        }
    }

    /// Whether a killed holder had left the lock file behind.
    pub fn was_left_behind(&self) -> bool {
        self.was_left_behind
    }

    /// Releases the lock and keeps its file.
    pub fn release_and_keep_file(mut self) {
        self.keeps_file = true;
    }

    fn attempt(path: &Path) -> Result<LockAttempt> {
        let locking = || format!("locking {}", path.display());
        if let Some(folder) = path.parent() {
            match fs::create_dir_all(folder) {
                // Race: the previous holder has just removed the folder. Try again.
                Err(error) if error.kind() == ErrorKind::AlreadyExists && (folder.is_dir() || !folder.exists()) => {
                    return Ok(LockAttempt::Taken(None));
                }
                made => made.with_context(|| format!("creating {}", folder.display()))?,
            }
        }
        let mut file = match OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(LockAttempt::Taken(None)),
            open => open.with_context(locking)?,
        };
        match file.try_lock() {
            // Race: the previous holder has removed the file since it was opened, so this lock guards nothing. Try
            // again.
            Ok(()) if !is_at(&file, path) => Ok(LockAttempt::Taken(None)),
            Ok(()) => {
                let was_left_behind = write_holder(&mut file, path)?;
                Ok(LockAttempt::Held(Lock { path: path.to_owned(), _file: file, was_left_behind, keeps_file: false }))
            }
            Err(TryLockError::WouldBlock) => Ok(LockAttempt::Taken(holder(path))),
            Err(TryLockError::Error(error)) => Err(error).with_context(locking),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Elsewhere removing it would be a race: two processes could lock different files at the same path.
        if cfg!(unix) && !self.keeps_file {
            fs::remove_file(&self.path).ok();
        }
    }
}

/// Writes the process id into the lock file. Returns whether a previous holder had left its own.
fn write_holder(file: &mut File, path: &Path) -> Result<bool> {
    let mut found = String::new();
    let read = file.take(100).read_to_string(&mut found);
    // Earlier versions wrote only the process id.
    let is_ours = found.starts_with(MARK) || found.bytes().all(|byte| byte.is_ascii_digit());
    if read.is_err() || !is_ours {
        bail!("{} is somebody's file and no lock of this program; move it away", path.display());
    }
    let emptied = file.set_len(0).and_then(|()| file.seek(SeekFrom::Start(0)));
    let written = emptied.and_then(|_| write!(file, "{MARK}{}", std::process::id()));
    written.with_context(|| format!("locking {}", path.display()))?;
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

    fn held(attempt: LockAttempt) -> Lock {
        match attempt {
            LockAttempt::Held(lock) => lock,
            LockAttempt::Taken(by) => panic!("taken by {by:?}"),
        }
    }

    #[test]
    fn only_one_holds_it_and_says_who() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let first = held(Lock::within(NOT_AT_ALL, &path).unwrap());
        let second = Lock::within(NOT_AT_ALL, &path).unwrap();
        assert!(matches!(second, LockAttempt::Taken(Some(by)) if by == std::process::id()), "{second:?}");
        drop(first);
        held(Lock::within(NOT_AT_ALL, &path).unwrap());
    }

    #[test]
    fn a_file_left_behind_keeps_nobody_out() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        fs::write(&path, format!("{MARK}999999999")).unwrap();
        assert!(held(Lock::within(NOT_AT_ALL, &path).unwrap()).was_left_behind());
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
