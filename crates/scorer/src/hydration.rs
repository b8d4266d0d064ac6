//! Putting controls and results into the page, one step at a call, so that the page stays responsive.

use wasm_bindgen::JsCast;
use web_sys::HtmlTemplateElement;

use crate::app::App;
use crate::effect::Effect;
use crate::outcome::Outcome;
use crate::results::ResultPlaces;
use crate::view::HydrationStep as Step;

/// How many entries get their controls at each step.
const AT_ONCE: usize = 8;

impl App {
    /// Puts the next part of controls and results into the page. Says whether there is more to come.
    pub(crate) fn hydrate(&mut self) -> Outcome<bool> {
        self.state.turn_on();
        let next = match std::mem::take(&mut self.view.next) {
            Step::Answers => {
                self.state.load();
                Step::Places
            }
            Step::Places => {
                self.view.results = ResultPlaces::find(&self.view.page, &self.state.outline);
                Step::Results
            }
            Step::Results => {
                self.show(Effect::ShowResults)?;
                Step::Reveal
            }
            Step::Reveal => {
                self.view.results.reveal(&self.view.page, true)?;
                Step::Form
            }
            Step::Form => {
                self.view.show_form(&self.state)?;
                Step::Filter
            }
            Step::Filter => {
                self.view.controls.begin(&self.view.page, &self.state.words, &self.state.outline)?;
                self.show(Effect::ApplyFilter)?;
                Step::Entries
            }
            Step::Entries => {
                let view = &mut self.view;
                let more = view.controls.draw(&view.page, &self.state.words, self.state.record(), AT_ONCE)?;
                if more { Step::Entries } else { Step::Scopes }
            }
            Step::Scopes => {
                self.insert_templates()?;
                Step::ScopeFields
            }
            Step::ScopeFields => {
                self.view.show_form(&self.state)?;
                Step::ScopeResults
            }
            Step::ScopeResults => {
                self.view.is_arriving = true;
                self.state.update_notices();
                self.state.try_again();
                self.show(Effect::ShowResults)?;
                Step::Done
            }
            Step::Done => Step::Done,
        };
        self.view.next = next;
        Ok(!matches!(self.view.next, Step::Done))
    }

    /// Carries out an effect together with what is due.
    fn show(&mut self, effect: Effect) -> Outcome {
        self.perform()?;
        self.view.run(effect, &self.state)
    }

    fn insert_templates(&mut self) -> Outcome {
        for template in self.view.page.all("template").into_iter().map(JsCast::unchecked_into::<HtmlTemplateElement>) {
            let Some(place) = template.parent_element() else { continue };
            template.replace_with_with_node_1(&template.content())?;
            self.view.results.add(&self.state.outline, &place);
        }
        Ok(())
    }
}
