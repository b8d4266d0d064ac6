//! Method B, staged 逐级累进: a level is reached when every requirement up to it is at least largely
//! met. The company's level is that of its weakest subdomain.

use super::ladder::ladder;
use crate::Tally;
use crate::tally::Cells;

/// Whether all that applies in a cell is at least largely met.
pub(crate) fn passes(cell: &Tally) -> bool {
    cell.full + cell.largely == cell.applicable()
}

/// The level of a subdomain.
pub(crate) fn level(cells: &Cells) -> Option<u8> {
    ladder(cells, passes)
}
