//! The site as one file, for a USB stick or a mail: every file in one folder, and on top what to do.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::render::Tree;

/// The folder that everything is in.
pub const FOLDER: &str = "dtmm-2024-draft";

/// The file that says what to do: the first of the archive.
pub const README: &str = "README.txt";

/// The archive: the same bytes for the same site.
///
/// # Errors
/// A file that no archive can hold.
pub fn archive(tree: &Tree, readme: &str) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Editors of Windows know UTF-8 by the mark and want both characters at the end of a line.
    let readme = format!("\u{feff}{}", readme.replace('\n', "\r\n"));
    for (path, bytes) in [(README, readme.as_bytes())].into_iter().chain(tree.iter()) {
        zip.start_file(format!("{FOLDER}/{path}"), options).with_context(|| format!("packing {path}"))?;
        zip.write_all(bytes).with_context(|| format!("packing {path}"))?;
    }
    Ok(zip.finish().context("packing the site")?.into_inner())
}

/// Writes an archive in one move: an earlier one stays whole until then.
///
/// # Errors
/// A file that cannot be written, with its path.
pub fn write(archive: &[u8], file: &Path) -> Result<()> {
    let fresh = file.with_extension(format!("zip.{}", std::process::id()));
    let result = fs::write(&fresh, archive).and_then(|()| fs::rename(&fresh, file));
    if result.is_err() {
        fs::remove_file(&fresh).ok();
    }
    result.with_context(|| format!("writing {}", file.display()))
}
