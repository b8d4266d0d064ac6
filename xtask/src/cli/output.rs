//! The file that a command reads, and what it gives: a new file and a report.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use dtmm_exchange::MOST_BYTES;
use xtask::convert::Conversion;

use super::passphrase;

/// How it is said what became of everything.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub(super) enum ReportFormat {
    /// For people.
    Human,
    /// One JSON object an assessment.
    Json,
}

/// Writes the new file, encrypted if there is a passphrase, and the report. Without an output file, a report that is asked
/// for is all that is printed.
pub(super) fn hand_over(
    conversion: &Conversion,
    out: Option<&Path>,
    report_as: Option<ReportFormat>,
    force: bool,
    passphrase: Option<&str>,
) -> Result<ExitCode> {
    let report = if report_as == Some(ReportFormat::Json) { &conversion.json } else { &conversion.human };
    let output = conversion.workbook.as_deref().or(conversion.text.as_deref().map(str::as_bytes));
    let Some(output) = output else {
        match report_as {
            Some(ReportFormat::Json) => print(report.as_bytes())?,
            _ => write!(io::stderr(), "{report}")?,
        }
        return Ok(ExitCode::FAILURE);
    };
    match (out, report_as) {
        (Some(out), report_as) => {
            match passphrase {
                Some(passphrase) => write_to(out, &passphrase::encrypt(output, passphrase)?, force)?,
                None => write_to(out, output, force)?,
            }
            match report_as {
                Some(ReportFormat::Json) => print(report.as_bytes())?,
                _ => write!(io::stderr(), "{report}")?,
            }
        }
        (None, Some(_)) => print(report.as_bytes())?,
        (None, None) => {
            print(output)?;
            write!(io::stderr(), "{report}")?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Reads a file, or standard input for `-`, at most one byte more than the limit, so that the reader can refuse one that is
/// too large.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>> {
    let most = MOST_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    let read = match path.to_str() {
        Some("-") => io::stdin().lock().take(most).read_to_end(&mut bytes),
        _ => File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)),
    };
    read.with_context(|| format!("reading {}", path.display()))?;
    Ok(bytes)
}

fn print(output: &[u8]) -> io::Result<()> {
    match io::stdout().write_all(output) {
        // A closed pipe is not an error.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}

/// Writes a file. Refuses to overwrite an existing one with other content, unless `force`.
pub(super) fn write_to(out: &Path, bytes: &[u8], force: bool) -> Result<()> {
    let writing = || format!("writing {}", out.display());
    if force {
        return fs::write(out, bytes).with_context(writing);
    }
    match File::create_new(out) {
        Ok(mut file) => file.write_all(bytes).with_context(writing),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            if fs::read(out).is_ok_and(|there| there == bytes) {
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
