//! A self-assessment: whose it is, what it covers, and an answer for each entry that has one.
//! Fields of other programs or editions that this one does not know are kept unchanged
//! ([`UnknownFields`]) and written back.

use dtmm_model::{Item, Level, RequirementId, SubdomainCode};

use crate::action::Action;
use crate::date::is_date;
use crate::earlier::REVIEW;
use crate::order::sort_by_key;
use crate::owner::Owner;
use crate::records::{RecordList, UnknownFields};
use crate::{Answer, Method, Weights};

/// A self-assessment against one edition of the standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The edition it was made against, as `2030`.
    pub edition: String,
    /// Its title; empty where none was given, as all texts here.
    pub title: String,
    /// The organization.
    pub organization: String,
    /// What is assessed: legal entity, site or unit.
    pub scope: String,
    /// Its date, as `2026-11-22`.
    pub date: String,
    /// The method whose results are shown first.
    pub profile: Option<Method>,
    /// The weights of the company's scores; `None` if none were chosen, so that every subdomain
    /// weighs the same.
    pub weights: Option<Weights>,
    /// Target levels by `company`, slug of a domain or code of a subdomain; in the order of the keys.
    pub(crate) targets: Vec<(String, Level)>,
    /// Subdomains out of scope, each with its reason; in the order of the codes.
    pub(crate) tailored: Vec<(SubdomainCode, String)>,
    /// The answers, in the order of the identifiers.
    pub(crate) answers: Vec<(RequirementId, Answer)>,
    /// The details, in the order of the identifiers. None is empty.
    pub(crate) details: Vec<(RequirementId, EntryDetails)>,
    /// The action plan.
    pub(crate) plan: RecordList<Action>,
    /// Who is responsible for what.
    pub(crate) owners: RecordList<Owner>,
    /// Unknown fields of the file, of `targets`, of `tailored` and of `answers`.
    pub(crate) kept: [UnknownFields; 4],
}

/// What is recorded of an entry beside its answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EntryDetails {
    /// Why the entry is not applicable.
    pub reason: String,
    /// A note.
    pub note: String,
    /// Who is responsible.
    pub owner: String,
    /// The due date, as `2027-03-01`.
    pub due: String,
    /// The evidence: file names, addresses, descriptions.
    pub evidence: Vec<String>,
    /// Fields that this program does not know.
    pub kept: UnknownFields,
}

static NO_DETAILS: EntryDetails = EntryDetails::NONE;

/// Which part of a file a [`UnknownFields`] belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilePart {
    /// The fields of the file itself.
    File,
    /// `targets`.
    Targets,
    /// `tailored`.
    Tailored,
    /// `answers`.
    Answers,
}

/// Why an assessment cannot be changed as asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeError {
    /// "Not applicable" without the written reason that it needs here.
    MissingReason,
    /// A date that is not of the calendar or not of the form `2027-03-01`.
    WrongDate,
}

impl EntryDetails {
    /// No details.
    pub const NONE: EntryDetails = EntryDetails {
        reason: String::new(),
        note: String::new(),
        owner: String::new(),
        due: String::new(),
        evidence: Vec::new(),
        kept: Vec::new(),
    };

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == EntryDetails::NONE
    }
}

impl Assessment {
    /// An assessment of this edition with nothing answered.
    pub fn new(edition: &str) -> Assessment {
        Assessment {
            edition: edition.to_owned(),
            title: String::new(),
            organization: String::new(),
            scope: String::new(),
            date: String::new(),
            profile: None,
            weights: None,
            targets: Vec::new(),
            tailored: Vec::new(),
            answers: Vec::new(),
            details: Vec::new(),
            plan: RecordList::default(),
            owners: RecordList::default(),
            kept: Default::default(),
        }
    }

    /// The answer to an entry, if it has one.
    pub fn answer(&self, id: RequirementId) -> Option<Answer> {
        get(&self.answers, &id).copied()
    }

    /// All answers, in the order of the identifiers.
    pub fn answers(&self) -> &[(RequirementId, Answer)] {
        &self.answers
    }

    /// The details of an entry.
    pub fn details(&self, id: RequirementId) -> &EntryDetails {
        get(&self.details, &id).unwrap_or(&NO_DETAILS)
    }

    /// All details, in the order of the identifiers.
    pub fn all_details(&self) -> &[(RequirementId, EntryDetails)] {
        &self.details
    }

