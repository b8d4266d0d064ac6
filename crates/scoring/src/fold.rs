//! One folding for what people and spreadsheets write in other characters: identifiers, heads of
//! columns, answers and dates are the same whatever the width, the case, the dash or the spaces.
//!
//! It does what Unicode NFKC does to the characters that occur in these, without its tables, which
//! are larger than the engine of the page.

use std::str::FromStr;

use dtmm_model::{CellId, Item, Outline, RequirementId};

use crate::{Answer, Scope};

/// The words by which answers and fields are known beside their keys, in all languages of the site.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    answers: Vec<(String, Answer)>,
    fields: Vec<(String, &'static str)>,
}

impl Vocabulary {
    /// No words: keys alone are understood.
    pub const NONE: Vocabulary = Vocabulary { answers: Vec::new(), fields: Vec::new() };

    /// Adds a word for an answer, as `全部满足`.
    pub fn add_answer(&mut self, answer: Answer, word: &str) {
        self.answers.push((fold(word), answer));
    }

    /// Adds a word for a field of a file or a column of a table by its key, as `备注` for `note`.
    pub fn add_field(&mut self, key: &'static str, word: &str) {
        self.fields.push((fold(word), key));
    }

    /// The answer that a text means: `F`, `Ｆ`, `n/a`, a word, or both as `F 全部满足`.
    pub fn answer(&self, text: &str) -> Option<Answer> {
        // As files have it, of which there may be millions.
        if let Some(answer) = Answer::from_key(text) {
            return Some(answer);
        }
        let folded = fold(text);
        self.one_answer(&folded).or_else(|| {
            let key = Answer::ALL.into_iter().rev().find(|answer| folded.starts_with(answer.key()));
            let rest = |answer: &Answer| folded.strip_prefix(answer.key()).map(trimmed);
            key.filter(|answer| rest(answer).is_some_and(|rest| self.word(rest) == Some(*answer)))
        })
    }

    fn one_answer(&self, folded: &str) -> Option<Answer> {
        let letter = if folded == "N/A" { Some(Answer::NotApplicable) } else { Answer::from_key(folded) };
        letter.or_else(|| self.word(folded))
    }

    fn word(&self, folded: &str) -> Option<Answer> {
        self.answers.iter().find(|(word, _)| word == folded).map(|(_, answer)| *answer)
    }

