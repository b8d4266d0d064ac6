//! The state of the shell, and what each event does to it.

use dtmm_model::{Item, Outline, RequirementId};
use dtmm_scoring::{Answer, Assessment, Method, Refusal, Remarks, Scope, Scorecard, Weights};
use dtmm_view::{Context, Names, Node, Word, Words, text};
use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement};

use crate::Outcome;
use crate::answers::{Act, Answers};
use crate::details;
use crate::filter::{Answered, Filter};
use crate::intake::Arrived;
use crate::lists::{Lists, Printed};
use crate::opening::Opening;
use crate::page::{Data, Listeners, OWN, Page, Wait};
use crate::recent::Recent;
use crate::results::Results;
use crate::steps::Step;
use crate::storage::{Shelf, Slot, weights_of};

/// The answers, and the page that shows them.
pub(crate) struct Shell {
    pub(crate) page: Page,
    pub(crate) words: Words,
    pub(crate) names: Names,
    pub(crate) outline: Outline,
    pub(crate) shelf: Shelf,
    pub(crate) assessment: Assessment,
    pub(crate) weights: Weights,
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
    /// What can be had back.
    pub(crate) before: Option<Before>,
    pub(crate) opening: Option<Opening>,
    pub(crate) arrived: Option<Arrived>,
    pub(crate) recent: Recent,
    /// The changes that are not counted in the storage yet.
    pub(crate) changes: u32,
    /// The entry that was answered last.
    pub(crate) last: Option<RequirementId>,
    /// Whether what the address asks for is still to be shown.
    pub(crate) arriving: bool,
    quiet: Option<i32>,
    idle: Option<i32>,
}

/// An assessment as it was before it was replaced, cleared or deleted.
pub(crate) struct Before {
    pub(crate) slot: Slot,
    /// None where nothing was in it.
    pub(crate) text: Option<String>,
}

impl Shell {
    /// Reads what travels with the page. The page itself is left as it is.
    pub(crate) fn new(listeners: Listeners) -> Outcome<Shell> {
        let data = Data::of_page()?;
        let outline = data.outline;
        let page = Page::new(listeners)?;
        let assessment = Assessment::new(&outline.edition);
        let shelf = Shelf::new(&page.window);
        let weights = weights_of(&outline, shelf.weights().as_deref());
        Ok(Shell {
            card: Scorecard::with_weights(&outline, &assessment, weights.clone()),
            words: data.words,
            names: data.names,
            shelf,
            weights,
            assessment,
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
            before: None,
            opening: None,
            arrived: None,
            recent: Recent::default(),
            changes: 0,
            last: None,
            arriving: false,
            quiet: None,
            idle: None,
        })
    }

    /// Takes controls and results out of the page again.
    pub(crate) fn detach(&mut self) {
        self.on = false;
        self.next = Step::Answers;
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
            "storage" => self.another_tab(event),
            "pageshow" => self.refresh(),
            "hashchange" => self.arrive(),
            "beforeunload" => self.leaving(event),
            "toggle" => self.show_lists(),
            "load" | "error" => self.opened(event),
            "click" => target().map_or(Ok(()), |target| self.clicked(event, &target)),
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
        if letter != is_typed(control) {
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
        if let Some(panel) = control.closest(".remarks")? {
            return self.remarked(&panel);
        }
        if self.desk_changed(control)? {
            return Ok(());
        }
        match control.dyn_ref::<HtmlInputElement>().and_then(|input| self.answers.changed(input)) {
            Some((item, act)) => self.act(&item, act),
            None => Ok(()),
        }
    }

    fn clicked(&mut self, event: &Event, target: &Element) -> Outcome {
        if let Some(button) = target.closest("[data-action]")?
            && let Some(action) = button.get_attribute("data-action")
        {
            return self.pushed(&action, &button);
        }
        if let Some(link) = target.closest("a[href]")? {
            return self.followed(&link);
        }
        // The second half of a double click is no wish to take the first one back.
        let double = event.dyn_ref::<web_sys::UiEvent>().is_some_and(|event| event.detail() > 1);
        match target.dyn_ref().and_then(|input| self.answers.standing(input)) {
            Some(item) if !double => self.act(&item, Act::Answer(None)),
            _ => Ok(()),
        }
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
        let scored = !matches!(act, Act::Remarks(_));
        let was = (self.assessment.answer(item.id), self.assessment.remarks(item.id).clone());
        let mut remarks = was.1.clone();
        let answer = match act {
            Act::Answer(answer) => answer,
            Act::Reason(reason) => {
                remarks.reason = reason;
                Some(Answer::NotApplicable)
            }
            Act::Remarks(new) => {
                remarks = Remarks { reason: remarks.reason, ..new };
                was.0
            }
        };
        match self.assessment.set(item, answer, remarks.clone()) {
            Ok(()) => {}
            // Not applicable is not counted without its reason, nor is what was answered before.
            Err(Refusal::MissingReason) => self.assessment.set(item, None, remarks).map_err(|_| "refused")?,
            // A date is not whole while it is being written.
            Err(Refusal::WrongDate) => return Ok(()),
        }
        self.recent.add(item, was, js_sys::Date::now());
        self.last = Some(item.id);
        if scored {
            self.answers.show(&self.page, &self.words, &self.assessment, item, answer)?;
        }
        if self.before.take().is_some() {
            self.say(None, &[])?;
        }
        self.save()?;
        if scored { self.show_results() } else { self.soon() }
    }

    fn remarked(&mut self, panel: &Element) -> Outcome {
        let Some(item) = self.answers.find(panel).map(|entry| entry.item) else { return Ok(()) };
        let remarks = details::read(panel, self.assessment.remarks(item.id))?;
        self.act(&item, Act::Remarks(remarks))
    }

    /// Opens or closes the details of an entry, or changes its lines of evidence.
    pub(crate) fn detail(&mut self, action: &str, button: &Element) -> Outcome {
        if action == "details" {
            let Some(entry) = self.answers.find(button) else { return Ok(()) };
            return details::toggle(&self.page, &self.words, entry, &self.assessment);
        }
        let panel = details::evidence(&self.page, &self.words, button, action == "evidence-add")?;
        panel.map_or(Ok(()), |panel| self.remarked(&panel))
    }

    pub(crate) fn show_all(&mut self) -> Outcome {
        self.answers.refresh(&self.page, &self.words, &self.assessment)?;
        for entry in self.answers.entries() {
            details::refresh(&self.page, &self.words, entry, &self.assessment)?;
        }
        self.show_desk()?;
        self.show_results()
    }

    pub(crate) fn show_results(&mut self) -> Outcome {
        self.card = Scorecard::with_weights(&self.outline, &self.assessment, self.weights.clone());
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
            assessment: &self.assessment,
            card: &self.card,
            method: self.levels_by(),
        };
        self.filter.apply(&self.page, &self.words, &self.answers, answered)
    }

    /// The method whose results come first.
    pub(crate) fn method(&self) -> Method {
        self.assessment.profile.unwrap_or(Method::Staged)
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
            assessment: &self.assessment,
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

/// Whether a control is written in.
fn is_typed(control: &Element) -> bool {
    match control.dyn_ref::<HtmlInputElement>() {
        Some(input) => matches!(input.type_().as_str(), "text" | "search" | "number"),
        None => control.tag_name() == "TEXTAREA",
    }
}
