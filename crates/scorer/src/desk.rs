//! The forms of the scorer's page: which assessment, what it is about, targets, scope, method and
//! weights.

use dtmm_model::Level;
use dtmm_scoring::{Assessment, CustomWeights, Weights, is_date};
use dtmm_store::SlotId;
use dtmm_view::{Node, Word, el};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::Outcome;
use crate::keeping::TYPED;
use crate::page::Page;
use crate::shell::Shell;

impl Shell {
    /// Fills the forms from the assessment.
    pub(crate) fn show_desk(&mut self) -> Outcome {
        let page = &self.page;
        let one = self.store.record();
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
        let weights = self.store.record().weights.clone().unwrap_or(Weights::Subdomain);
        let key = weights.key();
        for radio in self.page.all("[data-field=weights]") {
            Page::input(&radio).inspect(|radio| radio.set_checked(radio.value() == key));
        }
        if let Weights::Custom(custom) = &weights {
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
        let current = self.store.slot();
        let option =
            |slot: &SlotId| -> Node { el("option").set("value", slot.as_str()).say(self.title_in(slot)).into() };
        let options: Vec<Node> = self.store.slots().iter().map(option).collect();
        self.page.write(&field, &options)?;
        Page::put(&field, current.as_str())
    }

    /// Shows what the assessment of the page is called now. Nothing is read for that.
    fn show_own_title(&self) -> Outcome {
        let Some(field) = self.page.field("shelf") else { return Ok(()) };
        let slot = self.store.slot();
        let title = self.title_of(slot, self.store.record());
        match Page::all_in(&field, "option").into_iter().find(|option| Page::value(option) == slot.as_str()) {
            Some(option) => {
                option.set_text_content(Some(&title));
                Ok(())
            }
            None => self.show_shelf(),
        }
    }

    /// What the assessment in a slot is called.
    pub(crate) fn title_in(&self, slot: &SlotId) -> String {
        match self.store.peek(slot) {
            Some(kept) => self.title_of(slot, &kept),
            None => self.title_of(slot, &Assessment::new("")),
        }
    }

    pub(crate) fn title_of(&self, slot: &SlotId, one: &Assessment) -> String {
        let said = [&one.title, &one.organization, &one.scope].into_iter().filter(|fact| !fact.trim().is_empty());
        let said: Vec<&str> = said.take(2).map(String::as_str).collect();
        if said.is_empty() {
            return self.words.fill(Word::Untitled, &[("number", &slot.number().to_string())]);
        }
        said.join(self.words.say(Word::Separator))
    }

    /// A control of the forms was changed. Says whether it was one.
    pub(crate) fn desk_changed(&mut self, control: &Element) -> Outcome<bool> {
        let value = Page::value(control);
        let name = |attribute: &str| control.get_attribute(attribute);
        if let Some(field) = name("data-field") {
            self.field_changed(&field, value, control)?;
        } else if let Some(key) = name("data-target") {
            let level = value.parse::<Level>().ok().map(|level| level.number().to_string());
            self.set_one("target", format!("targets.{key}"), level.as_deref().unwrap_or_default())?;
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

    fn field_changed(&mut self, field: &str, value: String, control: &Element) -> Outcome {
        match field {
            "shelf" => return self.turn(SlotId::new(&value)),
            "weights" => return self.weigh(&value),
            "view" => return self.find(),
            "plan-scope" | "gaps-scope" => return self.soon(),
            "title" | "organization" | "scope" | "profile" => {}
            "date" => {
                // A date that is none stays in its field, to be mended, and what was there before is kept.
                let is_wrong = Page::is_incomplete(control) || !(value.is_empty() || is_date(&value));
                self.page.mark_wrong(control, is_wrong.then(|| self.words.say(Word::WrongDate)))?;
                if is_wrong {
                    return Ok(());
                }
            }
            _ => return Ok(()),
        }
        self.set_one(if field == "profile" { "field" } else { TYPED }, field.to_owned(), &value)
    }

    /// Sets one field of the assessment, and shows what follows from it.
    fn set_one(&mut self, kind: &str, path: String, value: &str) -> Outcome {
        let value = if value.is_empty() { Vec::new() } else { vec![value.to_owned()] };
        self.set(kind, &[(path, value)])?;
        self.settled()
    }

    /// Shows what follows from what the forms changed.
    fn settled(&mut self) -> Outcome {
        self.show_own_title()?;
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
        self.set_one(TYPED, format!("tailored.{code}"), if reason.trim().is_empty() { "" } else { reason })
    }

    /// Takes over the weights as they are chosen, and says when they cannot be.
    fn weigh(&mut self, choice: &str) -> Outcome {
        self.page.show("custom-weights", choice == "custom")?;
        let weights = match choice {
            "custom" => {
                let number = |slug| self.page.one(&format!("[data-weight={slug}]")).map(|field| Page::value(&field));
                let numbers = self.outline.domains.iter().map(|domain| number(&domain.slug)?.trim().parse().ok());
                let numbers: Option<Vec<u16>> = numbers.collect();
                numbers.and_then(|numbers| CustomWeights::new(&self.outline, &numbers)).map(Weights::Custom)
            }
            "domain" => Some(Weights::Domain),
            _ => Some(Weights::Subdomain),
        };
        self.page.show("weights-bad", weights.is_none())?;
        let Some(weights) = weights else { return Ok(()) };
        // What is the default need not be said.
        let text = if weights == Weights::Subdomain { String::new() } else { weights.text(&self.outline) };
        self.set_one(if choice == "custom" { TYPED } else { "weights" }, "weights".to_owned(), &text)
    }
}

/// Several assessments.
impl Shell {
    /// Turns to another assessment.
    pub(crate) fn turn(&mut self, slot: SlotId) -> Outcome {
        self.count_changes();
        self.store.turn_to(slot);
        self.turned()
    }

    pub(crate) fn turned(&mut self) -> Outcome {
        // Nor is the entry that was answered last one of the next assessment, for the keys that go to it.
        self.last = None;
        self.close_all()?;
        self.beside.remember_slot(self.store.slot());
        self.say(None, &[])?;
        self.show_all()?;
        self.find()?;
        self.settle_soon()?;
        self.offer_again()?;
        self.notice()
    }

    /// Closes what is open of the assessment that was shown before: what stands in its fields is not of
    /// the next one.
    fn close_all(&self) -> Outcome {
        self.page.all(".remarks").iter().for_each(Element::remove);
        for button in self.page.all("[data-action=details][aria-expanded=true]") {
            button.set_attribute("aria-expanded", "false")?;
        }
        self.page.field("date").map_or(Ok(()), |date| self.page.mark_wrong(&date, None))
    }

    pub(crate) fn begin_new(&mut self) -> Outcome {
        self.refresh()?;
        self.turn_to_new()?;
        self.page.field("title").map_or(Ok(()), |field| field.unchecked_into::<HtmlElement>().focus())
    }

    pub(crate) fn turn_to_new(&mut self) -> Outcome {
        self.count_changes();
        self.store.turn_to_new();
        self.turned()
    }

    pub(crate) fn begin_copy(&mut self) -> Outcome {
        self.refresh()?;
        let mut copy = self.store.record().clone();
        let untitled = || self.words.fill(Word::Untitled, &[("number", &self.store.slot().number().to_string())]);
        let name = if copy.title.trim().is_empty() { untitled() } else { copy.title.clone() };
        let titles: Vec<String> =
            self.store.slots().iter().filter_map(|slot| self.store.peek(slot)).map(|one| one.title).collect();
        copy.title = copy_title(self.words.say(Word::CopyOf), &name, &titles);
        self.put_beside("copy", &name, copy)
    }

    /// Opens an assessment in a place of its own.
    pub(crate) fn put_beside(&mut self, kind: &str, about: &str, assessment: Assessment) -> Outcome {
        self.turn_to_new()?;
        self.replace(kind, about, &assessment)?;
        self.changes = 0;
        self.show_all()?;
        self.find()
    }

    pub(crate) fn delete(&mut self) -> Outcome {
        self.refresh()?;
        self.count_changes();
        let title = self.title_of(self.store.slot(), self.store.record());
        let Some(deleted) = self.store.delete(&title) else { return Ok(()) };
        self.turned()?;
        let said = self.words.fill(Word::Deleted, &[("title", &title)]);
        self.say_act(Word::Deleted, said, Some(deleted))
    }
}

/// The title of a copy: the pattern of the page around the title, once however often it is copied,
/// with a number from the second copy on.
fn copy_title(pattern: &str, title: &str, taken: &[String]) -> String {
    let (before, after) = pattern.split_once("{title}").unwrap_or(("", ""));
    // The number of a copy stands in brackets, so that it is told from one of the title's own.
    let numbered = title.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    let mut base = match numbered {
        Some((rest, count)) if count.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => title,
    };
    while let Some(inner) = base.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)) {
        if inner.len() == base.len() {
            break;
        }
        base = inner;
    }
    let first = [before, base, after].concat();
    let numbered = |number: u32| if number == 1 { first.clone() } else { format!("{first} ({number})") };
    (1..).map(numbered).find(|name| !taken.contains(name)).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::copy_title;

    #[test]
    fn a_copy_of_a_copy_does_not_grow() {
        let mut taken = vec!["甲厂".to_owned()];
        for wanted in ["甲厂（副本）", "甲厂（副本） (2)", "甲厂（副本） (3)"] {
            let made = copy_title("{title}（副本）", taken.last().unwrap(), &taken);
            assert_eq!(made, wanted);
            taken.push(made);
        }
        assert_eq!(copy_title("Copy of {title}", "Copy of Copy of Plant 7", &[]), "Copy of Plant 7");
        assert_eq!(copy_title("Copy of {title}", "Plant 7", &["Copy of Plant 7".into()]), "Copy of Plant 7 (2)");
    }
}