    /// The key of the field that a text names: a key of `keys`, alone or before its word as in
    /// `answer 作答`, or a word alone.
    pub fn field(&self, text: &str, keys: &[&'static str]) -> Option<&'static str> {
        // The key ends where its characters do; `due date` names no field, so that it is looked up whole.
        let plain: String = text.chars().map(narrow).filter(|character| !is_unseen(*character)).collect();
        let plain = plain.trim();
        let end = plain.find(|character: char| !character.is_ascii_graphic()).unwrap_or(plain.len());
        let lead = plain.get(..end).unwrap_or_default();
        let by_key = keys.iter().find(|key| key.eq_ignore_ascii_case(lead));
        let folded = fold(text);
        let by_word = || self.fields.iter().find(|(word, key)| *word == folded && keys.contains(key));
        by_key.copied().or_else(|| by_word().map(|(_, key)| *key))
    }

    /// The key of `keys` whose word a text begins with, of words that are not written in Latin letters.
    pub fn field_before(&self, text: &str, keys: &[&'static str]) -> Option<&'static str> {
        let folded = fold(text);
        let begins = |word: &str| !word.is_ascii() && folded.starts_with(word);
        self.fields.iter().find(|(word, key)| keys.contains(key) && begins(word)).map(|(_, key)| *key)
    }

    /// Whether a text holds one of the words that are not written in Latin letters.
    pub fn is_spoken_in(&self, text: &str) -> bool {
        let words = self.answers.iter().map(|(word, _)| word).chain(self.fields.iter().map(|(word, _)| word));
        words.filter(|word| !word.is_ascii() && word.chars().count() > 1).any(|word| text.contains(word.as_str()))
    }
}

/// A text without what makes no difference in a name: in capitals, of narrow width, without dashes,
/// spaces and characters that are not seen.
pub fn fold(text: &str) -> String {
    let seen = text.chars().map(narrow).filter(|one| !is_unseen(*one) && !one.is_whitespace() && *one != '-');
    seen.map(|character| character.to_ascii_uppercase()).collect()
}

/// The item that an identifier in any spelling names, as `ABC-101`, `abc 101` or `ＡＢＣ－１０１`.
pub fn item_of<'o>(outline: &'o Outline, name: &str) -> Option<&'o Item> {
    let id = id_of(name)?;
    let subdomain = outline.subdomains().find(|subdomain| subdomain.code == id.cell.subdomain)?;
    subdomain.cell(id.cell.level).iter().find(|item| item.id == id)
}

/// What people write for the dash of an identifier, beside all dashes.
const JOINTS: [char; 9] = ['_', '~', '.', '/', ':', '·', '•', '一', '〜'];

/// What spreadsheets put around what is to stay text, as in `="ABC-101"` and `'ABC-101`.
const QUOTES: [char; 7] = ['=', '"', '\'', '“', '”', '‘', '’'];

/// The identifier in its only form, whether or not an edition has it.
pub(crate) fn id_of(name: &str) -> Option<RequirementId> {
    identifier(name)
}

/// The cell that a text names in any spelling.
pub(crate) fn cell_of(name: &str) -> Option<CellId> {
    identifier(name)
}

fn identifier<T: FromStr>(name: &str) -> Option<T> {
    name.parse().ok().or_else(|| {
        let folded = fold(name);
        let name = folded.trim_matches(QUOTES);
        let (code, serial) = name.split_at(name.find(|one: char| !one.is_ascii_uppercase())?);
        [code, serial.strip_prefix(JOINTS).unwrap_or(serial)].join("-").parse().ok()
    })
}

/// The key of the scope that a text names in any spelling: `company`, the slug of a domain or the
/// code of a subdomain.
pub fn scope_of<'o>(outline: &'o Outline, name: &str) -> Option<&'o str> {
    let folded = fold(name);
    let key = |scope: Scope| scope.key(outline);
    Scope::all(outline).map(key).find(|key| *key == name || fold(key) == folded)
}

/// What a text names that an action can be for, as it is written in files: an entry, a cell, a subdomain, a domain or
/// the company, in any spelling. `None` where the edition has no such thing.
pub fn action_scope(outline: &Outline, name: &str) -> Option<String> {
    if let Some(id) = id_of(name).filter(|id| outline.items().any(|item| item.id == *id)) {
        return Some(id.to_string());
    }
    let cell = cell_of(name).filter(|cell| {
        let has_level = usize::from(cell.level.number()) <= outline.level_count();
        has_level && outline.subdomains().any(|subdomain| subdomain.code == cell.subdomain)
    });
    cell.map(|cell| cell.to_string()).or_else(|| scope_of(outline, name).map(str::to_owned))
}

/// The cells from one level of a subdomain to another, as they are written in files, that a text names in any spelling, as
/// `ABC-1~3`, `abc 1–3` or `ABC-1至ABC-3`. `None` where the edition has no such cells.
pub fn cells_between(outline: &Outline, name: &str) -> Option<Vec<String>> {
    let plain: String = name.chars().map(narrow).filter(|one| !is_unseen(*one) && !one.is_whitespace()).collect();
    plain.match_indices(['-', '~', '至', '到']).find_map(|(at, joint)| {
        let (first, last) = (cell_of(&plain[..at])?, &plain[at + joint.len()..]);
        let last = match cell_of(last) {
            Some(cell) if cell.subdomain == first.subdomain => cell.level,
            Some(_) => return None,
            None => outline.level(last)?,
        };
        let levels = outline.levels().filter(|level| (first.level..=last).contains(level));
        let cells: Vec<String> = levels.map(|level| CellId { level, ..first }.to_string()).collect();
        action_scope(outline, cells.first()?).map(|_| cells)
    })
}

