//! What comes with the page.

use dtmm_exchange::{Arrival, Notice};
use dtmm_model::{EditionChange, LabelStyle, Outline, RequirementId};
use dtmm_scoring::{Assessment, EditionStep, Problem, Vocabulary, carry, read_text, write};
use dtmm_view::{EarlierEntry, Names, Texts, Words};

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
    /// The editions before.
    pub(crate) earlier: EarlierEditions,
}

/// The editions before the one of the page, oldest first.
#[derive(Default)]
pub(crate) struct EarlierEditions {
    pub(crate) outlines: Vec<Outline>,
    /// What became of the entries of each in the next one.
    changes: Vec<Vec<EditionChange>>,
    /// Their entries whose answers wait to be reviewed.
    pub(crate) entries: Vec<EarlierEntry>,
}

impl EarlierEditions {
    /// Adds an edition, older ones first: its outline, a line for each change to the next edition, and a line for each
    /// entry whose answers wait there: its identifier, a tab, its words. What is none of these is passed over.
    pub(crate) fn add(&mut self, outline: &str, changes: &str, texts: &str) {
        let Ok(outline) = outline.parse::<Outline>() else { return };
        let changes: Vec<EditionChange> = changes.lines().filter_map(EditionChange::from_line).collect();
        for line in texts.lines() {
            let Some((id, words)) = line.split_once('\t') else { continue };
            let Ok(id) = id.parse::<RequirementId>() else { continue };
            let Some(change) = changes.iter().find(|change| change.from.contains(&id)) else { continue };
            let (edition, words) = (outline.edition.clone(), words.to_owned());
            self.entries.push(EarlierEntry { edition, id, kind: change.kind, words });
        }
        self.outlines.push(outline);
        self.changes.push(changes);
    }

    /// The steps from an edition to `newest`; none where it is not known.
    pub(crate) fn steps<'a>(&'a self, edition: &str, newest: &'a Outline) -> Vec<EditionStep<'a>> {
        let Some(first) = self.outlines.iter().position(|one| one.edition == edition) else { return Vec::new() };
        let after = self.outlines.iter().skip(first + 1).chain([newest]);
        let steps = self.outlines.iter().zip(&self.changes).skip(first).zip(after);
        steps.map(|((before, changes), after)| EditionStep { before, after, changes }).collect()
    }

    /// An assessment of an earlier edition, carried over to `newest`; `None` where its edition is not known.
    fn carry(&self, assessment: &Assessment, newest: &Outline) -> Option<Assessment> {
        let steps = self.steps(&assessment.edition, newest);
        (!steps.is_empty()).then(|| carry(assessment, &steps).assessment)
    }

    /// What arrived, carried over to `newest` where it is of an earlier edition.
    pub(crate) fn carry_arrival(&self, mut arrival: Arrival, newest: &Outline) -> Arrival {
        if let Some(carried) = self.carry(&arrival.assessment, newest) {
            arrival.notices.push(Notice::OtherEdition(arrival.assessment.edition));
            arrival.assessment = carried;
        }
        arrival
    }

    /// What is kept in the browser, carried over to `newest`; `None` where its edition is not known. It was read by the
    /// outline of `newest`, so what it holds of entries that only its own edition has is read again by the outline of that.
    ///
    /// # Errors
    /// What cannot be read so.
    pub(crate) fn carry_kept(
        &self,
        assessment: &Assessment,
        newest: &Outline,
    ) -> Result<Option<Assessment>, Vec<Problem>> {
        let Some(own) = self.outlines.iter().find(|one| one.edition == assessment.edition) else { return Ok(None) };
        let reading = read_text(&write(assessment, newest), own, &Vocabulary::NONE)?;
        Ok(self.carry(&reading.assessment, newest))
    }
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
    fn what_is_kept_of_an_earlier_edition_is_carried_over_whole() {
        let newest = dtmm_example::small();
        let mut earlier = EarlierEditions::default();
        earlier.add("dtmm-outline/1 old made-up\n@making\nABC rrr|r|r|r|r\n", "withdrawn ABC-103 >", "");
        let file = r#"{"format":"dtmm-assessment/2","standard":"made-up","edition":"old","answers":{"ABC-101":"F","ABC-103":"P"}}"#;
        let kept = read_text(file, &newest, &Vocabulary::NONE).unwrap().assessment;
        let carried = earlier.carry_kept(&kept, &newest).unwrap().unwrap();
        assert_eq!((carried.edition.as_str(), carried.answers().len()), (dtmm_example::EDITION, 1));
        assert_eq!(carried.withdrawn_ids().iter().map(ToString::to_string).collect::<Vec<_>>(), ["ABC-103"]);
        assert_eq!(earlier.carry_kept(&carried, &newest), Ok(None), "it is of the newest already");
    }

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
