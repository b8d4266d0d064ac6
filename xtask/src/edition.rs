//! Starts the next edition of a standard: a copy of the newest one with an empty list of changes. Only
//! `cargo xtask edition` writes these files, when the editor runs it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use dtmm_content::check::edition_name;
use dtmm_content::load::Sources;
use dtmm_content::parse::paths::{CHANGES, MODEL};
use dtmm_content::parse::{model, with_edition};
use dtmm_workspace::project;

use dtmm_workspace::copy::copy;

/// What the list of changes begins with.
const HEAD: &str = "# yaml-language-server: $schema=../../schemas/changes.schema.json
# What became of the entries of the edition before. An entry that is not named here has the same identifier and the same
# words in both editions; `cargo xtask check` reports every other entry that is not listed. The kinds, with made-up entries:
# - {from: [ABC-302], to: [ABC-302], kind: editorial}           # other words, the same meaning: answers stay
# - {from: [ABC-303], to: [ABC-303], kind: substantive}         # another meaning: answers are to be reviewed
# - {from: [ABC-201], to: [ABC-304], kind: moved}               # another level or subdomain, so another identifier
# - {from: [DEF-102], to: [DEF-105, DEF-106], kind: split}
# - {from: [DEF-301, DEF-302], to: [DEF-306], kind: merged}
# - {from: [], to: [DEF-504], kind: added}
# - {from: [DEF-201], to: [], kind: withdrawn}
# `about: {zh: …, en: …}` tells readers what changed and why. An identifier that any edition had is never given again.
";

/// A new edition.
#[derive(Debug)]
pub struct Started {
    /// The edition it was copied from.
    pub from: String,
    /// Its folder.
    pub folder: PathBuf,
}

/// Starts the edition `name` in the content folder `content`, or in that of the workspace at `root`.
///
/// # Errors
/// A name that no edition can have or that one has already, content without an edition, a file that cannot be read or
/// written. Nothing is changed then.
pub fn start(root: &Path, content: Option<&Path>, name: &str) -> Result<Started> {
    let folder = project::content_folder(root, content);
    let sources = Sources::load(&folder, &folder.to_string_lossy())?;
    if let Err(help) = edition_name(name) {
        bail!("`{name}` cannot name an edition: {help}");
    }
    let listed =
        model(&sources).with_context(|| format!("{MODEL} cannot be read: `cargo xtask check` says why"))?.editions;
    let to = folder.join("editions").join(name);
    if listed.iter().any(|edition| edition == name) || to.exists() {
        bail!("there is an edition {name} already");
    }
    let from = listed.last().context("there is no edition to start from")?.clone();
    let path = folder.join(MODEL);
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let listed = with_edition(&text, name).context("the list of editions in model.yaml cannot be extended")?;
    // What is hidden is not read, so that a run that is killed leaves no edition behind.
    let begun = folder.join("editions").join(format!(".{name}"));
    fs::remove_dir_all(&begun).ok();
    let written = copy(&folder.join("editions").join(&from), &begun)
        .and_then(|()| write(&begun.join(CHANGES), HEAD))
        .and_then(|()| fs::rename(&begun, &to).with_context(|| format!("writing {}", to.display())));
    if written.is_err() {
        fs::remove_dir_all(&begun).ok();
    }
    written?;
    if let Err(error) = write(&path, &listed) {
        fs::remove_dir_all(&to).ok();
        return Err(error);
    }
    Ok(Started { from, folder: to })
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("writing {}", path.display()))
}
