//! The terms and abbreviations that are explained where they stand in the text.

use std::collections::BTreeSet;
use std::ops::Range;

use dtmm_model::Lang;

use dtmm_content::document::{Abbreviation, Document, Term};
use dtmm_content::term_matcher::is_whole_word;

/// A word that is explained.
struct Word {
    /// In English in lower case, unless it is an abbreviation.
    text: String,
    /// The page and identifier of its explanation, from the pages of the language.
    target: String,
    is_abbreviation: bool,
}

/// What is explained in one language.
pub(super) struct Explained {
    words: Vec<Word>,
    lang: Lang,
}

impl Explained {
    /// Terms, the longest first, and abbreviations.
    pub(super) fn new(document: &Document, lang: Lang) -> Explained {
        let term = |term: &Term| Word {
            text: term.name.get(lang).to_lowercase(),
            target: format!("standard.html#term-{}", term.number),
            is_abbreviation: false,
        };
        let mut words: Vec<Word> = document.terms.iter().map(term).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.text.len()));
        let short = |page: &str, abbreviation: &Abbreviation| Word {
            text: abbreviation.short.clone(),
            target: format!("{page}.html#abbreviation-{}", abbreviation.short),
            is_abbreviation: true,
        };
        words.extend(document.abbreviations.iter().map(|one| short("standard", one)));
        words.extend(document.glossary.additions.iter().map(|one| short("glossary", one)));
        Explained { words, lang }
    }

    /// Where a word is explained.
    pub(super) fn target(&self, word: usize) -> &str {
        &self.words[word].target
    }

    /// Where words stand that are not in `seen` yet, in the order of the text, each with its number.
    pub(super) fn find(&self, text: &str, seen: &mut BTreeSet<usize>) -> Vec<(Range<usize>, usize)> {
        let lower = if self.lang == Lang::En { text.to_ascii_lowercase() } else { String::new() };
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        for (index, word) in self.words.iter().enumerate() {
            let haystack = if word.is_abbreviation || self.lang == Lang::Zh { text } else { &lower };
            let is_free = |range: &Range<usize>| found.iter().all(|(taken, _)| !overlap(taken, range));
            let first = haystack
                .match_indices(&word.text)
                .map(|(at, hit)| at..at + hit.len())
                .find(|range| is_free(range) && (!word.text.is_ascii() || is_whole_word(text, range)));
            if let Some(range) = first
                && seen.insert(index)
            {
                found.push((range, index));
            }
        }
        found.sort_by_key(|(range, _)| range.start);
        found
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &[(&str, bool)], text: &str, lang: Lang) -> Vec<String> {
        let word = |&(text, is_abbreviation): &(&str, bool)| Word {
            text: text.to_owned(),
            target: String::new(),
            is_abbreviation,
        };
        let explained = Explained { words: words.iter().map(word).collect(), lang };
        let found = explained.find(text, &mut BTreeSet::new());
        found.into_iter().map(|(range, _)| format!("{} {}", range.start, &text[range.clone()])).collect()
    }

    #[test]
    fn the_longer_term_wins_and_each_is_explained_once() {
        let words = [("数字化转型成熟度", false), ("数字化转型", false)];
        let text = "数字化转型成熟度与数字化转型、数字化转型";
        assert_eq!(found(&words, text, Lang::Zh), ["0 数字化转型成熟度", "27 数字化转型"]);
    }

    #[test]
    fn an_abbreviation_is_a_word_of_its_own_in_capitals() {
        assert_eq!(found(&[("IT", true)], "ITSM, it & 采用IT技术", Lang::Zh), ["17 IT"]);
    }

    #[test]
    fn an_english_term_is_found_in_any_case() {
        assert_eq!(found(&[("process industry", false)], "Process industry <x>", Lang::En), ["0 Process industry"]);
    }
}
