//! The engine that keeps comments: acts and their undoing, tabs, and what is wrong with the storage.
//! What comments look like and what is said of them is the matter of the script that calls this.

pub mod files;

use std::cell::RefCell;

use dtmm_exchange::{Comment, Comments, NoComments, WITHIN};
use dtmm_store::{Act, Change, RecordFormat, RecordId, Stamp, Storage, Store, Trouble, Unreadable, Value};
use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use web_sys::Window;

use crate::browser_storage::{BrowserStorage, prefix, tab_id};
use crate::legacy::OLD_PREFIX;
use crate::locks::WriteLock;
use crate::outcome::Outcome;
use crate::wiring::guarded_by;

/// What the keys of comments begin with, after the prefix.
const KIND: &str = "comments";
/// The identifier of the only record.
const RECORD: &str = "1";
/// The kind of the act that takes over comments of a former version.
const TAKEN_OVER: &str = "taken over";

/// The text form of comments in the storage: their file.
struct CommentsFormat {
    edition: String,
}

impl RecordFormat for CommentsFormat {
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
    store: Store<CommentsFormat, BrowserStorage>,
    lock: WriteLock,
    /// Called after every write, with whether comments changed.
    changed: Function,
}

thread_local! {
    static OPEN: RefCell<Option<Commenter>> = const { RefCell::new(None) };
}

/// Opens the comments of this site. `changed` is called after every write, with whether comments changed;
/// `guard` wraps a function so that it notices when it throws.
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
    let lock = WriteLock::new(name.clone(), plain(settled), plain(confirmed));
    let local = BrowserStorage::shared(&window);
    let format = CommentsFormat { edition: edition.to_owned() };
    let store = Store::new(format, local.clone(), name, tab_id(), RecordId::new(RECORD));
    let mut commenter = Commenter { window, store, lock, changed };
    if let Some(local) = &local {
        commenter.take_over(local)?;
    }
    if !commenter.store.is_synced() {
        commenter.request_lock()?;
    }
    OPEN.set(Some(commenter));
    Ok(())
}

/// All comments, as their file.
#[cfg_attr(feature = "commenter", wasm_bindgen)]
pub fn comments() -> Result<String, JsValue> {
    with(|commenter| Ok(commenter.store.record().write()))
}

/// Sets fields: `sets` alternates path and text, which is empty to clear the field. `kind` and `about`
/// name the act; with `goes_on` it may continue the last one, as the next letter of a text does. Gives
/// the identifier of the act; `undefined` if nothing changed.
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
            commenter.request_lock()?;
        }
        Ok(act.map(Stamp::text))
    })
}

/// Undoes or redoes an act. Gives how many fields were skipped because they were changed since;
/// `undefined` if the act is unknown or done already.
#[cfg_attr(feature = "commenter", wasm_bindgen(js_name = undoOrRedo))]
pub fn undo_or_redo(act: &str, undo: bool) -> Result<Option<u32>, JsValue> {
    let Some(act) = Stamp::parse(act) else { return Ok(None) };
    with(|commenter| {
        let done = if undo { commenter.store.undo(act) } else { commenter.store.redo(act) };
        let Some(done) = done else { return Ok(None) };
        commenter.request_lock()?;
        Ok(Some(u32::try_from(done.left).unwrap_or(u32::MAX)))
    })
}

