//! The controls of an entry: five answers to choose from, a mark of the one chosen, a button for the details, and a line
//! for the reason why it does not apply.

use dtmm_model::{Item, Outline, RequirementId};
use dtmm_scoring::{Answer, Assessment};
use dtmm_view::{Word, Words};
use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::bulk::CellControls;
use crate::outcome::Outcome;
use crate::page::{OWN, Page, copy};

/// The entries of the page that can be answered.
#[derive(Default)]
pub(crate) struct Controls {
    entries: Vec<EntryControls>,
    originals: Option<Originals>,
}

/// An entry and what its controls show. It gets controls once it is shown.
pub(crate) struct EntryControls {
    pub(crate) item: Item,
    pub(crate) element: Element,
    has_controls: bool,
    shown: Option<Answer>,
    has_details: bool,
}

/// The controls, to be copied.
struct Originals {
    choice: Element,
    clear: Element,
    details: Element,
    cells: CellControls,
}

/// What the reader did to an entry.
pub(crate) enum EntryAct {
    /// Chose an answer, or none.
    Answer(Option<Answer>),
    /// Wrote a reason why it does not apply.
    Reason(String),
}

impl Controls {
    /// Finds the entries of the page that have room for controls.
    pub(crate) fn begin(&mut self, page: &Page, words: &Words, outline: &Outline) -> Outcome {
        self.originals = Some(Originals {
            choice: choice(page, words)?,
            clear: clear(page, words)?,
            details: details(page, words)?,
            cells: CellControls::new(page, words)?,
        });
        for element in page.all("[data-requirement]") {
            if element.query_selector(".marks")?.is_none() {
                continue;
            }
            let id = Page::entry_of(&element);
            if let Some(item) = outline.items().find(|item| Some(item.id) == id) {
                self.entries.push(EntryControls::new(*item, element));
            }
        }
        Ok(())
    }

    /// Puts controls beside entries that are shown, at most so many, and shows their answers. Says whether any are left.
    pub(crate) fn draw(
        &mut self,
        page: &Page,
        words: &Words,
        assessment: &Assessment,
        at_most: usize,
    ) -> Outcome<bool> {
        let Some(originals) = &self.originals else { return Ok(false) };
        let mut waiting = self.entries.iter_mut().filter(|entry| !entry.has_controls && !is_hidden(&entry.element));
        for entry in waiting.by_ref().take(at_most) {
            originals.put(entry, words)?;
            entry.show(page, words, assessment, assessment.answer(entry.item.id))?;
        }
        Ok(waiting.next().is_some())
    }

    /// Puts the control of a whole cell before the cells that have come near.
    pub(crate) fn near(&self, words: &Words, seen: &Array) -> Outcome {
        self.originals.as_ref().map_or(Ok(()), |originals| originals.cells.put(words, seen))
    }

    /// The entries, in the order of the page.
    pub(crate) fn entries(&self) -> &[EntryControls] {
        &self.entries
    }

    /// Shows the answers of an assessment.
    pub(crate) fn refresh(&mut self, page: &Page, words: &Words, assessment: &Assessment) -> Outcome {
        for entry in &mut self.entries {
            entry.show(page, words, assessment, assessment.answer(entry.item.id))?;
        }
        Ok(())
    }

    /// What a change of a control means: the entry, and what was done.
    pub(crate) fn changed(&self, input: &HtmlInputElement) -> Option<(Item, EntryAct)> {
        let entry = self.find(input)?;
        let act = match input.type_().as_str() {
            "radio" if input.checked() => EntryAct::Answer(Answer::from_key(&input.value())),
            "text" => EntryAct::Reason(input.value()),
            _ => return None,
        };
        Some((entry.item, act))
    }

    /// Marks the button for the details of an entry where there are some.
    pub(crate) fn mark(&mut self, id: RequirementId, assessment: &Assessment) -> Outcome {
        self.entries.iter_mut().filter(|entry| entry.item.id == id).try_for_each(|entry| entry.mark(assessment))
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
        for entry in self.entries.iter_mut().filter(|entry| entry.item.id == item.id) {
            entry.show(page, words, assessment, answer)?;
        }
        Ok(())
    }

    /// The entry that an element belongs to.
    pub(crate) fn find(&self, element: &Element) -> Option<&EntryControls> {
        let id = Page::entry_of(&element.closest("[data-requirement]").ok()??)?;
        self.entries.iter().find(|entry| entry.item.id == id)
    }
}

impl Originals {
    /// Puts controls beside an entry.
    fn put(&self, entry: &mut EntryControls, words: &Words) -> Outcome {
        let element = &entry.element;
        let marks = element.query_selector(".marks")?.ok_or("no room for controls")?;
        let id = entry.item.id.to_string();
        let choice = copy(&self.choice)?;
        choice.set_attribute("aria-label", &words.fill(Word::Group, &[("id", &id)]))?;
        let mut label = choice.first_element_child();
        while let Some(this) = label {
            input_in(&this)?.set_name(&id);
            label = this.next_element_sibling();
        }
        let details = copy(&self.details)?;
        details.set_attribute("aria-label", &words.fill(Word::DetailsOf, &[("id", &id)]))?;
        let clear = copy(&self.clear)?;
        clear.set_attribute("aria-label", &words.fill(Word::ClearOf, &[("id", &id)]))?;
        marks.append_with_node_3(&clear, &details, &choice)?;
        if let Some(list) = element.parent_element()
            && list.matches("ol.entries")?
            && !list.matches(".bulk + *")?
        {
            self.cells.expect(&list);
        }
        entry.has_controls = true;
        Ok(())
    }
}

