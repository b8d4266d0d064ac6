//! What keys and buttons do.

use dtmm_model::Item;
use dtmm_scoring::{Answer, Assessment};
use dtmm_view::Word;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent};

use crate::Outcome;
use crate::answers::{Act, Entry};
use crate::bulk::cell_for;
use crate::details;
use crate::filter;
use crate::shell::Shell;

/// What a key does to the entry that has the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Answer(Option<Answer>),
    Move(bool),
    Details,
}

/// Keys count only while the keyboard is in an entry, so that they stand in nobody's way elsewhere.
fn key_of(key: &str) -> Option<Key> {
    Some(match key {
        "1" | "f" | "F" => Key::Answer(Some(Answer::Full)),
        "2" | "l" | "L" => Key::Answer(Some(Answer::Largely)),
        "3" | "p" | "P" => Key::Answer(Some(Answer::Partly)),
        "4" | "n" | "N" => Key::Answer(Some(Answer::Not)),
        "5" | "x" | "X" => Key::Answer(Some(Answer::NotApplicable)),
        "0" | "Delete" | "Backspace" => Key::Answer(None),
        "j" | "J" | "ArrowDown" => Key::Move(true),
        "k" | "K" | "ArrowUp" => Key::Move(false),
        "m" | "M" => Key::Details,
        _ => return None,
    })
}

