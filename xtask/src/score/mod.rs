//! Scores saved assessments with the same code as the page; there are no scoring rules here.
//!
//! Input is split into [`input::Job`]s, one for each assessment; [`pool`] scores them on all cores; results are written
//! in the order of the input. Only the jobs in flight are in memory.

mod csv;
mod heat_map;
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
pub enum ScoreFormat {
    /// For people.
    Table {
        /// Whether cells are coloured.
        colour: bool,
    },
    /// A JSON array with one object per assessment.
    Json,
    /// One JSON object per line.
    Ndjson,
    /// A table for spreadsheets: CSV in UTF-8 with byte order mark, one row per scope.
    Csv,
}

/// The numbers of assessments by result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ScoreCounts {
    /// Assessments that were scored.
    pub scored: usize,
    /// Assessments that could not be read.
    pub failed: usize,
    /// Other files in folders.
    pub skipped: usize,
}

/// The result of a job.
struct Done {
    /// The formatted result; `None` if the assessment could not be scored.
    output: Option<Vec<u8>>,
    /// Problems, one per line.
    messages: String,
    /// Whether it is another file in a folder, not an assessment.
    is_skipped: bool,
}

/// Jobs are scored in batches of about this many bytes.
const BATCH: usize = 1 << 16;

/// The minimum that a job counts towards a batch: its result takes about as many bytes, however short its input is.
const LEAST: usize = 1 << 12;

/// Scores files of any form, all files in folders and their subfolders, and standard input (`-`). Results go to `out`,
/// problems and the names of files that are not scored to `err`, both in the order of the input.
///
/// # Errors
/// Output that cannot be written.
pub fn run(
    scorer: &Scorer<'_>,
    files: &[PathBuf],
    format: ScoreFormat,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<ScoreCounts> {
    let mut counts = ScoreCounts::default();
    out.write_all(&opening(format))?;
    let score = |batch: Vec<Job>| batch.into_iter().map(|job| score(scorer, job, format)).collect::<Vec<Done>>();
    pool::in_order(
        |give| feed(files, give),
        score,
        |batch| {
            for done in batch {
                err.write_all(done.messages.as_bytes())?;
                let Some(output) = done.output else {
                    counts.skipped += usize::from(done.is_skipped);
                    counts.failed += usize::from(!done.is_skipped);
                    continue;
                };
                if counts.scored > 0 {
                    out.write_all(between(format))?;
                }
                out.write_all(&output)?;
                counts.scored += 1;
            }
            Ok(())
        },
    )?;
    out.write_all(closing(format))?;
    out.flush()?;
    Ok(counts)
}

/// Collects jobs into batches.
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

fn score(scorer: &Scorer<'_>, job: Job, format: ScoreFormat) -> Done {
    let content = match &job.content {
        Ok(content) => content,
        Err(fault) => {
            let messages = format!("{}: error: {fault}\n", plain(&job.source()));
            return Done { output: None, messages, is_skipped: false };
        }
    };
    match scorer.score(job.source(), content) {
        Ok((scored, arrival)) => {
            let messages = scorer.warnings(&job.file, job.line, &arrival);
            Done { output: Some(print(scorer, &scored, format)), messages, is_skipped: false }
        }
        Err(problems) if job.is_in_folder && problems.iter().all(|problem| is_no_assessment(problem.code)) => {
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

/// Whether the code says that a file is not an assessment at all.
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

fn print(scorer: &Scorer<'_>, scored: &Scored, format: ScoreFormat) -> Vec<u8> {
    match format {
        ScoreFormat::Table { colour } => table::block(scorer, scored, colour).into_bytes(),
        ScoreFormat::Json => json::object(scorer, scored),
        ScoreFormat::Ndjson => {
            let mut line = json::object(scorer, scored);
            line.push(b'\n');
            line
        }
        ScoreFormat::Csv => csv::rows(scorer, scored),
    }
}

fn opening(format: ScoreFormat) -> Vec<u8> {
    match format {
        ScoreFormat::Json => b"[".to_vec(),
        ScoreFormat::Csv => csv::head(),
        ScoreFormat::Table { .. } | ScoreFormat::Ndjson => Vec::new(),
    }
}

const fn between(format: ScoreFormat) -> &'static [u8] {
    match format {
        ScoreFormat::Json => b",\n",
        ScoreFormat::Table { .. } => b"\n\n",
        ScoreFormat::Ndjson | ScoreFormat::Csv => b"",
    }
}

const fn closing(format: ScoreFormat) -> &'static [u8] {
    match format {
        ScoreFormat::Json => b"]\n",
        ScoreFormat::Table { .. } | ScoreFormat::Ndjson | ScoreFormat::Csv => b"",
    }
}
