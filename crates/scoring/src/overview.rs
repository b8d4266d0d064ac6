//! What a leader asks first: how the subdomains spread over the levels, which are weakest and
//! strongest, and whether a mean hides a weak one.

use crate::{Fraction, Method, Scope, Scorecard};

/// How many subdomains are at each level.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Histogram {
    /// The subdomains at level 0 and at each level.
    pub levels: Vec<u32>,
    /// The subdomains that are not applicable.
    pub not_applicable: u32,
}

/// The weakest and the strongest subdomains by one method, with all ties, in the order of the
/// standard. Both are empty where nothing applies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extremes {
    /// Those with the lowest value, by their place in the standard.
    pub weakest: Vec<usize>,
    /// Those with the highest value.
    pub strongest: Vec<usize>,
}

impl Scorecard {
    /// How many subdomains of a scope are at each level by a method. The index has no levels, so
    /// that all its counts are 0.
    pub fn histogram(&self, scope: Scope, method: Method) -> Histogram {
        let mut histogram = Histogram { levels: vec![0; self.level_count() + 1], not_applicable: 0 };
        if !method.awards_levels() {
            return histogram;
        }
        for subdomain in self.subdomains_of(scope) {
            let level = subdomain.score.now.level(method);
            match level.and_then(|level| histogram.levels.get_mut(usize::from(level))) {
                Some(count) => *count += 1,
                None => histogram.not_applicable += 1,
            }
        }
        histogram
    }

    /// The weakest and the strongest subdomains of a scope by a method.
    pub fn extremes(&self, scope: Scope, method: Method) -> Extremes {
        let (start, _) = self.matrix.range(scope);
        let values = self.subdomains_of(scope).iter().map(|subdomain| subdomain.score.now.value(method));
        let values: Vec<(usize, Fraction)> =
            (start..).zip(values).filter_map(|(place, value)| Some((place, value?))).collect();
        let at = |extreme: Option<Fraction>| {
            values.iter().filter(|(_, value)| Some(*value) == extreme).map(|(place, _)| *place).collect()
        };
        Extremes {
            weakest: at(values.iter().map(|(_, value)| *value).min()),
            strongest: at(values.iter().map(|(_, value)| *value).max()),
        }
    }

    /// The subdomains below the level that a scope has by weighted score, where that level is above
    /// the staged one: the mean makes up for them. Empty where there is nothing to warn of.
    pub fn compensated(&self, scope: Scope) -> Vec<usize> {
        let Some(now) = self.score(scope).map(|score| score.now) else { return Vec::new() };
        let (start, _) = self.matrix.range(scope);
        let weighted = now.level(Method::Weighted);
        if weighted <= now.staged {
            return Vec::new();
        }
        let weak = (start..)
            .zip(self.subdomains_of(scope))
            .filter(|(_, subdomain)| subdomain.score.now.staged.is_some_and(|staged| Some(staged) < weighted));
        weak.map(|(place, _)| place).collect()
    }
}
