//! Stemming of English words, so that a term is found in any inflected form: *service plans* in *the service plan's*,
//! *modelling* in *model*, *optimization* in *optimizing*.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::term_matcher::is_whole_word;

/// The stem of a word as a hash, and the range of the word in its text.
#[derive(Debug)]
struct Stem {
    hash: u64,
    range: Range<usize>,
}

/// A text to search.
#[derive(Debug)]
pub(super) struct English<'a> {
    text: &'a str,
    lower: String,
    /// Its stems, computed when a phrase is not found literally.
    stems: OnceCell<Vec<Stem>>,
}

/// A sequence of words to search for.
#[derive(Debug)]
pub(super) struct Phrase {
    /// As typed in, in lower case.
    lower: String,
    parts: Vec<PhrasePart>,
}

#[derive(Debug, PartialEq, Eq)]
enum PhrasePart {
    Word(u64),
    /// One to four words of any kind.
    Gap,
}

/// The sign of a gap in a phrase.
const GAP: char = '…';
const LONGEST_GAP: usize = 4;

impl<'a> English<'a> {
    pub(super) fn new(text: &'a str) -> English<'a> {
        English { text, lower: text.to_ascii_lowercase(), stems: OnceCell::new() }
    }

    /// The range of the first match of a phrase, literal or by stems.
    pub(super) fn find(&self, phrase: &Phrase) -> Option<Range<usize>> {
        self.find_as_is(&phrase.lower).or_else(|| {
            let words = self.stems.get_or_init(|| stems(self.text));
            (0..words.len()).find_map(|start| {
                let count = length(&phrase.parts, &words[start..]).filter(|count| *count > 0)?;
                Some(words[start].range.start..words[start + count - 1].range.end)
            })
        })
    }

    /// A literal match, which most are: much faster than comparing stems.
    fn find_as_is(&self, phrase: &str) -> Option<Range<usize>> {
        let mut places = self.lower.match_indices(phrase).map(|(at, found)| at..at + found.len());
        places.find(|range| is_whole_word(&self.lower, range))
    }
}

/// The stems of a text: words are runs of ASCII letters and digits.
fn stems(text: &str) -> Vec<Stem> {
    let bytes = text.as_bytes();
    let mut stems = Vec::with_capacity(bytes.len() / 6 + 1);
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(u8::is_ascii_alphanumeric).map(|offset| at + offset) {
        at = bytes[start..].iter().position(|byte| !byte.is_ascii_alphanumeric()).map_or(bytes.len(), |n| start + n);
        stems.push(Stem { hash: stem(&bytes[start..at]), range: start..at });
        // The `s` of a possessive is not a word.
        let rest = text[at..].strip_prefix(['\'', '’']).and_then(|rest| rest.strip_prefix('s'));
        if let Some(rest) = rest.filter(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric())) {
            at = text.len() - rest.len();
        }
    }
    stems
}

impl Phrase {
    /// Reads a phrase of the termbase.
    pub(super) fn read(text: &str) -> Phrase {
        let mut parts = Vec::new();
        for (index, words) in text.split(GAP).enumerate() {
            parts.extend((index > 0).then_some(PhrasePart::Gap));
            parts.extend(stems(words).into_iter().map(|stem| PhrasePart::Word(stem.hash)));
        }
        Phrase { lower: text.to_ascii_lowercase(), parts }
    }
}

/// Phrases to be searched for in one pass, each known by its number.
#[derive(Debug)]
pub(super) struct Phrases {
    phrases: Vec<Phrase>,
    /// The numbers of the phrases that begin with a stem; under `None` of those that begin with a gap.
    by_first: HashMap<Option<u64>, Vec<usize>>,
}

impl Phrases {
    /// Takes the phrases, numbered from 0 in their order.
    pub(super) fn new<'a>(texts: impl Iterator<Item = &'a str>) -> Phrases {
        let phrases: Vec<Phrase> = texts.map(Phrase::read).collect();
        let mut by_first: HashMap<_, Vec<usize>> = HashMap::new();
        for (number, phrase) in phrases.iter().enumerate() {
            match phrase.parts.first() {
                Some(PhrasePart::Word(hash)) => by_first.entry(Some(*hash)).or_default().push(number),
                Some(PhrasePart::Gap) => by_first.entry(None).or_default().push(number),
                None => {}
            }
        }
        Phrases { phrases, by_first }
    }

    /// The first match of each phrase that a text has, by the number of the phrase.
    pub(super) fn find(&self, text: &str) -> BTreeMap<usize, Range<usize>> {
        let words = stems(text);
        let mut found = BTreeMap::new();
        for (start, word) in words.iter().enumerate() {
            let begins = [Some(word.hash), None].into_iter().filter_map(|first| self.by_first.get(&first)).flatten();
            for number in begins {
                if let Some(count) = length(&self.phrases[*number].parts, &words[start..]) {
                    found.entry(*number).or_insert(word.range.start..words[start + count - 1].range.end);
                }
            }
        }
        found
    }
}

