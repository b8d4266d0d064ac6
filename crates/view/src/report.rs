//! The report: what the engine fills into its page. The page itself holds the headings, the tables
//! and every entry, so that it is a blank form where there is nothing to fill in.

mod details;
mod editions;
mod exclusions;
mod gaps;
mod method;
mod next;
mod owners;
mod plan;
mod profile;
mod summary;

pub use details::{answer_text, entry_details};
pub(crate) use method::weights_line;
pub use profile::{RadarChart, RadarSeries};

use dtmm_model::{Item, RequirementId};
use dtmm_scoring::{Answer, Assessment, Method, Scope};

use crate::{Context, Element, Node, Word, Words, el, text};

/// What a report must say that no assessment holds.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Today, as `2026-11-22`.
    pub date: &'a str,
    /// The SHA-256 of the saved file, in hexadecimal digits.
    pub hash: &'a str,
    /// The method by which reasons, plan and gaps go.
    pub method: Method,
}

/// The content of a place of the report, by the key of the place; `None` where the report has no
/// such place.
pub fn list(key: &str, context: &Context<'_>, facts: &Facts<'_>) -> Option<Vec<Node>> {
    let report = Report { context, method: facts.method.for_levels() };
    Some(match key.strip_prefix("report-")? {
        "about" => report.about(),
        "edition-notice" => report.edition_notice(),
        "made-for" => report.made_for(),
        "level-head" => report.level_head(),
        "level" => report.level(),
        "goal" => report.goal(),
        "why" => report.why(),
        "next" => report.next_steps(),
        "counts-head" => report.counts_head(),
        "best" => report.best(),
        "beside-head" => report.beside_head(),
        "beside" => report.beside(),
        "completeness" => report.completeness(),
        "aim" => report.aim(),
        "excluded" => report.excluded(),
        "tailored-count" => report.tailored_count(),
        "holds" => report.holds(),
        "gains" => report.gains(),
        "warning" => report.warning(),
        "basis" => report.basis(facts),
        "method" => vec![text(report.say(method_word(report.method)))],
        "radar" => report.radar(),
        "gaps-note" => report.gaps_note(),
        "gaps-unmet" => report.unmet(),
        "gaps-unanswered" => report.unanswered(),
        "gaps-recommended" => report.recommended(),
        "evidence" => report.evidence(),
        "not-applicable" => report.not_applicable(),
        "tailored" => report.tailored(),
        "owners" => report.owners(facts.date),
        "plan" => report.plan(facts.date),
        "methods" => report.methods(),
        "weights" => report.weights(),
        "answers" => report.answers(),
        "date" => vec![text(facts.date)],
        "hash" => vec![el("code").say(facts.hash).into()],
        place => return report.of_scope(place),
    })
}

/// The radar of the report as numbers; `None` while too few domains have a value for an outline.
pub fn radar_chart(context: &Context<'_>, facts: &Facts<'_>) -> Option<RadarChart> {
    Report { context, method: facts.method.for_levels() }.radar_chart()
}

/// Whether there is anything to report: the page is a blank form while no entry has an answer.
pub fn is_begun(assessment: &Assessment) -> bool {
    !assessment.answers().is_empty()
}

/// What all parts of the report are made from.
#[derive(Clone, Copy)]
struct Report<'a> {
    context: &'a Context<'a>,
    /// The method of reasons, plan and gaps; it awards levels.
    method: Method,
}

impl<'a> Report<'a> {
    fn words(self) -> &'a Words {
        self.context.words
    }

    fn say(self, word: Word) -> &'a str {
        self.words().say(word)
    }

    fn fill(self, word: Word, values: &[(&str, &str)]) -> String {
        self.words().fill(word, values)
    }

    /// The entries in the order of the standard, each with the place of its subdomain.
    fn items(self) -> impl Iterator<Item = (usize, &'a Item)> {
        let subdomains = self.context.outline.subdomains().enumerate();
        subdomains.flat_map(|(row, subdomain)| subdomain.items().map(move |item| (row, item)))
    }

    /// The entries of subdomains in scope that are answered "not applicable".
    fn excluded_items(self) -> impl Iterator<Item = &'a Item> {
        let Context { assessment, card, .. } = *self.context;
        let items = self.items().filter(|(row, _)| !card.subdomains[*row].tailored).map(|(_, item)| item);
        items.filter(|item| assessment.answer(item.id) == Some(Answer::NotApplicable))
    }

    /// Whether any entry has an answer.
    fn is_begun(self) -> bool {
        is_begun(self.context.assessment)
    }

    /// What a subdomain is called.
    fn subdomain(self, row: usize) -> &'a str {
        self.context.name(Scope::Subdomain(row))
    }

    /// The printed place of an entry, as subdomain, level and label.
    fn place(self, id: RequirementId) -> String {
        self.context.place(id)
    }

    /// The words of an entry; empty if there is no such entry.
    fn text_of(self, id: RequirementId) -> String {
        self.context.entry_text(id)
    }

    /// The number of an entry as a link in the first cell of a row, then the other cells.
    fn row(id: RequirementId, cells: impl IntoIterator<Item = Element>) -> Node {
        let first = el("th").set("scope", "row").with(Node::Entry(id));
        el("tr").with(first).with_all(cells).into()
    }

    /// A row that says why there are no others.
    fn only_row(self, columns: usize, word: Word) -> Vec<Node> {
        vec![el("tr").with(el("td").set("colspan", columns.to_string()).say(self.say(word))).into()]
    }

    /// The first entries as links, the rest counted.
    fn entries(self, ids: &[RequirementId], most: usize) -> Vec<Node> {
        let mut nodes = Vec::new();
        for (index, id) in ids.iter().take(most).enumerate() {
            if index > 0 {
                nodes.push(text(self.say(Word::Comma)));
            }
            nodes.push(Node::Entry(*id));
        }
        match ids.len().saturating_sub(most) {
            0 => nodes,
            more => around(&self.fill(Word::More, &[("entries", HERE), ("more", &more.to_string())]), nodes),
        }
    }

    /// Words around entries, as `还差 A、B`.
    fn with_entries(self, word: Word, ids: &[RequirementId], most: usize) -> Vec<Node> {
        around(&self.fill(word, &[("entries", HERE)]), self.entries(ids, most))
    }
}

/// Placeholder for nodes while the sentence around them is composed.
const HERE: &str = "\u{0}";

/// The nodes with the words before and after them.
fn around(words: &str, nodes: Vec<Node>) -> Vec<Node> {
    let (before, after) = words.split_once(HERE).unwrap_or((words, ""));
    let words = |part: &str| (!part.is_empty()).then(|| text(part));
    words(before).into_iter().chain(nodes).chain(words(after)).collect()
}

/// What a method is called.
pub(crate) fn method_word(method: Method) -> Word {
    match method {
        Method::Strict => Word::ReportStrict,
        Method::Staged => Word::ReportStaged,
        Method::Weighted => Word::ReportWeighted,
        Method::Index => Word::ReportIndex,
    }
}

#[cfg(test)]
mod tests;
