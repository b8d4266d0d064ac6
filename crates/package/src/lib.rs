//! Office files as packages: an archive ([`archive`], [`Archive`]) of XML parts ([`walk`], [`escaped`]), as workbooks and
//! documents are (ISO/IEC 29500-2).
//!
//! This crate is pure: no input or output, no clock, no panic on any input.

mod xml;
mod zip;

pub use xml::{Attributes, Piece, escaped, walk};
pub use zip::{Archive, archive};
