//! What the checks look at.

use super::passage::Passage;
use crate::load::Sources;
use crate::parse::Content;

/// What the checks look at.
pub(super) struct Subject<'a> {
    pub(super) sources: &'a Sources,
    pub(super) content: &'a Content,
    pub(super) passages: Vec<Passage<'a>>,
    /// Whether every file was there and could be read: only then can a thing be said to be nowhere.
    pub(super) is_complete: bool,
}
