//! The input of the checks.

use super::passage::Passage;
use crate::load::EditionSources;
use crate::parse::Content;
use dtmm_model::Languages;

/// The input of the checks.
pub(super) struct Subject<'a> {
    pub(super) sources: &'a EditionSources<'a>,
    pub(super) content: &'a Content,
    /// The languages that the standard declares; `None` if `model.yaml` does not say.
    pub(super) languages: Option<Languages>,
    pub(super) passages: Vec<Passage<'a>>,
    /// Whether every file exists and was read: only then can something be reported as missing.
    pub(super) is_complete: bool,
}