/// The place of the domain whose slug a text names in any spelling.
pub(crate) fn domain_of(outline: &Outline, name: &str) -> Option<usize> {
    let folded = fold(name);
    outline.domains.iter().position(|domain| fold(domain.slug.as_str()) == folded)
}

/// A folded text without the punctuation between a letter and its word.
fn trimmed(text: &str) -> &str {
    text.trim_matches(['(', ')', ':', '=', '.', ',', '、', '/', '[', ']'])
}

/// A character in its usual width and with the usual dash.
pub(crate) fn narrow(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => match char::from_u32(u32::from(character) - 0xfee0) {
            Some(narrow) => narrow,
            None => character,
        },
        '\u{3000}' => ' ',
        '\u{2010}'..='\u{2015}'
        | '\u{58a}'
        | '\u{5be}'
        | '\u{1400}'
        | '\u{1806}'
        | '\u{2043}'
        | '\u{2053}'
        | '\u{207b}'
        | '\u{208b}'
        | '\u{2e17}'
        | '\u{2e1a}'
        | '\u{2e40}'
        | '\u{301c}'
        | '\u{3030}'
        | '\u{30a0}'
        | '\u{2212}'
        | '\u{02d7}'
        | '\u{fe58}'
        | '\u{fe63}'
        | '\u{fe31}'
        | '\u{fe32}'
        | '\u{2e3a}'
        | '\u{2e3b}'
        | '\u{2500}'
        | '\u{30fc}'
        | '\u{ff70}' => '-',
        _ => character,
    }
}

/// Whether a character has neither width nor ink, as a zero-width space.
pub const fn is_unseen(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_the_same_in_any_spelling() {
        for name in [
            "ABC-101",
            "abc-101",
            "ABC–101",
            "ABC‑101",
            "ＡＢＣ－１０１",
            "ABC 101",
            "abc101",
            " A\u{200b}BC—101\u{a0}",
            "ABC−1 01",
            "ABC⁃101",
            "ABC〜101",
            "ABC～101",
            "ABC_101",
            "abc.101",
            "ABC/101",
            "ABC·101",
            "ABC一101",
            "=\"ABC-101\"",
            "'ABC-101",
            "“ABC-101”",
        ] {
            assert_eq!(id_of(name).unwrap().to_string(), "ABC-101", "{name}");
        }
        for name in
            ["", "ABC", "ABC-1011", "ABC-600", "A101", "ABCDEFGHI101", "质101", "合计", "ABC..101", "ABC(101)", "ABC_"]
        {
            assert_eq!(id_of(name), None, "{name}");
        }
        for (name, id) in [("ai 902", "AI-902"), ("ＣＵＳＴＯＭＥＲ１０１", "CUSTOMER-101"), ("'qm_203", "QM-203")]
        {
            assert_eq!(id_of(name).unwrap().to_string(), id, "{name}");
        }
    }

    #[test]
    fn answers_are_known_by_letter_and_word() {
        let mut words = Vocabulary::NONE;
        words.add_answer(Answer::Full, "全部满足");
        words.add_answer(Answer::Full, "Fully met");
        words.add_answer(Answer::Not, "Not met");
        for (text, answer) in [
            ("F", Some(Answer::Full)),
            ("ｆ", Some(Answer::Full)),
            ("F 全部满足", Some(Answer::Full)),
            ("F（全部满足）", Some(Answer::Full)),
            ("fully  MET", Some(Answer::Full)),
            ("N/A", Some(Answer::NotApplicable)),
            ("n／a", Some(Answer::NotApplicable)),
            ("n.a.", None),
            ("N: not met", Some(Answer::Not)),
            ("F 不满足", None),
            ("N 全部满足", None),
            ("FF", None),
            ("Full house", None),
            ("", None),
        ] {
            assert_eq!(words.answer(text), answer, "{text}");
        }
    }
}
