//! The page as the engine of the answers works on it: its controls, results, lists and filters. It
//! carries out effects and decides nothing.

use dtmm_view::{CONFLICT, Node, OwnerRow, text};
use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

use crate::browser_storage::BrowserStorage;
use crate::controls::Controls;
use crate::details;
use crate::effect::Effect;
use crate::filter::{Filter, FilterContext};
use crate::lists::Lists;
use crate::locks::WriteLock;
use crate::outcome::Outcome;
use crate::page::{OWN, Page, Wait};
use crate::results::ResultPlaces;
use crate::state::State;

/// The state over the storage of the browser.
pub(crate) type PageState = State<BrowserStorage>;

/// The page.
pub(crate) struct View {
    pub(crate) page: Page,
    pub(crate) controls: Controls,
    pub(crate) results: ResultPlaces,
    pub(crate) filter: Filter,
    pub(crate) lists: Lists,
    /// What the assessment shown last says of itself as a part.
    pub(crate) part: String,
    /// The rows of the action plan as they were last written.
    pub(crate) actions: Vec<Node>,
    /// The rows of those responsible as they were last written.
    pub(crate) owner_rows: Vec<OwnerRow>,
    /// The lines about them that were last put into their field; others are the reader's own.
    pub(crate) owner_text: String,
    pub(crate) next: HydrationStep,
    pub(crate) lock: WriteLock,
    /// Whether what the address asks for is still to be shown.
    pub(crate) is_arriving: bool,
    /// Whether the keyboard was taken out of a field of an assessment that is gone: what is typed next was
    /// meant for that field, and is no shortcut.
    pub(crate) is_stray: bool,
    /// When that happened, as the time stamp of an event.
    pub(crate) left_at: f64,
    /// Whether the reader goes through the answers with arrow keys: these choose, and do not go on to the next entry.
    pub(crate) is_by_arrow: bool,
    /// The entry whose details are open because it is shown alone, by its place.
    pub(crate) opened_alone: Option<usize>,
    announcement: Option<i32>,
    update: Option<i32>,
}

/// What is put into the page next.
#[derive(Default)]
pub(crate) enum HydrationStep {
    /// The answers are read.
    #[default]
    Answers,
    /// The places for results are found.
    Places,
    /// Results are computed, and written there.
    Results,
    /// The places are made visible.
    Reveal,
    /// The forms are filled.
    Form,
    /// The entries are found, and those to show are chosen.
    Filter,
    /// What is shown gets controls, a few at each step.
    Entries,
    /// The scopes, which are in templates because they are folded, are put into the page.
    Scopes,
    /// The fields among them are filled.
    ScopeFields,
    /// The results among them are filled.
    ScopeResults,
    /// Everything is in the page.
    Done,
}

/// How many entries can be in sight at once, generously.
const IN_SIGHT: usize = 40;

/// The fields that belong to the assessment that is shown.
const OWN_FIELDS: &str =
    ".remarks, .reason, [data-field], [data-tailor-reason], [data-weight], [data-plan], [data-owner]";

impl View {
    pub(crate) fn new(page: Page, lock: WriteLock) -> View {
        View {
            page,
            controls: Controls::default(),
            results: ResultPlaces::default(),
            filter: Filter::default(),
            lists: Lists::default(),
            part: String::new(),
            actions: Vec::new(),
            owner_rows: Vec::new(),
            owner_text: String::new(),
            next: HydrationStep::default(),
            lock,
            is_arriving: false,
            is_stray: false,
            left_at: -1.0,
            is_by_arrow: false,
            opened_alone: None,
            announcement: None,
            update: None,
        }
    }

