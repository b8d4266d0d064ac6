//! When this tab may write to the storage: under a lock (Web Locks), so that tabs do not overwrite each
//! other, and once more after a delay in which the others learned of it.

use dtmm_store::{RecordFormat, Storage, Store};
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Window;

use crate::outcome::Outcome;

/// The delay before a write is confirmed, in milliseconds. Browsers dispatch `storage` events within a
/// few; a slow machine gets a hundred times that.
const CONFIRM: i32 = 1500;

/// Requests for the lock of one kind of record.
pub(crate) struct WriteLock {
    /// The name of the lock.
    name: String,
    /// Called while the lock is held.
    granted: Function,
    /// Called when the delay is over.
    confirm: Function,
    /// The timer of the delay.
    timer: Option<i32>,
    /// Whether the next time the lock is held confirms what was written.
    confirms: bool,
}

impl WriteLock {
    pub(crate) fn new(name: String, granted: Function, confirm: Function) -> WriteLock {
        WriteLock { name, granted, confirm, timer: None, confirms: false }
    }

    /// Requests the lock, and starts the delay. Says whether the caller may write at once, because the
    /// browser has no locks.
    pub(crate) fn request(&mut self, window: &Window) -> Outcome<bool> {
        self.start_delay(window)?;
        self.request_lock(window)
    }

    /// The lock is held: brings the storage and the record together. Says whether the record changed.
    pub(crate) fn sync<F: RecordFormat, S: Storage>(
        &mut self,
        window: &Window,
        store: &mut Store<F, S>,
    ) -> Outcome<bool> {
        let confirms = std::mem::take(&mut self.confirms);
        let changed = if confirms { store.confirm() } else { store.sync() };
        if confirms && !store.is_synced() {
            self.start_delay(window)?;
        }
        Ok(changed)
    }

    /// The delay is over: requests the lock once more. Says whether the caller may write at once.
    pub(crate) fn confirm(&mut self, window: &Window) -> Outcome<bool> {
        self.timer = None;
        self.confirms = true;
        self.request_lock(window)
    }

    fn start_delay(&mut self, window: &Window) -> Outcome {
        if let Some(timer) = self.timer.take() {
            window.clear_timeout_with_handle(timer);
        }
        let handle = window.set_timeout_with_callback_and_timeout_and_arguments_0(&self.confirm, CONFIRM)?;
        self.timer = Some(handle);
        Ok(())
    }

    fn request_lock(&self, window: &Window) -> Outcome<bool> {
        let Some(locks) = locks(window) else { return Ok(true) };
        let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
        let granted = request.call2(&locks, &self.name.as_str().into(), &self.granted)?;
        // A page from `file://` may have the API and be refused the lock: it writes without.
        let refused: Function = Reflect::get(&granted, &"catch".into())?.dyn_into()?;
        refused.call1(&granted, &self.granted)?;
        Ok(false)
    }
}

/// The lock manager of the browser, where it has one for this page.
fn locks(window: &Window) -> Option<JsValue> {
    let locks = Reflect::get(&window.navigator(), &"locks".into()).ok()?;
    locks.is_object().then_some(locks)
}
