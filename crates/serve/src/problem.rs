//! Problems of all origins in one form, for the page and the terminal.

use serde::Serialize;

use dtmm_content::diagnostic::{Diagnostic, Severity};
use dtmm_content::load::Sources;
use dtmm_engine::EngineError;

/// A problem as shown; serialized for the script of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ShownProblem {
    /// `error` or `warning`.
    pub(crate) severity: &'static str,
    /// The code, for problems in the content.
    pub(crate) code: Option<&'static str>,
    /// `file:line:column`, if known; otherwise the message may have it.
    pub(crate) place: Option<String>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl ShownProblem {
    /// A problem in the content.
    pub(crate) fn of_content(diagnostic: &Diagnostic, sources: &Sources) -> ShownProblem {
        let (line, column) = diagnostic.position(sources);
        ShownProblem {
            severity: diagnostic.severity.key(),
            code: Some(diagnostic.code),
            place: Some(format!("{}:{line}:{column}", diagnostic.path)),
            message: diagnostic.message.clone(),
            help: Some(diagnostic.help.clone()),
        }
    }

    /// An error that stopped a build: a template or an asset at fault, a file that cannot be read.
    pub(crate) fn of_build(error: &anyhow::Error) -> ShownProblem {
        ShownProblem {
            severity: Severity::Error.key(),
            code: None,
            place: None,
            message: format!("{error:#}"),
            help: None,
        }
    }

    /// Why there is no engine, or no newer one. If the machine cannot build one, that is only a warning: the site is
    /// complete without scoring.
    pub(crate) fn of_engine(error: &EngineError) -> ShownProblem {
        let (severity, help) = match error {
            EngineError::Missing(_) => (Severity::Warning, "The site is served without scoring."),
            EngineError::Failed(_) => {
                (Severity::Error, "The compiler's messages are in the terminal; the pages keep the engine they have.")
            }
        };
        ShownProblem {
            severity: severity.key(),
            code: None,
            place: None,
            message: error.to_string(),
            help: Some(help.to_owned()),
        }
    }

    /// The problem as text for the terminal.
    pub(crate) fn text(&self) -> String {
        let place = self.place.as_ref().map_or_else(String::new, |place| format!("{place}: "));
        let help = self.help.as_ref().map_or_else(String::new, |help| format!("\n  help: {help}"));
        format!("{place}{}: {}{help}", self.severity, self.message)
    }

    /// Whether it is an error.
    pub(crate) fn is_error(&self) -> bool {
        self.severity == Severity::Error.key()
    }
}

/// `2 errors, 1 warning`; empty where there is no problem.
pub(crate) fn count<'a>(problems: impl Iterator<Item = &'a ShownProblem>) -> String {
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
        let error = ShownProblem::of_build(&anyhow::anyhow!("templates/layout.html: no end").context("rendering"));
        let warning = ShownProblem::of_engine(&EngineError::Missing("run `this`".into()));
        assert_eq!(count([].into_iter()), "");
        assert_eq!(count([&error, &warning, &error].into_iter()), "2 errors, 1 warning");
        assert_eq!(count([&warning].into_iter()), "1 warning");
        assert_eq!(error.text(), "error: rendering: templates/layout.html: no end");
        assert_eq!(warning.text(), "warning: run `this`\n  help: The site is served without scoring.");
    }
}
