//! How a built site is recognized.

/// A file that every built site has, and its beginning. A folder with it may be replaced.
pub(crate) const MARK: (&str, &str) = ("data/model.json", r#"{"format":"dtmm-model/"#);
