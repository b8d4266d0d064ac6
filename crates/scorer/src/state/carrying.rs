//! Assessments of earlier editions: carried over to the edition of the page, and the answers that wait there.

use dtmm_model::RequirementId;
use dtmm_store::{Storage, Value};
use dtmm_view::{Node, Word, carried, confirmable, el, problem_lines, text};

use crate::effect::Effect;
use crate::state::State;

impl<S: Storage> State<S> {
    /// The button that has the assessment that is shown carried over, where it is of an earlier edition.
    pub(crate) fn carry_button(&self) -> Option<Node> {
        if self.earlier.steps(&self.record().edition, &self.outline).is_empty() {
            return None;
        }
        let words = self.words.fill(Word::CarryOver, &[("own", &self.outline.edition)]);
        let button = el("button").set("type", "button").set("data-action", "carry").say(words);
        Some(el("p").with(button).into())
    }

    /// The reader asked for the assessment that is shown to be carried over: a copy is, beside it.
    pub(crate) fn carry_over(&mut self) {
        self.refresh();
        let title = self.title();
        let edition = self.record().edition.clone();
        let carried_over = match self.earlier.carry_kept(self.record(), &self.outline) {
            Ok(carried_over) => carried_over,
            Err(problems) => {
                let lines = problem_lines(&self.words, &problems);
                return self.refuse(&title, &lines);
            }
        };
        let Some(assessment) = carried_over else { return };
        let said = carried(&self.words, &assessment, &edition, &self.outline.edition);
        self.put_beside("carry", &title, &assessment);
        self.say(vec![text(said)]);
    }

    /// What waits to be reviewed.
    pub(crate) fn reviews(&self) -> Vec<Node> {
        self.context().reviews(&self.earlier.entries)
    }

    /// The reader confirms the answer that an entry had in an earlier edition.
    pub(crate) fn confirm(&mut self, id: RequirementId) {
        self.refresh();
        self.confirm_all(&[id]);
    }

    /// The reader confirms all answers that wait for one reason.
    pub(crate) fn confirm_kind(&mut self, kind: &str) {
        self.refresh();
        let ids = confirmable(self.record(), kind, &self.earlier.entries);
        self.confirm_all(&ids);
    }

    fn confirm_all(&mut self, ids: &[RequirementId]) {
        let mut wanted = self.record().clone();
        let mut sets: Vec<(String, Value)> = Vec::new();
        let mut confirmed = 0;
        for id in ids {
            let Some(item) = self.outline.items().find(|item| item.id == *id).copied() else { continue };
            // What needs a reason and has none is answered anew.
            if wanted.confirm(&item).is_err() {
                continue;
            }
            confirmed += 1;
            let reason = &self.record().details(*id).reason;
            sets.extend(self.record().answer_changes(*id, wanted.answer(*id), reason));
        }
        if confirmed == 0 {
            return self.say_word(Word::ReviewNone);
        }
        let act = self.set("confirm", "", &sets);
        let said = self.words.fill(Word::ReviewConfirmed, &[("count", &confirmed.to_string())]);
        self.say_own_act(said, act);
        self.show_list();
        self.push(Effect::UpdateLists);
    }
}
