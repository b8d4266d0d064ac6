//! Finds Chinese terms in texts; of overlapping matches the longest counts.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

/// Whether a range of a text is a whole word: no ASCII letter or digit adjoins it.
pub fn is_whole_word(text: &str, range: &Range<usize>) -> bool {
    let adjoins = |c: char| c.is_ascii_alphanumeric();
    !text[..range.start].ends_with(adjoins) && !text[range.end..].starts_with(adjoins)
}

/// The terms to search for, each known by its index.
#[derive(Debug)]
pub struct TermMatcher<'a> {
    by_first: HashMap<char, Vec<(&'a str, usize)>>,
    /// Whether a term may begin with a character, by its lower 16 bits: rules out most characters of a text cheaply.
    may_begin: Vec<bool>,
}

impl<'a> TermMatcher<'a> {
    /// Takes the terms, numbered from 0 in their order.
    pub fn new(terms: impl Iterator<Item = &'a str>) -> TermMatcher<'a> {
        let mut by_first: HashMap<char, Vec<(&str, usize)>> = HashMap::new();
        let mut may_begin = vec![false; 1 << 16];
        for (number, term) in terms.enumerate() {
            if let Some(first) = term.chars().next() {
                by_first.entry(first).or_default().push((term, number));
                may_begin[low_bits(first)] = true;
            }
        }
        TermMatcher { by_first, may_begin }
    }

    /// All matches in the order of the text, each with the number of its term, whether they overlap or not.
    pub fn find_all(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        for (at, c) in text.char_indices().filter(|(_, c)| self.may_begin[low_bits(*c)]) {
            let Some(terms) = self.by_first.get(&c) else { continue };
            let here = terms.iter().filter(|(term, _)| text[at..].starts_with(term));
            found.extend(here.map(|(term, number)| (at..at + term.len(), *number)));
        }
        found
    }

    /// The matches that count, in the order of the text, each with the number of its term.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let found = self.find_all(text);
        // Of two overlapping matches the longer counts; of equally long ones, the first.
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

fn low_bits(c: char) -> usize {
    c as usize & 0xFFFF
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_term_counts() {
        let terms = TermMatcher::new(["固定", "固定资产", "资产负债表", "产负债表与损益"].into_iter());
        let found = |text: &str| terms.find(text).into_iter().map(|(_, number)| number).collect::<Vec<_>>();
        assert_eq!(found("固定资产与固定"), [1, 0]);
        assert_eq!(found("固定资产负债表"), [0, 2], "the longer of two that overlap");
        assert_eq!(found("固定资产负债表与损益"), [0, 3]);
        assert!(found("无").is_empty());
    }
}
