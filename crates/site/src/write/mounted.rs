//! Writing to a mount point, such as a USB stick or a volume of a container. It cannot be renamed, so the new site is
//! made inside it and replaces the old one folder by folder. If a build is killed meanwhile, the old parts are in the
//! work folder, and the next build first moves them back.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::mark::MARK;
use super::work::{ENDING, remove};

/// Whether the folder is a mount point.
#[cfg(target_os = "linux")]
pub(super) fn is_mounted(out: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    statx(CWD, out, AtFlags::empty(), StatxFlags::empty())
        .is_ok_and(|found| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

/// Whether the folder is a mount point.
#[cfg(all(unix, not(target_os = "linux")))]
pub(super) fn is_mounted(out: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |folder: &Path| fs::metadata(folder).map(|found| found.dev()).ok();
    let parent = fs::canonicalize(out).ok().and_then(|out| device(out.parent()?));
    parent.is_some() && device(out) != parent
}

/// Whether the folder is a mount point.
#[cfg(not(unix))]
pub(super) fn is_mounted(_out: &Path) -> bool {
    false
}

/// Recovers from a killed build: moves the old parts back.
pub(super) fn recover(out: &Path, old: &Path) -> Result<()> {
    if old.exists() {
        put_back(old, out).with_context(|| format!("putting back {}", out.display()))?;
    }
    remove(old)
}

/// Replaces the content of `out` with that of `fresh`, and moves the previous content to `old`.
///
/// # Errors
/// A part that cannot be moved; those already moved are moved back.
pub(super) fn put_in_place(fresh: &Path, old: &Path, out: &Path) -> io::Result<()> {
    fs::create_dir(old)?;
    move_parts(out, old).or_else(|error| roll_back(error, &[(old, out)], old))?;
    move_parts(fresh, out).or_else(|error| roll_back(error, &[(out, fresh), (old, out)], old))
}

/// Rolls back moves after one failed, and returns its error.
fn roll_back(error: io::Error, moves: &[(&Path, &Path)], old: &Path) -> io::Result<()> {
    for (from, to) in moves {
        move_parts(from, to).map_err(|more| {
            io::Error::new(
                error.kind(),
                format!("{error}; the next build puts back what is in {}: {more}", old.display()),
            )
        })?;
    }
    fs::remove_dir(old).ok();
    Err(error)
}

/// The content of a folder without the work folder. The part that marks a site comes first, so that a folder left by a
/// killed build is always one that the next build may replace.
fn parts(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut parts = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() != ENDING {
            parts.push(entry.path());
        }
    }
    let marks = |part: &PathBuf| part.file_name().is_some_and(|name| Path::new(MARK.0).starts_with(name));
    parts.sort_by_key(|part| !marks(part));
    Ok(parts)
}

fn move_parts(from: &Path, to: &Path) -> io::Result<()> {
    for part in parts(from)? {
        fs::rename(&part, to.join(part.file_name().unwrap_or_default()))?;
    }
    Ok(())
}

fn put_back(old: &Path, out: &Path) -> io::Result<()> {
    for part in parts(old)? {
        let place = out.join(part.file_name().unwrap_or_default());
        remove(&place).map_err(io::Error::other)?;
        fs::rename(&part, &place)?;
    }
    Ok(())
}
