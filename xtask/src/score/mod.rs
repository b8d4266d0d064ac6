//! Scores saved assessments with the engine that the page uses. No rule of any method lives here.
//!
//! Input becomes [`input::Job`]s, one an assessment; [`pool`] scores them on all cores; the output
//! is written in the order of the input. Only what is in flight is in memory.

mod csv;
mod heat;
mod input;
mod json;
mod level;
mod lines;
mod pool;
mod scorer;
mod table;

use std::io::{self, Write};
use std::path::PathBuf;

pub use scorer::{Scored, Scorer, Weighing};

use dtmm_scoring::Code;

use crate::terminal::plain;
use input::Job;

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Table {
        /// Whether cells are coloured.
        colour: bool,
    },
    /// A JSON array with one object an assessment.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// A table for spreadsheets: UTF-8 with byte order mark, one row a scope.
    Csv,
}

/// How many assessments there were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outcome {
    /// Those with a result.
    pub scored: usize,
    /// Those that could not be read.
    pub failed: usize,
    /// Files of a folder that are none.
    pub skipped: usize,
}

/// What came of one job.
struct Done {
    /// The result as printed; `None` where there is none.
    output: Option<Vec<u8>>,
    /// Problems, each with its place and a line feed.
    messages: String,
    /// Whether it is a file of a folder that holds no assessment.
    is_skipped: bool,
}

/// Jobs are handed out in batches of about this many bytes.
const BATCH: usize = 1 << 16;

/// A job counts for no less: its results take about as much, however short it is.
const LEAST: usize = 1 << 12;

/// Scores files of any form, all files of folders and of the folders in them, and standard input (`-`).
/// Results go to `out`, problems and the names of what is not scored to `err`, both in the order of
/// the input.
///
/// # Errors
/// Output that cannot be written.
pub fn run(
    scorer: &Scorer<'_>,
    files: &[PathBuf],
    format: Format,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Outcome> {
    let mut outcome = Outcome::default();
    out.write_all(&opening(format))?;
    let score = |batch: Vec<Job>| batch.into_iter().map(|job| score(scorer, job, format)).collect::<Vec<Done>>();
    pool::in_order(
        |give| feed(files, give),
        score,
        |batch| {
            for done in batch {
                err.write_all(done.messages.as_bytes())?;
                let Some(output) = done.output else {
                    outcome.skipped += usize::from(done.is_skipped);
                    outcome.failed += usize::from(!done.is_skipped);
                    continue;
                };
                if outcome.scored > 0 {
                    out.write_all(between(format))?;
                }
                out.write_all(&output)?;
                outcome.scored += 1;
            }
            Ok(())
        },
    )?;
    out.write_all(closing(format))?;
    out.flush()?;
    Ok(outcome)
}

/// Collects jobs to batches.
fn feed(files: &[PathBuf], give: &mut dyn FnMut(Vec<Job>) -> bool) {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    let is_whole = input::read(files, &mut |job| {
        bytes += job.content.as_ref().map_or(0, Vec::len).max(LEAST);
        batch.push(job);
        if bytes < BATCH {
            return true;
        }
        bytes = 0;
        give(std::mem::take(&mut batch))
    });
    if is_whole && !batch.is_empty() {
        give(batch);
    }
}

fn score(scorer: &Scorer<'_>, job: Job, format: Format) -> Done {
    let content = match &job.content {
        Ok(content) => content,
        Err(fault) => {
            let messages = format!("{}: error: {fault}\n", plain(&job.source()));
            return Done { output: None, messages, is_skipped: false };
        }
    };
    match scorer.score(job.source(), content) {
        Ok((scored, arrival)) => {
            let messages = scorer.remarks(&job.file, job.line, &arrival);
            Done { output: Some(print(scorer, &scored, format)), messages, is_skipped: false }
        }
        Err(problems) if job.is_found && problems.iter().all(|problem| is_no_assessment(problem.code)) => {
            let codes = problems.iter().map(|problem| problem.code);
            let messages = codes.map(|code| scorer.say_skipped(&job.file, code)).collect();
            Done { output: None, messages, is_skipped: true }
        }
        Err(problems) => Done {
            output: None,
            messages: problems.iter().map(|problem| scorer.say(&job.file, job.line, problem)).collect(),
            is_skipped: false,
        },
    }
}

/// Whether a file is something else altogether, as people keep beside their assessments.
const fn is_no_assessment(code: Code) -> bool {
    matches!(
        code,
        Code::Empty
            | Code::Workbook
            | Code::OldWorkbook
            | Code::WebPage
            | Code::Pdf
            | Code::Archive
            | Code::Unrecognized
    )
}

fn print(scorer: &Scorer<'_>, scored: &Scored, format: Format) -> Vec<u8> {
    match format {
        Format::Table { colour } => table::block(scorer, scored, colour).into_bytes(),
        Format::Json => json::object(scorer, scored),
        Format::Ndjson => {
            let mut line = json::object(scorer, scored);
            line.push(b'\n');
            line
        }
        Format::Csv => csv::rows(scorer, scored),
    }
}

fn opening(format: Format) -> Vec<u8> {
    match format {
        Format::Json => b"[".to_vec(),
        Format::Csv => csv::head(),
        Format::Table { .. } | Format::Ndjson => Vec::new(),
    }
}

const fn between(format: Format) -> &'static [u8] {
    match format {
        Format::Json => b",\n",
        Format::Table { .. } => b"\n\n",
        Format::Ndjson | Format::Csv => b"",
    }
}

const fn closing(format: Format) -> &'static [u8] {
    match format {
        Format::Json => b"]\n",
        Format::Table { .. } | Format::Ndjson | Format::Csv => b"",
    }
}
