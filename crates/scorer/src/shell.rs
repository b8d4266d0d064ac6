//! The state of the shell, and what each event does to it.

use dtmm_model::{Item, Outline, RequirementId};
use dtmm_scoring::{Answer, Assessment, Method, Scope, Scorecard, Weights};
use dtmm_store::Value;
use dtmm_view::{Context, Names, Node, Word, Words, text};
use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent};

use crate::Outcome;
use crate::answers::{Act, Answers};
use crate::details;
use crate::filter::{Answered, Filter};
use crate::intake::Arrived;
use crate::keeping::TYPED;
use crate::lists::{Lists, Printed};
use crate::opening::Opening;
use crate::page::{Data, Listeners, OWN, Page, Wait};
use crate::results::Results;
use crate::steps::Step;
use crate::storage::{Assessments, Beside, open};
use crate::turns::Turns;

/// The answers, and the page that shows them.
pub(crate) struct Shell {
    pub(crate) page: Page,
    pub(crate) words: Words,
    pub(crate) names: Names,
    pub(crate) outline: Outline,
    /// The assessments kept in this browser; its record is the one the page shows.
    pub(crate) store: Assessments,
    pub(crate) beside: Beside,
    pub(crate) card: Scorecard,
    pub(crate) answers: Answers,
    pub(crate) results: Results,
    pub(crate) filter: Filter,
    pub(crate) lists: Lists,
    pub(crate) printed: Printed,
    /// Whether controls and results are in the page, or are being put there.
    pub(crate) on: bool,
    pub(crate) next: Step,
    /// What the last message was about.
    pub(crate) said: Option<Word>,
    /// What is said of the storage.
    pub(crate) noticed: Vec<Node>,
    pub(crate) opening: Option<Opening>,
    pub(crate) arrived: Option<Arrived>,
    /// The changes that are not counted in the storage yet.
    pub(crate) changes: u32,
    /// The entry that was answered last.
    pub(crate) last: Option<RequirementId>,
    /// Whether what the address asks for is still to be shown.
    pub(crate) arriving: bool,
    /// Whether an event is being taken: what it does is done to the assessment that the reader sees, though
    /// another tab deleted it.
    pub(crate) acting: bool,
    /// Whether the reader was writing when the assessment was turned away from: what is typed next was meant
    /// for it, and is no key of the page.
    pub(crate) is_stray: bool,
    quiet: Option<i32>,
    idle: Option<i32>,
    pub(crate) turns: Turns,
}

impl Shell {
    /// Reads what travels with the page. The page itself is left as it is.
    pub(crate) fn new(listeners: Listeners) -> Outcome<Shell> {
        let data = Data::of_page()?;
        let outline = data.outline;
        let (settle, confirm) = (listeners.settle.clone(), listeners.confirm.clone());
        let page = Page::new(listeners)?;
        let (store, beside) = open(&page.window, &outline)?;
        let turns = Turns::new(beside.lock(), settle, confirm);
        Ok(Shell {
            card: card_of(&outline, store.record()),
            words: data.words,
            names: data.names,
            store,
            beside,
            printed: Printed::of(&page),
            page,
            outline,
            answers: Answers::default(),
            results: Results::default(),
            filter: Filter::default(),
            lists: Lists::default(),
            on: false,
            next: Step::Answers,
            said: None,
            noticed: Vec::new(),
            opening: None,
            arrived: None,
            changes: 0,
            last: None,
            arriving: false,
            acting: false,
            is_stray: false,
            quiet: None,
            idle: None,
            turns,
        })
    }

    /// Takes controls and results out of the page again.
    pub(crate) fn detach(&mut self) {
        self.on = false;
        self.next = Step::Answers;
        self.said = None;
        self.noticed = Vec::new();
        self.answers = Answers::default();
        // What is said of answers that are not stored stays while it is so.
        let own = if self.store.is_kept() { format!("[{OWN}]") } else { format!("[{OWN}]:not([data-notices])") };
        self.page.all(&own).iter().for_each(Element::remove);
        self.results.clear();
        // A page that cannot be changed has nothing to be taken back.
        let _ = self.results.reveal(&self.page, false);
        // The bar is hidden now, and what is said in it must not be.
        if let (Some(notices), Some(main)) = (self.page.one("[hidden] > [data-notices]"), self.page.one("main")) {
            let _ = main.prepend_with_node_1(&notices);
        }
    }

    /// Takes an event.
    pub(crate) fn on(&mut self, event: &Event) -> Outcome {
        // What is not stored is asked about whether answering is on or not.
        if event.type_() == "beforeunload" {
            return self.leaving(event);
        }
        if !self.on {
            return self.on_notice(event);
        }
        self.acting = true;
        let done = self.take_event(event);
        self.acting = false;
        done?;
        if self.store.is_deleted() { self.turn_from_deleted() } else { Ok(()) }
    }

    /// Takes an event while answering is off: what is said of the storage then has buttons too.
    fn on_notice(&mut self, event: &Event) -> Outcome {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(target) = target.filter(|_| event.type_() == "click") else { return Ok(()) };
        if target.closest("[data-notices]")?.is_some() { self.clicked(&target) } else { Ok(()) }
    }

