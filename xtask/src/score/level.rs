//! The short form of levels in tables.

/// Shown if no entry applies.
pub(super) const NOT_APPLICABLE: &str = "NA";

/// A level as `3`; `NA` for `None`.
pub(super) fn short(level: Option<u8>) -> String {
    level.map_or_else(|| NOT_APPLICABLE.to_owned(), |level| level.to_string())
}
