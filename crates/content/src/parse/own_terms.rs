//! `own-terms.yaml`: the names that the site gives to the things it speaks of, as typed in.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Deserialize;

use super::TermException;

/// One thing that the site, the methods and the command line name one way.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OwnTermRecord {
    /// The Chinese name.
    pub zh: String,
    /// The English name.
    pub en: String,
    /// What is called so, for whoever writes a word.
    pub meaning: String,
    /// What it is not to be called.
    #[serde(default)]
    pub not: OtherWords,
    /// Where one of those is right, because something else is meant.
    #[serde(default)]
    pub except: Vec<TermException>,
}

/// Other names, by language.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OtherWords {
    /// In Chinese: they count wherever they stand, unless as part of a name of the list.
    #[serde(default)]
    pub zh: Vec<String>,
    /// In English: whole words, in any case and with any ending.
    #[serde(default)]
    pub en: Vec<String>,
}
