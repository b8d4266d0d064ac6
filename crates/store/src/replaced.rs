//! What a tab does when another tab deleted its record and began a new one under the same identifier.

use crate::form::{RecordFormat, Storage};
use crate::keys::RecordId;
use crate::open::Open;
use crate::stamped::StampedRecord;
use crate::store::Store;

impl<F: RecordFormat, S: Storage> Store<F, S> {
    /// Moves this record to another identifier, the same in all tabs. It is stored again only when the
    /// reader asks for it. If it is empty or deleted, the new record is opened instead.
    pub(crate) fn yield_to(&mut self, theirs: StampedRecord<F>, stored: String) -> bool {
        let open = &mut self.open;
        // Otherwise a tab that opens the new record would merge what is pending into it.
        for key in open.pending_keys.drain(..) {
            let _ = self.storage.as_ref().map(|storage| storage.remove(&key));
        }
        if open.held.deleted || open.held.record == self.form.empty() {
            let mut next = Open::new(open.record_id.clone(), self.form.empty());
            next.show(theirs, stored);
            self.open = next;
            return true;
        }
        if let Some(origin) = open.held.origins.stamps().first() {
            open.record_id = RecordId::moved(&open.record_id, *origin);
        }
        open.leave();
        false
    }
}
