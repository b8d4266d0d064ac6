//! What answers are worth: assessments, the four scoring methods, and everything derived from them.
//!
//! The standard itself does not say how to assess, score or award a level. The methods here were
//! chosen by this project; each has a name and a version that travels with its results, with the
//! points and the pass mark that the standard declares ([`Scoring::id`](dtmm_model::Scoring::id)).
//!
//! This crate is pure: no input or output, no clock, no randomness, no floating point, no sentences.
//! The same code scores in the browser and on the command line.

mod action;
mod anonymous;
mod answer;
mod answer_matrix;
mod assessment;
mod carry;
mod compare;
mod counting;
mod date;
mod earlier;
mod fields;
mod fold;
mod fraction;
mod gaps;
pub mod json;
mod merge;
mod methods;
mod object;
mod order;
mod overview;
mod owner;
mod owners;
mod part;
mod parting;
mod plan;
mod planner;
mod problem;
mod reader;
mod records;
mod remaining;
mod returning;
mod reviews;
mod scope;
mod scorecard;
mod tally;
mod trace;
mod weights;
mod writer;

/// The methods are named where a standard chooses the one that comes first.
pub use dtmm_model::Method;

pub use action::{ACTION_FIELDS, Action, ActionStatus, PLAN, action_path};
pub use anonymous::TakenOut;
pub use answer::Answer;
pub use answer_matrix::AnsweredItem;
pub use assessment::{Assessment, ChangeError, EntryDetails, FilePart};
pub use carry::{Carried, CarriedEntry, CarryOutcome, EditionStep, carry};
pub use compare::{Comparison, EntryChange, TailoredChange, compare};
pub use counting::Points;
pub use date::{NoDate, date_of, date_of_serial, is_date, serial_of_date};
pub use earlier::{DerivedFrom, EARLIER_FIELDS, REVIEW, Review, WITHDRAWN};
pub use fold::{Vocabulary, action_scope, cells_between, fold, is_unseen, item_of, scope_of};
pub use fraction::Fraction;
pub use gaps::{Gap, Gaps};
pub use merge::{Conflict, Merged, later, merge, merge_by};
pub use methods::weighted::Weighted;
pub use order::{sort_by, sort_by_key};
pub use overview::{Extremes, Histogram};
pub use owner::{OWNER_FIELDS, OWNERS, Owner, owner_path};
pub use owners::OwnerShare;
pub use part::{PART, Part};
pub use planner::{Plan, PlanStep};
pub use problem::{Code, Problem};
pub use reader::{FORMAT, Reading, is_json, read, read_text};
pub use records::UnknownFields;
pub use remaining::{Stop, TargetProgress};
pub use returning::{MergeCounts, merge_returned};
pub use reviews::ConfirmError;
pub use scope::{COMPANY, Scope};
pub use scorecard::{DomainScore, Results, Score, Scorecard, Start, SubdomainScore};
pub use tally::Tally;
pub use trace::Trace;
pub use weights::{CustomWeights, MAX_WEIGHT, Weights};
pub use writer::write;
