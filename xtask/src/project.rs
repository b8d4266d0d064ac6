//! The workspace on disk: where it is, and what is read from it besides the content.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::files;
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
/// A file that cannot be read, or is not UTF-8.
pub fn templates(root: &Path) -> Result<Vec<TemplateSource>> {
    let files = files::read(root, "templates", &["html"])?;
    let template = |(path, bytes): (String, Vec<u8>)| {
        let text = String::from_utf8(bytes).with_context(|| format!("reading {path}"))?;
        Ok(TemplateSource { name: path.trim_start_matches("templates/").to_owned(), text })
    };
    files.into_iter().map(template).collect()
}

/// Stylesheets, scripts and icons, in name order.
///
/// # Errors
/// A file that cannot be read.
pub fn assets(root: &Path) -> Result<Vec<Asset>> {
    let files = files::read(root, "site/assets", &["css", "js", "svg"])?;
    let asset =
        |(path, bytes): (String, Vec<u8>)| Asset { path: path.trim_start_matches("site/assets/").to_owned(), bytes };
    Ok(files.into_iter().map(asset).collect())
}
