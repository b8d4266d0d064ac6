//! The rules of the four methods, one file each. All work on the same counts of the same answers.

pub(crate) mod index;
mod ladder;
pub(crate) mod staged;
pub(crate) mod strict;
pub(crate) mod weighted;

pub(crate) use ladder::{counts, least};
