//! How the standard counts answers, as the methods need it.

use dtmm_model::Scoring;

use crate::Fraction;
use crate::fraction::gcd;

/// What answers are worth, in the largest unit that makes all of them whole numbers. "Not met" is worth nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Points {
    /// "Fully met": so many units are one point. 1 to 1,000.
    pub full: u16,
    /// "Largely met", at most as much.
    pub largely: u16,
    /// "Partly met", at most as much as "largely met".
    pub partly: u16,
}

impl Points {
    /// What answers are worth where the standard counts them so; usually 10, 8 and 5.
    pub fn new(scoring: &Scoring) -> Points {
        let [full, largely, partly] = [1000, scoring.largely().thousandths(), scoring.partly().thousandths()];
        let unit = gcd(gcd(full.into(), largely.into()), partly.into()) as u16;
        Points { full: full / unit, largely: largely / unit, partly: partly / unit }
    }
}

/// What answers are worth, and from which score a level is reached.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counting {
    pub(crate) points: Points,
    pub(crate) pass_mark: Fraction,
}

impl Counting {
    pub(crate) fn new(scoring: &Scoring) -> Counting {
        let pass_mark = Fraction::new(scoring.pass_mark().thousandths().into(), 1000);
        Counting { points: Points::new(scoring), pass_mark }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_in_the_largest_unit_that_fits() {
        let points = |text: &str| {
            let Points { full, largely, partly } = Points::new(&text.parse().unwrap());
            (full, largely, partly)
        };
        assert_eq!(points("staged 0.8 0.5 0.8"), (10, 8, 5));
        assert_eq!(points("staged 0.5 0.25 0.5"), (4, 2, 1));
        assert_eq!(points("staged 1 0 0.001"), (1, 1, 0));
        assert_eq!(points("staged 0.667 0.333 0.6"), (1000, 667, 333));
    }
}