    fn take_event(&mut self, event: &Event) -> Outcome {
        let target = || event.target().and_then(|target| target.dyn_into::<Element>().ok());
        // What is clicked or gone to by keys is meant for what is shown.
        let goes = |key: &str| matches!(key, "Tab" | "Enter" | "Escape") || key.starts_with("Arrow");
        let is_going = event.dyn_ref::<KeyboardEvent>().is_some_and(|key| goes(&key.key()));
        self.is_stray &= !is_going && event.type_() != "click";
        match event.type_().as_str() {
            "storage" => self.another_tab(event),
            "pageshow" => self.refresh(),
            "hashchange" => self.arrive(),
            "toggle" => self.show_lists(),
            "load" | "error" => self.opened(event),
            "click" => target().map_or(Ok(()), |target| self.clicked(&target)),
            "keydown" if self.is_stray || self.flips(event)? => Ok(()),
            "keydown" => target().map_or(Ok(()), |target| self.pressed(event, &target)),
            kind => target().map_or(Ok(()), |target| self.changed(&target, kind == "input")),
        }
    }

    /// Says the levels to those who do not see them.
    pub(crate) fn announce(&mut self) -> Outcome {
        self.quiet = None;
        if let Some(live) = self.page.one("[data-live]") {
            live.set_text_content(Some(&self.results.announcement(&self.words, &self.names)));
        }
        Ok(())
    }

    /// Brings the lists up to date, now that the results are on the screen.
    pub(crate) fn catch_up(&mut self) -> Outcome {
        self.idle = None;
        self.count_changes();
        self.show_lists()?;
        // Not before: the page has its full height only now.
        if std::mem::take(&mut self.arriving) { self.arrive() } else { Ok(()) }
    }

    /// Something has come near to what is in sight.
    pub(crate) fn near(&mut self, seen: &Array) -> Outcome {
        self.answers.near(&self.words, seen)
    }

    /// A control was changed. What is typed is taken letter by letter, all else when it is done.
    fn changed(&mut self, control: &Element, letter: bool) -> Outcome {
        if letter != Page::is_typed(control) {
            return Ok(());
        }
        if control.get_attribute("data-action").as_deref() == Some("import") {
            return control.dyn_ref().map_or(Ok(()), |input| self.open(input));
        }
        if control.has_attribute("data-bulk") {
            return self.bulk(control);
        }
        if control.has_attribute("data-filter") {
            return self.find();
        }
        if control.closest(".remarks")?.is_some() {
            return self.detailed(control);
        }
        if self.desk_changed(control)? {
            return Ok(());
        }
        match control.dyn_ref::<HtmlInputElement>().and_then(|input| self.answers.changed(input)) {
            Some((item, act)) => self.act(&item, act),
            None => Ok(()),
        }
    }

    fn clicked(&mut self, target: &Element) -> Outcome {
        if let Some(button) = target.closest("[data-action]")?
            && let Some(action) = button.get_attribute("data-action")
        {
            return self.pushed(&action, &button);
        }
        if let Some(link) = target.closest("a[href]")? {
            return self.followed(&link);
        }
        Ok(())
    }

    /// A link was clicked: one to an entry that is filtered out shows it, and the other language
    /// opens at the entry that was answered last.
    fn followed(&mut self, link: &Element) -> Outcome {
        let href = link.get_attribute("href").unwrap_or_default();
        if let Some(id) = href.strip_prefix('#') {
            return self.filter.reveal(&self.page, &self.words, &self.answers, id).map(drop);
        }
        if let (true, Some(last)) = (link.class_name() == "language", self.last) {
            let page = href.split('#').next().unwrap_or_default();
            return link.set_attribute("href", &format!("{page}#{last}"));
        }
        Ok(())
    }

    /// Does to the assessment what the reader did to an entry.
    pub(crate) fn act(&mut self, item: &Item, act: Act) -> Outcome {
        self.refresh()?;
        let reason = self.store.record().remarks(item.id).reason.clone();
        let (kind, answer, reason) = match act {
            Act::Answer(answer) => ("answer", answer, reason),
            Act::Reason(reason) => (TYPED, Some(Answer::NotApplicable), reason),
        };
        // Not applicable is not counted without its reason, nor is what was answered before.
        let is_wanting = answer == Some(Answer::NotApplicable) && !item.conditional && reason.trim().is_empty();
        let counted = answer.filter(|_| !is_wanting);
        let value: Value = match counted {
            None if reason.is_empty() => Value::new(),
            _ => vec![counted.map_or("", Answer::key).to_owned(), reason],
        };
        // What is shown follows what is kept: were it the other way round, a page that fails between
        // would show what is nowhere.
        self.set(kind, &[(item.id.to_string(), value)])?;
        self.last = Some(item.id);
        self.answers.show(&self.page, &self.words, self.store.record(), item, answer)?;
        self.show_results()
    }

