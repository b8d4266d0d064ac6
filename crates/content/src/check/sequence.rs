//! Things that are to run 1, 2, 3 … in printed order: letters, serials.

/// How one of them is out of order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    /// It was there before.
    Repeated,
    /// It comes after a later one.
    Disordered,
    /// Numbers before it are nowhere; the first of them.
    Skipped(u8),
}

/// The slips, each with its index.
pub(super) fn slips(numbers: &[u8]) -> Vec<(usize, Slip)> {
    let mut slips = Vec::new();
    let mut highest = 0;
    for (index, &number) in numbers.iter().enumerate() {
        if numbers[..index].contains(&number) {
            slips.push((index, Slip::Repeated));
        } else if number < highest {
            slips.push((index, Slip::Disordered));
        } else if let Some(missing) = (highest + 1..number).find(|missing| !numbers.contains(missing)) {
            slips.push((index, Slip::Skipped(missing)));
        }
        highest = highest.max(number);
    }
    slips
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_slip_is_named_once() {
        assert_eq!(slips(&[1, 2, 3]), []);
        assert_eq!(slips(&[1, 3]), [(1, Slip::Skipped(2))]);
        assert_eq!(slips(&[2]), [(0, Slip::Skipped(1))]);
        assert_eq!(slips(&[1, 1, 2]), [(1, Slip::Repeated)]);
        assert_eq!(slips(&[1, 3, 2, 4]), [(2, Slip::Disordered)]);
    }
}
