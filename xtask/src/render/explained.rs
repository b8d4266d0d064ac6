//! Terms and abbreviations where they stand in the text: each is a link to its explanation, the
//! first time it occurs in a cell or paragraph.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Range;

use dtmm_model::{Lang, RequirementId};

use crate::document::Document;

/// A word that is explained.
struct Word {
    /// In English in lower case, unless it is an abbreviation.
    text: String,
    /// The identifier of its explanation on the page of the full text.
    target: String,
    is_abbreviation: bool,
}

/// A word found in a text.
pub(super) struct Mark<'a> {
    range: Range<usize>,
    target: &'a str,
}

/// Where words of a text stand, each with its index among the explained ones.
type Found = Vec<(Range<usize>, usize)>;

/// What is explained in one language, and where it stands in the entries.
pub(super) struct Explained {
    words: Vec<Word>,
    /// By entry: what is found in its text, then in each example.
    entries: BTreeMap<RequirementId, Vec<Found>>,
}

impl Explained {
    /// Looks through all entries once.
    pub(super) fn new(document: &Document, lang: Lang) -> Explained {
        let mut explained = Explained { words: words(document, lang), entries: BTreeMap::new() };
        for cell in document.standard.subdomains().flat_map(|(_, subdomain)| &subdomain.cells) {
            let mut seen = BTreeSet::new();
            for entry in &cell.entries {
                let texts = std::iter::once(&entry.text).chain(entry.examples.iter().map(|example| &example.text));
                let marks: Vec<_> = texts.map(|text| explained.find(text.get(lang), lang, &mut seen)).collect();
                if marks.iter().any(|marks| !marks.is_empty()) {
                    explained.entries.insert(entry.id, marks);
                }
            }
        }
        explained
    }

    /// The text of an entry (`0`) or of one of its examples (from `1`) as HTML, where it has a word
    /// that is explained. `before` leads to the pages of the language.
    pub(super) fn entry(&self, id: RequirementId, index: usize, text: &str, before: &str) -> Option<String> {
        let marks = self.entries.get(&id)?.get(index).filter(|marks| !marks.is_empty())?;
        let marks = marks.iter().map(|(range, word)| Mark { range: range.clone(), target: &self.words[*word].target });
        Some(to_html(text, marks, before))
    }

    /// A text of the page that holds the explanations as HTML.
    pub(super) fn paragraph(&self, text: &str, lang: Lang, seen: &mut BTreeSet<usize>) -> String {
        let marks = self.find(text, lang, seen);
        let marks = marks.into_iter().map(|(range, word)| Mark { range, target: &self.words[word].target });
        to_html(text, marks, "")
    }

    fn find(&self, text: &str, lang: Lang, seen: &mut BTreeSet<usize>) -> Found {
        let lower = if lang == Lang::En { text.to_ascii_lowercase() } else { String::new() };
        let mut found = Found::new();
        for (index, word) in self.words.iter().enumerate() {
            let haystack = if word.is_abbreviation || lang == Lang::Zh { text } else { &lower };
            let is_free = |range: &Range<usize>| found.iter().all(|(taken, _)| !overlap(taken, range));
            let first = haystack
                .match_indices(&word.text)
                .map(|(at, hit)| at..at + hit.len())
                .find(|range| is_free(range) && (!word.text.is_ascii() || stands_alone(text, range)));
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

/// Terms, the longest first, and abbreviations.
fn words(document: &Document, lang: Lang) -> Vec<Word> {
    let term = |term: &crate::document::Term| Word {
        text: term.name.get(lang).to_lowercase(),
        target: format!("term-{}", term.number),
        is_abbreviation: false,
    };
    let mut words: Vec<Word> = document.terms.iter().map(term).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.text.len()));
    words.extend(document.abbreviations.iter().map(|abbreviation| Word {
        text: abbreviation.short.clone(),
        target: format!("abbreviation-{}", abbreviation.short),
        is_abbreviation: true,
    }));
    words
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Whether no Latin letter or digit adjoins.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let adjoins = |c: char| c.is_ascii_alphanumeric();
    !text[..range.start].ends_with(adjoins) && !text[range.end..].starts_with(adjoins)
}

fn to_html<'a>(text: &str, marks: impl Iterator<Item = Mark<'a>>, before: &str) -> String {
    let mut html = String::with_capacity(text.len() + 80);
    let mut done = 0;
    for Mark { range, target } in marks {
        escape(&text[done..range.start], &mut html);
        let _ = write!(html, "<a class=\"t\" href=\"{before}standard.html#{target}\">");
        escape(&text[range.clone()], &mut html);
        html.push_str("</a>");
        done = range.end;
    }
    escape(&text[done..], &mut html);
    html
}

fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            other => html.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explained(words: &[(&str, bool)]) -> Explained {
        let word = |&(text, is_abbreviation): &(&str, bool)| Word {
            text: text.to_owned(),
            target: text.replace(' ', "-"),
            is_abbreviation,
        };
        Explained { words: words.iter().map(word).collect(), entries: BTreeMap::new() }
    }

    fn shown(words: &[(&str, bool)], text: &str, lang: Lang) -> String {
        explained(words)
            .paragraph(text, lang, &mut BTreeSet::new())
            .replace(" class=\"t\"", "")
            .replace("standard.html", "")
    }

    #[test]
    fn the_longer_term_wins_and_each_is_explained_once() {
        let words = [("数字化转型成熟度", false), ("数字化转型", false)];
        let html = shown(&words, "数字化转型成熟度与数字化转型、数字化转型", Lang::Zh);
        let expected =
            "<a href=\"#数字化转型成熟度\">数字化转型成熟度</a>与<a href=\"#数字化转型\">数字化转型</a>、数字化转型";
        assert_eq!(html, expected);
    }

    #[test]
    fn an_abbreviation_is_a_word_of_its_own_in_capitals() {
        assert_eq!(
            shown(&[("IT", true)], "ITSM, it & 采用IT技术", Lang::Zh),
            "ITSM, it &amp; 采用<a href=\"#IT\">IT</a>技术"
        );
    }

    #[test]
    fn an_english_term_is_found_in_any_case() {
        let html = shown(&[("process industry", false)], "Process industry <x>", Lang::En);
        assert_eq!(html, "<a href=\"#process-industry\">Process industry</a> &lt;x&gt;");
    }
}
