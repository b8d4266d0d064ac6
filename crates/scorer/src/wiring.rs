//! The functions that the browser calls, from its events, timers, locks and observers.

use std::thread::LocalKey;

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Event;

use crate::outcome::Outcome;
use crate::page::Listeners;
use crate::queue::Queue;

/// What lasts as long as the page.
pub(crate) type Global<T> = Queue<T, JsValue>;

/// What the page of answers does when the browser calls.
pub(crate) struct Calls<T> {
    pub(crate) event: fn(&mut T, &Event) -> Outcome,
    pub(crate) quiet: fn(&mut T) -> Outcome,
    pub(crate) idle: fn(&mut T) -> Outcome,
    pub(crate) lock: fn(&mut T) -> Outcome,
    pub(crate) confirm: fn(&mut T) -> Outcome,
    pub(crate) near: fn(&mut T, &Array) -> Outcome,
}

/// The functions through which the browser calls. They live as long as the page.
pub(crate) fn listeners<T: 'static>(global: &'static LocalKey<Global<T>>, calls: &Calls<T>) -> Listeners {
    let near = calls.near;
    let near = Closure::<dyn Fn(Array)>::new(move |seen| run(global, move |subject| near(subject, &seen)));
    let plain = |call: fn(&mut T) -> Outcome| {
        let call = Closure::<dyn Fn()>::new(move || run(global, call));
        guarded(call.into_js_value())
    };
    Listeners {
        event: event_listener(global, calls.event),
        quiet: plain(calls.quiet),
        idle: plain(calls.idle),
        lock: plain(calls.lock),
        confirm: plain(calls.confirm),
        near: guarded(near.into_js_value()),
    }
}

/// The function through which the browser dispatches events to a page.
pub(crate) fn event_listener<T: 'static>(
    global: &'static LocalKey<Global<T>>,
    on: fn(&mut T, &Event) -> Outcome,
) -> Function {
    // `Fn`, not `FnMut`: some functions of the browser dispatch events before they return, so that the
    // closure is called while it runs.
    let event = Closure::<dyn Fn(Event)>::new(move |event| run(global, move |subject| on(subject, &event)));
    guarded(event.into_js_value())
}

/// Runs a call, now or after the one that is running. An error is thrown to the guard of the page.
fn run<T>(global: &'static LocalKey<Global<T>>, call: impl FnOnce(&mut T) -> Outcome + 'static) {
    if let Err(error) = global.with(|queue| queue.run(Box::new(call))) {
        wasm_bindgen::throw_val(error);
    }
}

/// The function wrapped in the guard of the page, which notices when it throws: the engine cannot once
/// it has.
fn guarded(call: JsValue) -> Function {
    let guard = Reflect::get(&js_sys::global(), &"dtmmGuard".into());
    let guard = guard.ok().and_then(|guard| guard.dyn_into::<Function>().ok());
    guarded_by(guard.as_ref(), call)
}

/// As [`guarded`], with the guard that a page gave.
pub(crate) fn guarded_by(guard: Option<&Function>, call: JsValue) -> Function {
    let guarded = guard.and_then(|guard| guard.call1(&JsValue::NULL, &call).ok());
    guarded.unwrap_or(call).unchecked_into()
}
