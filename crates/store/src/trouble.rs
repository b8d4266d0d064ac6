//! What prevents records from being stored.

/// What is wrong with the storage at present. All false if everything is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Trouble {
    /// The browser has no storage for the page.
    pub blocked: bool,
    /// The storage could not be read; nothing is written until it can be.
    pub unreadable: bool,
    /// The storage refused a write.
    pub full: bool,
    /// The stored record disappeared without having been deleted here. It is stored again only when the
    ///     reader asks for it.
    pub emptied: bool,
    /// An unreadable text is under the key of the record, and could not be put into quarantine.
    pub stuck: bool,
}

impl Trouble {
    /// Whether anything is wrong.
    pub fn is_any(&self) -> bool {
        *self != Trouble::default()
    }
}
