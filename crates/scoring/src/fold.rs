//! One folding for what people and spreadsheets write in other characters: identifiers, heads of
//! columns, answers and dates are the same whatever the width, the case, the dash or the spaces.
//!
//! It does what Unicode NFKC does to the characters that occur in these, without its tables, which
//! are larger than the engine of the page.

use dtmm_model::{Item, Outline, RequirementId};

use crate::{Answer, Scope, is_date};

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
    name.parse().ok().or_else(|| {
        let folded = fold(name);
        let (code, serial) = folded.trim_matches(QUOTES).split_at_checked(3)?;
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

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDate {
    /// Not of the calendar, or in no form that is known.
    Wrong,
    /// It may be two days, as `1/2/2027`.
    Ambiguous,
}

/// The date that a text means, as `2027-03-01`; empty where the text is. Known are year, month and
/// day with any dash, stroke, dot or space between or in Chinese, the eight digits, the English names
/// of months, and these with the day of the week or a time of the day after them, which are left away.
/// What begins with the day or the month is taken only where it can be one day.
///
/// # Errors
/// Any other text.
pub fn date_of(text: &str) -> Result<String, NoDate> {
    if is_date(text) {
        return Ok(text.to_owned());
    }
    let text: String = text.chars().map(narrow).filter(|character| !is_unseen(*character)).collect();
    let text = text.trim();
    if text.is_empty() || is_date(text) {
        return Ok(text.to_owned());
    }
    if text.contains(|character: char| character.is_ascii_alphabetic())
        && let Some(date) = named(text)
    {
        return Ok(date);
    }
    let (numbers, rest) = numbers(text);
    let found = match numbers[..] {
        [whole] if whole.len() == 8 => dated(&whole[..4], &whole[4..6], &whole[6..]),
        [year, month, day] if year.len() == 4 => dated(year, month, day),
        [one, two, year] if year.len() == 4 => {
            let found = [dated(year, one, two), dated(year, two, one)];
            match found {
                [Some(one), Some(two)] if one != two => return Err(NoDate::Ambiguous),
                [one, two] => one.or(two),
            }
        }
        _ => None,
    };
    found.filter(|_| is_time(rest)).ok_or(NoDate::Wrong)
}

/// The date of a text that names its month in English, as `1-Mar-2027` or `Mon, March 1st, 2027`.
fn named(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let is_cut = |word: &str, whole: &&str| word.len() >= 3 && whole.starts_with(word);
    let (mut month, mut day, mut year) = (None, None, None);
    for part in text.split(|one: char| !one.is_ascii_alphanumeric()).filter(|part| !part.is_empty()) {
        let part = part.to_ascii_lowercase();
        let end = part.find(|one: char| !one.is_ascii_digit()).unwrap_or(part.len());
        let (number, word) = part.split_at_checked(end)?;
        let place = match (number.len(), word) {
            (0, _) if DAYS.iter().any(|whole| is_cut(word, whole)) => continue,
            (0, _) => {
                let place = MONTHS.iter().position(|whole| is_cut(word, whole))?;
                if month.replace((place + 1).to_string()).is_some() {
                    return None;
                }
                continue;
            }
            (4, "") => &mut year,
            (1 | 2, "" | "st" | "nd" | "rd" | "th") => &mut day,
            _ => return None,
        };
        if place.replace(number.to_owned()).is_some() {
            return None;
        }
    }
    dated(&year?, &month?, &day?)
}

/// The numbers of a date, up to three, and what follows them.
fn numbers(text: &str) -> (Vec<&str>, &str) {
    const MARKS: [char; 9] = ['年', '月', '日', '号', '-', '/', '.', '\\', '、'];
    let (mut numbers, mut rest) = (Vec::new(), text);
    loop {
        let end = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
        let (number, after) = rest.split_at_checked(end).unwrap_or_default();
        numbers.push(number);
        let before = after;
        let after = after.trim_start();
        let mark = MARKS.into_iter().find(|mark| after.starts_with(*mark));
        rest = mark.and_then(|mark| after.strip_prefix(mark)).unwrap_or(after).trim_start();
        let is_last = numbers.len() == 3 || (numbers.len() == 1 && number.len() == 8);
        // Spaces alone separate two numbers, too.
        let is_apart = before != after && after.starts_with(|next: char| next.is_ascii_digit());
        if (mark.is_none() && !is_apart) || matches!(mark, Some('日' | '号')) || is_last {
            let is_open = is_last && mark.is_some_and(|mark| !matches!(mark, '日' | '号' | '.'));
            return (numbers, if is_open { after } else { rest });
        }
    }
}

/// The date of a year, a month and a day with one or two digits each, where there is such a day.
fn dated(year: &str, month: &str, day: &str) -> Option<String> {
    let two = |part: &str| if part.len() == 1 { ["0", part].concat() } else { part.to_owned() };
    Some([year, &two(month), &two(day)].join("-")).filter(|date| is_date(date))
}

/// Whether a text is a day of the week, a time of the day, both, or nothing.
fn is_time(text: &str) -> bool {
    let bare = text.trim_start_matches(['(', ' ']);
    let week = ["星期", "周", "礼拜"].into_iter().find_map(|word| bare.strip_prefix(word));
    let text =
        week.and_then(|rest| rest.strip_prefix(['一', '二', '三', '四', '五', '六', '日', '天'])).unwrap_or(text);
    let text = text.trim_start_matches(['T', 't', ' ', ')']);
    let is_clock = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | ' ' | 'Z' | 'z');
    let clock = text.trim_start_matches("上午").trim_start_matches("下午").trim().to_ascii_uppercase();
    let clock = clock.trim_end_matches("AM").trim_end_matches("PM");
    clock.is_empty()
        || (clock.contains(':') && clock.starts_with(|c: char| c.is_ascii_digit()) && clock.chars().all(is_clock))
}

/// A folded text without the punctuation between a letter and its word.
fn trimmed(text: &str) -> &str {
    text.trim_matches(['(', ')', ':', '=', '.', ',', '、', '/', '[', ']'])
}

/// A character in its usual width and with the usual dash.
fn narrow(character: char) -> char {
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
        for name in ["", "ABC", "ABC-1011", "ABC-600", "ABCX101", "质101", "合计", "ABC..101", "ABC(101)", "ABC_"] {
            assert_eq!(id_of(name), None, "{name}");
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

    #[test]
    fn dates_that_can_be_one_day_are_read() {
        for (text, date) in [
            ("", Ok("")),
            ("2027-03-01", Ok("2027-03-01")),
            ("2027/3/1", Ok("2027-03-01")),
            ("2027.3.1", Ok("2027-03-01")),
            ("2027年3月1日", Ok("2027-03-01")),
            ("２０２７ 年 3 月 1 日", Ok("2027-03-01")),
            ("20270301", Ok("2027-03-01")),
            ("2027–3–1", Ok("2027-03-01")),
            ("2027-03-01T08:00:00Z", Ok("2027-03-01")),
            ("2027/3/1 8:00", Ok("2027-03-01")),
            ("2027/3/1 0:00:00 AM", Ok("2027-03-01")),
            ("2027年3月1日 上午8:00", Ok("2027-03-01")),
            ("25/12/2027", Ok("2027-12-25")),
            ("3.3.2027", Ok("2027-03-03")),
            ("2027年3月1号", Ok("2027-03-01")),
            ("2027年3月1日星期一", Ok("2027-03-01")),
            ("2027/3/1 周一 8:00", Ok("2027-03-01")),
            ("2027-03-01（星期一）", Ok("2027-03-01")),
            ("2027\\3\\1", Ok("2027-03-01")),
            ("2027、3、1", Ok("2027-03-01")),
            ("2027 03 01", Ok("2027-03-01")),
            ("2027.03.01.", Ok("2027-03-01")),
            ("1-Mar-2027", Ok("2027-03-01")),
            ("Mon, March 1st, 2027", Ok("2027-03-01")),
            ("1 sept 2027", Ok("2027-09-01")),
            ("Mar 2027", Err(NoDate::Wrong)),
            ("1 Mar Apr 2027", Err(NoDate::Wrong)),
            ("30 Feb 2027", Err(NoDate::Wrong)),
            ("1-Mar-27", Err(NoDate::Wrong)),
            ("2027 3", Err(NoDate::Wrong)),
            ("1 2 2027", Err(NoDate::Ambiguous)),
            ("2027年3月1日某天", Err(NoDate::Wrong)),
            ("1/2/2027", Err(NoDate::Ambiguous)),
            ("46082", Err(NoDate::Wrong)),
            ("2027-02-29", Err(NoDate::Wrong)),
            ("2027-3-1x", Err(NoDate::Wrong)),
            ("2027-3-1-", Err(NoDate::Wrong)),
            ("20270-03-01", Err(NoDate::Wrong)),
            ("27-03-01", Err(NoDate::Wrong)),
            ("2027-03", Err(NoDate::Wrong)),
            ("soon", Err(NoDate::Wrong)),
        ] {
            assert_eq!(date_of(text), date.map(str::to_owned), "{text}");
        }
    }
}
