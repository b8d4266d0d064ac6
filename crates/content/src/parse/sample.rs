//! `sample.yaml`: an assessment to try the scorer with, as typed in.

use std::collections::BTreeMap;

#[cfg(test)]
use schemars::JsonSchema;
use serde::Deserialize;

#[cfg(test)]
use super::forms::DATE;
use super::records::BilingualRecord;

/// `sample.yaml`: an assessment to try the scorer with.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SampleFile {
    /// Its title.
    pub title: BilingualRecord,
    /// The organization, which must not be a real one.
    pub organization: BilingualRecord,
    /// What is assessed.
    pub scope: BilingualRecord,
    /// As `2026-06-30`.
    #[cfg_attr(test, schemars(regex(pattern = DATE)))]
    pub date: String,
    /// Target levels by `company`, slug of a domain or code of a subdomain.
    #[serde(default)]
    pub targets: BTreeMap<String, u8>,
    /// Subdomains out of scope, with the reason.
    #[serde(default)]
    pub tailored: BTreeMap<String, BilingualRecord>,
    /// The answers by code of the subdomain: the levels between strokes, one letter an entry in
    /// printed order: F L P N, `-` not applicable, `U` unanswered.
    pub answers: BTreeMap<String, String>,
    /// What is recorded beside answers, by the identifier of the entry.
    #[serde(default)]
    pub remarks: BTreeMap<String, SampleRemarks>,
}

/// What the sample records of one entry.
#[derive(Debug, Clone, Deserialize, Default)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct SampleRemarks {
    /// Why it is not applicable.
    pub reason: BilingualRecord,
    /// A note.
    pub note: BilingualRecord,
    /// Who sees to it.
    pub owner: BilingualRecord,
    /// Until when, as `2027-03-01`.
    #[cfg_attr(test, schemars(regex(pattern = DATE)))]
    pub due: String,
    /// What proves it, one line each.
    pub evidence: Vec<BilingualRecord>,
}
