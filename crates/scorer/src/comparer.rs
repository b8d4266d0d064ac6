//! The comparison in its page: the assessments kept in this browser, and files that are opened for
//! it alone. It only reads; nothing is kept.

use dtmm_exchange::Arrival;
use dtmm_model::Outline;
use dtmm_scoring::{Code, Method, Weights};
use dtmm_view::{
    Candidate, Choice, Direction, Names, Node, Origin, SideBySide, Word, Words, compare_list, el, problem_lines,
    refused, remarks, text,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, StorageEvent};

use crate::Outcome;
use crate::lists::{Lists, Printed};
use crate::opening::{Door, Opening};
use crate::page::{Data, Listeners, Page};
use crate::results::Results;
use crate::storage::{Assessments, open};

/// What only the page of the comparison has.
const HERE: &str = "[data-list=compare-table]";

/// The comparison.
pub(crate) struct Comparer {
    page: Page,
    words: Words,
    names: Names,
    outline: Outline,
    store: Assessments,
    choice: Choice,
    /// What was opened from files.
    files: Vec<Candidate>,
    /// The files that are being read.
    opening: Vec<Opening>,
    /// The names of those that were, and what is to be said, once all are.
    done: Vec<String>,
    said: Vec<Node>,
    lists: Lists,
    printed: Printed,
}

impl Comparer {
    /// Whether the page is that of the comparison.
    pub(crate) fn is_here() -> bool {
        let document = web_sys::window().and_then(|window| window.document());
        document.is_some_and(|document| document.query_selector(HERE).is_ok_and(|found| found.is_some()))
    }

    /// Reads what travels with the page. The page itself is left as it is.
    pub(crate) fn new(listeners: Listeners) -> Outcome<Comparer> {
        let data = Data::of_page()?;
        let page = Page::new(listeners)?;
        let (store, _) = open(&page.window, &data.outline)?;
        Ok(Comparer {
            outline: data.outline,
            printed: Printed::of(&page),
            store,
            words: data.words,
            names: data.names,
            choice: Choice::default(),
            files: Vec::new(),
            opening: Vec::new(),
            done: Vec::new(),
            said: Vec::new(),
            lists: Lists::default(),
            page,
        })
    }

    /// Fills the page from what is kept in this browser and what was opened.
    pub(crate) fn fill(&mut self) -> Outcome {
        Results::default().reveal(&self.page, true)?;
        self.gather()?;
        self.show()
    }

    /// Takes an event.
    pub(crate) fn on(&mut self, event: &Event) -> Outcome {
        let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        match (event.type_().as_str(), element) {
            ("storage", _) => self.overwritten(event),
            ("pageshow", _) => self.fill(),
            ("change", Some(control)) => self.changed(&control),
            ("load" | "error", _) => self.opened(event),
            ("click", Some(element)) => {
                element.closest("[data-action=print]")?.map_or(Ok(()), |_| self.page.window.print())
            }
            _ => Ok(()),
        }
    }

