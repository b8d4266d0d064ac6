//! The store of one tab.

use std::cell::RefCell;

use crate::act::{Act, Change};
use crate::cache::CachedRecord;
use crate::form::{RecordFormat, Storage, Value};
use crate::keys::{RecordId, StorageKeys};
use crate::open::Open;
use crate::stamp::{Stamp, TabId};
use crate::text;
use crate::trouble::Trouble;

/// The records of one kind as a tab knows them, and the storage that all tabs share.
pub struct Store<F: RecordFormat, S: Storage> {
    pub(crate) form: F,
    /// `None` if the browser has none for the page.
    pub(crate) storage: Option<S>,
    pub(crate) names: StorageKeys,
    pub(crate) tab: TabId,
    pub(crate) open: Open<F>,
    /// Records that this tab left before they were completely stored.
    pub(crate) others: Vec<Open<F>>,
    /// What was last read of all others, for the lists of them.
    pub(crate) known: RefCell<Vec<CachedRecord<F>>>,
    /// How many times this tab wrote something pending.
    pub(crate) written: u32,
    /// Whether a text that a newer program wrote was found.
    pub(crate) newer: bool,
}

/// What an undone or redone act came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undone {
    /// How many fields were set.
    pub set: usize,
    /// How many fields were skipped, because they were changed since.
    pub left: usize,
}

impl<F: RecordFormat, S: Storage> Store<F, S> {
    /// Opens a record. `kind` is the name of this kind of record with the prefix of the site; `tab` is a
    /// number that no other tab has.
    pub fn new(form: F, storage: Option<S>, kind: String, tab: TabId, record_id: RecordId) -> Store<F, S> {
        let open = Open::new(record_id, form.empty());
        let names = StorageKeys::new(kind);
        let mut store = Store {
            form,
            storage,
            names,
            tab,
            open,
            others: Vec::new(),
            known: RefCell::default(),
            written: 0,
            newer: false,
        };
        store.pull();
        store.join_pending();
        store
    }

    /// The record.
    pub fn record(&self) -> &F::Record {
        &self.open.held.record
    }

    /// The number of this tab.
    pub fn tab(&self) -> TabId {
        self.tab
    }

    /// How a record is read and written.
    pub fn form(&self) -> &F {
        &self.form
    }

    /// The identifier of the record.
    pub fn record_id(&self) -> &RecordId {
        &self.open.record_id
    }

    /// Whether the record was deleted, here or in another tab.
    pub fn is_deleted(&self) -> bool {
        self.open.held.deleted
    }

    /// The last acts, oldest first.
    pub fn acts(&self) -> &[Act] {
        self.open.held.journal.acts()
    }

    /// Whether an act was done by this tab.
    pub fn is_mine(&self, act: &Act) -> bool {
        act.id.tab == self.tab
    }

    /// The act to undo next, this tab's own first; or the act to redo, the one undone last.
    pub fn next_to_toggle(&self, undo: bool) -> Option<Stamp> {
        self.open.held.journal.next_to_toggle(self.tab, undo)
    }

    /// What keeps the record from being stored.
    pub fn trouble(&self) -> Trouble {
        let mut trouble = self.open.trouble;
        trouble.blocked = self.storage.is_none();
        for other in &self.others {
            trouble.full |= other.trouble.full;
            trouble.stuck |= other.trouble.stuck;
            trouble.emptied |= other.trouble.emptied;
        }
        trouble
    }

    /// Whether a text that a newer program wrote was found.
    pub fn has_newer(&self) -> bool {
        self.newer
    }

    /// Whether everything that was done on this page is stored, deleting and clearing included.
    pub fn is_stored(&self) -> bool {
        let empty = self.form.empty();
        let was_never = |open: &Open<F>| open.seen.is_none() && (open.held.deleted || open.held.record == empty);
        std::iter::once(&self.open).chain(&self.others).all(|open| open.is_stored() || was_never(open))
    }

