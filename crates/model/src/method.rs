//! The four scoring methods by name. Their rules are in the crate that scores; a standard names the one that comes first.

/// A scoring method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// A: levels, everything fully met.
    Strict,
    /// B: levels, everything at least largely met. The default, unless a standard declares another.
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

    /// The letter by which it is cited, `A` to `D`.
    pub const fn letter(self) -> &'static str {
        match self {
            Method::Strict => "A",
            Method::Staged => "B",
            Method::Weighted => "C",
            Method::Index => "D",
        }
    }

    /// Name and version of the rules. The version rises when the same answers would give another result by the same
    /// points and pass mark; [`Scoring::id`](crate::Scoring::id) says these as well and stands beside every result.
    pub const fn rules(self) -> &'static str {
        match self {
            Method::Strict => "dtmm-strict/1",
            Method::Staged => "dtmm-staged/1",
            Method::Weighted => "dtmm-weighted/1",
            Method::Index => "dtmm-index/1",
        }
    }

    /// Whether the method awards levels.
    pub const fn awards_levels(self) -> bool {
        !matches!(self, Method::Index)
    }

    /// The method that levels go by where this one comes first: itself, or the staged one if it awards none.
    pub const fn for_levels(self) -> Method {
        if self.awards_levels() { self } else { Method::Staged }
    }
}
