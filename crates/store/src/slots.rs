//! The names under which records are kept.
//!
//! | key | holds |
//! | --- | --- |
//! | `{prefix}{kind}:{slot}` | a record |
//! | `{prefix}{kind}-pending:{slot}:{tab}.{n}` | what a tab did and has not joined into the record yet; never changed once written |
//! | `{prefix}{kind}-aside:{n}` | a text that could not be read |
//! | `{prefix}{kind}-last` | the highest number ever given to a record |
//! | `{prefix}{kind}-deleted` | the slots of deleted records, in the order of their deletion |
//! | `{prefix}{kind}-told` | up to which number the reader has been told of texts put aside |

use crate::stamp::{Stamp, TabId};

/// The place of one record: its number, and the tab that gave it, so that two tabs never give the
/// same. Records taken over from an older form of the storage have the number alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotId(String);

impl SlotId {
    /// The slot with this text form, as `3-9c3a01`.
    pub fn new(text: &str) -> SlotId {
        SlotId(text.to_owned())
    }

    pub(crate) fn given(number: u32, tab: TabId) -> SlotId {
        SlotId(format!("{number}-{tab:x}"))
    }

    /// The slot of a record that makes way for another one in its slot: the same in all tabs.
    pub(crate) fn moved(slot: &SlotId, origin: Stamp) -> SlotId {
        SlotId(format!("{}-{:x}-{:x}", slot.number(), origin.tab, origin.count))
    }

    /// The text form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number that readers see where a record has no title.
    pub fn number(&self) -> u32 {
        self.0.split('-').next().and_then(|number| number.parse().ok()).unwrap_or(0)
    }
}

/// A text that could not be read and was put aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// Its number, counted from 1 and never given again.
    pub number: u32,
    /// The text as it was found.
    pub text: String,
}

/// The names of one kind of record.
pub(crate) struct Names {
    kind: String,
}

impl Names {
    /// `kind` with the prefix of the site, as `dtmm:ccua-dtmm:/model/:assessment`.
    pub(crate) fn new(kind: String) -> Names {
        Names { kind }
    }

    pub(crate) fn records(&self) -> String {
        format!("{}:", self.kind)
    }

    pub(crate) fn record(&self, slot: &SlotId) -> String {
        format!("{}:{}", self.kind, slot.0)
    }

    /// What the names of all that is pending for a record begin with.
    pub(crate) fn pendings(&self, slot: &SlotId) -> String {
        format!("{}-pending:{}:", self.kind, slot.0)
    }

    pub(crate) fn pending(&self, slot: &SlotId, tab: TabId, n: u32) -> String {
        format!("{}{tab:x}.{n}", self.pendings(slot))
    }

    pub(crate) fn asides(&self) -> String {
        format!("{}-aside:", self.kind)
    }

    pub(crate) fn last(&self) -> String {
        format!("{}-last", self.kind)
    }

    /// The slots of the deleted records, in the order of their deletion.
    pub(crate) fn order(&self) -> String {
        format!("{}-deleted", self.kind)
    }

    pub(crate) fn told(&self) -> String {
        format!("{}-told", self.kind)
    }
}
