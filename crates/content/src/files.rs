//! Reads the files of a folder of the workspace: content, templates or assets.

use std::path::Path;

use anyhow::{Context, Result};
use walkdir::WalkDir;

/// All files of a folder with one of the extensions, in name order: the path with `/` on all systems, and the bytes.
/// Paths and errors name the folder `shown`.
///
/// # Errors
/// A folder or file that cannot be read, with its path.
pub fn read(folder: &Path, shown: &str, extensions: &[&str]) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    // What is hidden is no file of the workspace: a folder that a program has begun, one of a version control.
    let is_shown =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(is_shown) {
        let entry = entry.with_context(|| format!("reading {shown}"))?;
        let extension = entry.path().extension().and_then(|extension| extension.to_str());
        if entry.file_type().is_file() && extension.is_some_and(|extension| extensions.contains(&extension)) {
            let path = format!("{shown}/{}", slash_path(entry.path().strip_prefix(folder)?));
            let bytes = std::fs::read(entry.path()).with_context(|| format!("reading {path}"))?;
            files.push((path, bytes));
        }
    }
    Ok(files)
}

/// A path with `/` as separator on all systems.
fn slash_path(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
