//! The controls of an entry: a tick for "fully met", five answers to choose from, and a line for the
//! reason why it does not apply.

use dtmm_model::{Item, Outline, RequirementId};
use dtmm_scoring::{Answer, Assessment};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use crate::Outcome;
use crate::page::{OWN, Page};
use crate::words::{Word, Words};

/// The entries of the page that can be answered.
#[derive(Default)]
pub(crate) struct Answers(Vec<Entry>);

/// An entry and what its controls show.
struct Entry {
    item: Item,
    element: Element,
    shown: Option<Answer>,
}

/// What the reader did to an entry.
pub(crate) enum Act {
    /// Chose an answer, or none.
    Answer(Option<Answer>),
    /// Wrote a reason why it does not apply.
    Reason(String),
}

impl Answers {
    /// Puts controls beside all entries of the page that the outline has, and shows their answers.
    pub(crate) fn attach(page: &Page, words: &Words, outline: &Outline, assessment: &Assessment) -> Outcome<Answers> {
        let mut answers = Answers::default();
        let (tick, choice) = (tick(page)?, choice(page, words)?);
        for element in page.all("[data-requirement]") {
            let id = id_of(&element);
            let Some(item) = id.and_then(|id| outline.items().find(|item| item.id == id)) else { continue };
            let Some(marks) = element.query_selector(".marks")? else { continue };
            let id = item.id.to_string();
            let own_tick = tick.clone_node_with_deep(true)?.unchecked_into::<Element>();
            let input = own_tick.first_element_child().ok_or("no tick")?;
            input.set_attribute("aria-label", &words.fill(Word::Tick, &[("id", &id)]))?;
            let own_choice = choice.clone_node_with_deep(true)?.unchecked_into::<Element>();
            own_choice.set_attribute("aria-label", &words.fill(Word::Group, &[("id", &id)]))?;
            let mut label = own_choice.first_element_child();
            while let Some(this) = label {
                input_in(&this)?.set_name(&id);
                label = this.next_element_sibling();
            }
            element.prepend_with_node_1(&own_tick)?;
            marks.append_child(&own_choice)?;
            answers.0.push(Entry { item: *item, element, shown: None });
        }
        answers.refresh(page, words, assessment)?;
        Ok(answers)
    }

    /// Shows the answers of an assessment.
    pub(crate) fn refresh(&mut self, page: &Page, words: &Words, assessment: &Assessment) -> Outcome {
        for entry in &mut self.0 {
            let answer = assessment.answer(entry.item.id);
            entry.show(answer)?;
            entry.ask(page, words, assessment)?;
        }
        Ok(())
    }

    /// What a change of a control means: the entry, and what was done.
    pub(crate) fn changed(&self, input: &HtmlInputElement) -> Option<(Item, Act)> {
        let entry = self.find(input)?;
        let act = match input.type_().as_str() {
            "checkbox" => Act::Answer(input.checked().then_some(Answer::Full)),
            "radio" if input.checked() => Act::Answer(Answer::from_key(&input.value())),
            "text" => Act::Reason(input.value()),
            _ => return None,
        };
        Some((entry.item, act))
    }

    /// The entry whose standing answer this control is. Chosen again, or deleted, it is taken back.
    pub(crate) fn standing(&self, input: &HtmlInputElement) -> Option<Item> {
        let entry = self.find(input)?;
        let stands = input.type_() == "radio" && entry.shown.is_some_and(|shown| shown.key() == input.value());
        stands.then_some(entry.item)
    }

    /// Shows an answer that the reader gave, which an assessment may not have taken yet for want of
    /// a reason.
    pub(crate) fn show(
        &mut self,
        page: &Page,
        words: &Words,
        assessment: &Assessment,
        item: &Item,
        answer: Option<Answer>,
    ) -> Outcome {
        for entry in self.0.iter_mut().filter(|entry| entry.item.id == item.id) {
            entry.show(answer)?;
            entry.ask(page, words, assessment)?;
        }
        Ok(())
    }

    fn find(&self, input: &HtmlInputElement) -> Option<&Entry> {
        input.closest(&format!("[{OWN}]")).ok()??;
        let id = id_of(&input.closest("[data-requirement]").ok()??)?;
        self.0.iter().find(|entry| entry.item.id == id)
    }
}

impl Entry {
    /// Shows an answer where it is not shown yet.
    fn show(&mut self, answer: Option<Answer>) -> Outcome {
        if answer == self.shown {
            return Ok(());
        }
        for (shown, on) in [(self.shown, false), (answer, true)] {
            let Some(shown) = shown else { continue };
            self.input(&format!("[value={}]", shown.key()))?.set_checked(on);
        }
        self.input("[type=checkbox]")?.set_checked(answer == Some(Answer::Full));
        self.shown = answer;
        Ok(())
    }

    /// Asks for the reason where the answer shown is "not applicable", else takes the question away.
    fn ask(&self, page: &Page, words: &Words, assessment: &Assessment) -> Outcome {
        let asked = self.element.query_selector(".reason")?;
        if self.shown != Some(Answer::NotApplicable) {
            asked.inspect(Element::remove);
            return Ok(());
        }
        let field = match asked {
            Some(asked) => input_in(&asked)?,
            None => {
                let label = page.create("label", "reason", "")?;
                label.set_attribute(OWN, "")?;
                let word = if self.item.conditional { Word::Reason } else { Word::ReasonNeeded };
                label.append_child(&page.create("span", "", words.say(word))?.into())?;
                let field = page.create("input", "", "")?.unchecked_into::<HtmlInputElement>();
                field.set_type("text");
                field.set_required(!self.item.conditional);
                label.append_child(&field)?;
                self.element.append_child(&label)?;
                field
            }
        };
        let reason = &assessment.remarks(self.item.id).reason;
        if field.value() != *reason {
            field.set_value(reason);
        }
        Ok(())
    }

    fn input(&self, selector: &str) -> Outcome<HtmlInputElement> {
        let found = self.element.query_selector(selector)?;
        Ok(found.ok_or("no control")?.unchecked_into())
    }
}

fn id_of(element: &Element) -> Option<RequirementId> {
    element.get_attribute("data-requirement")?.parse().ok()
}

fn input_in(label: &Element) -> Outcome<HtmlInputElement> {
    Ok(label.query_selector("input")?.ok_or("no control")?.unchecked_into())
}

/// The tick of an entry, to be copied.
fn tick(page: &Page) -> Outcome<Element> {
    let label = page.create("label", "tick", "")?;
    label.set_attribute(OWN, "")?;
    let input = page.create("input", "", "")?;
    input.set_attribute("type", "checkbox")?;
    label.append_child(&input)?;
    Ok(label)
}

/// The five answers of an entry, to be copied.
fn choice(page: &Page, words: &Words) -> Outcome<Element> {
    let group = page.create("span", "choice", "")?;
    group.set_attribute(OWN, "")?;
    group.set_attribute("role", "radiogroup")?;
    for answer in Answer::ALL {
        let label = page.create("label", "", "")?;
        let input = page.create("input", "", "")?;
        input.set_attribute("type", "radio")?;
        input.set_attribute("value", answer.key())?;
        label.append_child(&input)?;
        label.append_child(&page.create("span", "", words.answer(answer))?.into())?;
        group.append_child(&label)?;
    }
    Ok(group)
}
