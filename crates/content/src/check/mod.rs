//! The check stage, from records to values: every raw string becomes a value or a diagnostic.
//!
//! Each edition is checked by itself. First the model is built, then all of [`CHECKS`] run, whatever the others found.
//! At the end, findings that `waivers.yaml` declares as faults of the draft itself are removed.

mod abbreviations;
mod brand;
mod changes;
mod citations;
mod counts;
mod document;
mod editions;
mod facts;
mod faults;
mod files;
mod findings;
mod identifiers;
mod inflection;
mod labels;
mod language;
mod levels;
mod marks;
mod metadata;
mod model;
mod notes;
mod numbering;
mod obligation;
mod own_terms;
mod passage;
mod passages;
mod place;
mod published;
mod redirects;
mod references;
mod review;
mod running_text;
mod sameness;
mod sample;
mod scan;
mod scoring;
mod sequence;
mod subject;
mod terms;
mod verbs;
mod waivers;
mod words;

pub use editions::edition_name;

use crate::diagnostic::codes::{VANISHED_ID, WRONG_COUNT, WRONG_SAMPLE};
use crate::diagnostic::{Diagnostic, DiagnosticCode, Severity};
use crate::document::Document;
use crate::load::{EditionSources, Sources};
use crate::parse;
use findings::Findings;
use place::ParsedFiles;
use subject::{Earlier, Subject};

/// The result of all checks.
#[derive(Debug)]
pub struct Checked {
    /// The newest edition, if there is no error.
    pub document: Option<Document>,
    /// The editions before it, oldest first; none if there is an error.
    pub earlier: Vec<Document>,
    /// All problems, by file and place.
    pub diagnostics: Vec<Diagnostic>,
}

type Check = for<'a> fn(&Subject<'a>, &mut Findings<'a>);

/// The checks of records; each is independent of the others.
const CHECKS: &[Check] = &[
    files::check,
    metadata::check,
    brand::check,
    scoring::check,
    labels::check,
    numbering::check,
    running_text::check,
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

/// Codes about files that an editor updates last, after a change is complete.
const UPDATED_LAST: [DiagnosticCode; 3] = [WRONG_COUNT, WRONG_SAMPLE, VANISHED_ID];

/// Checks all editions.
pub fn check(sources: &Sources) -> Checked {
    check_with(sources, &[])
}

/// Checks all editions, for the preview of a change in progress: stated counts, the sample and the list of
/// published identifiers give warnings instead of errors.
pub fn check_draft(sources: &Sources) -> Checked {
    check_with(sources, &UPDATED_LAST)
}

fn check_with(sources: &Sources, as_warnings: &[DiagnosticCode]) -> Checked {
    let model = parse::model(sources);
    let (editions, mut diagnostics) = editions::editions(sources, model.as_ref());
    let mut documents = Vec::with_capacity(editions.len());
    let mut earlier = Earlier::default();
    for (index, edition) in editions.iter().enumerate() {
        let is_newest = index + 1 == editions.len();
        let (document, found) = check_edition(&sources.edition(edition), is_newest, &mut earlier);
        documents.push(document);
        diagnostics.extend(found);
    }
    diagnostics
        .sort_by(|a, b| (&a.path, a.span.start, a.code, &a.message).cmp(&(&b.path, b.span.start, b.code, &b.message)));
    diagnostics.dedup();
    for diagnostic in
        diagnostics.iter_mut().filter(|diagnostic| as_warnings.iter().any(|code| code.name == diagnostic.code))
    {
        diagnostic.severity = Severity::Warning;
    }
    let is_sound = diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Warning);
    let mut documents: Vec<Document> =
        documents.into_iter().collect::<Option<_>>().filter(|_| is_sound).unwrap_or_default();
    Checked { document: documents.pop(), earlier: documents, diagnostics }
}

/// Checks one edition against those before it, and adds it to these. There is no document if something is at fault.
fn check_edition(
    sources: &EditionSources<'_>,
    is_newest: bool,
    earlier: &mut Earlier,
) -> (Option<Document>, Vec<Diagnostic>) {
    let (content, mut diagnostics) = parse::parse(sources);
    let mut findings = Findings::default();
    let (standard, is_listed) = model::build(&content, &earlier.standards, &mut findings);
    let sample = sample::build(&content, standard.as_ref(), &mut findings);
    let is_complete = content.broken.is_empty() && is_listed;
    let languages = metadata::languages(&content);
    let passages = passages::passages(sources, &content, languages);
    let subject = Subject { sources, content: &content, earlier, languages, passages, is_complete };
    for check in CHECKS {
        check(&subject, &mut findings);
    }
    let known = earlier.standards.iter().map(Option::as_ref).collect::<Option<Vec<_>>>();
    let changes = standard.as_ref().zip(languages).zip(known).and_then(|((standard, languages), earlier)| {
        changes::build(&content, &earlier, standard, languages.binding(), &mut findings)
    });
    waivers::apply(&subject, &mut findings);
    let mut files = ParsedFiles::new(sources);
    diagnostics.extend(findings.list.iter().map(|problem| problem.diagnostic(&mut files)));
    // What is shared belongs to the newest edition: it need not fit earlier ones in all.
    diagnostics.retain(|one| is_newest || one.path.starts_with(&sources.path("")));
    let is_sound = !diagnostics
        .iter()
        .any(|one| one.severity == Severity::Error && !UPDATED_LAST.iter().any(|code| code.name == one.code));
    let stale = review::stale(&subject);
    drop(findings);
    let ids: Vec<_> = identifiers::identifiers(&content).into_iter().map(|place| place.at.into_owned()).collect();
    earlier.ids.extend(ids);
    earlier.pages.extend(published::subdomain_pages(&content));
    earlier.standards.push(standard.clone());
    let whole = standard.filter(|_| is_sound);
    let document = whole.and_then(|standard| document::document(standard, changes, sample, content, stale));
    (document, diagnostics)
}
