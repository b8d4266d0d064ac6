//! What differs between two assessments: two dates, two sites, self and assessor.

use std::cmp::Ordering;

use dtmm_model::{Outline, RequirementId, SubdomainCode};

use crate::{Answer, Assessment};

/// What differs between two assessments, in the order of the standard. Results are compared by
/// setting the two scorecards side by side; both must be by the same methods and weights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Whether both were made against the same edition.
    pub same_edition: bool,
    /// The entries whose answer or details differ.
    pub entries: Vec<EntryChange>,
    /// The subdomains that are out of scope in one of them only.
    pub tailored: Vec<TailoredChange>,
}

/// An entry that differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryChange {
    /// The entry.
    pub id: RequirementId,
    /// The answer in the first assessment.
    pub before: Option<Answer>,
    /// The answer in the second.
    pub after: Option<Answer>,
    /// Whether reason, note, owner, date, evidence or an unknown field differs.
    pub details: bool,
}

/// A subdomain whose being in scope differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TailoredChange {
    /// The subdomain.
    pub code: SubdomainCode,
    /// Whether the second assessment is the one that leaves it out.
    pub after: bool,
}

impl EntryChange {
    /// Whether the second answer is more or less met than the first. Unanswered is as "not met";
    /// `None` where one of them is "not applicable" and the other is not.
    pub fn direction(&self) -> Option<Ordering> {
        let degree = |answer: Option<Answer>| answer.map_or(Some(0), Answer::degree);
        match (degree(self.before), degree(self.after)) {
            (Some(before), Some(after)) => Some(after.cmp(&before)),
            (None, None) => Some(Ordering::Equal),
            _ => None,
        }
    }
}

/// Compares two assessments.
pub fn compare(outline: &Outline, before: &Assessment, after: &Assessment) -> Comparison {
    let entries = outline.items().map(|item| EntryChange {
        id: item.id,
        before: before.answer(item.id),
        after: after.answer(item.id),
        details: before.details(item.id) != after.details(item.id),
    });
    let codes = outline.subdomains().map(|subdomain| subdomain.code);
    let tailored = codes.filter(|code| before.tailored(*code).is_some() != after.tailored(*code).is_some());
    Comparison {
        same_edition: before.edition == after.edition,
        entries: entries.filter(|change| change.details || change.before != change.after).collect(),
        tailored: tailored.map(|code| TailoredChange { code, after: after.tailored(code).is_some() }).collect(),
    }
}
