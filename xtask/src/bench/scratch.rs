//! A folder for one measurement, gone afterwards.

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use anyhow::{Context, Result};

/// The folder.
pub(super) struct Scratch {
    path: PathBuf,
}

impl Scratch {
    /// Makes it among the temporary files of the system.
    ///
    /// # Errors
    /// If it cannot be created.
    pub(super) fn new(name: &str) -> Result<Scratch> {
        let path = env::temp_dir().join(format!("dtmm-bench-{name}-{}", process::id()));
        fs::create_dir_all(&path).with_context(|| format!("creating {}", path.display()))?;
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
