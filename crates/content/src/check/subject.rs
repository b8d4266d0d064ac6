//! The input of the checks.

use std::collections::BTreeSet;

use dtmm_model::Standard;

use super::passage::Passage;
use crate::load::EditionSources;
use crate::parse::Content;
use dtmm_model::Languages;

/// The editions before the one that is checked.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    /// Their models, oldest first; `None` for one that cannot be made.
    pub(super) standards: Vec<Option<Standard>>,
    /// All identifiers that they define.
    pub(super) ids: BTreeSet<String>,
    /// The addresses of their subdomain pages.
    pub(super) pages: BTreeSet<String>,
}

/// The input of the checks.
pub(super) struct Subject<'a> {
    pub(super) sources: &'a EditionSources<'a>,
    pub(super) content: &'a Content,
    pub(super) earlier: &'a Earlier,
    /// The languages that the standard declares; `None` if `model.yaml` does not say.
    pub(super) languages: Option<Languages>,
    pub(super) passages: Vec<Passage<'a>>,
    /// Whether every file exists and was read: only then can something be reported as missing.
    pub(super) is_complete: bool,
}
