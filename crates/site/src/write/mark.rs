//! How a built site is known.

/// A file that every built site has, and how it begins: how a folder is known to be ours to replace.
pub(crate) const MARK: (&str, &str) = ("data/model.json", r#"{"format":"dtmm-model/"#);
