//! The commands of `cargo xtask`, on top of the crates that load and check the content, render the site, and score.

#![warn(clippy::print_stderr, clippy::print_stdout)] // see `terminal`

pub mod bench;
pub mod browser;
pub mod comments;
pub mod convert;
pub mod edition;
pub mod explain;
pub mod migrate;
pub mod publish;
pub mod reading;
pub mod score;
pub mod terminal;
pub mod test_summary;
