//! One action of the plan: what is to be done, for what, by whom and until when.

use crate::date::{date_of, is_date};
use crate::problem::Code;
use crate::records::{Record, UnknownFields, record_path, string};

/// The key of the plan in a file, and what the paths of its fields begin with.
pub const PLAN: &str = "plan";

/// The fields of an action beside its identifier, in the order in which they are written.
pub const ACTION_FIELDS: [&str; 6] = ["for", "action", "person", "due", "status", "priority"];

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
    pub kept: UnknownFields,
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

    /// What a field holds: nothing, a text or several.
    pub fn field(&self, name: &str) -> Vec<String> {
        Record::field(self, name)
    }
}

impl Record for Action {
    const LIST: &'static str = PLAN;
    const NAME: &'static str = "id";
    const FIELDS: &'static [&'static str] = &ACTION_FIELDS;
    const SCOPES: &'static str = "for";
    const NUMBERS: &'static [&'static str] = &["priority"];
    const WRONG: Code = Code::WrongPlan;

    fn name(&self) -> &str {
        &self.id
    }

    fn set_name(&mut self, name: String) {
        self.id = name;
    }

    fn kept(&self) -> &UnknownFields {
        &self.kept
    }

    fn kept_mut(&mut self) -> &mut UnknownFields {
        &mut self.kept
    }

    fn known_field(&self, field: &str) -> Vec<String> {
        let text = match field {
            "for" => return self.scopes.clone(),
            "action" => self.action.clone(),
            "person" => self.person.clone(),
            "due" => self.due.clone(),
            "status" => self.status.map_or("", ActionStatus::key).to_owned(),
            "priority" => self.priority.map(|priority| priority.to_string()).unwrap_or_default(),
            _ => String::new(),
        };
        if text.is_empty() { Vec::new() } else { vec![text] }
    }

    fn set_known_field(&mut self, field: &str, value: &[String]) {
        let first = value.first().map(String::as_str).unwrap_or_default();
        match field {
            "for" => self.scopes = value.to_vec(),
            "action" => self.action = first.to_owned(),
            "person" => self.person = first.to_owned(),
            "due" if first.is_empty() || is_date(first) => self.due = first.to_owned(),
            "status" => self.status = ActionStatus::from_key(first),
            "priority" => self.priority = priority(first),
            _ => {}
        }
    }

    fn read_field(field: &str, json: &str) -> Option<Vec<String>> {
        let text = match field {
            "priority" => priority(json).map(|number| number.to_string()),
            "due" => date_of(&string(json)?).ok(),
            "status" => string(json).filter(|text| ActionStatus::from_key(text).is_some()),
            _ => string(json),
        };
        text.map(|text| vec![text])
    }
}

/// The priority with this form.
fn priority(text: &str) -> Option<u8> {
    text.parse().ok().filter(|number| (1..=3).contains(number))
}

/// The path of a field of an action. The identifier comes last: it may hold any character.
pub fn action_path(name: &str, id: &str) -> String {
    record_path::<Action>(name, id)
}
