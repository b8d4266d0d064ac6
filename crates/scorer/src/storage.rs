//! The browser's own storage. It may be blocked, full, or written by another tab meanwhile.

use web_sys::{Storage, Window};

/// Where the assessment is kept.
const KEY: &str = "dtmm:assessment";

/// Where a text goes that cannot be read.
const ASIDE: &str = "dtmm:assessment-damaged";

/// The stored text of the assessment.
pub(crate) struct Store {
    /// None where the browser does not give any.
    storage: Option<Storage>,
    /// The text as this page last read or wrote it.
    seen: Option<String>,
    /// Whether the answers of this page are kept.
    kept: bool,
}

impl Store {
    pub(crate) fn new(window: &Window) -> Store {
        let storage = window.local_storage().ok().flatten();
        Store { kept: storage.is_some(), storage, seen: None }
    }

    /// Whether the answers of this page are kept.
    pub(crate) fn is_kept(&self) -> bool {
        self.kept
    }

    /// The stored text, if it is another one than this page last read or wrote. Inside, none where
    /// nothing is stored any more.
    pub(crate) fn news(&mut self) -> Option<Option<String>> {
        let text = self.storage.as_ref()?.get_item(KEY).ok()?;
        if text == self.seen {
            return None;
        }
        self.seen.clone_from(&text);
        Some(text)
    }

    /// Keeps this text, or removes what is kept.
    pub(crate) fn keep(&mut self, text: Option<String>) {
        let Some(storage) = &self.storage else { return };
        let done = match &text {
            Some(text) => storage.set_item(KEY, text),
            None => storage.remove_item(KEY),
        };
        self.kept = done.is_ok();
        if self.kept {
            self.seen = text;
        }
    }

    /// Puts a text aside that cannot be read, before its place is used again. Where even that
    /// fails, the storage is left alone from now on.
    pub(crate) fn put_aside(&mut self, text: &str) {
        let done = self.storage.as_ref().is_some_and(|storage| storage.set_item(ASIDE, text).is_ok());
        if !done {
            self.storage = None;
            self.kept = false;
        }
    }
}
