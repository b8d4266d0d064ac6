//! What is still worth answering: up to the targets, and in a subdomain no further than the first level that is
//! answered and not met. Higher levels change nothing there until that one is met.

use dtmm_model::{Kind, Level, RequirementId};

use crate::{Assessment, COMPANY, Method, Scope, Scorecard};

/// Why the levels above one need no answer in a subdomain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// All requirements of this level have an answer, and it is not met.
    Unmet(Level),
    /// This level is the target, and it is reached.
    Target(Level),
}

impl Stop {
    /// The level after which answering may stop.
    pub const fn level(self) -> Level {
        match self {
            Stop::Unmet(level) | Stop::Target(level) => level,
        }
    }
}

/// How far the requirements up to the targets are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TargetProgress {
    /// The requirements that apply and lie within the target of their subdomain.
    pub needed: u32,
    /// How many of them have an answer.
    pub answered: u32,
}

impl Scorecard {
    /// Where answering a subdomain, by its index in the standard, may stop by a method that awards levels; `None` where
    /// more answers can change its level.
    pub fn stop(&self, row: usize, assessment: &Assessment, method: Method) -> Option<Stop> {
        self.stop_at(row, *self.own_targets(assessment).get(row)?, method)
    }

    /// The targets that are set, in the order of the standard.
    fn own_targets(&self, assessment: &Assessment) -> Vec<Option<Level>> {
        self.target_levels(assessment, assessment.target(COMPANY))
    }

    fn stop_at(&self, row: usize, target: Option<Level>, method: Method) -> Option<Stop> {
        let method = method.for_levels();
        let reached = self.subdomains.get(row)?.score.now.level(method)?;
        let is_below_top = |level: &Level| usize::from(level.number()) < self.level_count();
        if let Some(target) = target.filter(|target| target.number() <= reached) {
            return Some(Stop::Target(target)).filter(|_| is_below_top(&target));
        }
        let blockers = self.trace(Scope::Subdomain(row), method).blockers;
        let level = blockers.first()?.cell.level;
        let is_answered = self.subdomains[row].cells[level].unanswered == 0;
        Some(Stop::Unmet(level)).filter(|_| is_answered && is_below_top(&level))
    }

    /// The requirements without an answer that are still worth answering, in the order of the standard.
    pub fn remaining(&self, assessment: &Assessment, method: Method) -> Vec<RequirementId> {
        let mut remaining = Vec::new();
        for (row, target) in self.own_targets(assessment).into_iter().enumerate() {
            if self.stop_at(row, target, method).is_some() {
                continue;
            }
            for level in Level::first(self.level_count()).filter(|level| target.is_none_or(|target| *level <= target)) {
                let cell = self.matrix.cell(row, level).iter();
                let open = cell.filter(|entry| entry.item.kind == Kind::Requirement && entry.answer.is_none());
                remaining.extend(open.map(|entry| entry.item.id));
            }
        }
        remaining
    }

    /// How far the requirements up to the targets are answered; `None` where no target is set.
    pub fn target_progress(&self, assessment: &Assessment) -> Option<TargetProgress> {
        let targets = self.own_targets(assessment);
        targets.iter().flatten().next()?;
        let mut progress = TargetProgress { needed: 0, answered: 0 };
        for (subdomain, target) in self.subdomains.iter().zip(targets) {
            for level in Level::first(self.level_count()).filter(|level| target.is_some_and(|target| *level <= target))
            {
                progress.needed += subdomain.cells[level].applicable();
                progress.answered += subdomain.cells[level].answered();
            }
        }
        Some(progress)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Answer;
    use dtmm_model::Outline;

    fn outline() -> Outline {
        dtmm_example::outline("@making\nABC rr|rs|r|r|r\nDEF r|r|r|r|r\n")
    }

    /// An assessment with these answers, and a target of the company.
    fn assessed(answers: &[(&str, Answer)], target: Option<u8>) -> Assessment {
        let mut assessment = Assessment::new(dtmm_example::EDITION);
        for (id, answer) in answers {
            let item = outline().items().find(|item| item.id.to_string() == *id).copied().unwrap();
            assessment.set_answer(&item, Some(*answer)).unwrap();
        }
        assessment.set_target(COMPANY, target.and_then(Level::new));
        assessment
    }

    fn stop(answers: &[(&str, Answer)], target: Option<u8>) -> Option<Stop> {
        let assessment = assessed(answers, target);
        Scorecard::new(&outline(), &assessment).stop(0, &assessment, Method::Staged)
    }

    fn remaining(answers: &[(&str, Answer)], target: Option<u8>) -> Vec<String> {
        let assessment = assessed(answers, target);
        let remaining = Scorecard::new(&outline(), &assessment).remaining(&assessment, Method::Staged);
        remaining.iter().map(ToString::to_string).collect()
    }

    const MET: [(&str, Answer); 2] = [("ABC-101", Answer::Full), ("ABC-102", Answer::Largely)];

    #[test]
    fn a_subdomain_may_stop_at_the_first_level_that_is_answered_and_not_met() {
        assert_eq!(stop(&[], None), None);
        assert_eq!(stop(&[("ABC-101", Answer::Partly)], None), None);
        assert_eq!(
            stop(&[("ABC-101", Answer::Partly), ("ABC-102", Answer::Full)], None),
            Level::new(1).map(Stop::Unmet)
        );
        assert_eq!(stop(&MET, None), None);
        let second = [MET[0], MET[1], ("ABC-201", Answer::Not)];
        assert_eq!(stop(&second, None), Level::new(2).map(Stop::Unmet));
    }

    #[test]
    fn a_subdomain_may_stop_at_its_target() {
        assert_eq!(stop(&MET, Some(1)), Level::new(1).map(Stop::Target));
        assert_eq!(stop(&MET, Some(2)), None);
    }

    #[test]
    fn at_the_highest_level_there_is_nothing_to_stop_before() {
        let all = ["ABC-101", "ABC-102", "ABC-201", "ABC-301", "ABC-401"].map(|id| (id, Answer::Full));
        assert_eq!(stop(&[&all[..], &[("ABC-501", Answer::Not)]].concat(), None), None);
        assert_eq!(stop(&[&all[..], &[("ABC-501", Answer::Full)]].concat(), Some(5)), None);
    }

    #[test]
    fn what_remains_ends_at_stops_and_targets_and_leaves_recommendations_out() {
        assert_eq!(remaining(&[], Some(2)), ["ABC-101", "ABC-102", "ABC-201", "DEF-101", "DEF-201"]);
        assert_eq!(remaining(&[("DEF-101", Answer::Not)], Some(2)), ["ABC-101", "ABC-102", "ABC-201"]);
        assert_eq!(remaining(&[], None).len(), 11);
    }

    #[test]
    fn progress_counts_what_lies_within_the_targets() {
        let progress = |answers: &[_], target| {
            let assessment = assessed(answers, target);
            Scorecard::new(&outline(), &assessment).target_progress(&assessment)
        };
        assert_eq!(progress(&MET, None), None);
        assert_eq!(progress(&MET, Some(2)), Some(TargetProgress { needed: 5, answered: 2 }));
        let beyond = [MET[0], ("ABC-301", Answer::Full)];
        assert_eq!(progress(&beyond, Some(2)), Some(TargetProgress { needed: 5, answered: 1 }));
    }
}
