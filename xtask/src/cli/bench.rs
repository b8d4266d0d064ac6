//! `cargo xtask bench`.

use std::process::ExitCode;

use anyhow::Result;
use xtask::bench::{self, Figure};
use xtask::project;
use xtask::tell;
use xtask::terminal;

pub(super) fn run() -> Result<ExitCode> {
    let root = project::find_root()?;
    terminal::print(&format!("{}; files written to {}\n", bench::machine(), bench::place().display()))?;
    if cfg!(debug_assertions) {
        terminal::print(
            "This is a debug build: its costs say nothing. `cargo xtask bench` measures a release build.\n",
        )?;
    }
    if !bench::IS_PROCESSOR_TIME {
        terminal::print("This system does not tell the time of the processor: costs are time on the wall.\n")?;
    }
    let figures = bench::measure(&root, &mut |line| tell!("{line}"))?;
    terminal::print(&format!("\n{}", bench::table(&figures)))?;
    terminal::print("\nCosts are medians, user and system time of the processor; in the browser, time on the wall.\n")?;
    let is_within = figures.iter().all(Figure::is_within);
    Ok(if is_within { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
