//! `cargo xtask`: checks, builds, serves and scores. See `cargo xtask --help`.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
