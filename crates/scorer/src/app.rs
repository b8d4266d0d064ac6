//! The engine of the answers: takes each event of the browser to the state, and the effects of that to
//! the view.

use dtmm_scoring::{Answer, sort_by_key};
use dtmm_view::OWNER_FIELD;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent, StorageEvent, UiEvent};

use crate::browser_storage::open_assessments;
use crate::controls::EntryAct;
use crate::details;
use crate::effect::Effect;
use crate::file_reader::{ImportedFile, Importer, read_link};
use crate::locks::WriteLock;
use crate::outcome::Outcome;
use crate::page::{Listeners, Page, data, today};
use crate::state::{LINK, State, TYPED};
use crate::view::{PageState, View};

/// The answers, and the page that shows them.
pub(crate) struct App {
    pub(crate) state: PageState,
    pub(crate) view: View,
    pub(crate) importer: Importer,
    /// The files that were chosen together and are read already.
    files: Vec<ImportedFile>,
}

impl App {
    /// Reads what comes with the page. The page itself is left as it is.
    pub(crate) fn new(listeners: Listeners) -> Outcome<App> {
        let data = data()?;
        let (granted, confirm) = (listeners.lock.clone(), listeners.confirm.clone());
        let page = Page::new(listeners)?;
        let (store, remembered) = open_assessments(&page.window, &data.outline)?;
        let lock = WriteLock::new(remembered.lock(), granted, confirm);
        let mut state = State::new(data, store, remembered);
        state.says_edition = page.one("[data-list=edition]").is_some();
        Ok(App { state, view: View::new(page, lock), importer: Importer::default(), files: Vec::new() })
    }

    /// Carries out what the state has for the view.
    pub(crate) fn perform(&mut self) -> Outcome {
        loop {
            let effects = self.state.effects();
            if effects.is_empty() {
                return Ok(());
            }
            for effect in effects {
                match effect {
                    Effect::RequestLock => {
                        if self.view.lock.request(&self.view.page.window)? {
                            self.sync()?;
                        }
                    }
                    effect => self.view.run(effect, &self.state)?,
                }
            }
        }
    }

    /// Brings the storage and the assessment together; the lock is held, or there is none.
    fn sync(&mut self) -> Outcome {
        let changed = self.view.lock.sync(&self.view.page.window, &mut self.state.store)?;
        self.state.show_change(changed);
        Ok(())
    }

    /// The lock is granted.
    pub(crate) fn lock_granted(&mut self) -> Outcome {
        self.sync()?;
        self.perform()
    }

    /// The delay after which a write is confirmed is over.
    pub(crate) fn confirm(&mut self) -> Outcome {
        if self.view.lock.confirm(&self.view.page.window)? { self.lock_granted() } else { Ok(()) }
    }

    /// The level has been stable for long enough.
    pub(crate) fn announce(&mut self) -> Outcome {
        self.view.announce(&self.state);
        Ok(())
    }

    /// The results are on the screen.
    pub(crate) fn catch_up(&mut self) -> Outcome {
        self.state.count_changes();
        self.view.catch_up(&self.state)?;
        // Not before: the page has its full height only now.
        if std::mem::take(&mut self.view.is_arriving) {
            self.arrive(self.view.page.is_opened_again())?
        }
        self.perform()
    }

    /// Elements have come near the visible part of the page, or left it.
    pub(crate) fn near(&mut self, seen: &Array) -> Outcome {
        self.view.near(&self.state, seen)
    }

    /// The name and the text of the file of the assessment.
    pub(crate) fn file(&mut self, is_saved: bool) -> Outcome<Array> {
        let (name, text) = self.state.hand_on(&today(), is_saved);
        self.perform()?;
        Ok(Array::of2(&name.into(), &text.into()))
    }

    /// Takes controls and results out of the page again.
    pub(crate) fn detach(&mut self) {
        self.state.turn_off();
        self.view.detach(self.state.is_stored());
    }

