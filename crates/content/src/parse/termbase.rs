//! `termbase.yaml`: the English that each Chinese term is given, as typed in.

use std::fmt;

#[cfg(test)]
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};

#[cfg(test)]
use super::forms;
use super::records::{AbbreviationRecord, BilingualRecord};

/// `termbase.yaml`.
#[derive(Debug, Clone, Deserialize, Default)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TermbaseFile {
    /// The groups in the order of the glossary.
    #[serde(default)]
    pub groups: Vec<TermGroupRecord>,
    /// The terms.
    pub terms: Vec<TermbaseRecord>,
    /// Abbreviations that the standard uses and does not list.
    #[serde(default)]
    pub additions: Vec<AbbreviationRecord>,
}

/// One term.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TermbaseRecord {
    /// The Chinese, as the standard prints it.
    pub zh: String,
    /// The English: the form to use, then others that are accepted.
    #[serde(deserialize_with = "one_or_several")]
    #[cfg_attr(test, schemars(schema_with = "forms::one_or_several"))]
    pub en: Vec<String>,
    /// The `id` of its group.
    pub group: String,
    /// What helps a reader of the glossary.
    #[serde(default)]
    pub note: Option<BilingualRecord>,
    /// English that must not stand for it.
    #[serde(default)]
    pub avoid: Vec<String>,
    /// Whether the English is the draft's own.
    #[serde(default)]
    pub draft: bool,
    /// Where the English rightly does not have it.
    #[serde(default)]
    pub except: Vec<TermException>,
}

/// Where a term is rightly translated otherwise.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TermException {
    /// The identifier of the entry, term or clause.
    pub at: String,
    /// The reason.
    pub why: String,
}

/// One group of the glossary.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TermGroupRecord {
    /// Its name in `group` of a term and in the address of its heading.
    pub id: String,
    /// Its Chinese heading.
    #[serde(default)]
    pub zh: String,
    /// Its English heading.
    #[serde(default)]
    pub en: String,
}

fn one_or_several<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    deserializer.deserialize_any(Forms)
}

struct Forms;

impl<'de> Visitor<'de> for Forms {
    type Value = Vec<String>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a text or a list of texts")
    }

    fn visit_str<E: Error>(self, form: &str) -> Result<Vec<String>, E> {
        checked(vec![form.to_owned()])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<String>, A::Error> {
        let mut forms = Vec::new();
        while let Some(form) = list.next_element()? {
            forms.push(form);
        }
        checked(forms)
    }
}

/// The forms, unless one has no words or there is none.
fn checked<E: Error>(forms: Vec<String>) -> Result<Vec<String>, E> {
    let has_words = |form: &String| form.contains(char::is_alphanumeric);
    if forms.is_empty() || !forms.iter().all(has_words) { Err(E::invalid_length(0, &Forms)) } else { Ok(forms) }
}
