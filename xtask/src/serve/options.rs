//! What a server is asked for, and what it is given to work with.

use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;

use dtmm_engine::EngineError;
use dtmm_site::Engine;

use crate::tell;

/// What a server is asked for.
pub struct Options {
    /// The port; none for 8000 or the next free one, 0 for any free one.
    pub port: Option<u16>,
    /// How the scoring engine is made.
    pub engines: Arc<dyn Engines>,
    /// Where the lines for the editor go.
    pub terminal: Terminal,
}

impl Default for Options {
    fn default() -> Options {
        Options { port: None, engines: Arc::new(Compiled), terminal: Terminal::default() }
    }
}

/// Where the lines for the editor go: to the standard error stream, unless told otherwise.
#[derive(Clone)]
pub struct Terminal {
    /// Writes one text of one or more lines.
    pub write: Arc<dyn Fn(&str) + Send + Sync>,
    /// Whether the text may be coloured.
    pub colour: bool,
}

impl Default for Terminal {
    fn default() -> Terminal {
        Terminal { write: Arc::new(|text| tell!("{text}")), colour: std::io::stderr().is_terminal() }
    }
}

/// How the scoring engine is made.
pub trait Engines: Send + Sync {
    /// The engines if they are there already and up to date.
    ///
    /// # Errors
    /// Sources that cannot be read.
    fn cached(&self, root: &Path) -> Result<Option<Engine>, EngineError>;

    /// The engines, made now if they are not there.
    ///
    /// # Errors
    /// Sources that do not compile, or a machine that lacks what that needs.
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
