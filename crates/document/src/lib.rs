//! The report as a document (DOCX) that people open and edit.
//!
//! The page of the report is the source of both: [`HtmlElement::parse`] reads it, [`fill`] puts the results into the places
//! where the engine puts them in a browser, and [`write_docx`] makes paragraphs, lists and tables of what a reader sees
//! there. So the document says what the page says, in its order and in its words.
//!
//! Written by our own code, as workbooks are: of the format only paragraphs, tables and a chart are needed.
//!
//! This crate is pure: no input or output, no clock, no panic on any input. Words for people come from the caller.

mod docx;
mod fill;
mod html;

pub use docx::{DocxLook, write_docx};
pub use fill::fill;
pub use html::{HtmlElement, HtmlNode};
