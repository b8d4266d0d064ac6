//! The forms of an assessment outside the program: its file, a table for spreadsheets, a link; and one reader for
//! all of them, that goes by the bytes and says what became of everything. Comments on the draft, with
//! their file and their table, are read in the same steps. Also the parts of an evidence line.
//!
//! This crate is pure: no input or output, no clock, no floating point, no sentences, no panic on
//! any input. Words for people, and a decoder of GB 18030, come from the caller.

mod bytes;
mod comments;
mod csv;
mod evidence;
mod link;
mod member;
mod owner_lines;
mod reader;
mod report;
mod sheets;
mod spoken;

pub use bytes::{Gb18030, MOST_BYTES, Text, decode};
pub use comments::{
    Added, Adder, COLLATED_COLUMNS, COMMENT_COLUMNS, COMMENT_FIELDS, COMMENTS_FORMAT, Collated, CollatedComment,
    Comment, CommentReader, Comments, CommentsArrival, Decision, NoComments, Places, THERE, WITHIN, collate,
    comment_words, drafters_words, folded, not_in_comment_table, write_comments,
};
pub use csv::{
    ANSWER, COLUMNS, DUE, EntryWords, Headed, ID, Labels, Table, TableRow, find_head, guarded, row, unguarded,
    write_csv, write_row,
};
pub use csv::{PLAN_COLUMNS, write_plan_csv};
pub use evidence::Evidence;
pub use link::{Share, from_link, to_link};
pub use owner_lines::{LineFault, LineReason, OwnerLines, read_owner_lines};
pub use reader::Reader;
pub use report::{Arrival, Encoding, FileForm, LeftOut, LeftOutReason, Notice, Opened, Refused};
pub use sheets::{FILE_SHEET, Sheet, Sheets, as_in_cell};
pub use spoken::{add_words, spoken_words, word_of};
