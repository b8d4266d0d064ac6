//! How levels build on one another.

use crate::Tally;
use crate::tally::Cells;

/// The level that the cells reach: the highest one whose cell passes, as all below it do. A cell whose requirements are
/// all excluded is passed over; one that never had any passes. 0 if there is none; `None` if no requirement applies.
pub(super) fn ladder(cells: &Cells, passes: fn(&Tally) -> bool) -> Option<u8> {
    if cells.iter().all(Tally::is_neutral) {
        return None;
    }
    let mut reached = 0;
    for (cell, level) in cells.iter().zip(1..).filter(|(cell, _)| counts(cell)) {
        if !passes(cell) {
            break;
        }
        reached = level;
    }
    Some(reached)
}

/// Whether a cell decides about levels: not where all its requirements are excluded.
pub(crate) const fn counts(cell: &Tally) -> bool {
    cell.asks_nothing() || !cell.is_neutral()
}

/// The least of several levels, leaving out what is not applicable.
pub(crate) fn least(levels: impl Iterator<Item = Option<u8>>) -> Option<u8> {
    levels.flatten().min()
}
