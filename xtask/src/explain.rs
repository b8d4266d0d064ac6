//! `cargo xtask check --explain`: what a kind of problem is, why it matters, a bad example and how it is
//! corrected. The examples are those that the tests check, so that none can grow stale.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use dtmm_content::check::check;
use dtmm_content::diagnostic::codes::{self, CODES, DiagnosticCode};
use dtmm_content::diagnostic::{self, DiagnosticFormat, suggest};
use dtmm_content::load::Sources;
use dtmm_site::words;

/// The folder of the examples: one by the name of each code, and `base`, the sound content they differ from.
const EXAMPLES: &str = "xtask/tests/check";

/// The code of this name.
///
/// # Errors
/// There is none: which codes have a similar name, and how to list them all.
pub fn code(name: &str) -> Result<&'static DiagnosticCode, String> {
    codes::find(name).ok_or_else(|| {
        let near = suggest::near(name, CODES.iter().map(|code| code.name));
        let similar = if near.is_empty() { String::new() } else { format!("; similar: {}", suggest::listed(&near)) };
        format!("no problem has this code{similar}; `cargo xtask check --explain` lists all codes")
    })
}

/// All codes, one a line: name, severity, meaning.
pub fn list() -> String {
    let width = CODES.iter().map(|code| code.name.len()).max().unwrap_or(0);
    CODES.iter().map(|code| format!("{:width$}  {:7}  {}\n", code.name, code.severity.key(), code.meaning)).collect()
}

/// What a code means, why it matters, and an example with its correction. `colour` is for the example.
///
/// # Errors
/// Files of the example that cannot be read, or do not have the problem.
pub fn explain(root: &Path, code: &DiagnosticCode, colour: bool) -> Result<String> {
    let sources = example(root, &[code.name])?;
    let diagnostics = check(&sources).diagnostics;
    let first = diagnostics.iter().position(|diagnostic| diagnostic.code == code.name);
    let first = first.with_context(|| format!("{EXAMPLES}/{} is no example of this problem", code.name))?;
    let shown = diagnostic::render(&diagnostics[first..=first], &sources, DiagnosticFormat::Human, colour);
    let declared = if code.in_draft {
        "\nIf the draft itself is printed so, leave the text as it is and waive the fault in waivers.yaml.\n"
    } else {
        ""
    };
    let DiagnosticCode { name, meaning, why, .. } = code;
    let severity = code.severity.key();
    let shown = shown.trim_end();
    Ok(format!(
        "{severity}[{name}]: {meaning}\n\nWhy it matters: {why}\n\nAn example, with how to correct it:\n\n{shown}\n{declared}"
    ))
}

/// The sound content with the files of the examples laid over it, in order.
///
/// # Errors
/// A file that cannot be read, or one to be removed that is not there.
pub fn example(root: &Path, names: &[&str]) -> Result<Sources> {
    let examples = root.join(EXAMPLES);
    let base = examples.join("base");
    let mut sources =
        Sources::load(&base.join("content"), "content")?.with_tool_words(&base)?.with_uses(words::of_files(&base)?);
    for name in names {
        let folder = examples.join(name);
        let removed = folder.join("removed.txt");
        if removed.exists() {
            for path in fs::read_to_string(&removed).with_context(|| removed.display().to_string())?.lines() {
                ensure!(sources.remove(path).is_some(), "{name} removes {path}, which is not there");
            }
        }
        if folder.join("content").exists() {
            let laid = Sources::load(&folder.join("content"), "content")?;
            add_editions(&mut sources, &laid);
            for file in laid.iter() {
                // The bytes themselves: some examples are not UTF-8.
                let bytes = fs::read(folder.join(&file.path)).with_context(|| format!("reading {}", file.path))?;
                sources.insert(file.path.clone(), bytes);
            }
        }
    }
    Ok(sources)
}

/// Adds every edition of an example that the sound content lacks: as its only one, but for the files of the example.
fn add_editions(sources: &mut Sources, example: &Sources) {
    let Some(known) = sources.editions().first().map(|edition| edition.to_string()) else { return };
    let missing = |edition: &&str| !sources.editions().contains(edition);
    let missing: Vec<String> = example.editions().into_iter().filter(missing).map(str::to_owned).collect();
    for edition in missing {
        let folder = |name: &str| format!("{}/editions/{name}/", example.folder());
        let copies: Vec<_> = sources.iter().filter(|file| file.edition.as_deref() == Some(&known)).cloned().collect();
        for file in copies {
            sources.insert(folder(&edition) + &file.name, file.text.into_bytes());
        }
    }
}
