//! How bad a problem is.

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site can be built.
    Warning,
    /// The site cannot be built.
    Error,
}

impl Severity {
    /// The word shown: `warning` or `error`.
    pub const fn key(self) -> &'static str {
        match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}
