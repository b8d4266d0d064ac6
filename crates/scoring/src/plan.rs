//! The action plan of an assessment.

use crate::action::Action;
use crate::assessment::Assessment;

impl Assessment {
    /// The actions of the plan, in its order.
    pub fn plan(&self) -> &[Action] {
        self.plan.all()
    }

    /// The action with this identifier.
    pub fn action(&self, id: &str) -> Option<&Action> {
        self.plan.get(id)
    }

    /// The changes to fields that take an action out of the plan. Each is a path with its new value.
    pub fn removal_of(&self, id: &str) -> Vec<(String, Vec<String>)> {
        self.plan.removal_of(id)
    }

    /// The number that a new action has in its identifier: higher than that of all others.
    pub fn next_action_number(&self) -> u64 {
        self.plan.next_number()
    }
}
