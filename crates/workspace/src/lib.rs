//! The workspace on disk, the whole way from its content to a site in memory and to the report of an assessment, and the
//! beginning of a new standard.

pub mod build;
pub mod copy;
pub mod new;
pub mod printed;
pub mod project;
pub mod report;
