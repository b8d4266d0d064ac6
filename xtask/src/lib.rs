//! What the commands of `cargo xtask` do, over the crates that load and check the content, render the site, and score.

#![warn(clippy::print_stderr, clippy::print_stdout)] // see `terminal`

pub mod base_url;
pub mod bench;
pub mod browser;
pub mod build;
pub mod convert;
pub mod explain;
pub mod project;
pub mod proof;
pub mod publish;
pub mod reading;
pub mod score;
pub mod serve;
pub mod terminal;
