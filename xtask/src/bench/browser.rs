//! What a reader waits for: the time from an answer to its result, and from a letter typed into the
//! search to hits, in a real browser.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::figure::{Figure, Unit};
use super::sample::{Random, line};
use super::scratch::Scratch;
use crate::browser::{self, Browser};
use dtmm_content::check::check;
use dtmm_site::Tree;
use dtmm_site::write;

/// Milliseconds from an answer to its result: one frame of a screen that shows sixty a second.
const FRAME: f64 = 16.0;

/// Milliseconds from a letter typed to the first hits.
const FIRST_HITS: f64 = 50.0;

/// What the script in the browser found, in milliseconds on the clock.
#[derive(Deserialize)]
struct Found {
    openings: Times,
    answers: Vec<Answered>,
    searches: Searched,
}

#[derive(Deserialize)]
struct Answered {
    page: String,
    /// How many times slower the processor was made.
    slower: u32,
    /// Until the page holds the result.
    result: Times,
    /// Until a frame shows it.
    frame: Times,
}

#[derive(Deserialize)]
struct Searched {
    slower: u32,
    /// From the scripts' arrival until letters are answered.
    ready: Times,
    /// The first letter, right after the scripts have come.
    first: Times,
    /// All letters after it.
    later: Times,
}

#[derive(Deserialize)]
struct Times {
    median: f64,
    worst: f64,
    runs: u32,
}

/// The times in the browser, on the site of `tree` with a full assessment.
///
/// # Errors
/// No browser or no Node.js, a folder that cannot be written, a page that does not answer.
pub(super) fn figures(root: &Path, tree: &Tree, progress: &mut dyn FnMut(&str)) -> Result<Vec<Figure>> {
    let chromium = Browser::Chromium.find_or_install(progress)?;
    let scripts = root.join("xtask/tests/browser");
    browser::install_driver(&scripts)?;
    let scratch = Scratch::new("browser")?;
    let [site, file] = ["site", "full.json"].map(|name| scratch.path().join(name));
    write::write(tree, &site)?;
    fs::write(&file, full(root)?)?;
    progress("answering in the browser");
    let mut command = Command::new("node");
    command.arg(scripts.join("measure.mjs")).arg(&file).env("SITE", &site).env(Browser::Chromium.variable(), &chromium);
    let output = command.output().context("starting node")?;
    ensure!(
        output.status.success(),
        "measuring in the browser: {}",
        String::from_utf8_lossy(&output.stderr).trim_end()
    );
    let found = serde_json::from_slice(&output.stdout).context("reading what was measured in the browser")?;
    Ok(of(&found))
}

/// An assessment with an answer to every entry.
fn full(root: &Path) -> Result<String> {
    let document = check(&dtmm_site::load(root)?).document.context("the content is at fault")?;
    Ok(line(&document.standard.outline(), &mut Random::seeded(), "full", None))
}

fn of(found: &Found) -> Vec<Figure> {
    let mut figures = Vec::new();
    for Answered { page, slower, result, frame } in &found.answers {
        let (name, limit, stated) = match slower {
            1 => (page.clone(), None, "no limit; answers with all four methods"),
            _ => (format!("{page}, {slower} × slower"), Some(FRAME), "one frame"),
        };
        figures.push(figure(format!("answer to result, {name}"), result, limit, stated));
        figures.push(figure(format!("answer to screen, {name}"), frame, None, "no limit; with the wait for a frame"));
    }
    let stated = "no limit; read, kept, scored by all four methods, shown";
    figures.push(figure("opening a full file, zh/score.html".to_owned(), &found.openings, None, stated));
    let Searched { slower, ready, first, later } = &found.searches;
    let stated = "no limit; once, when the field is entered";
    figures.push(figure(format!("search made ready, {slower} × slower"), ready, None, stated));
    for (which, times) in [("first letter", first), ("letter", later)] {
        let name = format!("{which} typed to hits, {slower} × slower");
        figures.push(figure(name, times, Some(FIRST_HITS), "search in the head of a page"));
    }
    figures
}

fn figure(name: String, times: &Times, limit: Option<f64>, stated: &str) -> Figure {
    let Times { median, worst, runs } = times;
    let reason = format!("{stated}; worst of {runs}: {worst:.1} ms");
    Figure { name, value: *median, limit, reason, unit: Unit::Milliseconds, tolerance: 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_and_searches_on_a_slowed_processor_have_a_limit() {
        let found = r#"{"openings": {"median": 30, "worst": 50.5, "runs": 15}, "answers": [
            {"page": "a", "slower": 4, "result": {"median": 17, "worst": 20, "runs": 30},
             "frame": {"median": 40, "worst": 60, "runs": 30}},
            {"page": "a", "slower": 1, "result": {"median": 4, "worst": 5, "runs": 30},
             "frame": {"median": 20, "worst": 30, "runs": 30}}],
            "searches": {"slower": 4, "ready": {"median": 90, "worst": 99, "runs": 9}, "first": {"median": 40, "worst": 45, "runs": 9},
             "later": {"median": 51, "worst": 60, "runs": 60}}}"#;
        let figures = of(&serde_json::from_str(found).unwrap());
        let limits: Vec<_> = figures.iter().map(|figure| (figure.value, figure.limit)).collect();
        let answers = [(17.0, Some(16.0)), (40.0, None), (4.0, None), (20.0, None), (30.0, None), (90.0, None)];
        assert_eq!(limits, [&answers[..], &[(40.0, Some(50.0)), (51.0, Some(50.0))]].concat());
        assert!(!figures[0].is_within());
        assert_eq!(figures[0].name, "answer to result, a, 4 × slower");
        assert_eq!(figures[4].reason, "no limit; read, kept, scored by all four methods, shown; worst of 15: 50.5 ms");
        assert_eq!(figures[6].name, "first letter typed to hits, 4 × slower");
        assert!(figures[6].is_within() && !figures[7].is_within());
    }
}
