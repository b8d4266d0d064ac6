//! Opening files and links. Both are text from anywhere: what is shown of it is shown as text, and
//! one with errors changes nothing. Nor does one without, until the reader says how to take it.

use dtmm_exchange::Arrival;
use dtmm_scoring::{Assessment, Code, Merged, later, merge_by};
use dtmm_view::{CONFLICT, Incoming, Word, el, opened, opened_as, problem_lines, refused, remarks, text};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

use crate::Outcome;
use crate::opening::{Door, Opening};
use crate::page::Page;
use crate::shell::Shell;
use dtmm_store::SlotId;

/// What a link begins its part of the address with.
pub(crate) const LINK: &str = "#a=";

/// An assessment that came and was not taken yet.
pub(crate) struct Arrived {
    name: String,
    reading: Arrival,
    /// What was previewed: the assessment, as it was.
    slot: SlotId,
    onto: Assessment,
}

impl Shell {
    /// Begins to read the file that was chosen.
    pub(crate) fn open(&mut self, input: &HtmlInputElement) -> Outcome {
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return Ok(()) };
        // The same file may be chosen again after it was mended.
        input.set_value("");
        self.opening = Opening::begin(&self.page, &file)?;
        match self.opening {
            Some(_) => Ok(()),
            None => self.refuse(&file.name(), vec![self.words.problem(Code::TooLarge).to_owned()]),
        }
    }

    /// A file was read, or could not be.
    pub(crate) fn opened(&mut self, event: &Event) -> Outcome {
        let Some(opening) = self.opening.take_if(|opening| opening.is_of(event)) else { return Ok(()) };
        let Some(bytes) = opening.bytes() else {
            return self.refuse(&opening.name, vec![self.words.say(Word::Unreadable).to_owned()]);
        };
        self.refresh()?;
        let words = self.words.vocabulary();
        let found = (Door { outline: &self.outline, words: &words }).read(&bytes);
        let mut readings = match found {
            Ok(found) => found.arrivals,
            Err(refused) => return self.refuse(&opening.name, problem_lines(&self.words, &refused.problems)),
        };
        match readings.pop() {
            Some(reading) if readings.is_empty() && self.takes_whole() => {
                let said = opened(&self.words, &opening.name, &reading, &self.outline.edition);
                self.whole("load", &opening.name, &reading.assessment, Word::Loaded, said)
            }
            Some(reading) if readings.is_empty() => self.offer(opening.name, reading),
            Some(last) => {
                readings.push(last);
                self.open_beside(&opening.name, readings)
            }
            None => Ok(()),
        }
    }

    /// Opens the assessments of a file that holds several, each in a place of its own.
    fn open_beside(&mut self, name: &str, readings: Vec<Arrival>) -> Outcome {
        let said = self.words.fill(Word::BesideEach, &[("file", name), ("count", &readings.len().to_string())]);
        let mut nodes = vec![text(said)];
        for reading in readings {
            self.put_beside("load", name, reading.assessment.clone())?;
            let title = self.title_of(self.store.slot(), self.store.record());
            nodes.extend([el("br").into(), text(opened_as(&self.words, &title, &reading, &self.outline.edition))]);
        }
        self.say(Some(Word::BesideEach), &nodes)
    }

    /// Takes up what the address brings: an assessment, or the entry to show.
    pub(crate) fn arrive(&mut self) -> Outcome {
        let location = self.page.window.location();
        let hash = location.hash()?;
        let Some(link) = hash.strip_prefix(LINK) else {
            let id = hash.trim_start_matches('#');
            return self.filter.reveal(&self.page, &self.words, &self.answers, id).map(drop);
        };
        // Once taken up, it is not taken up again by a reload.
        let address = location.href()?;
        let address = address.split('#').next().unwrap_or_default();
        self.page.window.history()?.replace_state_with_url(&JsValue::NULL, "", Some(address))?;
        let name = self.words.say(Word::FromLink).to_owned();
        let words = self.words.vocabulary();
        match (Door { outline: &self.outline, words: &words }).read_link(link) {
            Ok(reading) => self.offer(name, reading),
            Err(problems) => self.refuse(&name, problem_lines(&self.words, &problems)),
        }
    }

    /// Shows what an assessment would change, and asks how to take it.
    fn offer(&mut self, name: String, reading: Arrival) -> Outcome {
        let Some(place) = self.page.one("[data-show=preview]") else { return Ok(()) };
        let conflicts = self.merged(&reading.assessment, &|_| None).conflicts;
        let context = self.context();
        let mut preview = context.incoming(Incoming { name: &name, assessment: &reading.assessment, unknown: 0 });
        // That it is of another edition stands above already.
        let remarks = remarks(&self.words, &reading, &reading.assessment.edition);
        preview.extend(remarks.into_iter().map(|remark| el("p").say(remark).into()));
        let rows = context.conflicts(&conflicts, &reading.assessment);
        let note = context.conflicts_note(&reading.assessment);
        for (list, nodes) in [("preview", &preview), ("conflicts", &rows), ("conflicts-note", &note)] {
            let place = self.page.one(&format!("[data-list={list}]"));
            place.map_or(Ok(()), |place| self.page.write(&place, nodes))?;
        }
        self.page.show("conflicts", !rows.is_empty())?;
        self.page.show("preview", true)?;
        let (slot, onto) = (self.store.slot().clone(), self.store.record().clone());
        self.arrived = Some(Arrived { name, reading, slot, onto });
        self.say(None, &[])?;
        place.set_attribute("tabindex", "-1")?;
        place.scroll_into_view();
        place.unchecked_into::<HtmlElement>().focus()
    }

    /// Shows the preview anew where another assessment is looked at since.
    pub(crate) fn offer_again(&mut self) -> Outcome {
        match self.arrived.take_if(|arrived| arrived.slot != *self.store.slot()) {
            Some(arrived) => self.offer(arrived.name, arrived.reading),
            None => Ok(()),
        }
    }

    /// Takes what arrived in the way that was chosen. Where something was changed since it was
    /// previewed, it is previewed again: what the reader agreed to is no longer what would be done.
    pub(crate) fn take(&mut self, action: &str) -> Outcome {
        self.refresh()?;
        let Some(arrived) = self.arrived.take() else { return Ok(()) };
        let is_same = arrived.slot == *self.store.slot() && arrived.onto == *self.store.record();
        if !is_same && matches!(action, "take-replace" | "take-merge") {
            self.offer(arrived.name, arrived.reading)?;
            return self.say_word(Word::PreviewChanged);
        }
        self.page.show("preview", false)?;
        let name = [("file", arrived.name.as_str())];
        match action {
            "take-replace" => {
                let said = opened(&self.words, &arrived.name, &arrived.reading, &self.outline.edition);
                self.whole("load", &arrived.name, &arrived.reading.assessment, Word::Loaded, said)
            }
            "take-merge" => {
                let joined = self.joined(&arrived);
                let count = joined.answers().len().to_string();
                let said = self.words.fill(Word::Merged, &[name[0], ("count", &count)]);
                self.whole("merge", &arrived.name, &joined, Word::Merged, said)
            }
            "take-beside" => {
                let said = self.words.fill(Word::Beside, &name);
                self.put_beside("load", &arrived.name, arrived.reading.assessment)?;
                self.say(Some(Word::Beside), &[text(said)])
            }
            _ => Ok(()),
        }
    }

    /// Both assessments in one, with each conflict as it was decided.
    fn joined(&self, arrived: &Arrived) -> Assessment {
        let controls = self.page.all("[data-list=conflicts] input").into_iter();
        let chosen = controls.filter_map(|control| {
            let input = Page::input(&control).filter(|input| input.checked())?;
            Some((input.name().strip_prefix(CONFLICT)?.to_owned(), input.value().parse().ok()?))
        });
        let chosen: Vec<(String, usize)> = chosen.collect();
        let choose = |path: &str| chosen.iter().find(|(own, _)| own == path).map(|(_, side)| *side);
        self.merged(&arrived.reading.assessment, &choose).assessment
    }

    /// Both assessments in one: in conflicts the later one holds where no side is chosen.
    fn merged(&self, theirs: &Assessment, choose: &dyn Fn(&str) -> Option<usize>) -> Merged {
        let both = [self.store.record(), theirs];
        merge_by(&self.outline, &both, later(both).unwrap_or(0), choose)
    }

    /// Chooses one side in all conflicts.
    pub(crate) fn choose_all(&self, side: &str) {
        for control in self.page.all("[data-list=conflicts] input") {
            Page::input(&control).inspect(|input| input.set_checked(input.value() == side));
        }
    }

    fn refuse(&mut self, name: &str, reasons: Vec<String>) -> Outcome {
        self.say(Some(Word::Refused), &refused(&self.words, name, &reasons))
    }

    pub(crate) fn clear(&mut self) -> Outcome {
        self.refresh()?;
        if self.is_empty() {
            return self.say_word(Word::Nothing);
        }
        let count = self.store.record().answers().len().to_string();
        let said = self.words.fill(Word::Cleared, &[("count", &count)]);
        self.whole("clear", "", &Assessment::new(&self.outline.edition), Word::Cleared, said)
    }

    /// A sample, in a place of its own unless nothing is answered yet.
    pub(crate) fn sample(&mut self, button: &Element) -> Outcome {
        let code = button.get_attribute("data-sample").unwrap_or_default();
        let words = self.words.vocabulary();
        let Ok(reading) = (Door { outline: &self.outline, words: &words }).read_link(&code) else { return Ok(()) };
        self.refresh()?;
        let title = reading.assessment.title.clone();
        if !self.takes_whole() {
            return self.put_beside("sample", &title, reading.assessment);
        }
        let said = opened(&self.words, &title, &reading, &self.outline.edition);
        self.whole("sample", &title, &reading.assessment, Word::Loaded, said)
    }

    /// Makes the assessment what another one is, shows it, and offers to undo that.
    fn whole(&mut self, kind: &str, about: &str, wanted: &Assessment, word: Word, said: String) -> Outcome {
        let act = self.replace(kind, about, wanted)?;
        let slot = self.store.slot().clone();
        self.say_act(word, said, act.map(|act| (slot, act)))?;
        self.show_all()?;
        self.find()
    }
}
