//! The forms of the scorer's page: which assessment, what it is about, targets, scope, method and
//! weights.

use dtmm_scoring::Weights;
use dtmm_store::RecordId;
use dtmm_view::Word;
use js_sys::Reflect;
use web_sys::{Element, HtmlInputElement};

use crate::app::App;
use crate::effect::Effect;
use crate::outcome::Outcome;
use crate::page::Page;
use crate::view::{PageState, View, focus};

impl View {
    /// Fills the forms from the assessment.
    pub(crate) fn show_form(&self, state: &PageState) -> Outcome {
        let page = &self.page;
        let record = state.record();
        let facts = [
            ("title", record.title.as_str()),
            ("organization", &record.organization),
            ("scope", &record.scope),
            ("date", &record.date),
            ("profile", state.method().key()),
        ];
        for (key, value) in facts {
            page.all(&format!("[data-field={key}]")).iter().try_for_each(|field| Page::put(field, value))?;
        }
        for select in page.all("[data-target]") {
            let key = select.get_attribute("data-target").unwrap_or_default();
            let level = record.target(&key).map(|level| level.number().to_string());
            Page::put(&select, level.as_deref().unwrap_or_default())?;
        }
        for tick in page.all("[data-tailor]") {
            let code = tick.get_attribute("data-tailor").unwrap_or_default();
            let reason = code.parse().ok().and_then(|code| record.tailored(code));
            Page::input(&tick).inspect(|tick| tick.set_checked(reason.is_some()));
            page.show(&format!("tailor-{code}"), reason.is_some())?;
            let field = page.one(&format!("[data-tailor-reason={code}]"));
            field.map_or(Ok(()), |field| Page::put(&field, reason.unwrap_or_default()))?;
        }
        page.show("in-app", self.is_in_app())?;
        self.show_weights(state)?;
        self.show_assessments(state)
    }

    /// Whether the browser is a part of an app that cannot save files.
    pub(crate) fn is_in_app(&self) -> bool {
        let of_page = Reflect::get(&js_sys::global(), &"dtmm".into());
        let is_in_app = of_page.and_then(|of_page| Reflect::get(&of_page, &"isInApp".into()));
        is_in_app.is_ok_and(|is| is.is_truthy())
    }

    fn show_weights(&self, state: &PageState) -> Outcome {
        let weights = state.record().weights.clone().unwrap_or(Weights::Subdomain);
        let key = weights.key();
        for radio in self.page.all("[data-field=weights]") {
            Page::input(&radio).inspect(|radio| radio.set_checked(radio.value() == key));
        }
        if let Weights::Custom(custom) = &weights {
            for (domain, weight) in state.outline.domains.iter().zip(custom.as_slice()) {
                let field = self.page.one(&format!("[data-weight={}]", domain.slug));
                field.map_or(Ok(()), |field| Page::put(&field, &weight.to_string()))?;
            }
        }
        self.page.show("weights-bad", false)?;
        self.page.show("custom-weights", key == "custom")
    }

    /// Lists the assessments to choose from.
    pub(crate) fn show_assessments(&self, state: &PageState) -> Outcome {
        let Some(field) = self.page.field("shelf") else { return Ok(()) };
        self.page.write(&field, &state.options())?;
        Page::put(&field, state.store.record_id().as_str())
    }

    /// Shows the title of the assessment in that list. The others are not read for that.
    pub(crate) fn show_title(&self, state: &PageState) -> Outcome {
        let Some(field) = self.page.field("shelf") else { return Ok(()) };
        let id = state.store.record_id().as_str();
        match Page::all_in(&field, "option").into_iter().find(|option| Page::value(option) == id) {
            Some(option) => {
                option.set_text_content(Some(&state.title()));
                Ok(())
            }
            None => self.show_assessments(state),
        }
    }

    /// Says beside the date that it is none, or takes that away.
    pub(crate) fn mark_date(&self, state: &PageState, is_wrong: bool) -> Outcome {
        let words = is_wrong.then(|| state.words.say(Word::WrongDate));
        self.page.field("date").map_or(Ok(()), |date| self.page.mark_wrong(&date, words))
    }
}

impl App {
    /// A control of the forms was changed. Says whether it was one.
    pub(crate) fn form_changed(&mut self, control: &Element) -> Outcome<bool> {
        let value = Page::value(control);
        let name = |attribute: &str| control.get_attribute(attribute);
        if let Some(field) = name("data-field") {
            self.field_changed(&field, &value, control)?;
        } else if let Some(key) = name("data-target") {
            self.state.set_target(&key, &value);
            self.show_alike(control, "data-target", &key)?;
        } else if let Some(code) = name("data-tailor") {
            self.tailored(&code, control)?;
        } else if let Some(code) = name("data-tailor-reason") {
            self.state.set_tailoring_reason(&code, &value);
        } else if name("data-weight").is_some() {
            self.state.set_weights("custom", self.weights());
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn field_changed(&mut self, field: &str, value: &str, control: &Element) -> Outcome {
        match field {
            "shelf" => self.state.turn_to(RecordId::new(value)),
            "weights" => self.state.set_weights(value, self.weights()),
            "date" => self.state.set_date(value, Page::is_incomplete(control)),
            "title" | "organization" | "scope" | "profile" => {
                self.state.set_field(field, value);
                return self.show_alike(control, "data-field", field);
            }
            "view" => return self.view.run(Effect::ApplyFilter, &self.state),
            "layer" => return self.view.show_layer(&self.state),
            "map-other" => return self.view.run(Effect::ShowResults, &self.state),
            "subdomain" => return self.view.choose_subdomain(&self.state),
            "plan-scope" | "gaps-scope" | "plan-sort" | "plan-status" | "plan-person" | "owners" => {
                return self.view.run(Effect::UpdateLists, &self.state);
            }
            _ => {}
        }
        Ok(())
    }

    /// Shows the value of a control in all others for the same: some stand at two places of the page.
    fn show_alike(&self, control: &Element, attribute: &str, key: &str) -> Outcome {
        let value = Page::value(control);
        let alike = self.view.page.all(&format!("[{attribute}={key}]")).into_iter();
        alike.filter(|other| other != control).try_for_each(|other| Page::put(&other, &value))
    }

    fn tailored(&mut self, code: &str, tick: &Element) -> Outcome {
        let is_out = Page::input(tick).is_some_and(HtmlInputElement::checked);
        let field = self.view.page.one(&format!("[data-tailor-reason={code}]"));
        let reason = field.as_ref().map(Page::value).unwrap_or_default();
        self.state.set_tailored(code, is_out, &reason);
        // The reason can have the keyboard only once it is shown.
        self.perform()?;
        focus(field.filter(|_| is_out))
    }

    /// The weights of the domains, where each field holds one.
    fn weights(&self) -> Option<Vec<u16>> {
        let number = |slug| self.view.page.one(&format!("[data-weight={slug}]")).map(|field| Page::value(&field));
        self.state.outline.domains.iter().map(|domain| number(&domain.slug)?.trim().parse().ok()).collect()
    }
}