impl Shell {
    /// A key was pressed.
    pub(crate) fn pressed(&mut self, event: &Event, target: &Element) -> Outcome {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return Ok(()) };
        // Safari tells only by this code of the key that ends the choosing of a word.
        let composes = event.is_composing() || event.key_code() == 229;
        if event.ctrl_key() || event.alt_key() || event.meta_key() || composes {
            return Ok(());
        }
        if event.key() == "Escape" && target.closest(".remarks")?.is_some() {
            return self.close_details(target);
        }
        let chooses = target
            .dyn_ref::<HtmlInputElement>()
            .is_some_and(|input| matches!(input.type_().as_str(), "radio" | "checkbox"));
        let is_button = target.tag_name() == "BUTTON" && target.closest(".remarks")?.is_none();
        let Some(key) = key_of(&event.key()).filter(|_| chooses || is_button) else { return Ok(()) };
        let Some(entry) = self.answers.find(target) else { return Ok(()) };
        let (item, element) = (entry.item, entry.element.clone());
        event.prevent_default();
        match key {
            Key::Answer(answer) => {
                self.act(&item, Act::Answer(answer))?;
                if answer != Some(Answer::NotApplicable) {
                    return Ok(());
                }
                let reason = element.query_selector(".reason input")?;
                reason.map_or(Ok(()), |reason| reason.unchecked_into::<HtmlElement>().focus())
            }
            Key::Move(forward) => self.move_on(&element, forward),
            Key::Details => {
                let Some(entry) = self.answers.find(&element) else { return Ok(()) };
                details::toggle(&self.page, &self.words, entry, self.store.record())
            }
        }
    }

    /// Takes the keyboard to the entry after or before one.
    fn move_on(&mut self, from: &Element, forward: bool) -> Outcome {
        if self.filter.is_alone() {
            return self.filter.step(&self.page, &self.words, &self.answers, forward, None);
        }
        let entries = self.answers.entries();
        let Some(at) = entries.iter().position(|entry| entry.element == *from) else { return Ok(()) };
        let is_shown = |place: &usize| entries[*place].element.unchecked_ref::<HtmlElement>().offset_parent().is_some();
        let next = if forward { (at + 1..entries.len()).find(is_shown) } else { (0..at).rev().find(is_shown) };
        next.map_or(Ok(()), |next| entries[next].focus())
    }

    fn close_details(&self, target: &Element) -> Outcome {
        let Some(entry) = self.answers.find(target) else { return Ok(()) };
        details::toggle(&self.page, &self.words, entry, self.store.record())?;
        let button = entry.element.query_selector("[data-action=details]")?;
        button.map_or(Ok(()), |button| button.unchecked_into::<HtmlElement>().focus())
    }

    /// A button was pushed.
    pub(crate) fn pushed(&mut self, action: &str, button: &Element) -> Outcome {
        match action {
            "details" | "evidence-add" | "evidence-remove" => self.detail(action, button),
            "export-json" => self.export_json(),
            "export-csv" => self.export_csv(),
            "copy-text" => self.copy_text(Word::Copied),
            "link" => self.make_link(),
            "copy-link" => self.copy_output(Word::Copied),
            "clear" => self.clear(),
            "undo" | "redo" => self.flip_by(button, action == "undo"),
            "clear-answer" => self.clear_answer(button),
            "save-unkept" => self.save_unkept(),
            "save-aside" => self.save_aside(button),
            "keep-again" => self.keep_again(),
            "try-again" => self.settle_soon(),
            "told" => {
                self.store.told();
                self.notice()
            }
            "new" => self.begin_new(),
            "copy" => self.begin_copy(),
            "delete" => self.delete(),
            "sample" => self.sample(button),
            "conflicts-mine" | "conflicts-theirs" => {
                self.choose_all(if action == "conflicts-mine" { "0" } else { "1" });
                Ok(())
            }
            "take-replace" | "take-merge" | "take-beside" | "take-cancel" => self.take(action),
            "filter-clear" => {
                filter::clear(&self.page)?;
                self.find()
            }
            "previous" => self.turn_page(false, false),
            "next" => self.turn_page(true, false),
            "next-open" => self.turn_page(true, true),
            _ => Ok(()),
        }
    }

    fn turn_page(&mut self, forward: bool, open: bool) -> Outcome {
        let open: Option<&Assessment> = open.then_some(self.store.record());
        self.filter.step(&self.page, &self.words, &self.answers, forward, open)
    }

    /// Gives all entries of a cell the same answer.
    pub(crate) fn bulk(&mut self, select: &Element) -> Outcome {
        let (Some(cell), key) = (cell_for(select), crate::page::Page::value(select)) else { return Ok(()) };
        crate::page::Page::put(select, "")?;
        if key.is_empty() {
            return Ok(());
        }
        self.refresh()?;
        let answer = Answer::from_key(&key);
        let record = self.store.record();
        let items = || self.outline.items().filter(|item| item.id.cell == cell);
        let value = |item: &Item| match (answer, record.remarks(item.id).reason.as_str()) {
            (None, "") => Vec::new(),
            (answer, reason) => vec![answer.map_or("", Answer::key).to_owned(), reason.to_owned()],
        };
        let sets: Vec<_> = items().map(|item| (item.id.to_string(), value(item))).collect();
        let word = answer.map_or_else(|| self.words.say(Word::Clear), |answer| self.words.answer(answer));
        let values = [("cell", &*cell.to_string()), ("count", &sets.len().to_string()), ("answer", word)];
        let said = self.words.fill(Word::BulkDone, &values);
        let act = self.set_about("bulk", &cell.to_string(), &sets)?;
        let slot = self.store.slot().clone();
        self.say_act(Word::BulkDone, said, act.map(|act| (slot, act)))?;
        self.show_all()?;
        self.find()
    }

    /// Takes the answer of an entry back, and the keyboard to what can be chosen instead.
    fn clear_answer(&mut self, button: &Element) -> Outcome {
        let Some(item) = self.answers.find(button).map(|entry| entry.item) else { return Ok(()) };
        self.act(&item, Act::Answer(None))?;
        self.answers.find(button).map_or(Ok(()), Entry::focus)
    }

    /// What was stored and is gone is stored again.
    fn keep_again(&mut self) -> Outcome {
        self.store.keep_again();
        self.settle_soon()?;
        self.notice()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_has_a_number_and_its_letter() {
        for (number, answer) in ["1", "2", "3", "4", "5"].into_iter().zip(Answer::ALL) {
            assert_eq!(key_of(number), Some(Key::Answer(Some(answer))));
            if answer != Answer::NotApplicable {
                assert_eq!(key_of(answer.key()), Some(Key::Answer(Some(answer))));
            }
        }
        for other in ["Tab", "Enter", " ", "ArrowLeft", "ArrowRight", "Escape", "a"] {
            assert_eq!(key_of(other), None, "{other}");
        }
    }
}
