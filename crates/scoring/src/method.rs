//! The four scoring methods by name.

use crate::Answer;
use crate::methods::{index, staged, strict, weighted};

/// A scoring method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// A: levels, everything fully met.
    Strict,
    /// B: levels, everything at least largely met. The default.
    Staged,
    /// C: weighted score with levels, in the style of GB/T 39117.
    Weighted,
    /// D: progress index without levels.
    Index,
}

impl Method {
    /// The four methods, A to D.
    pub const ALL: [Method; 4] = [Method::Strict, Method::Staged, Method::Weighted, Method::Index];

    /// The form used in files and pages: `strict`, `staged`, `weighted` or `index`.
    pub const fn key(self) -> &'static str {
        match self {
            Method::Strict => "strict",
            Method::Staged => "staged",
            Method::Weighted => "weighted",
            Method::Index => "index",
        }
    }

    /// The method with this key.
    pub fn from_key(key: &str) -> Option<Method> {
        Method::ALL.into_iter().find(|method| method.key() == key)
    }

    /// Name and version of the rules, shown beside every result. The version rises when the same answers
    /// would give another result.
    pub const fn id(self) -> &'static str {
        match self {
            Method::Strict => strict::ID,
            Method::Staged => staged::ID,
            Method::Weighted => weighted::ID,
            Method::Index => index::ID,
        }
    }

    /// Whether the method awards levels.
    pub const fn awards_levels(self) -> bool {
        !matches!(self, Method::Index)
    }

    /// The least answer that counts as met: "fully" for `strict`, "largely" for the others.
    pub const fn pass(self) -> Answer {
        match self {
            Method::Strict => Answer::Full,
            Method::Staged | Method::Weighted | Method::Index => Answer::Largely,
        }
    }
}
