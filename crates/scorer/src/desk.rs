//! The forms of the scorer's page: which assessment, what it is about, targets, scope, method and
//! weights.

use dtmm_model::Level;
use dtmm_scoring::{Assessment, Method, Weights, is_date, read};
use dtmm_view::{Node, Word, el, text};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::Outcome;
use crate::page::Page;
use crate::shell::{Before, Shell};
use crate::storage::{Slot, text_of, weights_of};

impl Shell {
    /// Fills the forms from the assessment.
    pub(crate) fn show_desk(&mut self) -> Outcome {
        let page = &self.page;
        let one = &self.assessment;
        let profile = self.method().key();
        let facts = [
            ("title", one.title.as_str()),
            ("organization", &one.organization),
            ("scope", &one.scope),
            ("date", &one.date),
            ("profile", profile),
        ];
        for (key, value) in facts {
            page.field(key).map_or(Ok(()), |field| Page::put(&field, value))?;
        }
        for select in page.all("[data-target]") {
            let key = select.get_attribute("data-target").unwrap_or_default();
            let level = one.target(&key).map(|level| level.number().to_string());
            Page::put(&select, level.as_deref().unwrap_or_default())?;
        }
        for tick in page.all("[data-tailor]") {
            let code = tick.get_attribute("data-tailor").unwrap_or_default();
            let reason = code.parse().ok().and_then(|code| one.tailored(code));
            Page::input(&tick).inspect(|tick| tick.set_checked(reason.is_some()));
            page.show(&format!("tailor-{code}"), reason.is_some())?;
            let field = page.one(&format!("[data-tailor-reason={code}]"));
            field.map_or(Ok(()), |field| Page::put(&field, reason.unwrap_or_default()))?;
        }
        page.show("in-app", self.is_in_app())?;
        self.show_weights()?;
        self.show_shelf()
    }

    /// Whether the browser is part of an app that cannot save files.
    pub(crate) fn is_in_app(&self) -> bool {
        let of_page = js_sys::Reflect::get(&js_sys::global(), &"dtmm".into());
        let is_in_app = of_page.and_then(|of_page| js_sys::Reflect::get(&of_page, &"isInApp".into()));
        is_in_app.is_ok_and(|is| is.is_truthy())
    }

    fn show_weights(&self) -> Outcome {
        let key = self.weights.key();
        for radio in self.page.all("[data-field=weights]") {
            Page::input(&radio).inspect(|radio| radio.set_checked(radio.value() == key));
        }
        if let Weights::Custom(custom) = &self.weights {
            for (domain, weight) in self.outline.domains.iter().zip(custom.as_slice()) {
                let field = self.page.one(&format!("[data-weight={}]", domain.slug));
                field.map_or(Ok(()), |field| Page::put(&field, &weight.to_string()))?;
            }
        }
        self.page.show("weights-bad", false)?;
        self.page.show("custom-weights", key == "custom")
    }

    /// Lists the assessments to choose from.
    pub(crate) fn show_shelf(&self) -> Outcome {
        let Some(field) = self.page.field("shelf") else { return Ok(()) };
        let current = self.shelf.slot();
        let option = |slot: Slot| -> Node {
            let name = if slot == current { self.title_of(slot, &self.assessment) } else { self.title_in(slot) };
            el("option").set("value", slot.to_string()).say(name).into()
        };
        let options: Vec<Node> = self.shelf.slots().into_iter().map(option).collect();
        self.page.write(&field, &options)?;
        Page::put(&field, &current.to_string())
    }

    /// What the assessment in a slot is called.
    pub(crate) fn title_in(&self, slot: Slot) -> String {
        let kept = self.shelf.text(slot).and_then(|text| read(text.as_bytes(), &self.outline).ok());
        let kept = kept.map_or_else(|| Assessment::new(""), |reading| reading.assessment);
        self.title_of(slot, &kept)
    }

    fn title_of(&self, slot: Slot, one: &Assessment) -> String {
        let said = [&one.title, &one.organization, &one.scope].into_iter().filter(|fact| !fact.trim().is_empty());
        let said: Vec<&str> = said.take(2).map(String::as_str).collect();
        if said.is_empty() {
            return self.words.fill(Word::Untitled, &[("number", &slot.to_string())]);
        }
        said.join(self.words.say(Word::Separator))
    }

