//! The same thing in both languages, as scripts and data files have it.

use dtmm_model::Bilingual;
use serde::Serialize;

/// Chinese and English side by side.
#[derive(Serialize)]
pub(super) struct Both<T> {
    pub(super) zh: T,
    pub(super) en: T,
}

impl<'a> From<&'a Bilingual> for Both<&'a str> {
    fn from(text: &'a Bilingual) -> Both<&'a str> {
        Both { zh: &text.zh, en: &text.en }
    }
}
