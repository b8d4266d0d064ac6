//! How the standard counts answers, as the methods need it.

use dtmm_model::{Points, Scoring};

use crate::Fraction;

/// What answers are worth, and from which score a level is reached.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counting {
    pub(crate) points: Points,
    pub(crate) pass_mark: Fraction,
}

impl Counting {
    pub(crate) fn new(scoring: &Scoring) -> Counting {
        let pass_mark = Fraction::new(scoring.pass_mark().thousandths().into(), 1000);
        Counting { points: scoring.points(), pass_mark }
    }
}
