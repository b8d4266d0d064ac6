//! Makes the part of one owner, and says who has one.

use dtmm_model::{Outline, RequirementId};

use crate::assessment::{Assessment, FilePart, put};
use crate::earlier::compact;
use crate::json::push_string;
use crate::object::Object;
use crate::part::PART;
use crate::records::RecordList;
use crate::writer::write;

impl Assessment {
    /// The part of an owner, to be sent to it: the head of the assessment, the record of the owner, what its entries hold
    /// now, and beside that what they hold as it is sent ([`Part`](crate::Part)).
    pub fn make_part(&self, outline: &Outline, owner: &str) -> Assessment {
        let ids = outline.items().map(|item| item.id);
        let entries: Vec<RequirementId> = ids.filter(|id| self.responsible(outline, *id) == owner).collect();
        let mut part = self.clone();
        part.answers.retain(|(id, _)| entries.contains(id));
        part.details.retain(|(id, _)| entries.contains(id));
        part.plan = RecordList::default();
        part.owners = RecordList::of(self.owner(owner).cloned().into_iter().collect());
        part.kept = Default::default();
        let mut list = String::new();
        for id in &entries {
            list.push(if list.is_empty() { '[' } else { ',' });
            push_string(&mut list, &id.to_string());
        }
        list.push_str(if list.is_empty() { "[]" } else { "]" });
        let mut object = Object::open(String::new(), "");
        object.text("owner", owner);
        object.raw("entries", &list);
        object.raw("sent", &write(&part, outline));
        put(&mut part.kept[FilePart::File as usize], PART.to_owned(), Some(compact(&object.close(""))));
        part
    }

    /// Those who have a part: who is responsible for at least one entry, in the order of the list of owners, then in that
    /// of the entries.
    pub fn part_owners(&self, outline: &Outline) -> Vec<String> {
        let mut found: Vec<&str> = Vec::new();
        for item in outline.items() {
            let name = self.responsible(outline, item.id);
            if !name.is_empty() && !found.contains(&name) {
                found.push(name);
            }
        }
        let listed: Vec<&str> = self.owners().iter().map(|owner| owner.name.as_str()).collect();
        let all = listed.iter().filter(|name| found.contains(name));
        let others = found.iter().filter(|name| !listed.contains(name));
        all.chain(others).map(|name| (*name).to_owned()).collect()
    }
}
