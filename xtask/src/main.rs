//! `cargo xtask`: checks, builds, serves and scores. See `cargo xtask --help`.

#![warn(clippy::print_stderr, clippy::print_stdout)] // see `xtask::terminal`

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
