//! The turns of tabs to write: what this one did is joined with what others did under a lock, and once
//! more when all had the time to learn of it.

use dtmm_store::{Form, Storage, Store};
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Window;

use crate::Outcome;

/// How long other tabs are given to learn of what this one wrote, in milliseconds. Browsers tell them
/// within some; a slow machine is given a hundred times that.
const CONFIRM: i32 = 1500;

/// How a tab comes to write one kind of record.
pub(crate) struct Turns {
    /// The name of the lock.
    lock: String,
    /// Takes this tab's turn to write.
    settle: Function,
    /// Takes the moment when all other tabs had the time to learn of what was written.
    confirm: Function,
    /// What is waited for until then.
    waiting: Option<i32>,
    /// Whether the next turn is the one after that.
    confirms: bool,
}

impl Turns {
    pub(crate) fn new(lock: String, settle: Function, confirm: Function) -> Turns {
        Turns { lock, settle, confirm, waiting: None, confirms: false }
    }

    /// Asks for this tab's turn, which `settle` takes, and for the moment that `confirm` takes. Says
    /// whether it is this tab's turn already, because the browser has no locks.
    pub(crate) fn ask(&mut self, window: &Window) -> Outcome<bool> {
        self.wait(window)?;
        self.take(window)
    }

    /// It is this tab's turn: brings the storage and the record together. Says whether the record is
    /// another one now.
    pub(crate) fn settle<F: Form, S: Storage>(&mut self, window: &Window, store: &mut Store<F, S>) -> Outcome<bool> {
        let confirms = std::mem::take(&mut self.confirms);
        let news = if confirms { store.confirm() } else { store.settle() };
        if confirms && !store.is_settled() {
            self.wait(window)?;
        }
        Ok(news)
    }

    /// All other tabs had the time to learn of what was written: asks for a turn once more. Says
    /// whether it is this tab's already.
    pub(crate) fn confirm(&mut self, window: &Window) -> Outcome<bool> {
        self.waiting = None;
        self.confirms = true;
        self.take(window)
    }

    fn wait(&mut self, window: &Window) -> Outcome {
        if let Some(waiting) = self.waiting.take() {
            window.clear_timeout_with_handle(waiting);
        }
        let handle = window.set_timeout_with_callback_and_timeout_and_arguments_0(&self.confirm, CONFIRM)?;
        self.waiting = Some(handle);
        Ok(())
    }

    fn take(&self, window: &Window) -> Outcome<bool> {
        let Some(locks) = locks(window) else { return Ok(true) };
        let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
        let granted = request.call2(&locks, &self.lock.as_str().into(), &self.settle)?;
        // A page of a folder may have locks and not be given any.
        let refused: Function = Reflect::get(&granted, &"catch".into())?.dyn_into()?;
        refused.call1(&granted, &self.settle)?;
        Ok(false)
    }
}

/// The lock manager of the browser, where it has one for this page.
fn locks(window: &Window) -> Option<JsValue> {
    let locks = Reflect::get(&window.navigator(), &"locks".into()).ok()?;
    locks.is_object().then_some(locks)
}
