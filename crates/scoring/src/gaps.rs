//! The gap list: what is missing up to a target level.

use dtmm_model::{Kind, Level, RequirementId};

use crate::answer_matrix::AnsweredItem;
use crate::{Answer, Assessment, COMPANY, Method, Scope, Scorecard};

/// What is missing up to a target. All lists are in the order of the levels, then of the standard.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gaps {
    /// The requirements answered below what passes.
    pub unmet: Vec<Gap>,
    /// The requirements not answered.
    pub unanswered: Vec<Gap>,
    /// The recommendations answered below what would pass, or not answered. They affect no level.
    pub recommended: Vec<Gap>,
}

/// An entry that is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The entry.
    pub id: RequirementId,
    /// How it is answered now.
    pub answer: Option<Answer>,
}

impl Scorecard {
    /// The level above the one reached, at most the highest; `None` where nothing applies. For the index, which
    /// has no levels, the staged level decides.
    pub fn next_level(&self, scope: Scope, method: Method) -> Option<Level> {
        let reached = self.score(scope)?.now.level(method.for_levels())?;
        Level::first(self.level_count()).nth(reached.into()).or(Level::first(self.level_count()).last())
    }

    /// What is missing up to a target level in a scope.
    pub fn gaps(&self, scope: Scope, target: Level, method: Method) -> Gaps {
        self.gaps_to(scope, method, |_| Some(target))
    }

    /// What is missing up to the targets set in the assessment: the subdomain's own, else its
    /// domain's, else the company's, else the level above the one that the scope has reached.
    pub fn gaps_to_targets(&self, scope: Scope, assessment: &Assessment, method: Method) -> Gaps {
        let default = assessment.target(COMPANY).or_else(|| self.next_level(scope, method));
        let targets: Vec<Option<Level>> = self.target_levels(assessment, default);
        self.gaps_to(scope, method, |row| targets[row])
    }

    /// The target of every subdomain, in the order of the standard.
    pub(crate) fn target_levels(&self, assessment: &Assessment, default: Option<Level>) -> Vec<Option<Level>> {
        let mut targets = Vec::new();
        for (domain, (start, end)) in self.domains.iter().zip(&self.matrix.domains) {
            let of_domain = assessment.target(domain.slug.as_str()).or(default);
            let own = self.subdomains[*start..*end].iter().map(|subdomain| assessment.target(subdomain.code.as_str()));
            targets.extend(own.map(|own| own.or(of_domain)));
        }
        targets
    }

    fn gaps_to(&self, scope: Scope, method: Method, target: impl Fn(usize) -> Option<Level>) -> Gaps {
        let mut gaps = Gaps::default();
        let (start, end) = self.matrix.range(scope);
        for level in Level::first(self.level_count()) {
            for row in (start..end).filter(|row| target(*row).is_some_and(|target| level <= target)) {
                for mark in self.matrix.cell(row, level) {
                    gaps.add(mark, Answer::pass(method));
                }
            }
        }
        gaps
    }
}

impl Gaps {
    fn add(&mut self, mark: &AnsweredItem, pass: Answer) {
        if !mark.is_below(pass) {
            return;
        }
        let list = match (mark.item.kind, mark.answer) {
            (Kind::Recommendation, _) => &mut self.recommended,
            (Kind::Requirement, None) => &mut self.unanswered,
            (Kind::Requirement, Some(_)) => &mut self.unmet,
        };
        list.push(Gap { id: mark.item.id, answer: mark.answer });
    }
}
