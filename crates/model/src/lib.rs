//! What the standard is: identifiers, levels, languages, capability domains, and the
//! requirements of each cell.
//!
//! This crate has no input or output, no clock and no sentences of its own. It says *what* is
//! wrong in terms of identifiers; whoever read the text says *where*.

mod anchor;
mod by_level;
mod changes;
mod entry;
mod ids;
mod label;
mod lang;
mod method;
mod outline;
mod scoring;
mod standard;

pub use anchor::Anchor;
pub use by_level::ByLevel;
pub use changes::{ChangeFault, ChangeKind, Changes, EditionChange};
pub use entry::{Entry, Example, Kind, Modal};
pub use ids::{CellId, IdError, Level, RequirementId, Slug, SubdomainCode};
pub use label::{LabelKind, LabelStyle, LabelStyleError};
pub use lang::{Bilingual, Lang, Languages};
pub use method::Method;
pub use outline::{Item, Outline, OutlineDomain, OutlineError, OutlineSubdomain};
pub use scoring::{Proportion, Scoring, ScoringError, ScoringFault};
pub use standard::{Cell, Counts, Domain, DomainNumbers, Fault, LevelText, Standard, StandardHead, Subdomain};
