//! Which words of the site a file may use instead of the keys.

use dtmm_scoring::{Answer, Vocabulary};

/// The names of the words for answers, in the order of [`Answer::ALL`].
const ANSWERS: [&str; 5] = ["full", "largely", "partly", "not", "not_applicable"];

/// The name of the word that lists the answers as the method calls them, with bars between.
const ANSWERS_IN_FULL: &str = "answers_in_full";

/// The columns and fields that have a word, and its name.
const FIELDS: [(&str, &str); 22] = [
    ("id", "csv_id"),
    ("domain", "csv_domain"),
    ("subdomain", "csv_subdomain"),
    ("level", "csv_level"),
    ("letter", "csv_letter"),
    ("text", "csv_text"),
    ("kind", "csv_kind"),
    ("answer", "csv_answer"),
    ("reason", "field_reason"),
    ("note", "note"),
    ("evidence", "evidence"),
    ("owner", "owner"),
    ("due", "due"),
    ("title", "field_title"),
    ("organization", "field_organization"),
    ("scope", "field_scope"),
    ("date", "field_date"),
    ("profile", "field_profile"),
    ("weights", "field_weights"),
    ("targets", "field_targets"),
    ("tailored", "field_tailored"),
    ("edition", "field_edition"),
];

/// The names of all words that a vocabulary takes, without the `score_` before them.
pub fn spoken_words() -> impl Iterator<Item = &'static str> {
    ANSWERS.into_iter().chain([ANSWERS_IN_FULL]).chain(FIELDS.map(|(_, name)| name))
}

/// Adds the words of one language. `word` gives each by its name; empty if it has none.
pub fn add_words(vocabulary: &mut Vocabulary, word: &dyn Fn(&str) -> String) {
    let in_full = word(ANSWERS_IN_FULL);
    let in_full = in_full.split('|').map(str::to_owned);
    let answers = Answer::ALL.into_iter().cycle().zip(ANSWERS.map(word).into_iter().chain(in_full));
    for (answer, word) in answers.filter(|(_, word)| !word.trim().is_empty()) {
        vocabulary.add_answer(answer, &word);
    }
    for (field, name) in FIELDS {
        let word = word(name);
        if !word.is_empty() {
            vocabulary.add_field(field, &word);
        }
    }
}

/// The name of the word for a column or field; `None` if it has none.
pub fn word_of(key: &str) -> Option<&'static str> {
    FIELDS.iter().find(|(field, _)| *field == key).map(|(_, name)| *name)
}
