//! Sequences that must run 1, 2, 3 … in printed order: labels, serials.

/// How a number of a sequence is out of order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OrderFault {
    /// The number was there before.
    Repeated,
    /// It follows a higher number.
    Disordered,
    /// Lower numbers are missing; holds the first of them.
    Skipped(usize),
}

/// All faults of a sequence, each with the index of its number.
pub(super) fn order_faults(numbers: &[usize]) -> Vec<(usize, OrderFault)> {
    let mut order_faults = Vec::new();
    let mut highest = 0;
    for (index, &number) in numbers.iter().enumerate() {
        if numbers[..index].contains(&number) {
            order_faults.push((index, OrderFault::Repeated));
        } else if number < highest {
            order_faults.push((index, OrderFault::Disordered));
        } else if let Some(missing) = (highest + 1..number).find(|missing| !numbers.contains(missing)) {
            order_faults.push((index, OrderFault::Skipped(missing)));
        }
        highest = highest.max(number);
    }
    order_faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_is_named_once() {
        assert_eq!(order_faults(&[1, 2, 3]), []);
        assert_eq!(order_faults(&[1, 3]), [(1, OrderFault::Skipped(2))]);
        assert_eq!(order_faults(&[2]), [(0, OrderFault::Skipped(1))]);
        assert_eq!(order_faults(&[1, 1, 2]), [(1, OrderFault::Repeated)]);
        assert_eq!(order_faults(&[1, 3, 2, 4]), [(2, OrderFault::Disordered)]);
    }
}
