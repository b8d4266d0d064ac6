//! `cargo xtask publish`.

use std::io::IsTerminal;
use std::process::ExitCode;

use anyhow::Result;
use xtask::diagnostic::{self, Format};
use xtask::{project, publish};

pub(super) fn run() -> Result<ExitCode> {
    let outcome = publish::publish(&project::find_root()?)?;
    let Some(entered) = outcome.entered else {
        let colour = std::io::stderr().is_terminal();
        eprint!("{}", diagnostic::render(&outcome.diagnostics, &outcome.sources, Format::Human, colour));
        eprintln!("{}; content/published.txt is left as it was", diagnostic::summary(&outcome.diagnostics));
        return Ok(ExitCode::FAILURE);
    };
    for name in &entered {
        println!("{name}");
    }
    match entered.len() {
        0 => eprintln!("nothing is new: content/published.txt is left as it was"),
        1 => eprintln!("entered 1 into content/published.txt; it stays for good once it is published"),
        n => eprintln!("entered {n} into content/published.txt; they stay for good once they are published"),
    }
    Ok(ExitCode::SUCCESS)
}
