//! How levels build on one another.

use crate::Tally;
use crate::tally::Cells;

/// The level that the cells reach: the highest one whose cell applies and passes, as all below it do
/// that apply. 0 if there is none; `None` if no cell applies.
pub(super) fn ladder(cells: &Cells, passes: fn(&Tally) -> bool) -> Option<u8> {
    let mut reached = None;
    for (cell, level) in cells.iter().zip(1..) {
        if cell.is_neutral() {
            continue;
        }
        if !passes(cell) {
            return reached.or(Some(0));
        }
        reached = Some(level);
    }
    reached
}

/// The least of several levels, leaving out what is not applicable.
pub(crate) fn least(levels: impl Iterator<Item = Option<u8>>) -> Option<u8> {
    levels.flatten().min()
}
