//! Rebuilds the site when its sources change, and the engine in the background.

use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};

use crate::addresses::SCRIPT;
use crate::options::{Engines, Terminal};
use crate::problem::{self, ShownProblem};
use crate::state::SharedState;
use dtmm_content::diagnostic::{self, DiagnosticFormat};
use dtmm_engine::EngineError;
use dtmm_site::base_url::BaseUrl;
use dtmm_site::{Engine, Tree};
use dtmm_workspace::build::{self, BuildOptions, Built};

/// Debounce time: changes that follow each other within it are one batch, since saving a file causes several.
const DEBOUNCE: Duration = Duration::from_millis(50);
/// The maximum delay of a build while changes go on.
const LONGEST_DELAY: Duration = Duration::from_millis(500);

/// An event for the worker.
pub(crate) enum Event {
    /// Files changed; has their paths relative to the root.
    Changed(Vec<PathBuf>),
    /// An engine build has finished.
    Engine(Result<Engine, EngineError>),
    /// The server stops.
    Stop,
}

/// The combined effect of events that are handled together.
#[derive(Default)]
struct Batch {
    /// Content, templates or assets changed.
    site: bool,
    /// Sources of the engine changed.
    engine: bool,
    /// A source file of this program changed: its path.
    program: Option<PathBuf>,
    /// An engine build has finished.
    built: Option<Result<Engine, EngineError>>,
    stop: bool,
}

impl Batch {
    /// Waits for an event, and debounces those that follow.
    fn gather(events: &Receiver<Event>) -> Batch {
        let mut batch = Batch::default();
        let Ok(first) = events.recv() else {
            return Batch { stop: true, ..batch };
        };
        let started = Instant::now();
        batch.add(first);
        while !batch.stop && started.elapsed() < LONGEST_DELAY {
            match events.recv_timeout(DEBOUNCE) {
                Ok(event) => batch.add(event),
                Err(_) => break,
            }
        }
        batch
    }

    fn add(&mut self, event: Event) {
        match event {
            Event::Changed(paths) => paths.iter().for_each(|path| self.add_path(path)),
            Event::Engine(result) => self.built = Some(result),
            Event::Stop => self.stop = true,
        }
    }

    fn add_path(&mut self, path: &Path) {
        let is_crate = path.starts_with("crates");
        self.engine |= is_crate;
        // The model is part of both this program and the engine.
        if path.starts_with("xtask") || path.starts_with("crates/model") {
            self.program = Some(path.to_owned());
        } else if !is_crate {
            self.site = true;
        }
    }
}

/// Builds the site, one build after the other, and starts engine builds.
pub(crate) struct Worker {
    root: PathBuf,
    content: Option<PathBuf>,
    engines: Arc<dyn Engines>,
    terminal: Terminal,
    shared: Arc<SharedState>,
    /// For engine builds to report their results.
    events: Sender<Event>,
    engine: Option<Engine>,
    /// An engine build is running.
    is_compiling: bool,
    /// The sources of the engine changed since its build began.
    is_outdated: bool,
}

impl Worker {
    pub(crate) fn new(
        root: PathBuf,
        content: Option<PathBuf>,
        engines: Arc<dyn Engines>,
        terminal: Terminal,
        shared: Arc<SharedState>,
        events: Sender<Event>,
    ) -> Worker {
        Worker {
            root,
            content,
            engines,
            terminal,
            shared,
            events,
            engine: None,
            is_compiling: false,
            is_outdated: false,
        }
    }

    /// Builds the site, with the engine if it is cached. Otherwise compiles it in the background, which takes minutes.
    pub(crate) fn first_build(&mut self) {
        match self.engines.cached(&self.root) {
            Ok(Some(engine)) => self.engine = Some(engine),
            _ => self.compile(),
        }
        self.build("built");
        if self.is_compiling {
            self.say("the engine is not built yet: the site comes without scoring now, and with it when that is done");
        }
    }

    /// Handles events until [`Event::Stop`].
    pub(crate) fn run(mut self, events: &Receiver<Event>) {
        loop {
            let batch = Batch::gather(events);
            if batch.stop {
                return;
            }
            if let Some(path) = &batch.program {
                self.say(&format!("{} changed: start `cargo xtask serve` again to run with it", path.display()));
            }
            if batch.engine {
                self.compile();
            }
            let is_new = batch.built.is_some_and(|result| self.take_engine(result));
            if batch.site || is_new {
                self.build("rebuilt");
            }
        }
    }

    /// Starts an engine build; if one is running, another one follows it.
    fn compile(&mut self) {
        self.is_outdated = self.is_compiling;
        if self.is_compiling {
            return;
        }
        self.is_compiling = true;
        let (root, engines) = (self.root.clone(), Arc::clone(&self.engines));
        let (events, terminal) = (self.events.clone(), self.terminal.clone());
        thread::spawn(move || {
            let mut progress = |line: &str| (terminal.write)(line);
            let result = catch_panics(|| Ok(engines.build(&root, &mut progress)));
            events.send(Event::Engine(result.unwrap_or_else(|error| Err(EngineError::Failed(error))))).ok();
        });
    }

