//! The storages of the browser: `localStorage`, which all tabs share, and `sessionStorage`.
//!
//! Every key begins with the prefix of the site (`dtmm.prefix`: the standard and the path of the
//! site), so that two sites of one host never see each other's records.

use dtmm_model::Outline;
use dtmm_store::{Failed, Storage, TabId};
use js_sys::Reflect;
use web_sys::Window;

use crate::legacy;
use crate::outcome::Outcome;
use crate::persistence::{self, AssessmentStore, Remembered, StoragePlaces};

/// One of the two storages of a browser.
#[derive(Clone)]
pub(crate) struct BrowserStorage(web_sys::Storage);

/// Opens the assessments of this site.
pub(crate) fn open_assessments(
    window: &Window,
    outline: &Outline,
) -> Outcome<(AssessmentStore<BrowserStorage>, Remembered<BrowserStorage>)> {
    let (shared, tab) = (BrowserStorage::shared(window), BrowserStorage::of_tab(window));
    let prefix = prefix(window)?;
    let former = legacy::migrate(shared.as_ref(), &prefix, outline);
    Ok(persistence::open(StoragePlaces { shared, tab, prefix, tab_id: tab_id(), former }, outline))
}

impl BrowserStorage {
    /// The storage that all tabs share; `None` where the browser has none.
    pub(crate) fn shared(window: &Window) -> Option<BrowserStorage> {
        window.local_storage().ok().flatten().map(BrowserStorage)
    }

    /// The storage of this tab.
    fn of_tab(window: &Window) -> Option<BrowserStorage> {
        window.session_storage().ok().flatten().map(BrowserStorage)
    }
}

impl Storage for BrowserStorage {
    fn get(&self, key: &str) -> Result<Option<String>, Failed> {
        self.0.get_item(key).map_err(|_| Failed)
    }

    fn set(&self, key: &str, text: &str) -> Result<(), Failed> {
        self.0.set_item(key, text).map_err(|_| Failed)
    }

    fn remove(&self, key: &str) -> Result<(), Failed> {
        self.0.remove_item(key).map_err(|_| Failed)
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, Failed> {
        let count = self.0.length().map_err(|_| Failed)?;
        let mut keys = Vec::new();
        for place in 0..count {
            let key = self.0.key(place).map_err(|_| Failed)?;
            keys.extend(key.filter(|key| key.starts_with(prefix)));
        }
        Ok(keys)
    }
}

/// The prefix of the site.
pub(crate) fn prefix(window: &Window) -> Outcome<String> {
    let prefix = Reflect::get(&Reflect::get(window, &"dtmm".into())?, &"prefix".into())?;
    Ok(prefix.as_string().ok_or("no prefix")?)
}

/// A random number for this tab.
pub(crate) fn tab_id() -> TabId {
    // Among four thousand million numbers, two tabs hardly draw the same.
    (js_sys::Math::random() * f64::from(u32::MAX)) as u32
}