    /// Carries out an effect.
    pub(crate) fn run(&mut self, effect: Effect, state: &PageState) -> Outcome {
        match effect {
            Effect::ShowAll => self.show_all(state),
            Effect::ShowAnswer(item, answer) => {
                self.controls.show(&self.page, &state.words, state.record(), &item, answer)
            }
            Effect::MarkDetails(id) => self.controls.mark(id, state.record()),
            Effect::ShowResults => self.show_results(state),
            Effect::ShowAssessments => self.show_assessments(state),
            Effect::ShowTitle => self.show_title(state),
            Effect::CloseDetails => {
                self.forget_owners()?;
                self.close_details()
            }
            Effect::ApplyFilter => self.apply_filter(state),
            Effect::UpdateLists => self.page.wait(Wait::Idle, &mut self.update),
            Effect::Say(nodes) => self.page.say(&nodes),
            Effect::Notice(nodes) => self.page.notice(&nodes),
            Effect::ShowPreview(is_shown) => self.show_preview(state, is_shown),
            Effect::Show(key, is_shown) => self.page.show(&key, is_shown),
            Effect::MarkDate(is_wrong) => self.mark_date(state, is_wrong),
            Effect::LeaveField => self.leave_field(),
            Effect::FocusMessage => self.focus_message(),
            Effect::FocusTitle => focus(self.page.field("title")),
            Effect::Save(file) => self.page.save(&file.name, file.media_type, &file.text),
            Effect::HandOver(content, word) => self.hand_over(state, &content, word),
            Effect::NoteOutput(said) => self.note_output(&[text(said)]),
            // The app does: the lock may be granted at once.
            Effect::RequestLock => Ok(()),
        }
    }

    fn show_all(&mut self, state: &PageState) -> Outcome {
        self.controls.refresh(&self.page, &state.words, state.record())?;
        let context = state.context();
        for entry in self.controls.entries() {
            details::refresh(&self.page, &context, entry)?;
        }
        self.show_form(state)?;
        self.show_results(state)
    }

    pub(crate) fn show_results(&mut self, state: &PageState) -> Outcome {
        let layer = self.layer(state);
        if self.results.show(&self.page, &state.context(), state.method(), &layer)? {
            self.page.wait(Wait::Quiet, &mut self.announcement)?;
        }
        self.show_guidance(state)?;
        self.wait_for_lists()
    }

    /// Has the lists updated once the results are on the screen.
    pub(crate) fn wait_for_lists(&mut self) -> Outcome {
        self.page.wait(Wait::Idle, &mut self.update)
    }

    /// The level has been stable for long enough: announces it to those who do not see it.
    pub(crate) fn announce(&mut self, state: &PageState) {
        self.announcement = None;
        if let Some(live) = self.page.one("[data-live]") {
            live.set_text_content(Some(&self.results.announcement(&state.words, &state.names)));
        }
    }

    /// The results are on the screen: updates the lists.
    pub(crate) fn catch_up(&mut self, state: &PageState) -> Outcome {
        self.update = None;
        self.draw_shown(state)?;
        self.show_lists(state)
    }

    /// Puts controls beside the entries that are shown: at once beside those that can be in sight, later beside the rest.
    /// While the page is hydrated, its steps do that.
    fn draw_shown(&mut self, state: &PageState) -> Outcome {
        if !matches!(self.next, HydrationStep::Done) {
            return Ok(());
        }
        if self.controls.draw(&self.page, &state.words, state.record(), IN_SIGHT)? {
            self.wait_for_lists()?;
        }
        self.show_guidance(state)?;
        self.show_alone(state)
    }

    /// Elements have come near the visible part of the page, or left it.
    pub(crate) fn near(&mut self, state: &PageState, seen: &Array) -> Outcome {
        self.controls.near(&state.words, seen)
    }

    fn apply_filter(&mut self, state: &PageState) -> Outcome {
        self.preset_part(state)?;
        let context = FilterContext {
            outline: &state.outline,
            assessment: state.record(),
            card: state.card(),
            method: state.level_method(),
            texts: &state.texts,
            last: state.last(),
        };
        self.filter.apply(&self.page, &state.words, &self.controls, context)?;
        self.draw_shown(state)
    }

    /// Shows the subdomain that the reader has chosen.
    pub(crate) fn choose_subdomain(&mut self, state: &PageState) -> Outcome {
        self.filter.choose(&self.page, &state.words, &self.controls)?;
        self.draw_shown(state)
    }

    /// Shows the next subdomain, or the one before, from its head. Says whether there is one.
    pub(crate) fn step_subdomain(&mut self, state: &PageState, forward: bool) -> Outcome<bool> {
        let is_there = self.filter.step_subdomain(&self.page, &state.words, &self.controls, forward)?;
        self.draw_shown(state)?;
        if let Some(subject) = self.page.one(".subject:not([hidden])").filter(|_| is_there) {
            subject.scroll_into_view();
        }
        Ok(is_there)
    }

    /// Shows an entry or a cell, whatever the filters say.
    pub(crate) fn reveal(&mut self, state: &PageState, id: &str) -> Outcome {
        let target = self.filter.reveal(&self.page, &state.words, &self.controls, id)?;
        self.draw_shown(state)?;
        target.inspect(Element::scroll_into_view);
        Ok(())
    }

