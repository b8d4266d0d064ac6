//! From `content/` to a checked [`Document`](document::Document): load, parse, check.
//!
//! Only [`load`] and [`files`] touch the file system. No other crate parses YAML or Markdown.

pub mod check;
pub mod diagnostic;
pub mod document;
pub mod files;
pub mod load;
pub mod parse;
pub mod term_matcher;
