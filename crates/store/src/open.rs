//! A record as a tab works on it, with what of it is not in the storage yet.

use crate::form::RecordFormat;
use crate::keys::RecordId;
use crate::origin::Origins;
use crate::stamp::{Stamp, TabId};
use crate::stamped::{Delta, StampedRecord};
use crate::trouble::Trouble;

/// A record that the tab works on, or worked on.
pub(crate) struct Open<F: RecordFormat> {
    pub(crate) record_id: RecordId,
    pub(crate) held: StampedRecord<F>,
    /// The text in the storage, as last read or written.
    pub(crate) seen: Option<String>,
    /// Whether the storage lacks something of the record.
    pub(crate) ahead: bool,
    /// What this tab did and has not seen in the storage yet.
    pub(crate) pending: Delta,
    /// The keys under which `pending` is stored.
    pub(crate) pending_keys: Vec<String>,
    /// Whether all of `pending` is stored under them.
    pub(crate) is_safe: bool,
    /// Whether the text last found in the storage is damaged.
    pub(crate) is_damaged: bool,
    /// Whether all tabs had the time to learn of the record since this tab has it.
    pub(crate) is_confirmed: bool,
    pub(crate) trouble: Trouble,
}

impl<F: RecordFormat> Open<F> {
    pub(crate) fn new(record_id: RecordId, record: F::Record) -> Open<F> {
        Open {
            record_id,
            held: StampedRecord::new(record),
            seen: None,
            ahead: false,
            pending: Delta::default(),
            pending_keys: Vec::new(),
            is_safe: true,
            is_damaged: false,
            is_confirmed: false,
            trouble: Trouble::default(),
        }
    }

    pub(crate) fn is_stored(&self) -> bool {
        self.is_safe || self.is_done()
    }

    /// Whether the storage has everything, and all tabs had the time to learn of it.
    pub(crate) fn is_done(&self) -> bool {
        !self.ahead && self.pending == Delta::default()
    }

    /// Forgets what is pending. Gives the keys under which it was stored.
    pub(crate) fn done(&mut self) -> Vec<String> {
        (self.pending, self.is_safe) = (Delta::default(), true);
        std::mem::take(&mut self.pending_keys)
    }

    /// Replaces the record by the stored one.
    pub(crate) fn show(&mut self, stored: StampedRecord<F>, text: String) {
        (self.held, self.seen) = (stored, Some(text));
    }

    /// Stops storing the record until the reader asks for it.
    pub(crate) fn leave(&mut self) {
        (self.seen, self.is_safe, self.ahead) = (None, false, true);
        self.trouble.emptied = true;
    }

    /// Whether a record with these origins is another one, begun after this one was deleted.
    pub(crate) fn is_other(&self, origins: &Origins) -> bool {
        self.is_confirmed && self.held.origins.differ_from(origins)
    }

    /// Merges something into the record. A new origin must be confirmed, too.
    pub(crate) fn merge_with(&mut self, join: impl FnOnce(&mut StampedRecord<F>) -> bool) -> bool {
        let known = self.held.origins.stamps().len();
        let news = join(&mut self.held);
        self.is_confirmed &= self.held.origins.stamps().len() == known;
        news
    }

    /// Gives the record an origin, if it has none and the tab can read the storage.
    pub(crate) fn begin(&mut self, written: u32, tab: TabId) {
        if !self.is_damaged && !self.trouble.unreadable && !self.held.origins.is_known() {
            self.is_confirmed = !self.held.origins.add(Stamp { count: u64::from(written), tab });
        }
    }
}
