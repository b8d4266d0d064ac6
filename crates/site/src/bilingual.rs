//! The bilingual pair in the JSON of scripts and data files.

use dtmm_model::Bilingual;
use serde::Serialize;

/// A value in Chinese and English, written as `{"zh": …, "en": …}`.
#[derive(Serialize)]
pub(super) struct BilingualJson<T> {
    pub(super) zh: T,
    pub(super) en: T,
}

impl<'a> From<&'a Bilingual> for BilingualJson<&'a str> {
    fn from(text: &'a Bilingual) -> BilingualJson<&'a str> {
        BilingualJson { zh: &text.zh, en: &text.en }
    }
}
