//! Where terms stand in a text. A term that stands there as part of a longer one does not count.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

/// Whether what stands at a place of a text is a word of its own: no Latin letter or digit adjoins.
pub fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let adjoins = |c: char| c.is_ascii_alphanumeric();
    !text[..range.start].ends_with(adjoins) && !text[range.end..].starts_with(adjoins)
}

/// Chinese terms to look for, each known by its number.
#[derive(Debug)]
pub struct Terms<'a> {
    by_first: HashMap<char, Vec<(&'a str, usize)>>,
    /// Whether a term can begin with a character, by its lower 16 bits: most places of a text are
    /// passed by at once.
    begins: Vec<bool>,
}

impl<'a> Terms<'a> {
    /// The terms, numbered in their order.
    pub fn new(terms: impl Iterator<Item = &'a str>) -> Terms<'a> {
        let mut by_first: HashMap<char, Vec<(&str, usize)>> = HashMap::new();
        let mut begins = vec![false; 1 << 16];
        for (number, term) in terms.enumerate() {
            if let Some(first) = term.chars().next() {
                by_first.entry(first).or_default().push((term, number));
                begins[low(first)] = true;
            }
        }
        Terms { by_first, begins }
    }

    /// Every place of a term with its number, in the order of the text.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        for (at, c) in text.char_indices().filter(|(_, c)| self.begins[low(*c)]) {
            let Some(terms) = self.by_first.get(&c) else { continue };
            let here = terms.iter().filter(|(term, _)| text[at..].starts_with(term));
            found.extend(here.map(|(term, number)| (at..at + term.len(), *number)));
        }
        // Of two that overlap the longer counts; of two as long the first.
        let mut by_length: Vec<usize> = (0..found.len()).collect();
        by_length.sort_by_key(|index| Reverse(found[*index].0.len()));
        let mut kept: Vec<usize> = Vec::with_capacity(found.len());
        for index in by_length {
            let range = &found[index].0;
            let is_free = |other: &usize| range.end <= found[*other].0.start || found[*other].0.end <= range.start;
            if kept.iter().all(is_free) {
                kept.push(index);
            }
        }
        kept.sort_unstable();
        kept.into_iter().map(|index| found[index].clone()).collect()
    }
}

fn low(c: char) -> usize {
    c as usize & 0xFFFF
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_term_counts() {
        let terms = Terms::new(["数据", "数据资产", "资产负债表", "产负债表与损益"].into_iter());
        let found = |text: &str| terms.find(text).into_iter().map(|(_, number)| number).collect::<Vec<_>>();
        assert_eq!(found("数据资产与数据"), [1, 0]);
        assert_eq!(found("数据资产负债表"), [0, 2], "the longer of two that overlap");
        assert_eq!(found("数据资产负债表与损益"), [0, 3]);
        assert!(found("无").is_empty());
    }
}
