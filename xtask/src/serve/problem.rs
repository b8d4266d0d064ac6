//! A problem as the page and the terminal tell it, wherever it comes from.

use serde::Serialize;

use dtmm_content::diagnostic::{Diagnostic, Severity};
use dtmm_content::load::Sources;
use dtmm_engine::EngineError;

/// One problem, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Problem {
    /// `error` or `warning`.
    pub(super) severity: &'static str,
    /// The code of a problem in the content.
    pub(super) code: Option<&'static str>,
    /// `file:line:column`, where known; the message has it else.
    pub(super) place: Option<String>,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Problem {
    /// A problem in the content.
    pub(super) fn of_content(diagnostic: &Diagnostic, sources: &Sources) -> Problem {
        let (line, column) = diagnostic.position(sources);
        Problem {
            severity: diagnostic.severity.key(),
            code: Some(diagnostic.code),
            place: Some(format!("{}:{line}:{column}", diagnostic.path)),
            message: diagnostic.message.clone(),
            help: Some(diagnostic.help.clone()),
        }
    }

    /// What stopped a build: a template or an asset at fault, a file that cannot be read.
    pub(super) fn of_build(error: &anyhow::Error) -> Problem {
        Problem { severity: Severity::Error.key(), code: None, place: None, message: format!("{error:#}"), help: None }
    }

    /// Why there is no engine, or no newer one. A machine that cannot make one is no error: the
    /// site is whole without scoring.
    pub(super) fn of_engine(error: &EngineError) -> Problem {
        let (severity, help) = match error {
            EngineError::Missing(_) => (Severity::Warning, "The site is served without scoring."),
            EngineError::Failed(_) => {
                (Severity::Error, "The compiler's messages are in the terminal; the pages keep the engine they have.")
            }
        };
        Problem {
            severity: severity.key(),
            code: None,
            place: None,
            message: error.to_string(),
            help: Some(help.to_owned()),
        }
    }

    /// As one text for the terminal.
    pub(super) fn text(&self) -> String {
        let place = self.place.as_ref().map_or_else(String::new, |place| format!("{place}: "));
        let help = self.help.as_ref().map_or_else(String::new, |help| format!("\n  help: {help}"));
        format!("{place}{}: {}{help}", self.severity, self.message)
    }

    /// Whether it is an error.
    pub(super) fn is_error(&self) -> bool {
        self.severity == Severity::Error.key()
    }
}

/// `2 errors, 1 warning`; empty where there is no problem.
pub(super) fn count<'a>(problems: impl Iterator<Item = &'a Problem>) -> String {
    let (errors, warnings): (Vec<_>, Vec<_>) = problems.partition(|problem| problem.is_error());
    let part = |number: usize, word: &str| match number {
        0 => None,
        1 => Some(format!("1 {word}")),
        _ => Some(format!("{number} {word}s")),
    };
    let parts = [part(errors.len(), "error"), part(warnings.len(), "warning")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_said_in_words() {
        let error = Problem::of_build(&anyhow::anyhow!("templates/layout.html: no end").context("rendering"));
        let warning = Problem::of_engine(&EngineError::Missing("run `this`".into()));
        assert_eq!(count([].into_iter()), "");
        assert_eq!(count([&error, &warning, &error].into_iter()), "2 errors, 1 warning");
        assert_eq!(count([&warning].into_iter()), "1 warning");
        assert_eq!(error.text(), "error: rendering: templates/layout.html: no end");
        assert_eq!(warning.text(), "warning: run `this`\n  help: The site is served without scoring.");
    }
}
