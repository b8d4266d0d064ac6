//! Records that several tabs of a browser keep in one storage, such as the assessments and the
//! comments of a reader.
//!
//! Nothing is ever written over as a whole. Every **act** of the reader is a list of small
//! **changes**, each to one field of a record, and every field carries a **stamp** (a Lamport clock
//! and the tab that wrote it; L. Lamport, *Time, Clocks, and the Ordering of Events*, 1978). Two
//! copies of a record are joined field by field: the later stamp wins. Joining is commutative,
//! associative and idempotent, so all tabs come to the same record in whatever order they learn of
//! each other, without asking a wall clock.
//!
//! The last [`MOST_ACTS`] acts are kept with the record, each with what its fields held before. To
//! undo one is an act of its own: it sets the fields back that still hold what the act wrote, and
//! leaves those that were changed since.
//!
//! An act is first written under a key of its tab alone (its *pending* key), where no other tab
//! writes, and then joined into the record under a lock. A tab that ends in between loses nothing:
//! the next one that opens the record joins what is pending.
//!
//! | part | does |
//! | --- | --- |
//! | `form` | what a record and a storage must be able to do |
//! | `stamp` | the order of what different tabs wrote |
//! | `act` | changes, and the journal of acts |
//! | `stamped` | a record with its stamps and its journal; joining two of them |
//! | `origin` | what tells a record from a new one with the same identifier |
//! | `pending` | what a tab did and others may not know yet |
//! | `text` | the text form of a record and of what is pending |
//! | `keys` | identifiers of records, and the keys under which they are stored |
//! | `store` | the store of one tab: acting, undoing, bringing record and storage together |
//! | `open` | a record that the tab works on, and what of it is not stored yet |
//! | `replaced` | when a new record has the identifier of one that is open |
//! | `records`, `cache` | several records: which there are, turning to another, deleting |
//! | `trouble` | what prevents records from being stored |
//! | `quarantine` | texts that could not be read |

mod act;
mod cache;
mod form;
mod keys;
mod open;
mod origin;
mod pending;
mod quarantine;
mod records;
mod replaced;
mod stamp;
mod stamped;
mod store;
mod text;
mod trouble;

pub use act::{Act, Change, MOST_ACTS};
pub use form::{Failed, Fields, RecordFormat, Storage, Unreadable, Value};
pub use keys::{Quarantined, RecordId};
pub use stamp::{Stamp, TabId};
pub use store::{Store, Undone};
pub use text::without_journal;
pub use trouble::Trouble;
