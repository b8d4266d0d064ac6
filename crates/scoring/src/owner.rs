//! Who is responsible for what: departments or persons, each with its part of the standard and a date.

use dtmm_model::{Outline, OutlineDomain, RequirementId};

use crate::assessment::{Assessment, UnknownFields};
use crate::date::{date_of, is_date};
use crate::problem::Code;
use crate::records::{Record, record_path, string};
use crate::scope::COMPANY;

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

impl Assessment {
    /// Those responsible, in the order of the file.
    pub fn owners(&self) -> &[Owner] {
        self.owners.all()
    }

    /// The owner with this name.
    pub fn owner(&self, name: &str) -> Option<&Owner> {
        self.owners.get(name)
    }

    /// The changes to fields that take an owner out of the list. Each is a path with its new value.
    pub fn owner_removal(&self, name: &str) -> Vec<(String, Vec<String>)> {
        self.owners.removal_of(name)
    }

    /// Who is responsible for an entry: who is named beside it, or else the owner with the closest scope: the entry, its
    /// cell, its subdomain, its domain, the company. Of two, the first. Empty where nobody is.
    pub fn responsible(&self, outline: &Outline, id: RequirementId) -> &str {
        let own = self.details(id).owner.trim();
        if !own.is_empty() {
            return own;
        }
        let holds = |domain: &&OutlineDomain| domain.subdomains.iter().any(|one| one.code == id.cell.subdomain);
        let domain = outline.domains.iter().find(holds).map(|domain| domain.slug.as_str()).unwrap_or_default();
        let ways = [&*id.to_string(), &id.cell.to_string(), id.cell.subdomain.as_str(), domain, COMPANY];
        let has = |owner: &&Owner, way: &str| owner.scopes.iter().any(|scope| scope == way);
        let found = ways.iter().find_map(|way| self.owners().iter().find(|owner| has(owner, way)));
        found.map(|owner| owner.name.as_str()).unwrap_or_default()
    }
}
