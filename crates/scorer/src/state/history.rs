//! Undoing and redoing.

use dtmm_store::{Act, RecordId, Stamp, Storage};
use dtmm_view::{Node, Word, el, say_also, text};

use crate::effect::Effect;
use crate::state::{ACT, State};

impl<S: Storage> State<S> {
    /// Says what an act did, with a button that undoes it.
    pub(super) fn say_act(&mut self, said: String, act: Option<(RecordId, Stamp)>) {
        let mut nodes = vec![text(said)];
        if let Some((record_id, id)) = act {
            nodes.push(text(" "));
            nodes.push(self.act_button("undo", Word::Undo, &record_id, id));
        }
        self.say(nodes);
    }

    /// As [`say_act`](State::say_act), for an act on the assessment that is shown.
    pub(super) fn say_own_act(&mut self, said: String, act: Option<Stamp>) {
        let record_id = self.store.record_id().clone();
        self.say_act(said, act.map(|act| (record_id, act)));
    }

    fn act_button(&self, action: &'static str, word: Word, record_id: &RecordId, act: Stamp) -> Node {
        self.button(action, word).set(ACT, format!("{}/{}", record_id.as_str(), act.text())).into()
    }

    /// The button for an act of the assessment that is shown.
    pub(crate) fn history_button(&self, act: &Act) -> Node {
        let (action, word) = if act.undone { ("redo", Word::Redo) } else { ("undo", Word::Undo) };
        self.act_button(action, word, self.store.record_id(), act.id)
    }

    /// The deleted assessments, each with the button that restores it.
    pub(crate) fn deleted(&self) -> Option<Node> {
        let deleted = self.store.deleted();
        let row = |(id, record, act): &(RecordId, _, Stamp)| {
            let said = self.words.fill(Word::HistoryDelete, &[("about", &self.title_of(id, record))]);
            el("li").say(said).say(" ").with(self.act_button("undo", Word::Undo, id, *act))
        };
        (!deleted.is_empty()).then(|| el("ul").class("history").with_all(deleted.iter().map(row)).into())
    }

    /// The button of an act was pressed. `named` is its [`ACT`].
    pub(crate) fn toggle_named(&mut self, named: &str, undo: bool) {
        let act = named.split_once('/').and_then(|(id, act)| Some((RecordId::new(id), Stamp::parse(act)?)));
        if let Some((id, act)) = act {
            self.toggle(id, act, undo);
        }
    }

    /// Undoes the last act, this tab's own first, or redoes the one undone last.
    pub(crate) fn toggle_last(&mut self, undo: bool) {
        self.refresh();
        let id = self.store.record_id().clone();
        match self.store.next_to_toggle(undo) {
            Some(act) => self.toggle(id, act, undo),
            None => self.say_word(if undo { Word::NothingToUndo } else { Word::NothingToRedo }),
        }
    }

    /// Undoes or redoes an act, in whichever assessment it was done. The page turns to that one after the
    /// act, so that a deleted assessment is restored before anything leaves it.
    fn toggle(&mut self, id: RecordId, act: Stamp, undo: bool) {
        let from = self.store.record_id().clone();
        if id != from {
            self.count_changes();
            self.store.turn_to(id.clone());
        }
        let done = if undo { self.store.undo(act) } else { self.store.redo(act) };
        let Some(done) = done else {
            if id != from {
                self.turn_to(from);
            }
            return self.say_word(Word::UndoGone);
        };
        if self.store.is_deleted() {
            // The act that was redone is a deletion.
            return self.show_change(true);
        }
        if id != from {
            self.turned();
        }
        self.changes += 1;
        self.push(Effect::RequestLock);
        let mut said = self.words.say(if undo { Word::Undone } else { Word::Redone }).to_owned();
        if done.left > 0 {
            say_also(&mut said, &self.words.fill(Word::UndoneLeft, &[("count", &done.left.to_string())]));
        }
        let (action, back) = if undo { ("redo", Word::Redo) } else { ("undo", Word::Undo) };
        let button = self.act_button(action, back, &id, act);
        self.say(vec![text(said), text(" "), button]);
        self.show_list();
        self.update_notices();
    }
}
