//! Input: splits files, folders and standard input into jobs, one for each assessment.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use dtmm_exchange::MOST_BYTES;
use serde::de::IgnoredAny;
use walkdir::WalkDir;

use super::lines::{Line, Lines, too_large};

/// One assessment to score.
pub(super) struct Job {
    /// The file as named on the command line; `-` is standard input.
    pub(super) file: String,
    /// Its line in an NDJSON file, from 1.
    pub(super) line: Option<usize>,
    /// Whether the file was found in a folder, which may hold other files too.
    pub(super) is_in_folder: bool,
    /// The assessment, or why it could not be read.
    pub(super) content: Result<Vec<u8>, String>,
}

impl Job {
    /// The name of the assessment in the output: the file, and the line in an NDJSON file.
    pub(super) fn source(&self) -> String {
        match self.line {
            Some(line) => format!("{}:{line}", self.file),
            None => self.file.clone(),
        }
    }
}

/// Takes a job; returns false to stop.
pub(super) type Give<'g> = &'g mut dyn FnMut(Job) -> bool;

const STDIN: &str = "-";

/// The size of the read buffer in bytes.
const BUFFER: usize = 1 << 16;

/// Gives all assessments as jobs, in order. Returns false if stopped.
pub(super) fn read(files: &[PathBuf], give: Give<'_>) -> bool {
    files.iter().all(|path| {
        if path.as_os_str() == STDIN {
            return stream(STDIN, io::stdin().lock(), MOST_BYTES, false, give);
        }
        if path.is_dir() { folder(path, give) } else { file(path, false, give) }
    })
}

/// The files of a folder and its subfolders, in name order. Anything else in them gives a job with an error.
fn folder(path: &Path, give: Give<'_>) -> bool {
    let mut is_empty = true;
    let within = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
    let go_on = within.filter(|entry| !entry.as_ref().is_ok_and(|entry| entry.file_type().is_dir())).all(|entry| {
        is_empty = false;
        match entry {
            Ok(entry) if entry.file_type().is_file() => file(entry.path(), true, give),
            Ok(entry) => give(fault(entry.path(), "neither a file nor a folder")),
            Err(error) => {
                let place = error.path().unwrap_or(path);
                let is_dangling = place.is_symlink() && !place.exists();
                let why = if is_dangling { "a link that leads nowhere".to_owned() } else { error.to_string() };
                give(fault(place, why))
            }
        }
    });
    go_on && (!is_empty || give(fault(path, "no file in this folder")))
}

fn file(path: &Path, is_in_folder: bool, give: Give<'_>) -> bool {
    match File::open(path) {
        Ok(file) => stream(&name(path), BufReader::with_capacity(BUFFER, file), MOST_BYTES, is_in_folder, give),
        Err(error) => give(fault(path, error)),
    }
}

/// Gives one job, or one per line if the first two non-blank lines look like NDJSON.
fn stream(file: &str, input: impl BufRead, most: usize, is_in_folder: bool, give: Give<'_>) -> bool {
    let mut rest = Lines::new(input, most);
    let head: Vec<Line> = rest.by_ref().take(2).collect();
    if matches!(&head[..], [first, second] if are_assessments(first, second)) {
        let mut lines = head.into_iter().chain(rest);
        return lines.all(|Line { number, content }| {
            // The line feed does not count towards the maximum size.
            let content = content.map(|line| line.strip_suffix(b"\n").map(<[u8]>::to_vec).unwrap_or(line));
            give(Job { file: file.to_owned(), line: Some(number), is_in_folder, content })
        });
    }
    let content = joined(head, most).and_then(|head| whole(head, rest.into_rest(), most));
    give(Job { file: file.to_owned(), line: None, is_in_folder, content })
}

/// Whether the first two non-blank lines are two assessments, even if one is invalid.
fn are_assessments(first: &Line, second: &Line) -> bool {
    let Ok(first) = &first.content else { return true };
    let first = first.strip_prefix("\u{feff}".as_bytes()).unwrap_or(first).trim_ascii();
    let is_object = first.starts_with(b"{") && serde_json::from_slice::<IgnoredAny>(first).is_ok();
    is_object
        || second.content.as_ref().map_or(!first.starts_with(b"{"), |second| second.trim_ascii().starts_with(b"{"))
}