    /// Goes on to the next entry of those found, or back.
    pub(crate) fn step(&mut self, state: &PageState, forward: bool) -> Outcome {
        if !self.filter.step(&self.page, &state.words, &self.controls, forward)? {
            return Ok(());
        }
        self.draw_shown(state)?;
        self.filter.focus(&self.controls)
    }

    /// The sides that were chosen in the conflicts of the preview.
    pub(crate) fn chosen_sides(&self) -> Vec<(String, usize)> {
        let controls = self.page.all("[data-list=conflicts] input").into_iter();
        let chosen = controls.filter_map(|control| {
            let input = Page::input(&control).filter(|input| input.checked())?;
            Some((input.name().strip_prefix(CONFLICT)?.to_owned(), input.value().parse().ok()?))
        });
        chosen.collect()
    }

    /// Chooses one side in all conflicts of the preview.
    pub(crate) fn choose_all(&self, side: &str) {
        for control in self.page.all("[data-list=conflicts] input") {
            Page::input(&control).inspect(|input| input.set_checked(input.value() == side));
        }
    }

    fn close_details(&self) -> Outcome {
        self.page.all(".remarks").iter().for_each(Element::remove);
        for button in self.page.all("[data-action=details][aria-expanded=true]") {
            button.set_attribute("aria-expanded", "false")?;
        }
        self.page.field("date").map_or(Ok(()), |date| self.page.mark_wrong(&date, None))
    }

    fn leave_field(&mut self) -> Outcome {
        let focus = self.page.document.active_element().filter(Page::is_written);
        let is_own = |focus: &Element| focus.closest(OWN_FIELDS).is_ok_and(|own| own.is_some());
        match focus.filter(is_own) {
            Some(field) => {
                self.is_stray = true;
                field.unchecked_into::<HtmlElement>().blur()?;
                self.left_at = Event::new("left")?.time_stamp();
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn focus_message(&self) -> Outcome {
        match self.page.one("[data-message]").filter(|_| self.is_stray) {
            Some(message) => {
                message.set_attribute("tabindex", "-1")?;
                focus(Some(message))
            }
            None => Ok(()),
        }
    }

    fn show_preview(&self, state: &PageState, is_shown: bool) -> Outcome {
        let Some(place) = self.page.one("[data-show=preview]") else { return Ok(()) };
        self.page.show("preview", is_shown)?;
        let Some(preview) = state.preview_nodes().filter(|_| is_shown) else { return Ok(()) };
        let lists =
            [("preview", &preview.summary), ("conflicts", &preview.conflicts), ("conflicts-note", &preview.note)];
        for (list, nodes) in lists {
            let place = self.page.one(&format!("[data-list={list}]"));
            place.map_or(Ok(()), |place| self.page.write(&place, nodes))?;
        }
        self.page.show("conflicts", !preview.conflicts.is_empty())?;
        self.page.show("one-file", preview.is_one)?;
        self.page.show("whole-file", preview.has_whole)?;
        place.set_attribute("tabindex", "-1")?;
        place.scroll_into_view();
        focus(Some(place))
    }

    /// Takes controls and results out of the page again. What is said of answers that are not stored stays.
    pub(crate) fn detach(&mut self, is_stored: bool) {
        self.next = HydrationStep::default();
        for entry in self.controls.entries() {
            // An element that cannot be changed has nothing to be taken back.
            let _ = entry.element.remove_attribute("data-answer");
        }
        self.controls = Controls::default();
        let own = if is_stored { format!("[{OWN}]") } else { format!("[{OWN}]:not([data-notices])") };
        self.page.all(&own).iter().for_each(Element::remove);
        self.results.clear();
        // Where the page cannot be changed, nothing was.
        let _ = self.results.reveal(&self.page, false);
        // The bar is hidden now: the notices in it move to a place that is not.
        if let (Some(notices), Some(main)) = (self.page.one("[hidden] > [data-notices]"), self.page.one("main")) {
            let _ = main.prepend_with_node_1(&notices);
        }
    }
}

/// Takes the keyboard to an element, if there is one.
pub(crate) fn focus(element: Option<Element>) -> Outcome {
    element.map_or(Ok(()), |element| element.unchecked_into::<HtmlElement>().focus())
}
