//! The action plan of an assessment: its actions in their order, and their fields one by one.

use crate::action::{Action, PLAN, action_path};
use crate::assessment::Assessment;
use crate::json::Cursor;
use crate::order::sort_by_key;

/// The field of the plan that holds the order of its actions, where it is not that of their identifiers.
const ORDER: &str = "order";

/// By which identifiers are put in order: `P2` before `P10`.
fn place(id: &str) -> (u64, &str) {
    let number = id.trim_start_matches(|one: char| !one.is_ascii_digit());
    let end = number.find(|one: char| !one.is_ascii_digit()).unwrap_or(number.len());
    (number[..end].parse().unwrap_or(u64::MAX), id)
}

impl Assessment {
    /// The actions of the plan, in its order.
    pub fn plan(&self) -> &[Action] {
        &self.plan
    }

    /// The action with this identifier.
    pub fn action(&self, id: &str) -> Option<&Action> {
        self.plan.iter().find(|action| action.id == id)
    }

    /// The changes to fields that take an action out of the plan. Each is a path with its new value.
    pub fn removal_of(&self, id: &str) -> Vec<(String, Vec<String>)> {
        let Some(action) = self.action(id) else { return Vec::new() };
        let mut changes: Vec<_> = action.paths().map(|name| (action_path(name, id), Vec::new())).collect();
        if self.plan_order.iter().any(|own| own == id) {
            let rest = self.plan_order.iter().filter(|own| *own != id).cloned().collect();
            changes.push(([PLAN, ".", ORDER].concat(), rest));
        }
        changes
    }

    /// The number that a new action has in its identifier: higher than that of all others.
    pub fn next_action_number(&self) -> u64 {
        let numbers = self.plan.iter().map(|action| place(&action.id).0).filter(|number| *number < u64::MAX - 1);
        numbers.max().unwrap_or(0) + 1
    }

    /// Replaces the plan by actions in this order.
    pub(crate) fn set_plan(&mut self, plan: Vec<Action>) {
        let is_usual = plan.is_sorted_by(|a, b| place(&a.id) <= place(&b.id));
        self.plan_order = if is_usual { Vec::new() } else { plan.iter().map(|action| action.id.clone()).collect() };
        self.plan = plan;
    }

    /// The paths of the fields of the plan that hold something.
    pub(crate) fn plan_paths(&self) -> Vec<String> {
        let order = (!self.plan_order.is_empty()).then(|| [PLAN, ".", ORDER].concat());
        let fields = self.plan.iter().flat_map(|action| action.paths().map(|name| action_path(name, &action.id)));
        order.into_iter().chain(fields).collect()
    }

    /// What a field of the plan holds; its path begins after `plan.`.
    pub(crate) fn plan_field(&self, rest: &str) -> Vec<String> {
        match rest.split_once('.') {
            None if rest == ORDER => self.plan_order.clone(),
            None => Vec::new(),
            Some((name, id)) => self.action(id).map(|action| action.field(name)).unwrap_or_default(),
        }
    }

    /// Replaces a field of the plan. An action is there as long as one of its fields holds something.
    pub(crate) fn set_plan_field(&mut self, rest: &str, value: &[String]) {
        match rest.split_once('.') {
            None if rest == ORDER => self.plan_order = value.to_vec(),
            Some((name, id)) if !id.is_empty() => {
                match self.plan.iter_mut().find(|action| action.id == id) {
                    Some(action) => action.set(name, value),
                    None => {
                        let mut action = Action { id: id.to_owned(), ..Action::default() };
                        action.set(name, value);
                        self.plan.push(action);
                    }
                }
                self.plan.retain(|action| !action.is_empty());
            }
            _ => return,
        }
        let order = &self.plan_order;
        let known = |id: &String| order.iter().position(|own| own == id).unwrap_or(order.len());
        sort_by_key(&mut self.plan, |action| {
            let (number, id) = place(&action.id);
            (known(&action.id), number, id.to_owned())
        });
    }
}

/// The text of the plan, an action a line; after them what of it is no action, `unread` as it was.
pub(crate) fn plan_text(plan: &[Action], unread: Option<&str>) -> String {
    let mut lines: Vec<String> = plan.iter().map(Action::text).collect();
    lines.extend(unread.map(elements).unwrap_or_default());
    ["[\n    ", &lines.join(",\n    "), "\n  ]"].concat()
}

/// The elements of an array, each as it stands; of anything else, the whole.
fn elements(text: &str) -> Vec<String> {
    let mut cursor = Cursor::new(text);
    if cursor.expect(b'[').is_err() {
        return vec![text.to_owned()];
    }
    let (mut elements, mut first) = (Vec::new(), true);
    while let Ok(true) = cursor.next(&mut first, b']') {
        let Ok(element) = cursor.compact() else { break };
        elements.push(element);
    }
    elements
}
