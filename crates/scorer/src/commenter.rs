//! The engine that keeps comments: acts and their undoing, tabs, and what is wrong with the storage.
//! What comments look like and what is said of them is the matter of the script that calls this.

pub mod files;

use std::cell::RefCell;

use dtmm_exchange::{Comment, Comments, NoComments, WITHIN};
use dtmm_store::{Act, Change, Form, SlotId, Stamp, Storage, Store, Trouble, Unreadable, Value};
use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use web_sys::Window;

use crate::local::{Local, OLD, prefix, tab};
use crate::turns::Turns;
use crate::{Outcome, guarded_by};

/// What the names of everything begin with here, after the prefix.
const KIND: &str = "comments";
/// The one slot in use.
const SLOT: &str = "1";
/// The kind of the act that takes over what was kept before names had a prefix.
const TAKEN_OVER: &str = "taken over";

/// How comments are kept.
struct Remarks {
    edition: String,
}

impl Form for Remarks {
    type Record = Comments;

    fn empty(&self) -> Comments {
        Comments::new(&self.edition)
    }

    fn read(&self, text: &str) -> Result<Comments, Unreadable> {
        Comments::read(text).map_err(|why| match why {
            NoComments::Damaged => Unreadable::Damaged,
            NoComments::Newer => Unreadable::Newer,
        })
    }

    fn write(&self, record: &Comments) -> String {
        record.write()
    }

    fn paths(&self, record: &Comments) -> Vec<String> {
        record.paths()
    }

    fn get(&self, record: &Comments, path: &str) -> Value {
        record.field(path)
    }

    fn put(&self, record: &mut Comments, path: &str, value: &[String]) {
        record.set_field(path, value);
    }
}

/// The comments of this site, as this tab knows them.
struct Commenter {
    window: Window,
    store: Store<Remarks, Local>,
    turns: Turns,
    /// Takes that something is other than before, and whether comments are.
    changed: Function,
}

thread_local! {
    static OPEN: RefCell<Option<Commenter>> = const { RefCell::new(None) };
}

/// Opens the comments of this site. `changed` is called with whether comments are other than before,
/// after every turn of this tab; `guard` makes of a function one that notices when it throws.
///
/// # Errors
/// A page without a window or without the prefix of its site.
#[cfg_attr(feature = "commenter", wasm_bindgen)]
pub fn open(edition: &str, changed: Function, guard: &Function) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or("no window")?;
    let name = format!("{}{KIND}", prefix(&window)?);
    let plain = |call: fn() -> Outcome| {
        let call = Closure::<dyn FnMut() -> Outcome>::new(call);
        guarded_by(Some(guard), call.into_js_value())
    };
    let turns = Turns::new(name.clone(), plain(settled), plain(confirmed));
    let local = Local::of_all_tabs(&window);
    let remarks = Remarks { edition: edition.to_owned() };
    let store = Store::new(remarks, local.clone(), name, tab(), SlotId::new(SLOT));
    let mut commenter = Commenter { window, store, turns, changed };
    if let Some(local) = &local {
        commenter.take_over(local)?;
    }
    if !commenter.store.is_settled() {
        commenter.settle_soon()?;
    }
    OPEN.set(Some(commenter));
    Ok(())
}

/// All comments, as their file.
#[cfg_attr(feature = "commenter", wasm_bindgen)]
pub fn comments() -> Result<String, JsValue> {
    with(|commenter| Ok(commenter.store.record().write()))
}

/// Sets fields: `sets` has path and text in turns, an empty text for nothing. `kind` and `about` say
/// what act it is; with `goes_on` it may continue the last one, as the next letter of a text does.
/// Gives the name of the act; nothing where all of that stood there already.
#[cfg_attr(feature = "commenter", wasm_bindgen)]
pub fn change(kind: &str, about: &str, sets: &Array, goes_on: bool) -> Result<Option<String>, JsValue> {
    let texts: Vec<String> = sets.iter().filter_map(|text| text.as_string()).collect();
    let set = |pair: &[String]| {
        let [path, text] = pair else { return None };
        Some((path.clone(), value(text)))
    };
    let sets: Vec<(String, Value)> = texts.chunks(2).filter_map(set).collect();
    with(|commenter| {
        let act = commenter.store.act(kind, about, &sets, goes_on);
        if act.is_some() {
            commenter.settle_soon()?;
        }
        Ok(act.map(Stamp::text))
    })
}