/// Whether the filters of the scorer hide an element.
fn is_hidden(element: &Element) -> bool {
    element.unchecked_ref::<HtmlElement>().hidden()
}

impl EntryControls {
    const fn new(item: Item, element: Element) -> EntryControls {
        EntryControls { item, element, has_controls: false, shown: None, has_details: false }
    }

    /// Shows an answer, and what an assessment has beside it.
    fn show(&mut self, page: &Page, words: &Words, assessment: &Assessment, answer: Option<Answer>) -> Outcome {
        if !self.has_controls {
            return Ok(());
        }
        self.choose(answer)?;
        self.ask(page, words, assessment)?;
        self.mark(assessment)
    }

    /// Shows an answer where it is not shown yet.
    fn choose(&mut self, answer: Option<Answer>) -> Outcome {
        if answer == self.shown {
            return Ok(());
        }
        for (shown, on) in [(self.shown, false), (answer, true)] {
            let Some(shown) = shown else { continue };
            self.input(&format!("[value={}]", shown.key()))?.set_checked(on);
        }
        // The stylesheet draws the mark of the answer.
        self.element.set_attribute("data-answer", answer.map_or("", Answer::key))?;
        if let Some(clear) = self.element.query_selector("[data-action=clear-answer]")? {
            clear.toggle_attribute_with_force("data-idle", answer.is_none())?;
        }
        self.shown = answer;
        Ok(())
    }

    /// Marks the button for the details where there are some.
    fn mark(&mut self, assessment: &Assessment) -> Outcome {
        if !self.has_controls {
            return Ok(());
        }
        let details = assessment.details(self.item.id);
        let texts = [&details.note, &details.owner, &details.due];
        let has_details = !details.evidence.is_empty() || texts.into_iter().any(|text| !text.is_empty());
        if has_details != self.has_details {
            if let Some(button) = self.element.query_selector("[data-action=details]")? {
                button.toggle_attribute_with_force("data-some", has_details)?;
            }
            self.has_details = has_details;
        }
        Ok(())
    }

    /// Shows the field for the reason if the answer is "not applicable", else removes it.
    fn ask(&self, page: &Page, words: &Words, assessment: &Assessment) -> Outcome {
        if self.shown != Some(Answer::NotApplicable) && self.element.get_attribute("data-asked").is_none() {
            return Ok(());
        }
        let asked = self.element.query_selector(".reason")?;
        if self.shown != Some(Answer::NotApplicable) {
            asked.inspect(Element::remove);
            return self.element.remove_attribute("data-asked");
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
                self.element.set_attribute("data-asked", "")?;
                field
            }
        };
        let reason = &assessment.details(self.item.id).reason;
        if field.value() != *reason {
            field.set_value(reason);
        }
        Ok(())
    }

    /// Takes the keyboard to the current answer, or to the first one to choose. Does nothing before it has controls.
    pub(crate) fn focus(&self) -> Outcome {
        if !self.has_controls {
            return Ok(());
        }
        let current_answer = self.shown.map_or("F", Answer::key);
        self.input(&format!("[type=radio][value={current_answer}]"))?.unchecked_ref::<HtmlElement>().focus()
    }

    fn input(&self, selector: &str) -> Outcome<HtmlInputElement> {
        let found = self.element.query_selector(selector)?;
        Ok(found.ok_or("no control")?.unchecked_into())
    }
}

fn input_in(label: &Element) -> Outcome<HtmlInputElement> {
    Ok(label.query_selector("input")?.ok_or("no control")?.unchecked_into())
}

/// The five answers of an entry, to be copied.
fn choice(page: &Page, words: &Words) -> Outcome<Element> {
    let group = page.create("span", "choice", "")?;
    group.set_attribute(OWN, "")?;
    group.set_attribute("role", "radiogroup")?;
    for answer in Answer::ALL {
        let label = page.create("label", "", "")?;
        label.set_attribute("title", words.guide(answer))?;
        let input = page.create("input", "", "")?;
        input.set_attribute("type", "radio")?;
        input.set_attribute("value", answer.key())?;
        label.append_child(&input)?;
        label.append_child(&page.create("span", "", words.answer(answer))?.into())?;
        group.append_child(&label)?;
    }
    Ok(group)
}

/// The button that takes an answer back, to be copied. It is visible while there is an answer.
fn clear(page: &Page, words: &Words) -> Outcome<Element> {
    let button = page.create("button", "clear", words.say(Word::ClearAnswer))?;
    button.set_attribute(OWN, "")?;
    button.set_attribute("type", "button")?;
    button.set_attribute("data-action", "clear-answer")?;
    button.set_attribute("data-idle", "")?;
    Ok(button)
}

/// The button for the details of an entry, to be copied.
fn details(page: &Page, words: &Words) -> Outcome<Element> {
    let button = page.create("button", "details", words.say(Word::Details))?;
    button.set_attribute(OWN, "")?;
    button.set_attribute("type", "button")?;
    button.set_attribute("data-action", "details")?;
    button.set_attribute("aria-expanded", "false")?;
    Ok(button)
}
