//! The engines for the browser: `crates/scorer` compiled to WebAssembly once for the pages where
//! answers are given, once for those that report them, once for comments, once for what is handed on, and once
//! for workbooks, each with its bindings packed into one classic script.
//!
//! A script runs over http and from `file://` alike, under `script-src 'self'
//! 'wasm-unsafe-eval'`. It defines one global, `dtmmEngine`, `dtmmCommenter`, `dtmmSharer` or `dtmmWorkbooks`, a
//! function that gives a promise of the ready bindings: `dtmmEngine().then((engine) => engine.some_export())`.
//!
//! | part | does |
//! | --- | --- |
//! | `key` | names the state of the sources, so that an unchanged engine is never built again |
//! | `cache` | keeps finished scripts under `target/engine/` |
//! | `route` | decides which compiler to use, from facts alone |
//! | `probe` | gathers those facts from the machine |
//! | `fetch` | gets what is missing, by rustup or apt-get |
//! | `compile` | the cargo call for each route |
//! | `bind`, `pack` | WASM to bindings, bindings to script |
//! | `oldest` | refuses what the oldest browsers of the site do not run |
//! | `process` | runs a program with a clean environment, logging elapsed time |
//!
//! With a finished script in the cache nothing is spawned: a warm build reads a few small files.

mod bind;
mod cache;
mod compile;
mod fetch;
mod key;
mod oldest;
mod pack;
mod probe;
mod process;
mod route;

use anyhow::Context;
use cache::ScriptCache;
use dtmm_site::Engine;
use probe::Tried;
use route::{Compiler, NextStep};
use std::fmt;
use std::path::Path;
use std::time::Instant;

/// Why there is no engine.
///
/// Either way the site is whole without it, since every page is complete without scripts: a
/// caller that is not publishing can show the message as a warning and go on.
#[derive(Debug)]
pub enum EngineError {
    /// This machine has no compiler for WebAssembly and could not get one. The sentence says what
    /// to run.
    Missing(String),
    /// The sources do not compile, or a file could not be read or written.
    Failed(anyhow::Error),
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EngineError::Missing(sentence) => f.write_str(sentence),
            EngineError::Failed(error) => write!(f, "{error:#}"),
        }
    }
}

impl std::error::Error for EngineError {}

impl From<anyhow::Error> for EngineError {
    fn from(error: anyhow::Error) -> Self {
        EngineError::Failed(error)
    }
}

/// What the engines are called: the features of `crates/scorer`.
const SCORER: &str = "scorer";
const REPORTER: &str = "reporter";
const COMMENTER: &str = "commenter";
const SHARER: &str = "sharer";
const WORKBOOKS: &str = "workbooks";

/// The global of the two that are never on one page.
const ENGINE_GLOBAL: &str = "dtmmEngine";
/// The globals of those that are there beside them.
const COMMENTER_GLOBAL: &str = "dtmmCommenter";
const SHARER_GLOBAL: &str = "dtmmSharer";
const WORKBOOKS_GLOBAL: &str = "dtmmWorkbooks";

/// The engines for the workspace at `root`: from the cache, or built now.
///
/// `progress` gets a line for each thing that takes longer than a second. While cargo compiles it
/// writes to the standard error stream as it always does.
pub fn build(root: &Path, progress: &mut dyn FnMut(&str)) -> Result<Engine, EngineError> {
    if let Some(engine) = cached(root)? {
        return Ok(engine);
    }
    // Cargo's own lock ends before the module is read that another compilation replaces.
    let _lock = ScriptCache::of(root)?.lock(progress)?;
    match cached(root)? {
        Some(engine) => Ok(engine),
        None => build_now(root, progress),
    }
}

/// Keeps engines as those of the sources that lie at `root` now, in the target folder `target`: for
/// a test of whole builds to which it does not matter what the engines do.
///
/// # Errors
/// A file that cannot be read or written.
pub fn stand_in(root: &Path, target: &Path, engine: &Engine) -> anyhow::Result<()> {
    let (key, cache) = (key::of(root)?, ScriptCache::within(target)?);
    scripts(engine).into_iter().try_for_each(|(name, script)| cache.put(&kept(&key, name), script, "none"))
}

