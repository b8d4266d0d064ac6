//! Putting controls and results into the page: a step at a time, so that the page stays in the reader's
//! hand while it fills.

use wasm_bindgen::JsCast;
use web_sys::HtmlTemplateElement;

use crate::Outcome;
use crate::answers::{Drawing, keep_room};
use crate::results::Results;
use crate::shell::Shell;

/// What is put into the page next.
#[derive(Default)]
pub(crate) enum Step {
    /// The answers are read.
    Answers,
    /// The places for results are found.
    Places,
    /// Results are reckoned, and put there.
    Results,
    /// The places are shown.
    Shown,
    /// The forms are filled.
    Desk,
    /// Subdomains out of sight are kept the room they will take.
    Room,
    /// Entries are given their controls, a few at each step.
    Entries(Drawing),
    /// The list is narrowed to what the filters ask for, and what the address asks for is shown.
    Filter,
    /// The scopes, which are folded, are put into the page.
    Scopes,
    /// The fields among them are filled.
    ScopeFields,
    /// The results among them are filled.
    ScopeResults,
    /// All is there.
    #[default]
    Done,
}

impl Shell {
    /// Puts the next part of controls and results into the page. Says whether there is more to come.
    pub(crate) fn attach(&mut self) -> Outcome<bool> {
        self.on = true;
        self.next = match std::mem::take(&mut self.next) {
            Step::Answers => {
                self.store.look();
                Step::Places
            }
            Step::Places => {
                self.results = Results::find(&self.page, &self.outline);
                Step::Results
            }
            Step::Results => {
                self.show_results()?;
                Step::Shown
            }
            Step::Shown => {
                self.results.reveal(&self.page, true)?;
                Step::Desk
            }
            Step::Desk => {
                self.show_desk()?;
                Step::Room
            }
            Step::Room => {
                keep_room(&self.page)?;
                Step::Entries(self.answers.begin(&self.page, &self.words)?)
            }
            Step::Entries(mut drawing) => {
                let more =
                    self.answers.draw(&mut drawing, &self.page, &self.words, &self.outline, self.store.record())?;
                if more { Step::Entries(drawing) } else { Step::Filter }
            }
            Step::Filter => {
                self.find()?;
                Step::Scopes
            }
            Step::Scopes => {
                for template in self.page.all("template").into_iter().map(JsCast::unchecked_into::<HtmlTemplateElement>)
                {
                    let Some(place) = template.parent_element() else { continue };
                    template.replace_with_with_node_1(&template.content())?;
                    self.results.add(&self.page, &self.outline, &place);
                }
                Step::ScopeFields
            }
            Step::ScopeFields => {
                self.show_desk()?;
                Step::ScopeResults
            }
            Step::ScopeResults => {
                self.show_results()?;
                self.arriving = true;
                self.settle_soon()?;
                self.notice()?;
                Step::Done
            }
            Step::Done => Step::Done,
        };
        Ok(!matches!(self.next, Step::Done))
    }
}
