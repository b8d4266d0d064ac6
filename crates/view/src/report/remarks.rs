//! What is recorded of an entry: its answer, the remarks on it, and the list of all evidence.

use dtmm_exchange::Evidence;
use dtmm_model::RequirementId;
use dtmm_scoring::Answer;

use super::{HERE, Report, around};
use crate::{Context, Node, Word, el, text};

/// The answer to an entry in words; empty where it has none.
pub fn answer_text(context: &Context<'_>, id: RequirementId) -> String {
    if context.assessment.tailored(id.cell.subdomain).is_some() {
        return context.words.say(Word::ReportOut).to_owned();
    }
    context.assessment.answer(id).map(|answer| context.words.answer(answer).to_owned()).unwrap_or_default()
}

/// The remarks on an entry: reason, note, owner and date, evidence, one a paragraph.
pub fn remarks_nodes(context: &Context<'_>, id: RequirementId) -> Vec<Node> {
    let remarks = context.assessment.remarks(id);
    let words = context.words;
    let excluded = context.assessment.answer(id) == Some(Answer::NotApplicable);
    let mut lines = Vec::new();
    let mut say = |line: String| lines.push(el("p").say(line).into());
    if excluded && !remarks.reason.trim().is_empty() {
        say(words.fill(Word::ReportReason, &[("reason", &remarks.reason)]));
    }
    remarks.note.lines().filter(|line| !line.trim().is_empty()).for_each(|line| say(line.to_owned()));
    let owner = words.fill(Word::ReportOwner, &[("owner", &remarks.owner)]);
    let due = words.fill(Word::ReportDue, &[("due", &remarks.due)]);
    match (remarks.owner.is_empty(), remarks.due.is_empty()) {
        (false, false) => say(owner + words.say(Word::Separator) + &due),
        (false, true) => say(owner),
        (true, false) => say(due),
        (true, true) => {}
    }
    for evidence in &remarks.evidence {
        let line = words.fill(Word::ReportEvidence, &[("evidence", HERE)]);
        lines.push(el("p").with_all(around(&line, piece(&Evidence::parse(evidence)))).into());
    }
    lines
}

/// The parts of a piece of evidence, with dots between them.
fn piece(evidence: &Evidence) -> Vec<Node> {
    let parts = [&evidence.title, &evidence.place, &evidence.date].into_iter().filter(|part| !part.is_empty());
    let mut nodes = Vec::new();
    for part in parts {
        if !nodes.is_empty() {
            nodes.push(text(" · "));
        }
        nodes.push(linked(part));
    }
    nodes
}

/// Words, as a link if they are an address on the web and nothing else.
fn linked(words: &str) -> Node {
    let rest = words.strip_prefix("https://").or_else(|| words.strip_prefix("http://"));
    match rest {
        Some(rest) if !rest.is_empty() && !words.contains(char::is_whitespace) => {
            el("a").set("href", words).set("rel", "noreferrer").say(words).into()
        }
        _ => text(words),
    }
}

impl Report<'_> {
    /// All evidence, numbered, in the order of the standard.
    pub(super) fn evidence(self) -> Vec<Node> {
        let of = |id| self.context.assessment.remarks(id).evidence.iter();
        let all = self.items().flat_map(|(_, item)| of(item.id).map(|line| (item.id, Evidence::parse(line))));
        let row = |(number, (id, evidence)): (usize, (RequirementId, Evidence))| {
            let cells =
                [text((number + 1).to_string()), Node::Entry(id), linked(&evidence.title), linked(&evidence.place)];
            let row = el("tr").with_all(cells.into_iter().map(|cell| el("td").with(cell)));
            row.with(el("td").say(evidence.date)).into()
        };
        let rows: Vec<Node> = all.enumerate().map(row).collect();
        if rows.is_empty() { self.only_row(5, Word::ReportNoEvidence) } else { rows }
    }
}
