//! Finished scripts under `target/engine/`, each named by the key of its sources.

use anyhow::{Context, Result};
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process;
use std::time::Duration;

use dtmm_site::lock::{Lock, LockAttempt};

/// The folder of finished scripts, and of the compilers' own work.
pub(super) struct ScriptCache {
    folder: PathBuf,
}

impl ScriptCache {
    /// The cache of the workspace at `root`, in its target folder. Nothing is created yet.
    pub(super) fn of(root: &Path) -> Result<ScriptCache> {
        ScriptCache::within(&target_folder(root, std::env::var_os("CARGO_TARGET_DIR")))
    }

    /// The cache in a target folder.
    pub(super) fn within(target: &Path) -> Result<ScriptCache> {
        let folder = std::path::absolute(target).context("the target folder has no absolute path")?;
        Ok(ScriptCache { folder: folder.join("engine") })
    }

    /// Keeps others from compiling an engine here meanwhile. Whoever compiles takes minutes, and then
    /// nothing is left to do: so this waits as long as it takes.
    pub(super) fn lock(&self, progress: &mut dyn FnMut(&str)) -> Result<Lock> {
        self.create()?;
        let path = self.folder.join("lock");
        let mut patience = Duration::ZERO;
        loop {
            if let LockAttempt::Held(lock) = Lock::within(patience, &path)? {
                return Ok(lock);
            }
            if patience.is_zero() {
                progress(&format!("engine: another build compiles it; waiting for its lock {}", path.display()));
            }
            patience = Duration::from_secs(3600);
        }
    }

    /// The script built from the sources with this key.
    pub(super) fn get(&self, key: &str) -> Result<Option<Vec<u8>>> {
        let path = self.script(key);
        match fs::read(&path) {
            Ok(script) => Ok(Some(script)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }

    /// Keeps a script, and a note of the compiler that made it. Whoever looks at the same time
    /// sees the whole script or none.
    pub(super) fn put(&self, key: &str, script: &[u8], compiler: &str) -> Result<()> {
        self.write(&self.folder.join(format!("{key}.txt")), compiler.as_bytes())?;
        self.write(&self.script(key), script)
    }

    /// Whether rustup has refused the target since this folder was made.
    pub(super) fn rustup_refused(&self) -> bool {
        self.refusal().exists()
    }

    /// Notes that rustup refused.
    pub(super) fn remember_refusal(&self) -> Result<()> {
        self.write(&self.refusal(), b"")
    }

    /// Cargo's target folder for one compiler. Two compilers never share one.
    pub(super) fn work(&self, compiler: &str) -> PathBuf {
        self.folder.join(compiler)
    }

    /// Where the output of the program `name` is kept, in case it fails.
    pub(super) fn log(&self, name: &str) -> Result<PathBuf> {
        self.create()?;
        Ok(self.folder.join(format!("{name}.log")))
    }

    fn script(&self, key: &str) -> PathBuf {
        self.folder.join(format!("{key}.js"))
    }

    fn refusal(&self) -> PathBuf {
        self.folder.join("rustup-refused")
    }

    fn create(&self) -> Result<()> {
        fs::create_dir_all(&self.folder).with_context(|| format!("cannot create {}", self.folder.display()))
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        self.create()?;
        let half = path.with_extension(format!("{}.part", process::id()));
        fs::write(&half, bytes)
            .and_then(|()| fs::rename(&half, path))
            .with_context(|| format!("cannot write {}", path.display()))
    }
}

/// Cargo's own rule: the variable, seen from the current folder, else `target` in the workspace.
fn target_folder(root: &Path, variable: Option<OsString>) -> PathBuf {
    match variable {
        Some(folder) if !folder.is_empty() => folder.into(),
        _ => root.join("target"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A cache of its own for one test, gone afterwards.
    struct Fresh(ScriptCache);

    impl Fresh {
        fn new(name: &str) -> Fresh {
            let folder = std::env::temp_dir().join(format!("dtmm-engine-cache-{name}-{}", process::id()));
            Fresh(ScriptCache { folder })
        }
    }

    impl Drop for Fresh {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0.folder).ok();
        }
    }

    #[test]
    fn a_script_is_given_back_by_its_key_only() {
        let fresh = Fresh::new("key");
        assert_eq!(fresh.0.get("k1").expect("an empty cache is no error"), None);
        fresh.0.put("k1", b"script", "rustc 1").expect("kept");
        assert_eq!(fresh.0.get("k1").expect("read"), Some(b"script".to_vec()));
        assert_eq!(fresh.0.get("k2").expect("read"), None);
    }

    #[test]
    fn nothing_half_written_stays_and_nothing_half_written_counts() {
        let fresh = Fresh::new("half");
        fresh.0.put("k", b"old", "rustc 1").expect("kept");
        fs::write(fresh.0.folder.join("k2.1.part"), b"half").expect("left by an interrupted build");
        assert_eq!(fresh.0.get("k2").expect("read"), None);
        fresh.0.put("k", b"new", "rustc 2").expect("kept");
        assert_eq!(fresh.0.get("k").expect("read"), Some(b"new".to_vec()));
        let own_part = format!("{}.part", process::id());
        let names = fs::read_dir(&fresh.0.folder).expect("there").map(|e| e.expect("entry").file_name());
        assert!(names.into_iter().all(|name| !name.to_string_lossy().ends_with(&own_part)));
    }

    #[test]
    fn a_refusal_is_remembered() {
        let fresh = Fresh::new("refusal");
        assert!(!fresh.0.rustup_refused());
        fresh.0.remember_refusal().expect("noted");
        assert!(fresh.0.rustup_refused());
    }

    #[test]
    fn the_target_folder_follows_cargo() {
        let root = Path::new("/w");
        assert_eq!(target_folder(root, None), Path::new("/w/target"));
        assert_eq!(target_folder(root, Some("".into())), Path::new("/w/target"));
        assert_eq!(target_folder(root, Some("/t".into())), Path::new("/t"));
    }
}
