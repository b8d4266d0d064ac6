//! What tells a record from another one that was begun later in its place.
//!
//! A reader may delete everything in one tab, or have the browser do it, and begin anew, while
//! another tab still has the old record open. Its stamps are higher: joined, it would come back and
//! win over the new answers. So every record carries its **origin**, a name that the first act on it
//! gives. Tabs that begin one record at the same moment, before they learn of each other, give it
//! two, which are joined as long as the tab has not confirmed its own: [`Store::confirm`] is
//! called when all tabs had the time to learn of it, so that nobody begins the same record after
//! that.

use crate::form::{Form, Storage};
use crate::held::Held;
use crate::slots::SlotId;
use crate::stamp::{Stamp, TabId};
use crate::store::{Open, Store};

/// The origins of a record: one, or one of each tab that began it at the same moment. None where it
/// was put into the storage as a file is, or where the tab could not see what is there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Origins(Vec<Stamp>);

impl Origins {
    pub(crate) fn stamps(&self) -> &[Stamp] {
        &self.0
    }

    pub(crate) fn is_known(&self) -> bool {
        !self.0.is_empty()
    }

    /// Adds one. Says whether it was not known.
    pub(crate) fn add(&mut self, origin: Stamp) -> bool {
        let place = self.0.binary_search(&origin);
        if let Err(place) = place {
            self.0.insert(place, origin);
        }
        place.is_err()
    }

    /// Adds all of another copy. Says whether any was not known.
    pub(crate) fn join(&mut self, others: &Origins) -> bool {
        others.0.iter().fold(false, |news, origin| self.add(*origin) | news)
    }

    /// Whether all of these are here.
    pub(crate) fn have(&self, others: &Origins) -> bool {
        others.0.iter().all(|origin| self.0.contains(origin))
    }

    /// Whether both are known, and none is shared.
    fn differ_from(&self, others: &Origins) -> bool {
        self.is_known() && others.is_known() && !self.0.iter().any(|origin| others.0.contains(origin))
    }
}

impl<F: Form> Open<F> {
    /// Whether what has these origins is another record, begun when this one was gone.
    pub(crate) fn is_other(&self, origins: &Origins) -> bool {
        self.is_confirmed && self.held.origins.differ_from(origins)
    }

    /// Joins something into the record. An origin that is news has to be confirmed, too.
    pub(crate) fn learn(&mut self, join: impl FnOnce(&mut Held<F>) -> bool) -> bool {
        let known = self.held.origins.stamps().len();
        let news = join(&mut self.held);
        self.is_confirmed &= self.held.origins.stamps().len() == known;
        news
    }

    /// Gives the record an origin, where it has none and the tab sees what is stored.
    pub(crate) fn begin(&mut self, written: u32, tab: TabId) {
        if !self.is_damaged && !self.trouble.unreadable && !self.held.origins.is_known() {
            self.is_confirmed = !self.held.origins.add(Stamp { count: u64::from(written), tab });
        }
    }
}

impl<F: Form, S: Storage> Store<F, S> {
    /// Another record was begun in the place of this one, which was deleted without this tab. This
    /// one moves to a slot of its own, which all tabs name alike, and is stored again only when the
    /// reader says so. Where nothing is in it, the other one is opened.
    pub(crate) fn make_way(&mut self, theirs: Held<F>, stored: String) -> bool {
        let open = &mut self.open;
        // Whoever opens the other record would take what is pending for a part of it.
        for key in open.pending_keys.drain(..) {
            let _ = self.storage.as_ref().map(|storage| storage.remove(&key));
        }
        if open.held.deleted || open.held.record == self.form.empty() {
            let mut next = Open::new(open.slot.clone(), self.form.empty());
            next.show(theirs, stored);
            self.open = next;
            return true;
        }
        if let Some(origin) = open.held.origins.stamps().first() {
            open.slot = SlotId::moved(&open.slot, *origin);
        }
        open.leave();
        false
    }
}
