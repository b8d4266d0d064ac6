//! Method C, weighted 加权得分, in the style of GB/T 39117: each level has a score, the mean over the
//! subdomains; the levels whose score reaches the pass mark are met, up to the first that does not,
//! and that one's score counts as the fraction above.

use dtmm_model::{ByLevel, Level};

use crate::counting::{Counting, Points};
use crate::fraction::{Fraction, Mean};
use crate::tally::{Cells, Tally};
use crate::weights::Weights;

/// The result of this method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weighted {
    /// The highest level met, with all below it that apply.
    pub level: u8,
    /// The level plus the score of the first level that is not met, 0 to the highest level.
    pub score: Fraction,
    /// The scores of the levels, each 0 to 1; `None` where nothing applies.
    pub levels: ByLevel<Option<Fraction>>,
    /// The score from which a level is met.
    pub pass_mark: Fraction,
}

impl Weighted {
    /// The score with two decimals, or more where it would otherwise seem to reach a level that it does not.
    pub fn shown(&self) -> String {
        self.score.shown_in_bands(self.pass_mark)
    }

    /// The levels that are not met, lowest first.
    pub fn unmet(&self) -> impl Iterator<Item = Level> {
        let Weighted { levels, pass_mark, .. } = *self;
        Level::first(levels.len()).filter(move |level| levels[*level].is_some_and(|score| score < pass_mark))
    }

    /// The result if this level were met.
    pub(crate) fn with_met(&self, level: Level) -> Weighted {
        let mut levels = self.levels;
        levels[level] = Some(self.pass_mark);
        result(levels, self.pass_mark).unwrap_or(*self)
    }
}

/// The result from the scores of the levels; `None` if nothing applies.
fn result(levels: ByLevel<Option<Fraction>>, pass_mark: Fraction) -> Option<Weighted> {
    let mut level = levels.iter().any(Option::is_some).then_some(0)?;
    for (score, number) in levels.iter().zip(1..) {
        match score {
            None => {}
            Some(score) if *score >= pass_mark => level = number,
            Some(score) => return Some(Weighted { level, score: score.plus(level), levels, pass_mark }),
        }
    }
    Some(Weighted { level, score: Fraction::ZERO.plus(level), levels, pass_mark })
}

/// The result of one subdomain.
pub(crate) fn subdomain(cells: &Cells, counting: &Counting) -> Option<Weighted> {
    group(std::slice::from_ref(cells), &[], &Weights::Subdomain, counting)
}

/// The result of several subdomains together. `domains` says where each domain's subdomains begin
/// and end; it is not read where subdomains weigh the same.
pub(crate) fn group(
    subdomains: &[Cells],
    domains: &[(usize, usize)],
    weights: &Weights,
    counting: &Counting,
) -> Option<Weighted> {
    if subdomains.iter().flatten().all(Tally::is_neutral) {
        return None;
    }
    let levels = Level::first(subdomains.first().map_or(0, ByLevel::len));
    let score = |level| level_score(subdomains, domains, weights, level, counting.points);
    result(levels.map(score).collect(), counting.pass_mark)
}

/// The score of one level; `None` where all is excluded. Where nothing applies because the standard asks nothing, it is
/// met.
pub(crate) fn level_score(
    subdomains: &[Cells],
    domains: &[(usize, usize)],
    weights: &Weights,
    level: Level,
    points: Points,
) -> Option<Fraction> {
    let mean = match weights {
        Weights::Subdomain => level_mean(subdomains, level, points),
        _ => weights.mean_of_domains(domains, |start, end| level_mean(&subdomains[start..end], level, points)),
    };
    mean.or_else(|| asks_nothing(subdomains, level).then_some(Fraction::ONE))
}

/// Whether the standard asks nothing at a level of a subdomain that is in scope.
fn asks_nothing(subdomains: &[Cells], level: Level) -> bool {
    let mut in_scope = subdomains.iter().filter(|cells| !cells.iter().all(Tally::asks_nothing));
    in_scope.any(|cells| cells[level].asks_nothing())
}

fn level_mean(subdomains: &[Cells], level: Level, points: Points) -> Option<Fraction> {
    let mut mean = Mean::EMPTY;
    for cells in subdomains {
        let cell = &cells[level];
        mean.add(1, cell.points(points), u64::from(cell.applicable()) * u64::from(points.full));
    }
    mean.value()
}
