//! The state of the server: the last good site, and the problems since.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Serialize;

use crate::problem::{self, ShownProblem};
use dtmm_site::Tree;

/// The note on a page that is older than its sources.
const STALE: &str = "The page is from the last build without errors.";

/// A site built without errors.
#[derive(Debug)]
pub(crate) struct BuiltSite {
    /// The number of its build, which its pages have.
    pub(crate) number: u64,
    /// Its files.
    pub(crate) tree: Tree,
}

/// The current site and problems.
#[derive(Debug)]
pub(crate) struct PreviewState {
    /// Incremented with every change of the other fields.
    generation: u64,
    site: Option<Arc<BuiltSite>>,
    /// The last build failed, so the site is older than its sources.
    is_stale: bool,
    /// The problems of the last build.
    build: Vec<ShownProblem>,
    /// The problem of the last engine build; `None` if it succeeded.
    engine: Option<ShownProblem>,
}

/// The response to a page that asks for changes.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct ChangesReply {
    /// To be sent with the next request.
    pub(crate) generation: u64,
    /// The build number of the current pages.
    pub(crate) site: u64,
    /// The numbers of errors and warnings in words; empty if there are none.
    pub(crate) title: String,
    /// A note if the page is older than its sources, else empty.
    pub(crate) note: &'static str,
    /// Whether any problem is an error.
    pub(crate) urgent: bool,
    pub(crate) problems: Vec<ShownProblem>,
}

impl PreviewState {
    /// The state before the first build, which gets the number `number + 1`.
    pub(crate) fn new(number: u64) -> PreviewState {
        PreviewState { generation: number, site: None, is_stale: true, build: Vec::new(), engine: None }
    }

    /// The number of the next build.
    pub(crate) fn next(&self) -> u64 {
        self.generation + 1
    }

    /// Records a finished build: a new site, or `None` to keep the last one.
    pub(crate) fn built(&mut self, tree: Option<Tree>, problems: Vec<ShownProblem>) {
        self.generation = self.next();
        self.is_stale = tree.is_none();
        self.build = problems;
        if let Some(tree) = tree {
            self.site = Some(Arc::new(BuiltSite { number: self.generation, tree }));
        }
    }

    /// Records a finished engine build.
    pub(crate) fn engine_built(&mut self, problem: Option<ShownProblem>) {
        if self.engine != problem {
            self.generation = self.next();
            self.engine = problem;
        }
    }

    /// The current site; `None` before the first successful build.
    pub(crate) fn site(&self) -> Option<Arc<BuiltSite>> {
        self.site.clone()
    }

    /// The current response to a page that asks for changes.
    pub(crate) fn answer(&self) -> ChangesReply {
        let problems: Vec<_> = self.build.iter().chain(&self.engine).cloned().collect();
        ChangesReply {
            generation: self.generation,
            // Without a site, every page lists the problems, so any change of them makes it outdated.
            site: self.site.as_ref().map_or(self.generation, |site| site.number),
            title: problem::count(problems.iter()),
            note: if self.is_stale && self.site.is_some() { STALE } else { "" },
            urgent: problems.iter().any(ShownProblem::is_error),
            problems,
        }
    }
}

/// The state shared by the threads of the server.
pub(crate) struct SharedState {
    state: Mutex<PreviewState>,
    changed: Condvar,
}

impl SharedState {
    /// See [`PreviewState::new`].
    pub(crate) fn new(number: u64) -> SharedState {
        SharedState { state: Mutex::new(PreviewState::new(number)), changed: Condvar::new() }
    }

    /// Locks the state.
    pub(crate) fn read(&self) -> MutexGuard<'_, PreviewState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state and wakes all threads that wait for changes.
    pub(crate) fn update(&self, change: impl FnOnce(&mut PreviewState)) {
        change(&mut self.read());
        self.changed.notify_all();
    }

    /// Waits until the generation differs from `known`, at most for `limit`, and returns the response.
    pub(crate) fn wait(&self, known: Option<u64>, limit: Duration) -> ChangesReply {
        let same = |state: &mut PreviewState| Some(state.generation) == known;
        let (state, _) =
            self.changed.wait_timeout_while(self.read(), limit, same).unwrap_or_else(PoisonError::into_inner);
        state.answer()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(words: &str) -> Tree {
        let mut tree = Tree::default();
        tree.add("index.html", words).unwrap();
        tree
    }

    fn error(message: &str) -> ShownProblem {
        ShownProblem::of_build(&anyhow::anyhow!(message.to_owned()))
    }

    #[test]
    fn a_failed_build_leaves_the_last_good_site() {
        let mut state = PreviewState::new(7);
        state.built(Some(tree("good")), Vec::new());
        state.built(None, vec![error("bad")]);
        let answer = state.answer();
        assert_eq!((answer.generation, answer.site), (9, 8));
        assert_eq!((answer.title.as_str(), answer.note, answer.urgent), ("1 error", STALE, true));
        assert_eq!(state.site().unwrap().tree, tree("good"));

        state.built(Some(tree("mended")), Vec::new());
        let answer = state.answer();
        assert_eq!((answer.generation, answer.site), (10, 10));
        assert_eq!((answer.note, answer.urgent, answer.problems.len()), ("", false, 0));
        assert_eq!(state.site().unwrap().number, 10);
    }

    #[test]
    fn without_a_site_every_change_of_the_problems_makes_a_new_page() {
        let mut state = PreviewState::new(0);
        state.built(None, vec![error("one")]);
        let first = state.answer();
        state.built(None, vec![error("two")]);
        let second = state.answer();
        assert!(first.site < second.site);
        assert_eq!(second.note, "", "there is no earlier page to speak of");
        state.built(Some(tree("good")), Vec::new());
        assert!(state.answer().site > second.site);
    }

    #[test]
    fn a_problem_of_the_engine_stays_until_it_is_built() {
        let mut state = PreviewState::new(0);
        state.engine_built(Some(error("no compiler")));
        state.built(Some(tree("good")), Vec::new());
        assert_eq!((state.answer().problems.len(), state.answer().note), (1, ""));
        let before = state.answer();
        state.engine_built(Some(error("no compiler")));
        assert_eq!(state.answer(), before, "nothing new, nobody is woken");
        state.engine_built(None);
        assert_eq!((state.answer().problems.len(), state.answer().site), (0, before.site));
    }

    #[test]
    fn whoever_knows_an_older_generation_is_answered_at_once() {
        let shared = SharedState::new(4);
        let never = Duration::MAX;
        assert_eq!(shared.wait(None, never).generation, 4);
        assert_eq!(shared.wait(Some(3), never).generation, 4);
        assert_eq!(shared.wait(Some(4), Duration::ZERO).generation, 4);
        let later = std::thread::scope(|scope| {
            let waiting = scope.spawn(|| shared.wait(Some(4), never));
            shared.update(|state| state.built(None, Vec::new()));
            waiting.join().unwrap()
        });
        assert_eq!(later.generation, 5);
    }
}
