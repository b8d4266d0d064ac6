//! Changes to the assessment. Each is written to the storage at once, under a key of this tab's own, and
//! merged with those of other tabs under a lock.

use dtmm_model::{CellId, Item};
use dtmm_scoring::{Answer, Assessment};
use dtmm_store::{Stamp, Storage, Value};
use dtmm_view::Word;

use crate::effect::Effect;
use crate::state::{State, TYPED};

impl<S: Storage> State<S> {
    /// Takes over what another tab stored.
    pub(crate) fn refresh(&mut self) {
        let changed = self.store.pull();
        self.show_change(changed);
    }

    /// Another tab wrote to the storage under a key; `None` where it removed everything.
    pub(crate) fn storage_changed(&mut self, key: Option<&str>) {
        if key.is_none_or(|key| self.store.concerns(key)) {
            self.refresh();
            if !self.store.is_deleted() {
                self.push(Effect::ShowAssessments);
            }
            if !self.store.is_synced() {
                self.push(Effect::RequestLock);
            }
        }
    }

    /// The storage and the record were brought together, which may have changed the record.
    pub(crate) fn show_change(&mut self, changed: bool) {
        if self.store.is_deleted() {
            // Within an event, `end` leaves it: the event was meant for this assessment.
            if !self.is_handling {
                self.leave_deleted();
            }
            return;
        }
        if changed && self.is_on {
            self.show_all();
        }
        self.update_notices();
    }

    /// Sets fields of the assessment, each to a value, as an act that can be undone. `about` is the
    /// subject of the act, such as the name of a file.
    pub(super) fn set(&mut self, kind: &str, about: &str, sets: &[(String, Value)]) -> Option<Stamp> {
        self.refresh();
        let act = self.store.act(kind, about, sets, kind == TYPED);
        self.acted(act)
    }

    /// Makes the assessment equal to another one, as an act that can be undone.
    pub(super) fn replace(&mut self, kind: &str, about: &str, wanted: &Assessment) -> Option<Stamp> {
        self.refresh();
        let act = self.store.replace(kind, about, wanted);
        self.acted(act)
    }

    fn acted(&mut self, act: Option<Stamp>) -> Option<Stamp> {
        if act.is_some() {
            self.changes += 1;
            self.push(Effect::RequestLock);
            self.push(Effect::UpdateLists);
            self.update_notices();
        }
        act
    }

    /// Counts the changes since the last saved file in the storage. Nothing waits for that.
    pub(crate) fn count_changes(&mut self) {
        let changes = std::mem::take(&mut self.changes);
        if changes > 0 {
            let id = self.store.record_id();
            self.remembered.set_changes_since_file(id, self.remembered.changes_since_file(id).saturating_add(changes));
        }
    }

    /// The reader answered an entry, or took its answer back.
    pub(crate) fn answer(&mut self, item: &Item, answer: Option<Answer>) {
        self.refresh();
        let reason = self.record().details(item.id).reason.clone();
        self.set_answer(item, "answer", answer, reason);
    }

    /// The reader wrote why an entry is not applicable.
    pub(crate) fn give_reason(&mut self, item: &Item, reason: String) {
        self.refresh();
        self.set_answer(item, TYPED, Some(Answer::NotApplicable), reason);
    }

    fn set_answer(&mut self, item: &Item, kind: &str, answer: Option<Answer>, reason: String) {
        // "Not applicable" counts only with its reason; until then the former answer does not count either.
        let lacks_reason = answer == Some(Answer::NotApplicable) && !item.conditional && reason.trim().is_empty();
        let counted = answer.filter(|_| !lacks_reason);
        let sets = self.record().answer_changes(item.id, counted, &reason);
        self.set(kind, "", &sets);
        self.last = Some(item.id);
        self.push(Effect::ShowAnswer(*item, answer));
        self.show_results();
    }

    /// The reader changed details of an entry: fields, each with its value.
    pub(crate) fn set_details(&mut self, item: &Item, kind: &str, sets: Vec<(&str, Value)>) {
        let path = |name: &str| format!("{}.{name}", item.id);
        let sets: Vec<_> = sets.into_iter().map(|(name, value)| (path(name), value)).collect();
        self.set(kind, "", &sets);
        self.last = Some(item.id);
        self.push(Effect::MarkDetails(item.id));
        self.push(Effect::UpdateLists);
    }

    /// The reader gave all entries of a cell the same answer; `None` takes all back.
    pub(crate) fn answer_cell(&mut self, cell: CellId, answer: Option<Answer>) {
        self.refresh();
        let record = self.store.record();
        let (mut count, mut sets) = (0, Vec::new());
        for item in self.outline.items().filter(|item| item.id.cell == cell) {
            count += 1;
            sets.extend(record.answer_changes(item.id, answer, &record.details(item.id).reason));
        }
        let word = answer.map_or_else(|| self.words.say(Word::Clear), |answer| self.words.answer(answer));
        let cell = cell.to_string();
        let values = [("cell", &*cell), ("count", &count.to_string()), ("answer", word)];
        let said = self.words.fill(Word::BulkDone, &values);
        let act = self.set("bulk", &cell, &sets);
        self.say_own_act(said, act);
        self.show_list();
    }

    /// The reader has an assessment that is gone from the storage stored again.
    pub(crate) fn store_again(&mut self) {
        self.store.store_again();
        self.push(Effect::RequestLock);
        self.update_notices();
    }

    /// The reader asks to try again to store what is not stored.
    pub(crate) fn try_again(&mut self) {
        self.push(Effect::RequestLock);
    }
}
