//! What is shown now: the last good site, and the problems since.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Serialize;

use super::problem::{self, Problem};
use dtmm_site::Tree;

/// Said on a page that is older than its sources.
const STALE: &str = "The page is from the last build without errors.";

/// A site that was built without errors.
#[derive(Debug)]
pub(super) struct Site {
    /// The number of its build, which its pages carry.
    pub(super) number: u64,
    /// Its files.
    pub(super) tree: Tree,
}

/// What is shown.
#[derive(Debug)]
pub(super) struct State {
    /// Grows with every change of anything below.
    generation: u64,
    site: Option<Arc<Site>>,
    /// The last build gave no site, so that the one shown is older than its sources.
    is_stale: bool,
    /// What the last build found.
    build: Vec<Problem>,
    /// What became of the last engine build.
    engine: Option<Problem>,
}

/// What a page is told when it asks for changes.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Answer {
    /// To be sent with the next question.
    pub(super) generation: u64,
    /// The number that a page asked for now would carry.
    pub(super) site: u64,
    /// How many problems there are, in words.
    pub(super) title: String,
    /// Which site the page is of, where that is not plain.
    pub(super) note: &'static str,
    /// Whether there is an error among them.
    pub(super) urgent: bool,
    pub(super) problems: Vec<Problem>,
}

impl State {
    /// Nothing is built yet; the next build gets a number above `number`.
    pub(super) fn new(number: u64) -> State {
        State { generation: number, site: None, is_stale: true, build: Vec::new(), engine: None }
    }

    /// The number of the next build.
    pub(super) fn next(&self) -> u64 {
        self.generation + 1
    }

    /// A build came to its end: with a site, or with problems that left the last one in place.
    pub(super) fn built(&mut self, tree: Option<Tree>, problems: Vec<Problem>) {
        self.generation = self.next();
        self.is_stale = tree.is_none();
        self.build = problems;
        if let Some(tree) = tree {
            self.site = Some(Arc::new(Site { number: self.generation, tree }));
        }
    }

    /// An engine build came to its end.
    pub(super) fn engine_built(&mut self, problem: Option<Problem>) {
        if self.engine != problem {
            self.generation = self.next();
            self.engine = problem;
        }
    }

    /// The site that is shown.
    pub(super) fn site(&self) -> Option<Arc<Site>> {
        self.site.clone()
    }

    /// What a page is told now.
    pub(super) fn answer(&self) -> Answer {
        let problems: Vec<_> = self.build.iter().chain(&self.engine).cloned().collect();
        Answer {
            generation: self.generation,
            // Without a site every page lists the problems, and is out of date when they change.
            site: self.site.as_ref().map_or(self.generation, |site| site.number),
            title: problem::count(problems.iter()),
            note: if self.is_stale && self.site.is_some() { STALE } else { "" },
            urgent: problems.iter().any(Problem::is_error),
            problems,
        }
    }
}

/// The state as the threads of the server share it.
pub(super) struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

impl Shared {
    /// See [`State::new`].
    pub(super) fn new(number: u64) -> Shared {
        Shared { state: Mutex::new(State::new(number)), changed: Condvar::new() }
    }

    /// The state now.
    pub(super) fn read(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state and wakes all that wait for it.
    pub(super) fn update(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.read());
        self.changed.notify_all();
    }

    /// The answer as soon as it is another than the one of the generation `known`, or after
    /// `limit`.
    pub(super) fn wait(&self, known: Option<u64>, limit: Duration) -> Answer {
        let same = |state: &mut State| Some(state.generation) == known;
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

    fn error(message: &str) -> Problem {
        Problem::of_build(&anyhow::anyhow!(message.to_owned()))
    }

    #[test]
    fn a_failed_build_leaves_the_last_good_site() {
        let mut state = State::new(7);
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
        let mut state = State::new(0);
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
        let mut state = State::new(0);
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
        let shared = Shared::new(4);
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
