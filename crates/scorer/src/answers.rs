//! The controls of an entry: a tick for "fully met", five answers to choose from, a button for the
//! details, and a line for the reason why it does not apply. And one control for a whole cell.

use dtmm_model::{CellId, Item, Outline, RequirementId};
use dtmm_scoring::{Answer, Assessment, Remarks};
use dtmm_view::{Word, Words};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::Outcome;
use crate::page::{OWN, Page};

/// The entries of the page that can be answered.
#[derive(Default)]
pub(crate) struct Answers(Vec<Entry>);

/// An entry and what its controls show.
pub(crate) struct Entry {
    pub(crate) item: Item,
    pub(crate) element: Element,
    shown: Option<Answer>,
    remarked: bool,
}

/// What the reader did to an entry.
pub(crate) enum Act {
    /// Chose an answer, or none.
    Answer(Option<Answer>),
    /// Wrote a reason why it does not apply.
    Reason(String),
    /// Wrote a note, evidence, an owner or a date.
    Remarks(Remarks),
}

impl Answers {
    /// Puts controls beside all entries of the page that the outline has, and shows their answers.
    pub(crate) fn attach(page: &Page, words: &Words, outline: &Outline, assessment: &Assessment) -> Outcome<Answers> {
        let mut answers = Answers::default();
        let (tick, choice, details) = (tick(page)?, choice(page, words)?, details(page, words)?);
        let all: Vec<&Item> = outline.items().collect();
        let mut items = all.iter().cycle();
        for element in page.all("[data-requirement]") {
            let Some(marks) = element.query_selector(".marks")? else { continue };
            let id = id_of(&element);
            // Pages show entries in the order of the outline: the next one is mostly the right one.
            let Some(item) = items.by_ref().take(all.len()).find(|item| Some(item.id) == id) else { continue };
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
            let own_details = details.clone_node_with_deep(true)?.unchecked_into::<Element>();
            own_details.set_attribute("aria-label", &words.fill(Word::DetailsOf, &[("id", &id)]))?;
            element.prepend_with_node_1(&own_tick)?;
            marks.append_with_node_2(&own_details, &own_choice)?;
            answers.0.push(Entry { item: **item, element, shown: None, remarked: false });
        }
        answers.refresh(page, words, assessment)?;
        bulk(page, words)?;
        Ok(answers)
    }

    /// The entries, in the order of the page.
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.0
    }

    /// Shows the answers of an assessment.
    pub(crate) fn refresh(&mut self, page: &Page, words: &Words, assessment: &Assessment) -> Outcome {
        for entry in &mut self.0 {
            let answer = assessment.answer(entry.item.id);
            entry.show(answer)?;
            entry.ask(page, words, assessment)?;
            entry.mark(assessment)?;
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
            entry.mark(assessment)?;
        }
        Ok(())
    }

    /// The entry that an element belongs to.
    pub(crate) fn find(&self, element: &Element) -> Option<&Entry> {
        let id = id_of(&element.closest("[data-requirement]").ok()??)?;
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

    /// Marks the button for the details where there are some.
    fn mark(&mut self, assessment: &Assessment) -> Outcome {
        let remarks = assessment.remarks(self.item.id);
        let texts = [&remarks.note, &remarks.owner, &remarks.due];
        let remarked = !remarks.evidence.is_empty() || texts.into_iter().any(|text| !text.is_empty());
        if remarked != self.remarked {
            if let Some(button) = self.element.query_selector("[data-action=details]")? {
                button.toggle_attribute_with_force("data-some", remarked)?;
            }
            self.remarked = remarked;
        }
        Ok(())
    }

    /// Asks for the reason where the answer shown is "not applicable", else takes the question away.
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
        let reason = &assessment.remarks(self.item.id).reason;
        if field.value() != *reason {
            field.set_value(reason);
        }
        Ok(())
    }

    /// Takes the keyboard to the answer that stands, or to the first one to choose.
    pub(crate) fn focus(&self) -> Outcome {
        let standing = self.shown.map_or("F", Answer::key);
        self.input(&format!("[type=radio][value={standing}]"))?.unchecked_ref::<HtmlElement>().focus()
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

/// The button for the details of an entry, to be copied.
fn details(page: &Page, words: &Words) -> Outcome<Element> {
    let button = page.create("button", "details", words.say(Word::Details))?;
    button.set_attribute(OWN, "")?;
    button.set_attribute("type", "button")?;
    button.set_attribute("data-action", "details")?;
    button.set_attribute("aria-expanded", "false")?;
    Ok(button)
}

/// Puts before each list of entries a control that answers all of them.
fn bulk(page: &Page, words: &Words) -> Outcome {
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
    for list in page.all("ol.entries") {
        let first = list.query_selector("[data-requirement]")?;
        let Some(cell) = first.as_ref().and_then(id_of).map(|id| id.cell) else { continue };
        let own = select.clone_node_with_deep(true)?.unchecked_into::<Element>();
        own.set_attribute("data-bulk", &cell.to_string())?;
        own.set_attribute("aria-label", &words.fill(Word::BulkLabel, &[("cell", &cell.to_string())]))?;
        list.before_with_node_1(&own)?;
    }
    Ok(())
}

/// The cell that a control for a whole cell stands for.
pub(crate) fn cell_of(select: &Element) -> Option<CellId> {
    select.get_attribute("data-bulk")?.parse().ok()
}
