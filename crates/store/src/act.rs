//! Acts, and the journal of them.

use crate::form::Value;
use crate::stamp::{Stamp, TabId};

/// How many acts of a record can be undone; older ones are forgotten.
pub const MOST_ACTS: usize = 50;

/// How many characters of values the stored journal holds at most; older acts beyond that are only
/// known to the page that did them.
const MOST_CHARACTERS: usize = 200_000;

/// A change of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The field.
    pub path: String,
    /// What it held.
    pub before: Value,
    /// What it holds since.
    pub after: Value,
}

/// Something the reader did to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// When it was done, and its name.
    pub id: Stamp,
    /// When it was last changed: continued, undone or redone.
    pub version: Stamp,
    /// The kind of act, as `bulk`; words for it belong to the program that shows it.
    pub kind: String,
    /// What it was about, as the name of a file; may be empty.
    pub about: String,
    /// Whether it is undone at present.
    pub undone: bool,
    /// What it changed.
    pub changes: Vec<Change>,
}

impl Act {
    fn size(&self) -> usize {
        let size = |value: &Value| value.iter().map(String::len).sum::<usize>();
        self.changes.iter().map(|change| change.path.len() + size(&change.before) + size(&change.after)).sum()
    }
}

/// The last acts, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Journal(Vec<Act>);

impl Journal {
    pub(crate) fn acts(&self) -> &[Act] {
        &self.0
    }

    pub(crate) fn find(&self, id: Stamp) -> Option<&Act> {
        self.0.iter().find(|act| act.id == id)
    }

    pub(crate) fn find_mut(&mut self, id: Stamp) -> Option<&mut Act> {
        self.0.iter_mut().find(|act| act.id == id)
    }

    /// Adds an act, or the later version of a known one. Says whether the journal changed.
    pub(crate) fn add(&mut self, act: Act) -> bool {
        match self.0.binary_search_by(|one| one.id.cmp(&act.id)) {
            Ok(place) if self.0[place].version >= act.version => return false,
            Ok(place) => self.0[place] = act,
            // An act older than all of a full journal was removed from it before.
            Err(0) if self.0.len() >= MOST_ACTS => return false,
            Err(place) => self.0.insert(place, act),
        }
        let too_many = self.0.len().saturating_sub(MOST_ACTS);
        self.0.drain(..too_many);
        true
    }

    /// The acts that are stored: the newest, as many as there is room for.
    pub(crate) fn stored(&self) -> &[Act] {
        let mut room = MOST_CHARACTERS;
        let fits = |act: &&Act| {
            room = room.saturating_sub(act.size().max(1));
            room > 0
        };
        let count = self.0.iter().rev().take_while(fits).count();
        &self.0[self.0.len() - count..]
    }

    /// The last act, if it is of this tab and kind, is not undone and changed these fields before any
    /// others: the next letter of a text continues it, also where the first one settled something else.
    pub(crate) fn continued(&mut self, tab: TabId, kind: &str, paths: &[String]) -> Option<&mut Act> {
        let last = self.0.last_mut()?;
        let same = last.id.tab == tab && last.kind == kind && !last.undone;
        (same && last.changes.iter().take(paths.len()).map(|change| &change.path).eq(paths)).then_some(last)
    }

    /// The act to undo next, this tab's own first; or the act to redo, the one undone last.
    pub(crate) fn next_to_toggle(&self, tab: TabId, undo: bool) -> Option<Stamp> {
        let act = if undo {
            let done = || self.0.iter().rev().filter(|act| !act.undone);
            done().find(|act| act.id.tab == tab).or_else(|| done().next())
        } else {
            self.0.iter().filter(|act| act.undone).max_by_key(|act| act.version)
        };
        act.map(|act| act.id)
    }
}
