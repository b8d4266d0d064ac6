//! One action of the plan: what is to be done, for what, by whom and until when.

use dtmm_model::Outline;

use crate::date::is_date;
use crate::fold::{cell_of, id_of, scope_of};
use crate::json::push_string;
use crate::object::Object;

/// The key of the plan in a file, and what the paths of its fields begin with.
pub const PLAN: &str = "plan";

/// The fields of an action beside its identifier, in the order in which they are written.
pub const ACTION_FIELDS: [&str; 6] = ["for", "action", "person", "due", "status", "priority"];

/// The name of the field that holds what this program does not know of an action.
const KEPT: &str = "kept";

/// One action of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Action {
    /// Its identifier, which no other action of the plan has.
    pub id: String,
    /// What it is for: entries, cells, subdomains, domains, the company. What the edition does not have is kept.
    pub scopes: Vec<String>,
    /// What is to be done; empty where nothing was written, as all texts here.
    pub action: String,
    /// Who does it.
    pub person: String,
    /// Until when, as `2027-03-01`.
    pub due: String,
    /// How far it is; `None` where nothing was said.
    pub status: Option<ActionStatus>,
    /// Its priority, 1 to 3, of which 1 is the highest.
    pub priority: Option<u8>,
    /// Fields that this program does not know, and values that it cannot read.
    pub kept: Vec<(String, String)>,
}

/// How far an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActionStatus {
    /// Not begun.
    Open,
    /// Under way.
    Doing,
    /// Finished.
    Done,
    /// Given up.
    Dropped,
}

impl ActionStatus {
    /// All, in the order in which an action passes through them.
    pub const ALL: [ActionStatus; 4] =
        [ActionStatus::Open, ActionStatus::Doing, ActionStatus::Done, ActionStatus::Dropped];

    /// The form in files, as `open`.
    pub const fn key(self) -> &'static str {
        match self {
            ActionStatus::Open => "open",
            ActionStatus::Doing => "doing",
            ActionStatus::Done => "done",
            ActionStatus::Dropped => "dropped",
        }
    }

    /// The status with this form.
    pub fn from_key(key: &str) -> Option<ActionStatus> {
        ActionStatus::ALL.into_iter().find(|status| status.key() == key)
    }

    /// Whether something is still to be done.
    pub const fn is_pending(self) -> bool {
        matches!(self, ActionStatus::Open | ActionStatus::Doing)
    }
}

impl Action {
    /// How far it is: not begun where nothing was said.
    pub fn status(&self) -> ActionStatus {
        self.status.unwrap_or(ActionStatus::Open)
    }

    /// Whether it should have been finished before this day, as `2027-03-01`.
    pub fn is_overdue(&self, today: &str) -> bool {
        self.status().is_pending() && !self.due.is_empty() && self.due.as_str() < today
    }

    /// Whether it says nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.paths().next().is_none()
    }

    /// The names of the fields that hold something.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &'static str> {
        ACTION_FIELDS.into_iter().chain([KEPT]).filter(|name| !self.field(name).is_empty())
    }

    /// What a field holds: nothing, a text or several.
    pub fn field(&self, name: &str) -> Vec<String> {
        let text = match name {
            "for" => return self.scopes.clone(),
            KEPT => return self.kept.iter().flat_map(|(key, value)| [key.clone(), value.clone()]).collect(),
            "action" => self.action.clone(),
            "person" => self.person.clone(),
            "due" => self.due.clone(),
            "status" => self.status.map_or("", ActionStatus::key).to_owned(),
            "priority" => self.priority.map(|priority| priority.to_string()).unwrap_or_default(),
            _ => String::new(),
        };
        if text.is_empty() { Vec::new() } else { vec![text] }
    }

    /// Replaces a field. A value that is not valid there is passed over.
    pub(crate) fn set(&mut self, name: &str, value: &[String]) {
        let first = value.first().map(String::as_str).unwrap_or_default();
        match name {
            "for" => self.scopes = value.to_vec(),
            "action" => self.action = first.to_owned(),
            "person" => self.person = first.to_owned(),
            "due" if first.is_empty() || is_date(first) => self.due = first.to_owned(),
            "status" => self.status = ActionStatus::from_key(first),
            "priority" => self.priority = priority(first),
            KEPT => self.kept = value.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect(),
            _ => {}
        }
    }

    /// Its text in a file.
    pub(crate) fn text(&self) -> String {
        let mut object = Object::open(String::new(), "");
        object.text("id", &self.id);
        for name in ACTION_FIELDS {
            let value = self.field(name);
            match (name, value.first()) {
                (_, None) => {}
                ("for", _) => {
                    let mut list = String::from("[");
                    for (index, scope) in value.iter().enumerate() {
                        list.push_str(if index > 0 { ", " } else { "" });
                        push_string(&mut list, scope);
                    }
                    list.push(']');
                    object.raw(name, &list);
                }
                ("priority", Some(number)) => object.raw(name, number),
                (_, Some(text)) => object.text(name, text),
            }
        }
        // A value that could not be read is kept until another one is chosen.
        for (key, value) in self.kept.iter().filter(|(key, _)| self.field(key).is_empty()) {
            object.raw(key, value);
        }
        object.close("")
    }
}

/// The priority with this form.
pub(crate) fn priority(text: &str) -> Option<u8> {
    text.parse().ok().filter(|number| (1..=3).contains(number))
}

/// What a text names that an action can be for, as it is written in files: an entry, a cell, a subdomain, a domain or
/// the company, in any spelling. `None` where the edition has no such thing.
pub fn action_scope(outline: &Outline, name: &str) -> Option<String> {
    if let Some(id) = id_of(name).filter(|id| outline.items().any(|item| item.id == *id)) {
        return Some(id.to_string());
    }
    let cell = cell_of(name).filter(|cell| {
        let has_level = usize::from(cell.level.number()) <= outline.level_count();
        has_level && outline.subdomains().any(|subdomain| subdomain.code == cell.subdomain)
    });
    cell.map(|cell| cell.to_string()).or_else(|| scope_of(outline, name).map(str::to_owned))
}

/// The path of a field of an action. The identifier comes last: it may hold any character.
pub fn action_path(name: &str, id: &str) -> String {
    [PLAN, name, id].join(".")
}
