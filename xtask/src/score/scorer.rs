//! The engine with the checked content: outline, names, and the words for what is wrong.

use dtmm_model::{Lang, Outline};
use dtmm_scoring::{Assessment, Problem, Scope, Scorecard, Weights, read};

use super::text::{plain, short};
use crate::document::Document;
use crate::words::Word;

/// Scores assessments against a checked document.
#[derive(Debug)]
pub struct Scorer<'d> {
    document: &'d Document,
    outline: Outline,
    weights: Weights,
    /// Name of each scope, in the order of [`Scope::all`].
    scopes: Vec<(Scope, &'d str)>,
}

/// An assessment with its results.
#[derive(Debug)]
pub struct Scored {
    /// Where it came from: file, or file and line.
    pub source: String,
    /// The assessment as read.
    pub assessment: Assessment,
    /// Its results.
    pub card: Scorecard,
}

impl<'d> Scorer<'d> {
    /// A scorer with these weights of the company's scores.
    pub fn new(document: &'d Document, weights: Weights) -> Scorer<'d> {
        let standard = &document.standard;
        let outline = standard.outline();
        let domains = standard.domains().iter().map(|domain| domain.name.en.as_str());
        let subdomains = standard.subdomains().map(|(_, subdomain)| subdomain.name.en.as_str());
        let names = std::iter::once("Company").chain(domains).chain(subdomains);
        let scopes = Scope::all(&outline).zip(names).collect();
        Scorer { document, outline, weights, scopes }
    }

    /// Reads and scores an assessment. The problems beside a result are warnings.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn score(&self, source: String, bytes: &[u8]) -> Result<(Scored, Vec<Problem>), Vec<Problem>> {
        let reading = read(bytes, &self.outline)?;
        let card = Scorecard::with_weights(&self.outline, &reading.assessment, self.weights.clone());
        Ok((Scored { source, assessment: reading.assessment, card }, reading.warnings))
    }

    /// The shape of the standard.
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// The company, the domains and the subdomains, each with its English name.
    pub(super) fn scopes(&self) -> &[(Scope, &'d str)] {
        &self.scopes
    }

    /// That the methods are no part of the standard.
    pub(super) fn notice(&self) -> &'d str {
        self.document.interface.word(Word::MethodNotice, Lang::En)
    }

    /// A problem as a line: `file:line:column: error[code]: field: what is wrong`. Where a line of
    /// the file is an assessment, `line` is its number.
    pub(super) fn say(&self, file: &str, line: Option<usize>, problem: &Problem) -> String {
        let severity = if problem.code.is_error() { "error" } else { "warning" };
        let key = problem.code.key();
        let what = self.document.interface.find(&dtmm_view::problem_key(problem.code), Lang::En);
        let what = what.unwrap_or_default().to_owned();
        let what = if problem.path.is_empty() { what } else { format!("{}: {what}", short(&problem.path)) };
        let entry = problem.entry.as_ref().map(|entry| format!(" ({})", short(entry))).unwrap_or_default();
        let (line, column) = (line.unwrap_or(problem.line), problem.column);
        format!("{}:{line}:{column}: {severity}[{key}]: {}\n", plain(file), plain(&format!("{what}{entry}")))
    }
}
