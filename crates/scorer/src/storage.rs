//! The browser's own storage. It may be blocked, full, or written by another tab meanwhile.
//!
//! Every assessment has a slot. The text of slot 1 is under `dtmm:assessment`, that of slot 2 under
//! `dtmm:assessment:2`. Which slot a tab works on is the tab's own matter; a new tab begins with the
//! one used last.

use dtmm_model::Outline;
use dtmm_scoring::{CustomWeights, Weights, sort_by_key};
use web_sys::{Storage, Window};

/// Where the first assessment is kept; the others have their number after it.
const TEXT: &str = "dtmm:assessment";
/// Where a text goes that cannot be read.
const ASIDE: &str = "dtmm:assessment-damaged";
/// How many changes were made since the last saved file, by slot.
const UNSAVED: &str = "dtmm:unsaved";
/// The slot in use.
const CURRENT: &str = "dtmm:current";
/// What weighs the same in the company's scores.
const WEIGHTS: &str = "dtmm:weights";

/// The place of one assessment in the storage.
pub(crate) type Slot = u32;

/// The assessments kept in this browser.
pub(crate) struct Shelf {
    /// None where the browser does not give any.
    storage: Option<Storage>,
    /// What lasts as long as the tab.
    tab: Option<Storage>,
    slot: Slot,
    /// The text in the slot as this page last read or wrote it.
    seen: Option<String>,
    /// Whether the answers of this page are kept.
    kept: bool,
    /// The texts that the storage did not take; none where nothing is in the slot. They last as long
    /// as the page.
    memory: Vec<(Slot, Option<String>)>,
}

impl Shelf {
    pub(crate) fn new(window: &Window) -> Shelf {
        let storage = window.local_storage().ok().flatten();
        let tab = window.session_storage().ok().flatten();
        let slot = [&tab, &storage].into_iter().flatten().find_map(|storage| number(storage, CURRENT));
        Shelf { kept: storage.is_some(), storage, tab, slot: slot.unwrap_or(1).max(1), seen: None, memory: Vec::new() }
    }

    /// Whether the answers of this page are kept.
    pub(crate) fn is_kept(&self) -> bool {
        self.kept && self.memory.iter().all(|(_, text)| text.is_none())
    }

    /// The slot in use.
    pub(crate) fn slot(&self) -> Slot {
        self.slot
    }

    /// All slots with a text, and the one in use, in order.
    pub(crate) fn slots(&self) -> Vec<Slot> {
        let mut slots = vec![self.slot];
        if let Some(storage) = &self.storage {
            let keys = (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).ok().flatten());
            slots.extend(keys.filter_map(|key| slot_of(&key)));
        }
        slots.extend(self.memory.iter().filter(|(_, text)| text.is_some()).map(|(slot, _)| *slot));
        sort_by_key(&mut slots, |slot| *slot);
        slots.dedup();
        slots
    }

    /// A slot that nothing is kept in.
    pub(crate) fn free(&self) -> Slot {
        self.slots().last().map_or(1, |last| last.saturating_add(1))
    }

    /// The text in a slot.
    pub(crate) fn text(&self, slot: Slot) -> Option<String> {
        match self.memory.iter().find(|(own, _)| *own == slot) {
            Some((_, text)) => text.clone(),
            None => self.storage.as_ref()?.get_item(&key(TEXT, slot)).ok()?,
        }
    }

    /// Works on another slot from now on.
    pub(crate) fn turn_to(&mut self, slot: Slot) {
        self.slot = slot;
        self.seen = None;
        for storage in [&self.tab, &self.storage].into_iter().flatten() {
            // Where it is not remembered, the next page begins with another assessment of the list.
            let _ = storage.set_item(CURRENT, &slot.to_string());
        }
    }

    /// The text in the slot, if it is another one than this page last read or wrote. Inside, none
    /// where nothing is kept any more.
    pub(crate) fn news(&mut self) -> Option<Option<String>> {
        let text = self.text(self.slot);
        if text == self.seen {
            return None;
        }
        self.seen.clone_from(&text);
        Some(text)
    }

    /// Keeps this text in the slot, or removes what is kept there.
    pub(crate) fn keep(&mut self, text: Option<String>) {
        let key = key(TEXT, self.slot);
        self.kept = self.storage.as_ref().is_some_and(|storage| match &text {
            Some(text) => storage.set_item(&key, text).is_ok(),
            None => storage.remove_item(&key).is_ok(),
        });
        self.memory.retain(|(slot, _)| *slot != self.slot);
        if !self.kept {
            self.memory.push((self.slot, text.clone()));
        }
        self.seen = text;
    }

    /// Removes what is kept in a slot.
    pub(crate) fn remove(&mut self, slot: Slot) {
        self.memory.retain(|(own, _)| *own != slot);
        for name in [TEXT, UNSAVED] {
            self.forget(&key(name, slot));
        }
    }

    /// Puts a text aside that cannot be read, before its place is used again. Where even that
    /// fails, the storage is left alone from now on.
    pub(crate) fn put_aside(&mut self, text: &str) {
        let aside = key(ASIDE, self.slot);
        let done = self.storage.as_ref().is_some_and(|storage| storage.set_item(&aside, text).is_ok());
        if !done {
            self.storage = None;
            self.kept = false;
            self.memory.push((self.slot, None));
        }
    }

    /// How many changes were made since the assessment was last saved to a file.
    pub(crate) fn unsaved(&self) -> u32 {
        self.storage.as_ref().and_then(|storage| number(storage, &key(UNSAVED, self.slot))).unwrap_or(0)
    }

    /// Sets how many changes were made since then.
    pub(crate) fn set_unsaved(&self, changes: u32) {
        self.remember(&key(UNSAVED, self.slot), &changes.to_string());
    }

    /// What weighs the same in the company's scores, as text.
    pub(crate) fn weights(&self) -> Option<String> {
        self.storage.as_ref()?.get_item(WEIGHTS).ok()?
    }

    /// Remembers what weighs the same.
    pub(crate) fn set_weights(&self, weights: &str) {
        self.remember(WEIGHTS, weights);
    }

    /// Whether a key that another tab wrote concerns what this page shows.
    pub(crate) fn concerns(&self, changed: Option<&str>) -> bool {
        changed.is_none_or(|changed| changed == WEIGHTS || slot_of(changed).is_some())
    }

    /// What is remembered beside the answers may be lost without harm.
    fn remember(&self, key: &str, value: &str) {
        if let Some(storage) = &self.storage {
            let _ = storage.set_item(key, value);
        }
    }

    fn forget(&self, key: &str) {
        if let Some(storage) = &self.storage {
            let _ = storage.remove_item(key);
        }
    }
}

