//! What scoring costs: one assessment by all four methods, and many, one a line, against merely
//! parsing the same lines.

use std::fs::{self, File};
use std::hint::black_box;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use dtmm_model::Outline;
use dtmm_scoring::{Scorecard, read};
use serde_json::Value;

use super::figure::{Figure, Unit};
use super::sample::{Random, line};
use super::scratch::Scratch;
use super::{clock, limits};
use crate::score::{self, ScoreFormat, Scorer, Weighing};
use dtmm_content::check::check;
use dtmm_content::document::Document;

/// Runs that are not counted.
const WARM_UPS: usize = 2;
/// Runs whose median counts.
const RUNS: usize = 15;
/// How often a run scores one assessment: once is too short to be measured.
const ROUNDS: usize = 500;
/// How many assessments the file has.
const LINES: usize = 3000;
/// One entry in this many has remarks in that file.
const REMARKS_EVERY: u64 = 8;

/// The costs of scoring one assessment and many.
///
/// # Errors
/// Content at fault, a file that cannot be written, an assessment that cannot be scored.
pub(super) fn figures(root: &Path, progress: &mut dyn FnMut(&str)) -> Result<Vec<Figure>> {
    let document = check(&dtmm_site::load(root, None)?).document.context("the content is at fault")?;
    let outline = document.standard.outline();
    progress(&format!("scoring one assessment {RUNS} times {ROUNDS} times"));
    let mut figures = Vec::new();
    for (remarks_every, name) in [(None, "no remarks"), (Some(1), "all with remarks")] {
        figures.extend(one(&outline, remarks_every, name)?);
    }
    progress(&format!("scoring {LINES} assessments {RUNS} times, and as often only parsing them"));
    figures.push(many(&document, &outline)?);
    Ok(figures)
}

/// What one full assessment costs, read and scored by all methods, and only scored.
fn one(outline: &Outline, remarks_every: Option<u64>, name: &str) -> Result<[Figure; 2]> {
    let line = line(outline, &mut Random::seeded(), "one", remarks_every);
    let reading = |line: &str| read(line.as_bytes(), outline).ok().context("the assessment cannot be read");
    let assessment = reading(&line)?.assessment;
    let (mut whole, mut alone) = (Vec::new(), Vec::new());
    for run in 0..WARM_UPS + RUNS {
        let both = microseconds(|| {
            let reading = reading(black_box(&line))?;
            black_box(Scorecard::new(outline, &reading.assessment));
            Ok(())
        })?;
        let scored = microseconds(|| {
            black_box(Scorecard::new(outline, black_box(&assessment)));
            Ok(())
        })?;
        if run >= WARM_UPS {
            whole.push(both);
            alone.push(scored);
        }
    }
    let answers = assessment.answers().len();
    let figure = |what: &str, costs: &mut [f64]| Figure {
        name: format!("{what}, {answers} answers, {name}"),
        value: clock::median(costs),
        unit: Unit::Microseconds,
        limit: None,
        note: format!("all four methods, {} bytes", line.len()),
    };
    Ok([figure("read and score", &mut whole), figure("score", &mut alone)])
}

/// What `work` costs once, in microseconds.
fn microseconds(mut work: impl FnMut() -> Result<()>) -> Result<f64> {
    let cost = clock::cost(|| (0..ROUNDS).try_for_each(|_| work()))?;
    Ok(cost * 1000.0 / ROUNDS as f64)
}

/// What the lines of a file cost to score and print. Scoring and parsing take turns, so that both
/// meet the same disturbances.
fn many(document: &Document, outline: &Outline) -> Result<Figure> {
    let scratch = Scratch::new("scoring")?;
    let file = scratch.path().join("many.ndjson");
    fs::write(&file, lines(outline))?;
    let scorer = Scorer::new(document, Weighing::Subdomain);
    let (mut parsed, mut scored) = (Vec::new(), Vec::new());
    for run in 0..WARM_UPS + RUNS {
        let parse = clock::cost(|| parse_lines(&file))?;
        let score = clock::cost(|| score_lines(&scorer, &file))?;
        if run >= WARM_UPS {
            parsed.push(parse);
            scored.push(score);
        }
    }
    let (parsed, scored) = (clock::median(&mut parsed), clock::median(&mut scored));
    Ok(Figure {
        name: format!("{LINES} lines, NDJSON to NDJSON, against only parsing them"),
        value: scored / parsed,
        unit: Unit::Times,
        limit: Some(limits::SCORING),
        note: format!("{scored:.2} ms against {parsed:.2} ms with serde_json"),
    })
}

/// The file of assessments, each with other answers.
fn lines(outline: &Outline) -> String {
    let mut random = Random::seeded();
    let line = |number| line(outline, &mut random, &format!("plant {number}"), Some(REMARKS_EVERY)) + "\n";
    (1..=LINES).map(line).collect()
}

/// The whole path of `cargo xtask score`, but for where the output goes.
fn score_lines(scorer: &Scorer<'_>, file: &Path) -> Result<()> {
    let files = [file.to_path_buf()];
    let outcome = score::run(scorer, &files, ScoreFormat::Ndjson, &mut io::sink(), &mut io::sink())?;
    ensure!(outcome.scored == LINES, "{} of {LINES} lines were scored", outcome.scored);
    Ok(())
}

/// What is least done by whoever reads the file with `serde_json`.
fn parse_lines(file: &Path) -> Result<()> {
    let mut input = BufReader::new(File::open(file)?);
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        black_box(serde_json::from_slice::<Value>(&line)?);
        line.clear();
    }
    Ok(())
}
