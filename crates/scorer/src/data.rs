//! What comes with the page.

use dtmm_model::Outline;
use dtmm_view::{Names, Words};

/// What comes with the page.
pub(crate) struct Data {
    /// The shape of the standard.
    pub(crate) outline: Outline,
    /// The words of the page.
    pub(crate) words: Words,
    /// The names of domains and subdomains.
    pub(crate) names: Names,
}
