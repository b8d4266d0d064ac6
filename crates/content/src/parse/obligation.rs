//! The words by which a standard obliges, as `model.yaml` declares them.

use dtmm_model::Lang;
#[cfg(test)]
use schemars::JsonSchema;
use serde::Deserialize;

/// The words by which a standard obliges, by language; one of two languages may be left out.
#[derive(Debug, Clone, Deserialize, Default)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ObligationRecord {
    /// Those of the Chinese text.
    pub zh: Option<VocabularyRecord>,
    /// Those of the English text.
    pub en: Option<VocabularyRecord>,
}

impl ObligationRecord {
    /// Those of one language.
    pub fn get(&self, lang: Lang) -> Option<&VocabularyRecord> {
        match lang {
            Lang::Zh => self.zh.as_ref(),
            Lang::En => self.en.as_ref(),
        }
    }

    /// Whether the standard has such words in any language.
    pub fn is_declared(&self) -> bool {
        self.zh.is_some() || self.en.is_some()
    }
}

/// The words of one language by which a standard obliges. English words are found whole, Chinese words anywhere.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct VocabularyRecord {
    /// The words for a requirement: `[shall]`.
    #[cfg_attr(test, schemars(length(min = 1), inner(length(min = 1))))]
    pub shall: Vec<String>,
    /// The words for a recommendation: `[should]`. Left out: there are none.
    #[serde(default)]
    #[cfg_attr(test, schemars(inner(length(min = 1))))]
    pub should: Vec<String>,
    /// What an entry begins with that applies only under a condition: `Where applicable`. Left out: there is no such
    /// beginning, and `conditional` is not checked.
    #[serde(default)]
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub condition: Option<String>,
    /// Words in which those of `shall` and `should` mean something else, as 供应. Left out: there are none.
    #[serde(default)]
    #[cfg_attr(test, schemars(inner(length(min = 1))))]
    pub not_in: Vec<String>,
    /// Words in which they may mean something else, as 应对: there, `modal` alone decides. Left out: there are none.
    #[serde(default)]
    #[cfg_attr(test, schemars(inner(length(min = 1))))]
    pub maybe_in: Vec<String>,
    /// Words that the text must not have, in the case in which they are written here, so that `may` does not mean the
    /// month: `[must, may]`. Left out: all are allowed.
    #[serde(default)]
    #[cfg_attr(test, schemars(inner(length(min = 1))))]
    pub forbidden: Vec<String>,
}
