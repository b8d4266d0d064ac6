//! What leads a reader through the entries: where to begin, what is next, where a subdomain may be left, and what stands
//! around an entry that is shown alone.

use dtmm_model::{CellId, Level, RequirementId};
use dtmm_view::{Node, Word};

use crate::app::App;
use crate::controls::EntryControls;
use crate::details;
use crate::filter::{at_hand, chosen};
use crate::outcome::Outcome;
use crate::view::{PageState, View};

impl View {
    /// Shows how to begin while nothing is answered, and where answering the subdomain that is shown may stop.
    pub(crate) fn show_guidance(&self, state: &PageState) -> Outcome {
        let [is_empty, is_complete] = [state.record().answers().is_empty(), state.card().company.is_complete()];
        self.page.show("start", is_empty)?;
        // How far answers could go is of use while there are some, and some are missing.
        self.page.show("best", !is_empty && !is_complete)?;
        self.page.show("next-open", !is_complete)?;
        self.page.show("to-report", is_complete)?;
        let Some(note) = self.page.one("[data-show=stop]") else { return Ok(()) };
        let place = chosen(&self.page).and_then(|code| {
            let row = state.outline.subdomains().position(|subdomain| subdomain.code == code)?;
            let (stop, words) = state.context().stop_note(row, state.method())?;
            let cell = CellId { subdomain: code, level: stop.level() };
            Some((self.page.document.get_element_by_id(&cell.to_string())?, words))
        });
        if let Some((cell, words)) = &place {
            if note.previous_element_sibling().as_ref() != Some(cell) {
                cell.after_with_node_1(&note)?;
            }
            if let Some(line) = self.page.one("[data-list=stop]") {
                self.page.write(&line, &[Node::Text(words.clone())])?;
            }
        }
        self.page.show("stop", place.is_some())
    }

    /// Opens the details of the entry that is shown alone, and closes those of the one before.
    pub(crate) fn show_alone(&mut self, state: &PageState) -> Outcome {
        let alone = self.filter.alone_entry();
        if alone == self.opened_alone {
            return Ok(());
        }
        let entries = self.controls.entries();
        let before = std::mem::replace(&mut self.opened_alone, alone).and_then(|place| entries.get(place));
        before.map_or(Ok(()), details::close)?;
        let Some(entry) = alone.and_then(|place| entries.get(place)) else { return Ok(()) };
        details::open(&self.page, &state.context(), entry)?;
        for (key, is_above) in [("below", false), ("above", true)] {
            let is_level = |cell: &CellId| usize::from(cell.level.number()) <= state.outline.level_count();
            self.page.show(key, self.neighbour(is_above).is_some_and(|cell| is_level(&cell)))?;
        }
        self.wait_for_lists()
    }

    /// The cell one level above, or below, the entry that is shown alone; `None` where there is no such level at all.
    pub(crate) fn neighbour(&self, is_above: bool) -> Option<CellId> {
        let CellId { subdomain, level } = self.controls.entries().get(self.filter.alone_entry()?)?.item.id.cell;
        let number = level.number();
        let level = Level::new(if is_above { number + 1 } else { number - 1 })?;
        Some(CellId { subdomain, level })
    }

    /// Shows the next entry that is still worth answering, after the one at hand, and takes the keyboard there. Says
    /// whether there is one.
    fn show_next_open(&mut self, state: &PageState) -> Outcome<bool> {
        let entries = self.controls.entries();
        let place_of = |id: RequirementId| entries.iter().position(|entry| entry.item.id == id);
        let at_hand = || at_hand(&self.page, &self.controls, state.last());
        let from = self.filter.alone_entry().or_else(at_hand).unwrap_or_default();
        let remaining = state.card().remaining(state.record(), state.method());
        // In the order of the standard, which is that of the page.
        let places: Vec<usize> =
            remaining.into_iter().filter_map(place_of).filter(|place| self.filter.is_found(*place)).collect();
        let next = places.iter().find(|place| **place >= from).or(places.first());
        let Some(next) = next.copied() else { return Ok(false) };
        let id = entries[next].item.id.to_string();
        self.reveal(state, &id)?;
        self.controls.entries()[next].focus()?;
        Ok(true)
    }
}

impl App {
    /// Goes to the next entry that is still worth answering; where there is none, says so.
    pub(crate) fn go_to_next_open(&mut self) -> Outcome {
        if !self.view.show_next_open(&self.state)? {
            self.state.say_word(Word::NoneRemaining);
        }
        Ok(())
    }

    /// Takes the keyboard to the entry that the reader begins with.
    pub(crate) fn start(&mut self) -> Outcome {
        let controls = &self.view.controls;
        let first = at_hand(&self.view.page, controls, None).and_then(|place| controls.entries().get(place));
        first.map_or(Ok(()), EntryControls::focus)
    }
}
