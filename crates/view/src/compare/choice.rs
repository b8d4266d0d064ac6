//! What the reader chose to compare, and how.

use dtmm_scoring::{Method, sort_by_key};

use super::{Candidate, Direction, Origin};

/// The highest number of assessments side by side.
pub(super) const MOST: usize = 6;

/// What can be compared, what of it is, and how.
#[derive(Debug, Clone)]
pub struct Choice {
    /// In the order of their dates, those without one last.
    candidates: Vec<Candidate>,
    chosen: Vec<String>,
    /// The two whose differences are shown; the first and the last where none are set.
    pair: [Option<String>; 2],
    /// The method of all numbers.
    pub method: Method,
    /// Which differences are listed; all where none is set.
    pub only: Option<Direction>,
}

impl Choice {
    /// Nothing is chosen yet but the method.
    pub fn new(method: Method) -> Choice {
        Choice { candidates: Vec::new(), chosen: Vec::new(), pair: [None, None], method, only: None }
    }

    /// Brings what can be compared up to date. What is new is chosen, the one in use first, while
    /// there is room.
    pub fn take(&mut self, candidates: Vec<Candidate>) {
        let is_known = |key: &str| self.candidates.iter().any(|known| known.key == key);
        let fresh: Vec<&Candidate> = candidates.iter().filter(|candidate| !is_known(&candidate.key)).collect();
        let in_use = |candidate: &Candidate| matches!(candidate.origin, Origin::Kept { in_use: true, .. });
        let mut fresh: Vec<(bool, String)> = fresh.into_iter().map(|one| (!in_use(one), one.key.clone())).collect();
        sort_by_key(&mut fresh, |(other, _)| *other);
        self.candidates = candidates;
        sort_by_key(&mut self.candidates, |one| (one.assessment.date.is_empty(), one.assessment.date.clone()));
        let Choice { candidates, chosen, .. } = self;
        chosen.retain(|key| candidates.iter().any(|one| one.key == *key));
        let room = MOST.saturating_sub(chosen.len());
        chosen.extend(fresh.into_iter().take(room).map(|(_, key)| key));
    }

    /// What can be compared.
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// Chooses one or leaves it out. No more than [`MOST`] are taken.
    pub fn choose(&mut self, key: &str, on: bool) {
        self.chosen.retain(|chosen| chosen != key);
        if on && self.chosen.len() < MOST {
            self.chosen.push(key.to_owned());
        }
    }

    /// Whether one is chosen.
    pub fn has(&self, key: &str) -> bool {
        self.chosen.iter().any(|chosen| chosen == key)
    }

    /// Whether no more can be chosen.
    pub fn is_full(&self) -> bool {
        self.chosen.len() >= MOST
    }

    /// Whether there is something to compare.
    pub fn is_enough(&self) -> bool {
        self.chosen.len() > 1
    }

    /// Whether there are two to choose from.
    pub fn is_possible(&self) -> bool {
        self.candidates.len() > 1
    }

    /// The keys of the two whose differences are shown.
    pub fn pair(&self) -> Option<[&str; 2]> {
        let chosen: Vec<&str> =
            self.candidates.iter().map(|one| one.key.as_str()).filter(|key| self.has(key)).collect();
        let [first, .., last] = chosen[..] else { return None };
        let set = |place: usize| self.pair[place].as_deref().filter(|key| chosen.contains(key));
        let other = |taken: &str| if taken == last { first } else { last };
        Some(match (set(0), set(1)) {
            (Some(from), Some(to)) if from != to => [from, to],
            (Some(from), _) => [from, other(from)],
            (None, Some(to)) => [if to == first { last } else { first }, to],
            (None, None) => [first, last],
        })
    }

    /// Sets from which one (0) or to which one (1) the differences go. The two change places rather
    /// than be the same.
    pub fn set_pair(&mut self, place: usize, key: &str) {
        let Some(before) = self.pair() else { return };
        let mut pair = before.map(str::to_owned);
        let place = place.min(1);
        if pair[1 - place] == key {
            pair.swap(0, 1);
        } else {
            key.clone_into(&mut pair[place]);
        }
        self.pair = pair.map(Some);
    }
}