/// The scripts of the engines, by name.
fn scripts(engine: &Engine) -> [(&'static str, &[u8]); 5] {
    [
        (SCORER, &engine.scorer),
        (REPORTER, &engine.reporter),
        (COMMENTER, &engine.commenter),
        (SHARER, &engine.sharer),
        (WORKBOOKS, &engine.workbooks),
    ]
}

/// The engines if they are in the cache already: what [`build`] would give without building.
///
/// For a server that wants to show pages before a first engine build is done.
pub fn cached(root: &Path) -> Result<Option<Engine>, EngineError> {
    let (key, cache) = (key::of(root)?, ScriptCache::of(root)?);
    let one = |name: &str| cache.get(&kept(&key, name));
    let found = (one(SCORER)?, one(REPORTER)?, one(COMMENTER)?, one(SHARER)?, one(WORKBOOKS)?);
    let (Some(scorer), Some(reporter), Some(commenter), Some(sharer), Some(workbooks)) = found else {
        return Ok(None);
    };
    Ok(Some(Engine { scorer, reporter, commenter, sharer, workbooks }))
}

fn build_now(root: &Path, progress: &mut dyn FnMut(&str)) -> Result<Engine, EngineError> {
    let (key, cache) = (key::of(root)?, ScriptCache::of(root)?);
    let started = Instant::now();
    let compiler = find_compiler(root, &cache, progress)?;
    let mut one = |name: &str, global: &str| -> Result<Vec<u8>, EngineError> {
        let wasm = compile::run(&compiler, name, root, &cache, progress)?;
        let bindings = bind::bind(wasm)?;
        oldest::hold(name, &bindings.wasm)?;
        Ok(pack::script(global, &bindings))
    };
    let (scorer, reporter) = (one(SCORER, ENGINE_GLOBAL)?, one(REPORTER, ENGINE_GLOBAL)?);
    let (commenter, sharer) = (one(COMMENTER, COMMENTER_GLOBAL)?, one(SHARER, SHARER_GLOBAL)?);
    let workbooks = one(WORKBOOKS, WORKBOOKS_GLOBAL)?;
    let engine = Engine { scorer, reporter, commenter, sharer, workbooks };
    // Sources that were changed meanwhile have another engine, to be built by whoever asks next.
    if key::of(root)? == key {
        for (name, script) in scripts(&engine) {
            let kept = cache.put(&kept(&key, name), script, compiler.version());
            kept.context("an engine is built but could not be kept")?;
        }
    }
    progress(&format!(
        "engine: built in {} s with {}, {}, {}, {}, {} and {} KB",
        started.elapsed().as_secs(),
        compiler.version().lines().next().unwrap_or_default(),
        engine.scorer.len() / 1000,
        engine.reporter.len() / 1000,
        engine.commenter.len() / 1000,
        engine.sharer.len() / 1000,
        engine.workbooks.len() / 1000,
    ));
    Ok(engine)
}

/// The name an engine is kept under.
fn kept(key: &str, engine: &str) -> String {
    format!("{key}-{engine}")
}

/// Asks for the next step until it is a compiler or the end. Each step that gets something is
/// taken once, so this ends.
fn find_compiler(root: &Path, cache: &ScriptCache, progress: &mut dyn FnMut(&str)) -> Result<Compiler, EngineError> {
    let mut tried = Tried::default();
    loop {
        match route::next(&probe::facts(root, cache, tried)) {
            NextStep::Use(compiler) => return Ok(compiler),
            NextStep::AskRustup => {
                tried.rustup = true;
                fetch::by_rustup(root, cache, progress)?;
            }
            NextStep::InstallDebian => {
                tried.install = true;
                fetch::by_apt(cache, progress)?;
            }
            NextStep::GiveUp(sentence) => return Err(EngineError::Missing(sentence)),
        }
    }
}