/// The act to undo or redo next.
#[cfg_attr(feature = "commenter", wasm_bindgen)]
pub fn next(undo: bool) -> Result<Option<String>, JsValue> {
    with(|commenter| Ok(commenter.store.next_to_toggle(undo).map(Stamp::text)))
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

/// The changes of an act: field, former value and new value, alternating.
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

/// What prevents comments from being stored: `emptied`, `unreadable`, `stuck`, `blocked` or `full`;
/// `undefined` if all are stored.
#[cfg_attr(feature = "commenter", wasm_bindgen)]
pub fn trouble() -> Result<Option<String>, JsValue> {
    with(|commenter| Ok(commenter.trouble().map(str::to_owned)))
}

/// Whether everything that was done on this page is stored.
#[cfg_attr(feature = "commenter", wasm_bindgen(js_name = isKept))]
pub fn is_kept() -> Result<bool, JsValue> {
    with(|commenter| Ok(commenter.store.is_stored()))
}

/// The unreadable texts that the reader has not acknowledged: number and text, alternating.
#[cfg_attr(feature = "commenter", wasm_bindgen)]
pub fn asides() -> Result<Array, JsValue> {
    with(|commenter| {
        let untold = commenter.store.unacknowledged();
        let asides = commenter.store.quarantined().into_iter().filter(|aside| untold.contains(&aside.number));
        Ok(asides.flat_map(|aside| [JsValue::from(aside.number), aside.text.into()]).collect())
    })
}

/// Whether a newer program wrote one of them.
#[cfg_attr(feature = "commenter", wasm_bindgen(js_name = hasNewer))]
pub fn has_newer() -> Result<bool, JsValue> {
    with(|commenter| Ok(commenter.store.has_newer()))
}

/// The reader acknowledges all unreadable texts.
#[cfg_attr(feature = "commenter", wasm_bindgen)]
pub fn told() -> Result<(), JsValue> {
    with(|commenter| {
        commenter.store.acknowledge();
        Ok(())
    })
}

/// Merges what other tabs stored. With the key that one wrote, only if it is one of comments. Says whether
/// comments changed.
#[cfg_attr(feature = "commenter", wasm_bindgen)]
pub fn look(key: Option<String>) -> Result<bool, JsValue> {
    with(|commenter| {
        if key.is_some_and(|key| !commenter.store.concerns(&key)) {
            return Ok(false);
        }
        let news = commenter.store.pull();
        if !commenter.store.is_synced() {
            commenter.request_lock()?;
        }
        Ok(news)
    })
}

/// Stores comments again that disappeared from the storage.
#[cfg_attr(feature = "commenter", wasm_bindgen(js_name = keepAgain))]
pub fn keep_again() -> Result<(), JsValue> {
    with(|commenter| {
        if *commenter.store.record_id() == RecordId::new(RECORD) {
            commenter.store.store_again();
        } else {
            commenter.rejoin();
        }
        commenter.request_lock()
    })
}

/// Tries again to store what is not.
#[cfg_attr(feature = "commenter", wasm_bindgen(js_name = tryAgain))]
pub fn try_again() -> Result<(), JsValue> {
    with(Commenter::request_lock)
}

fn with<T>(call: impl FnOnce(&mut Commenter) -> Outcome<T>) -> Outcome<T> {
    OPEN.with_borrow_mut(|open| call(open.as_mut().ok_or("not open")?))
}

/// The lock is granted.
fn settled() -> Outcome {
    let (news, changed) = with(|commenter| Ok((commenter.sync()?, commenter.changed.clone())))?;
    changed.call1(&JsValue::NULL, &news.into()).map(drop)
}

/// The delay after which a write is confirmed is over.
fn confirmed() -> Outcome {
    let is_turn = with(|commenter| commenter.lock.confirm(&commenter.window))?;
    if is_turn { settled() } else { Ok(()) }
}

fn value(text: &str) -> Value {
    if text.is_empty() { Value::new() } else { vec![text.to_owned()] }
}

impl Commenter {
    fn request_lock(&mut self) -> Outcome {
        if self.lock.request(&self.window)? { self.sync().map(drop) } else { Ok(()) }
    }

    fn sync(&mut self) -> Outcome<bool> {
        self.lock.sync(&self.window, &mut self.store)
    }

    /// Merges comments that moved because another tab began new ones: there is only one list.
    fn rejoin(&mut self) {
        let old = self.store.leave_for(RecordId::new(RECORD));
        let sets: Vec<(String, Value)> = old.all().iter().flat_map(|one| self.missing(&old, one)).collect();
        self.store.act(TAKEN_OVER, "", &sets, false);
    }

    fn trouble(&self) -> Option<&'static str> {
        match self.store.trouble() {
            Trouble { emptied: true, .. } => Some("emptied"),
            Trouble { unreadable: true, .. } => Some("unreadable"),
            _ if self.store.is_stored() => None,
            Trouble { stuck: true, .. } => Some("stuck"),
            Trouble { blocked: true, .. } => Some("blocked"),
            _ => Some("full"),
        }
    }

    /// Takes over, once, comments of a former version on this edition: another site of the same host may
    /// have kept others. An equal comment is not added twice, a different one is added beside it.
    fn take_over(&mut self, local: &BrowserStorage) -> Outcome {
        let key = format!("{OLD_PREFIX}{KIND}");
        let Ok(Some(text)) = local.get(&key) else { return Ok(()) };
        let read = Comments::read(&text);
        let own = &self.store.form().edition;
        if read.as_ref().is_ok_and(|read| !read.edition().is_empty() && read.edition() != own) {
            return Ok(());
        }
        let name = format!("{}{KIND}:{RECORD}", prefix(&self.window)?);
        let is_taken = match (local.get(&name), read) {
            (Ok(None), _) => self.store.take_over(&RecordId::new(RECORD), &text),
            (Ok(Some(_)), Ok(read)) => {
                let sets: Vec<(String, Value)> = read.all().iter().flat_map(|one| self.missing(&read, one)).collect();
                let is_news = self.store.act(TAKEN_OVER, "", &sets, false).is_some();
                !is_news || self.store.is_stored()
            }
            // It stays where it is: the page cannot mention it yet.
            _ => false,
        };
        if is_taken {
            let _ = local.remove(&key);
        }
        Ok(())
    }

    /// The fields to set to add a comment that was read elsewhere.
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
