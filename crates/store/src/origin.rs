//! What tells a record from a new one with the same identifier.
//!
//! A reader may delete everything in one tab, or have the browser do it, and begin anew, while
//! another tab still has the old record open. Its stamps are higher: joined, it would come back and
//! win over the new answers. So every record carries its **origin**, the stamp of its first act. Tabs that begin one
//! record at the same moment, before they learn of each other, give it two, which are joined as long as the tab has not
//! confirmed its own: `Store::confirm` is called when all tabs had the time to learn of it, so that nobody begins the
//! same record after that.

use crate::stamp::Stamp;

/// The origins of a record: one, or one of each tab that began it at the same moment. None if the record
/// came into the storage as a file, or while the tab could not read the storage.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Origins(Vec<Stamp>);

impl Origins {
    pub(crate) fn stamps(&self) -> &[Stamp] {
        &self.0
    }

    pub(crate) fn is_known(&self) -> bool {
        !self.0.is_empty()
    }

    /// Adds an origin. Says whether it is new.
    pub(crate) fn add(&mut self, origin: Stamp) -> bool {
        let place = self.0.binary_search(&origin);
        if let Err(place) = place {
            self.0.insert(place, origin);
        }
        place.is_err()
    }

    /// Adds all of another copy. Says whether any is new.
    pub(crate) fn join(&mut self, others: &Origins) -> bool {
        others.0.iter().fold(false, |news, origin| self.add(*origin) | news)
    }

    /// Whether all of these are here.
    pub(crate) fn have(&self, others: &Origins) -> bool {
        others.0.iter().all(|origin| self.0.contains(origin))
    }

    /// Whether both are known, and none is shared.
    pub(crate) fn differ_from(&self, others: &Origins) -> bool {
        self.is_known() && others.is_known() && !self.0.iter().any(|origin| others.0.contains(origin))
    }
}
