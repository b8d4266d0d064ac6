//! Writes the action plan as a table of its own: an action is for any number of entries, so that it has no row among them.

use dtmm_scoring::{Action, Assessment};

use super::write_row;

/// The columns of the table of actions, in their order.
pub const PLAN_COLUMNS: [&str; 7] = ["id", "action", "for", "person", "due", "status", "priority"];

/// The table of the actions of a plan, in its order. `head` has a word for each of [`PLAN_COLUMNS`]; `state` says how far
/// an action is, in the words of the page, and `priority` what its priority is called.
pub fn write_plan_csv(
    assessment: &Assessment,
    head: [&str; PLAN_COLUMNS.len()],
    state: &dyn Fn(&Action) -> String,
    priority: &dyn Fn(&Action) -> String,
) -> String {
    let mut out = String::from("\u{feff}");
    write_row(&mut out, head.map(str::to_owned));
    for action in assessment.plan() {
        let cells = [
            action.id.clone(),
            action.action.clone(),
            action.scopes.join(", "),
            action.person.clone(),
            action.due.clone(),
            state(action),
            priority(action),
        ];
        write_row(&mut out, cells);
    }
    out
}
