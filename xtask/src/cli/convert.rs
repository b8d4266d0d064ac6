//! `cargo xtask convert`.

use std::fs::{self, File};
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use dtmm_content::check::check;
use dtmm_content::diagnostic;
use dtmm_exchange::MOST_BYTES;
use dtmm_workspace::project;
use xtask::convert::{TargetForm, convert};
use xtask::tell;

/// The form to write.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Target {
    /// The file that the page saves.
    Json,
    /// A table for spreadsheets, UTF-8 with byte order mark.
    Csv,
}

/// How it is said what became of everything.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub(super) enum ReportFormat {
    /// For people.
    Human,
    /// One JSON object an assessment.
    Json,
}

pub(super) struct ConvertOptions<'a> {
    pub(super) content: Option<&'a Path>,
    pub(super) file: &'a Path,
    pub(super) to: Option<Target>,
    pub(super) out: Option<&'a Path>,
    pub(super) report: Option<ReportFormat>,
    pub(super) force: bool,
}

pub(super) fn run(options: &ConvertOptions<'_>) -> Result<ExitCode> {
    let sources = dtmm_site::load(&project::find_root()?, options.content)?;
    let checked = check(&sources);
    let Some(document) = checked.document else {
        let colour = io::stderr().is_terminal();
        tell!(
            "{}",
            diagnostic::render(&checked.diagnostics, &sources, diagnostic::DiagnosticFormat::Human, colour)
                .trim_end_matches('\n')
        );
        tell!("{}; nothing is converted", diagnostic::summary(&checked.diagnostics));
        return Ok(ExitCode::FAILURE);
    };
    let bytes = bytes(options.file).with_context(|| format!("reading {}", options.file.display()))?;
    let conversion = convert(&document, &options.file.display().to_string(), &bytes, target(options));
    let report = if options.report == Some(ReportFormat::Json) { &conversion.json } else { &conversion.human };
    let Some(text) = &conversion.text else {
        match options.report {
            Some(ReportFormat::Json) => print(report)?,
            _ => write!(io::stderr(), "{report}")?,
        }
        return Ok(ExitCode::FAILURE);
    };
    match (options.out, options.report) {
        (Some(out), report_as) => {
            write_to(out, text, options.force)?;
            match report_as {
                Some(ReportFormat::Json) => print(report)?,
                _ => write!(io::stderr(), "{report}")?,
            }
        }
        // Without an output file, an explicitly requested report is the only output.
        (None, Some(_)) => print(report)?,
        (None, None) => {
            print(text)?;
            write!(io::stderr(), "{report}")?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The requested form, else the one that the extension of the output file implies.
fn target(options: &ConvertOptions<'_>) -> TargetForm {
    let is_table = options.out.and_then(Path::extension).is_some_and(|end| end.eq_ignore_ascii_case("csv"));
    match options.to {
        Some(Target::Csv) => TargetForm::Csv,
        None if is_table => TargetForm::Csv,
        _ => TargetForm::Json,
    }
}

/// Reads a file, at most one byte more than the limit, so that the reader can refuse one that is too large.
fn bytes(path: &Path) -> Result<Vec<u8>> {
    let most = MOST_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    match path.to_str() {
        Some("-") => io::stdin().lock().take(most).read_to_end(&mut bytes)?,
        _ => File::open(path)?.take(most).read_to_end(&mut bytes)?,
    };
    Ok(bytes)
}

fn print(text: &str) -> io::Result<()> {
    match io::stdout().write_all(text.as_bytes()) {
        // A closed pipe is not an error.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}

/// Writes a file. Refuses to overwrite an existing one with other content, unless `force`.
fn write_to(out: &Path, text: &str, force: bool) -> Result<()> {
    let writing = || format!("writing {}", out.display());
    if force {
        return fs::write(out, text).with_context(writing);
    }
    match File::create_new(out) {
        Ok(mut file) => file.write_all(text.as_bytes()).with_context(writing),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            if fs::read(out).is_ok_and(|there| there == text.as_bytes()) {
                return Ok(());
            }
            bail!(
                "{} is there already and holds something else; name another file, or overwrite it with --force",
                out.display()
            )
        }
        Err(error) => Err(error).with_context(writing),
    }
}
