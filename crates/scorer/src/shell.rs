//! The state of the shell, and what each event does to it.

use dtmm_model::{Item, Outline};
use dtmm_scoring::{Answer, Assessment, Refusal, Scorecard, read, write};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent, UiEvent};

use crate::Outcome;
use crate::answers::{Act, Answers};
use crate::files::{self, Opening};
use crate::page::{Data, Listeners, OWN, Page};
use crate::results::Results;
use crate::storage::Store;
use crate::why::Piece;
use crate::words::{Word, Words};

/// How long a level must stand before it is announced, in milliseconds.
const QUIET: i32 = 800;

/// The answers, and the page that shows them.
pub(crate) struct Shell {
    page: Page,
    words: Words,
    names: Vec<(String, String)>,
    outline: Outline,
    store: Store,
    assessment: Assessment,
    answers: Answers,
    results: Results,
    /// Whether controls and results are in the page.
    on: bool,
    /// What the last message was about.
    said: Option<Word>,
    /// The assessment before the last one was opened or cleared.
    before: Option<Assessment>,
    opening: Option<Opening>,
    waiting: Option<i32>,
}

impl Shell {
    /// Reads what travels with the page. The page itself is left as it is.
    pub(crate) fn new(listeners: Listeners) -> Outcome<Shell> {
        let data = Data::of_page()?;
        let outline: Outline = data.outline.parse().map_err(|_| "no outline")?;
        let page = Page::new(listeners)?;
        Ok(Shell {
            words: Words::new(data.words),
            names: data.names,
            store: Store::new(&page.window),
            assessment: Assessment::new(&outline.edition),
            page,
            outline,
            answers: Answers::default(),
            results: Results::default(),
            on: false,
            said: None,
            before: None,
            opening: None,
            waiting: None,
        })
    }

    /// Puts controls and results into the page.
    pub(crate) fn attach(&mut self) -> Outcome {
        if self.on {
            return Ok(());
        }
        self.on = true;
        self.adopt()?;
        self.answers = Answers::attach(&self.page, &self.words, &self.outline, &self.assessment)?;
        self.results = Results::find(&self.page, &self.outline);
        self.show_results()?;
        self.results.reveal(&self.page, true)?;
        self.warn()
    }

    /// Takes controls and results out of the page again.
    pub(crate) fn detach(&mut self) {
        self.on = false;
        self.said = None;
        self.answers = Answers::default();
        self.page.all(&format!("[{OWN}]")).iter().for_each(Element::remove);
        self.results.clear();
        // A page that cannot be changed has nothing to be taken back.
        let _ = self.results.reveal(&self.page, false);
    }

    /// Takes an event.
    pub(crate) fn on(&mut self, event: &Event) -> Outcome {
        if !self.on {
            return Ok(());
        }
        let target = || event.target().and_then(|target| target.dyn_into::<Element>().ok());
        match event.type_().as_str() {
            "storage" | "pageshow" => self.refresh(),
            "load" | "error" => self.opened(event),
            "click" => target().map_or(Ok(()), |target| self.clicked(event, &target)),
            "keydown" => target().map_or(Ok(()), |target| self.pressed(event, &target)),
            kind => {
                let Some(input) = target().and_then(|target| target.dyn_into().ok()) else { return Ok(()) };
                self.changed(&input, kind == "input")
            }
        }
    }

    /// Says the levels to those who do not see them.
    pub(crate) fn announce(&mut self) -> Outcome {
        self.waiting = None;
        if let Some(live) = self.page.one("[data-live]") {
            live.set_text_content(Some(&self.results.announcement(&self.words, &self.names)));
        }
        Ok(())
    }

    /// A control was changed. A reason is taken letter by letter, all else when it is done.
    fn changed(&mut self, input: &HtmlInputElement, letter: bool) -> Outcome {
        if letter != (input.type_() == "text") {
            return Ok(());
        }
        if input.get_attribute("data-action").as_deref() == Some("import") {
            return self.open(input);
        }
        match self.answers.changed(input) {
            Some((item, act)) => self.act(&item, act),
            None => Ok(()),
        }
    }

    fn clicked(&mut self, event: &Event, target: &Element) -> Outcome {
        let action = target.closest("[data-action]")?.and_then(|element| element.get_attribute("data-action"));
        match action.as_deref() {
            Some("export-json") => {
                let text = write(&self.assessment, &self.outline);
                return files::save(&self.page, &self.words, &self.assessment, &text);
            }
            Some("clear") => return self.clear(),
            Some("undo") => return self.undo(),
            _ => {}
        }
        // The second half of a double click is no wish to take the first one back.
        let double = event.dyn_ref::<UiEvent>().is_some_and(|event| event.detail() > 1);
        match target.dyn_ref().and_then(|input| self.answers.standing(input)) {
            Some(item) if !double => self.act(&item, Act::Answer(None)),
            _ => Ok(()),
        }
    }

    /// A key that deletes takes back the answer that stands, as a second click does.
    fn pressed(&mut self, event: &Event, target: &Element) -> Outcome {
        let deletes = |event: &KeyboardEvent| matches!(event.key().as_str(), "Delete" | "Backspace");
        if !event.dyn_ref().is_some_and(deletes) {
            return Ok(());
        }
        match target.dyn_ref().and_then(|input| self.answers.standing(input)) {
            Some(item) => self.act(&item, Act::Answer(None)),
            None => Ok(()),
        }
    }

