//! What the standard is: identifiers, levels, languages, capability domains, and the
//! requirements of each cell.
//!
//! This crate has no input or output, no clock and no sentences of its own. It says *what* is
//! wrong in terms of identifiers; whoever read the text says *where*.

mod anchor;
mod changes;
mod entry;
mod ids;
mod lang;
mod outline;
mod standard;

pub use anchor::Anchor;
pub use changes::{Change, ChangeFault, ChangeKind, Changes};
pub use entry::{Entry, Example, Kind, Modal};
pub use ids::{CellId, IdError, LEVELS, Level, RequirementId, Slug, SubdomainCode};
pub use lang::{Bilingual, Lang, Languages};
pub use outline::{Item, Outline, OutlineDomain, OutlineError, OutlineSubdomain};
pub use standard::{Cell, Counts, Domain, DomainNumbers, Fault, LevelText, Standard, Subdomain};
