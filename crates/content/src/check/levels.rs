//! How many levels a standard has.

use dtmm_model::Level;

use crate::parse::Content;

/// How many levels the model declares, as far as a standard can have so many; the usual five where it declares none.
pub(super) fn level_count(content: &Content) -> usize {
    let declared = content.model.as_ref().map(|model| model.levels);
    declared.filter(|count| (Level::FEWEST..=Level::MOST).contains(count)).unwrap_or(5)
}
