//! Workbooks (XLSX): an assessment written as one for people to fill in, and the sheets of one read as rows, by the
//! table reader of `dtmm-exchange` that reads every table.
//!
//! Written and read by our own code: what a workbook of answers needs is a small part of the format, the libraries for
//! the whole of it are several times larger in WebAssembly, and none of them bounds what a hostile file unpacks to.
//!
//! This crate is pure: no input or output, no clock, no floating point, no panic on any input. Words for people come from
//! the caller.

mod cell;
mod data;
mod guide;
mod read;
mod sheet;
mod sheet_names;
mod strings;
mod styles;
mod write;

pub use data::WorkbookData;
pub use read::{first_table, is_workbook, read_workbook};
pub use write::{SheetsBy, WorkbookLook, write_workbook};
