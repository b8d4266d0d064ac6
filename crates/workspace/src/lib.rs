//! The workspace on disk, and the whole way from its content to a site in memory.

pub mod build;
pub mod project;
