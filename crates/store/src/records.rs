//! Several records of one kind: which there are, turning from one to another, deleting.

use std::rc::Rc;

use crate::act::Act;
use crate::form::{Form, Storage};
use crate::held::{DELETED, Held};
use crate::slots::SlotId;
use crate::stamp::Stamp;
use crate::store::{Open, Store};
use crate::text;

/// A record that is not open, and the text it was read from: read anew only where that is another.
pub(crate) struct Known<F: Form> {
    slot: SlotId,
    text: String,
    /// None where the text cannot be read.
    held: Option<Rc<Held<F>>>,
}

/// So many deleted records can be had back; older ones are removed for good.
const MOST_DELETED: usize = 10;

impl<F: Form, S: Storage> Store<F, S> {
    /// All slots with a record that is not deleted, and the one in use, in the order of their numbers.
    pub fn slots(&self) -> Vec<SlotId> {
        let mut slots: Vec<SlotId> = self.all_slots();
        slots.retain(|slot| *slot == self.open.slot || self.with_held(slot, |held| held.deleted) == Some(false));
        slots
    }

    /// The slots that have a text in the storage, be it one that cannot be read; none of the deleted.
    pub fn stored(&self) -> Vec<SlotId> {
        let mut slots = self.all_slots();
        let has_text = |slot: &SlotId| {
            let text = self.storage.as_ref().and_then(|storage| storage.get(&self.names.record(slot)).ok().flatten());
            text.is_some() && self.with_held(slot, |held| held.deleted) != Some(true)
        };
        slots.retain(has_text);
        slots
    }

    fn all_slots(&self) -> Vec<SlotId> {
        let mut slots = vec![self.open.slot.clone()];
        slots.extend(self.others.iter().map(|open| open.slot.clone()));
        let prefix = self.names.records();
        let keys = self.storage.as_ref().and_then(|storage| storage.keys(&prefix).ok()).unwrap_or_default();
        slots.extend(keys.iter().filter_map(|key| key.strip_prefix(&prefix)).map(SlotId::new));
        let mut sorted: Vec<SlotId> = Vec::with_capacity(slots.len());
        for slot in slots {
            let place = sorted.partition_point(|one| (one.number(), one.as_str()) < (slot.number(), slot.as_str()));
            if sorted.get(place) != Some(&slot) {
                sorted.insert(place, slot);
            }
        }
        sorted
    }

    /// The record in a slot; none where it is deleted or cannot be read.
    pub fn peek(&self, slot: &SlotId) -> Option<F::Record> {
        self.with_held(slot, |held| (!held.deleted).then(|| held.record.clone())).flatten()
    }

    /// Asks something of what is held in a slot; nothing where it is nowhere or cannot be read.
    fn with_held<T>(&self, slot: &SlotId, ask: impl FnOnce(&Held<F>) -> T) -> Option<T> {
        let mut all = std::iter::once(&self.open).chain(&self.others);
        if let Some(open) = all.find(|open| open.slot == *slot) {
            return Some(ask(&open.held));
        }
        let stored = self.storage.as_ref()?.get(&self.names.record(slot)).ok().flatten();
        self.known(slot, stored).as_deref().map(ask)
    }

    /// What a text in a slot holds. It is read once.
    fn known(&self, slot: &SlotId, stored: Option<String>) -> Option<Rc<Held<F>>> {
        let mut known = self.known.borrow_mut();
        let place = known.iter().position(|one| one.slot == *slot);
        let Some(text) = stored else {
            place.map(|place| known.swap_remove(place));
            return None;
        };
        if let Some(one) = place.and_then(|place| known.get(place)).filter(|one| one.text == text) {
            return one.held.clone();
        }
        let held = text::read(&self.form, &text).ok().map(Rc::new);
        let one = Known { slot: slot.clone(), text, held: held.clone() };
        match place {
            Some(place) => known[place] = one,
            None => known.push(one),
        }
        held
    }

    /// The records that were deleted and can be had back by undoing the act, in the order of their
    /// numbers.
    pub fn deleted(&self) -> Vec<(SlotId, F::Record, Stamp)> {
        let deleted = |slot: SlotId| {
            let changes_it = |act: &&Act| act.changes.iter().any(|change| change.path == DELETED);
            let found = self.with_held(&slot, |held| {
                let act = held.journal.acts().iter().rfind(changes_it).map_or_else(Stamp::default, |act| act.id);
                held.deleted.then(|| (held.record.clone(), act))
            });
            found.flatten().map(|(record, act)| (slot, record, act))
        };
        self.all_slots().into_iter().filter_map(deleted).collect()
    }

