//! Method A, strict 严格符合: a level is reached when every requirement up to it is fully met.

use super::ladder::ladder;
use crate::Tally;
use crate::tally::Cells;

/// Whether all that applies in a cell is fully met.
pub(crate) fn passes(cell: &Tally) -> bool {
    cell.full == cell.applicable()
}

/// The level of a subdomain.
pub(crate) fn level(cells: &Cells) -> Option<u8> {
    ladder(cells, passes)
}
