//! Reads lines of limited length, so that no input can exhaust the memory.

use std::io::{self, BufRead, Read};

/// The maximum capacity in bytes that is reserved for a line in advance.
const USUAL: usize = 1 << 16;

/// The message for an assessment of more than `most` bytes.
pub(super) fn too_large(most: usize) -> String {
    format!("larger than {} MiB, the most that one assessment may take", most >> 20)
}

/// A line that is not blank.
pub(super) struct Line {
    /// Its number, from 1.
    pub(super) number: usize,
    /// The line, with its line feed, or why it could not be read.
    pub(super) content: Result<Vec<u8>, String>,
}

/// Iterates over the non-blank lines of an input. A line longer than `most` bytes is skipped and given as an error; a
/// read error is the last item.
pub(super) struct Lines<R> {
    input: R,
    most: usize,
    number: usize,
    is_done: bool,
    /// The length of the previous line, reserved for the next one.
    room: usize,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(input: R, most: usize) -> Lines<R> {
        Lines { input, most, number: 0, is_done: false, room: 0 }
    }

    /// The input after the lines read so far.
    pub(super) fn into_rest(self) -> R {
        self.input
    }

    /// The next line, empty at the end of the input; `None` if it is too long.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::with_capacity(self.room);
        self.input.by_ref().take(self.most as u64 + 1).read_until(b'\n', &mut line)?;
        if line.len() <= self.most || line.ends_with(b"\n") {
            self.room = line.len().min(USUAL);
            return Ok(Some(line));
        }
        self.input.skip_until(b'\n')?;
        Ok(None)
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        while !self.is_done {
            self.number += 1;
            let content = match self.line() {
                Ok(Some(line)) if line.is_empty() => break,
                Ok(Some(line)) if line.trim_ascii().is_empty() => continue,
                Ok(line) => line.ok_or_else(|| too_large(self.most)),
                Err(error) => {
                    self.is_done = true;
                    Err(error.to_string())
                }
            };
            return Some(Line { number: self.number, content });
        }
        self.is_done = true;
        None
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    /// Lines of at most 4 bytes, `-` where one is at fault.
    fn lines(input: impl Read) -> Vec<String> {
        // A buffer shorter than a line.
        let lines = Lines::new(BufReader::with_capacity(3, input), 4);
        let shown = |line: Line| {
            format!("{}{}", line.number, line.content.map_or("-".into(), |line| line.escape_ascii().to_string()))
        };
        lines.map(shown).collect()
    }

    #[test]
    fn lines_too_long_are_at_fault_and_the_others_are_whole() {
        for (text, expected) in [
            ("", vec![]),
            ("\n \r\n", vec![]),
            ("a", vec!["1a"]),
            ("abcd\nabcde\nabcd", vec!["1abcd\\n", "2-", "3abcd"]),
            ("\n\nabcdefghijklmnop\n\nb\n", vec!["3-", "5b\\n"]),
            ("abcdefghijklmnop", vec!["1-"]),
            ("          \na\n", vec!["1-", "2a\\n"]),
        ] {
            assert_eq!(lines(text.as_bytes()), expected, "{text:?}");
        }
    }

    #[test]
    fn nothing_follows_a_line_that_could_not_be_read() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _buffer: &mut [u8]) -> io::Result<usize> {
                Err(io::ErrorKind::ConnectionReset.into())
            }
        }
        assert_eq!(lines(b"a\nb".chain(Broken)), ["1a\\n", "2-"]);
    }

    #[test]
    fn what_is_said_of_a_line_names_the_limit() {
        assert_eq!(too_large(16 << 20), "larger than 16 MiB, the most that one assessment may take");
    }
}
