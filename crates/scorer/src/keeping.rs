//! Keeping the assessment: every act is written at once under a name of this tab's own and joined
//! with what other tabs did under a lock. Where that fails, it is said until it is settled.

use dtmm_scoring::Assessment;
use dtmm_store::{SlotId, Stamp, Value};
use dtmm_view::{Node, Word, el, say_also, text};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

use crate::Outcome;
use crate::page::Page;
use crate::shell::Shell;

/// What carries the slot and the act that a button undoes or does again.
const ACT: &str = "data-act";

impl Shell {
    /// Another tab wrote to the storage.
    pub(crate) fn another_tab(&mut self, event: &Event) -> Outcome {
        let key = event.dyn_ref::<web_sys::StorageEvent>().and_then(web_sys::StorageEvent::key);
        if key.as_deref().is_none_or(|key| self.store.concerns(key)) {
            self.refresh()?;
            if !self.store.is_deleted() {
                self.show_shelf()?;
            }
            if !self.store.is_settled() {
                self.settle_soon()?;
            }
        }
        Ok(())
    }

    /// Takes over what another tab stored meanwhile, and shows it.
    pub(crate) fn refresh(&mut self) -> Outcome {
        let news = self.store.look();
        self.show_news(news)
    }

    fn show_news(&mut self, news: bool) -> Outcome {
        if self.store.is_deleted() {
            // Within an event, once that is done: it was meant for this one.
            return if self.acting { Ok(()) } else { self.turn_from_deleted() };
        }
        if news && self.on {
            self.show_all()?;
        }
        self.notice()
    }

    /// Another tab deleted the assessment of this one: it turns to another, and says so. Where the reader
    /// was writing, the keyboard goes to what is said: the field is one of the next assessment now.
    pub(crate) fn turn_from_deleted(&mut self) -> Outcome {
        let focus = self.page.document.active_element().filter(Page::is_written);
        let own =
            |focus: &Element| focus.closest(".remarks, .reason, [data-field], [data-tailor-reason], [data-weight]");
        if let Some(field) = focus.filter(|focus| own(focus).is_ok_and(|own| own.is_some())) {
            self.is_stray = true;
            field.unchecked_into::<HtmlElement>().blur()?;
        }
        let slot = self.store.slot().clone();
        let act = self.store.acts().iter().rfind(|act| act.kind == "delete").map(|act| act.id);
        let title = self.title_of(&slot, self.store.record());
        let others = self.store.slots().into_iter().find(|other| *other != slot);
        match others {
            Some(other) => self.turn(other)?,
            None => self.turn_to_new()?,
        }
        let said = self.words.fill(Word::DeletedElsewhere, &[("title", &title)]);
        self.say_act(Word::DeletedElsewhere, said, act.map(|act| (slot, act)))?;
        let place = self.page.one("[data-message]").filter(|_| self.is_stray);
        place.map_or(Ok(()), |place| {
            place.set_attribute("tabindex", "-1")?;
            place.unchecked_into::<HtmlElement>().focus()
        })
    }

    /// Sets fields of the assessment, each to a value, as an act of the reader that can be undone.
    pub(crate) fn set(&mut self, kind: &str, sets: &[(String, Value)]) -> Outcome<Option<Stamp>> {
        self.set_about(kind, "", sets)
    }

    /// As [`Shell::set`], with what the act is about.
    pub(crate) fn set_about(&mut self, kind: &str, about: &str, sets: &[(String, Value)]) -> Outcome<Option<Stamp>> {
        self.refresh()?;
        let act = self.store.act(kind, about, sets, kind == TYPED);
        self.acted(act)
    }

    /// Makes the assessment what another one is, as an act that can be undone.
    pub(crate) fn replace(&mut self, kind: &str, about: &str, wanted: &Assessment) -> Outcome<Option<Stamp>> {
        self.refresh()?;
        let act = self.store.replace(kind, about, wanted);
        self.acted(act)
    }

