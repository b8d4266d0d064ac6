//! Begins a standard: a small one that passes all checks, with a word on everything that can be declared.

mod text;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use dtmm_content::parse::paths::MODEL;
use dtmm_model::{Lang, Slug};
use walkdir::WalkDir;

use crate::copy::copy;
use text::{with_fingerprints, with_levels, with_translation};

/// The permanent name that the starters have.
const ID: &str = "id: my-standard";

/// What a standard is begun with.
#[derive(Debug)]
pub struct Beginning {
    /// Its permanent name; made from that of the folder where none is given.
    pub id: Option<Slug>,
    /// How many levels it has, 2 to 9.
    pub levels: usize,
    /// Its languages, one or two; the first one binds, and the files are explained in it.
    pub languages: Vec<Lang>,
}

/// A content folder that was begun.
#[derive(Debug)]
pub struct Begun {
    /// Its folder.
    pub folder: PathBuf,
    /// The permanent name of the standard.
    pub id: String,
}

/// Begins a standard in the folder `to`. `root` is the workspace, which has the starters.
///
/// # Errors
/// A folder that has something in it; no language; a file that cannot be read or written. Nothing is left behind then.
pub fn begin(root: &Path, to: &Path, beginning: &Beginning) -> Result<Begun> {
    if !is_free(to) {
        bail!("{} is there already, and is no empty folder", to.display());
    }
    let name = to.file_name().with_context(|| format!("{} names no folder", to.display()))?.to_string_lossy();
    let id = beginning.id.as_ref().map_or_else(|| permanent_name(&name), ToString::to_string);
    let beside = to.with_file_name(format!(".{name}.begun"));
    fs::remove_dir_all(&beside).ok();
    let written = write(root, &beside, beginning, &id).and_then(|()| {
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

fn write(root: &Path, to: &Path, beginning: &Beginning, id: &str) -> Result<()> {
    let [lang, translation] = [0, 1].map(|index| beginning.languages.get(index).copied());
    let lang = lang.context("a standard has a language")?;
    let starter = |lang: Lang| root.join("xtask/starters").join(lang.key());
    copy(&starter(lang), to)?;
    for file in files(to)? {
        let text = read(&to.join(&file))?;
        let mut text = with_levels(&text, beginning.levels, lang);
        if file.ends_with(MODEL) {
            text = declared(&text, beginning, id);
        } else if let Some(other) = translation.filter(|_| file.extension().is_some_and(|kind| kind == "yaml")) {
            let translated = with_levels(&read(&starter(other).join(&file))?, beginning.levels, other);
            text = with_translation(&text, lang, &translated, other);
        }
        put(&to.join(&file), &text)?;
    }
    if let Some(other) = translation {
        for file in files(&starter(other))?.iter().filter(|file| file.extension().is_some_and(|kind| kind == "md")) {
            let original = to.join(file.to_string_lossy().replace(&format!("text/{other}/"), &format!("text/{lang}/")));
            let text = with_fingerprints(&read(&starter(other).join(file))?, &read(&original)?);
            fs::create_dir_all(to.join(file).parent().unwrap_or(to))
                .with_context(|| format!("writing {}", to.display()))?;
            put(&to.join(file), &text)?;
        }
    }
    copy(&root.join("content/schemas"), &to.join("schemas"))
}

/// `model.yaml` with what was asked for.
fn declared(text: &str, beginning: &Beginning, id: &str) -> String {
    let languages: Vec<&str> = beginning.languages.iter().map(|lang| lang.key()).collect();
    let line = |line: &str| {
        if line == ID {
            format!("id: {id}")
        } else if line.starts_with("languages: [") {
            format!("languages: [{}]", languages.join(", "))
        } else if line.starts_with("levels: ") {
            format!("levels: {}", beginning.levels)
        } else {
            line.to_owned()
        }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

/// The files of a folder by their paths within it.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.with_context(|| format!("reading {}", folder.display()))?;
        if entry.file_type().is_file() {
            files.push(entry.path().strip_prefix(folder)?.to_path_buf());
        }
    }
    Ok(files)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}

fn put(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("writing {}", path.display()))
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