/// Undoes an act or does it again. Gives how many fields were left because they were changed since;
/// nothing where the act is not known any more, or is as wanted already.
#[cfg_attr(feature = "commenter", wasm_bindgen(js_name = undoOrRedo))]
pub fn undo_or_redo(act: &str, undo: bool) -> Result<Option<u32>, JsValue> {
    let Some(act) = Stamp::parse(act) else { return Ok(None) };
    with(|commenter| {
        let done = if undo { commenter.store.undo(act) } else { commenter.store.redo(act) };
        let Some(done) = done else { return Ok(None) };
        commenter.settle_soon()?;
        Ok(Some(u32::try_from(done.left).unwrap_or(u32::MAX)))
    })
}

/// The act that is undone next, or done again.
#[cfg_attr(feature = "commenter", wasm_bindgen)]
pub fn next(undo: bool) -> Result<Option<String>, JsValue> {
    with(|commenter| Ok(commenter.store.next_to_flip(undo).map(Stamp::text)))
}

/// The last acts, oldest first, each as its name, its kind, what it was about, and whether it is
/// undone.
#[cfg_attr(feature = "commenter", wasm_bindgen)]
pub fn acts() -> Result<Array, JsValue> {
    let one = |act: &Act| -> JsValue {
        Array::of4(&act.id.text().into(), &act.kind.as_str().into(), &act.about.as_str().into(), &act.undone.into())
            .into()
    };
    with(|commenter| Ok(commenter.store.acts().iter().map(one).collect()))
}

/// What an act changed, as field, what it held and what it holds since, in turns.
#[cfg_attr(feature = "commenter", wasm_bindgen)]
pub fn changes(act: &str) -> Result<Array, JsValue> {
    let act = Stamp::parse(act);
    let text = |value: &Value| JsValue::from(value.first().map_or("", String::as_str));
    with(|commenter| {
        let found = commenter.store.acts().iter().find(|one| Some(one.id) == act);
        let changes = found.into_iter().flat_map(|act| &act.changes);
        let one = |change: &Change| [change.path.as_str().into(), text(&change.before), text(&change.after)];
        Ok(changes.flat_map(one).collect())
    })
}

/// What keeps comments from being stored: `emptied`, `unreadable`, `stuck`, `blocked` or `full`;
/// nothing where all are.
#[cfg_attr(feature = "commenter", wasm_bindgen)]
pub fn trouble() -> Result<Option<String>, JsValue> {
    with(|commenter| Ok(commenter.trouble().map(str::to_owned)))
}

/// Whether everything that was done on this page is stored.
#[cfg_attr(feature = "commenter", wasm_bindgen(js_name = isKept))]
pub fn is_kept() -> Result<bool, JsValue> {
    with(|commenter| Ok(commenter.store.is_kept()))
}

/// The texts put aside that the reader did not answer to, as number and text in turns.
#[cfg_attr(feature = "commenter", wasm_bindgen)]
pub fn asides() -> Result<Array, JsValue> {
    with(|commenter| {
        let untold = commenter.store.untold();
        let asides = commenter.store.asides().into_iter().filter(|aside| untold.contains(&aside.number));
        Ok(asides.flat_map(|aside| [JsValue::from(aside.number), aside.text.into()]).collect())
    })
}

/// Whether a newer program wrote one of them.
#[cfg_attr(feature = "commenter", wasm_bindgen(js_name = hasNewer))]
pub fn has_newer() -> Result<bool, JsValue> {
    with(|commenter| Ok(commenter.store.has_newer()))
}

/// The reader knows of all texts put aside until now.
#[cfg_attr(feature = "commenter", wasm_bindgen)]
pub fn told() -> Result<(), JsValue> {
    with(|commenter| {
        commenter.store.told();
        Ok(())
    })
}

/// Takes over what other tabs stored. With the key that one wrote, only where it is that of comments.
/// Says whether comments are other than before.
#[cfg_attr(feature = "commenter", wasm_bindgen)]
pub fn look(key: Option<String>) -> Result<bool, JsValue> {
    with(|commenter| {
        if key.is_some_and(|key| !commenter.store.concerns(&key)) {
            return Ok(false);
        }
        let news = commenter.store.look();
        if !commenter.store.is_settled() {
            commenter.settle_soon()?;
        }
        Ok(news)
    })
}

