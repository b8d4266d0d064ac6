//! The workspace on disk: where it is, and what is read from it besides the content.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;

use crate::content::slash_path;
use crate::render::{Asset, TemplateSource};

/// The folder that holds `content/` and `templates/`, at or above the working directory.
///
/// # Errors
/// If there is none.
pub fn find_root() -> Result<PathBuf> {
    let start = std::env::current_dir().context("reading the working directory")?;
    let is_root = |folder: &&Path| folder.join("content").is_dir() && folder.join("templates").is_dir();
    match start.ancestors().find(is_root) {
        Some(root) => Ok(root.to_path_buf()),
        None => bail!("no folder with content/ and templates/ here or above: run this inside the repository"),
    }
}

/// The page templates, in name order.
///
/// # Errors
/// A file that cannot be read.
pub fn templates(root: &Path) -> Result<Vec<TemplateSource>> {
    let files = files(&root.join("templates"), "html")?;
    files
        .into_iter()
        .map(|(name, path)| {
            let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
            Ok(TemplateSource { name, text })
        })
        .collect()
}

/// Stylesheets, scripts and icons, in name order.
///
/// # Errors
/// A file that cannot be read.
pub fn assets(root: &Path) -> Result<Vec<Asset>> {
    let folder = root.join("site/assets");
    let mut assets = Vec::new();
    for extension in ["css", "js", "svg"] {
        for (path, file) in files(&folder, extension)? {
            let bytes = std::fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
            assets.push(Asset { path, bytes });
        }
    }
    Ok(assets)
}

fn files(folder: &Path, extension: &str) -> Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.with_context(|| format!("reading {}", folder.display()))?;
        if entry.file_type().is_file() && entry.path().extension().is_some_and(|found| found == extension) {
            files.push((slash_path(entry.path().strip_prefix(folder)?), entry.into_path()));
        }
    }
    Ok(files)
}
