//! The benchmarks: what a build costs, how that grows with the content, what a reader transfers,
//! what scoring costs, how long a reader waits for a result in the browser.
//!
//! Costs are processor time of this process, user and system, which other work on the machine
//! disturbs less than it does the time on the wall; still, only figures of a quiet machine count.
//! In the browser it is the time on the wall, because that is what a reader waits. What is held to a
//! limit ([`limits`]) is the ratio of a cost to that of other work, measured in turn with it.
//! Weights are the same on every machine.

mod browser;
mod clock;
mod figure;
mod floor;
pub mod limits;
mod machine;
mod sample;
mod scoring;
mod scratch;
mod sound;
mod speed;
mod table;
mod tenfold;
pub mod weight;

pub use clock::IS_PROCESSOR_TIME;
pub use figure::{Figure, Unit, missed};
pub use limits::Limit;
pub use machine::machine;
pub use scratch::place;
pub use table::table;

use std::path::Path;

use anyhow::Result;

use dtmm_workspace::build;
use sound::sound_build;

/// Measures everything in the workspace at `root`. `progress` gets a line for each step that takes
/// longer than a second.
///
/// # Errors
/// Content or templates at fault, an engine that does not compile, a folder that cannot be written,
/// no browser.
pub fn measure(root: &Path, progress: &mut dyn FnMut(&str)) -> Result<Vec<Figure>> {
    let engine = build::engine(root, progress)?;
    let tree = sound_build(root, &engine)?;
    let mut figures = speed::figures(root, &engine, &tree, progress)?;
    figures.extend(scoring::figures(root, progress)?);
    figures.extend(browser::figures(root, &tree, progress)?);
    progress("compressing what a reader transfers");
    figures.extend(weight::figures(&tree));
    figures.extend(weight::engine_figures(&engine));
    Ok(figures)
}
