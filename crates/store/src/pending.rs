//! What a tab did is kept under a key of its own until all tabs had the time to learn of it.

use crate::form::{Form, Storage};
use crate::held::Delta;
use crate::stamp::Stamp;
use crate::store::Store;
use crate::text;

impl<F: Form, S: Storage> Store<F, S> {
    /// Writes down what this tab did, where no other tab writes.
    pub(crate) fn note(&mut self, paths: &[String], act: Stamp) {
        self.written += 1;
        let open = &mut self.open;
        open.begin(self.written, self.tab);
        open.ahead = true;
        open.pending.add(&self.form, &open.held, paths, act);
        open.is_safe = false;
        self.keep_pending();
    }

    /// Keeps what is pending, where the storage did not take it before.
    pub(crate) fn keep_pending(&mut self) {
        let open = &mut self.open;
        let is_due = !open.is_safe && !open.trouble.emptied && open.pending != Delta::default();
        let Some(storage) = self.storage.as_ref().filter(|_| is_due) else { return };
        self.written += 1;
        let key = self.names.pending(&open.slot, self.tab, self.written);
        if storage.set(&key, &text::write_delta(&open.pending)).is_ok() {
            open.is_safe = true;
            for old in std::mem::replace(&mut open.pending_keys, vec![key]) {
                let _ = storage.remove(&old);
            }
        }
    }

    /// Joins what tabs did that ended before they could.
    pub(crate) fn join_pending(&mut self) -> bool {
        let Some(storage) = &self.storage else { return false };
        let mut news = false;
        for key in storage.keys(&self.names.pendings(&self.open.slot)).unwrap_or_default() {
            let delta = storage.get(&key).ok().flatten().and_then(|text| text::read_delta(&text));
            let Some(delta) = delta else { continue };
            if self.open.pending_keys.contains(&key) || self.open.is_other(&delta.origins) {
                continue;
            }
            if self.open.learn(|held| held.join_delta(&self.form, &delta)) {
                (news, self.open.ahead) = (true, true);
            }
        }
        news
    }

    /// Settles once more, and removes what was pending where the storage has it. To be called when
    /// every other tab had the time to learn what this one wrote: until then one that did not could
    /// write over it, and this tab could end before it sees that.
    pub fn confirm(&mut self) -> bool {
        self.look();
        // What is only written now, others had no time to learn of.
        let is_late = self.open.ahead;
        let news = self.settle();
        self.confirm_others();
        if is_late || self.open.ahead || self.open.trouble.is_any() {
            return news;
        }
        self.open.is_confirmed = true;
        let mut keys = self.open.done();
        let Some(storage) = &self.storage else { return news };
        keys.extend(storage.keys(&self.names.pendings(&self.open.slot)).unwrap_or_default());
        for key in keys {
            // What a tab wrote under a key never changes, so that none can be written here meanwhile.
            let delta = storage.get(&key).ok().flatten().and_then(|text| text::read_delta(&text));
            if delta.is_some_and(|delta| self.open.held.has(&delta)) {
                let _ = storage.remove(&key);
            }
        }
        news
    }

    /// What was pending of records that this tab turned away from goes once the storage has it.
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
