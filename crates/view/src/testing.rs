//! What the tests of this crate have in common: made-up words and names, printed entries, answers as letters.

use dtmm_example::{EDITION, NAMES};
use dtmm_model::{LabelStyle, Outline, RequirementId};
use dtmm_scoring::{Answer, Assessment, EntryDetails};

use crate::{Names, Texts, Words, level_key, word_values};

/// Made-up words: each says its key and then the values that are filled in, as `held level_1 ABC-101`. So a test shows
/// which words are chosen and what stands in them, and no change of a word of the site breaks it.
pub(crate) fn words() -> Words {
    let word = |(key, values): (String, &[&str])| {
        let name = key.trim_start_matches("score_");
        let word = match name {
            "separator" => "; ".to_owned(),
            "comma" => ", ".to_owned(),
            // It is read again.
            "owner_line" => "{owner}: {scopes}".to_owned(),
            _ => values.iter().fold(name.to_owned(), |word, value| format!("{word} {{{value}}}")),
        };
        (key, word)
    };
    let levels = (1..=9).map(|level| (level_key(level), &[][..]));
    Words::new(word_values().chain(levels).map(word))
}

/// The names of the made-up standards.
pub(crate) fn names() -> Names {
    Names(NAMES.map(|(key, name)| (key.to_owned(), name.to_owned())).to_vec())
}

/// An assessment after letters in the order of the standard: `F L P N`, `-` not applicable, any other open. Spaces are
/// for the reader.
pub(crate) fn assessed(outline: &Outline, letters: &str) -> Assessment {
    let mut assessment = Assessment::new(EDITION);
    let letters = letters.chars().filter(|letter| *letter != ' ');
    for (item, letter) in outline.items().zip(letters) {
        let answer = if letter == '-' { Some(Answer::NotApplicable) } else { Answer::from_key(&letter.to_string()) };
        let reason = if letter == '-' && !item.conditional { "none here" } else { "" };
        assessment.set(item, answer, EntryDetails { reason: reason.to_owned(), ..EntryDetails::NONE }).unwrap();
    }
    assessment
}

/// Printed words made by a function.
pub(crate) struct Printed(pub(crate) fn(RequirementId) -> Option<(String, String)>);

/// A page that shows no entry.
pub(crate) const NOTHING: Printed = Printed(|_| None);

impl Texts for Printed {
    fn of(&self, id: RequirementId) -> Option<(String, String)> {
        (self.0)(id)
    }

    fn labels(&self) -> LabelStyle {
        "a)".parse().unwrap()
    }
}