    fn acted(&mut self, act: Option<Stamp>) -> Outcome<Option<Stamp>> {
        if act.is_some() {
            self.changes += 1;
            self.settle_soon()?;
            self.soon()?;
            self.notice()?;
        }
        Ok(act)
    }

    /// Has the storage brought together with the assessment when it is this tab's turn, and once more
    /// when all others had the time to learn of it.
    pub(crate) fn settle_soon(&mut self) -> Outcome {
        if self.turns.ask(&self.page.window)? { self.settle() } else { Ok(()) }
    }

    /// It is this tab's turn to write.
    pub(crate) fn settle(&mut self) -> Outcome {
        let news = self.turns.settle(&self.page.window, &mut self.store)?;
        self.show_news(news)
    }

    /// All other tabs had the time to learn of what was written.
    pub(crate) fn confirm(&mut self) -> Outcome {
        if self.turns.confirm(&self.page.window)? { self.settle() } else { Ok(()) }
    }

    /// Whether nothing is in the assessment.
    pub(crate) fn is_empty(&self) -> bool {
        *self.store.record() == Assessment::new(&self.outline.edition)
    }

    /// Whether what arrives may become this assessment without a question: nothing is in it, and nothing
    /// may be that cannot be read at present.
    pub(crate) fn takes_whole(&self) -> bool {
        self.is_empty() && !self.store.trouble().unreadable
    }

    /// Counts what was changed since the last saved file. It is no part of what an answer waits for.
    pub(crate) fn count_changes(&mut self) {
        let changes = std::mem::take(&mut self.changes);
        if changes > 0 {
            let slot = self.store.slot();
            self.beside.set_unsaved(slot, self.beside.unsaved(slot).saturating_add(changes));
        }
    }

    /// Asks whether to leave while something is on this page only.
    pub(crate) fn leaving(&self, event: &Event) -> Outcome {
        if !self.store.is_kept() {
            event.prevent_default();
        }
        Ok(())
    }
}

/// The kind of an act that is a text being typed.
pub(crate) const TYPED: &str = "typed";

/// What is said of the storage, as long as it is so.
impl Shell {
    /// Says what keeps the answers from being stored, what was put aside, and that the assessment is
    /// of another edition.
    pub(crate) fn notice(&mut self) -> Outcome {
        let mut notices: Vec<Node> = Vec::new();
        notices.extend(self.not_kept());
        notices.extend(self.put_aside());
        notices.extend(self.left_behind());
        let edition = &self.store.record().edition;
        // The scorer's page says it beside the result.
        if *edition != self.outline.edition && self.page.one("[data-list=edition]").is_none() {
            let said = self.words.fill(Word::OtherEdition, &[("edition", edition)]);
            notices.push(el("p").say(said).into());
        }
        if notices != self.noticed {
            self.page.notice(&notices)?;
            self.noticed = notices;
        }
        Ok(())
    }

    fn not_kept(&self) -> Option<Node> {
        let trouble = self.store.trouble();
        if self.store.is_kept() && !trouble.unreadable && !trouble.emptied && !trouble.stuck {
            return None;
        }
        let (word, way) = if trouble.emptied {
            (Word::Emptied, Some(("keep-again", Word::KeepAgain)))
        } else if trouble.unreadable {
            (Word::StorageUnreadable, Some(("try-again", Word::TryAgain)))
        } else if trouble.stuck {
            (Word::Stuck, Some(("try-again", Word::TryAgain)))
        } else {
            (Word::NotKept, (!trouble.blocked).then_some(("try-again", Word::TryAgain)))
        };
        let way = way.map(|(action, word)| self.button(action, word));
        let save = self.button("save-unkept", Word::SaveUnkept);
        let copy = self.button("copy-text", Word::CopyText);
        let said = el("p").with(el("span").say(self.words.say(word)));
        Some(said.with_all(way).with(save).with(copy).into())
    }

