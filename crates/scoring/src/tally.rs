//! How the requirements of one cell are answered, counted. Every method works on these counts.

use dtmm_model::{ByLevel, Item, Kind};

use crate::{Answer, Points};

/// The counts of the cells of a subdomain, lowest level first.
pub(crate) type Cells = ByLevel<Tally>;

/// The answers to the requirements of a cell, or of several, counted. Recommendations are not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Fully met.
    pub full: u32,
    /// Largely met.
    pub largely: u32,
    /// Partly met.
    pub partly: u32,
    /// Not met.
    pub not: u32,
    /// Not answered.
    pub unanswered: u32,
    /// Not applicable.
    pub not_applicable: u32,
    /// Of those not applicable, the ones that are not conditional: excluded by the user.
    pub excluded: u32,
}

impl Tally {
    /// Counts one entry.
    pub(crate) fn count(&mut self, item: &Item, answer: Option<Answer>) {
        if item.kind == Kind::Recommendation {
            return;
        }
        let counter = match answer {
            None => &mut self.unanswered,
            Some(Answer::Full) => &mut self.full,
            Some(Answer::Largely) => &mut self.largely,
            Some(Answer::Partly) => &mut self.partly,
            Some(Answer::Not) => &mut self.not,
            Some(Answer::NotApplicable) => {
                self.excluded += u32::from(!item.conditional);
                &mut self.not_applicable
            }
        };
        *counter += 1;
    }

    /// Turns one requirement with this answer into one fully met.
    pub(crate) fn raise(&mut self, from: Option<Answer>) {
        let counter = match from {
            None => &mut self.unanswered,
            Some(Answer::Largely) => &mut self.largely,
            Some(Answer::Partly) => &mut self.partly,
            Some(Answer::Not) => &mut self.not,
            Some(Answer::Full | Answer::NotApplicable) => return,
        };
        *counter = counter.saturating_sub(1);
        self.full += 1;
    }

    /// Adds the counts of another cell.
    pub(crate) fn add(&mut self, other: &Tally) {
        self.full += other.full;
        self.largely += other.largely;
        self.partly += other.partly;
        self.not += other.not;
        self.unanswered += other.unanswered;
        self.not_applicable += other.not_applicable;
        self.excluded += other.excluded;
    }

    /// The requirements that have an answer other than "not applicable".
    pub const fn answered(&self) -> u32 {
        self.full + self.largely + self.partly + self.not
    }

    /// The requirements that apply.
    pub const fn applicable(&self) -> u32 {
        self.answered() + self.unanswered
    }

    /// Whether there is no requirement at all, so that the cell is met as it is.
    pub const fn asks_nothing(&self) -> bool {
        self.applicable() + self.not_applicable == 0
    }

    /// Whether no requirement applies. A cell whose requirements are all excluded neither passes nor blocks; see
    /// [`asks_nothing`](Tally::asks_nothing) for one that has none.
    pub const fn is_neutral(&self) -> bool {
        self.applicable() == 0
    }

    /// The sum of the answers, in the unit of these points.
    pub(crate) fn points(&self, points: Points) -> u64 {
        let sum = |count: u32, worth: u16| u64::from(count) * u64::from(worth);
        sum(self.full, points.full) + sum(self.largely, points.largely) + sum(self.partly, points.partly)
    }

    /// The counts if everything unanswered were fully met.
    pub(crate) const fn best(self) -> Tally {
        Tally { full: self.full + self.unanswered, unanswered: 0, ..self }
    }
}
