//! The keys under which records are stored.
//!
//! | key | holds |
//! | --- | --- |
//! | `{prefix}{kind}:{id}` | a record |
//! | `{prefix}{kind}-pending:{id}:{tab}.{n}` | what a tab did and has not merged into the record yet; never changed once written |
//! | `{prefix}{kind}-aside:{n}` | a text in quarantine |
//! | `{prefix}{kind}-last` | the highest number ever given to a record |
//! | `{prefix}{kind}-deleted` | the identifiers of deleted records, in the order of their deletion |
//! | `{prefix}{kind}-told` | up to which number the reader acknowledged texts in quarantine |

use crate::stamp::{Stamp, TabId};

/// The identifier of a record: its number, and the tab that gave it, so that two tabs never give the
/// same. Records of former versions have the number alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordId(String);

impl RecordId {
    /// The identifier with this text form, as `3-9c3a01`.
    pub fn new(text: &str) -> RecordId {
        RecordId(text.to_owned())
    }

    pub(crate) fn given(number: u32, tab: TabId) -> RecordId {
        RecordId(format!("{number}-{tab:x}"))
    }

    /// The identifier of a record that moves because a new one has its identifier: the same in all tabs.
    pub(crate) fn moved(record_id: &RecordId, origin: Stamp) -> RecordId {
        RecordId(format!("{}-{:x}-{:x}", record_id.number(), origin.tab, origin.count))
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

/// A text that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// Its number, counted from 1 and never given again.
    pub number: u32,
    /// The text as it was found.
    pub text: String,
}

/// The keys of one kind of record.
pub(crate) struct StorageKeys {
    kind: String,
}

impl StorageKeys {
    /// `kind` with the prefix of the site, as `dtmm:made-up:/model/:assessment`.
    pub(crate) fn new(kind: String) -> StorageKeys {
        StorageKeys { kind }
    }

    pub(crate) fn records(&self) -> String {
        format!("{}:", self.kind)
    }

    pub(crate) fn record(&self, record_id: &RecordId) -> String {
        format!("{}:{}", self.kind, record_id.0)
    }

    /// What the keys of everything pending for a record begin with.
    pub(crate) fn pendings(&self, record_id: &RecordId) -> String {
        format!("{}-pending:{}:", self.kind, record_id.0)
    }

    pub(crate) fn pending(&self, record_id: &RecordId, tab: TabId, n: u32) -> String {
        format!("{}{tab:x}.{n}", self.pendings(record_id))
    }

    pub(crate) fn quarantined(&self) -> String {
        format!("{}-aside:", self.kind)
    }

    pub(crate) fn last(&self) -> String {
        format!("{}-last", self.kind)
    }

    /// The key of the identifiers of deleted records, in the order of their deletion.
    pub(crate) fn order(&self) -> String {
        format!("{}-deleted", self.kind)
    }

    pub(crate) fn acknowledge(&self) -> String {
        format!("{}-told", self.kind)
    }
}
