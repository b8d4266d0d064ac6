//! The scoring engine in the page: puts controls beside the entries, shows results where the
//! templates left room for them, and keeps the answers in the browser.
//!
//! Two engines come out of it, so that none carries what its pages do not need: the scorer, for all
//! pages where answers are given, and the reporter, for those that only show what they come to. The
//! feature of the same name exports the functions of one of them, and the linker leaves out the rest.
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
//! | `keeping`, `storage`, `recent` | the browser's own storage, and what another tab may have overwritten there |
//! | `files`, `intake`, `opening` | giving an assessment away, and taking one in |
//!
//! What is said and drawn is composed by `dtmm-view`, and tested there without a browser.

mod advice;
mod answers;
mod bulk;
mod comparer;
mod desk;
mod details;
mod files;
mod filter;
mod intake;
mod keeping;
mod keys;
mod lists;
mod opening;
mod page;
mod recent;
mod reporter;
mod results;
mod shell;
mod steps;
mod storage;

use std::cell::RefCell;
use std::thread::LocalKey;

use comparer::Comparer;
use reporter::Reporter;
use shell::Shell;
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
            *slot = Some(Shell::new(listeners(&SHELL, Shell::on, Shell::announce, Shell::catch_up, Shell::near))?);
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
                None => slot.insert(Comparer::new(listeners(
                    &COMPARER,
                    Comparer::on,
                    |_| Ok(()),
                    |_| Ok(()),
                    |_, _| Ok(()),
                ))?),
            };
            comparer.fill()
        });
    }
    REPORTER.with_borrow_mut(|slot| {
        let reporter = match slot {
            Some(reporter) => reporter,
            None => {
                slot.insert(Reporter::new(listeners(&REPORTER, Reporter::on, |_| Ok(()), |_| Ok(()), |_, _| Ok(())))?)
            }
        };
        reporter.fill()
    })
}

/// A report stays: it takes nothing from who only reads.
#[cfg_attr(feature = "reporter", wasm_bindgen(js_name = stop))]
pub fn keep() {}

/// The functions through which the browser calls back. They live as long as the page.
fn listeners<T: 'static>(
    slot: &'static LocalKey<Slot<T>>,
    on: fn(&mut T, &web_sys::Event) -> Outcome,
    quiet: fn(&mut T) -> Outcome,
    idle: fn(&mut T) -> Outcome,
    near: fn(&mut T, &js_sys::Array) -> Outcome,
) -> page::Listeners {
    let event = Closure::<dyn FnMut(web_sys::Event)>::new(move |event| enter(slot, |shell| on(shell, &event)));
    let quiet = Closure::<dyn FnMut()>::new(move || enter(slot, quiet));
    let idle = Closure::<dyn FnMut()>::new(move || enter(slot, idle));
    let near = Closure::<dyn FnMut(js_sys::Array)>::new(move |seen| enter(slot, |shell| near(shell, &seen)));
    page::Listeners {
        event: event.into_js_value().into(),
        quiet: quiet.into_js_value().into(),
        idle: idle.into_js_value().into(),
        near: near.into_js_value().into(),
    }
}

/// Takes a call from the browser to the shell. What fails there is reported to the console and
/// leaves the page usable. A call from inside another one finds the shell taken and is left out.
fn enter<T>(slot: &'static LocalKey<Slot<T>>, call: impl FnOnce(&mut T) -> Outcome) {
    slot.with(|slot| {
        if let Ok(mut slot) = slot.try_borrow_mut()
            && let Some(shell) = slot.as_mut()
            && let Err(error) = call(shell)
        {
            web_sys::console::error_1(&error);
        }
    });
}