    /// Takes the result of an engine build. Returns whether there is a new engine, so that the site must be rebuilt.
    fn take_engine(&mut self, result: Result<Engine, EngineError>) -> bool {
        self.is_compiling = false;
        if self.is_outdated {
            self.compile();
        }
        let problem = result.as_ref().err().map(ShownProblem::of_engine);
        if let Some(problem) = &problem {
            self.say(&problem.text());
        }
        self.shared.update(|state| state.engine_built(problem));
        match result {
            Ok(engine) if self.engine.as_ref() != Some(&engine) => {
                self.engine = Some(engine);
                true
            }
            _ => false,
        }
    }

    /// Builds the site and updates the state. `done` is the verb of the message.
    fn build(&mut self, done: &str) {
        let started = Instant::now();
        let number = self.shared.read().next();
        let options = BuildOptions {
            // The 404 page is shown at any depth, so its links need the root of the host.
            base_url: Some(BaseUrl::root()),
            reload: Some(format!("{SCRIPT}?site={number}")),
            is_draft: true,
            content: self.content.clone(),
            ..BuildOptions::default()
        };
        let result = catch_panics(|| build::build(&self.root, self.engine.clone(), &options));
        let (tree, problems) = self.report(result);
        let found = problem::count(problems.iter());
        let found = if found.is_empty() { found } else { format!(" ({found})") };
        self.say(&format!("{done} in {} ms{found}", started.elapsed().as_millis()));
        self.shared.update(|state| state.built(tree, problems));
    }

    /// Prints the result of a build to the terminal, and returns the site and the problems for the page.
    fn report(&self, result: Result<Built>) -> (Option<Tree>, Vec<ShownProblem>) {
        match result {
            Ok(Built { tree, diagnostics, sources, .. }) => {
                if !diagnostics.is_empty() {
                    self.say(
                        diagnostic::render(&diagnostics, &sources, DiagnosticFormat::Human, self.terminal.colour)
                            .trim_end(),
                    );
                }
                let problems = diagnostics.iter().map(|diagnostic| ShownProblem::of_content(diagnostic, &sources));
                (tree, problems.collect())
            }
            Err(error) => {
                let problem = ShownProblem::of_build(&error);
                self.say(&problem.text());
                (None, vec![problem])
            }
        }
    }

    fn say(&self, text: &str) {
        (self.terminal.write)(text);
    }
}

/// Runs `work`, and turns a panic into an error, so that a bug does not silently end the server.
fn catch_panics<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|cause| {
        let words = cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref().copied());
        Err(anyhow!("a fault of this program, not of your files: {}", words.unwrap_or("no more is known")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    fn batch(paths: &[&str]) -> Batch {
        let mut batch = Batch::default();
        batch.add(Event::Changed(paths.iter().map(PathBuf::from).collect()));
        batch
    }

    #[test]
    fn each_folder_has_its_own_consequence() {
        for (path, site, engine, program) in [
            ("content/terms.yaml", true, false, false),
            ("templates/layout.html", true, false, false),
            ("site/assets/css/base.css", true, false, false),
            ("crates/scoring/src/tally.rs", false, true, false),
            ("crates/scorer/Cargo.toml", false, true, false),
            ("crates/model/src/ids.rs", false, true, true),
            ("xtask/src/build.rs", false, false, true),
        ] {
            let batch = batch(&[path]);
            assert_eq!((batch.site, batch.engine, batch.program.is_some()), (site, engine, program), "{path}");
        }
        let batch = batch(&["content/terms.yaml", "crates/scoring/src/tally.rs"]);
        assert!(batch.site && batch.engine);
    }

    #[test]
    fn what_waits_already_is_one_batch() {
        let (events, queue) = mpsc::channel();
        for path in ["content/terms.yaml", "xtask/src/build.rs"] {
            events.send(Event::Changed(vec![path.into()])).unwrap();
        }
        events.send(Event::Stop).unwrap();
        let batch = Batch::gather(&queue);
        assert!(batch.site && batch.program.is_some() && batch.stop);
        drop(events);
        assert!(Batch::gather(&queue).stop, "nobody is left to wait for");
    }

    #[test]
    fn a_fault_of_this_program_is_an_error_like_others() {
        let error = catch_panics::<()>(|| panic!("index {} out of range", 3)).unwrap_err();
        assert!(error.to_string().ends_with("index 3 out of range"), "{error}");
        assert_eq!(catch_panics(|| Ok(1)).unwrap(), 1);
    }
}
