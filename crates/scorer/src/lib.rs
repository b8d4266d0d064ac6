//! The engines in the page: the scorer puts controls beside the entries, shows results where the
//! templates left room for them, and keeps the answers in the browser; the reporter fills the report and
//! the comparison; the commenter keeps comments for the script that shows them; the sharer encrypts files and makes
//! anonymous copies and QR codes; one more writes and reads workbooks.
//!
//! They are five, so that none carries what its pages do not need. The feature of the same name
//! exports the functions of one, and the linker leaves out the rest.
//!
//! What answers are worth is decided by `dtmm-scoring`, what is said and drawn is composed by
//! `dtmm-view`, and every word comes with the page. What comes from files or from the reader enters the
//! page as text, never as markup.
//!
//! An event goes one way: `wiring` → `queue` → `app` → `state`, whose effects go back through `app` to
//! `view`.
//!
//! | part | does |
//! | --- | --- |
//! | `wiring`, `queue` | the functions that the browser calls; events that arrive during another wait |
//! | `app`, `keys` | takes events to the state and effects to the view |
//! | `state`, `effect` | what the logic knows and decides, without the page; what the view has to do |
//! | `persistence`, `legacy` | how assessments are stored; what former versions stored |
//! | `view`, `hydration` | carries out effects; puts controls and results into the page step by step |
//! | `page`, `data` | finds the hooks of the templates, writes to them; what comes with the page |
//! | `controls`, `bulk`, `details` | the controls of an entry, of a cell, and the details of an entry |
//! | `assessment_form`, `filter` | the forms of the scorer's page; which entries are shown |
//! | `results`, `lists`, `derived_lists` | levels, the map, the line that says why; lists that follow from the answers |
//! | `plan_list` | the action plan |
//! | `parts` | saving the part of an owner, showing one |
//! | `file_reader`, `handover`, `export` | the one importer of files; what another engine read; texts to copy |
//! | `browser_storage`, `locks` | the storages of the browser; the lock under which tabs write |
//! | `reporter`, `comparer`, `commenter` | the report, the comparison, comments |
//! | `sharer`, `workbooks` | what is handed on; workbooks |

mod app;
mod assessment_form;
mod browser_storage;
mod bulk;
pub mod commenter;
mod comparer;
mod controls;
mod data;
mod derived_lists;
mod details;
mod effect;
mod export;
mod file_reader;
mod filter;
mod guidance;
mod handover;
mod hydration;
mod keys;
mod legacy;
mod lists;
mod locks;
mod map_layer;
mod outcome;
mod owner_list;
mod page;
mod parts;
mod persistence;
mod plan_list;
mod queue;
mod reporter;
mod results;
#[cfg(feature = "sharer")]
pub mod sharer;
mod state;
mod view;
mod wiring;
#[cfg(feature = "workbooks")]
pub mod workbooks;

use app::App;
use comparer::Comparer;
use js_sys::Array;
use page::Listeners;
use reporter::Reporter;
use wasm_bindgen::prelude::*;
use wiring::{Calls, Global, event_listener, listeners};

thread_local! {
    static APP: Global<App> = const { Global::new() };
    static REPORTER: Global<Reporter> = const { Global::new() };
    static COMPARER: Global<Comparer> = const { Global::new() };
}

/// Puts controls and results into the page, from the answers kept in this browser: one step at each
/// call, so that the page stays responsive. Says whether there is more to come.
///
/// # Errors
/// A page without the words and the outline, or a browser that refuses something. The page is then
/// as it was.
#[cfg_attr(feature = "scorer", wasm_bindgen)]
pub fn start() -> Result<bool, JsValue> {
    APP.with(|queue| {
        queue.enter(|app| {
            let Some(app) = app else {
                let calls = Calls {
                    event: App::on,
                    quiet: App::announce,
                    idle: App::catch_up,
                    lock: App::lock_granted,
                    confirm: App::confirm,
                    near: App::near,
                };
                *app = Some(App::new(listeners(&APP, &calls))?);
                return Ok(true);
            };
            app.hydrate().inspect_err(|_| app.detach())
        })
    })
}

/// Takes controls and results out of the page again. The answers stay.
///
/// # Errors
/// A browser that refuses something.
#[cfg_attr(feature = "scorer", wasm_bindgen)]
pub fn stop() -> Result<(), JsValue> {
    APP.with(|queue| {
        queue.enter(|app| {
            app.as_mut().map(App::detach);
            Ok(())
        })
    })
}

/// The name and the text of the file of the assessment that is shown, if there is one. `is_saved` says that the reader
/// gets all of it.
///
/// # Errors
/// A browser that refuses something.
#[cfg_attr(feature = "scorer", wasm_bindgen)]
pub fn file(is_saved: bool) -> Result<Option<Array>, JsValue> {
    APP.with(|queue| queue.enter(|app| app.as_mut().map(|app| app.file(is_saved)).transpose()))
}

/// Fills the report or the comparison from the answers kept in this browser.
///
/// # Errors
/// As [`start`].
#[cfg_attr(feature = "reporter", wasm_bindgen(js_name = start))]
pub fn report() -> Result<(), JsValue> {
    if Comparer::is_here() {
        return COMPARER.with(|queue| {
            queue.enter(|comparer| {
                let comparer = match comparer {
                    Some(comparer) => comparer,
                    None => {
                        comparer.insert(Comparer::new(Listeners::of_events(event_listener(&COMPARER, Comparer::on)))?)
                    }
                };
                comparer.fill()
            })
        });
    }
    REPORTER.with(|queue| {
        queue.enter(|reporter| {
            let reporter = match reporter {
                Some(reporter) => reporter,
                None => reporter.insert(Reporter::new(Listeners::of_events(event_listener(&REPORTER, Reporter::on)))?),
            };
            reporter.fill()
        })
    })
}

/// Does nothing: a report has no controls to remove.
#[cfg_attr(feature = "reporter", wasm_bindgen(js_name = stop))]
pub fn keep() {}