    fn left_behind(&self) -> Option<Node> {
        let count = self.beside.left.len();
        let said = self.words.fill(Word::OldLeft, &[("count", &count.to_string())]);
        let save = self.button("save-old", Word::SaveUnkept);
        (count > 0).then(|| el("p").with(el("span").say(said)).with(save).into())
    }

    fn put_aside(&self) -> Option<Node> {
        let asides = self.store.untold();
        if asides.is_empty() {
            return None;
        }
        let word = if self.store.has_newer() { Word::AsideNewer } else { Word::Damaged };
        let mut said = el("p").with(el("span").say(self.words.say(word)));
        for number in asides {
            let number = number.to_string();
            let button = el("button").class("quiet").set("type", "button").set("data-action", "save-aside");
            let words = self.words.fill(Word::SaveAside, &[("number", &number)]);
            said = said.with(button.set("data-number", number).say(words));
        }
        Some(said.with(self.button("told", Word::Told)).into())
    }
}

/// Undoing and redoing.
impl Shell {
    /// Says what was done, with a button that undoes it.
    pub(crate) fn say_act(&mut self, about: Word, said: String, act: Option<(SlotId, Stamp)>) -> Outcome {
        let mut nodes = vec![text(said)];
        if let Some((slot, id)) = act {
            nodes.push(text(" "));
            nodes.push(self.act_button("undo", Word::Undo, &slot, id));
        }
        self.say(Some(about), &nodes)
    }

    /// A button that undoes an act or does it again.
    pub(crate) fn act_button(&self, action: &'static str, word: Word, slot: &SlotId, act: Stamp) -> Node {
        let button = el("button").class("quiet").set("type", "button").set("data-action", action);
        button.set(ACT, format!("{}/{}", slot.as_str(), act.text())).say(self.words.say(word)).into()
    }

    /// A button of an act was pressed.
    pub(crate) fn flip_by(&mut self, button: &Element, undo: bool) -> Outcome {
        let named = button.get_attribute(ACT).unwrap_or_default();
        let act = named.split_once('/').and_then(|(slot, act)| Some((SlotId::new(slot), Stamp::parse(act)?)));
        act.map_or(Ok(()), |(slot, act)| self.flip(slot, act, undo))
    }

    /// Undoes the last act, this tab's own first, or does again what was undone last.
    pub(crate) fn flip_last(&mut self, undo: bool) -> Outcome {
        self.refresh()?;
        let slot = self.store.slot().clone();
        match self.store.next_to_flip(undo) {
            Some(act) => self.flip(slot, act, undo),
            None => self.say_word(if undo { Word::NothingToUndo } else { Word::NothingToRedo }),
        }
    }

    /// Undoes or redoes an act, in whichever assessment it was done. That comes first: what is shown
    /// follows, so that a deleted assessment is back before anything turns away from it.
    fn flip(&mut self, slot: SlotId, act: Stamp, undo: bool) -> Outcome {
        let from = self.store.slot().clone();
        if slot != from {
            self.count_changes();
            self.store.turn_to(slot.clone());
        }
        let done = if undo { self.store.undo(act) } else { self.store.redo(act) };
        let Some(done) = done else {
            if slot != from {
                self.turn(from)?;
            }
            return self.say_word(Word::UndoGone);
        };
        if self.store.is_deleted() {
            // A deletion that is done again.
            return self.show_news(true);
        }
        if slot != from {
            self.turned()?;
        }
        self.changes += 1;
        self.settle_soon()?;
        let word = if undo { Word::Undone } else { Word::Redone };
        let mut said = self.words.say(word).to_owned();
        if done.left > 0 {
            say_also(&mut said, &self.words.fill(Word::UndoneLeft, &[("count", &done.left.to_string())]));
        }
        let (action, back) = if undo { ("redo", Word::Redo) } else { ("undo", Word::Undo) };
        let button = self.act_button(action, back, &slot, act);
        self.say(Some(word), &[text(said), text(" "), button])?;
        self.show_all()?;
        self.find()?;
        self.notice()
    }
}