    /// Replaces the answer to an entry and its details; `None` makes it unanswered. An answer settles the review of the
    /// entry, which is then not among its details.
    ///
    /// # Errors
    /// "Not applicable" without a reason, unless the entry is conditional; an invalid date. The assessment
    /// is then unchanged.
    pub fn set(&mut self, item: &Item, answer: Option<Answer>, mut details: EntryDetails) -> Result<(), ChangeError> {
        check(item, answer, &details)?;
        put(&mut self.answers, item.id, answer);
        if answer.is_some() {
            details.kept.retain(|(key, _)| key != REVIEW);
        }
        put(&mut self.details, item.id, Some(details).filter(|details| !details.is_empty()));
        Ok(())
    }

    /// Replaces the answer to an entry, or makes it unanswered with `None`. Its details stay, but an answer settles its
    /// review, which is then gone.
    ///
    /// # Errors
    /// "Not applicable" without a reason on record where the entry is not conditional.
    pub fn set_answer(&mut self, item: &Item, answer: Option<Answer>) -> Result<(), ChangeError> {
        self.set(item, answer, self.details(item.id).clone())
    }

    /// Removes the answer to an entry and its details.
    pub fn clear(&mut self, id: RequirementId) {
        put(&mut self.answers, id, None);
        put(&mut self.details, id, None);
    }

    /// Why a subdomain is out of scope; `None` where it is in scope.
    pub fn tailored(&self, code: SubdomainCode) -> Option<&str> {
        get(&self.tailored, &code).map(String::as_str)
    }

    /// All subdomains out of scope with their reasons, in the order of the codes.
    pub fn all_tailored(&self) -> &[(SubdomainCode, String)] {
        &self.tailored
    }

    /// Takes a subdomain out of scope, or back with `None`. Its records stay.
    ///
    /// # Errors
    /// A reason of nothing but white space.
    pub fn set_tailored(&mut self, code: SubdomainCode, reason: Option<&str>) -> Result<(), ChangeError> {
        if reason.is_some_and(blank) {
            return Err(ChangeError::MissingReason);
        }
        put(&mut self.tailored, code, reason.map(str::to_owned));
        Ok(())
    }

    /// The target set for `company`, the slug of a domain or the code of a subdomain.
    pub fn target(&self, key: &str) -> Option<Level> {
        self.targets.iter().find(|(set, _)| set == key).map(|(_, level)| *level)
    }

    /// Whether any target is set.
    pub fn has_targets(&self) -> bool {
        !self.targets.is_empty()
    }

    /// Sets a target for `company`, the slug of a domain or the code of a subdomain, or removes it.
    /// Only what the outline knows is written to a file.
    pub fn set_target(&mut self, key: &str, level: Option<Level>) {
        put(&mut self.targets, key.to_owned(), level);
    }

    /// Puts answers and details in the order of the identifiers, however they were read.
    pub(crate) fn sort(&mut self) {
        sort_by_key(&mut self.answers, |(id, _)| *id);
        sort_by_key(&mut self.details, |(id, _)| *id);
    }

    /// Removes all unknown fields.
    pub fn forget_kept(&mut self) {
        self.kept = Default::default();
        self.plan.all_mut().iter_mut().for_each(|action| action.kept.clear());
        self.owners.all_mut().iter_mut().for_each(|owner| owner.kept.clear());
        self.details.iter_mut().for_each(|(_, details)| details.kept.clear());
        self.details.retain(|(_, details)| !details.is_empty());
    }

    /// The unknown fields of this part of the file.
    pub fn kept(&self, part: FilePart) -> &UnknownFields {
        &self.kept[part as usize]
    }
}

/// Whether an entry may have an answer with these details.
pub(crate) fn check(item: &Item, answer: Option<Answer>, details: &EntryDetails) -> Result<(), ChangeError> {
    let excluded = answer == Some(Answer::NotApplicable);
    if excluded && !item.conditional && blank(&details.reason) {
        return Err(ChangeError::MissingReason);
    }
    if details.due.is_empty() || is_date(&details.due) { Ok(()) } else { Err(ChangeError::WrongDate) }
}

pub(crate) fn blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// The value of a key in a sorted list.
pub(crate) fn get<'a, K: Ord, V>(list: &'a [(K, V)], key: &K) -> Option<&'a V> {
    list.binary_search_by(|(other, _)| other.cmp(key)).ok().map(|index| &list[index].1)
}

/// Replaces, adds or removes the value of a key in a sorted list.
pub(crate) fn put<K: Ord, V>(list: &mut Vec<(K, V)>, key: K, value: Option<V>) {
    match (list.binary_search_by(|(other, _)| other.cmp(&key)), value) {
        (Ok(index), Some(value)) => list[index].1 = value,
        (Ok(index), None) => drop(list.remove(index)),
        (Err(index), Some(value)) => list.insert(index, (key, value)),
        (Err(_), None) => {}
    }
}