    /// Takes an event of the browser.
    pub(crate) fn on(&mut self, event: &Event) -> Outcome {
        // The browser asks whether to leave a page with answers that are not stored, whether answering is on or not.
        if event.type_() == "beforeunload" {
            if !self.state.is_stored() {
                event.prevent_default();
            }
            return Ok(());
        }
        if !self.state.is_on() {
            self.on_notice(event)?;
            return self.perform();
        }
        self.state.begin();
        let done = self.take(event).and_then(|()| self.perform());
        self.state.end();
        done?;
        self.perform()
    }

    /// While answering is off, only the buttons of the notices are in the page.
    fn on_notice(&mut self, event: &Event) -> Outcome {
        let Some(target) = target(event).filter(|_| event.type_() == "click") else { return Ok(()) };
        if target.closest("[data-notices]")?.is_some() { self.clicked(&target) } else { Ok(()) }
    }

    fn take(&mut self, event: &Event) -> Outcome {
        // A click, or a key that moves the focus, is meant for what is shown.
        let moves = |key: &str| matches!(key, "Tab" | "Enter" | "Escape") || key.starts_with("Arrow");
        let is_moving = event.dyn_ref::<KeyboardEvent>().is_some_and(|key| moves(&key.key()));
        self.view.is_stray &= !is_moving && event.type_() != "click";
        if let Some(key) = event.dyn_ref::<KeyboardEvent>() {
            self.view.is_by_arrow = key.key().starts_with("Arrow");
        }
        let kind = event.type_();
        match (kind.as_str(), target(event)) {
            ("storage", _) => {
                let key = event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key);
                self.state.storage_changed(key.as_deref());
                Ok(())
            }
            ("pageshow", _) => {
                self.state.refresh();
                Ok(())
            }
            ("hashchange", _) => self.arrive(false),
            // Rows may move once the reader has left them.
            ("focusout", Some(target)) if target.closest("[data-plan], [data-owner]")?.is_some() => {
                self.view.run(Effect::UpdateLists, &self.state)
            }
            ("toggle", _) => self.view.show_lists(&self.state),
            ("load" | "error", _) => {
                let State { words, outline, earlier, .. } = &self.state;
                self.files.extend(self.importer.loaded(event, words, outline, &earlier.outlines));
                self.take_files();
                Ok(())
            }
            ("click", Some(target)) => {
                // Where an arrow key chooses an answer, the browser reports a click too, but counts none.
                self.view.is_by_arrow &= event.dyn_ref::<UiEvent>().is_none_or(|click| click.detail() == 0);
                self.clicked(&target)
            }
            ("keydown", _) if self.view.is_stray || self.undoes(event) => Ok(()),
            ("keydown", Some(target)) => self.pressed(event, &target),
            // A field that is left may dispatch a last change, which waits in the queue: its assessment is gone.
            ("change" | "input", _) if event.time_stamp() <= self.view.left_at => Ok(()),
            (kind @ ("change" | "input"), Some(target)) => self.changed(&target, kind == "input"),
            _ => Ok(()),
        }
    }

    /// A control was changed. Text is taken letter by letter, all else when it is complete.
    fn changed(&mut self, control: &Element, is_letter: bool) -> Outcome {
        if control.has_attribute(OWNER_FIELD) {
            // Taken when it is complete: letter by letter a name would be as many names.
            return if is_letter { Ok(()) } else { self.owner_changed(control) };
        }
        if is_letter != Page::is_typed(control) {
            return Ok(());
        }
        if control.get_attribute("data-action").as_deref() == Some("import") {
            return control.dyn_ref().map_or(Ok(()), |input| self.import(input));
        }
        if control.has_attribute("data-bulk") {
            return self.answer_cell(control);
        }
        if control.has_attribute("data-filter") {
            return self.view.run(Effect::ApplyFilter, &self.state);
        }
        if control.closest("[data-plan]")?.is_some() {
            return self.action_changed(control);
        }
        if control.closest(".remarks")?.is_some() {
            return self.detail_changed(control);
        }
        if self.form_changed(control)? {
            return Ok(());
        }
        match control.dyn_ref::<HtmlInputElement>().and_then(|input| self.view.controls.changed(input)) {
            Some((item, EntryAct::Answer(answer))) => {
                self.state.answer(&item, answer);
                let goes_on = self.view.filter.is_alone() && !self.view.is_by_arrow;
                if goes_on && answer != Some(Answer::NotApplicable) {
                    self.perform()?;
                    return self.view.step(&self.state, true);
                }
            }
            Some((item, EntryAct::Reason(reason))) => self.state.give_reason(&item, reason),
            None => {}
        }
        Ok(())
    }

    fn import(&mut self, input: &HtmlInputElement) -> Outcome {
        self.files.extend(self.importer.open(&self.view.page, input, &self.state.words)?);
        self.take_files();
        Ok(())
    }

    /// Takes the files up once all that were chosen together are read, in the order of their names: browsers read them in
    /// any.
    fn take_files(&mut self) {
        if self.files.is_empty() || !self.importer.is_idle() {
            return;
        }
        let mut files: Vec<_> = self.files.drain(..).map(|file| (file.name, file.content)).collect();
        sort_by_key(&mut files, |(name, _)| name.clone());
        self.state.files_read(files);
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

    /// A link was clicked: one to an entry that is filtered out shows it, and the other language opens at
    /// the entry that was changed last.
    fn followed(&mut self, link: &Element) -> Outcome {
        let href = link.get_attribute("href").unwrap_or_default();
        if let Some(id) = href.strip_prefix('#') {
            return self.view.reveal(&self.state, id);
        }
        if let (true, Some(last)) = (link.class_name() == "language", self.state.last()) {
            let page = href.split('#').next().unwrap_or_default();
            return link.set_attribute("href", &format!("{page}#{last}"));
        }
        Ok(())
    }

    /// Takes up what the address asks for: an assessment, or an entry to show. A page opened again is where it was left.
    fn arrive(&mut self, is_opened_again: bool) -> Outcome {
        let window = &self.view.page.window;
        let hash = window.location().hash()?;
        let Some(link) = hash.strip_prefix(LINK) else {
            if is_opened_again {
                return Ok(());
            }
            return self.view.reveal(&self.state, hash.trim_start_matches('#'));
        };
        // A reload must not take up the assessment again.
        let address = window.location().href()?;
        let address = address.split('#').next().unwrap_or_default();
        window.history()?.replace_state_with_url(&JsValue::NULL, "", Some(address))?;
        let State { words, outline, earlier, .. } = &self.state;
        let read = read_link(link, words, outline, &earlier.outlines);
        self.state.link_read(read);
        Ok(())
    }

    fn detail_changed(&mut self, control: &Element) -> Outcome {
        let Some(item) = self.view.controls.find(control).map(|entry| entry.item) else { return Ok(()) };
        let known = self.state.record().details(item.id);
        if let Some(sets) = details::changed(&self.view.page, &self.state.words, control, known)? {
            self.state.set_details(&item, TYPED, sets);
        }
        Ok(())
    }

    /// Undoes or redoes by the usual keys. In a text they undo letters, which is left to the browser.
    fn undoes(&mut self, event: &Event) -> bool {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return false };
        if !(key.ctrl_key() || key.meta_key()) || key.alt_key() {
            return false;
        }
        let undo = match (key.key().to_ascii_lowercase().as_str(), key.shift_key()) {
            ("z", false) => true,
            ("z", true) | ("y", false) => false,
            _ => return false,
        };
        if target(event).is_some_and(|target| Page::is_written(&target)) {
            return false;
        }
        event.prevent_default();
        self.state.toggle_last(undo);
        true
    }
}

fn target(event: &Event) -> Option<Element> {
    event.target().and_then(|target| target.dyn_into::<Element>().ok())
}
