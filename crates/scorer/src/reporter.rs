//! The report in its page: what the answers come to, filled into the places of the template. It only
//! reads; answers are given elsewhere.

use dtmm_model::Outline;
use dtmm_scoring::{Method, Scorecard, write};
use dtmm_view::{Context, Facts, Layer, Names, Word, Words, answer_text, entry_details, is_begun, printed_title, text};
use sha2::{Digest, Sha256};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement};

use crate::browser_storage::{BrowserStorage, open_assessments};
use crate::data::EntryTexts;
use crate::lists::Lists;
use crate::outcome::Outcome;
use crate::page::{Listeners, Page, data, today};
use crate::persistence::AssessmentStore;
use crate::results::ResultPlaces;

/// The answers kept in this browser, and the page that reports them.
pub(crate) struct Reporter {
    page: Page,
    words: Words,
    names: Names,
    outline: Outline,
    store: AssessmentStore<BrowserStorage>,
    card: Scorecard,
    results: ResultPlaces,
    lists: Lists,
    texts: EntryTexts,
}

impl Reporter {
    /// Reads what travels with the page. The page itself is left as it is.
    pub(crate) fn new(listeners: Listeners) -> Outcome<Reporter> {
        let data = data()?;
        let outline = data.outline;
        let page = Page::new(listeners)?;
        let (store, _) = open_assessments(&page.window, &outline)?;
        Ok(Reporter {
            card: Scorecard::with_own_weights(&outline, store.record()),
            results: ResultPlaces::find(&page, &outline),
            texts: data.texts,
            lists: Lists::default(),
            words: data.words,
            names: data.names,
            store,
            page,
            outline,
        })
    }

    /// Fills the page from the answers kept in this browser.
    pub(crate) fn fill(&mut self) -> Outcome {
        self.store.pull();
        let unread = self.store.unacknowledged();
        let unread = unread.first().map(|_| text(self.words.say(Word::Damaged)));
        self.page.say(unread.as_slice())?;
        self.card = Scorecard::with_own_weights(&self.outline, self.store.record());
        let method = self.store.record().profile.unwrap_or(self.outline.scoring.first());
        let mut results = std::mem::take(&mut self.results);
        let done = results.show(&self.page, &self.context(), method, &Layer::Answers);
        self.results = results;
        done?;
        self.results.reveal(&self.page, true)?;
        self.show_begun()?;
        self.fill_lists(method)?;
        self.fill_answers()?;
        self.choose_paper()
    }

    /// Before the first answer the screen has only the ways to begin; paper has the blank form.
    fn show_begun(&self) -> Outcome {
        let is_begun = is_begun(self.store.record());
        self.page.show("report-begun", is_begun)?;
        self.page.show("report-start", !is_begun)?;
        let main = self.page.one("main");
        main.map_or(Ok(()), |main| main.toggle_attribute_with_force("data-blank", !is_begun).map(|_| ()))
    }

    /// Leaves the answers to all entries off the paper until they are asked for; a blank form has them always.
    fn choose_paper(&self) -> Outcome {
        let tick = self.page.field("report-answers");
        let is_wanted = tick.as_ref().and_then(Page::input).is_some_and(HtmlInputElement::checked);
        let is_left_out = is_begun(self.store.record()) && !is_wanted;
        let mut parts = self.page.all("[data-optional]").into_iter();
        parts.try_for_each(|part| part.toggle_attribute_with_force("data-unprinted", is_left_out).map(|_| ()))
    }

    /// Takes an event: the answers changed in another tab, or the report is to be printed.
    pub(crate) fn on(&mut self, event: &Event) -> Outcome {
        match event.type_().as_str() {
            "storage" | "pageshow" => self.fill(),
            "change" => self.choose_paper(),
            "click" => {
                let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                let Some(target) = target else { return Ok(()) };
                self.page.fold(&target)?;
                target.closest("[data-action=print]")?.map_or(Ok(()), |_| self.page.window.print())
            }
            _ => Ok(()),
        }
    }

    fn fill_lists(&mut self, method: Method) -> Outcome {
        let (hash, date) = (hash(&write(self.store.record(), &self.outline)), today());
        let facts = Facts { date: &date, hash: &hash, method };
        let title = printed_title(&self.words, self.store.record(), &date);
        self.page.one("main").map_or(Ok(()), |main| main.set_attribute("data-printed", &title))?;
        let mut lists = std::mem::take(&mut self.lists);
        let context = self.context();
        let done = lists.show(&self.page, &|key| dtmm_view::list(key, &context, &facts));
        self.lists = lists;
        done
    }

    /// Fills the columns beside the printed entries.
    fn fill_answers(&self) -> Outcome {
        let context = self.context();
        for cell in self.page.all("[data-cell-answer]") {
            let id = cell.get_attribute("data-cell-answer").and_then(|id| id.parse().ok());
            cell.set_text_content(id.map(|id| answer_text(&context, id)).as_deref());
            let is_open = id.is_some_and(|id| context.assessment.answer(id).is_none());
            cell.toggle_attribute_with_force("data-open", is_open)?;
        }
        for cell in self.page.all("[data-cell-remarks]") {
            let id = cell.get_attribute("data-cell-remarks").and_then(|id| id.parse().ok());
            self.page.write(&cell, &id.map(|id| entry_details(&context, id)).unwrap_or_default())?;
        }
        Ok(())
    }

    fn context(&self) -> Context<'_> {
        Context {
            outline: &self.outline,
            words: &self.words,
            names: &self.names,
            assessment: self.store.record(),
            card: &self.card,
            texts: &self.texts,
        }
    }
}

/// What identifies the file that a report is about: its SHA-256.
fn hash(file: &str) -> String {
    let digits = b"0123456789abcdef";
    let halves = Sha256::digest(file).into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves.map(|half| char::from(digits[usize::from(half)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_every_other_program() {
        assert_eq!(hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
