//! One sort for all lists. The sort of the standard library is compiled anew for every kind of list,
//! at four kilobytes each in the engine of the page; this one sorts places, and moves the list once.

use std::cmp::Ordering;

/// Sorts a list by a key. Equal keys keep their order.
pub fn sort_by_key<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(list, |a, b| key(a).cmp(&key(b)));
}

/// Sorts a list. What compares equal keeps its order.
pub fn sort_by<T>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    if list.is_sorted_by(|a, b| compare(a, b).is_le()) {
        return;
    }
    let mut places = sorted(list.len(), &|a, b| compare(&list[a], &list[b]));
    arrange(&mut places, &mut |a, b| list.swap(a, b));
}

/// For each index of the sorted list, the index where its element is now.
fn sorted(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..length).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

/// Brings everything to its place, circle by circle.
fn arrange(places: &mut [usize], swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..places.len() {
        let mut at = start;
        while places[at] != start {
            let next = places[at];
            swap(at, next);
            places[at] = at;
            at = next;
        }
        places[at] = at;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_keep_their_order() {
        let mut list: Vec<(u8, usize)> = [3, 1, 2, 1, 3, 0, 2].into_iter().zip(0..).collect();
        sort_by_key(&mut list, |(key, _)| *key);
        assert_eq!(list, [(0, 5), (1, 1), (1, 3), (2, 2), (2, 6), (3, 0), (3, 4)]);
        let mut sorted = vec!["a", "b", "b"];
        sort_by_key(&mut sorted, |word| *word);
        assert_eq!(sorted, ["a", "b", "b"]);
    }
}
