//! The site as a ZIP archive, for a USB stick or an email: a README, then all files, in one folder.

use std::fs;
use std::io::{BufReader, Cursor, ErrorKind, Read, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::tree::Tree;
use crate::write::mark::MARK;
use crate::write::{Work, resolve_link};

/// The folder in the archive.
pub const FOLDER: &str = "dtmm-2024-draft";

/// The first file of the archive, which says how to open the site.
pub const README: &str = "README.txt";

/// The archive of a site; reproducible, because files have no times of their own.
///
/// # Errors
/// A file that the format cannot hold.
pub fn archive(tree: &Tree, readme: &str) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Old editors on Windows need the byte order mark to recognize UTF-8, and CRLF line ends.
    let readme = format!("\u{feff}{}", readme.replace('\n', "\r\n"));
    for (path, bytes) in [(README, readme.as_bytes())].into_iter().chain(tree.iter()) {
        zip.start_file(format!("{FOLDER}/{path}"), options).with_context(|| format!("packing {path}"))?;
        zip.write_all(bytes).with_context(|| format!("packing {path}"))?;
    }
    Ok(zip.finish().context("packing the site")?.into_inner())
}

/// Writes an archive with an atomic rename: an earlier one stays complete until then.
///
/// # Errors
/// A file that is not an earlier archive of the site, or cannot be written, with its path.
pub fn write(archive: &[u8], file: &Path) -> Result<()> {
    let file = &*resolve_link(file)?;
    let work = Work::beside(file)?;
    replaceable(file)?;
    let result = fs::write(work.fresh(), archive).and_then(|()| fs::rename(work.fresh(), file));
    result.with_context(|| format!("writing {}", file.display()))
}

/// Checks that an archive may be written to this file: it does not exist, or is an earlier archive of the site.
///
/// # Errors
/// Any other file, with what to do.
pub fn replaceable(file: &Path) -> Result<()> {
    if fs::symlink_metadata(file).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
        return Ok(());
    }
    if !is_ours(file).unwrap_or(false) {
        bail!("{} is not an archive of the site; choose another file with --zip, or move it away", file.display());
    }
    Ok(())
}

/// Whether [`archive`] made the file: all is in one folder, the README comes first, and the marker of a site is there.
fn is_ours(file: &Path) -> Result<bool> {
    if !fs::metadata(file)?.is_file() {
        return Ok(false);
    }
    let mut archive = ZipArchive::new(BufReader::new(fs::File::open(file)?))?;
    let first = archive.by_index(0)?.name()?.into_owned();
    let Some(folder) = first.strip_suffix(README).filter(|folder| folder.ends_with('/')) else { return Ok(false) };
    let (name, beginning) = MARK;
    let is_inside = archive.file_names().all(|name| name.is_ok_and(|name| name.starts_with(folder)));
    let mut found = Vec::new();
    archive.by_name(&format!("{folder}{name}"))?.take(beginning.len() as u64).read_to_end(&mut found)?;
    Ok(is_inside && found == beginning.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(words: &str) -> Vec<u8> {
        let mut tree = Tree::default();
        tree.add(MARK.0, format!("{}1\"}}", MARK.1)).unwrap();
        archive(&tree, words).unwrap()
    }

    #[test]
    fn an_earlier_archive_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("site.zip");
        for words in ["one", "two"] {
            write(&site(words), &file).unwrap();
            assert_eq!(fs::read(&file).unwrap(), site(words));
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn anything_else_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let mut other = ZipWriter::new(Cursor::new(Vec::new()));
        other.start_file("letters/README.txt", SimpleFileOptions::default()).unwrap();
        let other = other.finish().unwrap().into_inner();
        for (name, mine) in [("README.md", b"# Mine".to_vec()), ("empty", Vec::new()), ("mine.zip", other)] {
            let file = folder.path().join(name);
            fs::write(&file, &mine).unwrap();
            let error = write(&site("one"), &file).unwrap_err().to_string();
            assert!(error.contains(name) && error.contains("--zip"), "{error}");
            assert_eq!(fs::read(&file).unwrap(), mine);
        }
        write(&site("one"), folder.path()).unwrap_err();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "nothing is left beside them");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_and_its_file_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("site.zip"), folder.path().join("newest.zip"));
        write(&site("one"), &file).unwrap();
        std::os::unix::fs::symlink("site.zip", &link).unwrap();
        write(&site("two"), &link).unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read(&file).unwrap(), site("two"));
    }
}
