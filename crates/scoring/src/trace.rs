//! Why a result is what it is: the entries that hold it, and those that would block the next level.

use dtmm_model::{LEVELS, Level, RequirementId};

use crate::order::sort_by_key;
use crate::profiles::{Cells, Method, staged, strict};
use crate::sheet::Sheet;
use crate::{Answer, Scope, Scorecard, Tally};

/// Why a result is what it is. All lists are in the order of the standard.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trace {
    /// The level that is reached once the entries in `held_by` are met, where that is enough. More
    /// than one above the result where levels between do not apply or are met already.
    pub next: Option<u8>,
    /// The subdomains that hold the result, by their place in the standard: those at the lowest
    /// level, or for the methods with scores those with an entry in `held_by`.
    pub weakest: Vec<usize>,
    /// The entries that hold the result: below the pass answer or unanswered at the first level not
    /// met, or for the methods with scores everything there that is not fully met.
    pub held_by: Vec<RequirementId>,
    /// The subdomains among the weakest that can rise no further, because nothing applies in their
    /// upper cells.
    pub capped: Vec<usize>,
    /// The entries that would block the level after that, in the same sense.
    pub then_by: Vec<RequirementId>,
}

impl Scorecard {
    /// Why a result is what it is.
    pub fn trace(&self, scope: Scope, method: Method) -> Trace {
        match method {
            Method::Strict => self.trace_by_levels(scope, strict::passes, method.pass()),
            Method::Staged => self.trace_by_levels(scope, staged::passes, method.pass()),
            Method::Weighted => self.trace_by_scores(scope),
            Method::Index => {
                let mut trace = Trace::default();
                for level in LEVELS {
                    self.collect_below_full(scope, level, &mut trace.held_by, &mut trace.weakest);
                }
                sort_by_key(&mut trace.held_by, |id| self.place_of(*id));
                sort_by_key(&mut trace.weakest, |row| *row);
                trace.weakest.dedup();
                trace
            }
        }
    }

    fn trace_by_levels(&self, scope: Scope, passes: fn(&Tally) -> bool, pass: Answer) -> Trace {
        let (start, end) = self.sheet.range(scope);
        let mut climbs: Vec<Climb> =
            (start..end).filter_map(|row| Climb::new(row, &self.subdomains[row].cells, passes)).collect();
        let mut trace = Trace::default();
        let Some(level) = lowest(&climbs) else { return trace };
        if level == 5 {
            return trace;
        }
        for climb in climbs.iter_mut().filter(|climb| climb.level() == level) {
            trace.weakest.push(climb.row);
            match climb.failing() {
                Some(failing) => climb.collect(&self.sheet, failing, pass, &mut trace.held_by),
                None => trace.capped.push(climb.row),
            }
            climb.met += 1;
        }
        if !trace.capped.is_empty() {
            return trace;
        }
        trace.next = lowest(&climbs);
        for climb in climbs.iter().filter(|climb| Some(climb.level()) == trace.next) {
            if let Some(failing) = climb.failing() {
                climb.collect(&self.sheet, failing, pass, &mut trace.then_by);
            }
        }
        trace
    }

    fn trace_by_scores(&self, scope: Scope) -> Trace {
        let mut trace = Trace::default();
        let Some(weighted) = self.score(scope).and_then(|score| score.now.weighted) else { return trace };
        let mut unmet = weighted.unmet();
        if let Some(level) = unmet.next() {
            self.collect_below_full(scope, level, &mut trace.held_by, &mut trace.weakest);
            trace.next = Some(weighted.with_met(level).level);
        }
        if let Some(level) = unmet.next() {
            self.collect_below_full(scope, level, &mut trace.then_by, &mut Vec::new());
        }
        trace
    }

    /// The requirements of one level that are not fully met and weigh something, and their
    /// subdomains.
    fn collect_below_full(
        &self,
        scope: Scope,
        level: Level,
        entries: &mut Vec<RequirementId>,
        subdomains: &mut Vec<usize>,
    ) {
        let (start, end) = self.sheet.range(scope);
        for row in (start..end).filter(|row| scope != Scope::Company || self.weighs(*row)) {
            let before = entries.len();
            let cell = self.sheet.cell(row, level).iter();
            entries.extend(cell.filter(|mark| mark.fails(Answer::Full)).map(|mark| mark.item.id));
            if entries.len() > before {
                subdomains.push(row);
            }
        }
    }

    /// Whether a subdomain counts in the company's score.
    pub(crate) fn weighs(&self, row: usize) -> bool {
        let domain = self.sheet.domains.iter().position(|(start, end)| (*start..*end).contains(&row));
        domain.is_some_and(|domain| self.weights.of_domain(domain) > 0)
    }

    /// A key that sorts entries in the order of the standard.
    pub(crate) fn place_of(&self, id: RequirementId) -> usize {
        self.sheet.place_of(id)
    }
}

/// How a subdomain stands on the five levels, and how it would stand with the first failing cells
/// met.
struct Climb {
    row: usize,
    /// The levels whose cell applies.
    applies: Vec<Level>,
    /// The levels whose cell fails.
    fails: Vec<Level>,
    /// How many of the failing cells are taken as met.
    met: usize,
}

impl Climb {
    /// `None` where nothing applies.
    fn new(row: usize, cells: &Cells, passes: fn(&Tally) -> bool) -> Option<Climb> {
        let applies: Vec<Level> = LEVELS.into_iter().filter(|level| !cells[level.index()].is_neutral()).collect();
        let fails = applies.iter().copied().filter(|level| !passes(&cells[level.index()])).collect();
        (!applies.is_empty()).then_some(Climb { row, applies, fails, met: 0 })
    }

    /// The first failing level that is not taken as met.
    fn failing(&self) -> Option<Level> {
        self.fails.get(self.met).copied()
    }

    /// The level reached.
    fn level(&self) -> u8 {
        let below = |level: &&Level| self.failing().is_none_or(|failing| **level < failing);
        self.applies.iter().rfind(below).map_or(0, |level| level.number())
    }

    fn collect(&self, sheet: &Sheet, level: Level, pass: Answer, entries: &mut Vec<RequirementId>) {
        let cell = sheet.cell(self.row, level).iter();
        entries.extend(cell.filter(|mark| mark.fails(pass)).map(|mark| mark.item.id));
    }
}

fn lowest(climbs: &[Climb]) -> Option<u8> {
    climbs.iter().map(Climb::level).min()
}
