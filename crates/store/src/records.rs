//! Several records of one kind: which there are, turning from one to another, deleting.

use std::rc::Rc;

use crate::act::Act;
use crate::cache::CachedRecord;
use crate::form::{RecordFormat, Storage};
use crate::keys::RecordId;
use crate::open::Open;
use crate::stamp::Stamp;
use crate::stamped::{DELETED, StampedRecord};
use crate::store::Store;
use crate::text;

/// How many deleted records can be restored; older ones are removed for good.
const MOST_DELETED: usize = 10;

impl<F: RecordFormat, S: Storage> Store<F, S> {
    /// The identifiers of all records that are not deleted, and of the one in use, in the order of their
    /// numbers.
    pub fn record_ids(&self) -> Vec<RecordId> {
        let mut record_ids: Vec<RecordId> = self.all_record_ids();
        record_ids.retain(|record_id| {
            *record_id == self.open.record_id || self.with_held(record_id, |held| held.deleted) == Some(false)
        });
        record_ids
    }

    /// The identifiers that have a text in the storage, readable or not, without the deleted records.
    pub fn stored(&self) -> Vec<RecordId> {
        let mut record_ids = self.all_record_ids();
        let has_text = |record_id: &RecordId| {
            let text =
                self.storage.as_ref().and_then(|storage| storage.get(&self.names.record(record_id)).ok().flatten());
            text.is_some() && self.with_held(record_id, |held| held.deleted) != Some(true)
        };
        record_ids.retain(has_text);
        record_ids
    }

    fn all_record_ids(&self) -> Vec<RecordId> {
        let mut record_ids = vec![self.open.record_id.clone()];
        record_ids.extend(self.others.iter().map(|open| open.record_id.clone()));
        let prefix = self.names.records();
        let keys = self.storage.as_ref().and_then(|storage| storage.keys(&prefix).ok()).unwrap_or_default();
        record_ids.extend(keys.iter().filter_map(|key| key.strip_prefix(&prefix)).map(RecordId::new));
        let mut sorted: Vec<RecordId> = Vec::with_capacity(record_ids.len());
        for record_id in record_ids {
            let place =
                sorted.partition_point(|one| (one.number(), one.as_str()) < (record_id.number(), record_id.as_str()));
            if sorted.get(place) != Some(&record_id) {
                sorted.insert(place, record_id);
            }
        }
        sorted
    }

    /// The record with an identifier; `None` if it is deleted or cannot be read.
    pub fn peek(&self, record_id: &RecordId) -> Option<F::Record> {
        self.with_held(record_id, |held| (!held.deleted).then(|| held.record.clone())).flatten()
    }

    /// Applies `ask` to the record with an identifier; `None` if there is none or it cannot be read.
    fn with_held<T>(&self, record_id: &RecordId, ask: impl FnOnce(&StampedRecord<F>) -> T) -> Option<T> {
        let mut all = std::iter::once(&self.open).chain(&self.others);
        if let Some(open) = all.find(|open| open.record_id == *record_id) {
            return Some(ask(&open.held));
        }
        let stored = self.storage.as_ref()?.get(&self.names.record(record_id)).ok().flatten();
        self.known(record_id, stored).as_deref().map(ask)
    }

    /// The record in a stored text, from the cache if the text is the same.
    fn known(&self, record_id: &RecordId, stored: Option<String>) -> Option<Rc<StampedRecord<F>>> {
        let mut known = self.known.borrow_mut();
        let place = known.iter().position(|one| one.record_id == *record_id);
        let Some(text) = stored else {
            place.map(|place| known.swap_remove(place));
            return None;
        };
        if let Some(one) = place.and_then(|place| known.get(place)).filter(|one| one.text == text) {
            return one.held.clone();
        }
        let held = text::read(&self.form, &text).ok().map(Rc::new);
        let one = CachedRecord { record_id: record_id.clone(), text, held: held.clone() };
        match place {
            Some(place) => known[place] = one,
            None => known.push(one),
        }
        held
    }

    /// The deleted records, each with the act whose undoing restores it, in the order of their numbers.
    pub fn deleted(&self) -> Vec<(RecordId, F::Record, Stamp)> {
        let deleted = |record_id: RecordId| {
            let changes_it = |act: &&Act| act.changes.iter().any(|change| change.path == DELETED);
            let found = self.with_held(&record_id, |held| {
                let act = held.journal.acts().iter().rfind(changes_it).map_or_else(Stamp::default, |act| act.id);
                held.deleted.then(|| (held.record.clone(), act))
            });
            found.flatten().map(|(record, act)| (record_id, record, act))
        };
        self.all_record_ids().into_iter().filter_map(deleted).collect()
    }

