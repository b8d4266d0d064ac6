//! Why a result is what it is: the entries that block the next level, and those that block the one after.

use dtmm_model::{Level, RequirementId};

use crate::answer_matrix::AnswerMatrix;
use crate::methods::{counts, staged, strict};
use crate::order::sort_by_key;
use crate::tally::Cells;
use crate::{Answer, Method, Scope, Scorecard, Tally};

/// Why a result is what it is. All lists are in the order of the standard.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trace {
    /// The level that is reached once the entries in `blockers` are met, if that is enough. It may be more
    /// than one above the result, as levels between may not apply or be met already.
    pub next: Option<u8>,
    /// The subdomains that keep the result low, by their index in the standard: those at the lowest level,
    /// or for the methods with scores those with an entry in `blockers`.
    pub weakest: Vec<usize>,
    /// The entries that block the next level: unanswered or below the pass answer at the first level not
    /// met, or for the methods with scores everything there that is worth less than "fully met".
    pub blockers: Vec<RequirementId>,
    /// The subdomains among the weakest that can rise no further, because nothing applies in their
    /// upper cells.
    pub capped: Vec<usize>,
    /// The entries that would block the level after that, in the same sense.
    pub next_blockers: Vec<RequirementId>,
}

impl Scorecard {
    /// Why a result is what it is.
    pub fn trace(&self, scope: Scope, method: Method) -> Trace {
        match method {
            Method::Strict => self.trace_by_levels(scope, strict::passes, Answer::pass(method)),
            Method::Staged => self.trace_by_levels(scope, staged::passes, Answer::pass(method)),
            Method::Weighted => self.trace_by_scores(scope),
            Method::Index => {
                let mut trace = Trace::default();
                for level in Level::first(self.level_count()) {
                    self.collect_lacking(scope, level, &mut trace.blockers, &mut trace.weakest);
                }
                sort_by_key(&mut trace.blockers, |id| self.place_of(*id));
                sort_by_key(&mut trace.weakest, |row| *row);
                trace.weakest.dedup();
                trace
            }
        }
    }

    fn trace_by_levels(&self, scope: Scope, passes: fn(&Tally) -> bool, pass: Answer) -> Trace {
        let (start, end) = self.matrix.range(scope);
        let mut progress: Vec<LevelProgress> =
            (start..end).filter_map(|row| LevelProgress::new(row, &self.subdomains[row].cells, passes)).collect();
        let mut trace = Trace::default();
        let Some(level) = lowest(&progress) else { return trace };
        if usize::from(level) == self.level_count() {
            return trace;
        }
        for subdomain in progress.iter_mut().filter(|subdomain| subdomain.level() == level) {
            trace.weakest.push(subdomain.row);
            match subdomain.failing() {
                Some(failing) => subdomain.collect(&self.matrix, failing, pass, &mut trace.blockers),
                None => trace.capped.push(subdomain.row),
            }
            subdomain.met += 1;
        }
        if !trace.capped.is_empty() {
            return trace;
        }
        trace.next = lowest(&progress);
        for subdomain in progress.iter().filter(|subdomain| Some(subdomain.level()) == trace.next) {
            if let Some(failing) = subdomain.failing() {
                subdomain.collect(&self.matrix, failing, pass, &mut trace.next_blockers);
            }
        }
        trace
    }

    fn trace_by_scores(&self, scope: Scope) -> Trace {
        let mut trace = Trace::default();
        let Some(weighted) = self.score(scope).and_then(|score| score.now.weighted) else { return trace };
        let mut unmet = weighted.unmet();
        if let Some(level) = unmet.next() {
            self.collect_lacking(scope, level, &mut trace.blockers, &mut trace.weakest);
            trace.next = Some(weighted.with_met(level).level);
        }
        if let Some(level) = unmet.next() {
            self.collect_lacking(scope, level, &mut trace.next_blockers, &mut Vec::new());
        }
        trace
    }

    /// The requirements of one level that are worth less than "fully met" and weigh something, and
    /// their subdomains.
    fn collect_lacking(
        &self,
        scope: Scope,
        level: Level,
        entries: &mut Vec<RequirementId>,
        subdomains: &mut Vec<usize>,
    ) {
        let points = self.counting.points;
        let (start, end) = self.matrix.range(scope);
        for row in (start..end).filter(|row| scope != Scope::Company || self.weighs(*row)) {
            let before = entries.len();
            let lacking = self.matrix.cell(row, level).iter().filter(|answered| answered.lacks_points(points));
            entries.extend(lacking.map(|answered| answered.item.id));
            if entries.len() > before {
                subdomains.push(row);
            }
        }
    }

    /// Whether a subdomain counts in the company's score.
    pub(crate) fn weighs(&self, row: usize) -> bool {
        let domain = self.matrix.domains.iter().position(|(start, end)| (*start..*end).contains(&row));
        domain.is_some_and(|domain| self.weights.of_domain(domain) > 0)
    }

    /// A key that sorts entries in the order of the standard.
    pub(crate) fn place_of(&self, id: RequirementId) -> usize {
        self.matrix.place_of(id)
    }
}

/// Which of its levels a subdomain meets, and which it would meet with its first failing cells met.
struct LevelProgress {
    row: usize,
    /// The levels whose cell decides about levels.
    applies: Vec<Level>,
    /// The levels whose cell fails.
    fails: Vec<Level>,
    /// How many of the failing cells are assumed to be met.
    met: usize,
}

impl LevelProgress {
    /// `None` where nothing applies.
    fn new(row: usize, cells: &Cells, passes: fn(&Tally) -> bool) -> Option<LevelProgress> {
        let applies: Vec<Level> = Level::first(cells.len()).filter(|level| counts(&cells[*level])).collect();
        let fails = applies.iter().copied().filter(|level| !passes(&cells[*level])).collect();
        let is_open = cells.iter().any(|cell| !cell.is_neutral());
        is_open.then_some(LevelProgress { row, applies, fails, met: 0 })
    }

    /// The first failing level that is not assumed to be met.
    fn failing(&self) -> Option<Level> {
        self.fails.get(self.met).copied()
    }

    /// The level reached.
    fn level(&self) -> u8 {
        let below = |level: &&Level| self.failing().is_none_or(|failing| **level < failing);
        self.applies.iter().rfind(below).map_or(0, |level| level.number())
    }

    fn collect(&self, matrix: &AnswerMatrix, level: Level, pass: Answer, entries: &mut Vec<RequirementId>) {
        let cell = matrix.cell(self.row, level).iter();
        entries.extend(cell.filter(|answered| answered.fails(pass)).map(|answered| answered.item.id));
    }
}

fn lowest(progress: &[LevelProgress]) -> Option<u8> {
    progress.iter().map(LevelProgress::level).min()
}
