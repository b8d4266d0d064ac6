//! What a build costs: against the floor, a page, and with ten times the content.

use std::path::Path;

use anyhow::{Result, ensure};

use super::figure::{Figure, Unit};
use super::scratch::Scratch;
use super::sound::sound_build;
use super::{clock, floor, limits, tenfold};
use dtmm_site::write;
use dtmm_site::{Engine, Tree};
use dtmm_workspace::build;

/// Runs that are not counted: the first ones find caches cold.
const WARM_UPS: usize = 2;
/// Runs whose median counts.
const RUNS: usize = 15;
/// The same for the copy ten times as large, which takes ten times as long …
const LARGE_RUNS: usize = 5;
/// … and for the content as it is, beside each of them.
const SMALL_RUNS: usize = 3;

/// The three figures of cost.
///
/// # Errors
/// Content or templates at fault, a folder that cannot be written.
pub(super) fn figures(
    root: &Path,
    engine: &Engine,
    tree: &Tree,
    progress: &mut dyn FnMut(&str),
) -> Result<Vec<Figure>> {
    let pages = pages(tree);
    progress(&format!("building {pages} pages {RUNS} times, and as often only reading and writing"));
    let warm = warm(root, tree)?;
    progress(&format!("building ten times the content {LARGE_RUNS} times"));
    let growth = growth(root, engine, tree)?;
    let figure =
        |name: &str, value, unit, limit, note| Figure { name: name.to_owned(), value, unit, limit: Some(limit), note };
    let ratio = |name, whole: f64, part: f64, limit| {
        figure(name, whole / part, Unit::Times, limit, format!("{whole:.2} ms against {part:.2} ms"))
    };
    Ok(vec![
        ratio("warm build, against only reading and writing its files", warm.whole, warm.floor, limits::WARM_BUILD),
        figure(
            "a page of the warm build",
            warm.whole / pages as f64,
            Unit::Milliseconds,
            limits::PAGE,
            format!("{pages} pages; depends on the machine"),
        ),
        ratio("ten times the content, against the content", growth.large, growth.small, limits::TENFOLD),
    ])
}

/// How many pages a site has.
fn pages(tree: &Tree) -> usize {
    tree.iter().filter(|(path, _)| path.ends_with(".html")).count()
}

struct Warm {
    floor: f64,
    /// The build as the command does it, with a look whether the engine is still that of its sources.
    whole: f64,
}

/// The floor and the build take turns, so that both meet the same disturbances.
fn warm(root: &Path, tree: &Tree) -> Result<Warm> {
    let scratch = Scratch::new("warm")?;
    let (floor_out, out) = (scratch.path().join("floor"), scratch.path().join("dist"));
    let (mut floors, mut wholes) = (Vec::new(), Vec::new());
    for run in 0..WARM_UPS + RUNS {
        let floor = clock::cost(|| floor::run(root, tree, &floor_out))?;
        let whole =
            clock::cost(|| write::write(&sound_build(root, &build::engine(root, &mut |_| {})?)?, &out).map(drop))?;
        if run >= WARM_UPS {
            floors.push(floor);
            wholes.push(whole);
        }
    }
    Ok(Warm { floor: clock::median(&mut floors), whole: clock::median(&mut wholes) })
}

struct Growth {
    small: f64,
    large: f64,
}

/// Builds of the content and of its copy take turns. The engine, which stays as it is, is given to both.
fn growth(root: &Path, engine: &Engine, tree: &Tree) -> Result<Growth> {
    let scratch = Scratch::new("tenfold")?;
    let [copy, out, large_out] = ["root", "dist", "large"].map(|name| scratch.path().join(name));
    tenfold::write(root, &copy)?;
    let large_tree = sound_build(&copy, engine)?;
    let records = |tree: &Tree| tree.iter().filter(|(path, _)| path.starts_with("r/")).count();
    let (one, ten) = (records(tree), records(&large_tree));
    ensure!(ten == 10 * one, "the copy has {ten} requirements instead of 10 × {one}");
    write::write(&large_tree, &large_out)?;
    drop(large_tree);
    let (mut small, mut large) = (Vec::new(), Vec::new());
    for _ in 0..LARGE_RUNS {
        large.push(clock::cost(|| write::write(&sound_build(&copy, engine)?, &large_out).map(drop))?);
        for _ in 0..SMALL_RUNS {
            small.push(clock::cost(|| write::write(&sound_build(root, engine)?, &out).map(drop))?);
        }
    }
    Ok(Growth { small: clock::median(&mut small), large: clock::median(&mut large) })
}