/// The number of words that the parts match at the beginning of `words`; `None` if they do not match.
fn length(parts: &[PhrasePart], words: &[Stem]) -> Option<usize> {
    match parts.split_first() {
        None => Some(0),
        Some((PhrasePart::Word(hash), rest)) => {
            let (first, words) = words.split_first()?;
            if first.hash == *hash { length(rest, words).map(|count| count + 1) } else { None }
        }
        Some((PhrasePart::Gap, rest)) => (1..=LONGEST_GAP.min(words.len()))
            .find_map(|skipped| length(rest, &words[skipped..]).map(|count| count + skipped)),
    }
}

/// The hash of the stem of a word.
fn stem(word: &[u8]) -> u64 {
    const LONGEST: usize = 32;
    let mut buffer = [0; LONGEST];
    let word = &word[..word.len().min(LONGEST)];
    buffer[..word.len()].copy_from_slice(word);
    let lower = &mut buffer[..word.len()];
    lower.make_ascii_lowercase();
    let end = ending(lower);
    // FNV-1a with 64 bits: the words of one text are so few that collisions do not matter.
    lower[..end].iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        let byte = if *byte == b'y' { b'i' } else { *byte };
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The length of the stem of a lower-case word.
fn ending(word: &[u8]) -> usize {
    let mut end = word.len();
    let cut = |end: &mut usize, suffix: &str, least: usize| {
        let is_there = word[..*end].ends_with(suffix.as_bytes()) && *end >= suffix.len() + least;
        *end -= if is_there { suffix.len() } else { 0 };
        is_there
    };
    if word.ends_with(b"ies") && end > 4 {
        end -= 2; // the hash takes `y` for `i`
    } else if !["ss", "us", "is"].iter().any(|kept| word.ends_with(kept.as_bytes())) {
        let _ = ["sses", "shes", "ches", "xes"].iter().any(|sound| word.ends_with(sound.as_bytes()))
            && cut(&mut end, "es", 3)
            || cut(&mut end, "s", 2);
    }
    let verb = ["ization", "izing", "ized"].into_iter().find(|suffix| cut(&mut end, suffix, 2));
    if verb.is_some() {
        return end + "iz".len();
    }
    let is_cut = ["ing", "ed"].into_iter().any(|suffix| {
        let before = end.saturating_sub(suffix.len());
        word[..before].iter().any(|byte| b"aeiouy".contains(byte)) && cut(&mut end, suffix, 2)
    });
    if !is_cut {
        cut(&mut end, "e", 2);
    }
    // Undoes the doubling of a consonant before an ending: modelling, planned.
    let is_doubled = end > 3 && word[end - 1] == word[end - 2] && !b"aeiou".contains(&word[end - 1]);
    end - usize::from(is_doubled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_in(phrase: &str, text: &str) -> bool {
        English::new(text).find(&Phrase::read(phrase)).is_some()
    }

    #[test]
    fn words_are_found_in_any_form() {
        for (phrase, text) in [
            ("service plan", "the Service Plans"),
            ("enterprise", "the enterprise's goal"),
            ("policy", "policies"),
            ("first-principles modelling", "first principles models"),
            ("optimization", "to optimize; optimized, optimizing"),
            ("scheduling", "it schedules"),
            ("trace", "tracing"),
            ("process", "processes"),
            ("switch", "switches"),
            ("cloud–edge collaboration", "cloud-edge collaboration"),
            ("planning", "planned"),
            ("analysis", "analysis"),
            ("as a service", "as-a-service"),
        ] {
            assert!(is_in(phrase, text), "{phrase} in {text}");
        }
        for (phrase, text) in
            [("plan service", "service plan"), ("data", "metadata"), ("ring", "r"), ("center", "centre")]
        {
            assert!(!is_in(phrase, text), "{phrase} in {text}");
        }
    }

    #[test]
    fn words_between_are_allowed_only_where_declared() {
        assert!(!is_in("closed management", "closed-loop management"));
        assert!(is_in("closed…management", "closed-loop management"));
        assert!(!is_in("closed…management", "closed management"));
        assert!(!is_in("closed … management", "closed a b c d e management"));
    }

    #[test]
    fn a_phrase_is_found_where_it_stands() {
        let text = "The clinic’s service plans.";
        let found = English::new(text).find(&Phrase::read("service plan")).unwrap();
        assert_eq!(&text[found], "service plans");
    }
}
