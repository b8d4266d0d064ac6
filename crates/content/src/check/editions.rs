//! The editions: `model.yaml` lists those that have a folder, and no file of an edition stands outside of one.

use std::collections::BTreeSet;

use dtmm_model::Lang;

use super::metadata::is_name;
use crate::diagnostic::codes::{MISPLACED_FILE, MISSING_FILE, UNLISTED_FILE, WRONG_VALUE};
use crate::diagnostic::{Diagnostic, suggest};
use crate::load::{Sources, is_shared};
use crate::parse::paths::MODEL;
use crate::parse::{ModelFile, Step, nodes};

/// Names that no edition can have, because the site has folders of these names besides those of its languages.
const RESERVED: [&str; 3] = ["assets", "data", "r"];

/// The editions to check, oldest first, and what is wrong with them as a whole.
pub(super) fn editions(sources: &Sources, model: Option<&ModelFile>) -> (Vec<String>, Vec<Diagnostic>) {
    let there = sources.editions();
    let mut problems = misplaced(sources, &there);
    if there.is_empty() {
        let path = format!("{}/editions", sources.folder());
        let help = "create a folder with the name of the edition, as 2030; CONTRIBUTING.md shows what is in it";
        problems.push(Diagnostic::new(MISSING_FILE, &path, 0..0, "there is no edition here", help));
    }
    let Some(model) = model else {
        return (there.into_iter().map(str::to_owned).collect(), problems);
    };
    let path = format!("{}/{MODEL}", sources.folder());
    let text = sources.get(&path).map_or("", |source| source.text.as_str());
    let mut listed: Vec<String> = Vec::new();
    for (index, edition) in model.editions.iter().enumerate() {
        let span = || nodes(text).find(&[Step::Key("editions"), Step::Item(index)]);
        if let Err(help) = edition_name(edition) {
            let message = format!("`{edition}` cannot name an edition");
            problems.push(Diagnostic::new(WRONG_VALUE, &path, span(), &message, help));
        } else if listed.contains(edition) {
            let message = format!("the edition `{edition}` is listed twice");
            problems.push(Diagnostic::new(WRONG_VALUE, &path, span(), &message, "keep one of the two"));
        } else if !there.contains(edition.as_str()) {
            let message = format!("there is no folder {}/editions/{edition}", sources.folder());
            let help = suggest::help(edition, there.iter().copied(), "create it, or remove the name here");
            problems.push(Diagnostic::new(MISSING_FILE, &path, span(), &message, &help));
        } else {
            listed.push(edition.clone());
        }
    }
    for edition in there.iter().filter(|edition| !model.editions.iter().any(|listed| listed == *edition)) {
        let message = format!("`editions` in {path} does not name `{edition}`");
        let help = "add the name there, after the editions before it, or remove the folder";
        let folder = format!("{}/editions/{edition}", sources.folder());
        problems.push(Diagnostic::new(UNLISTED_FILE, &folder, 0..0, &message, help));
    }
    (listed, problems)
}

/// Whether a text can name an edition: it becomes a folder of the site.
///
/// # Errors
/// How to write one that can.
pub fn edition_name(name: &str) -> Result<(), &'static str> {
    let is_reserved = RESERVED.contains(&name) || Lang::ALL.iter().any(|lang| lang.key() == name);
    if is_name(name) && !is_reserved {
        return Ok(());
    }
    Err(
        "write lower-case letters, digits and hyphens, as `2030`, but no name of a language, nor `r`, `data` or `assets`",
    )
}

/// Files of an edition that stand beside what all editions share.
fn misplaced(sources: &Sources, editions: &BTreeSet<&str>) -> Vec<Diagnostic> {
    let newest = editions.last().copied().unwrap_or("2030");
    let is_stray = |name: &str| !is_shared(name) && !name.ends_with(".yml");
    let strays = sources.iter().filter(|source| source.edition.is_none() && is_stray(&source.name));
    let problem = |source: &crate::load::Source| {
        let help = format!("move it to {}/editions/{newest}/{}", sources.folder(), source.name);
        let message = "this file stands outside the folder of an edition, where nothing reads it";
        Diagnostic::new(MISPLACED_FILE, &source.path, 0..0, message, &help)
    };
    strays.map(problem).collect()
}
