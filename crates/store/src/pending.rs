//! What a tab did is stored under a key of its own until all tabs had the time to learn of it, so that a
//! tab that is closed meanwhile loses nothing.

use crate::form::{RecordFormat, Storage};
use crate::stamp::Stamp;
use crate::stamped::Delta;
use crate::store::Store;
use crate::text;

impl<F: RecordFormat, S: Storage> Store<F, S> {
    /// Stores what this tab did, under a key that no other tab writes.
    pub(crate) fn note(&mut self, paths: &[String], act: Stamp) {
        self.written += 1;
        let open = &mut self.open;
        open.begin(self.written, self.tab);
        open.ahead = true;
        open.pending.add(&self.form, &open.held, paths, act);
        open.is_safe = false;
        self.keep_pending();
    }

    /// Stores what is pending, if that failed before.
    pub(crate) fn keep_pending(&mut self) {
        let open = &mut self.open;
        let is_due = !open.is_safe && !open.trouble.emptied && open.pending != Delta::default();
        let Some(storage) = self.storage.as_ref().filter(|_| is_due) else { return };
        self.written += 1;
        let key = self.names.pending(&open.record_id, self.tab, self.written);
        if storage.set(&key, &text::write_delta(&open.pending)).is_ok() {
            open.is_safe = true;
            for old in std::mem::replace(&mut open.pending_keys, vec![key]) {
                let _ = storage.remove(&old);
            }
        }
    }

    /// Merges what is pending of tabs that were closed before they merged it.
    pub(crate) fn join_pending(&mut self) -> bool {
        let Some(storage) = &self.storage else { return false };
        let mut news = false;
        for key in storage.keys(&self.names.pendings(&self.open.record_id)).unwrap_or_default() {
            let delta = storage.get(&key).ok().flatten().and_then(|text| text::read_delta(&text));
            let Some(delta) = delta else { continue };
            if self.open.pending_keys.contains(&key) || self.open.is_other(&delta.origins) {
                continue;
            }
            if self.open.merge_with(|held| held.join_delta(&self.form, &delta)) {
                (news, self.open.ahead) = (true, true);
            }
        }
        news
    }

    /// Synchronizes once more, and removes what is pending once the record in the storage has it. To be
    /// called when every other tab had the time to learn what this one wrote: a tab that had not could
    /// overwrite it.
    pub fn confirm(&mut self) -> bool {
        self.pull();
        // What is written only now, other tabs had no time to learn of.
        let is_late = self.open.ahead;
        let news = self.sync();
        self.confirm_others();
        if is_late || self.open.ahead || self.open.trouble.is_any() {
            return news;
        }
        self.open.is_confirmed = true;
        let mut keys = self.open.done();
        let Some(storage) = &self.storage else { return news };
        keys.extend(storage.keys(&self.names.pendings(&self.open.record_id)).unwrap_or_default());
        for key in keys {
            // What a tab wrote under a key never changes, so nothing new can be lost here.
            let delta = storage.get(&key).ok().flatten().and_then(|text| text::read_delta(&text));
            if delta.is_some_and(|delta| self.open.held.has(&delta)) {
                let _ = storage.remove(&key);
            }
        }
        news
    }

    /// Removes what was pending of the records that this tab left, once the storage has it.
    fn confirm_others(&mut self) {
        let Some(storage) = &self.storage else { return };
        for open in self.others.iter_mut().filter(|open| !open.ahead && !open.trouble.is_any()) {
            for key in open.done() {
                let _ = storage.remove(&key);
            }
        }
        self.others.retain(|open| !open.is_done());
    }
}
