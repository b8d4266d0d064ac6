//! What a benchmark found, beside its limit.

use super::limits::Limit;

/// One figure, beside what it is held against.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What was measured.
    pub name: String,
    /// What was found.
    pub value: f64,
    /// What value, limit and goal are counted in.
    pub unit: Unit,
    /// What it is held against; `None` where neither limit nor goal is stated.
    pub limit: Option<Limit>,
    /// What else there is to know of it.
    pub note: String,
}

/// What a figure is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// How many times the cost of other work, measured in turn with it.
    Times,
    /// Milliseconds of processor time; in the browser, on the wall.
    Milliseconds,
    /// Microseconds of processor time.
    Microseconds,
    /// Bytes.
    Bytes,
}

impl Unit {
    /// A value with its unit.
    pub(super) fn show(self, value: f64) -> String {
        match self {
            Unit::Times => format!("{value:.2} ×"),
            Unit::Milliseconds => format!("{value:.2} ms"),
            Unit::Microseconds => format!("{value:.1} µs"),
            Unit::Bytes => format!("{value:.0} bytes"),
        }
    }
}

impl Figure {
    /// Whether the limit is kept, if there is one.
    pub fn is_within(&self) -> bool {
        self.limit.and_then(|limit| limit.most).is_none_or(|most| self.value <= most)
    }

    /// Whether the goal is reached, if there is one.
    pub fn is_at_goal(&self) -> Option<bool> {
        self.limit.map(|limit| self.value <= limit.goal)
    }
}

/// The figures over their limits, one a line with figure and limit; empty where all are kept.
pub fn missed(figures: &[Figure]) -> Vec<String> {
    let over = figures.iter().filter(|figure| !figure.is_within());
    over.map(|Figure { name, value, unit, limit, .. }| {
        let most = limit.and_then(|limit| limit.most).map(|most| unit.show(most)).unwrap_or_default();
        format!("{name}: {}, over its limit of {most}", unit.show(*value))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(name: &str, value: f64, limit: Option<Limit>) -> Figure {
        Figure { name: name.to_owned(), value, unit: Unit::Times, limit, note: String::new() }
    }

    #[test]
    fn only_a_figure_over_its_limit_is_missed() {
        let limit = Some(Limit { most: Some(25.0), goal: 5.0 });
        let only_goal = Some(Limit { most: None, goal: 5.0 });
        let figures = [
            figure("at its limit", 25.0, limit),
            figure("without a limit", 900.0, None),
            figure("a goal", 9.0, only_goal),
        ];
        assert_eq!(missed(&figures), [""; 0]);
        let figures = [figures.as_slice(), &[figure("warm build", 25.1, limit)]].concat();
        assert_eq!(missed(&figures), ["warm build: 25.10 ×, over its limit of 25.00 ×"]);
    }

    #[test]
    fn a_goal_can_be_reached_or_not() {
        let limit = Some(Limit { most: Some(25.0), goal: 5.0 });
        let reached = |value| figure("", value, limit).is_at_goal();
        assert_eq!((reached(5.0), reached(24.0)), (Some(true), Some(false)));
        assert_eq!(figure("", 1.0, None).is_at_goal(), None);
    }
}