    /// Opens another record. What is not stored of this one yet stays in memory.
    pub fn turn_to(&mut self, record_id: RecordId) {
        if record_id == self.open.record_id {
            return;
        }
        let kept = self.others.iter().position(|open| open.record_id == record_id);
        let next = match kept {
            Some(place) => self.others.remove(place),
            None => Open::new(record_id, self.form.empty()),
        };
        let before = std::mem::replace(&mut self.open, next);
        if !before.is_done() {
            self.others.push(before);
        }
        self.pull();
        self.join_pending();
    }

    /// Opens another record and forgets this one, stored or not. Gives it.
    pub fn leave_for(&mut self, record_id: RecordId) -> F::Record {
        let (left, record) = (self.open.record_id.clone(), self.open.held.record.clone());
        self.turn_to(record_id);
        self.others.retain(|open| open.record_id != left);
        record
    }

    /// Opens a new, empty record. Its number was never given before.
    pub fn turn_to_new(&mut self) {
        let record_ids = self.all_record_ids();
        let highest = record_ids.last().map_or(0, RecordId::number).max(self.number(&self.names.last()));
        let number = highest.saturating_add(1);
        if let Some(storage) = &self.storage {
            // If that fails, the tab in the identifier still tells two records apart.
            let _ = storage.set(&self.names.last(), &number.to_string());
        }
        let mut record_id = RecordId::given(number, self.tab);
        let mut again = 0;
        // At the highest possible number, one tab would give the same identifier twice.
        while record_ids.contains(&record_id) || record_id == self.open.record_id {
            again += 1;
            record_id = RecordId::new(&format!("{number}-{:x}-{again}", self.tab));
        }
        self.turn_to(record_id);
    }

    /// Deletes the record, which undoing restores, and opens another one. Gives the identifier and the act.
    pub fn delete(&mut self, about: &str) -> Option<(RecordId, Stamp)> {
        let id = self.act("delete", about, &[(DELETED.to_owned(), vec![String::new()])], false)?;
        let record_id = self.open.record_id.clone();
        self.sync();
        match self.record_ids().into_iter().find(|other| *other != record_id) {
            Some(other) => self.turn_to(other),
            None => self.turn_to_new(),
        }
        self.purge(&record_id);
        Some((record_id, id))
    }

    /// Removes the records for good that were deleted first, once there are too many, but not the one deleted
    /// just now.
    fn purge(&mut self, just: &RecordId) {
        let order = self.names.order();
        let kept = self.storage.as_ref().and_then(|storage| storage.get(&order).ok().flatten()).unwrap_or_default();
        let deleted: Vec<RecordId> = self.deleted().into_iter().map(|(record_id, ..)| record_id).collect();
        let mut first: Vec<RecordId> =
            kept.split(' ').map(RecordId::new).filter(|record_id| deleted.contains(record_id)).collect();
        first.retain(|record_id| record_id != just);
        // Deleted records missing from the stored order come first.
        let unknown = deleted.iter().filter(|record_id| *record_id != just && !first.contains(record_id)).cloned();
        let mut all: Vec<RecordId> = unknown.chain(first.iter().cloned()).collect();
        all.push(just.clone());
        let too_many = all.len().saturating_sub(MOST_DELETED);
        let Some(storage) = &self.storage else { return };
        for record_id in all.drain(..too_many) {
            let _ = storage.remove(&self.names.record(&record_id));
            for key in storage.keys(&self.names.pendings(&record_id)).unwrap_or_default() {
                let _ = storage.remove(&key);
            }
            self.others.retain(|open| open.record_id != record_id);
        }
        let names: Vec<&str> = all.iter().map(RecordId::as_str).collect();
        let _ = storage.set(&order, &names.join(" "));
    }

    /// Whether a key that another tab wrote concerns records of this kind.
    pub fn concerns(&self, key: &str) -> bool {
        key.starts_with(&self.names.records())
    }

    /// Stores a text of a former version under an identifier, unless there is one already. Says whether
    /// there is one now.
    pub fn take_over(&mut self, record_id: &RecordId, text: &str) -> bool {
        let Some(storage) = &self.storage else { return false };
        let key = self.names.record(record_id);
        let done = match storage.get(&key) {
            Ok(None) => storage.set(&key, text).is_ok(),
            Ok(Some(_)) => true,
            Err(_) => false,
        };
        self.pull();
        done
    }
}
