//! The scorer of the command line: the scoring crate with the outline, the names and the messages of the content.

use dtmm_exchange::{Arrival, LeftOut, Notice};
use dtmm_model::Outline;
use dtmm_scoring::{Assessment, Code, Problem, Scope, Scorecard, Weights};

use crate::convert::report::{left_out_word, place};
use crate::reading::{Readable, command_language, say, word};
use crate::terminal::{plain, short};
use dtmm_content::document::Document;

/// The weights of the scores of the company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weighing {
    /// Every subdomain weighs the same.
    Subdomain,
    /// Every domain weighs the same.
    Domain,
    /// Those of each assessment.
    Custom,
}

/// Scores assessments against a checked document.
#[derive(Debug)]
pub struct Scorer<'d> {
    document: &'d Document,
    readable: Readable,
    weighing: Weighing,
    /// All scopes with their English names, in the order of [`Scope::all`].
    scopes: Vec<(Scope, &'d str)>,
}

/// An assessment with its results.
#[derive(Debug)]
pub struct Scored {
    /// Its source: the file, or file and line.
    pub source: String,
    /// The assessment as read.
    pub assessment: Assessment,
    /// Its results.
    pub card: Scorecard,
}

impl<'d> Scorer<'d> {
    /// A scorer with these weights of the company's scores.
    pub fn new(document: &'d Document, weighing: Weighing) -> Scorer<'d> {
        let standard = &document.standard;
        let readable = Readable::new(document);
        let lang = command_language(document);
        let domains = standard.domains().iter().map(|domain| domain.name.get(lang).as_str());
        let subdomains = standard.subdomains().map(|(_, subdomain)| subdomain.name.get(lang).as_str());
        let names =
            std::iter::once(document.interface.word(dtmm_site::words::COMPANY, lang)).chain(domains).chain(subdomains);
        let scopes = Scope::all(&readable.outline).zip(names).collect();
        Scorer { document, readable, weighing, scopes }
    }

    /// Reads and scores an assessment. `source` is its name in the output. The [`Arrival`] says how the file was read.
    ///
    /// # Errors
    /// All problems of the file; or that it has no weights of its own, for [`Weighing::Custom`].
    pub fn score(&self, source: String, bytes: &[u8]) -> Result<(Scored, Arrival), Vec<Problem>> {
        let arrival = self.readable.read_one(bytes)?;
        let weights = match self.weighing {
            Weighing::Subdomain => Weights::Subdomain,
            Weighing::Domain => Weights::Domain,
            Weighing::Custom => {
                let (path, line) = ("weights".to_owned(), arrival.line.unwrap_or(1));
                let missing = Problem { code: Code::MissingField, line, column: 1, path, entry: None };
                arrival.assessment.weights.clone().ok_or_else(|| vec![missing])?
            }
        };
        let card = Scorecard::with_weights(self.outline(), &arrival.assessment, weights);
        Ok((Scored { source, assessment: arrival.assessment.clone(), card }, arrival))
    }

    /// The shape of the standard.
    pub fn outline(&self) -> &Outline {
        &self.readable.outline
    }

    /// The company, the domains and the subdomains, each with its English name.
    pub(super) fn scopes(&self) -> &[(Scope, &'d str)] {
        &self.scopes
    }

    /// The notice that the methods are not part of the standard.
    pub(super) fn notice(&self) -> &'d str {
        self.document.interface.word(dtmm_site::words::METHOD_NOTICE, command_language(self.document))
    }

    /// What method C is called.
    pub(super) fn method_c(&self) -> String {
        word(self.document, "report", "weighted")
    }

    /// Formats a problem as a line.
    pub(super) fn say(&self, file: &str, line: Option<usize>, problem: &Problem) -> String {
        say(self.document, file, line, problem)
    }

    /// The line that says that a file is not an assessment, and what it is.
    pub(super) fn say_skipped(&self, file: &str, code: Code) -> String {
        format!("{}: not scored: {}\n", plain(file), word(self.document, "problem", code.key()))
    }

    /// Warnings about a scored file as lines: unknown fields, what was left out, a guessed encoding, another edition.
    pub(super) fn warnings(&self, file: &str, line: Option<usize>, arrival: &Arrival) -> String {
        let mut lines: String = arrival.warnings.iter().map(|warning| self.say(file, line, warning)).collect();
        lines.extend(arrival.left_out.iter().map(|one| self.left_out(file, one)));
        for notice in &arrival.notices {
            if let Notice::EncodingGuessed(sample) = notice {
                let (file, sample) = (plain(file), plain(sample));
                lines += &format!("{file}:1:1: warning[{}]: read as GB 18030, for example: {sample}\n", notice.key());
            }
        }
        // A table has the edition in its rows; for other forms it is among the warnings already.
        if arrival.warnings.is_empty() && arrival.assessment.edition != self.outline().edition {
            let (code, path) = (Code::OtherEdition, "edition".to_owned());
            lines += &self.say(file, line, &Problem { code, line: 1, column: 1, path, entry: None });
        }
        lines
    }

    fn left_out(&self, file: &str, one: &LeftOut) -> String {
        let (why, id, key) = (left_out_word(self.document, one.reason), plain(&short(&one.id)), one.reason.key());
        let sheet = if one.sheet.is_empty() { String::new() } else { format!("{}: ", place(one)) };
        format!("{}:{}:1: warning[{key}]: left out: {sheet}{id}: {why}\n", plain(file), one.line)
    }
}
