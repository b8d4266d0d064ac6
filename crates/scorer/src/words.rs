//! The words of the page. The shell has none of its own: they come from `content/interface.yaml`,
//! in the language of the page, where their keys begin with `score_`.

use dtmm_scoring::{Answer, Code};

/// Names each word once, with its key.
macro_rules! words {
    ($($name:ident = $key:literal,)*) => {
        /// A word of the shell.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Word { $($name,)* }

        impl Word {
            /// All words.
            #[cfg(test)]
            pub(crate) const ALL: &[Word] = &[$(Word::$name,)*];

            /// The key in `content/interface.yaml`, without `score_`.
            pub(crate) const fn key(self) -> &'static str {
                match self { $(Word::$name => $key,)* }
            }
        }
    };
}

words! {
    Full = "full",
    Largely = "largely",
    Partly = "partly",
    Not = "not",
    NotApplicable = "not_applicable",
    Tick = "tick",
    Group = "group",
    Reason = "reason",
    ReasonNeeded = "reason_needed",
    Level = "level",
    Company = "company",
    NoneApplies = "none_applies",
    Answered = "answered",
    Provisional = "provisional",
    Held = "held",
    More = "more",
    Top = "top",
    Capped = "capped",
    Separator = "separator",
    Comma = "comma",
    Announced = "announced",
    Unfinished = "unfinished",
    CellMet = "cell_met",
    CellPart = "cell_part",
    CellOpen = "cell_open",
    CellNa = "cell_na",
    NotKept = "not_kept",
    Damaged = "damaged",
    OtherEdition = "other_edition",
    Save = "save",
    FileName = "file_name",
    Loaded = "loaded",
    Unknown = "unknown",
    Cleared = "cleared",
    Nothing = "nothing",
    Undo = "undo",
    Undone = "undone",
    Refused = "refused",
    Place = "place",
    MoreProblems = "more_problems",
    Unreadable = "unreadable",
    TooLarge = "too_large",
}

/// What all keys begin with.
const PREFIX: &str = "score_";

/// The words in the language of the page, by key.
pub(crate) struct Words(Vec<(String, String)>);

impl Words {
    /// Takes the words as the page has them; of other words it has no use.
    pub(crate) fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Words {
        let own = |(key, word): (String, String)| Some((key.strip_prefix(PREFIX)?.to_owned(), word));
        Words(pairs.into_iter().filter_map(own).collect())
    }

    /// A word as it is; empty where the page lacks it.
    pub(crate) fn say(&self, word: Word) -> &str {
        self.find(word.key())
    }

    /// A word with its placeholders filled.
    pub(crate) fn fill(&self, word: Word, values: &[(&str, &str)]) -> String {
        fill(self.say(word), values)
    }

    /// How an answer is called.
    pub(crate) fn answer(&self, answer: Answer) -> &str {
        self.say(match answer {
            Answer::Full => Word::Full,
            Answer::Largely => Word::Largely,
            Answer::Partly => Word::Partly,
            Answer::Not => Word::Not,
            Answer::NotApplicable => Word::NotApplicable,
        })
    }

    /// How a level is called; `None` where nothing applies.
    pub(crate) fn level(&self, level: Option<u8>) -> String {
        match level {
            Some(level) => self.fill(Word::Level, &[("level", &level.to_string())]),
            None => self.say(Word::NotApplicable).to_owned(),
        }
    }

    /// What is wrong with a file.
    pub(crate) fn problem(&self, code: Code) -> &str {
        self.find(&problem_key(code))
    }

    fn find(&self, key: &str) -> &str {
        self.0.iter().find(|(own, _)| own == key).map_or("", |(_, word)| word)
    }
}

fn problem_key(code: Code) -> String {
    format!("problem_{}", code.key().replace('-', "_"))
}

/// Puts each value where its name stands in braces. Values are not looked into again.
fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let found = after.split_once('}').and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((*value, after))
        });
        let (value, after) = found.unwrap_or(("{", after));
        filled.push_str(value);
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    const INTERFACE: &str = include_str!("../../../content/interface.yaml");

    /// The words in one language, read from the content itself: keys stand at the start of a line,
    /// a language and its word in a line of their own.
    pub(crate) fn of_content(lang: &str) -> Words {
        let mut key = "";
        let mut pairs = Vec::new();
        for line in INTERFACE.lines().filter(|line| !line.starts_with('#')) {
            match line.strip_prefix("  ") {
                Some(word) => {
                    if let Some(word) = word.strip_prefix(lang).and_then(|rest| rest.strip_prefix(": ")) {
                        let plain = word.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
                        pairs.push((key.to_owned(), plain.unwrap_or(word).to_owned()));
                    }
                }
                None => key = line.trim_end_matches(':'),
            }
        }
        Words::new(pairs)
    }

    #[test]
    fn the_content_has_every_word_in_both_languages() {
        for words in ["zh", "en"].map(of_content) {
            for word in Word::ALL {
                assert!(!words.say(*word).is_empty(), "score_{}", word.key());
            }
            for code in Code::ALL {
                assert!(!words.problem(code).is_empty(), "score_{}", problem_key(code));
            }
        }
    }

    #[test]
    fn placeholders_are_filled_once() {
        assert_eq!(fill("{a}-{b}", &[("a", "{b}"), ("b", "2")]), "{b}-2");
        assert_eq!(fill("{unknown} {", &[("a", "1")]), "{unknown} {");
        assert_eq!(of_content("zh").level(Some(2)), "2 级");
        assert_eq!(of_content("en").level(None), "N/A");
    }
}
