//! Those responsible in the report: what each has to answer, until when, and how far it is.

use super::Report;
use crate::cut::cut_name;
use crate::{Element, Node, Word, el, text};
use dtmm_scoring::OwnerShare;

/// The identifier of the heading.
const HEADING: &str = "report-owners-head";

impl Report<'_> {
    /// The whole section with its heading; nothing where no owner is listed. `today` is a date such as `2026-11-22`.
    pub(super) fn owners(self, today: &str) -> Vec<Node> {
        let assessment = self.context.assessment;
        if assessment.owners().is_empty() {
            return Vec::new();
        }
        let columns = [Word::OwnerName, Word::OwnerScope, Word::OwnerEntries, Word::OwnerAnswered, Word::Due];
        let head = columns.map(|word| el("th").set("scope", "col").say(self.say(word)));
        let shares = assessment.owner_shares(self.context.outline);
        let table = el("table")
            .class("rows owners")
            .with(el("thead").with(el("tr").with_all(head)))
            .with(el("tbody").with_all(shares.iter().map(|share| self.owner_share(share, today))));
        let scroll = el("div").class("scroll").set("role", "region").set("tabindex", "0");
        vec![
            el("h2").set("id", HEADING).say(self.say(Word::FieldOwners)).into(),
            scroll.set("aria-labelledby", HEADING).with(table).into(),
        ]
    }

    fn owner_share(self, share: &OwnerShare<'_>, today: &str) -> Element {
        let name = if share.name.is_empty() { self.say(Word::OwnerNobody).to_owned() } else { cut_name(share.name) };
        let scopes = match share.owner {
            Some(owner) => self.context.scope_nodes(&owner.scopes, false),
            None if share.name.is_empty() => Vec::new(),
            None => vec![text(self.say(Word::OwnerBeside))],
        };
        let mut due = vec![text(share.due())];
        if let Some(late) = self.context.owner_overdue(share, today) {
            due.extend([text(" "), el("strong").say(late).into()]);
        }
        let number = |count: usize| el("td").say(count.to_string());
        el("tr")
            .with(el("th").set("scope", "row").say(name))
            .with(el("td").with_all(scopes))
            .with(number(share.entries))
            .with(number(share.answered))
            .with(el("td").with_all(due))
    }
}
