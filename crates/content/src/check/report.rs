//! What the checks found, until it is known which of it is a fault of the draft itself.

use std::borrow::Cow;

use super::place::{Files, Place};
use crate::diagnostic::{Code, Diagnostic};

/// One problem.
#[derive(Debug)]
pub(super) struct Problem<'a> {
    pub(super) code: Code,
    pub(super) place: Place<'a>,
    /// The words or number it is about, where one place can have several.
    pub(super) what: Option<String>,
    pub(super) message: String,
    pub(super) help: String,
}

/// All problems, in the order found.
#[derive(Debug, Default)]
pub(super) struct Report<'a> {
    pub(super) problems: Vec<Problem<'a>>,
}

impl<'a> Report<'a> {
    /// Adds a problem.
    pub(super) fn add(&mut self, code: Code, place: Place<'a>, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Problem { code, place, what: None, message: message.into(), help: help.into() });
    }

    /// Adds a problem that is about `what`, of which the place can have several.
    pub(super) fn about(&mut self, code: Code, place: Place<'a>, what: &str, message: String, help: String) {
        self.problems.push(Problem { code, place, what: Some(what.to_owned()), message, help });
    }
}

impl Problem<'_> {
    /// With its bytes, and the identifier of the thing it is about in the message.
    pub(super) fn diagnostic(&self, files: &mut Files) -> Diagnostic {
        let span = self.place.resolve(files);
        let at = &self.place.at;
        let message = match at.is_empty() || self.message.contains(at.as_ref()) {
            true => Cow::Borrowed(self.message.as_str()),
            false => Cow::Owned(format!("{at}: {}", self.message)),
        };
        Diagnostic::new(self.code, &self.place.path, span, &message, &self.help)
    }
}
