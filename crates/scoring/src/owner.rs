//! Who is responsible for what: departments or persons, each with its part of the standard and a date.

use crate::date::{date_of, is_date};
use crate::problem::Code;
use crate::records::{Record, UnknownFields, record_path, string};

/// The key of those responsible in a file, and what the paths of their fields begin with.
pub const OWNERS: &str = "owners";

/// The fields of an owner beside its name, in the order in which they are written.
pub const OWNER_FIELDS: [&str; 2] = ["scope", "due"];

/// A department or a person, and what it is responsible for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Owner {
    /// What it is called, which no other is.
    pub name: String,
    /// What it is responsible for: entries, cells, subdomains, domains, the company. What the edition does not have is
    /// kept.
    pub scopes: Vec<String>,
    /// Until when, as `2027-03-01`; empty where nothing was said.
    pub due: String,
    /// Fields that this program does not know, and values that it cannot read.
    pub kept: UnknownFields,
}

impl Owner {
    /// Its name without space around it, as one compares it with what is written beside entries.
    pub fn called(&self) -> &str {
        self.name.trim()
    }
}

impl Record for Owner {
    const LIST: &'static str = OWNERS;
    const NAME: &'static str = "name";
    const FIELDS: &'static [&'static str] = &OWNER_FIELDS;
    const SCOPES: &'static str = "scope";
    const WRONG: Code = Code::WrongOwner;

    fn name(&self) -> &str {
        &self.name
    }

    fn set_name(&mut self, name: String) {
        self.name = name;
    }

    fn kept(&self) -> &UnknownFields {
        &self.kept
    }

    fn kept_mut(&mut self) -> &mut UnknownFields {
        &mut self.kept
    }

    fn known_field(&self, field: &str) -> Vec<String> {
        match field {
            "scope" => self.scopes.clone(),
            "due" if !self.due.is_empty() => vec![self.due.clone()],
            _ => Vec::new(),
        }
    }

    fn set_known_field(&mut self, field: &str, value: &[String]) {
        let first = value.first().map(String::as_str).unwrap_or_default();
        match field {
            "scope" => self.scopes = value.to_vec(),
            "due" if first.is_empty() || is_date(first) => self.due = first.to_owned(),
            _ => {}
        }
    }

    fn read_field(field: &str, json: &str) -> Option<Vec<String>> {
        let text = string(json)?;
        let text = if field == "due" { date_of(&text).ok()? } else { text };
        Some(vec![text])
    }
}

/// The path of a field of an owner. The name comes last: it may hold any character.
pub fn owner_path(field: &str, name: &str) -> String {
    record_path::<Owner>(field, name)
}
