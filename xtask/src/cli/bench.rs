//! `cargo xtask bench`.

use std::process::ExitCode;

use anyhow::Result;
use xtask::bench::{self, Figure};
use xtask::project;

pub(super) fn run() -> Result<ExitCode> {
    let root = project::find_root()?;
    println!("{}; files written to {}", bench::machine(), bench::place().display());
    if cfg!(debug_assertions) {
        println!("This is a debug build: its costs say nothing. `cargo xtask bench` measures a release build.");
    }
    if !bench::IS_PROCESSOR_TIME {
        println!("This system does not tell the time of the processor: costs are time on the wall.");
    }
    let figures = bench::measure(&root, &mut |line| eprintln!("{line}"))?;
    print!("\n{}", bench::table(&figures));
    println!("\nCosts are medians, user and system time of the processor; in the browser, time on the wall.");
    let is_within = figures.iter().all(Figure::is_within);
    Ok(if is_within { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
