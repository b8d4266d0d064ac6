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

/// What a key does to the entry that has the keyboard, or else to the current one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Answer(Option<Answer>),
    Move(bool),
    Details,
}

/// What a key does to an entry.
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

/// What a key does where the keyboard is in no entry: those that move it or type elsewhere are left to the browser.
fn key_of_page(key: &str) -> Option<Key> {
    match key {
        "0" | "1" | "2" | "3" | "4" | "5" | "j" | "J" | "k" | "K" | "m" | "M" => key_of(key),
        _ => None,
    }
}

/// Whether letters and numbers are for a control itself: it is written in, or looks up its choices by them.
fn takes_keys(target: &Element) -> bool {
    let is_ticked = |input: &HtmlInputElement| matches!(input.type_().as_str(), "radio" | "checkbox" | "file");
    match target.dyn_ref::<HtmlInputElement>() {
        Some(input) => !is_ticked(input),
        None => matches!(target.tag_name().as_str(), "TEXTAREA" | "SELECT"),
    }
}

/// What is above this, in pixels, lies under the bars at the head of the page.
const HEAD: f64 = 90.0;

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
        if takes_keys(target) || target.closest(".remarks")?.is_some() {
            return Ok(());
        }
        let Some(entry) = self.answers.find(target) else { return self.pressed_on_page(event) };
        let Some(key) = key_of(&event.key()) else { return Ok(()) };
        let (item, element) = (entry.item, entry.element.clone());
        event.prevent_default();
        self.do_to(&item, &element, key)
    }

    /// A key was pressed while the keyboard is in no entry. It goes to the current one; where there is none, moving
    /// on goes to the first in sight, and nothing is answered.
    fn pressed_on_page(&mut self, event: &KeyboardEvent) -> Outcome {
        let Some(key) = key_of_page(&event.key()) else { return Ok(()) };
        let current = self.current();
        let place = match key {
            Key::Move(_) => current.or_else(|| self.first_in_sight()),
            _ => current,
        };
        let Some(entry) = place.and_then(|place| self.answers.entries().get(place)) else { return Ok(()) };
        event.prevent_default();
        if current.is_none() || matches!(key, Key::Answer(_)) {
            entry.focus()?;
        }
        if current.is_none() {
            return Ok(());
        }
        let (item, element) = (entry.item, entry.element.clone());
        self.do_to(&item, &element, key)
    }

    /// The entry that the reader is at, by its place: the one shown alone, the one a link led to, or the one answered
    /// last, if it is in sight.
    fn current(&self) -> Option<usize> {
        if self.filter.is_alone() {
            return self.filter.alone_entry();
        }
        let target = self.page.one(":target").and_then(|target| Some(self.answers.find(&target)?.item.id));
        let place = |id| self.answers.entries().iter().position(|entry| entry.item.id == id);
        [target, self.last].into_iter().flatten().filter_map(place).find(|place| {
            let height = self.page.window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
            let (top, bottom) = self.edges(*place);
            bottom > HEAD && top < height
        })
    }

    /// The first entry below the bars at the head; entries follow one another down the page.
    fn first_in_sight(&self) -> Option<usize> {
        let shown: Vec<usize> = (0..self.answers.entries().len()).filter(|place| self.is_shown(*place)).collect();
        shown.get(shown.partition_point(|place| self.edges(*place).1 <= HEAD)).copied()
    }

    /// Where the upper and the lower edge of an entry are in the window, in pixels.
    fn edges(&self, place: usize) -> (f64, f64) {
        let boxed = self.answers.entries()[place].element.get_bounding_client_rect();
        (boxed.top(), boxed.bottom())
    }

    fn is_shown(&self, place: usize) -> bool {
        self.answers.entries()[place].element.unchecked_ref::<HtmlElement>().offset_parent().is_some()
    }

    /// Does to an entry what a key means.
    fn do_to(&mut self, item: &Item, element: &Element, key: Key) -> Outcome {
        match key {
            Key::Answer(answer) => {
                self.act(item, Act::Answer(answer))?;
                if answer != Some(Answer::NotApplicable) {
                    return Ok(());
                }
                let reason = element.query_selector(".reason input")?;
                reason.map_or(Ok(()), |reason| reason.unchecked_into::<HtmlElement>().focus())
            }
            Key::Move(forward) => self.move_on(element, forward),
            Key::Details => {
                let Some(entry) = self.answers.find(element) else { return Ok(()) };
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
        let is_shown = |place: &usize| self.is_shown(*place);
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
            "save-old" => self.save_old(),
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

    #[test]
    fn where_no_entry_has_the_keyboard_the_browser_keeps_its_own_keys() {
        for kept in ["ArrowDown", "ArrowUp", "Backspace", "Delete", "f", "n", "/"] {
            assert_eq!(key_of_page(kept), None, "{kept}");
        }
        assert_eq!(key_of_page("j"), Some(Key::Move(true)));
        assert_eq!(key_of_page("1"), key_of("1"));
    }
}
