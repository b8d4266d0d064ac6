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
