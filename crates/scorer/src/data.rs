//! What comes with the page.

use dtmm_model::{Outline, RequirementId};
use dtmm_view::{Names, Texts, Words};

/// What comes with the page.
pub(crate) struct Data {
    /// The shape of the standard.
    pub(crate) outline: Outline,
    /// The words of the page.
    pub(crate) words: Words,
    /// The names of domains and subdomains.
    pub(crate) names: Names,
    /// The printed words of the entries.
    pub(crate) texts: EntryTexts,
}

/// The printed words of all entries.
pub(crate) struct EntryTexts(Vec<(RequirementId, String)>);

impl EntryTexts {
    /// Reads a text with one line an entry, in the order of the outline: the letter, directly followed by the words.
    pub(crate) fn read(text: &str, outline: &Outline) -> EntryTexts {
        EntryTexts(outline.items().map(|item| item.id).zip(text.split('\n').map(str::to_owned)).collect())
    }
}

impl Texts for EntryTexts {
    fn of(&self, id: RequirementId) -> Option<(String, String)> {
        let (_, line) = self.0.iter().find(|(own, _)| *own == id)?;
        let mut words = line.chars();
        let letter = words.next()?;
        Some((letter.to_string(), words.as_str().to_owned()))
    }
}
