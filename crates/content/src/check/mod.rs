//! Check: from records to values. Every raw string becomes a value or a diagnostic.
//!
//! First the model is put together, then every check of [`CHECKS`] runs, whatever the others found.
//! What `known.yaml` declares as a fault of the draft itself is taken out at the end.

mod abbreviations;
mod citations;
mod counts;
mod document;
mod faults;
mod files;
mod head;
mod identifiers;
mod inflection;
mod known;
mod language;
mod letters;
mod marks;
mod model;
mod notes;
mod numbering;
mod own_terms;
mod passage;
mod passages;
mod place;
mod published;
mod redirects;
mod references;
mod report;
mod review;
mod sameness;
mod sample;
mod scan;
mod sequence;
mod subject;
mod terms;
mod text;
mod verbs;
mod words;

use crate::diagnostic::codes::{VANISHED_ID, WRONG_COUNT, WRONG_SAMPLE};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::Document;
use crate::load::Sources;
use crate::parse;
use place::Files;
use report::Report;
use subject::Subject;

/// What came of a check.
#[derive(Debug)]
pub struct Outcome {
    /// The document, if there is no error.
    pub document: Option<Document>,
    /// All problems, by file and place.
    pub diagnostics: Vec<Diagnostic>,
}

type Check = for<'a> fn(&Subject<'a>, &mut Report<'a>);

/// All checks that need nothing but the records.
const CHECKS: &[Check] = &[
    files::check,
    head::check,
    letters::check,
    numbering::check,
    text::check,
    language::check,
    marks::check,
    sameness::check_sentences,
    sameness::check_names,
    sameness::check_cover,
    verbs::check,
    verbs::check_conditions,
    review::check,
    references::check,
    citations::check,
    abbreviations::check,
    counts::check,
    words::check_placeholders,
    words::check_uses,
    terms::check,
    own_terms::check,
    published::check,
    redirects::check,
    notes::check,
];

/// What other files say of a change, which an editor settles when the change is done.
const SETTLED_LATER: [Code; 3] = [WRONG_COUNT, WRONG_SAMPLE, VANISHED_ID];

/// Checks everything.
pub fn check(sources: &Sources) -> Outcome {
    check_with(sources, &[])
}

/// Checks everything, for an editor who looks at a change that is not done: stated counts, the sample and
/// the list of what was published are warnings.
pub fn check_draft(sources: &Sources) -> Outcome {
    check_with(sources, &SETTLED_LATER)
}

fn check_with(sources: &Sources, warned: &[Code]) -> Outcome {
    let (content, mut diagnostics) = parse::parse(sources);
    let mut report = Report::default();
    let (standard, is_listed) = model::build(&content, &mut report);
    let sample = sample::build(&content, standard.as_ref(), &mut report);
    let is_complete = content.broken.is_empty() && is_listed;
    let subject = Subject { sources, content: &content, passages: passages::passages(sources, &content), is_complete };
    for check in CHECKS {
        check(&subject, &mut report);
    }
    known::settle(&subject, &mut report);
    let mut files = Files::new(sources);
    diagnostics.extend(report.problems.iter().map(|problem| problem.diagnostic(&mut files)));
    diagnostics
        .sort_by(|a, b| (&a.path, a.span.start, a.code, &a.message).cmp(&(&b.path, b.span.start, b.code, &b.message)));
    diagnostics.dedup();
    for diagnostic in diagnostics.iter_mut().filter(|one| warned.iter().any(|code| code.name == one.code)) {
        diagnostic.severity = Severity::Warning;
    }
    let is_sound = diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Warning);
    let stale = review::stale(&subject.passages);
    drop(report);
    let document =
        standard.filter(|_| is_sound).and_then(|standard| document::document(standard, sample, content, stale));
    Outcome { document, diagnostics }
}
