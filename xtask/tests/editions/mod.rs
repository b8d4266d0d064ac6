//! Several editions of one standard, made from the real content by a seeded program.

mod make;

use dtmm_content::check::{Checked, check};
use dtmm_content::diagnostic::{DiagnosticFormat, Severity, render};
use dtmm_content::load::Sources;

use crate::common;
use make::{Made, next_edition};

/// The real content as the oldest of three editions, and what the program changed in each step.
fn three() -> (Sources, [Made; 2]) {
    let mut sources = dtmm_site::load(&common::root(), None).unwrap();
    let second = next_edition(&mut sources, "2024-draft", "2026", 1);
    let third = next_edition(&mut sources, "2026", "2028", 2);
    (sources, [second, third])
}

fn checked(sources: &Sources) -> Checked {
    let outcome = check(sources);
    let errors: Vec<_> = outcome.diagnostics.iter().filter(|one| one.severity == Severity::Error).cloned().collect();
    assert_eq!(render(&errors, sources, DiagnosticFormat::Short, false), "");
    outcome
}

#[test]
fn three_editions_made_from_the_content_pass_all_checks() {
    let (sources, made) = three();
    let outcome = checked(&sources);
    assert_eq!(outcome.earlier.len(), 2);
    for (document, made) in outcome.earlier[1..].iter().chain(&outcome.document).zip(&made) {
        let changes = document.changes.as_ref().unwrap();
        assert_eq!(changes.iter().count(), made.len());
    }
}
