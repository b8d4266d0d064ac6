//! The options of the server, and what it depends on.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use dtmm_engine::EngineError;
use dtmm_site::Engine;

/// The options of the server.
pub struct ServeOptions {
    /// The port; `None` for 8000 or the next free one, 0 for any free one.
    pub port: Option<u16>,
    /// The content folder; `None` for the one of the workspace.
    pub content: Option<PathBuf>,
    /// Builds the scoring engine.
    pub engines: Arc<dyn Engines>,
    /// Receives the messages for the editor.
    pub terminal: Terminal,
}

/// Receives the messages for the editor.
#[derive(Clone)]
pub struct Terminal {
    /// Prints a message of one or more lines.
    pub write: Arc<dyn Fn(&str) + Send + Sync>,
    /// Whether messages may have colours.
    pub colour: bool,
}

/// Builds the scoring engine; tests replace it.
pub trait Engines: Send + Sync {
    /// The engines from the cache; `None` if they are not there or outdated.
    ///
    /// # Errors
    /// Sources that cannot be read.
    fn cached(&self, root: &Path) -> Result<Option<Engine>, EngineError>;

    /// The engines from the cache, or else compiled now. `progress` gets a line for each step.
    ///
    /// # Errors
    /// Sources that do not compile, or a machine that lacks a compiler.
    fn build(&self, root: &Path, progress: &mut dyn FnMut(&str)) -> Result<Engine, EngineError>;
}

/// The engine compiled from `crates/scorer`.
pub struct Compiled;

impl Engines for Compiled {
    fn cached(&self, root: &Path) -> Result<Option<Engine>, EngineError> {
        dtmm_engine::cached(root)
    }

    fn build(&self, root: &Path, progress: &mut dyn FnMut(&str)) -> Result<Engine, EngineError> {
        dtmm_engine::build(root, progress)
    }
}
