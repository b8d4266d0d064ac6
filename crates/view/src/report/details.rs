//! What is recorded of an entry: its answer, the details on it, and the list of all evidence.

use dtmm_exchange::Evidence;
use dtmm_model::RequirementId;
use dtmm_scoring::Answer;

use super::{HERE, Report, around, is_begun};
use crate::cut::{NOTE, VALUE, cut};
use crate::{Context, Node, Word, Words, el, text};

/// The columns of the list of evidence: number, entry, what it is, where, of when.
const COLUMNS: usize = 5;
/// How many pieces of evidence are listed beside an entry: no browser lays out a hundred thousand.
const OF_ENTRY: usize = 100;
/// So many in the list of all.
const OF_REPORT: usize = 2000;

/// The answer to an entry in words, also where it has none; nothing while no entry has one, so that the form is blank.
pub fn answer_text(context: &Context<'_>, id: RequirementId) -> String {
    if context.assessment.tailored(id.cell.subdomain).is_some() {
        return context.words.say(Word::ReportOut).to_owned();
    }
    match context.assessment.answer(id) {
        Some(answer) => context.words.answer(answer).to_owned(),
        None if is_begun(context.assessment) => context.words.say(Word::CellOpen).to_owned(),
        None => String::new(),
    }
}

/// The details on an entry: reason, note, owner and date, evidence, one a paragraph.
pub fn entry_details(context: &Context<'_>, id: RequirementId) -> Vec<Node> {
    let details = context.assessment.details(id);
    let words = context.words;
    let excluded = context.assessment.answer(id) == Some(Answer::NotApplicable);
    let mut lines = Vec::new();
    let mut say = |line: String| lines.push(el("p").say(line).into());
    if excluded && !details.reason.trim().is_empty() {
        say(words.fill(Word::ReportReason, &[("reason", &cut(words, &details.reason, VALUE))]));
    }
    cut(words, &details.note, NOTE)
        .lines()
        .filter(|line| !line.trim().is_empty())
        .for_each(|line| say(line.to_owned()));
    let owner = words.fill(Word::ReportOwner, &[("owner", &cut(words, &details.owner, VALUE))]);
    let due = words.fill(Word::ReportDue, &[("due", &details.due)]);
    match (details.owner.is_empty(), details.due.is_empty()) {
        (false, false) => say(owner + words.say(Word::Separator) + &due),
        (false, true) => say(owner),
        (true, false) => say(due),
        (true, true) => {}
    }
    for evidence in details.evidence.iter().take(OF_ENTRY) {
        let line = words.fill(Word::ReportEvidence, &[("evidence", HERE)]);
        lines.push(el("p").with_all(around(&line, piece(words, &Evidence::parse(evidence)))).into());
    }
    lines.extend(more_evidence(words, details.evidence.len(), OF_ENTRY).map(|line| el("p").say(line).into()));
    lines
}

/// How many pieces of evidence are not listed; `None` if all are.
fn more_evidence(words: &Words, all: usize, listed: usize) -> Option<String> {
    let more = all.checked_sub(listed).filter(|more| *more > 0)?;
    Some(words.fill(Word::ReportMoreEvidence, &[("count", &more.to_string())]))
}

/// The parts of a piece of evidence, with dots between them.
fn piece(words: &Words, evidence: &Evidence) -> Vec<Node> {
    let parts = [&evidence.title, &evidence.place, &evidence.date].into_iter().filter(|part| !part.is_empty());
    let mut nodes = Vec::new();
    for part in parts {
        if !nodes.is_empty() {
            nodes.push(text(" · "));
        }
        nodes.push(linked(words, part));
    }
    nodes
}

/// Words, as a link if they are an address on the web and nothing else.
fn linked(words: &Words, part: &str) -> Node {
    let rest = part.strip_prefix("https://").or_else(|| part.strip_prefix("http://"));
    let shown = cut(words, part, VALUE);
    match rest {
        Some(rest) if !rest.is_empty() && shown == part && !part.contains(char::is_whitespace) => {
            el("a").set("href", part).set("rel", "noreferrer").say(part).into()
        }
        _ => text(shown),
    }
}

impl Report<'_> {
    /// The evidence, numbered, in the order of the standard; what is beyond [`OF_REPORT`] is counted.
    pub(super) fn evidence(self) -> Vec<Node> {
        let words = self.words();
        let of = |id| self.context.assessment.details(id).evidence.iter();
        let all = self.items().flat_map(|(_, item)| of(item.id).map(|line| (item.id, line)));
        let row = |(number, (id, line)): (usize, (RequirementId, &String))| {
            let evidence = Evidence::parse(line);
            let parts = [linked(words, &evidence.title), linked(words, &evidence.place)];
            let cells = [text((number + 1).to_string()), Node::Entry(id)].into_iter().chain(parts);
            let row = el("tr").with_all(cells.map(|cell| el("td").with(cell)));
            row.with(el("td").say(evidence.date)).into()
        };
        let mut rows: Vec<Node> = all.take(OF_REPORT).enumerate().map(row).collect();
        if rows.is_empty() {
            return self.only_row(COLUMNS, Word::ReportNoEvidence);
        }
        let count = self.items().map(|(_, item)| of(item.id).len()).sum();
        let more = more_evidence(words, count, OF_REPORT);
        rows.extend(more.map(|line| el("tr").with(el("td").set("colspan", COLUMNS.to_string()).say(line)).into()));
        rows
    }
}
