//! Opening files and links. Both are text from anywhere: what is shown of it is shown as text, and
//! one with errors changes nothing. Nor does one without, until the reader says how to take it.

use dtmm_exchange::{from_link, read_csv};
use dtmm_scoring::{Answer, Assessment, Merged, Problem, Reading, later, merge_by, read};
use dtmm_view::{CONFLICT, Incoming, Word, opened, problem_lines, refused, text};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, TextDecoder};

use crate::Outcome;
use crate::opening::Opening;
use crate::page::Page;
use crate::shell::{Before, Shell};

/// What a link begins its part of the address with.
pub(crate) const LINK: &str = "#a=";
/// What spreadsheets write on a Chinese Windows, where they do not write UTF-8.
const CHINESE_WINDOWS: &str = "gb18030";

/// An assessment that came and was not taken yet.
pub(crate) struct Arrived {
    name: String,
    reading: Reading,
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
            None => self.refuse(&file.name(), vec![self.words.say(Word::TooLarge).to_owned()]),
        }
    }

    /// A file was read, or could not be.
    pub(crate) fn opened(&mut self, event: &Event) -> Outcome {
        let Some(opening) = self.opening.take_if(|opening| opening.is_of(event)) else { return Ok(()) };
        let Some(bytes) = opening.bytes() else {
            return self.refuse(&opening.name, vec![self.words.say(Word::Unreadable).to_owned()]);
        };
        self.refresh()?;
        let reading = if opening.name.to_ascii_lowercase().ends_with(".csv") {
            self.read_table(bytes)
        } else {
            read(&bytes, &self.outline)
        };
        match reading {
            Ok(reading) if self.text().is_none() => {
                let said = opened(&self.words, &opening.name, &reading);
                let before = self.text();
                self.assessment = reading.assessment;
                self.done(before, Word::Loaded, said)
            }
            Ok(reading) => self.offer(opening.name, reading),
            Err(problems) => self.refuse(&opening.name, problem_lines(&self.words, &problems)),
        }
    }

    fn read_table(&self, bytes: Vec<u8>) -> Result<Reading, Vec<Problem>> {
        let text = String::from_utf8(bytes).unwrap_or_else(|error| {
            let bytes = error.into_bytes();
            let decoder = TextDecoder::new_with_label(CHINESE_WINDOWS);
            decoder.and_then(|decoder| decoder.decode_with_u8_array(&bytes)).unwrap_or_default()
        });
        let words = Answer::ALL.map(|answer| (answer, self.words.answer(answer)));
        read_csv(&text, &self.outline, &self.assessment, &words)
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
        match from_link(link, &self.outline) {
            Ok(reading) => self.offer(name, reading),
            Err(problems) => self.refuse(&name, problem_lines(&self.words, &problems)),
        }
    }

    /// Shows what an assessment would change, and asks how to take it.
    fn offer(&mut self, name: String, reading: Reading) -> Outcome {
        let Some(place) = self.page.one("[data-show=preview]") else { return Ok(()) };
        let conflicts = self.merged(&reading.assessment, &|_| None).conflicts;
        let context = self.context();
        let unknown = reading.warnings.len();
        let preview = context.incoming(Incoming { name: &name, assessment: &reading.assessment, unknown });
        let rows = context.conflicts(&conflicts, &reading.assessment);
        let note = context.conflicts_note(&reading.assessment);
        for (list, nodes) in [("preview", &preview), ("conflicts", &rows), ("conflicts-note", &note)] {
            let place = self.page.one(&format!("[data-list={list}]"));
            place.map_or(Ok(()), |place| self.page.write(&place, nodes))?;
        }
        self.page.show("conflicts", !rows.is_empty())?;
        self.page.show("preview", true)?;
        self.arrived = Some(Arrived { name, reading });
        self.before = None;
        self.say(None, &[])?;
        place.set_attribute("tabindex", "-1")?;
        place.scroll_into_view();
        place.unchecked_into::<HtmlElement>().focus()
    }

    /// Takes what arrived in the way that was chosen.
    pub(crate) fn take(&mut self, action: &str) -> Outcome {
        let Some(arrived) = self.arrived.take() else { return Ok(()) };
        self.page.show("preview", false)?;
        self.refresh()?;
        let name = [("file", arrived.name.as_str())];
        match action {
            "take-replace" => {
                let said = opened(&self.words, &arrived.name, &arrived.reading);
                let before = self.text();
                self.assessment = arrived.reading.assessment;
                self.done(before, Word::Loaded, said)
            }
            "take-merge" => {
                let before = self.text();
                self.assessment = self.joined(&arrived);
                let count = self.assessment.answers().len().to_string();
                let said = self.words.fill(Word::Merged, &[name[0], ("count", &count)]);
                self.done(before, Word::Merged, said)
            }
            "take-beside" => {
                let said = self.words.fill(Word::Beside, &name);
                self.put_beside(arrived.reading.assessment)?;
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
        let both = [&self.assessment, theirs];
        merge_by(&self.outline, &both, later(both).unwrap_or(0), choose)
    }

    /// Chooses one side in all conflicts.
    pub(crate) fn choose_all(&self, side: &str) {
        for control in self.page.all("[data-list=conflicts] input") {
            Page::input(&control).inspect(|input| input.set_checked(input.value() == side));
        }
    }

    fn refuse(&mut self, name: &str, reasons: Vec<String>) -> Outcome {
        self.before = None;
        self.say(Some(Word::Refused), &refused(&self.words, name, &reasons))
    }

    pub(crate) fn clear(&mut self) -> Outcome {
        self.refresh()?;
        let before = self.text();
        if before.is_none() {
            return self.say_word(Word::Nothing);
        }
        let count = self.assessment.answers().len().to_string();
        let said = self.words.fill(Word::Cleared, &[("count", &count)]);
        self.assessment = Assessment::new(&self.outline.edition);
        self.done(before, Word::Cleared, said)
    }

    /// A sample, in a place of its own unless nothing is answered yet.
    pub(crate) fn sample(&mut self, button: &Element) -> Outcome {
        let code = button.get_attribute("data-sample").unwrap_or_default();
        let Ok(reading) = from_link(&code, &self.outline) else { return Ok(()) };
        self.refresh()?;
        if self.text().is_some() {
            return self.put_beside(reading.assessment);
        }
        let said = opened(&self.words, &reading.assessment.title, &reading);
        self.assessment = reading.assessment;
        self.done(None, Word::Loaded, said)
    }

    /// Keeps and shows an assessment that was changed as a whole, and offers the one before.
    pub(crate) fn done(&mut self, before: Option<String>, about: Word, said: String) -> Outcome {
        self.forget_recent();
        self.before = Some(Before { slot: self.shelf.slot(), text: before });
        let undo = self.button("undo", Word::Undo);
        self.say(Some(about), &[text(said), undo])?;
        self.save()?;
        self.show_all()?;
        self.find()
    }

    pub(crate) fn undo(&mut self) -> Outcome {
        let Some(before) = self.before.take() else { return Ok(()) };
        if before.slot != self.shelf.slot() {
            self.turn(before.slot)?;
        }
        self.forget_recent();
        let reading = before.text.and_then(|text| read(text.as_bytes(), &self.outline).ok());
        let empty = || Assessment::new(&self.outline.edition);
        self.assessment = reading.map_or_else(empty, |reading| reading.assessment);
        self.say_word(Word::Undone)?;
        self.save()?;
        self.show_all()?;
        self.find()
    }
}
