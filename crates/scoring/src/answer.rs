//! The five answers. An entry without one is unanswered; that is an absence, not a sixth answer.

use dtmm_model::Method;

use crate::Points;

/// How far an entry is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// 全部满足: done, in use, evidence at hand, no known gap.
    Full,
    /// 大部分满足: done and in use, with a minor known gap.
    Largely,
    /// 部分满足: started, or covers part of the scope.
    Partly,
    /// 不满足: absent, or a plan only.
    Not,
    /// 不适用. Needs a written reason unless the entry is conditional.
    NotApplicable,
}

impl Answer {
    /// All answers, from the most met to not applicable.
    pub const ALL: [Answer; 5] = [Answer::Full, Answer::Largely, Answer::Partly, Answer::Not, Answer::NotApplicable];

    /// The form used in files and pages: `F`, `L`, `P`, `N` or `NA`.
    pub const fn key(self) -> &'static str {
        match self {
            Answer::Full => "F",
            Answer::Largely => "L",
            Answer::Partly => "P",
            Answer::Not => "N",
            Answer::NotApplicable => "NA",
        }
    }

    /// The answer with this key.
    pub const fn from_key(key: &str) -> Option<Answer> {
        match key.as_bytes() {
            b"F" => Some(Answer::Full),
            b"L" => Some(Answer::Largely),
            b"P" => Some(Answer::Partly),
            b"N" => Some(Answer::Not),
            b"NA" => Some(Answer::NotApplicable),
            _ => None,
        }
    }

    /// How far it is met, 0 to 3, whatever that is worth; `None` for "not applicable".
    pub const fn degree(self) -> Option<u8> {
        match self {
            Answer::Full => Some(3),
            Answer::Largely => Some(2),
            Answer::Partly => Some(1),
            Answer::Not => Some(0),
            Answer::NotApplicable => None,
        }
    }

    /// What it is worth, in the unit of these points; `None` for "not applicable".
    pub const fn worth(self, points: Points) -> Option<u16> {
        match self {
            Answer::Full => Some(points.full),
            Answer::Largely => Some(points.largely),
            Answer::Partly => Some(points.partly),
            Answer::Not => Some(0),
            Answer::NotApplicable => None,
        }
    }

    /// The least answer that counts as met by a method: "fully" for `strict`, "largely" for the others.
    pub const fn pass(method: Method) -> Answer {
        match method {
            Method::Strict => Answer::Full,
            Method::Staged | Method::Weighted | Method::Index => Answer::Largely,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_survive_a_round_trip_and_near_misses_are_refused() {
        for answer in Answer::ALL {
            assert_eq!(Answer::from_key(answer.key()), Some(answer));
        }
        for key in ["", "f", "U", "N/A", "na", "FF", "全"] {
            assert_eq!(Answer::from_key(key), None, "{key}");
        }
    }
}
