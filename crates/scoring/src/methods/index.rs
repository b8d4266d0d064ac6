//! Method D, progress index 进展指数: the mean of the level scores times the number of levels, so that it
//! goes from 0 to the highest level. It has no gate and awards no level; it is for comparing two dates of
//! the same scope.

use crate::fraction::Mean;
use crate::tally::Cells;
use crate::{Fraction, Points, Weights};

/// The index of a subdomain; `None` if nothing applies.
pub(crate) fn subdomain(cells: &Cells, points: Points) -> Option<Fraction> {
    let mut mean = Mean::EMPTY;
    for cell in cells {
        mean.add(1, cell.points(points), u64::from(cell.applicable()) * u64::from(points.full));
    }
    mean.value().map(|mean| mean.times(cells.len() as u8))
}

/// The index of several subdomains together, from the index of each; `None` if nothing applies in any.
/// `domains` says where each domain's subdomains begin and end; it is not read where subdomains weigh
/// the same.
pub(crate) fn group(
    subdomains: &[Option<Fraction>],
    domains: &[(usize, usize)],
    weights: &Weights,
) -> Option<Fraction> {
    match weights {
        Weights::Subdomain => mean(subdomains),
        _ => weights.mean_of_domains(domains, |start, end| mean(&subdomains[start..end])),
    }
}

fn mean(subdomains: &[Option<Fraction>]) -> Option<Fraction> {
    let mut mean = Mean::EMPTY;
    for value in subdomains.iter().flatten() {
        mean.add_fraction(1, *value);
    }
    mean.value()
}
