//! The scoring engine in the page: puts controls beside the entries, shows results where the
//! templates left room for them, and keeps the answers in the browser.
//!
//! Three engines come out of it, so that none carries what its pages do not need: the scorer, for all
//! pages where answers are given, the reporter, for those that only show what they come to, and the
//! commenter, which keeps comments for the script that shows them. The feature of the same name exports the functions of one of them, and the linker leaves out the rest.
//!
//! This is a thin shell. What answers are worth is `dtmm-scoring`'s matter, what the standard looks
//! like is `dtmm-model`'s, and every word comes with the page. What comes from files or from the
//! reader enters the page as text, never as markup.
//!
//! | part | does |
//! | --- | --- |
//! | `shell` | holds the state and takes the events to the parts below |
//! | `steps` | puts controls and results into the page, one step after the other |
//! | `page` | finds the hooks of the templates and writes lines and messages |
//! | `reporter`, `comparer` | the report; the comparison |
//! | `keys` | what keys and buttons do |
//! | `answers`, `details` | the controls of an entry, and its notes, evidence, owner and date |
//! | `bulk` | the control of a whole cell |
//! | `results` | levels, the map, the line that says why, the announcement |
//! | `lists`, `advice` | what follows from the answers: the plan, the gaps, the owners |
//! | `desk` | the forms of the scorer's page, and several assessments side by side |
//! | `filter` | which entries of the scorer's page are shown |
//! | `keeping`, `storage` | acts and their undoing, how assessments are kept, what is said when that fails |
//! | `local`, `turns` | the browser's own storage, and the turns of tabs to write to it |
//! | `commenter` | comments, kept by the same means, and taken in from files |
//! | `files`, `intake`, `opening` | giving an assessment away, and taking one in |
//!
//! What is said and drawn is composed by `dtmm-view`, and tested there without a browser.

mod advice;
mod answers;
mod bulk;
pub mod commenter;
mod comparer;
mod desk;
mod details;
mod files;
mod filter;
mod intake;
mod keeping;
mod keys;
mod lists;
mod local;
mod opening;
mod page;
mod reporter;
mod results;
mod shell;
mod steps;
mod storage;
mod turns;

use std::cell::RefCell;
use std::thread::LocalKey;

use comparer::Comparer;
use js_sys::{Function, Reflect};
use reporter::Reporter;
use shell::Shell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

/// What may fail in the browser. Such errors are handled in this file only.
type Outcome<T = ()> = Result<T, JsValue>;

/// What lasts as long as the page.
type Slot<T> = RefCell<Option<T>>;

thread_local! {
    static SHELL: Slot<Shell> = const { RefCell::new(None) };
    static REPORTER: Slot<Reporter> = const { RefCell::new(None) };
    static COMPARER: Slot<Comparer> = const { RefCell::new(None) };
}

/// Puts controls and results into the page, from the answers kept in this browser: a part at each
/// call, so that the page stays in the reader's hand. Says whether there is more to come.
///
/// # Errors
/// A page without the words and the outline, or a browser that refuses something. The page is then
/// as it was.
#[cfg_attr(feature = "scorer", wasm_bindgen)]
pub fn start() -> Result<bool, JsValue> {
    SHELL.with_borrow_mut(|slot| {
        let Some(shell) = slot else {
            *slot = Some(Shell::new(listeners(
                &SHELL,
                &Calls {
                    event: Shell::on,
                    quiet: Shell::announce,
                    idle: Shell::catch_up,
                    settle: Shell::settle,
                    confirm: Shell::confirm,
                    near: Shell::near,
                },
            ))?);
            return Ok(true);
        };
        shell.attach().inspect_err(|_| shell.detach())
    })
}

/// Takes controls and results out of the page again. The answers stay.
#[cfg_attr(feature = "scorer", wasm_bindgen)]
pub fn stop() {
    SHELL.with_borrow_mut(|slot| {
        if let Some(shell) = slot {
            shell.detach();
        }
    });
}

