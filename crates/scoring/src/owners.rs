//! Who is responsible in an assessment, and for which entries.

use dtmm_model::{Outline, OutlineDomain, RequirementId};

use crate::assessment::Assessment;
use crate::order::sort_by;
use crate::owner::Owner;
use crate::records::RecordList;
use crate::scope::COMPANY;

/// What one of those responsible has to answer, and how much of it is answered. Entries of subdomains that are out of scope
/// do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnerShare<'a> {
    /// What it is called; empty for the entries that nobody is responsible for.
    pub name: &'a str,
    /// What the list says of it; `None` where it is only named beside entries, and for nobody.
    pub owner: Option<&'a Owner>,
    /// How many entries it is responsible for.
    pub entries: usize,
    /// How many of them have an answer.
    pub answered: usize,
}

impl OwnerShare<'_> {
    /// Until when it is to answer, as `2027-03-01`; empty where nothing was said.
    pub fn due(&self) -> &str {
        self.owner.map(|owner| owner.due.as_str()).unwrap_or_default()
    }

    /// How many of its entries should have an answer on the day `today` and have none.
    pub fn overdue(&self, today: &str) -> usize {
        let is_late = !self.due().is_empty() && self.due() < today;
        if is_late { self.entries - self.answered } else { 0 }
    }
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
        if !own.is_empty() || self.owners().is_empty() {
            return own;
        }
        let holds = |domain: &&OutlineDomain| domain.subdomains.iter().any(|one| one.code == id.cell.subdomain);
        let domain = outline.domains.iter().find(holds).map(|domain| domain.slug.as_str()).unwrap_or_default();
        let ways = [&*id.to_string(), &id.cell.to_string(), id.cell.subdomain.as_str(), domain, COMPANY];
        let has = |owner: &&Owner, way: &str| owner.scopes.iter().any(|scope| scope == way);
        let found = ways.iter().find_map(|way| self.owners().iter().find(|owner| has(owner, way)));
        found.map(Owner::called).unwrap_or_default()
    }

    /// The share of each: those of the list in its order, then by their names those who are only named beside entries, then
    /// nobody's.
    pub fn owner_shares(&self, outline: &Outline) -> Vec<OwnerShare<'_>> {
        let listed = self.owners().iter();
        let mut shares: Vec<OwnerShare<'_>> = listed
            .map(|owner| OwnerShare { name: owner.called(), owner: Some(owner), entries: 0, answered: 0 })
            .collect();
        for item in outline.items().filter(|item| self.tailored(item.id.cell.subdomain).is_none()) {
            let name = self.responsible(outline, item.id);
            let place = shares.iter().position(|share| share.name == name).unwrap_or_else(|| {
                shares.push(OwnerShare { name, owner: None, entries: 0, answered: 0 });
                shares.len() - 1
            });
            shares[place].entries += 1;
            shares[place].answered += usize::from(self.answer(item.id).is_some());
        }
        let others = &mut shares[self.owners().len()..];
        sort_by(others, |a, b| (a.name.is_empty(), a.name).cmp(&(b.name.is_empty(), b.name)));
        shares
    }

    /// Makes those responsible these, in this order. What is kept of one that stays is kept on.
    pub fn set_owners(&mut self, mut owners: Vec<Owner>) {
        for owner in &mut owners {
            owner.kept = self.owner(&owner.name).map(|known| known.kept.clone()).unwrap_or_default();
        }
        self.owners = RecordList::of(owners);
    }

    /// Gives one of those responsible another name, which no other has: in the list, beside entries and in the plan.
    pub fn rename_owner(&mut self, from: &str, to: &str) {
        let mut owners = self.owners().to_vec();
        owners.iter_mut().filter(|owner| owner.name == from).for_each(|owner| to.clone_into(&mut owner.name));
        self.owners = RecordList::of(owners);
        let beside = self.details.iter_mut().map(|(_, details)| &mut details.owner);
        let planned = self.plan.all_mut().iter_mut().map(|action| &mut action.person);
        beside.chain(planned).filter(|name| name.trim() == from.trim()).for_each(|name| to.clone_into(name));
    }
}