    /// All records on this page that are not stored as they are here, but for the empty and the deleted.
    pub fn unstored(&self) -> Vec<(&RecordId, &F::Record)> {
        let all = std::iter::once(&self.open).chain(&self.others);
        let empty = self.form.empty();
        let unkept = all.filter(|open| !open.is_stored() && open.held.record != empty && !open.held.deleted);
        unkept.map(|open| (&open.record_id, &open.held.record)).collect()
    }

    /// Merges what other tabs stored. Says whether the record changed.
    pub fn pull(&mut self) -> bool {
        let Some(storage) = &self.storage else { return false };
        match storage.get(&self.names.record(&self.open.record_id)) {
            Err(_) => {
                self.open.trouble.unreadable = true;
                false
            }
            Ok(found) => {
                let was_blind = std::mem::take(&mut self.open.trouble.unreadable) && self.open.seen.is_none();
                let news = self.found(found);
                if was_blind {
                    self.reapply();
                }
                news
            }
        }
    }

    /// Repeats acts that were done while the storage could not be read: their stamps are older than those of
    /// the stored fields, so that they would lose.
    fn reapply(&mut self) {
        let open = &self.open;
        let is_older = |(path, _, stamp): &&(String, Value, Stamp)| open.held.stamp(path) > *stamp;
        let older = open.pending.fields.iter().filter(is_older);
        let sets: Vec<(String, Value)> = older.map(|(path, value, _)| (path.clone(), value.clone())).collect();
        if !sets.is_empty() {
            self.act("again", "", &sets, false);
        }
    }

    fn found(&mut self, found: Option<String>) -> bool {
        // Quarantine is tried again where it failed.
        if found == self.open.seen && !self.open.trouble.stuck {
            return false;
        }
        let Some(stored) = found else {
            (self.open.seen, self.open.is_damaged) = (None, false);
            self.was_removed();
            return false;
        };
        match text::read(&self.form, &stored) {
            Ok(theirs) if self.open.is_other(&theirs.origins) => self.yield_to(theirs, stored),
            Ok(theirs) => {
                (self.open.trouble.emptied, self.open.is_damaged) = (false, false);
                let news = self.open.merge_with(|held| held.join(&self.form, &theirs));
                self.open.ahead = self.open.held.is_ahead_of(&theirs);
                self.open.trouble.stuck = false;
                self.open.seen = Some(stored);
                news
            }
            Err(why) => {
                let is_safe = self.quarantine(&stored, why);
                (self.open.trouble.stuck, self.open.is_damaged) = (!is_safe, true);
                // The record replaces it, once it is in quarantine.
                self.open.ahead = !self.open.held.stamps.is_empty();
                self.open.seen = Some(stored);
                false
            }
        }
    }

    /// The stored record disappeared. It is stored again only when the reader asks for it.
    fn was_removed(&mut self) {
        let open = &mut self.open;
        open.trouble.stuck = false;
        // An empty record loses nothing.
        open.trouble.emptied = open.held.record != self.form.empty() && !open.held.deleted;
        open.ahead = open.trouble.emptied;
        open.is_safe = !open.trouble.emptied;
    }

    /// Synchronizes the storage and the record: merges what other tabs stored, then stores what they lack. To be called
    /// under a lock where the browser has one, after every act and whenever another tab wrote. Says whether the record
    /// changed.
    pub fn sync(&mut self) -> bool {
        let mut news = self.pull();
        news |= self.join_pending();
        self.write();
        for _ in 0..self.others.len() {
            std::mem::swap(&mut self.open, &mut self.others[0]);
            self.pull();
            self.write();
            std::mem::swap(&mut self.open, &mut self.others[0]);
            self.others.rotate_left(1);
        }
        self.others.retain(|open| !open.is_done());
        news
    }

    /// Whether everything is stored and confirmed, and nothing is pending. What waits for a decision of the
    /// reader does not count.
    pub fn is_synced(&self) -> bool {
        let mut all = std::iter::once(&self.open).chain(&self.others);
        all.all(|open| open.trouble.emptied || open.is_done()) && (self.open.is_confirmed || self.trouble().is_any())
    }

