//! Quarantine: texts of the storage that could not be read, moved to keys of their own.

use crate::form::{RecordFormat, Storage, Unreadable};
use crate::keys::Quarantined;
use crate::store::Store;

impl<F: RecordFormat, S: Storage> Store<F, S> {
    /// All texts in quarantine, in the order of their numbers.
    pub fn quarantined(&self) -> Vec<Quarantined> {
        let Some(storage) = &self.storage else { return Vec::new() };
        let prefix = self.names.quarantined();
        let keys = storage.keys(&prefix).unwrap_or_default();
        let aside = |key: &String| {
            let number = key.strip_prefix(&prefix)?.parse().ok()?;
            Some(Quarantined { number, text: storage.get(key).ok()?? })
        };
        let mut asides: Vec<Quarantined> = Vec::new();
        for one in keys.iter().filter_map(aside) {
            asides.insert(asides.partition_point(|other| other.number < one.number), one);
        }
        asides
    }

    /// The numbers of the texts in quarantine that the reader has not acknowledged.
    pub fn unacknowledged(&self) -> Vec<u32> {
        let told = self.number(&self.names.acknowledge());
        let prefix = self.names.quarantined();
        let keys = self.storage.as_ref().and_then(|storage| storage.keys(&prefix).ok()).unwrap_or_default();
        let mut untold: Vec<u32> = Vec::new();
        for number in keys.iter().filter_map(|key| key.strip_prefix(&prefix)?.parse().ok()) {
            if number > told {
                untold.insert(untold.partition_point(|other| *other < number), number);
            }
        }
        untold
    }

    /// The reader acknowledges all texts in quarantine. They stay there.
    pub fn acknowledge(&mut self) {
        let last = self.quarantined().last().map_or(0, |aside| aside.number);
        if let Some(storage) = &self.storage {
            // If that fails, the next page mentions them again.
            let _ = storage.set(&self.names.acknowledge(), &last.to_string());
        }
    }

    /// Puts a text that cannot be read into quarantine. Says whether it is there now.
    pub(crate) fn quarantine(&mut self, text: &str, why: Unreadable) -> bool {
        self.newer |= why == Unreadable::Newer;
        let asides = self.quarantined();
        if asides.iter().any(|aside| aside.text == text) {
            return true;
        }
        let Some(storage) = &self.storage else { return false };
        let last = asides.last().map_or(0, |aside| aside.number).max(self.number(&self.names.acknowledge()));
        let key = format!("{}{}", self.names.quarantined(), last.saturating_add(1));
        // Another tab may put another text under the same number at this moment.
        matches!(storage.get(&key), Ok(None)) && storage.set(&key, text).is_ok()
    }

    /// The number under a key; 0 if there is none.
    pub(crate) fn number(&self, key: &str) -> u32 {
        let text = self.storage.as_ref().and_then(|storage| storage.get(key).ok().flatten());
        text.and_then(|text| text.parse().ok()).unwrap_or(0)
    }
}