fn key(name: &str, slot: Slot) -> String {
    if slot == 1 { name.to_owned() } else { format!("{name}:{slot}") }
}

fn slot_of(key: &str) -> Option<Slot> {
    match key.strip_prefix(TEXT)? {
        "" => Some(1),
        rest => rest.strip_prefix(':')?.parse().ok().filter(|slot| *slot > 1),
    }
}

fn number(storage: &Storage, key: &str) -> Option<u32> {
    storage.get_item(key).ok()??.parse().ok()
}

/// The weights in their text form: `subdomain`, `domain`, or the seven numbers with commas between.
pub(crate) fn weights_of(outline: &Outline, text: Option<&str>) -> Weights {
    match text {
        None | Some("subdomain") => Weights::Subdomain,
        Some("domain") => Weights::Domain,
        Some(numbers) => {
            let numbers: Option<Vec<u16>> = numbers.split(',').map(|number| number.trim().parse().ok()).collect();
            let custom = numbers.and_then(|numbers| CustomWeights::new(outline, &numbers));
            custom.map_or(Weights::Subdomain, Weights::Custom)
        }
    }
}

/// The text form of weights.
pub(crate) fn text_of(weights: &Weights) -> String {
    match weights {
        Weights::Custom(custom) => custom.as_slice().iter().map(u16::to_string).collect::<Vec<_>>().join(","),
        other => other.key().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_has_one_key() {
        for slot in [1, 2, 17] {
            assert_eq!(slot_of(&key(TEXT, slot)), Some(slot));
        }
        for other in [ASIDE, UNSAVED, CURRENT, "dtmm:assessment:1", "dtmm:assessment:x", "dtmm:assessment-damaged:2"] {
            assert_eq!(slot_of(other), None, "{other}");
        }
    }

    #[test]
    fn weights_keep_their_text() {
        let outline: Outline =
            "dtmm-outline/1 x made-up\n@services\nSVC r|r|r|r|r\n@data\nDMG r|r|r|r|r\n".parse().unwrap();
        for text in ["subdomain", "domain", "3,0"] {
            assert_eq!(text_of(&weights_of(&outline, Some(text))), text);
        }
        for bad in ["0,0", "1", "1,x", "1,1,1", "custom", "1,1001", ""] {
            assert_eq!(weights_of(&outline, Some(bad)), Weights::Subdomain, "{bad}");
        }
    }
}
