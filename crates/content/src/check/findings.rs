//! What the checks found, before waived faults of the draft are removed.

use std::borrow::Cow;

use super::place::{ParsedFiles, Place};
use crate::diagnostic::{Diagnostic, DiagnosticCode};

/// A problem found by a check.
#[derive(Debug)]
pub(super) struct Finding<'a> {
    pub(super) code: DiagnosticCode,
    pub(super) place: Place<'a>,
    /// The words or number it is about, if a place can have several findings with the same code.
    pub(super) what: Option<String>,
    pub(super) message: String,
    pub(super) help: String,
}

/// All findings, in the order found.
#[derive(Debug, Default)]
pub(super) struct Findings<'a> {
    pub(super) list: Vec<Finding<'a>>,
}

impl<'a> Findings<'a> {
    /// Adds a finding.
    pub(super) fn add(
        &mut self,
        code: DiagnosticCode,
        place: Place<'a>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.list.push(Finding { code, place, what: None, message: message.into(), help: help.into() });
    }

    /// Adds a finding about `what`: words or a number by which a waiver tells it from others with the same code at
    /// the same place.
    pub(super) fn about(&mut self, code: DiagnosticCode, place: Place<'a>, what: &str, message: String, help: String) {
        self.list.push(Finding { code, place, what: Some(what.to_owned()), message, help });
    }
}

impl Finding<'_> {
    /// The diagnostic, with the place resolved to bytes and the identifier in the message.
    pub(super) fn diagnostic(&self, files: &mut ParsedFiles) -> Diagnostic {
        let span = self.place.resolve(files);
        let at = &self.place.at;
        let message = match at.is_empty() || self.message.contains(at.as_ref()) {
            true => Cow::Borrowed(self.message.as_str()),
            false => Cow::Owned(format!("{at}: {}", self.message)),
        };
        Diagnostic::new(self.code, &files.path(&self.place.path), span, &message, &self.help)
    }
}
