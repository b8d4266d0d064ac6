//! Exact fractions. No result is compared or decided on anything else.
//!
//! Numerator and denominator are 64 bits wide, and that is enough: a cell with n requirements has
//! the denominator 10 n by the usual points, at most 1,000 n by others, a mean over at most nine levels multiplies by at most 2,520, a mean over
//! subdomains, then domains, by their numbers, and user weights by at most their sum. With up to
//! 16 requirements in a cell, the usual points, 7 domains of up to 7 subdomains and weights up to 1,000 no step
//! passes 2^63. For a model far beyond that, [`Mean`] does not overflow but rounds down, so that it
//! can never award a level.

use std::cmp::Ordering;

/// A fraction of natural numbers in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fraction {
    numerator: u64,
    denominator: u64,
}

/// No value is shown with more decimals.
const MOST_PLACES: u32 = 12;

impl Fraction {
    /// Nothing.
    pub const ZERO: Fraction = Fraction { numerator: 0, denominator: 1 };

    /// One.
    pub const ONE: Fraction = Fraction { numerator: 1, denominator: 1 };

    /// `numerator / denominator`, in lowest terms. A denominator of 0 gives zero.
    pub fn new(numerator: u64, denominator: u64) -> Fraction {
        if denominator == 0 {
            return Fraction::ZERO;
        }
        let divisor = gcd(numerator, denominator);
        Fraction { numerator: numerator / divisor, denominator: denominator / divisor }
    }

    /// The number above the line.
    pub const fn numerator(self) -> u64 {
        self.numerator
    }

    /// The number below the line, at least 1.
    pub const fn denominator(self) -> u64 {
        self.denominator
    }

    /// The sum with a whole number.
    pub fn plus(self, whole: u8) -> Fraction {
        let add = u64::from(whole).saturating_mul(self.denominator);
        Fraction { numerator: self.numerator.saturating_add(add), denominator: self.denominator }
    }

    /// The product with a whole number.
    pub fn times(self, whole: u8) -> Fraction {
        let divisor = gcd(u64::from(whole), self.denominator);
        let factor = u64::from(whole) / divisor;
        Fraction { numerator: self.numerator.saturating_mul(factor), denominator: self.denominator / divisor }
    }

    /// The exact form used in files and pages: `2`, `5/2`.
    pub fn text(self) -> String {
        let mut text = self.numerator.to_string();
        if self.denominator != 1 {
            text.push('/');
            text.push_str(&self.denominator.to_string());
        }
        text
    }

    /// With two decimals, rounded half to even.
    pub fn shown(self) -> String {
        decimal(self.rounded(2), 2)
    }

    /// With two decimals, rounded half to even; with as many more as it takes where the rounded
    /// value would reach a limit of a band that the exact value misses: the pass mark above a whole
    /// number, as 0.8, 1.8, 2.8 and so on.
    pub fn shown_in_bands(self, pass_mark: Fraction) -> String {
        let whole = self.numerator / self.denominator;
        let Fraction { numerator, denominator } = pass_mark;
        let limit = Fraction { numerator: whole.saturating_mul(denominator).saturating_add(numerator), denominator };
        let mut places = 2;
        while places < MOST_PLACES
            && self < limit
            && self.rounded(places).saturating_mul(denominator) >= limit.numerator.saturating_mul(10u64.pow(places))
        {
            places += 1;
        }
        decimal(self.rounded(places), places)
    }

