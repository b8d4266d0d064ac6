//! Begins a standard: a small one that passes all checks, with a word on everything that can be declared.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use dtmm_content::parse::paths::MODEL;
use dtmm_model::{Lang, Slug};

use crate::copy::copy;

/// The permanent name that the starters have.
const ID: &str = "id: my-standard";

/// A content folder that was begun.
#[derive(Debug)]
pub struct Begun {
    /// Its folder.
    pub folder: PathBuf,
    /// The permanent name of the standard, made from that of the folder.
    pub id: String,
}

/// Begins a standard in the folder `to`, written and explained in one language. `root` is the workspace, which has the
/// starters.
///
/// # Errors
/// A folder that has something in it; a file that cannot be read or written. Nothing is left behind then.
pub fn begin(root: &Path, to: &Path, lang: Lang) -> Result<Begun> {
    if !is_free(to) {
        bail!("{} is there already, and is no empty folder", to.display());
    }
    let name = to.file_name().with_context(|| format!("{} names no folder", to.display()))?.to_string_lossy();
    let id = permanent_name(&name);
    let beside = to.with_file_name(format!(".{name}.begun"));
    fs::remove_dir_all(&beside).ok();
    let written = write(root, &beside, lang, &id).and_then(|()| {
        // A folder takes the place of an empty one only where that is gone.
        fs::remove_dir(to).ok();
        fs::rename(&beside, to).with_context(|| format!("writing {}", to.display()))
    });
    if written.is_err() {
        fs::remove_dir_all(&beside).ok();
    }
    written.map(|()| Begun { folder: to.to_path_buf(), id })
}

fn is_free(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}

fn write(root: &Path, to: &Path, lang: Lang, id: &str) -> Result<()> {
    copy(&root.join("xtask/starters").join(lang.key()), to)?;
    copy(&root.join("content/schemas"), &to.join("schemas"))?;
    let path = to.join(MODEL);
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    fs::write(&path, text.replace(ID, &format!("id: {id}"))).with_context(|| format!("writing {}", path.display()))
}

/// The name of a folder as a permanent name: words of letters and digits, joined by hyphens.
fn permanent_name(folder: &str) -> String {
    let words = folder.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    if name.parse::<Slug>().is_ok() { name } else { "my-standard".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::permanent_name;

    #[test]
    fn the_permanent_name_is_made_from_that_of_the_folder() {
        for (folder, name) in [
            ("laboratory", "laboratory"),
            ("Good Laboratory_Practice", "good-laboratory-practice"),
            ("2030", "my-standard"),
            ("标准", "my-standard"),
        ] {
            assert_eq!(permanent_name(folder), name);
        }
    }
}
