//! Random acts in several tabs, with faults thrown in, against a reference that is a map.

mod acts;
mod walk;
mod world;
