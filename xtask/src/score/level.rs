//! A level as the columns of tables show it.

/// What stands where nothing applies.
pub(super) const NOT_APPLICABLE: &str = "NA";

/// `3`, or `NA`.
pub(super) fn short(level: Option<u8>) -> String {
    level.map_or_else(|| NOT_APPLICABLE.to_owned(), |level| level.to_string())
}
