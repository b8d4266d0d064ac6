//! A folder for one measurement, gone afterwards.

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use anyhow::{Context, Result};

/// Files kept in memory, as Linux does: what a disk's file system makes of a folder that was just
/// deleted (ext4 spends up to 1 ms on each file that follows) is no work of ours, and would hide it.
const IN_MEMORY: &str = "/dev/shm";
/// The site ten times as large stands there twice while it is replaced.
#[cfg(unix)]
const ROOM: u64 = 1_000_000_000;

/// The folder.
pub(super) struct Scratch {
    path: PathBuf,
}

impl Scratch {
    /// Makes it in memory if there is room, else among the temporary files of the system.
    ///
    /// # Errors
    /// If it cannot be created, or something is there: it would be removed afterwards.
    pub(super) fn new(name: &str) -> Result<Scratch> {
        let path = place().join(format!("dtmm-bench-{name}-{}", process::id()));
        fs::create_dir(&path).with_context(|| format!("creating {}", path.display()))?;
        Ok(Scratch { path })
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.path).ok();
    }
}

/// Where the folders are made.
pub fn place() -> PathBuf {
    if has_room(Path::new(IN_MEMORY)) { IN_MEMORY.into() } else { env::temp_dir() }
}

#[cfg(unix)]
fn has_room(folder: &Path) -> bool {
    rustix::fs::statvfs(folder).is_ok_and(|system| system.f_bavail.saturating_mul(system.f_frsize) >= ROOM)
}

#[cfg(not(unix))]
fn has_room(_folder: &Path) -> bool {
    false
}
