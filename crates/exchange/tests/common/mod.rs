//! Words, problems as the tests write them, and random numbers.
#![allow(dead_code)] // each test uses its own part

pub(crate) mod random;

use dtmm_exchange::{Encoding, add_words};
use dtmm_model::{Item, Outline};
use dtmm_scoring::{Problem, Vocabulary};

/// Words of both languages for answers and columns, by name.
const WORDS: [(&str, &str); 18] = [
    ("full", "全部满足"),
    ("largely", "大部分"),
    ("answers_in_full", "全部满足 | 大部分满足 | 部分满足 | 不满足 | 不适用"),
    ("csv_id", "编号"),
    ("csv_domain", "能力域"),
    ("csv_answer", "作答"),
    ("field_reason", "不适用的原因"),
    ("note", "备注"),
    ("evidence", "证据"),
    ("owner", "负责人"),
    ("due", "期限"),
    ("field_organization", "单位"),
    ("full", "Fully"),
    ("answers_in_full", "fully met | largely met | partly met | not met | not applicable"),
    ("csv_id", "identifier"),
    ("csv_answer", "F L P N NA"),
    ("field_reason", "Why not applicable"),
    ("note", "Note"),
];

pub(crate) fn vocabulary() -> Vocabulary {
    let mut words = Vocabulary::NONE;
    for language in [&WORDS[..12], &WORDS[12..]] {
        let word = |name: &str| language.iter().find(|(own, _)| *own == name).map_or("", |(_, word)| word).to_owned();
        add_words(&mut words, &word);
    }
    words
}

/// A long standard: 390 entries.
pub(crate) fn large_outline() -> Outline {
    let subdomains = ('A'..='Z').map(|letter| format!("{letter}AA rrr|rrr|rrr|rrr|rrr\n"));
    dtmm_example::outline(&format!("@everything\n{}", subdomains.collect::<String>()))
}

pub(crate) fn item(outline: &Outline, id: &str) -> Item {
    *outline.items().find(|item| item.id.to_string() == id).unwrap()
}

/// Problems as the files of the tests write them.
pub(crate) fn said(problems: &[Problem]) -> Vec<String> {
    let line = |problem: &Problem| {
        let entry = problem.entry.as_deref().map_or(String::new(), |entry| format!(" [{entry}]"));
        format!("{}:{} {} {}{entry}", problem.line, problem.column, problem.code.key(), problem.path)
    };
    problems.iter().map(|problem| line(problem).trim_end().to_owned()).collect()
}

/// A small generator of numbers, the same on every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % limit
    }

    /// The text with a character changed, something put in, something taken out, or a part doubled.
    pub(crate) fn damage(&mut self, text: &str, pieces: &[&str]) -> String {
        let mut characters: Vec<char> = text.chars().collect();
        let at = self.below(characters.len() + 1);
        let end = (at + self.below(12)).min(characters.len());
        let piece: Vec<char> = match self.below(3) {
            0 => characters[at..end].to_vec(),
            _ => pieces[self.below(pieces.len())].chars().collect(),
        };
        match self.below(3) {
            0 => drop(characters.drain(at..end)),
            1 => drop(characters.splice(at..end, piece)),
            _ => drop(characters.splice(at..at, piece)),
        }
        characters.into_iter().collect()
    }
}

/// The bytes of a text in one of seven encodings, and which one it is. None where the last would not have
/// to be guessed.
pub(crate) fn encoded(text: &str, encoding: usize) -> Option<(Vec<u8>, Encoding)> {
    let units = |mark: &str, bytes: fn(u16) -> [u8; 2]| [mark, text].concat().encode_utf16().flat_map(bytes).collect();
    Some(match encoding {
        0 => (text.into(), Encoding::Utf8),
        1 => (["\u{feff}", text].concat().into(), Encoding::Utf8),
        2 => (units("\u{feff}", u16::to_le_bytes), Encoding::Utf16Le),
        3 => (units("\u{feff}", u16::to_be_bytes), Encoding::Utf16Be),
        4 => (units("", u16::to_le_bytes), Encoding::Utf16Le),
        5 => (units("", u16::to_be_bytes), Encoding::Utf16Be),
        _ => {
            let (bytes, _, lossy) = encoding_rs::GB18030.encode(text);
            let is_guess = !lossy && std::str::from_utf8(&bytes).is_err();
            return is_guess.then(|| (bytes.into_owned(), Encoding::Gb18030));
        }
    })
}
