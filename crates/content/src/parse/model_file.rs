//! `model.yaml` as typed in.

use dtmm_model::Lang;
#[cfg(test)]
use schemars::JsonSchema;
use serde::Deserialize;

#[cfg(test)]
use super::forms::{COLOUR, SLUG, proportion};
use super::obligation::ObligationRecord;
use super::records::BilingualRecord;

/// `model.yaml`: what a standard declares of itself, the same in all its editions.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ModelFile {
    /// The permanent name of the standard, the same in all its editions, as `made-up`: saved files and browsers keep
    /// answers under it.
    #[cfg_attr(test, schemars(regex(pattern = SLUG)))]
    pub id: String,
    /// The editions, oldest first: the names of their folders under `editions/`.
    #[cfg_attr(test, schemars(inner(regex(pattern = SLUG)), length(min = 1)))]
    pub editions: Vec<String>,
    /// The languages it is published in: `zh`, `en` or both, the one that readers are offered first at the front.
    #[cfg_attr(test, schemars(length(min = 1, max = 2)))]
    pub languages: Vec<LangRecord>,
    /// The language whose text binds; that of the other is a translation.
    pub binding: LangRecord,
    /// How many levels it has: 2 to 9.
    #[cfg_attr(test, schemars(range(min = 2, max = 9)))]
    pub levels: usize,
    /// What is printed before an entry, as a sample: `a)`, `a.`, `(a)`, `a`, the same with `A` or `1`; `as-typed`, if
    /// each entry says it, as `2.1.4`; or `none`. By default `a)`.
    #[serde(default = "usual_labels")]
    #[cfg_attr(test, schemars(extend("enum" = LABELS)))]
    pub labels: String,
    /// Whether a level of a subdomain may have no entries; by default it may not.
    #[serde(default)]
    pub empty_cells: Permission,
    /// The words by which the standard obliges. Left out: it has none, so that no entry needs a `modal`, and no verbal
    /// form is checked or shown.
    #[serde(default)]
    pub obligation: ObligationRecord,
    /// What every example begins with, as 示例 and EXAMPLE. Left out: examples begin as they like.
    #[serde(default, rename = "example-prefix")]
    pub example_prefix: Option<BilingualRecord>,
    /// How answers are counted, as far as it is not usual. Left out: the staged method comes first, "largely met" is worth
    /// 0.8, "partly met" 0.5, and the pass mark is 0.8.
    #[serde(default)]
    pub scoring: ScoringRecord,
    /// The colours of the site. Left out: those of the tool. Its icons and its logo are files in the folder `brand`.
    #[serde(default)]
    pub brand: Option<BrandRecord>,
}

/// How answers are counted. "Fully met" is worth 1, "not met" 0. Each number is 0 to 1, with at most three decimals.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ScoringRecord {
    /// The method whose results come first: `strict`, `staged`, `weighted` or `index`. By default `staged`.
    #[cfg_attr(test, schemars(extend("enum" = METHODS)))]
    pub default: Option<String>,
    /// What "largely met" is worth. By default 0.8.
    #[cfg_attr(test, schemars(schema_with = "proportion"))]
    pub largely: Option<String>,
    /// What "partly met" is worth, at most as much as "largely met". By default 0.5.
    #[cfg_attr(test, schemars(schema_with = "proportion"))]
    pub partly: Option<String>,
    /// The score from which method C counts a level as reached: above 0, and at most what "largely met" is worth. By
    /// default 0.8.
    #[cfg_attr(test, schemars(schema_with = "proportion"))]
    pub pass_mark: Option<String>,
}

/// The scoring methods.
#[cfg(test)]
const METHODS: [&str; 4] = ["strict", "staged", "weighted", "index"];

/// The colours of the site, each `#` and six hexadecimal digits.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BrandRecord {
    /// Of links, buttons and icons on a light page: text in it stands on white, and white text on it.
    #[cfg_attr(test, schemars(regex(pattern = COLOUR)))]
    pub colour: String,
    /// The same on a dark page: text in it stands on `#10171d`, and text in `#08222f` on it.
    #[cfg_attr(test, schemars(regex(pattern = COLOUR)))]
    pub colour_dark: String,
}

/// The samples of labels that there are.
#[cfg(test)]
const LABELS: [&str; 14] = ["a)", "a.", "(a)", "a", "A)", "A.", "(A)", "A", "1)", "1.", "(1)", "1", "as-typed", "none"];

fn usual_labels() -> String {
    "a)".to_owned()
}

/// Whether something may be, as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Permission {
    /// It may be.
    Allow,
    /// It may not be.
    #[default]
    Deny,
}

/// A language, as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum LangRecord {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl From<LangRecord> for Lang {
    fn from(record: LangRecord) -> Lang {
        match record {
            LangRecord::Zh => Lang::Zh,
            LangRecord::En => Lang::En,
        }
    }
}