/// Fills the report or the comparison from the answers kept in this browser.
///
/// # Errors
/// As [`start`].
#[cfg_attr(feature = "reporter", wasm_bindgen(js_name = start))]
pub fn report() -> Result<(), JsValue> {
    if Comparer::is_here() {
        return COMPARER.with_borrow_mut(|slot| {
            let comparer = match slot {
                Some(comparer) => comparer,
                None => slot.insert(Comparer::new(listeners(&COMPARER, &Calls::events(Comparer::on)))?),
            };
            comparer.fill()
        });
    }
    REPORTER.with_borrow_mut(|slot| {
        let reporter = match slot {
            Some(reporter) => reporter,
            None => slot.insert(Reporter::new(listeners(&REPORTER, &Calls::events(Reporter::on)))?),
        };
        reporter.fill()
    })
}

/// A report stays: it takes nothing from who only reads.
#[cfg_attr(feature = "reporter", wasm_bindgen(js_name = stop))]
pub fn keep() {}

/// What the browser calls, by what for.
struct Calls<T> {
    event: fn(&mut T, &web_sys::Event) -> Outcome,
    quiet: fn(&mut T) -> Outcome,
    idle: fn(&mut T) -> Outcome,
    settle: fn(&mut T) -> Outcome,
    confirm: fn(&mut T) -> Outcome,
    near: fn(&mut T, &js_sys::Array) -> Outcome,
}

impl<T> Calls<T> {
    /// Of a page that takes events only.
    fn events(event: fn(&mut T, &web_sys::Event) -> Outcome) -> Calls<T> {
        let none = |_: &mut T| Ok(());
        Calls { event, quiet: none, idle: none, settle: none, confirm: none, near: |_, _| Ok(()) }
    }
}

/// The functions through which the browser calls back. They live as long as the page.
fn listeners<T: 'static>(slot: &'static LocalKey<Slot<T>>, calls: &Calls<T>) -> page::Listeners {
    let (on, near) = (calls.event, calls.near);
    // A field that is taken out of the page while it is written in tells of its change at once, within the
    // call that takes it out: of a `FnMut` that would be an error.
    let event = Closure::<dyn Fn(web_sys::Event)>::new(move |event| enter(slot, |shell| on(shell, &event)));
    let near = Closure::<dyn Fn(js_sys::Array)>::new(move |seen| enter(slot, |shell| near(shell, &seen)));
    let plain = |call: fn(&mut T) -> Outcome| {
        let call = Closure::<dyn Fn()>::new(move || enter(slot, call));
        guarded(call.into_js_value())
    };
    page::Listeners {
        event: guarded(event.into_js_value()),
        quiet: plain(calls.quiet),
        idle: plain(calls.idle),
        settle: plain(calls.settle),
        confirm: plain(calls.confirm),
        near: guarded(near.into_js_value()),
    }
}

/// The function as the page calls it: through what notices when it throws, which no part of the
/// engine can once it does.
fn guarded(call: JsValue) -> Function {
    let guard = Reflect::get(&js_sys::global(), &"dtmmGuard".into());
    let guard = guard.ok().and_then(|guard| guard.dyn_into::<Function>().ok());
    guarded_by(guard.as_ref(), call)
}

/// As [`guarded`], through what a page gave for that.
fn guarded_by(guard: Option<&Function>, call: JsValue) -> Function {
    let guarded = guard.and_then(|guard| guard.call1(&JsValue::NULL, &call).ok());
    guarded.unwrap_or(call).unchecked_into()
}

/// Takes a call from the browser to the shell. What fails there is thrown to the guard of the page.
/// A call from inside another one finds the shell taken and is left out.
fn enter<T>(slot: &'static LocalKey<Slot<T>>, call: impl FnOnce(&mut T) -> Outcome) {
    let failed = slot.with(|slot| {
        let mut slot = slot.try_borrow_mut().ok()?;
        call(slot.as_mut()?).err()
    });
    if let Some(error) = failed {
        wasm_bindgen::throw_val(error);
    }
}
