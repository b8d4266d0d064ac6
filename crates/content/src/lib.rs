//! From `content/` to a checked [`Document`](document::Document): load, parse, check.
//!
//! Only [`load`] touches the file system. YAML and Markdown are read here and nowhere else.

pub mod check;
pub mod diagnostic;
pub mod document;
pub mod files;
pub mod load;
pub mod occurrences;
pub mod parse;
