//! Long texts, shown in part: a file may hold a note of ten megabytes or a hundred thousand lines,
//! and a page that lays that out does not answer for seconds. Nothing is cut in what is kept.

use crate::{Word, Words};

/// How much of a text is shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Most {
    characters: usize,
    lines: usize,
}

/// So much of a value among others.
pub(crate) const VALUE: Most = Most { characters: 2000, lines: 40 };
/// So much of a note in the report, where it is read in full.
pub(crate) const NOTE: Most = Most { characters: 20_000, lines: 500 };
/// So much of a name within a line.
const NAME: Most = Most { characters: 60, lines: 1 };
/// So much of the words of an entry where they only say which it is.
pub(crate) const LINE: Most = Most { characters: 110, lines: 1 };

/// A text that is not too long, with how much there is where it is cut.
pub(crate) fn cut(words: &Words, text: &str, most: Most) -> String {
    let Some((shown, count)) = shown(text, most) else { return text.to_owned() };
    let start: String = text.chars().take(shown).collect();
    words.fill(Word::Cut, &[("text", &start), ("shown", &shown.to_string()), ("count", &count.to_string())])
}

/// A name cut to fit within a line, with an ellipsis where it is cut.
pub(crate) fn cut_name(text: &str) -> String {
    cut_to(text, NAME)
}

/// A text with an ellipsis where it is cut: between words, where there are any.
pub(crate) fn cut_to(text: &str, most: Most) -> String {
    let Some((shown, _)) = shown(text, most) else { return text.to_owned() };
    let start: String = text.chars().take(shown).collect();
    let is_of_word = |c: char| c.is_ascii_alphanumeric();
    let is_cut = text.chars().nth(shown).is_some_and(is_of_word);
    let whole = if is_cut { start.trim_end_matches(is_of_word).trim_end() } else { start.trim_end() };
    [if whole.is_empty() { &start } else { whole }, "…"].concat()
}

/// How many characters are shown, of how many; `None` where all are.
fn shown(text: &str, most: Most) -> Option<(usize, usize)> {
    // Seldom more than this is looked at: a character takes one byte at least.
    if text.len() <= most.characters && text.matches('\n').count() < most.lines {
        return None;
    }
    let line_ends = text.chars().enumerate().filter(|(_, c)| *c == '\n');
    let line_end = line_ends.map(|(at, _)| at).nth(most.lines - 1);
    let count = text.chars().count();
    let shown = line_end.unwrap_or(count).min(most.characters);
    (shown < count).then_some((shown, count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::words;

    #[test]
    fn long_texts_and_many_lines_are_cut_and_it_is_said() {
        let words = words();
        let two = Most { characters: 2, lines: 1 };
        assert_eq!(cut(&words, "短短", two), "短短");
        assert_eq!(cut(&words, "字很多", two), "cut 字很 2 3");
        let lines = "x\n".repeat(100_000);
        assert!(cut(&words, &lines, VALUE).ends_with("x 79 200000"));
        assert!(cut(&words, &"字".repeat(3_000_000), VALUE).chars().count() < 2100);
        assert_eq!(cut_name(&"字".repeat(61)).chars().count(), 61);
        assert_eq!(cut_name("one\ntwo"), "one…");
        assert_eq!(cut_to("one two three", Most { characters: 9, lines: 1 }), "one two…");
        assert_eq!(cut_to("onetwothree", Most { characters: 3, lines: 1 }), "one…");
        let short = "y\n".repeat(39);
        assert_eq!(cut(&words, &short, VALUE), short);
    }
}
