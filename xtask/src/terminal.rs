//! Output of commands. A closed pipe or a full disk on standard error neither ends a command nor changes its exit
//! status.

use std::fmt;
use std::io::{self, ErrorKind, Write};

/// Prints a line to standard error, formatted as by `format!`; ignores write errors.
#[macro_export]
macro_rules! tell {
    ($($part:tt)*) => { $crate::terminal::say(format_args!($($part)*)) };
}

/// Prints a line to standard error; ignores write errors.
pub fn say(line: fmt::Arguments<'_>) {
    BestEffortStderr.write_all(format!("{line}\n").as_bytes()).ok();
}

/// Standard error as a writer that never fails: write errors are ignored.
pub struct BestEffortStderr;

impl Write for BestEffortStderr {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        io::stderr().write_all(bytes).ok();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Prints a result to standard output. A closed pipe is not an error.
///
/// # Errors
/// Any other write error, such as a full disk.
pub fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(io::Error::new(error.kind(), format!("writing the output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Replaces control characters in text from a file, so that it cannot send escape sequences to the terminal.
pub(crate) fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}

/// Cuts off a name from a file after 120 characters: valid names are shorter, but a damaged file may have any.
pub(crate) fn short(text: &str) -> String {
    const MOST: usize = 120;
    match text.char_indices().nth(MOST) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

/// Wraps a text into lines of at most `width` characters, each with a line feed; all but the first are indented by
/// `indent` spaces.
pub(crate) fn wrap(text: &str, width: usize, indent: usize) -> String {
    let (mut wrapped, mut used) = (String::new(), 0);
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > width {
            wrapped.push('\n');
            wrapped.push_str(&" ".repeat(indent));
            used = indent;
        } else if used > 0 {
            wrapped.push(' ');
            used += 1;
        }
        wrapped.push_str(word);
        used += length;
    }
    wrapped.push('\n');
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_replaced() {
        assert_eq!(plain("a\u{1b}[2Jb\nc 工厂"), "a\u{FFFD}[2Jb\u{FFFD}c 工厂");
    }

    #[test]
    fn a_name_without_end_is_cut_off() {
        assert_eq!(short("answers.工厂"), "answers.工厂");
        assert_eq!(short(&"厂".repeat(1_000_000)), format!("{}…", "厂".repeat(120)));
    }

    #[test]
    fn lines_are_no_longer_than_asked() {
        assert_eq!(wrap("one two three four", 9, 2), "one two\n  three\n  four\n");
        assert_eq!(wrap("", 9, 2), "\n");
    }
}
