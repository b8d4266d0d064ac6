//! What keys and buttons do.

use dtmm_model::Item;
use dtmm_scoring::Answer;
use dtmm_view::Word;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent};

use crate::app::App;
use crate::bulk::cell_of;
use crate::controls::EntryControls;
use crate::details;
use crate::effect::Effect;
use crate::file_reader::read_link;
use crate::filter::{self, BESIDE_MAP};
use crate::outcome::Outcome;
use crate::page::{Page, today};
use crate::state::ACT;
use crate::view::focus;

/// What a key does to the entry that has the focus, or else to the current one.
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

impl App {
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
        if event.key() == "Enter" && target.closest("[data-field^=plan-new]")?.is_some() {
            return self.add_action();
        }
        if takes_keys(target) || target.closest(".remarks")?.is_some() {
            return Ok(());
        }
        let Some(entry) = self.view.controls.find(target) else { return self.pressed_on_page(event) };
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
        let Some(entry) = place.and_then(|place| self.view.controls.entries().get(place)) else { return Ok(()) };
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
        if self.view.filter.is_alone() {
            return self.view.filter.alone_entry();
        }
        let target = self.view.page.one(":target").and_then(|target| Some(self.view.controls.find(&target)?.item.id));
        let place = |id| self.view.controls.entries().iter().position(|entry| entry.item.id == id);
        [target, self.state.last()].into_iter().flatten().filter_map(place).find(|place| {
            let height =
                self.view.page.window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
            let (top, bottom) = self.edges(*place);
            bottom > HEAD && top < height
        })
    }

    /// The first entry below the bars at the head; entries follow one another down the page.
    fn first_in_sight(&self) -> Option<usize> {
        let shown: Vec<usize> = (0..self.view.controls.entries().len()).filter(|place| self.is_shown(*place)).collect();
        shown.get(shown.partition_point(|place| self.edges(*place).1 <= HEAD)).copied()
    }

    /// Where the upper and the lower edge of an entry are in the window, in pixels.
    fn edges(&self, place: usize) -> (f64, f64) {
        let boxed = self.view.controls.entries()[place].element.get_bounding_client_rect();
        (boxed.top(), boxed.bottom())
    }

    fn is_shown(&self, place: usize) -> bool {
        self.view.controls.entries()[place].element.unchecked_ref::<HtmlElement>().offset_parent().is_some()
    }

    /// Does to an entry what a key means.
    fn do_to(&mut self, item: &Item, element: &Element, key: Key) -> Outcome {
        match key {
            Key::Answer(answer) => {
                self.state.answer(item, answer);
                self.perform()?;
                match answer {
                    // The field for the reason is there once the answer is shown.
                    Some(Answer::NotApplicable) => focus(element.query_selector(".reason input")?),
                    Some(_) => self.advance(element),
                    None => Ok(()),
                }
            }
            Key::Move(forward) => self.move_on(element, forward),
            Key::Details => {
                let Some(entry) = self.view.controls.find(element) else { return Ok(()) };
                // Of an entry that is shown alone they are open.
                if self.view.filter.is_alone() {
                    details::close(entry)?;
                }
                details::toggle(&self.view.page, &self.state.context(), entry)
            }
        }
    }

    /// After an answer: takes the keyboard to the next entry that is shown. After the last one it stays.
    pub(crate) fn advance(&mut self, from: &Element) -> Outcome {
        if self.view.filter.is_alone() {
            return self.view.step(&self.state, true);
        }
        let next = self.shown_beside(from, true);
        next.map_or(Ok(()), |next| self.view.controls.entries()[next].focus())
    }

    /// The next entry that is shown after one, or before it, by its place.
    fn shown_beside(&self, from: &Element, forward: bool) -> Option<usize> {
        let entries = self.view.controls.entries();
        let at = entries.iter().position(|entry| entry.element == *from)?;
        // Beside the map the keyboard stays there.
        let panel = panel_of(from);
        let is_there =
            |place: &usize| panel.as_ref().is_none_or(|panel| panel.contains(Some(&entries[*place].element)));
        let is_shown = |place: &usize| self.is_shown(*place) && is_there(place);
        if forward { (at + 1..entries.len()).find(is_shown) } else { (0..at).rev().find(is_shown) }
    }

    /// Takes the keyboard to the entry after or before one.
    fn move_on(&mut self, from: &Element, forward: bool) -> Outcome {
        if self.view.filter.is_alone() {
            return self.view.step(&self.state, forward);
        }
        if let Some(next) = self.shown_beside(from, forward) {
            return self.view.controls.entries()[next].focus();
        }
        // On into the next subdomain, or back into the one before.
        if panel_of(from).is_some() || !self.view.step_subdomain(&self.state, forward)? {
            return Ok(());
        }
        let mut shown = (0..self.view.controls.entries().len()).filter(|place| self.is_shown(*place));
        let place = if forward { shown.next() } else { shown.next_back() };
        place.map_or(Ok(()), |place| self.view.controls.entries()[place].focus())
    }

    fn close_details(&self, target: &Element) -> Outcome {
        let Some(entry) = self.view.controls.find(target) else { return Ok(()) };
        details::toggle(&self.view.page, &self.state.context(), entry)?;
        focus(entry.element.query_selector("[data-action=details]")?)
    }

    /// A button was pushed.
    pub(crate) fn pushed(&mut self, action: &str, button: &Element) -> Outcome {
        let attribute = |name: &str| button.get_attribute(name).unwrap_or_default();
        match action {
            "export-json" => self.state.export_json(&today(), self.view.is_in_app()),
            "save-part" => {
                let chosen = self.view.page.field("part-owner").map(|control| Page::value(&control));
                let owner = button.get_attribute("data-owner").or(chosen).unwrap_or_default();
                self.state.save_part(&owner, &today(), self.view.is_in_app());
            }
            "export-csv" => self.state.export_csv(&today(), self.view.is_in_app()),
            "copy-text" => self.state.copy_text(Word::Copied),
            "clear" => self.state.clear(),
            "undo" | "redo" => self.state.toggle_named(&attribute(ACT), action == "undo"),
            "save-unkept" => self.state.save_unstored(&today()),
            "save-aside" => self.state.save_unreadable(attribute("data-number").parse().unwrap_or(0)),
            "save-old" => self.state.save_left_behind(&today()),
            "keep-again" => self.state.store_again(),
            "try-again" => self.state.try_again(),
            "told" => self.state.acknowledge(),
            "carry" => self.state.carry_over(),
            "confirm" => {
                if let Ok(id) = attribute("data-entry").parse() {
                    self.state.confirm(id);
                }
            }
            "confirm-kind" => self.state.confirm_kind(&attribute("data-kind")),
            "new" => self.state.begin_new(),
            "copy" => self.state.begin_copy(),
            "delete" => self.state.delete(),
            "sample" => {
                if let Ok(sample) = read_link(&attribute("data-sample"), &self.state.words, &self.state.outline, &[]) {
                    self.state.open_sample(&sample);
                }
            }
            "take-replace" | "take-merge" | "take-beside" | "take-cancel" => {
                self.state.answer_preview(action, &self.view.chosen_sides());
            }
            "action-add" | "action-for" | "action-remove" | "actions-take" | "export-plan" => {
                return self.plan_pushed(action, button);
            }
            "owner-entries" | "owner-remove" | "owners-default" | "owners-current" | "owners-take" => {
                return self.owner_pushed(action, button);
            }
            "details" | "evidence-add" | "evidence-remove" => return self.detail(action, button),
            "clear-answer" => return self.clear_answer(button),
            "link" => return self.make_link(),
            "copy-link" => return self.view.copy_output(&self.state, Word::Copied),
            "conflicts-mine" => self.view.choose_all("0"),
            "conflicts-theirs" => self.view.choose_all("1"),
            "filter-clear" => {
                filter::clear(&self.view.page)?;
                return self.view.run(Effect::ApplyFilter, &self.state);
            }
            "previous-subdomain" | "next-subdomain" => {
                return self.view.step_subdomain(&self.state, action == "next-subdomain").map(drop);
            }
            "previous" => return self.view.step(&self.state, false),
            "next" => return self.view.step(&self.state, true),
            "next-open" => return self.go_to_next_open(),
            "start" => return self.start(),
            _ => {}
        }
        Ok(())
    }

    fn make_link(&mut self) -> Outcome {
        let whole = self.view.page.field("link-whole");
        let is_whole = whole.as_ref().and_then(Page::input).is_some_and(HtmlInputElement::checked);
        self.state.make_link(&self.view.page.window.location().href()?, is_whole);
        Ok(())
    }

    /// Opens or closes the details of an entry, or adds or removes a line of evidence.
    fn detail(&mut self, action: &str, button: &Element) -> Outcome {
        let (page, words) = (&self.view.page, &self.state.words);
        let Some(entry) = self.view.controls.find(button) else { return Ok(()) };
        match action {
            "details" => details::toggle(page, &self.state.context(), entry),
            "evidence-add" => details::add_evidence(page, words, button),
            _ => {
                let item = entry.item;
                let left = details::remove_evidence(button, &self.state.record().details(item.id).evidence)?;
                if let Some(left) = left {
                    self.state.set_details(&item, "detail", vec![("evidence", left)]);
                }
                Ok(())
            }
        }
    }

    /// The reader chose an answer for all entries of a cell.
    pub(crate) fn answer_cell(&mut self, select: &Element) -> Outcome {
        let (Some(cell), key) = (cell_of(select), Page::value(select)) else { return Ok(()) };
        Page::put(select, "")?;
        if !key.is_empty() {
            self.state.answer_cell(cell, Answer::from_key(&key));
        }
        Ok(())
    }

    /// Takes the answer of an entry back, and the keyboard to what can be chosen instead.
    fn clear_answer(&mut self, button: &Element) -> Outcome {
        let Some(item) = self.view.controls.find(button).map(|entry| entry.item) else { return Ok(()) };
        self.state.answer(&item, None);
        self.perform()?;
        self.view.controls.find(button).map_or(Ok(()), EntryControls::focus)
    }
}

/// What an entry is answered in, where that is beside the map.
fn panel_of(entry: &Element) -> Option<Element> {
    entry.closest(BESIDE_MAP).ok().flatten()
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
