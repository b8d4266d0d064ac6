//! The benchmarks: what a build costs, how that grows with the content, what a reader transfers,
//! what scoring costs, how long a reader waits for a result in the browser.
//!
//! Costs are processor time of this process, user and system, which other work on the machine
//! disturbs less than it does the time on the wall; still, only figures of a quiet machine count.
//! In the browser it is the time on the wall, because that is what a reader waits.
//! Weights are the same on every machine.

mod browser;
mod clock;
mod floor;
mod machine;
mod sample;
mod scoring;
mod scratch;
mod speed;
mod table;
mod tenfold;
pub mod weight;

pub use clock::IS_PROCESSOR_TIME;
pub use machine::machine;
pub use scratch::place;
pub use table::table;

use std::path::Path;

use anyhow::{Context, Result};

use crate::build::{self, Options};
use dtmm_content::diagnostic::{self, Format};
use dtmm_site::{Engine, Tree};

/// One figure, beside its limit where one is stated.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What was measured.
    pub name: String,
    /// What was found.
    pub value: f64,
    /// What it is held against; `None` where no limit is stated.
    pub limit: Option<f64>,
    /// Where the limit comes from, or what there is to say of a figure without one.
    pub reason: String,
    /// What both are counted in.
    pub unit: Unit,
    /// How far above the limit a figure may lie because measuring is not exact: 0.15 is 15 %.
    pub tolerance: f64,
}

/// What a figure is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Milliseconds of processor time; in the browser, on the wall.
    Milliseconds,
    /// Microseconds of processor time.
    Microseconds,
    /// Bytes.
    Bytes,
}

impl Figure {
    /// The figure as a part of its limit: above 1 it is over.
    pub fn ratio(&self) -> Option<f64> {
        self.limit.map(|limit| self.value / limit)
    }

    /// Whether the limit is kept, if there is one.
    pub fn is_within(&self) -> bool {
        self.ratio().is_none_or(|ratio| ratio <= 1.0 + self.tolerance)
    }
}

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

/// The site of the workspace at `root`.
///
/// # Errors
/// Any problem in the content, a warning too: what is measured must be the work of a whole build.
fn sound_build(root: &Path, engine: &Engine) -> Result<Tree> {
    let built = build::build(root, Some(engine.clone()), &Options { deny_warnings: true, ..Options::default() })?;
    built.tree.with_context(|| {
        let first = &built.diagnostics[..built.diagnostics.len().min(5)];
        let shown = diagnostic::render(first, &built.sources, Format::Short, false);
        format!("{} in the content at {}, among them\n{shown}", diagnostic::summary(&built.diagnostics), root.display())
    })
}
