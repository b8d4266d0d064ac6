//! The browser's own storage, as the store of any kind of record asks for it.
//!
//! Every name begins with the prefix of the site (`dtmm.prefix`: the standard and the path of the
//! site), so that two sites of one host never see each other's.

use dtmm_store::{Failed, Storage, TabId};
use js_sys::Reflect;
use web_sys::Window;

use crate::Outcome;

/// What all names began with before they had the prefix of the site.
pub(crate) const OLD: &str = "dtmm:";

/// One of the two storages of a browser.
#[derive(Clone)]
pub(crate) struct Local(web_sys::Storage);

impl Local {
    /// The one that all tabs share; none where the browser gives none.
    pub(crate) fn of_all_tabs(window: &Window) -> Option<Local> {
        window.local_storage().ok().flatten().map(Local)
    }

    /// The one of this tab.
    pub(crate) fn of_this_tab(window: &Window) -> Option<Local> {
        window.session_storage().ok().flatten().map(Local)
    }
}

impl Storage for Local {
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

/// A number for this tab.
pub(crate) fn tab() -> TabId {
    // The highest number that JavaScript counts with exactly and that fits is far from being drawn twice.
    (js_sys::Math::random() * f64::from(u32::MAX)) as u32
}
