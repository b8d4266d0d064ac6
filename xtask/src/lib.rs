//! The pipeline from `content/` to the site: load, parse, check, model, render, write.
//!
//! Only the first and the last stage touch the file system.

#![warn(clippy::print_stderr, clippy::print_stdout)] // see `terminal`

pub mod base_url;
pub mod bench;
pub mod browser;
pub mod build;
pub mod convert;
pub mod project;
pub mod proof;
pub mod publish;
pub mod reading;
pub mod score;
pub mod serve;
pub mod terminal;
