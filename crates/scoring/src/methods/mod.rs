//! The rules of the four methods, one file each. All work on the same counts of the same answers. Where a rule changes,
//! so that the same answers give another result, the version in [`Method::rules`](crate::Method::rules) rises.

pub(crate) mod index;
mod ladder;
pub(crate) mod staged;
pub(crate) mod strict;
pub(crate) mod weighted;

pub(crate) use ladder::{counts, least};
