//! What keeps records from being stored.

use crate::form::{Form, Storage, Unreadable};
use crate::slots::Aside;
use crate::store::Store;

/// What is wrong with the storage at present. All false where everything is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Trouble {
    /// The browser gives no storage at all.
    pub blocked: bool,
    /// The storage could not be read; nothing is written until it can be.
    pub unreadable: bool,
    /// The storage did not take what was to be written.
    pub full: bool,
    /// What was stored is gone without having been deleted here; it is written again only when the
    /// reader says so.
    pub emptied: bool,
    /// A text that could not be read is in the place of the record, and could not be put aside.
    pub stuck: bool,
}

impl Trouble {
    /// Whether anything is wrong.
    pub fn is_any(&self) -> bool {
        *self != Trouble::default()
    }
}

impl<F: Form, S: Storage> Store<F, S> {
    /// All texts that were put aside, in the order of their numbers.
    pub fn asides(&self) -> Vec<Aside> {
        let Some(storage) = &self.storage else { return Vec::new() };
        let prefix = self.names.asides();
        let keys = storage.keys(&prefix).unwrap_or_default();
        let aside = |key: &String| {
            let number = key.strip_prefix(&prefix)?.parse().ok()?;
            Some(Aside { number, text: storage.get(key).ok()?? })
        };
        let mut asides: Vec<Aside> = Vec::new();
        for one in keys.iter().filter_map(aside) {
            asides.insert(asides.partition_point(|other| other.number < one.number), one);
        }
        asides
    }

    /// The numbers of the texts put aside that the reader was not told of yet, or did not answer to.
    pub fn untold(&self) -> Vec<u32> {
        let told = self.number(&self.names.told());
        let prefix = self.names.asides();
        let keys = self.storage.as_ref().and_then(|storage| storage.keys(&prefix).ok()).unwrap_or_default();
        let mut untold: Vec<u32> = Vec::new();
        for number in keys.iter().filter_map(|key| key.strip_prefix(&prefix)?.parse().ok()) {
            if number > told {
                untold.insert(untold.partition_point(|other| *other < number), number);
            }
        }
        untold
    }

    /// The reader knows of all texts put aside until now. They stay.
    pub fn told(&mut self) {
        let last = self.asides().last().map_or(0, |aside| aside.number);
        if let Some(storage) = &self.storage {
            // Where that is not kept, the next page says it again.
            let _ = storage.set(&self.names.told(), &last.to_string());
        }
    }

    /// Puts a text aside that cannot be read. Says whether it is safe now.
    pub(crate) fn put_aside(&mut self, text: &str, why: Unreadable) -> bool {
        self.newer |= why == Unreadable::Newer;
        let asides = self.asides();
        if asides.iter().any(|aside| aside.text == text) {
            return true;
        }
        let Some(storage) = &self.storage else { return false };
        let last = asides.last().map_or(0, |aside| aside.number).max(self.number(&self.names.told()));
        let key = format!("{}{}", self.names.asides(), last.saturating_add(1));
        // A tab that puts another text aside at this very moment has the same number in mind.
        matches!(storage.get(&key), Ok(None)) && storage.set(&key, text).is_ok()
    }

    /// A number that is kept under a key; 0 where there is none.
    pub(crate) fn number(&self, key: &str) -> u32 {
        let text = self.storage.as_ref().and_then(|storage| storage.get(key).ok().flatten());
        text.and_then(|text| text.parse().ok()).unwrap_or(0)
    }
}
