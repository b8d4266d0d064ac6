//! The forms an assessment travels in beside its JSON file: a table for spreadsheets and a link.
//! Also the parts of an evidence line, and comments on the draft with their file.
//!
//! This crate is pure: no input or output, no clock, no floating point, no sentences, no panic on
//! any input. Words for people come from the caller.

mod comments;
mod csv;
mod evidence;
mod link;

pub use comments::{COMMENT_FIELDS, COMMENTS_FORMAT, Comment, Comments, NoComments, THERE, WITHIN};
pub use csv::{COLUMNS, EntryWords, Labels, read_csv, write_csv};
pub use evidence::Evidence;
pub use link::{Share, from_link, to_link};
