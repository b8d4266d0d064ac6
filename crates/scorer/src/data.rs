//! What comes with the page.

use dtmm_model::{LabelStyle, Outline, RequirementId};
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
pub(crate) struct EntryTexts {
    labels: LabelStyle,
    entries: Vec<(RequirementId, String)>,
}

impl EntryTexts {
    /// Reads a text with one line an entry, in the order of the outline: the label without marks, empty where
    /// none is printed, a tab, the words. `sample` shows how labels are printed.
    pub(crate) fn read(text: &str, sample: &str, outline: &Outline) -> EntryTexts {
        let entries = outline.items().map(|item| item.id).zip(text.split('\n').map(str::to_owned)).collect();
        EntryTexts { labels: sample.parse().unwrap_or(LabelStyle::NONE), entries }
    }
}

impl Texts for EntryTexts {
    fn of(&self, id: RequirementId) -> Option<(String, String)> {
        let (_, line) = self.entries.iter().find(|(own, _)| *own == id)?;
        let (label, words) = line.split_once('\t')?;
        Some((label.to_owned(), words.to_owned()))
    }

    fn labels(&self) -> LabelStyle {
        self.labels
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_label_and_words() {
        let outline = dtmm_example::three_levels();
        let texts = EntryTexts::read("12\tone two\n\tthree", "(1)", &outline);
        let of = |id: &str| texts.of(id.parse().unwrap());
        assert_eq!(of("QM-101"), Some(("12".to_owned(), "one two".to_owned())));
        assert_eq!(of("QM-102"), Some((String::new(), "three".to_owned())));
        assert_eq!((of("QM-301"), texts.labels().print("12")), (None, "(12)".to_owned()));
    }
}
