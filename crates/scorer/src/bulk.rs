//! The control that answers all entries of a cell at once. Browsers examine every `select` for
//! autofill, which lays out what is out of sight, so a cell gets its control when it comes near.

use dtmm_model::CellId;
use dtmm_scoring::Answer;
use dtmm_view::{Word, Words};
use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry};

use crate::outcome::Outcome;
use crate::page::{OWN, Page, copy};

/// The lists of entries that have no such control yet, and the control to be copied.
pub(crate) struct CellControls {
    lists: IntersectionObserver,
    control: Element,
}

impl CellControls {
    pub(crate) fn new(page: &Page, words: &Words) -> Outcome<CellControls> {
        Ok(CellControls { lists: page.watch()?, control: control(page, words)? })
    }

    /// Has the control put before a list once it comes near.
    pub(crate) fn expect(&self, list: &Element) {
        self.lists.observe(list);
    }

    /// Puts the control before the lists that have come near.
    pub(crate) fn put(&self, words: &Words, seen: &Array) -> Outcome {
        for change in seen.iter().map(JsCast::unchecked_into::<IntersectionObserverEntry>) {
            let list = change.target();
            let entry = list.query_selector("[data-requirement]")?;
            let Some(id) = entry.filter(|_| change.is_intersecting()).and_then(|entry| Page::entry_of(&entry)) else {
                continue;
            };
            let cell = id.cell.to_string();
            self.lists.unobserve(&list);
            let control = copy(&self.control)?;
            control.set_attribute("data-bulk", &cell)?;
            control.set_attribute("aria-label", &words.fill(Word::BulkLabel, &[("cell", &cell)]))?;
            list.before_with_node_1(&control)?;
        }
        Ok(())
    }
}

impl Drop for CellControls {
    fn drop(&mut self) {
        self.lists.disconnect();
    }
}

/// The cell that a control is for.
pub(crate) fn cell_of(control: &Element) -> Option<CellId> {
    control.get_attribute("data-bulk")?.parse().ok()
}

/// The control, to be copied.
fn control(page: &Page, words: &Words) -> Outcome<Element> {
    let select = page.create("select", "bulk", "")?;
    select.set_attribute(OWN, "")?;
    let option = |value: &str, words: &str| -> Outcome {
        let option = page.create("option", "", words)?;
        option.set_attribute("value", value)?;
        select.append_child(&option).map(drop)
    };
    option("", words.say(Word::Bulk))?;
    for answer in Answer::ALL.into_iter().filter(|answer| *answer != Answer::NotApplicable) {
        option(answer.key(), words.answer(answer))?;
    }
    option("U", words.say(Word::Clear))?;
    Ok(select)
}
