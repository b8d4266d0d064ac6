//! How a text in each language is written in the JSON of scripts and data files.

use std::borrow::Cow;

use dtmm_model::{Bilingual, Lang};
use serde::{Serialize, Serializer};

/// Writes a `Bilingual` as `{"zh": …, "en": …}`, without a language that the standard does not have: there it is empty.
/// It cannot write itself, because `crates/model` has no dependencies.
pub(super) struct BilingualJson<'a>(Cow<'a, Bilingual>);

impl Serialize for BilingualJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let texts = Lang::ALL.map(|lang| (lang.key(), self.0.get(lang)));
        serializer.collect_map(texts.into_iter().filter(|(_, text)| !text.is_empty()))
    }
}

impl<'a> From<&'a Bilingual> for BilingualJson<'a> {
    fn from(text: &'a Bilingual) -> BilingualJson<'a> {
        BilingualJson(Cow::Borrowed(text))
    }
}

impl From<Bilingual> for BilingualJson<'_> {
    fn from(text: Bilingual) -> Self {
        BilingualJson(Cow::Owned(text))
    }
}
