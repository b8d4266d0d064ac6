//! Who is responsible. Sharing all out at once, and changing, renaming and removing one, are acts that can be undone, each
//! alone.

use dtmm_scoring::owner_path;
use dtmm_store::{Storage, Value};
use dtmm_view::{Word, text};

use crate::state::State;

impl<S: Storage> State<S> {
    /// The reader takes these lines: those responsible are then whom they name, in their order. Says whether they were
    /// understood.
    pub(crate) fn take_owners(&mut self, lines: &str) -> bool {
        self.refresh();
        let read = self.context().read_owner_text(lines);
        if !read.faults.is_empty() {
            let count = read.faults.len().to_string();
            self.say(vec![text(self.words.fill(Word::OwnersNotTaken, &[("count", &count)]))]);
            return false;
        }
        let count = read.owners.len().to_string();
        let mut wanted = self.record().clone();
        wanted.set_owners(read.owners);
        let act = self.replace("owners-take", &count, &wanted);
        let said = self.words.fill(Word::OwnersTaken, &[("count", &count)]);
        self.say_own_act(said, act);
        self.show_list();
        true
    }

    /// What a text says that an owner is responsible for; `None` where it is not understood, or says nothing.
    pub(crate) fn scopes_of_owner(&self, name: &str, text: &str) -> Option<Vec<String>> {
        let mut read = self.context().read_owner_text(&[name, ":", text].concat());
        let is_understood = read.faults.is_empty() && read.owners.len() == 1;
        is_understood.then(|| std::mem::take(&mut read.owners[0].scopes))
    }

    /// The reader gave an owner another name. Says whether it can have that.
    pub(crate) fn rename_owner(&mut self, from: &str, to: &str) -> bool {
        self.refresh();
        if to.is_empty() || to != from && self.record().owner(to).is_some() {
            return false;
        }
        let mut wanted = self.record().clone();
        wanted.rename_owner(from, to);
        let about = [from, to].join(" → ");
        if let Some(act) = self.replace("owner-rename", &about, &wanted) {
            let said = self.words.fill(Word::OwnerRenamed, &[("from", from), ("to", to)]);
            self.say_own_act(said, Some(act));
            self.show_list();
        }
        true
    }

    /// The reader changed what an owner is responsible for, or its date.
    pub(crate) fn set_owner(&mut self, name: &str, field: &str, value: Value) {
        self.set("owner", "", &[(owner_path(field, name), value)]);
        self.show_list();
    }

    /// The reader removed an owner.
    pub(crate) fn remove_owner(&mut self, name: &str) {
        self.refresh();
        let sets = self.record().owner_removal(name);
        let act = self.set("owner-remove", name, &sets);
        let said = self.words.fill(Word::OwnerRemoved, &[("owner", name)]);
        self.say_own_act(said, act);
        self.show_list();
    }
}