    /// A control of the forms was changed. Says whether it was one.
    pub(crate) fn desk_changed(&mut self, control: &Element) -> Outcome<bool> {
        let value = Page::value(control);
        let name = |attribute: &str| control.get_attribute(attribute);
        if let Some(field) = name("data-field") {
            self.field_changed(&field, value)?;
        } else if let Some(key) = name("data-target") {
            self.refresh()?;
            self.assessment.set_target(&key, value.parse::<Level>().ok());
            self.settled()?;
        } else if let Some(code) = name("data-tailor") {
            self.tailor(&code, control)?;
        } else if let Some(code) = name("data-tailor-reason") {
            self.give_reason(&code, &value)?;
        } else if name("data-weight").is_some() {
            self.weigh("custom")?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn field_changed(&mut self, field: &str, value: String) -> Outcome {
        match field {
            "shelf" => return self.turn(value.parse().unwrap_or(1)),
            "weights" => return self.weigh(&value),
            "view" => return self.find(),
            "plan-scope" | "gaps-scope" => return self.soon(),
            "title" | "organization" | "scope" | "date" | "profile" => {}
            _ => return Ok(()),
        }
        self.refresh()?;
        match field {
            "title" => self.assessment.title = value,
            "organization" => self.assessment.organization = value,
            "scope" => self.assessment.scope = value,
            "date" if value.is_empty() || is_date(&value) => self.assessment.date = value,
            "profile" => self.assessment.profile = Method::from_key(&value),
            _ => {}
        }
        self.settled()
    }

    /// Keeps what the forms changed, and shows what follows from it.
    fn settled(&mut self) -> Outcome {
        self.save()?;
        self.show_shelf()?;
        self.show_results()
    }

    /// Takes a subdomain out of scope once a reason is written, or back into it.
    fn tailor(&mut self, code: &str, tick: &Element) -> Outcome {
        let is_out = Page::input(tick).is_some_and(web_sys::HtmlInputElement::checked);
        self.page.show(&format!("tailor-{code}"), is_out)?;
        let field = self.page.one(&format!("[data-tailor-reason={code}]"));
        if is_out {
            field.as_ref().map_or(Ok(()), |field| field.unchecked_ref::<HtmlElement>().focus())?;
        }
        let reason = field.filter(|_| is_out).map(|field| Page::value(&field)).unwrap_or_default();
        self.give_reason(code, &reason)
    }

    fn give_reason(&mut self, code: &str, reason: &str) -> Outcome {
        self.refresh()?;
        let reason = Some(reason).filter(|reason| !reason.trim().is_empty());
        if let Ok(code) = code.parse() {
            // A reason of white space was left out above.
            let _ = self.assessment.set_tailored(code, reason);
        }
        self.settled()
    }

    /// Takes over the weights as they are chosen, and says when they cannot be.
    fn weigh(&mut self, choice: &str) -> Outcome {
        self.page.show("custom-weights", choice == "custom")?;
        let mut text = choice.to_owned();
        if choice == "custom" {
            let number = |slug| self.page.one(&format!("[data-weight={slug}]")).map(|field| Page::value(&field));
            let numbers = self.outline.domains.iter().map(|domain| number(&domain.slug).unwrap_or_default());
            text = numbers.collect::<Vec<_>>().join(",");
        }
        let weights = weights_of(&self.outline, Some(&text));
        let is_bad = choice == "custom" && !matches!(weights, Weights::Custom(_));
        self.page.show("weights-bad", is_bad)?;
        if is_bad {
            return Ok(());
        }
        self.shelf.set_weights(&text_of(&weights));
        self.weights = weights;
        self.show_results()
    }
}

/// Several assessments.
impl Shell {
    /// Turns to another assessment.
    pub(crate) fn turn(&mut self, slot: Slot) -> Outcome {
        self.count_changes();
        self.shelf.turn_to(slot);
        self.forget_recent();
        self.assessment = Assessment::new(&self.outline.edition);
        self.adopt()?;
        self.before = None;
        self.say(None, &[])?;
        self.show_all()?;
        self.find()
    }

    pub(crate) fn begin_new(&mut self) -> Outcome {
        self.refresh()?;
        self.turn(self.shelf.free())?;
        self.page.field("title").map_or(Ok(()), |field| field.unchecked_into::<HtmlElement>().focus())
    }

    pub(crate) fn begin_copy(&mut self) -> Outcome {
        self.refresh()?;
        let mut copy = self.assessment.clone();
        let name = self.title_of(self.shelf.slot(), &copy);
        copy.title = self.words.fill(Word::CopyOf, &[("title", &name)]);
        self.put_beside(copy)
    }

    /// Opens an assessment in a place of its own.
    pub(crate) fn put_beside(&mut self, assessment: Assessment) -> Outcome {
        self.turn(self.shelf.free())?;
        self.assessment = assessment;
        self.save()?;
        self.changes = 0;
        self.show_all()?;
        self.find()
    }

    pub(crate) fn delete(&mut self) -> Outcome {
        self.refresh()?;
        let before = self.before_now();
        let title = self.title_of(before.slot, &self.assessment);
        self.shelf.remove(before.slot);
        let others = self.shelf.slots().into_iter().find(|slot| *slot != before.slot);
        self.turn(others.unwrap_or(1))?;
        self.before = Some(before);
        let said = self.words.fill(Word::Deleted, &[("title", &title)]);
        let undo = self.button("undo", Word::Undo);
        self.say(Some(Word::Deleted), &[text(said), undo])
    }

    /// What can be had back later.
    pub(crate) fn before_now(&self) -> Before {
        Before { slot: self.shelf.slot(), text: self.text() }
    }
}
