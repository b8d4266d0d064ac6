//! What is to be scored: files, folders and standard input, as one job an assessment.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use serde::de::IgnoredAny;

/// One assessment to score.
pub(super) struct Job {
    /// The file as named on the command line; `-` is standard input.
    pub(super) file: String,
    /// Its line in the file, where a line is an assessment.
    pub(super) line: Option<usize>,
    /// The assessment, or why it could not be read.
    pub(super) content: Result<Vec<u8>, String>,
}

impl Job {
    /// What names the assessment in the output: the file, and the line where there are several.
    pub(super) fn source(&self) -> String {
        match self.line {
            Some(line) => format!("{}:{line}", self.file),
            None => self.file.clone(),
        }
    }
}

/// Takes a job; false where no more are wanted.
pub(super) type Give<'g> = &'g mut dyn FnMut(Job) -> bool;

const STDIN: &str = "-";

/// Hands out every assessment, in order. False if stopped.
pub(super) fn read(files: &[PathBuf], give: Give<'_>) -> bool {
    files.iter().all(|path| {
        if path.as_os_str() == STDIN {
            return stream(io::stdin().lock(), give);
        }
        if path.is_dir() { folder(path, give) } else { file(path, give) }
    })
}

/// The `.json` and `.ndjson` files of a folder, in name order.
fn folder(path: &Path, give: Give<'_>) -> bool {
    let list = || -> io::Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        for entry in fs::read_dir(path)? {
            let file = entry?.path();
            if file.is_file() && (has_extension(&file, "json") || has_extension(&file, "ndjson")) {
                files.push(file);
            }
        }
        files.sort();
        Ok(files)
    };
    match list() {
        Ok(files) if files.is_empty() => give(fault(path, "no .json or .ndjson file in this folder")),
        Ok(files) => files.iter().all(|path| file(path, give)),
        Err(error) => give(fault(path, error)),
    }
}

fn file(path: &Path, give: Give<'_>) -> bool {
    if !has_extension(path, "ndjson") {
        let content = fs::read(path).map_err(|error| error.to_string());
        return give(Job { file: name(path), line: None, content });
    }
    match File::open(path) {
        Ok(file) => lines(&name(path), BufReader::new(file), give),
        Err(error) => give(fault(path, error)),
    }
}

/// One assessment, or one a line where several lines each are an object.
fn stream(mut input: impl BufRead, give: Give<'_>) -> bool {
    let mut head = Vec::new();
    let is_lines = match (next_line(&mut input, &mut head), next_line(&mut input, &mut head)) {
        (Ok(first), Ok(second)) => is_lines(&first, &second),
        (Err(error), _) | (_, Err(error)) => return give(fault(Path::new(STDIN), error)),
    };
    let mut input = Cursor::new(head).chain(input);
    if is_lines {
        return lines(STDIN, input, give);
    }
    let mut bytes = Vec::new();
    let content = input.read_to_end(&mut bytes).map(|_| bytes).map_err(|error| error.to_string());
    give(Job { file: STDIN.to_owned(), line: None, content })
}

/// Whether the first two lines that are not blank are two assessments, even if one is at fault.
fn is_lines(first: &[u8], second: &[u8]) -> bool {
    let first = first.strip_prefix("\u{feff}".as_bytes()).unwrap_or(first);
    let is_object = serde_json::from_slice::<IgnoredAny>(first).is_ok();
    !second.is_empty() && (is_object || second.starts_with(b"{"))
}

/// The next line that is not blank, without the space around it; `head` keeps all that was read.
fn next_line(input: &mut impl BufRead, head: &mut Vec<u8>) -> io::Result<Vec<u8>> {
    loop {
        let start = head.len();
        let is_end = input.read_until(b'\n', head)? == 0;
        let line = head[start..].trim_ascii();
        if is_end || !line.is_empty() {
            return Ok(line.to_vec());
        }
    }
}

/// One assessment a line; blank lines are passed over.
fn lines(file: &str, mut input: impl BufRead, give: Give<'_>) -> bool {
    for line in 1.. {
        let mut bytes = Vec::new();
        let content = match input.read_until(b'\n', &mut bytes) {
            Ok(0) => return true,
            Ok(_) if bytes.trim_ascii().is_empty() => continue,
            Ok(_) => Ok(bytes),
            Err(error) => Err(error.to_string()),
        };
        let is_end = content.is_err();
        if !give(Job { file: file.to_owned(), line: Some(line), content }) {
            return false;
        }
        if is_end {
            break;
        }
    }
    true
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

fn name(path: &Path) -> String {
    path.display().to_string()
}

fn fault(path: &Path, fault: impl ToString) -> Job {
    Job { file: name(path), line: None, content: Err(fault.to_string()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places of the jobs in a stream.
    fn places(text: &str) -> Vec<String> {
        let mut places = Vec::new();
        stream(Cursor::new(text.as_bytes().to_vec()), &mut |job| {
            places.push(job.source());
            true
        });
        places
    }

    #[test]
    fn a_stream_is_one_object_or_one_a_line() {
        for (text, expected) in [
            ("", vec!["-"]),
            ("{\"a\": 1}", vec!["-"]),
            ("\n{\"a\": 1}\n\n", vec!["-"]),
            ("{\n  \"a\": {}\n}\n", vec!["-"]),
            ("{\"a\": 1,\n \"b\": {\n}}\n", vec!["-"]),
            ("{\"a\": 1}\n{\"a\": 2}\n", vec!["-:1", "-:2"]),
            ("\u{feff}{\"a\": 1}\nbroken\n", vec!["-:1", "-:2"]),
            ("broken\n{\"a\": 2}\n", vec!["-:1", "-:2"]),
            ("\n{\"a\": 1}\r\n\r\n{\"a\": 2}", vec!["-:2", "-:4"]),
        ] {
            assert_eq!(places(text), expected, "{text:?}");
        }
    }
}
