//! The format for people, like that of rustc: with the line of the file and how to fix it. The only file that uses
//! `annotate_snippets`.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::problem::{Diagnostic, floor};
use super::severity::Severity;
use crate::load::Sources;

pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for diagnostic in diagnostics {
        out += &renderer.render(&[group(diagnostic, sources)]);
        out += "\n\n";
    }
    out
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code);
    let help = Level::HELP.message(diagnostic.help.as_str());
    let text = sources.get(&diagnostic.path).map_or("", |source| source.text.as_str());
    if text.is_empty() {
        return title.element(Origin::path(diagnostic.path.as_str())).element(help);
    }
    // Only the affected lines: the library reads all it is given, even if it shows little of it.
    let start = floor(text, diagnostic.span.start);
    let end = floor(text, diagnostic.span.end).max(start);
    let first = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let last = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let snippet = Snippet::source(&text[first..last])
        .path(diagnostic.path.as_str())
        .line_start(diagnostic.position(sources).0)
        .annotation(AnnotationKind::Primary.span(start - first..end - first));
    title.element(snippet).element(help)
}
