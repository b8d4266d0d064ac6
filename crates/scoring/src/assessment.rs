//! A self-assessment: whose it is, what it covers, and an answer for each entry that has one.
//!
//! What another program or another edition put into the file and this one does not know is kept
//! as it came ([`Kept`]) and written back.

use dtmm_model::{Item, Level, RequirementId, SubdomainCode};

use crate::order::sort_by_key;
use crate::{Answer, Method, Weights};

/// A self-assessment against one edition of the standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The edition it was made against, as `2024-draft`.
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
    /// The weights of the company's scores; `None` where nobody chose any, so that every subdomain
    /// weighs the same.
    pub weights: Option<Weights>,
    /// Target levels by `company`, slug of a domain or code of a subdomain; in the order of the keys.
    pub(crate) targets: Vec<(String, Level)>,
    /// Subdomains out of scope, each with its reason; in the order of the codes.
    pub(crate) tailored: Vec<(SubdomainCode, String)>,
    /// The answers, in the order of the identifiers.
    pub(crate) answers: Vec<(RequirementId, Answer)>,
    /// The remarks, in the order of the identifiers. None is empty.
    pub(crate) remarks: Vec<(RequirementId, Remarks)>,
    /// Unknown fields of the file, of `targets`, of `tailored` and of `answers`.
    pub(crate) kept: [Kept; 4],
}

/// What is recorded of an entry beside its answer, or before it has one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Remarks {
    /// Why the entry is not applicable.
    pub reason: String,
    /// A remark.
    pub note: String,
    /// Who sees to it.
    pub owner: String,
    /// Until when, as `2027-03-01`.
    pub due: String,
    /// What proves it: file names, addresses, descriptions.
    pub evidence: Vec<String>,
    /// Fields that this program does not know.
    pub kept: Kept,
}

static NO_REMARKS: Remarks = Remarks::NONE;

/// Fields or identifiers unknown to this program: key and compact JSON text, in the order of the
/// keys.
pub type Kept = Vec<(String, String)>;

/// Which part of a file a [`Kept`] belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The fields of the file itself.
    File,
    /// `targets`.
    Targets,
    /// `tailored`.
    Tailored,
    /// `answers`.
    Answers,
}

/// Why a change to an assessment is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// "Not applicable" without the written reason that it needs here.
    MissingReason,
    /// A date that is not of the calendar or not of the form `2027-03-01`.
    WrongDate,
}

impl Remarks {
    /// Nothing remarked.
    pub const NONE: Remarks = Remarks {
        reason: String::new(),
        note: String::new(),
        owner: String::new(),
        due: String::new(),
        evidence: Vec::new(),
        kept: Vec::new(),
    };

    /// Whether nothing is remarked.
    pub fn is_empty(&self) -> bool {
        *self == Remarks::NONE
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
            remarks: Vec::new(),
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

    /// What is remarked of an entry.
    pub fn remarks(&self, id: RequirementId) -> &Remarks {
        get(&self.remarks, &id).unwrap_or(&NO_REMARKS)
    }

    /// All remarks, in the order of the identifiers.
    pub fn all_remarks(&self) -> &[(RequirementId, Remarks)] {
        &self.remarks
    }

    /// Replaces the answer to an entry and the remarks on it; `None` makes it unanswered.
    ///
    /// # Errors
    /// "Not applicable" without a reason where the entry is not conditional, and a date that is
    /// none. The assessment is then as it was.
    pub fn set(&mut self, item: &Item, answer: Option<Answer>, remarks: Remarks) -> Result<(), Refusal> {
        check(item, answer, &remarks)?;
        put(&mut self.answers, item.id, answer);
        put(&mut self.remarks, item.id, Some(remarks).filter(|remarks| !remarks.is_empty()));
        Ok(())
    }

    /// Replaces the answer to an entry, or makes it unanswered with `None`. Its remarks stay.
    ///
    /// # Errors
    /// "Not applicable" without a reason on record where the entry is not conditional.
    pub fn set_answer(&mut self, item: &Item, answer: Option<Answer>) -> Result<(), Refusal> {
        check(item, answer, self.remarks(item.id))?;
        put(&mut self.answers, item.id, answer);
        Ok(())
    }

    /// Removes the answer to an entry and the remarks on it.
    pub fn clear(&mut self, id: RequirementId) {
        put(&mut self.answers, id, None);
        put(&mut self.remarks, id, None);
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
    pub fn set_tailored(&mut self, code: SubdomainCode, reason: Option<&str>) -> Result<(), Refusal> {
        if reason.is_some_and(blank) {
            return Err(Refusal::MissingReason);
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

    /// Puts answers and remarks in the order of the identifiers, however they were read.
    pub(crate) fn sort(&mut self) {
        sort_by_key(&mut self.answers, |(id, _)| *id);
        sort_by_key(&mut self.remarks, |(id, _)| *id);
    }

    /// Forgets all that this program does not know.
    pub fn forget_kept(&mut self) {
        self.kept = Default::default();
        self.remarks.iter_mut().for_each(|(_, remarks)| remarks.kept.clear());
        self.remarks.retain(|(_, remarks)| !remarks.is_empty());
    }

    /// What the file held in this part that this program does not know.
    pub fn kept(&self, part: Part) -> &Kept {
        &self.kept[part as usize]
    }
}

/// Whether an answer with these remarks may stand for an entry.
pub(crate) fn check(item: &Item, answer: Option<Answer>, remarks: &Remarks) -> Result<(), Refusal> {
    let excluded = answer == Some(Answer::NotApplicable);
    if excluded && !item.conditional && blank(&remarks.reason) {
        return Err(Refusal::MissingReason);
    }
    if remarks.due.is_empty() || is_date(&remarks.due) { Ok(()) } else { Err(Refusal::WrongDate) }
}

pub(crate) fn blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// Whether a text is a date of the calendar in the form `2027-03-01`.
pub fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(index, byte)| match index {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shaped {
        return false;
    }
    let number = |digits: &[u8]| digits.iter().fold(0u32, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    let (year, month, day) = (number(&bytes[..4]), number(&bytes[5..7]), number(&bytes[8..]));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        _ => 0,
    };
    day >= 1 && day <= days
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
