//! `changes.yaml`: what became of entries of the edition before, as typed in.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Deserialize;

#[cfg(test)]
use super::forms::ENTRY_ID;
use super::records::BilingualRecord;

/// `changes.yaml`: what became of entries of the edition before. Entries that are not named have the same identifier
/// and the same words in both.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeRecord {
    /// The entries of the edition before; none for what is new.
    #[cfg_attr(test, schemars(inner(regex(pattern = ENTRY_ID))))]
    pub from: Vec<String>,
    /// The entries of this edition in their place; none for what is gone.
    #[cfg_attr(test, schemars(inner(regex(pattern = ENTRY_ID))))]
    pub to: Vec<String>,
    /// What became of them.
    pub kind: ChangeKindRecord,
    /// What changed and why, for readers.
    #[serde(default)]
    pub about: Option<BilingualRecord>,
}

/// What became of entries, as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum ChangeKindRecord {
    /// Other words, the same meaning: answers stay right.
    Editorial,
    /// Another meaning under the same identifier: to be answered again.
    Substantive,
    /// In another level or subdomain, so with another identifier; the same meaning.
    Moved,
    /// One entry became several.
    Split,
    /// Several entries became one.
    Merged,
    /// New.
    Added,
    /// Gone, with nothing in its place.
    Withdrawn,
}
