//! Links from terms and abbreviations in texts to where they are explained.

use std::collections::BTreeSet;
use std::ops::Range;

use dtmm_model::Lang;

use dtmm_content::document::{Abbreviation, Document, Term};
use dtmm_content::term_matcher::is_whole_word;

/// A term or abbreviation that is linked.
struct LinkedWord {
    /// Its text; English terms in lower case.
    text: String,
    /// The page and fragment of its explanation, relative to the language root.
    target: String,
    is_abbreviation: bool,
}

/// All linked words in one language.
pub(super) struct GlossaryLinks {
    words: Vec<LinkedWord>,
    lang: Lang,
}

impl GlossaryLinks {
    /// Takes the terms, longest first so that they win over shorter ones, and the abbreviations.
    pub(super) fn new(document: &Document, lang: Lang) -> GlossaryLinks {
        let term = |term: &Term| LinkedWord {
            text: term.name.get(lang).to_lowercase(),
            target: format!("standard.html#term-{}", term.number),
            is_abbreviation: false,
        };
        let mut words: Vec<LinkedWord> = document.terms.iter().map(term).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.text.len()));
        let short = |page: &str, abbreviation: &Abbreviation| LinkedWord {
            text: abbreviation.short.clone(),
            target: format!("{page}.html#abbreviation-{}", abbreviation.short),
            is_abbreviation: true,
        };
        words.extend(document.abbreviations.iter().map(|one| short("standard", one)));
        words.extend(document.glossary.additions.iter().map(|one| short("glossary", one)));
        GlossaryLinks { words, lang }
    }

    /// The target of a word, by its index.
    pub(super) fn target(&self, word: usize) -> &str {
        &self.words[word].target
    }

    /// The first match of each word that is not in `seen` yet, in the order of the text, each with the index of its
    /// word. Adds them to `seen`.
    pub(super) fn find(&self, text: &str, seen: &mut BTreeSet<usize>) -> Vec<(Range<usize>, usize)> {
        let lower = if self.lang == Lang::En { text.to_ascii_lowercase() } else { String::new() };
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        for (index, word) in self.words.iter().enumerate() {
            let haystack = if word.is_abbreviation || self.lang == Lang::Zh { text } else { &lower };
            let is_free = |range: &Range<usize>| found.iter().all(|(taken, _)| !overlap(taken, range));
            let first = haystack
                .match_indices(&word.text)
                .map(|(at, found)| at..at + found.len())
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
        let word = |&(text, is_abbreviation): &(&str, bool)| LinkedWord {
            text: text.to_owned(),
            target: String::new(),
            is_abbreviation,
        };
        let explained = GlossaryLinks { words: words.iter().map(word).collect(), lang };
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
        assert_eq!(found(&[("night shift", false)], "Night shift <x>", Lang::En), ["0 Night shift"]);
    }
}
