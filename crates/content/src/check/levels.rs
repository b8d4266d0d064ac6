//! How many levels a standard has.

/// Each standard has so many.
pub(super) const LEVEL_COUNT: usize = 5;
