//! What a reader waits for: the time from an answer to its result, and from a letter typed into the
//! search to hits, in a real browser.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::figure::{Figure, Unit};
use super::limits::{self, Limit};
use super::sample::{Random, line};
use super::scratch::Scratch;
use crate::browser::{self, Browser};
use dtmm_content::check::check;
use dtmm_site::Tree;
use dtmm_site::write;

/// What the script in the browser found, in milliseconds on the clock. `work` is the fixed piece of work
/// that was measured in turn.
#[derive(Deserialize)]
struct Found {
    openings: OpeningTimes,
    answers: Vec<Answered>,
    searches: Searched,
}

#[derive(Deserialize)]
struct OpeningTimes {
    work: Times,
    open: Times,
}

#[derive(Deserialize)]
struct Answered {
    page: String,
    /// How many times slower the processor was made.
    slower: u32,
    work: Times,
    /// Until the page holds the result.
    result: Times,
    /// Until a frame shows it.
    frame: Times,
}

#[derive(Deserialize)]
struct Searched {
    slower: u32,
    work: Times,
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
    let [site, file, found] = ["site", "full.json", "found.json"].map(|name| scratch.path().join(name));
    write::write(tree, &site)?;
    fs::write(&file, full(root)?)?;
    progress("answering in the browser");
    let mut command = Command::new("node");
    command
        .arg(scripts.join("measure.mjs"))
        .arg(&file)
        .arg(&found)
        .env("SITE", &site)
        .env(Browser::Chromium.variable(), &chromium);
    let output = command.output().context("starting node")?;
    ensure!(
        output.status.success(),
        "measuring in the browser: {}",
        String::from_utf8_lossy(&output.stderr).trim_end()
    );
    let found = fs::read(&found).context("reading what was measured in the browser")?;
    let found = serde_json::from_slice(&found).context("understanding what was measured in the browser")?;
    Ok(of(&found))
}

/// An assessment with an answer to every entry.
fn full(root: &Path) -> Result<String> {
    let document = check(&dtmm_site::load(root, None)?).document.context("the content is at fault")?;
    Ok(line(&document.standard.outline(), &mut Random::seeded(), "full", None))
}

fn of(found: &Found) -> Vec<Figure> {
    let mut figures = Vec::new();
    for Answered { page, slower, work, result, frame } in &found.answers {
        let name = format!("answer to result, {page}, {slower} × slower");
        let is_scorer = page.ends_with("/score.html");
        let limit = if is_scorer { limits::ANSWER_ON_SCORER } else { limits::ANSWER_ON_SUBDOMAIN };
        // Without the brake a result comes too soon for its ratio to be steady.
        if *slower > 1 {
            figures.push(ratio(&name, result, work, limit));
        }
        figures.push(time(&name, result, (*slower > 1).then_some(limits::ANSWER_TIME), ""));
        let name = format!("answer to screen, {page}, {slower} × slower");
        figures.push(time(&name, frame, None, "with the wait for a frame; "));
    }
    let OpeningTimes { work, open } = &found.openings;
    let name = "opening a full file, zh/score.html";
    figures.push(ratio(name, open, work, limits::OPENING));
    figures.push(time(name, open, None, "read, kept, scored by all four methods, shown; "));
    let Searched { slower, work, ready, first, later } = &found.searches;
    for (name, times, limit, goal) in [
        ("search made ready", ready, limits::SEARCH_READY, None),
        ("first letter typed to hits", first, limits::FIRST_LETTER, Some(limits::LETTER_TIME)),
        ("letter typed to hits", later, limits::LETTER, Some(limits::LETTER_TIME)),
    ] {
        let name = format!("{name}, {slower} × slower");
        figures.push(ratio(&name, times, work, limit));
        figures.push(time(&name, times, goal, ""));
    }
    figures
}

/// How many times the fixed piece of work something takes.
fn ratio(name: &str, times: &Times, work: &Times, limit: Limit) -> Figure {
    Figure {
        name: format!("{name}, against fixed work"),
        value: times.median / work.median,
        unit: Unit::Times,
        limit: Some(limit),
        note: format!("{:.1} ms against {:.1} ms", times.median, work.median),
    }
}

fn time(name: &str, times: &Times, goal: Option<Limit>, what: &str) -> Figure {
    let note = format!("{what}worst of {}: {:.1} ms; depends on the machine", times.runs, times.worst);
    Figure { name: name.to_owned(), value: times.median, unit: Unit::Milliseconds, limit: goal, note }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_on_a_slowed_processor_have_a_limit_and_times_none() {
        let times = |median: f64| format!(r#"{{"median": {median}, "worst": 60.25, "runs": 15}}"#);
        let answers = |page: &str, slower: u32| {
            let [work, result, frame] = [10.0, 17.0, 40.0].map(times);
            format!(r#"{{"page": "{page}", "slower": {slower}, "work": {work}, "result": {result}, "frame": {frame}}}"#)
        };
        let all = [answers("zh/score.html", 4), answers("zh/a/b.html", 4), answers("zh/score.html", 1)].join(", ");
        let [work, ready, first, later, open] = [10.0, 20.0, 30.0, 40.0, 50.0].map(times);
        let found = format!(
            r#"{{"openings": {{"work": {work}, "open": {open}}}, "answers": [{all}],
                "searches": {{"slower": 4, "work": {work}, "ready": {ready}, "first": {first}, "later": {later}}}}}"#
        );
        let figures = of(&serde_json::from_str(&found).unwrap());
        let held: Vec<_> =
            figures.iter().filter(|figure| figure.limit.is_some_and(|limit| limit.most.is_some())).collect();
        assert!(held.iter().all(|figure| figure.unit == Unit::Times));
        let values: Vec<_> = held.iter().map(|figure| (figure.value, figure.limit.unwrap())).collect();
        let expected = [
            (1.7, limits::ANSWER_ON_SCORER),
            (1.7, limits::ANSWER_ON_SUBDOMAIN),
            (5.0, limits::OPENING),
            (2.0, limits::SEARCH_READY),
            (3.0, limits::FIRST_LETTER),
            (4.0, limits::LETTER),
        ];
        assert_eq!(values, expected);
        assert_eq!(figures[0].name, "answer to result, zh/score.html, 4 × slower, against fixed work");
        assert_eq!(figures[0].note, "17.0 ms against 10.0 ms");
        assert_eq!(figures[1].note, "worst of 15: 60.2 ms; depends on the machine");
        assert_eq!(figures.len(), 3 * 2 + 2 + 4 * 2);
    }
}
