//! A record with the stamps of its fields and its journal.

use crate::act::{Act, Change, Journal};
use crate::form::{RecordFormat, Value};
use crate::origin::Origins;
use crate::stamp::Stamp;

/// The field with the deletion mark; not a part of the record itself.
pub(crate) const DELETED: &str = "#deleted";

/// A record as a tab has it.
pub(crate) struct StampedRecord<F: RecordFormat> {
    pub(crate) record: F::Record,
    /// Whether it is deleted. Undoing restores it.
    pub(crate) deleted: bool,
    /// The stamps of the fields that were ever changed, in the order of the paths.
    pub(crate) stamps: Vec<(String, Stamp)>,
    pub(crate) journal: Journal,
    /// The stamps of its first acts.
    pub(crate) origins: Origins,
    /// The highest clock seen.
    pub(crate) clock: u64,
}

impl<F: RecordFormat> Clone for StampedRecord<F> {
    fn clone(&self) -> Self {
        let (record, stamps, journal) = (self.record.clone(), self.stamps.clone(), self.journal.clone());
        StampedRecord {
            record,
            deleted: self.deleted,
            stamps,
            journal,
            origins: self.origins.clone(),
            clock: self.clock,
        }
    }
}

/// Fields with their values and stamps, and acts: what a tab has done and others may not know yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Delta {
    pub(crate) fields: Vec<(String, Value, Stamp)>,
    pub(crate) acts: Vec<Act>,
    /// The origins of the record that this was done to.
    pub(crate) origins: Origins,
}

impl<F: RecordFormat> StampedRecord<F> {
    pub(crate) fn new(record: F::Record) -> StampedRecord<F> {
        StampedRecord {
            record,
            deleted: false,
            stamps: Vec::new(),
            journal: Journal::default(),
            origins: Origins::default(),
            clock: 0,
        }
    }

    /// The stamp of a field; the lowest one if it was never changed.
    pub(crate) fn stamp(&self, path: &str) -> Stamp {
        let found = self.stamps.binary_search_by(|(one, _)| one.as_str().cmp(path));
        found.map(|place| self.stamps[place].1).unwrap_or_default()
    }

    pub(crate) fn set_stamp(&mut self, path: &str, stamp: Stamp) {
        self.clock = self.clock.max(stamp.count);
        match self.stamps.binary_search_by(|(one, _)| one.as_str().cmp(path)) {
            Ok(place) => self.stamps[place].1 = stamp,
            Err(place) => self.stamps.insert(place, (path.to_owned(), stamp)),
        }
    }

    /// What a field holds.
    pub(crate) fn get(&self, form: &F, path: &str) -> Value {
        match path {
            DELETED => {
                if self.deleted {
                    vec![String::new()]
                } else {
                    Value::new()
                }
            }
            _ => form.get(&self.record, path),
        }
    }

    fn set(&mut self, form: &F, path: &str, value: &[String]) {
        match path {
            DELETED => self.deleted = !value.is_empty(),
            _ => form.put(&mut self.record, path, value),
        }
    }

    /// Sets a field at the time of the stamp.
    pub(crate) fn put(&mut self, form: &F, path: &str, value: &[String], stamp: Stamp) {
        self.set(form, path, value);
        self.set_stamp(path, stamp);
    }

    /// Merges another copy: every field with a later stamp there, and its acts. Says whether anything
    /// changed. Fields without a stamp in both copies are taken from the other one.
    pub(crate) fn join(&mut self, form: &F, other: &StampedRecord<F>) -> bool {
        let mut news = false;
        let mut paths = form.paths(&other.record);
        paths.extend(form.paths(&self.record));
        paths.extend(other.stamps.iter().map(|(path, _)| path.clone()));
        for path in &paths {
            let (mine, theirs) = (self.stamp(path), other.stamp(path));
            let value = other.get(form, path);
            // Without stamps, an empty field never replaces a filled one.
            if theirs < mine || (theirs == mine && (theirs != Stamp::default() || value.is_empty())) {
                continue;
            }
            if self.get(form, path) != value {
                self.set(form, path, &value);
                news = true;
            }
            if theirs > mine {
                self.set_stamp(path, theirs);
                news = true;
            }
        }
        self.clock = self.clock.max(other.clock);
        self.origins.join(&other.origins);
        for act in other.journal.acts() {
            news |= self.add(act.clone());
        }
        news
    }

    /// Merges what another tab did and had not merged itself.
    pub(crate) fn join_delta(&mut self, form: &F, delta: &Delta) -> bool {
        let mut news = self.origins.join(&delta.origins);
        for (path, value, stamp) in &delta.fields {
            if *stamp > self.stamp(path) {
                self.put(form, path, value, *stamp);
                news = true;
            }
        }
        for act in &delta.acts {
            news |= self.add(act.clone());
        }
        news
    }

    /// Whether everything that another tab did is here, or was overwritten since.
    pub(crate) fn has(&self, delta: &Delta) -> bool {
        delta.fields.iter().all(|(path, _, stamp)| *stamp <= self.stamp(path))
    }

    fn add(&mut self, act: Act) -> bool {
        self.clock = self.clock.max(act.version.count);
        self.journal.add(act)
    }

    /// Whether anything here is newer than in another copy, or missing there.
    pub(crate) fn is_ahead_of(&self, other: &StampedRecord<F>) -> bool {
        let act_is_news = |act: &Act| other.journal.find(act.id).is_none_or(|known| known.version < act.version);
        !other.origins.have(&self.origins)
            || self.stamps.iter().any(|(path, stamp)| *stamp > other.stamp(path))
            || self.journal.stored().iter().any(act_is_news)
    }

    /// The change that gives a field a value; `None` if it has it already.
    pub(crate) fn change_to(&self, form: &F, path: &str, after: Value) -> Option<Change> {
        let before = self.get(form, path);
        (before != after).then(|| Change { path: path.to_owned(), before, after })
    }

    /// The changes that turn this record into the wanted one.
    pub(crate) fn changes_to(&self, form: &F, wanted: &F::Record) -> Vec<Change> {
        let mut paths = form.paths(wanted);
        for path in form.paths(&self.record) {
            if form.get(wanted, &path).is_empty() {
                paths.push(path);
            }
        }
        paths.iter().filter_map(|path| self.change_to(form, path, form.get(wanted, path))).collect()
    }
}

impl Delta {
    /// Adds what these fields hold now, and an act.
    pub(crate) fn add<F: RecordFormat>(&mut self, form: &F, held: &StampedRecord<F>, paths: &[String], act: Stamp) {
        self.fields.retain(|(path, ..)| !paths.contains(path));
        self.fields.extend(paths.iter().map(|path| (path.clone(), held.get(form, path), held.stamp(path))));
        self.acts.retain(|known| known.id != act);
        self.acts.extend(held.journal.find(act).cloned());
        self.origins = held.origins.clone();
    }
}
