//! The action plan. Adding, changing and removing an action are acts that can be undone, each alone.

use dtmm_exchange::write_plan_csv;
use dtmm_scoring::{Scope, action_path, action_scope};
use dtmm_store::{Storage, Value};
use dtmm_view::{Word, file_name};

use crate::effect::Effect;
use crate::state::{State, TYPED};

impl<S: Storage> State<S> {
    /// What a text names that an action can be for, each thing as it is written in files; `None` where the edition lacks
    /// one of them.
    pub(crate) fn scopes_in(&self, text: &str) -> Option<Vec<String>> {
        let names = text.split([',', ';', '，', '；', '、', '\n']).map(str::trim).filter(|name| !name.is_empty());
        names.map(|name| action_scope(&self.outline, name)).collect()
    }

    /// The reader added an action for these things.
    pub(crate) fn add_action(&mut self, action: &str, scopes: Vec<String>) {
        self.refresh();
        let action = action.trim();
        let number = self.record().next_action_number();
        let sets = self.fields_of(number, scopes, &[("action", action)]);
        let act = self.set("action-add", action, &sets);
        let said = self.words.fill(Word::ActionAdded, &[("action", action)]);
        self.say_own_act(said, act);
    }

    /// The reader takes over what the nearest next level of a scope asks for: an action for each entry that has none yet.
    pub(crate) fn take_over_plan(&mut self, scope: Scope) {
        self.refresh();
        self.update_card();
        let new = self.context().new_actions(scope, self.method());
        let (mut number, mut sets) = (self.record().next_action_number(), Vec::new());
        for one in &new {
            let fields: Vec<(&str, &str)> = one.fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            sets.extend(self.fields_of(number, vec![one.entry.to_string()], &fields));
            number += 1;
        }
        if new.is_empty() {
            return self.say_word(Word::ActionsTakenNone);
        }
        let count = new.len().to_string();
        let act = self.set("actions-take", &count, &sets);
        let said = self.words.fill(Word::ActionsTaken, &[("count", &count)]);
        self.say_own_act(said, act);
    }

    /// The fields of a new action. Its identifier names the tab as well, so that two people never give the same.
    fn fields_of(&self, number: u64, scopes: Vec<String>, fields: &[(&str, &str)]) -> Vec<(String, Value)> {
        let id = format!("P{number}-{:x}", self.store.tab());
        let mut sets = vec![(action_path("for", &id), scopes), (action_path("status", &id), vec!["open".to_owned()])];
        let written = fields.iter().filter(|(_, value)| !value.is_empty());
        sets.extend(written.map(|(name, value)| (action_path(name, &id), vec![(*value).to_owned()])));
        sets
    }

    /// The reader changed a field of an action.
    pub(crate) fn set_action(&mut self, id: &str, name: &str, value: &str) {
        let kind = if matches!(name, "action" | "person") { TYPED } else { "action" };
        let value = if value.is_empty() { Vec::new() } else { vec![value.to_owned()] };
        self.set(kind, "", &[(action_path(name, id), value)]);
    }

    /// The reader removed an action.
    pub(crate) fn remove_action(&mut self, id: &str) {
        self.refresh();
        let Some(action) = self.record().action(id) else { return };
        let name = self.context().action_name(action);
        let sets = self.record().removal_of(id);
        let act = self.set("action-remove", &name, &sets);
        let said = self.words.fill(Word::ActionRemoved, &[("action", &name)]);
        self.say_own_act(said, act);
    }

    /// The reader asked for the table of the plan.
    pub(crate) fn export_plan(&mut self, today: &str, is_in_app: bool) {
        self.refresh();
        let say = |word| self.words.say(word);
        let head = [
            Word::ActionId,
            Word::ActionText,
            Word::ActionFor,
            Word::Owner,
            Word::Due,
            Word::ActionState,
            Word::ActionPriority,
        ];
        let context = self.context();
        let state = |action: &dtmm_scoring::Action| context.status_of(action).to_owned();
        let priority = |action: &dtmm_scoring::Action| context.priority_of(action).to_owned();
        let table = write_plan_csv(self.record(), head.map(say), &state, &priority);
        if is_in_app {
            return self.push(Effect::HandOver(table, Word::SaveInApp));
        }
        let name = file_name(&self.words, self.record(), today);
        self.save(self.words.fill(Word::ActionFile, &[("name", &name)]), ".csv", table);
    }
}
