//! A part of an assessment: the entries of one owner, in a file of their own that is filled in elsewhere and comes back.
//! What it says of itself stands among the fields that are kept as they are, so that whatever writes and stores
//! assessments takes it along.

use dtmm_model::RequirementId;

use crate::assessment::Assessment;

/// The key, in the file of a part, of what it says of itself.
pub const PART: &str = "part";

/// What a part says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// Whose part it is.
    pub owner: String,
    /// Its entries, those without an answer as well.
    pub entries: Vec<RequirementId>,
    /// The part as it was sent, by which one sees later what was changed in it; `None` where that cannot be read.
    pub sent: Option<Box<Assessment>>,
}
