//! Who is responsible in an assessment, and for which entries.

use dtmm_model::{Outline, OutlineDomain, RequirementId};

use crate::assessment::Assessment;
use crate::owner::Owner;
use crate::scope::COMPANY;

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
