//! One entry of a cell, and the examples that belong to it.

use crate::{Bilingual, RequirementId};

/// The verbal form of an entry, by GB/T 1.1-2020, Annex C: 应 is a requirement (*shall*), 宜 a
/// recommendation (*should*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modal {
    /// 应 only.
    Shall,
    /// 应 with a 宜 part; only the 应 part is rated.
    Mixed,
    /// 宜 only.
    Should,
    /// No verbal form; a requirement, because the sentence above its table says 应符合.
    None,
}

impl Modal {
    /// The form used in files: `shall`, `mixed`, `should` or `none`.
    pub const fn key(self) -> &'static str {
        match self {
            Modal::Shall => "shall",
            Modal::Mixed => "mixed",
            Modal::Should => "should",
            Modal::None => "none",
        }
    }

    /// What an entry with this verbal form is for a scoring method.
    pub const fn kind(self) -> Kind {
        match self {
            Modal::Should => Kind::Recommendation,
            Modal::Shall | Modal::Mixed | Modal::None => Kind::Requirement,
        }
    }
}

/// What an entry is for a scoring method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Scored.
    Requirement,
    /// Answered and reported, never scored.
    Recommendation,
}

impl Kind {
    /// The form used in files and pages: `requirement` or `recommendation`.
    pub const fn key(self) -> &'static str {
        match self {
            Kind::Requirement => "requirement",
            Kind::Recommendation => "recommendation",
        }
    }
}

/// An assessable entry: what a reader can cite, answer and be measured against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its permanent identifier.
    pub id: RequirementId,
    /// The label printed before it, without marks, as `b` or `2`; `None` where nothing is printed. Not part of its
    /// identity.
    pub label: Option<String>,
    /// Its verbal form.
    pub modal: Modal,
    /// Whether the whole entry applies only 适用时 (where applicable).
    pub conditional: bool,
    /// Its words, without label and markup. The Chinese is verbatim.
    pub text: Bilingual,
    /// The examples printed after it.
    pub examples: Vec<Example>,
}

impl Entry {
    /// What the entry is for a scoring method.
    pub const fn kind(&self) -> Kind {
        self.modal.kind()
    }
}

/// An example. It takes no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The label that is printed before it by mistake, where one is.
    pub label: Option<String>,
    /// Its words, with the printed prefix 示例 or EXAMPLE.
    pub text: Bilingual,
}
