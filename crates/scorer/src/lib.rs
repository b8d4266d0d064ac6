//! The scoring engine in the page: puts controls beside the entries, shows results where the
//! templates left room for them, and keeps the answers in the browser.
//!
//! This is a thin shell. What answers are worth is `dtmm-scoring`'s matter, what the standard looks
//! like is `dtmm-model`'s, and every word comes with the page. What comes from files or from the
//! reader enters the page as text, never as markup.
//!
//! | part | does |
//! | --- | --- |
//! | `shell` | holds the state and takes the events to the parts below |
//! | `page` | finds the hooks of the templates and writes lines and messages |
//! | `answers` | the controls of an entry |
//! | `results` | levels, the map, the line that says why, the announcement |
//! | `storage` | the browser's own storage |
//! | `files` | saving to and opening a file |
//! | `why`, `words` | what is said, as data; tested natively |

mod answers;
mod files;
mod page;
mod results;
mod shell;
mod storage;
mod why;
mod words;

use std::cell::RefCell;

use shell::Shell;
use wasm_bindgen::prelude::*;

/// What may fail in the browser. Such errors are handled in this file only.
type Outcome<T = ()> = Result<T, JsValue>;

thread_local! {
    static SHELL: RefCell<Option<Shell>> = const { RefCell::new(None) };
}

/// Puts controls and results into the page, from the answers kept in this browser.
///
/// # Errors
/// A page without the words and the outline, or a browser that refuses something. The page is then
/// as it was.
#[wasm_bindgen]
pub fn start() -> Result<(), JsValue> {
    SHELL.with_borrow_mut(|slot| {
        let shell = match slot {
            Some(shell) => shell,
            None => slot.insert(Shell::new(listeners())?),
        };
        shell.attach().inspect_err(|_| shell.detach())
    })
}

/// Takes controls and results out of the page again. The answers stay.
#[wasm_bindgen]
pub fn stop() {
    SHELL.with_borrow_mut(|slot| {
        if let Some(shell) = slot {
            shell.detach();
        }
    });
}

/// The functions through which the browser calls back. They live as long as the page.
fn listeners() -> page::Listeners {
    let event = Closure::<dyn FnMut(web_sys::Event)>::new(|event| enter(|shell| shell.on(&event)));
    let timer = Closure::<dyn FnMut()>::new(|| enter(Shell::announce));
    page::Listeners { event: event.into_js_value().into(), timer: timer.into_js_value().into() }
}

/// Takes a call from the browser to the shell. What fails there is reported to the console and
/// leaves the page usable. A call from inside another one finds the shell taken and is left out.
fn enter(call: impl FnOnce(&mut Shell) -> Outcome) {
    SHELL.with(|slot| {
        if let Ok(mut slot) = slot.try_borrow_mut()
            && let Some(shell) = slot.as_mut()
            && let Err(error) = call(shell)
        {
            web_sys::console::error_1(&error);
        }
    });
}
