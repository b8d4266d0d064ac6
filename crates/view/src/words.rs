//! The words of the page. The engine has none of its own: they come from `interface.yaml`,
//! in the language of the page, where their keys begin with `score_`.

use dtmm_exchange::{COLUMNS, LeftOutReason, add_words};
use dtmm_scoring::{Answer, Code, OWNERS, PLAN, REVIEW, Vocabulary, WITHDRAWN};

use crate::Word;

/// What all keys begin with.
const PREFIX: &str = "score_";

/// What the keys of those words begin with that only workbooks have.
pub const OF_WORKBOOKS: &str = "score_workbook_";

/// The words in the language of the page, by key.
#[derive(Debug, Clone)]
pub struct Words(Vec<(String, String)>);

impl Words {
    /// Takes the words as the page has them; of other words it has no use.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Words {
        let own = |(key, word): (String, String)| Some((key.strip_prefix(PREFIX)?.to_owned(), word));
        Words(pairs.into_iter().filter_map(own).collect())
    }

    /// A word as it is; empty where the page lacks it.
    pub fn say(&self, word: Word) -> &str {
        self.find(word.key())
    }

    /// A word with its placeholders filled.
    pub fn fill(&self, word: Word, values: &[(&str, &str)]) -> String {
        fill(self.say(word), values)
    }

    /// How an answer is called.
    pub fn answer(&self, answer: Answer) -> &str {
        self.say(match answer {
            Answer::Full => Word::Full,
            Answer::Largely => Word::Largely,
            Answer::Partly => Word::Partly,
            Answer::Not => Word::Not,
            Answer::NotApplicable => Word::NotApplicable,
        })
    }

    /// When an answer is right, in a few words.
    pub fn guide(&self, answer: Answer) -> &str {
        self.say(match answer {
            Answer::Full => Word::GuideFull,
            Answer::Largely => Word::GuideLargely,
            Answer::Partly => Word::GuidePartly,
            Answer::Not => Word::GuideNot,
            Answer::NotApplicable => Word::GuideNotApplicable,
        })
    }

    /// How a level is called; `None` where nothing applies, 0 where level 1 is not reached.
    pub fn level(&self, level: Option<u8>) -> String {
        let word = match level {
            Some(0) => self.say(Word::Below),
            Some(level) => self.find(&own_level_key(level)),
            None => self.say(Word::NotApplicable),
        };
        word.to_owned()
    }

    /// How a field of the assessment file is called; its key where it has no name.
    pub fn field<'a>(&'a self, key: &'a str) -> &'a str {
        self.say(match key {
            "title" => Word::FieldTitle,
            "organization" => Word::FieldOrganization,
            "scope" => Word::FieldScope,
            "date" => Word::FieldDate,
            "profile" => Word::FieldProfile,
            "targets" => Word::FieldTargets,
            "tailored" => Word::FieldTailored,
            "edition" => Word::FieldEdition,
            "weights" => Word::FieldWeights,
            "reason" => Word::FieldReason,
            "note" => Word::Note,
            "owner" => Word::Owner,
            "due" => Word::Due,
            "evidence" => Word::Evidence,
            PLAN => Word::FieldPlan,
            OWNERS => Word::FieldOwners,
            "for" => Word::ActionFor,
            "action" => Word::ActionText,
            "person" => Word::Owner,
            "status" => Word::ActionState,
            "priority" => Word::ActionPriority,
            REVIEW => Word::FieldReview,
            WITHDRAWN => Word::FieldWithdrawn,
            _ => return key,
        })
    }

    /// How a field of an owner is called.
    pub(crate) fn owner_field<'a>(&'a self, key: &'a str) -> &'a str {
        if key == "scope" { self.say(Word::OwnerScope) } else { self.field(key) }
    }

    /// What is wrong with a file. What is filled in, the page has filled in.
    pub fn problem(&self, code: Code) -> &str {
        self.find(&own_problem_key(code))
    }

    /// Why something of a file was left out.
    pub fn left_out(&self, reason: LeftOutReason) -> &str {
        match reason {
            LeftOutReason::Wrong(code) => self.problem(code),
            _ => self.find(&left_key(reason)),
        }
    }

    /// A word for each of [`COLUMNS`].
    pub fn columns(&self) -> [&str; COLUMNS.len()] {
        [
            Word::CsvId,
            Word::CsvDomain,
            Word::CsvSubdomain,
            Word::CsvLevel,
            Word::CsvLetter,
            Word::CsvText,
            Word::CsvKind,
            Word::CsvAnswer,
            Word::FieldReason,
            Word::Note,
            Word::Evidence,
            Word::Owner,
            Word::Due,
        ]
        .map(|word| self.say(word))
    }

    /// The words that a file may use for answers and fields: those of the page, and those of the
    /// other language, which the page has under keys that begin with `known_`.
    pub fn vocabulary(&self) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        add_words(&mut vocabulary, &|name| self.find(name).to_owned());
        add_words(&mut vocabulary, &|name| self.find(&["known_", name].concat()).to_owned());
        vocabulary
    }

    fn find(&self, key: &str) -> &str {
        self.0.iter().find(|(own, _)| own == key).map_or("", |(_, word)| word)
    }
}

fn left_key(reason: LeftOutReason) -> String {
    format!("left_{}", reason.key().replace('-', "_"))
}

/// The keys in `interface.yaml` of every word the engine says: what the page must bring along.
pub fn word_keys() -> impl Iterator<Item = String> {
    word_values().map(|(key, _)| key)
}

/// The keys of the same words, each with the names of the values that are filled in: what stands in braces in the
/// content.
pub fn word_values() -> impl Iterator<Item = (String, &'static [&'static str])> {
    let words = Word::ALL.iter().map(|word| (format!("{PREFIX}{}", word.key()), word.values()));
    let problems = Code::ALL.into_iter().map(|code| (problem_key(code), &[][..]));
    let reasons = LeftOutReason::ALL.into_iter().map(|reason| format!("{PREFIX}{}", left_key(reason)));
    let spoken = dtmm_exchange::spoken_words().map(|name| format!("{PREFIX}{name}"));
    words.chain(problems).chain(reasons.chain(spoken).map(|key| (key, &[][..])))
}

/// The key under which the page brings the name of a level along. The standard itself has it.
pub fn level_key(level: u8) -> String {
    format!("{PREFIX}{}", own_level_key(level))
}

fn own_level_key(level: u8) -> String {
    format!("level_{level}")
}

/// The key in `interface.yaml` of what is wrong with a file.
pub fn problem_key(code: Code) -> String {
    format!("{PREFIX}{}", own_problem_key(code))
}

fn own_problem_key(code: Code) -> String {
    format!("problem_{}", code.key().replace('-', "_"))
}

/// Replaces each name in braces by its value. Braces within a value are not replaced.
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
mod tests {
    use super::*;
    use crate::testing::words;

    #[test]
    fn placeholders_are_filled_once() {
        assert_eq!(fill("{a}-{b}", &[("a", "{b}"), ("b", "2")]), "{b}-2");
        assert_eq!(fill("{unknown} {", &[("a", "1")]), "{unknown} {");
    }

    #[test]
    fn levels_have_names() {
        assert_eq!([Some(2), Some(0), None].map(|level| words().level(level)), ["level_2", "below", "not_applicable"]);
    }
}