    /// Works on another record from now on. What is not stored of this one yet stays with the page.
    pub fn turn_to(&mut self, slot: SlotId) {
        if slot == self.open.slot {
            return;
        }
        let kept = self.others.iter().position(|open| open.slot == slot);
        let next = match kept {
            Some(place) => self.others.remove(place),
            None => Open::new(slot, self.form.empty()),
        };
        let before = std::mem::replace(&mut self.open, next);
        if !before.is_done() {
            self.others.push(before);
        }
        self.look();
        self.join_pending();
    }

    /// Turns to another record and lets go of this one, stored or not. Gives it.
    pub fn leave_for(&mut self, slot: SlotId) -> F::Record {
        let (left, record) = (self.open.slot.clone(), self.open.held.record.clone());
        self.turn_to(slot);
        self.others.retain(|open| open.slot != left);
        record
    }

    /// Works on a new, empty record from now on. Its number was never given before.
    pub fn turn_to_new(&mut self) {
        let slots = self.all_slots();
        let highest = slots.last().map_or(0, SlotId::number).max(self.number(&self.names.last()));
        let number = highest.saturating_add(1);
        if let Some(storage) = &self.storage {
            // Where that is not kept, the tab in the name still tells two records apart.
            let _ = storage.set(&self.names.last(), &number.to_string());
        }
        let mut slot = SlotId::given(number, self.tab);
        let mut again = 0;
        // At the highest number there is, one tab would give the same name twice.
        while slots.contains(&slot) || slot == self.open.slot {
            again += 1;
            slot = SlotId::new(&format!("{number}-{:x}-{again}", self.tab));
        }
        self.turn_to(slot);
    }

    /// Deletes the record, so that it can be had back by undoing that, and turns to another one.
    /// Gives the slot and the act.
    pub fn delete(&mut self, about: &str) -> Option<(SlotId, Stamp)> {
        let id = self.act("delete", about, &[(DELETED.to_owned(), vec![String::new()])], false)?;
        let slot = self.open.slot.clone();
        self.settle();
        match self.slots().into_iter().find(|other| *other != slot) {
            Some(other) => self.turn_to(other),
            None => self.turn_to_new(),
        }
        self.purge(&slot);
        Some((slot, id))
    }

    /// Removes the records for good that were deleted first, once there are too many. The one that was
    /// deleted just now stays, whatever its number.
    fn purge(&mut self, just: &SlotId) {
        let order = self.names.order();
        let kept = self.storage.as_ref().and_then(|storage| storage.get(&order).ok().flatten()).unwrap_or_default();
        let deleted: Vec<SlotId> = self.deleted().into_iter().map(|(slot, ..)| slot).collect();
        let mut first: Vec<SlotId> = kept.split(' ').map(SlotId::new).filter(|slot| deleted.contains(slot)).collect();
        first.retain(|slot| slot != just);
        // Those that were deleted where that could not be noted come before all others.
        let unknown = deleted.iter().filter(|slot| *slot != just && !first.contains(slot)).cloned();
        let mut all: Vec<SlotId> = unknown.chain(first.iter().cloned()).collect();
        all.push(just.clone());
        let too_many = all.len().saturating_sub(MOST_DELETED);
        let Some(storage) = &self.storage else { return };
        for slot in all.drain(..too_many) {
            let _ = storage.remove(&self.names.record(&slot));
            for key in storage.keys(&self.names.pendings(&slot)).unwrap_or_default() {
                let _ = storage.remove(&key);
            }
            self.others.retain(|open| open.slot != slot);
        }
        let names: Vec<&str> = all.iter().map(SlotId::as_str).collect();
        let _ = storage.set(&order, &names.join(" "));
    }

    /// Whether a key that another tab wrote concerns records of this kind.
    pub fn concerns(&self, key: &str) -> bool {
        key.starts_with(&self.names.records())
    }

    /// Takes a text that an older form of the storage has into a slot, unless something is there
    /// already. Says whether it is there now.
    pub fn take_over(&mut self, slot: &SlotId, text: &str) -> bool {
        let Some(storage) = &self.storage else { return false };
        let key = self.names.record(slot);
        let done = match storage.get(&key) {
            Ok(None) => storage.set(&key, text).is_ok(),
            Ok(Some(_)) => true,
            Err(_) => false,
        };
        self.look();
        done
    }
}