    /// Another tab wrote to the storage.
    fn overwritten(&mut self, event: &Event) -> Outcome {
        let key = event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key);
        if !key.as_deref().is_none_or(|key| self.store.concerns(key)) {
            return Ok(());
        }
        self.page.say(&[])?;
        self.fill()
    }

    /// Brings what can be compared up to date, and says what could not be read.
    fn gather(&mut self) -> Outcome {
        self.store.look();
        let (mut candidates, mut unread) = (Vec::new(), Vec::new());
        for slot in self.store.stored() {
            match self.store.peek(&slot) {
                Some(assessment) => candidates.push(Candidate {
                    key: format!("kept-{}", slot.as_str()),
                    origin: Origin::Kept { number: slot.number(), in_use: slot == *self.store.slot() },
                    assessment,
                }),
                None => unread.push(self.words.fill(Word::Untitled, &[("number", &slot.number().to_string())])),
            }
        }
        candidates.extend(self.files.iter().cloned());
        self.choice.take(candidates);
        let lines: Vec<String> =
            unread.iter().map(|name| self.words.fill(Word::CompareUnread, &[("name", name)])).collect();
        lines.into_iter().for_each(|line| self.add([text(line)]));
        if self.said.is_empty() { Ok(()) } else { self.page.say(&std::mem::take(&mut self.said)) }
    }

    /// Adds to what is to be said, on a line of its own.
    fn add(&mut self, nodes: impl IntoIterator<Item = Node>) {
        if !self.said.is_empty() {
            self.said.push(el("br").into());
        }
        self.said.extend(nodes);
    }

    fn show(&mut self) -> Outcome {
        let weights = self.store.record().weights.clone().unwrap_or(Weights::Subdomain);
        let Comparer { outline, words, names, printed, choice, page, lists, .. } = self;
        let all = SideBySide::new(outline, words, names, printed, choice, &weights);
        lists.show(page, &|key| compare_list(key, &all))?;
        for tick in page.all("[data-compare]") {
            let on = choice.has(&tick.get_attribute("data-compare").unwrap_or_default());
            Page::input(&tick).inspect(|tick| {
                tick.set_checked(on);
                tick.set_disabled(!on && choice.is_full());
            });
        }
        for (field, key) in ["compare-from", "compare-to"].into_iter().zip(choice.pair().into_iter().flatten()) {
            page.field(field).map_or(Ok(()), |field| Page::put(&field, key))?;
        }
        page.field("compare-method").map_or(Ok(()), |field| Page::put(&field, choice.method.key()))?;
        page.show("compare-single", !choice.is_possible())?;
        page.show("compare-choose-two", choice.is_possible() && !choice.is_enough())?;
        page.show("compare-results", choice.is_enough())
    }

    fn changed(&mut self, control: &Element) -> Outcome {
        let value = Page::value(control);
        if let Some(key) = control.get_attribute("data-compare") {
            self.choice.choose(&key, Page::input(control).is_some_and(HtmlInputElement::checked));
            return self.show();
        }
        match control.get_attribute("data-field").as_deref() {
            Some("compare-method") => self.choice.method = Method::from_key(&value).unwrap_or(self.choice.method),
            Some("compare-from") => self.choice.set_pair(0, &value),
            Some("compare-to") => self.choice.set_pair(1, &value),
            Some("compare-only") => self.choice.only = Direction::from_key(&value),
            Some("compare-files") => return Page::input(control).map_or(Ok(()), |input| self.open(input)),
            _ => return Ok(()),
        }
        self.show()
    }

    /// Begins to read the files that were chosen.
    fn open(&mut self, input: &HtmlInputElement) -> Outcome {
        let Some(list) = input.files() else { return Ok(()) };
        let files: Vec<_> = (0..list.length()).filter_map(|index| list.get(index)).collect();
        // The same file may be chosen again after it was mended.
        input.set_value("");
        for file in files {
            match Opening::begin(&self.page, &file)? {
                Some(opening) => self.opening.push(opening),
                None => self.refuse(&file.name(), &[self.words.problem(Code::TooLarge).to_owned()]),
            }
        }
        self.finish()
    }

    /// A file was read, or could not be.
    fn opened(&mut self, event: &Event) -> Outcome {
        let Some(place) = self.opening.iter().position(|opening| opening.is_of(event)) else { return Ok(()) };
        let opening = self.opening.remove(place);
        let bytes = opening.bytes();
        let name = opening.name;
        match bytes {
            None => self.refuse(&name, &[self.words.say(Word::Unreadable).to_owned()]),
            Some(bytes) => {
                let words = self.words.vocabulary();
                let door = Door { outline: &self.outline, words: &words };
                match door.read(&bytes) {
                    Ok(opened) => opened.arrivals.into_iter().for_each(|arrival| self.take(&name, arrival)),
                    Err(refused) => self.refuse(&name, &problem_lines(&self.words, &refused.problems)),
                }
            }
        }
        self.finish()
    }

    /// Takes an assessment of a file, and says what is to be known of it.
    fn take(&mut self, name: &str, arrival: Arrival) {
        let name = match arrival.line {
            Some(line) => [name, &line.to_string()].join(":"),
            None => name.to_owned(),
        };
        for remark in remarks(&self.words, &arrival, &self.outline.edition) {
            self.add([text([&name, ": ", &remark].concat())]);
        }
        let key = format!("file-{}", self.files.len());
        self.done.push(name.clone());
        self.files.push(Candidate { key, origin: Origin::File(name), assessment: arrival.assessment });
    }

    /// Shows what came, and says what did not, once all files are read.
    fn finish(&mut self) -> Outcome {
        if !self.opening.is_empty() {
            return Ok(());
        }
        if !self.done.is_empty() {
            let names = std::mem::take(&mut self.done).join(self.words.say(Word::Comma));
            self.add([text(self.words.fill(Word::CompareOpened, &[("names", &names)]))]);
        }
        self.gather()?;
        self.show()
    }

    fn refuse(&mut self, name: &str, reasons: &[String]) {
        self.add(refused(&self.words, name, reasons));
    }
}