    /// The value times ten to the power of `places`, rounded half to even.
    fn rounded(self, places: u32) -> u64 {
        let denominator = u128::from(self.denominator);
        let mut value = self.numerator / self.denominator;
        let mut rest = u128::from(self.numerator % self.denominator);
        for _ in 0..places {
            value = value.saturating_mul(10);
            rest *= 10;
            // At most nine times: cheaper in the engine than a division of 128 bits.
            while rest >= denominator {
                rest -= denominator;
                value = value.saturating_add(1);
            }
        }
        let up = match (rest * 2).cmp(&denominator) {
            Ordering::Less => 0,
            Ordering::Equal => value & 1,
            Ordering::Greater => 1,
        };
        value.saturating_add(up)
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = u128::from(self.numerator) * u128::from(other.denominator);
        let right = u128::from(other.numerator) * u128::from(self.denominator);
        left.cmp(&right)
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A weighted mean that is being added up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mean {
    /// The sum of weight times value, over `denominator`.
    sum: u64,
    denominator: u64,
    weight: u64,
}

impl Mean {
    pub(crate) const EMPTY: Mean = Mean { sum: 0, denominator: 1, weight: 0 };

    /// Adds `numerator / denominator`, which need not be in lowest terms, with a weight.
    pub(crate) fn add(&mut self, weight: u64, numerator: u64, denominator: u64) {
        if weight == 0 || denominator == 0 {
            return;
        }
        self.weight = self.weight.saturating_add(weight);
        match self.sum_with(weight, numerator, denominator) {
            Some((sum, denominator)) => (self.sum, self.denominator) = (sum, denominator),
            None => self.add_roughly(weight, numerator, denominator),
        }
    }

    /// Adds a fraction with a weight.
    pub(crate) fn add_fraction(&mut self, weight: u64, value: Fraction) {
        self.add(weight, value.numerator, value.denominator);
    }

    /// The mean; `None` of nothing.
    pub(crate) fn value(self) -> Option<Fraction> {
        if self.weight == 0 {
            return None;
        }
        let sum = Fraction::new(self.sum, self.denominator);
        let divisor = gcd(sum.numerator, self.weight);
        let rest = self.weight / divisor;
        Some(match sum.denominator.checked_mul(rest) {
            Some(denominator) => Fraction { numerator: sum.numerator / divisor, denominator },
            None => Fraction::new(millionths(sum.numerator, sum.denominator) / self.weight, 1_000_000),
        })
    }

    /// The new sum and denominator, unless they are too large.
    fn sum_with(&self, weight: u64, numerator: u64, denominator: u64) -> Option<(u64, u64)> {
        let value = numerator.checked_mul(weight)?;
        // After the first few cells the common denominator no longer grows.
        if self.denominator.is_multiple_of(denominator) {
            let value = value.checked_mul(self.denominator / denominator)?;
            return Some((self.sum.checked_add(value)?, self.denominator));
        }
        let grown = denominator / gcd(self.denominator, denominator);
        let common = self.denominator.checked_mul(grown)?;
        let value = value.checked_mul(common / denominator)?;
        Some((self.sum.checked_mul(grown)?.checked_add(value)?, common))
    }

    /// Adds with both terms rounded down to a millionth.
    fn add_roughly(&mut self, weight: u64, numerator: u64, denominator: u64) {
        let value = millionths(numerator, denominator).saturating_mul(weight);
        self.sum = millionths(self.sum, self.denominator).saturating_add(value);
        self.denominator = 1_000_000;
    }
}

/// `numerator / denominator` in millionths, rounded down.
fn millionths(numerator: u64, denominator: u64) -> u64 {
    let (whole, mut rest, mut divisor) = (numerator / denominator, numerator % denominator, denominator);
    if divisor >= 1 << 44 {
        (rest, divisor) = (rest >> 20, (divisor >> 20) + 1);
    }
    whole.saturating_mul(1_000_000).saturating_add(rest * 1_000_000 / divisor)
}

/// The greatest common divisor; 1 where both are 0.
pub(crate) fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

/// A whole number of units of the last of `places` decimals, written out.
fn decimal(units: u64, places: u32) -> String {
    let one = 10u64.pow(places);
    let rest = (units % one).to_string();
    let mut text = (units / one).to_string();
    text.push('.');
    for _ in rest.len()..places as usize {
        text.push('0');
    }
    text.push_str(&rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_rounds_half_to_even() {
        for (numerator, denominator, shown) in [
            (45, 16, "2.81"),
            (1, 8, "0.12"),
            (3, 8, "0.38"),
            (5, 1000, "0.00"),
            (15, 1000, "0.02"),
            (29, 6, "4.83"),
            (5, 1, "5.00"),
            (1999, 1000, "2.00"),
        ] {
            assert_eq!(Fraction::new(numerator, denominator).shown(), shown, "{numerator}/{denominator}");
        }
    }

    #[test]
    fn a_shown_value_never_reaches_a_band_that_the_exact_one_misses() {
        for (numerator, denominator, shown) in [
            (467, 260, "1.796"),
            (9, 5, "1.80"),
            (17996, 10000, "1.7996"),
            (1_799_999_999, 1_000_000_000, "1.799999999"),
            (1_790, 1000, "1.79"),
            (1_795, 1000, "1.795"),
            (1_785, 1000, "1.78"),
            (18_049, 10_000, "1.80"),
            (0, 1, "0.00"),
        ] {
            assert_eq!(
                Fraction::new(numerator, denominator).shown_in_bands(Fraction::new(4, 5)),
                shown,
                "{numerator}/{denominator}"
            );
        }
    }

    #[test]
    fn the_bands_end_at_the_pass_mark() {
        for (numerator, denominator, pass_mark, shown) in [
            (1_499, 1000, (1, 2), "1.499"),
            (3, 2, (1, 2), "1.50"),
            (1_797, 1000, (1, 2), "1.80"),
            (1_997, 1000, (1, 1), "1.997"),
            (1_997, 1000, (499, 500), "1.997"),
            (1_998, 1000, (499, 500), "2.00"),
        ] {
            let pass_mark = Fraction::new(pass_mark.0, pass_mark.1);
            let value = Fraction::new(numerator, denominator);
            assert_eq!(value.shown_in_bands(pass_mark), shown, "{numerator}/{denominator}");
        }
    }

    #[test]
    fn a_mean_that_outgrows_its_bits_rounds_down() {
        let mut mean = Mean::EMPTY;
        for denominator in [97u64, 89, 83, 79, 73, 71, 67, 61, 59, 53, 47, 43] {
            mean.add(1, denominator - 1, denominator);
        }
        let value = mean.value().unwrap();
        assert!(value < Fraction::new(1, 1) && value > Fraction::new(98, 100), "{value:?}");
    }

    #[test]
    fn rough_values_are_two_millionths_below_at_most() {
        for (numerator, denominator, expected) in [
            (1, 3, 333_333),
            (7, 2, 3_500_000),
            ((1 << 44) - 1, 1 << 44, 999_999),
            (u64::MAX / 2, u64::MAX, 499_999),
            (u64::MAX, u64::MAX - 1, 1_000_000),
            (u64::MAX, 1, u64::MAX),
        ] {
            assert_eq!(millionths(numerator, denominator), expected, "{numerator}/{denominator}");
        }
        let mut mean = Mean::EMPTY;
        mean.add(1, (1 << 62) - 1, 1 << 62);
        mean.add(1, 1, 1);
        mean.add(3, 0, 1);
        assert_eq!(mean.value(), Some(Fraction::new(399_999, 1_000_000)));
    }

    #[test]
    fn terms_are_lowest_and_compared_exactly() {
        assert_eq!(Fraction::new(10, 4).text(), "5/2");
        assert_eq!(Fraction::new(8, 4).text(), "2");
        assert_eq!(Fraction::new(0, 7).text(), "0");
        assert_eq!(Fraction::new(5, 6).times(4).text(), "10/3");
        assert!(Fraction::new(u64::MAX - 1, u64::MAX) < Fraction::new(1, 1));
        assert!(Fraction::new(3, 1) > Fraction::new(4, 5));
    }
}