/// What was stored and is gone is stored again.
#[cfg_attr(feature = "commenter", wasm_bindgen(js_name = keepAgain))]
pub fn keep_again() -> Result<(), JsValue> {
    with(|commenter| {
        if *commenter.store.slot() == SlotId::new(SLOT) {
            commenter.store.keep_again();
        } else {
            commenter.rejoin();
        }
        commenter.settle_soon()
    })
}

/// Tries again to store what is not.
#[cfg_attr(feature = "commenter", wasm_bindgen(js_name = tryAgain))]
pub fn try_again() -> Result<(), JsValue> {
    with(Commenter::settle_soon)
}

fn with<T>(call: impl FnOnce(&mut Commenter) -> Outcome<T>) -> Outcome<T> {
    OPEN.with_borrow_mut(|open| call(open.as_mut().ok_or("not open")?))
}

/// It is this tab's turn to write.
fn settled() -> Outcome {
    let (news, changed) = with(|commenter| Ok((commenter.settle()?, commenter.changed.clone())))?;
    changed.call1(&JsValue::NULL, &news.into()).map(drop)
}

/// All other tabs had the time to learn of what was written.
fn confirmed() -> Outcome {
    let is_turn = with(|commenter| commenter.turns.confirm(&commenter.window))?;
    if is_turn { settled() } else { Ok(()) }
}

fn value(text: &str) -> Value {
    if text.is_empty() { Value::new() } else { vec![text.to_owned()] }
}

impl Commenter {
    fn settle_soon(&mut self) -> Outcome {
        if self.turns.ask(&self.window)? { self.settle().map(drop) } else { Ok(()) }
    }

    fn settle(&mut self) -> Outcome<bool> {
        self.turns.settle(&self.window, &mut self.store)
    }

    /// There is one list of comments: what made way for another one that was begun elsewhere joins it.
    fn rejoin(&mut self) {
        let old = self.store.leave_for(SlotId::new(SLOT));
        let sets: Vec<(String, Value)> = old.all().iter().flat_map(|one| self.missing(&old, one)).collect();
        self.store.act(TAKEN_OVER, "", &sets, false);
    }

    fn trouble(&self) -> Option<&'static str> {
        match self.store.trouble() {
            Trouble { emptied: true, .. } => Some("emptied"),
            Trouble { unreadable: true, .. } => Some("unreadable"),
            _ if self.store.is_kept() => None,
            Trouble { stuck: true, .. } => Some("stuck"),
            Trouble { blocked: true, .. } => Some("blocked"),
            _ => Some("full"),
        }
    }

    /// Takes over, once, what was kept before names had a prefix, where it is on this edition: another
    /// site of the same host may have kept it. A comment that is here already does not come twice, and
    /// one that is other than here comes beside it.
    fn take_over(&mut self, local: &Local) -> Outcome {
        let key = format!("{OLD}{KIND}");
        let Ok(Some(text)) = local.get(&key) else { return Ok(()) };
        let read = Comments::read(&text);
        let own = &self.store.form().edition;
        if read.as_ref().is_ok_and(|read| !read.edition().is_empty() && read.edition() != own) {
            return Ok(());
        }
        let name = format!("{}{KIND}:{SLOT}", prefix(&self.window)?);
        let is_taken = match (local.get(&name), read) {
            (Ok(None), _) => self.store.take_over(&SlotId::new(SLOT), &text),
            (Ok(Some(_)), Ok(read)) => {
                let sets: Vec<(String, Value)> = read.all().iter().flat_map(|one| self.missing(&read, one)).collect();
                let is_news = self.store.act(TAKEN_OVER, "", &sets, false).is_some();
                !is_news || self.store.is_kept()
            }
            // It stays where it is: nothing here could be told of it.
            _ => false,
        };
        if is_taken {
            let _ = local.remove(&key);
        }
        Ok(())
    }

    /// What must be set so that a comment that was read elsewhere is here.
    fn missing(&self, read: &Comments, one: &Comment) -> Vec<(String, Value)> {
        let here = |id: &str| self.store.record().all().iter().find(|other| other.id() == id);
        if here(one.id()) == Some(one) {
            return Vec::new();
        }
        let mut id = one.id().to_owned();
        while here(&id).is_some() {
            id.push('x');
        }
        let set = |path: String| {
            let (whose, name) = path.split_once(WITHIN)?;
            (whose == one.id()).then(|| (format!("{id}{WITHIN}{name}"), read.field(&path)))
        };
        read.paths().into_iter().filter_map(set).collect()
    }
}
