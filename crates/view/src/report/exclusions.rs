//! What does not apply: single entries, and whole subdomains.

use super::Report;
use crate::cut::{VALUE, cut};
use crate::{Node, Word, el};

impl Report<'_> {
    /// The entries that are not applicable, each with its reason and by whose word.
    pub(super) fn not_applicable(self) -> Vec<Node> {
        let rows: Vec<Node> = self
            .excluded_items()
            .map(|item| {
                let word = if item.conditional { Word::ReportConditional } else { Word::ReportExcluded };
                let reason = cut(self.words(), &self.context.assessment.details(item.id).reason, VALUE);
                let cells = [self.place(item.id), self.text_of(item.id), reason, self.say(word).to_owned()];
                Report::row(item.id, cells.map(|words| el("td").say(words)))
            })
            .collect();
        if rows.is_empty() { self.only_row(5, Word::ReportNoExclusion) } else { rows }
    }

    /// The subdomains out of scope, each with its number of entries and its reason.
    pub(super) fn tailored(self) -> Vec<Node> {
        let subdomains = self.context.outline.subdomains();
        let rows: Vec<Node> = subdomains
            .filter_map(|subdomain| {
                let reason = self.context.assessment.tailored(subdomain.code)?;
                let code = subdomain.code.as_str();
                let name = el("th").set("scope", "row").say(self.context.names.of(code)).say(" ");
                let name = name.with(el("span").class("code").say(code));
                let count = subdomain.items().count().to_string();
                Some(
                    el("tr")
                        .with(name)
                        .with(el("td").say(count))
                        .with(el("td").say(cut(self.words(), reason, VALUE)))
                        .into(),
                )
            })
            .collect();
        if rows.is_empty() { self.only_row(3, Word::ReportNoTailoring) } else { rows }
    }
}