    fn write(&mut self) {
        let trouble = self.open.trouble;
        if trouble.unreadable || trouble.emptied || trouble.stuck {
            return;
        }
        self.keep_pending();
        let Some(storage) = &self.storage else { return };
        if !self.open.ahead {
            self.open.trouble.full = false;
            return;
        }
        let stored = text::write(&self.form, &self.open.held);
        let done = storage.set(&self.names.record(&self.open.record_id), &stored).is_ok();
        self.open.trouble.full = !done;
        if done {
            self.open.seen = Some(stored);
            self.open.ahead = false;
        }
    }

    /// Stores records again that disappeared from the storage.
    pub fn store_again(&mut self) {
        for open in std::iter::once(&mut self.open).chain(&mut self.others) {
            open.trouble.emptied = false;
        }
        self.sync();
    }

    /// Does something to the record: sets fields, each to a value. `kind` and `about` say what it
    /// was; with `goes_on` it continues the last act where that was of the same kind and began with the
    /// same fields, as the next letter of a text does. Gives the name of the act; nothing where the fields
    /// held all of that already.
    ///
    /// The caller has [`Store::sync`] called under a lock next.
    pub fn act(&mut self, kind: &str, about: &str, sets: &[(String, Value)], goes_on: bool) -> Option<Stamp> {
        self.pull();
        let wanted = sets.iter().filter_map(|(path, value)| self.open.held.change_to(&self.form, path, value.clone()));
        let changes: Vec<Change> = wanted.collect();
        if changes.is_empty() {
            return None;
        }
        let stamp = self.next_stamp();
        let paths: Vec<String> = changes.iter().map(|change| change.path.clone()).collect();
        for change in &changes {
            self.open.held.put(&self.form, &change.path, &change.after, stamp);
        }
        let journal = &mut self.open.held.journal;
        let going_on = if goes_on { journal.continued(self.tab, kind, &paths) } else { None };
        let id = match going_on {
            Some(act) => {
                for (change, next) in act.changes.iter_mut().zip(changes) {
                    change.after = next.after;
                }
                act.version = stamp;
                act.id
            }
            None => {
                let (kind, about) = (kind.to_owned(), about.to_owned());
                journal.add(Act { id: stamp, version: stamp, kind, about, undone: false, changes });
                stamp
            }
        };
        self.note(&paths, id);
        Some(id)
    }

    /// Makes the record what another one is: an act with a change for every field that differs.
    pub fn replace(&mut self, kind: &str, about: &str, wanted: &F::Record) -> Option<Stamp> {
        self.pull();
        let changes = self.open.held.changes_to(&self.form, wanted);
        let sets: Vec<(String, Value)> = changes.into_iter().map(|change| (change.path, change.after)).collect();
        self.act(kind, about, &sets, false)
    }

    /// Undoes an act: restores its fields, except those changed since. `None` if the act is unknown or
    /// undone already.
    pub fn undo(&mut self, id: Stamp) -> Option<Undone> {
        self.toggle(id, true)
    }

    /// Redoes an act that was undone, except in fields changed since. `None` if it is unknown or not undone.
    pub fn redo(&mut self, id: Stamp) -> Option<Undone> {
        self.toggle(id, false)
    }

    fn toggle(&mut self, id: Stamp, undo: bool) -> Option<Undone> {
        self.pull();
        let act = self.open.held.journal.find(id).filter(|act| act.undone != undo)?.clone();
        let stamp = self.next_stamp();
        let mut paths = Vec::new();
        for change in &act.changes {
            let (from, to) = if undo { (&change.after, &change.before) } else { (&change.before, &change.after) };
            if self.open.held.get(&self.form, &change.path) == *from {
                self.open.held.put(&self.form, &change.path, to, stamp);
                paths.push(change.path.clone());
            }
        }
        if let Some(act) = self.open.held.journal.find_mut(id) {
            (act.undone, act.version) = (undo, stamp);
        }
        self.open.held.clock = self.open.held.clock.max(stamp.count);
        self.note(&paths, id);
        Some(Undone { set: paths.len(), left: act.changes.len() - paths.len() })
    }

    fn next_stamp(&self) -> Stamp {
        Stamp { count: self.open.held.clock + 1, tab: self.tab }
    }
}