    /// Does to the assessment what the reader did to an entry.
    fn act(&mut self, item: &Item, act: Act) -> Outcome {
        self.refresh()?;
        let mut remarks = self.assessment.remarks(item.id).clone();
        let answer = match act {
            Act::Answer(answer) => answer,
            Act::Reason(reason) => {
                remarks.reason = reason;
                Some(Answer::NotApplicable)
            }
        };
        if let Err(Refusal::MissingReason) = self.assessment.set(item, answer, remarks.clone()) {
            // Not applicable is not counted without its reason, nor is what was answered before.
            self.assessment.set(item, None, remarks).map_err(|_| "refused")?;
        }
        self.answers.show(&self.page, &self.words, &self.assessment, item, answer)?;
        if self.before.take().is_some() {
            self.say(None, &[])?;
        }
        self.save()?;
        self.show_results()
    }

    /// Takes over what another tab stored meanwhile, and shows it.
    fn refresh(&mut self) -> Outcome {
        if self.adopt()? {
            self.show_all()?;
        }
        Ok(())
    }

    /// Takes over what is stored. Says whether that was news.
    fn adopt(&mut self) -> Outcome<bool> {
        let Some(news) = self.store.news() else { return Ok(false) };
        self.assessment = match news {
            None => Assessment::new(&self.outline.edition),
            Some(text) => match read(text.as_bytes(), &self.outline) {
                Ok(reading) => reading.assessment,
                Err(_) => {
                    self.store.put_aside(&text);
                    self.say_word(Word::Damaged)?;
                    return Ok(false);
                }
            },
        };
        Ok(true)
    }

    fn save(&mut self) -> Outcome {
        let nothing = self.assessment == Assessment::new(&self.outline.edition);
        self.store.keep((!nothing).then(|| write(&self.assessment, &self.outline)));
        self.warn()
    }

    fn show_all(&mut self) -> Outcome {
        self.answers.refresh(&self.page, &self.words, &self.assessment)?;
        self.show_results()
    }

    fn show_results(&mut self) -> Outcome {
        let card = Scorecard::new(&self.outline, &self.assessment);
        if self.results.show(&self.page, &self.words, &card)? {
            self.waiting = Some(self.page.wait(self.waiting, QUIET)?);
        }
        Ok(())
    }

    /// Says that answers are not kept, or belong to another edition, while it is so.
    fn warn(&mut self) -> Outcome {
        match self.said {
            _ if !self.store.is_kept() => match self.said {
                Some(Word::NotKept) => Ok(()),
                _ => {
                    let text = Piece::Text(self.words.say(Word::NotKept).to_owned());
                    let save = Piece::Button("export-json", self.words.say(Word::Save).to_owned());
                    self.say(Some(Word::NotKept), &[text, save])
                }
            },
            Some(Word::NotKept) => self.say(None, &[]),
            None if self.assessment.edition != self.outline.edition => {
                let edition = [("edition", self.assessment.edition.as_str())];
                let text = Piece::Text(self.words.fill(Word::OtherEdition, &edition));
                self.say(Some(Word::OtherEdition), &[text])
            }
            _ => Ok(()),
        }
    }

    fn say_word(&mut self, word: Word) -> Outcome {
        let text = Piece::Text(self.words.say(word).to_owned());
        self.say(Some(word), &[text])
    }

    fn say(&mut self, about: Option<Word>, pieces: &[Piece]) -> Outcome {
        self.said = about;
        self.page.say(pieces)
    }
}

/// Files, and what replaces the whole assessment.
impl Shell {
    fn open(&mut self, input: &HtmlInputElement) -> Outcome {
        match Opening::begin(&self.page, input)? {
            Ok(opening) => {
                self.opening = opening;
                Ok(())
            }
            Err(name) => self.refuse(&name, vec![self.words.say(Word::TooLarge).to_owned()]),
        }
    }

    fn opened(&mut self, event: &Event) -> Outcome {
        let Some(opening) = self.opening.take_if(|opening| opening.is_of(event)) else { return Ok(()) };
        let Some(bytes) = opening.bytes() else {
            return self.refuse(&opening.name, vec![self.words.say(Word::Unreadable).to_owned()]);
        };
        match read(&bytes, &self.outline) {
            Ok(reading) => {
                let text = files::opened(&self.words, &opening.name, &reading);
                self.replace(reading.assessment, Word::Loaded, text)
            }
            Err(problems) => self.refuse(&opening.name, files::problems(&self.words, &problems)),
        }
    }

    fn refuse(&mut self, name: &str, reasons: Vec<String>) -> Outcome {
        self.before = None;
        self.say(Some(Word::Refused), &files::refused(&self.words, name, reasons))
    }

    fn clear(&mut self) -> Outcome {
        self.refresh()?;
        let empty = Assessment::new(&self.outline.edition);
        if self.assessment == empty {
            return self.say_word(Word::Nothing);
        }
        let count = self.assessment.answers().len().to_string();
        let text = self.words.fill(Word::Cleared, &[("count", &count)]);
        self.replace(empty, Word::Cleared, text)
    }

    /// Puts another assessment in place of the present one, which can be had back.
    fn replace(&mut self, assessment: Assessment, about: Word, text: String) -> Outcome {
        self.refresh()?;
        self.before = Some(std::mem::replace(&mut self.assessment, assessment));
        let undo = Piece::Button("undo", self.words.say(Word::Undo).to_owned());
        self.say(Some(about), &[Piece::Text(text), undo])?;
        self.save()?;
        self.show_all()
    }

    fn undo(&mut self) -> Outcome {
        let Some(before) = self.before.take() else { return Ok(()) };
        self.assessment = before;
        self.say_word(Word::Undone)?;
        self.save()?;
        self.show_all()
    }
}
