//! One line each: `file:line:column: error[code]: message`.

use super::problem::Diagnostic;
use crate::load::Sources;

pub(super) fn line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let (line, column) = diagnostic.position(sources);
    let Diagnostic { path, severity, code, message, .. } = diagnostic;
    format!("{path}:{line}:{column}: {}[{code}]: {message}\n", severity.key())
}
