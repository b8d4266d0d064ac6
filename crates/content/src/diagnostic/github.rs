//! GitHub workflow commands: GitHub shows each as an annotation of its line.

use super::problem::Diagnostic;
use crate::load::Sources;

pub(super) fn line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let (line, column) = diagnostic.position(sources);
    let Diagnostic { path, severity, code, message, help, .. } = diagnostic;
    let text = data(&format!("{message}\nhelp: {help}"));
    format!("::{} file={},line={line},col={column},title={code}::{text}\n", severity.key(), property(path))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