    /// A control among the details of an entry was changed.
    fn detailed(&mut self, control: &Element) -> Outcome {
        let Some(item) = self.answers.find(control).map(|entry| entry.item) else { return Ok(()) };
        let Some(sets) = details::changed(&self.page, &self.words, control, self.store.record().remarks(item.id))?
        else {
            return Ok(());
        };
        self.set_details(&item, TYPED, sets)
    }

    fn set_details(&mut self, item: &Item, kind: &str, sets: Vec<(&str, Value)>) -> Outcome {
        let path = |name: &str| format!("{}.{name}", item.id);
        let sets: Vec<_> = sets.into_iter().map(|(name, value)| (path(name), value)).collect();
        self.set(kind, &sets)?;
        self.last = Some(item.id);
        self.answers.mark(item.id, self.store.record())?;
        self.soon()
    }

    /// Opens or closes the details of an entry, or changes its lines of evidence.
    pub(crate) fn detail(&mut self, action: &str, button: &Element) -> Outcome {
        let Some(entry) = self.answers.find(button) else { return Ok(()) };
        match action {
            "details" => details::toggle(&self.page, &self.words, entry, self.store.record()),
            "evidence-add" => details::add_evidence(&self.page, &self.words, button),
            _ => {
                let item = entry.item;
                let left = details::remove_evidence(button, &self.store.record().remarks(item.id).evidence)?;
                left.map_or(Ok(()), |left| self.set_details(&item, "detail", vec![("evidence", left)]))
            }
        }
    }

    /// Undoes or does again by the keys that programs have for it, unless a text is being written:
    /// there they undo letters.
    fn flips(&mut self, event: &Event) -> Outcome<bool> {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return Ok(false) };
        if !(key.ctrl_key() || key.meta_key()) || key.alt_key() {
            return Ok(false);
        }
        let undo = match (key.key().to_ascii_lowercase().as_str(), key.shift_key()) {
            ("z", false) => true,
            ("z", true) | ("y", false) => false,
            _ => return Ok(false),
        };
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|target| Page::is_written(&target)) {
            return Ok(false);
        }
        event.prevent_default();
        self.flip_last(undo)?;
        Ok(true)
    }

    pub(crate) fn show_all(&mut self) -> Outcome {
        self.answers.refresh(&self.page, &self.words, self.store.record())?;
        for entry in self.answers.entries() {
            details::refresh(&self.page, &self.words, entry, self.store.record())?;
        }
        self.show_desk()?;
        self.show_results()
    }

    pub(crate) fn show_results(&mut self) -> Outcome {
        self.card = card_of(&self.outline, self.store.record());
        if self.results.show(&self.page, &self.words, &self.card, self.method())? {
            self.page.wait(Wait::Quiet, &mut self.quiet)?;
        }
        self.soon()
    }

    /// Has the lists brought up to date once the results are on the screen.
    pub(crate) fn soon(&mut self) -> Outcome {
        self.page.wait(Wait::Idle, &mut self.idle)
    }

    /// Shows the entries that match the filters.
    pub(crate) fn find(&mut self) -> Outcome {
        let answered = Answered {
            outline: &self.outline,
            assessment: self.store.record(),
            card: &self.card,
            method: self.levels_by(),
        };
        self.filter.apply(&self.page, &self.words, &self.answers, answered)
    }

    /// The method whose results come first.
    pub(crate) fn method(&self) -> Method {
        self.store.record().profile.unwrap_or(Method::Staged)
    }

    /// The method that levels go by: the one whose results come first, if it awards any.
    pub(crate) fn levels_by(&self) -> Method {
        Some(self.method()).filter(|method| method.awards_levels()).unwrap_or(Method::Staged)
    }

    /// What everything that is shown is composed from.
    pub(crate) fn context(&self) -> Context<'_> {
        Context {
            outline: &self.outline,
            words: &self.words,
            names: &self.names,
            assessment: self.store.record(),
            card: &self.card,
            texts: &self.printed,
        }
    }

    /// The scope that a form control names; the company where it names none.
    pub(crate) fn scope_in(&self, field: &str) -> Scope {
        let key = self.page.field(field).map(|control| Page::value(&control)).unwrap_or_default();
        Scope::from_key(&self.outline, &key).unwrap_or(Scope::Company)
    }

    pub(crate) fn button(&self, action: &'static str, word: Word) -> Node {
        let button = dtmm_view::el("button").class("quiet").set("type", "button").set("data-action", action);
        button.say(self.words.say(word)).into()
    }

    pub(crate) fn say_word(&mut self, word: Word) -> Outcome {
        let words = text(self.words.say(word));
        self.say(Some(word), &[words])
    }

    pub(crate) fn say(&mut self, about: Option<Word>, nodes: &[Node]) -> Outcome {
        self.said = about;
        self.page.say(nodes)
    }
}

/// The results of an assessment, with the weights that it says.
pub(crate) fn card_of(outline: &Outline, assessment: &Assessment) -> Scorecard {
    Scorecard::with_weights(outline, assessment, assessment.weights.clone().unwrap_or(Weights::Subdomain))
}
