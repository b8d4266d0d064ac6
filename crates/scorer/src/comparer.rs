//! The comparison in its page: the assessments kept in this browser, and files that are opened for
//! it alone. It only reads; nothing is kept.

use dtmm_exchange::Arrival;
use dtmm_model::Outline;
use dtmm_scoring::{Method, Weights};
use dtmm_view::{
    Candidate, Choice, Direction, Names, Node, Origin, SideBySide, Word, Words, compare_list, el, file_notices,
    refused, text,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, StorageEvent};

use crate::browser_storage::{BrowserStorage, open_assessments};
use crate::data::{EarlierEditions, EntryTexts};
use crate::file_reader::{ImportedFile, Importer};
use crate::lists::Lists;
use crate::outcome::Outcome;
use crate::page::{Listeners, Page, data};
use crate::persistence::AssessmentStore;
use crate::results::ResultPlaces;

/// What only the page of the comparison has.
const HERE: &str = "[data-list=compare-table]";

/// The comparison.
pub(crate) struct Comparer {
    page: Page,
    words: Words,
    names: Names,
    outline: Outline,
    store: AssessmentStore<BrowserStorage>,
    choice: Choice,
    /// What was opened from files.
    files: Vec<Candidate>,
    importer: Importer,
    /// The names of the files that were read, until all are.
    done: Vec<String>,
    /// What is to be said then.
    said: Vec<Node>,
    lists: Lists,
    texts: EntryTexts,
    /// The editions before, from which all is carried over to that of the page.
    earlier: EarlierEditions,
}

impl Comparer {
    /// Whether the page is that of the comparison.
    pub(crate) fn is_here() -> bool {
        let document = web_sys::window().and_then(|window| window.document());
        document.is_some_and(|document| document.query_selector(HERE).is_ok_and(|found| found.is_some()))
    }

    /// Reads what travels with the page. The page itself is left as it is.
    pub(crate) fn new(listeners: Listeners) -> Outcome<Comparer> {
        let data = data()?;
        let page = Page::new(listeners)?;
        let (store, _) = open_assessments(&page.window, &data.outline)?;
        Ok(Comparer {
            choice: Choice::new(data.outline.scoring.first()),
            outline: data.outline,
            texts: data.texts,
            earlier: data.earlier,
            store,
            words: data.words,
            names: data.names,
            files: Vec::new(),
            importer: Importer::default(),
            done: Vec::new(),
            said: Vec::new(),
            lists: Lists::default(),
            page,
        })
    }

    /// Fills the page from what is kept in this browser and what was opened.
    pub(crate) fn fill(&mut self) -> Outcome {
        ResultPlaces::default().reveal(&self.page, true)?;
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
                self.page.fold(&element)?;
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

    /// Updates the assessments to choose from, and says which could not be read.
    fn gather(&mut self) -> Outcome {
        self.store.pull();
        let (mut candidates, mut unread) = (Vec::new(), Vec::new());
        for id in self.store.stored() {
            match self.store.peek(&id) {
                Some(assessment) => {
                    let carried = self.earlier.carry_kept(&assessment, &self.outline).ok().flatten();
                    candidates.push(Candidate {
                        key: format!("kept-{}", id.as_str()),
                        origin: Origin::Kept { number: id.number(), in_use: id == *self.store.record_id() },
                        edition: assessment.edition.clone(),
                        assessment: carried.unwrap_or(assessment),
                    });
                }
                None => unread.push(self.words.fill(Word::Untitled, &[("number", &id.number().to_string())])),
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
        let Comparer { outline, words, names, texts, choice, page, lists, .. } = self;
        let all = SideBySide::new(outline, words, names, texts, choice, &weights);
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
        page.show("compare-equal", all.is_equal())?;
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
        for refused in self.importer.open(&self.page, input, &self.words)? {
            self.take_file(refused);
        }
        self.finish()
    }

    /// A file was read, or could not be.
    fn opened(&mut self, event: &Event) -> Outcome {
        let Some(file) = self.importer.loaded(event, &self.words, &self.outline, &self.earlier.outlines) else {
            return Ok(());
        };
        self.take_file(file);
        self.finish()
    }

    fn take_file(&mut self, file: ImportedFile) {
        match file.content {
            Ok(opened) => opened.arrivals.into_iter().for_each(|arrival| self.take(&file.name, arrival)),
            Err(reasons) => self.add(refused(&self.words, &file.name, &reasons)),
        }
    }

    /// Adds an assessment of a file, and says what to know about it.
    fn take(&mut self, name: &str, arrival: Arrival) {
        let edition = arrival.assessment.edition.clone();
        let arrival = self.earlier.carry_arrival(arrival, &self.outline);
        let name = match arrival.line {
            Some(line) => [name, &line.to_string()].join(":"),
            None => name.to_owned(),
        };
        for notice in file_notices(&self.words, &arrival, &self.outline.edition, true) {
            self.add([text([&name, ": ", &notice].concat())]);
        }
        let key = format!("file-{}", self.files.len());
        self.done.push(name.clone());
        self.files.push(Candidate { key, origin: Origin::File(name), edition, assessment: arrival.assessment });
    }

    /// Once all files are read, shows them and says which were refused.
    fn finish(&mut self) -> Outcome {
        if !self.importer.is_idle() {
            return Ok(());
        }
        if !self.done.is_empty() {
            let names = std::mem::take(&mut self.done).join(self.words.say(Word::Comma));
            self.add([text(self.words.fill(Word::CompareOpened, &[("names", &names)]))]);
        }
        self.gather()?;
        self.show()
    }
}
