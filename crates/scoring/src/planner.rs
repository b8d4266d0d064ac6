//! The nearest next level: a smallest set of entries to raise.
//!
//! By the methods with minima each entry in the way has to be raised, so that the set is the trace
//! itself. By weighted score each entry adds its own share to the level's score, whatever the others
//! do: taking the largest shares first needs the fewest entries.

use std::cmp::Reverse;

use dtmm_model::{Level, RequirementId};

use crate::methods::weighted;
use crate::order::sort_by_key;
use crate::tally::Cells;
use crate::{Answer, Fraction, Method, Scope, Scorecard, Weights};

/// A smallest set of entries to raise for the next level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The level now.
    pub from: u8,
    /// The level with these entries raised.
    pub to: u8,
    /// The entries, in the order of the standard.
    pub raise: Vec<PlanStep>,
}

/// An entry to raise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanStep {
    /// The entry.
    pub id: RequirementId,
    /// How it is answered now.
    pub from: Option<Answer>,
    /// The answer that does it, the others being raised as well: "largely" by the staged method,
    /// "fully" by the others.
    pub to: Answer,
}

/// An entry that could be raised.
struct RaiseCandidate {
    row: usize,
    step: PlanStep,
    /// What it would add to the level's score, in some fixed unit.
    share: Fraction,
}

impl Scorecard {
    /// A smallest set of entries whose raising lifts the level of a scope. `None` where nothing
    /// applies, nothing is above, what is above cannot be claimed, or the method awards no levels.
    pub fn plan(&self, scope: Scope, method: Method) -> Option<Plan> {
        let from = self.score(scope)?.now.level(method)?;
        if method == Method::Weighted {
            self.plan_by_score(scope, from)
        } else {
            self.plan_by_minimum(scope, method, from)
        }
    }

    fn plan_by_minimum(&self, scope: Scope, method: Method, from: u8) -> Option<Plan> {
        let trace = self.trace(scope, method);
        let step = |id: RequirementId| PlanStep { id, from: self.answer(id), to: Answer::pass(method) };
        Some(Plan { from, to: trace.next?, raise: trace.blockers.into_iter().map(step).collect() })
    }

    fn plan_by_score(&self, scope: Scope, from: u8) -> Option<Plan> {
        let weighted = self.score(scope)?.now.weighted?;
        let level = weighted.unmet().next()?;
        let (start, end) = self.matrix.range(scope);
        let mut cells: Vec<Cells> = self.subdomains[start..end].iter().map(|subdomain| subdomain.cells).collect();
        let mut candidates = self.candidates(scope, level);
        // Stable: equal shares stay in the order of the standard.
        sort_by_key(&mut candidates, |candidate| Reverse(candidate.share));
        let (mut raise, pass_mark) = (Vec::new(), self.counting.pass_mark);
        for candidate in candidates {
            cells[candidate.row - start][level].raise(candidate.step.from);
            raise.push(candidate.step);
            if self.level_score(scope, &cells, level) >= Some(pass_mark) {
                break;
            }
        }
        sort_by_key(&mut raise, |step| self.place_of(step.id));
        Some(Plan { from, to: weighted.with_met(level).level, raise })
    }

    fn level_score(&self, scope: Scope, cells: &[Cells], level: Level) -> Option<Fraction> {
        let points = self.counting.points;
        match scope {
            Scope::Company => weighted::level_score(cells, &self.matrix.domains, &self.weights, level, points),
            _ => weighted::level_score(cells, &[], &Weights::Subdomain, level, points),
        }
    }

    /// The entries of one level that are worth less than "fully met" and weigh something.
    fn candidates(&self, scope: Scope, level: Level) -> Vec<RaiseCandidate> {
        let mut candidates = Vec::new();
        let points = self.counting.points;
        let (start, end) = self.matrix.range(scope);
        for row in start..end {
            let (weight, divisor) = self.weight_at(scope, row, level);
            let divisor = divisor * u64::from(self.subdomains[row].cells[level].applicable());
            for answered in
                self.matrix.cell(row, level).iter().filter(|answered| weight > 0 && answered.lacks_points(points))
            {
                let missing = u64::from(points.full - answered.worth(points).unwrap_or(points.full));
                let step = PlanStep { id: answered.item.id, from: answered.answer, to: Answer::Full };
                candidates.push(RaiseCandidate { row, step, share: Fraction::new(weight * missing, divisor) });
            }
        }
        candidates
    }

    /// What a subdomain weighs at a level, as a fraction in some fixed unit.
    fn weight_at(&self, scope: Scope, row: usize, level: Level) -> (u64, u64) {
        if scope != Scope::Company || self.weights == Weights::Subdomain {
            return (1, 1);
        }
        let domains = self.matrix.domains.iter().enumerate();
        let Some((domain, (start, end))) = domains.into_iter().find(|(_, (start, end))| (*start..*end).contains(&row))
        else {
            return (0, 1);
        };
        let sharing = self.subdomains[*start..*end].iter().filter(|other| !other.cells[level].is_neutral());
        (self.weights.of_domain(domain), sharing.count().max(1) as u64)
    }

    /// The answer to an entry as it was scored.
    fn answer(&self, id: RequirementId) -> Option<Answer> {
        let row = self.matrix.row_of(id);
        self.cell(row, id.cell.level).iter().find(|answered| answered.item.id == id)?.answer
    }
}
