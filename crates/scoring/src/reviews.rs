//! What of earlier editions is in an assessment, and how a review is settled.

use dtmm_model::{Item, RequirementId};

use crate::assessment::{Assessment, FilePart};
use crate::earlier::{DERIVED_FROM, DerivedFrom, REVIEW, Review, WITHDRAWN, kept_text, members};
use crate::fold::id_of;
use crate::records::UnknownFields;

/// Why an answer of an earlier edition cannot be confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConfirmError {
    /// There is none, or several that differ, or not all entries had one that it comes from.
    NotOneAnswer,
    /// "Not applicable" without the written reason that it needs here.
    MissingReason,
}

impl Assessment {
    /// What was answered in an earlier edition to the entries that an entry comes from, as long as nobody has settled it.
    pub fn review(&self, id: RequirementId) -> Option<Review> {
        kept_text(&self.details(id).kept, REVIEW).and_then(Review::from_text)
    }

    /// All reviews that are not settled, in the order of the identifiers.
    pub fn reviews(&self) -> Vec<(RequirementId, Review)> {
        let all = self.all_details().iter();
        all.filter_map(|(id, details)| Some((*id, Review::from_text(kept_text(&details.kept, REVIEW)?)?))).collect()
    }

    /// Answers an entry as it was answered in an earlier edition, which settles its review.
    ///
    /// # Errors
    /// Not [one answer](Review::answer) to confirm; "not applicable" without the reason that it needs here. The assessment
    /// is then unchanged.
    pub fn confirm(&mut self, item: &Item) -> Result<(), ConfirmError> {
        let answer = self.review(item.id).and_then(|review| review.answer());
        let answer = answer.ok_or(ConfirmError::NotOneAnswer)?;
        self.set_answer(item, Some(answer)).map_err(|_| ConfirmError::MissingReason)
    }

    /// The entries whose answers are kept apart because the edition does not have them any more.
    pub fn withdrawn_ids(&self) -> Vec<RequirementId> {
        let mut ids: Vec<RequirementId> = self.withdrawn().iter().filter_map(|(key, _)| id_of(key)).collect();
        ids.dedup();
        ids
    }

    /// The answers that are kept apart, as they were written: key and JSON text, in the order of the keys.
    pub fn withdrawn(&self) -> UnknownFields {
        kept_text(self.kept(FilePart::File), WITHDRAWN).map(members).unwrap_or_default()
    }

    /// The assessment of an earlier edition that this one was made from.
    pub fn derived_from(&self) -> Option<DerivedFrom> {
        kept_text(self.kept(FilePart::File), DERIVED_FROM).and_then(DerivedFrom::from_text)
    }
}
