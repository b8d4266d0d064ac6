//! What a command says: a terminal that is full or gone ends no command and changes no exit status.

use std::fmt;
use std::io::{self, ErrorKind, Write};

/// Says a line, formatted as by `format!`, to whoever runs the command.
#[macro_export]
macro_rules! tell {
    ($($part:tt)*) => { $crate::terminal::say(format_args!($($part)*)) };
}

/// Writes a line to standard error. Where it cannot be written nobody reads it, and the work goes on.
pub fn say(line: fmt::Arguments<'_>) {
    Remarks.write_all(format!("{line}\n").as_bytes()).ok();
}

/// Standard error as a place to write to that takes everything, whether it can be written or not.
pub struct Remarks;

impl Write for Remarks {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        io::stderr().write_all(bytes).ok();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes a result to standard output. Whoever ended reading has seen enough.
///
/// # Errors
/// Output that does not take it, such as a full disk.
pub fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(io::Error::new(error.kind(), format!("writing the output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Text from a file without what would steer the terminal.
pub(crate) fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}

/// The beginning of what a file calls something: no name of ours is longer, and a damaged file may
/// call it anything.
pub(crate) fn short(text: &str) -> String {
    const MOST: usize = 120;
    match text.char_indices().nth(MOST) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

/// Words in lines of at most `width` characters, each with a line feed, the ones after the first
/// indented by `indent`.
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
    fn no_text_steers_the_terminal() {
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
