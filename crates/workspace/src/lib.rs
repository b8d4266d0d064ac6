//! The workspace on disk, the whole way from its content to a site in memory, and the beginning of a new standard.

pub mod build;
pub mod copy;
pub mod new;
pub mod project;
