//! The action plan in the report, by due date.

use super::Report;
use crate::actions::sorted;
use crate::cut::{VALUE, cut, cut_name};
use crate::{Element, Node, Word, el, text};
use dtmm_scoring::Action;

/// The identifier of the heading.
const HEADING: &str = "report-plan";

impl Report<'_> {
    /// The whole section with its heading; nothing where no action is planned. `today` is a date such as `2026-11-22`.
    pub(super) fn plan(self, today: &str) -> Vec<Node> {
        let plan = self.context.assessment.plan();
        if plan.is_empty() {
            return Vec::new();
        }
        let columns =
            [Word::ActionText, Word::ActionFor, Word::Owner, Word::Due, Word::ActionState, Word::ActionPriority];
        let head = columns.map(|word| el("th").set("scope", "col").say(self.say(word)));
        let rows = sorted(plan, "due").into_iter().map(|action| self.action(action, today));
        let table = el("table")
            .class("rows plan")
            .with(el("thead").with(el("tr").with_all(head)))
            .with(el("tbody").with_all(rows));
        let scroll = el("div").class("scroll").set("role", "region").set("tabindex", "0");
        vec![
            el("h2").set("id", HEADING).say(self.say(Word::FieldPlan)).into(),
            el("p").with_all(self.context.action_count(today)).into(),
            scroll.set("aria-labelledby", HEADING).with(table).into(),
        ]
    }

    fn action(self, action: &Action, today: &str) -> Element {
        let what = match action.action.trim() {
            "" => self.say(Word::ActionUntitled).to_owned(),
            what => cut(self.words(), what, VALUE),
        };
        let mut due = vec![text(&*action.due)];
        if action.is_overdue(today) {
            due.extend([text(" "), el("strong").say(self.say(Word::ActionOverdue)).into()]);
        }
        el("tr")
            .with(el("th").set("scope", "row").say(what))
            .with(el("td").with_all(self.context.scope_nodes(&action.scopes, false)))
            .with(el("td").say(cut_name(action.person.trim())))
            .with(el("td").with_all(due))
            .with(el("td").say(self.context.status_of(action)))
            .with(el("td").say(self.context.priority_of(action)))
    }
}