/// The lines as they were in the file; restores the blank lines that were skipped.
fn joined(lines: Vec<Line>, most: usize) -> Result<Vec<u8>, String> {
    let (mut bytes, mut number) = (Vec::new(), 1);
    for line in lines {
        if line.number > most {
            return Err(too_large(most));
        }
        bytes.resize(bytes.len() + line.number - number, b'\n');
        bytes.extend(line.content?);
        number = line.number + 1;
    }
    Ok(bytes)
}

/// `head` and the rest of the input.
fn whole(mut head: Vec<u8>, rest: impl Read, most: usize) -> Result<Vec<u8>, String> {
    let room = (most + 1).saturating_sub(head.len());
    rest.take(room as u64).read_to_end(&mut head).map_err(|error| error.to_string())?;
    if head.len() > most { Err(too_large(most)) } else { Ok(head) }
}

fn name(path: &Path) -> String {
    path.display().to_string()
}

fn fault(path: &Path, fault: impl ToString) -> Job {
    Job { file: name(path), line: None, is_in_folder: false, content: Err(fault.to_string()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No assessment may take more in these tests.
    const FEW: usize = 30;

    /// The jobs in a stream, with the content of those that are not lines.
    fn jobs(text: &str) -> Vec<String> {
        let mut jobs = Vec::new();
        stream(STDIN, text.as_bytes(), FEW, false, &mut |job| {
            let whole = job.content.as_ref().ok().filter(|_| job.line.is_none());
            let whole = whole.map(|content| String::from_utf8_lossy(content).into_owned());
            let fault = if job.content.is_err() { " too large" } else { "" };
            jobs.push(format!("{}{fault}{}", job.source(), whole.map(|text| format!(" {text}")).unwrap_or_default()));
            true
        });
        jobs
    }

    #[test]
    fn a_stream_is_one_object_or_one_a_line() {
        for (text, expected) in [
            ("", vec!["- "]),
            ("{\"a\": 1}", vec!["- {\"a\": 1}"]),
            ("\n{\"a\": 1}\n\n", vec!["- \n{\"a\": 1}\n"]),
            ("{\n\n\n  \"a\": {}\n\n}\n", vec!["- {\n\n\n  \"a\": {}\n\n}\n"]),
            ("{\"a\": 1,\n \"b\": {\n}}\n", vec!["- {\"a\": 1,\n \"b\": {\n}}\n"]),
            ("{\"a\": 1}\n{\"a\": 2}\n", vec!["-:1", "-:2"]),
            ("\u{feff}{\"a\": 1}\nbroken\n", vec!["-:1", "-:2"]),
            ("broken\n{\"a\": 2}\n", vec!["-:1", "-:2"]),
            ("\n{\"a\": 1}\r\n\r\n{\"a\": 2}", vec!["-:2", "-:4"]),
        ] {
            assert_eq!(jobs(text), expected, "{text:?}");
        }
    }

    #[test]
    fn no_part_of_a_stream_may_be_too_large() {
        let (long, most) = ("x".repeat(FEW + 1), "x".repeat(FEW - 2));
        for (text, expected) in [
            (format!("{{{most}}}"), vec![format!("- {{{most}}}")]),
            (long.clone(), vec!["- too large".to_owned()]),
            (format!("{{\n{long}\n"), vec!["- too large".to_owned()]),
            (format!("{{\n\"a\":\n{}\n", "1\n".repeat(FEW)), vec!["- too large".to_owned()]),
            (format!("{}{{\n\"a\": 1}}", "\n".repeat(FEW)), vec!["- too large".to_owned()]),
            (format!("{{}}\n{long}\n{{}}"), vec!["-:1".to_owned(), "-:2 too large".to_owned(), "-:3".to_owned()]),
            (format!("{long}\nbroken\n{{}}"), vec!["-:1 too large".to_owned(), "-:2".to_owned(), "-:3".to_owned()]),
            (format!("broken\n{long}\n{{}}"), vec!["-:1".to_owned(), "-:2 too large".to_owned(), "-:3".to_owned()]),
            (format!("{}{{}}\n{{}}", "\n".repeat(FEW)), vec!["-:31".to_owned(), "-:32".to_owned()]),
        ] {
            assert_eq!(jobs(&text), expected, "{text:?}");
        }
    }
}
