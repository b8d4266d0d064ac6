//! What the store asks of a record and of the browser.

/// What a field holds: nothing (an empty list), a text (a list of one), or several texts that
/// belong together, as an answer with its reason or a list of evidence.
pub type Value = Vec<String>;

/// Fields with their values. No path twice, no value empty.
pub type Fields = Vec<(String, Value)>;

/// How a kind of record is written, read and changed field by field.
pub trait RecordFormat {
    /// The record.
    type Record: Clone + PartialEq;

    /// A record with nothing in it.
    fn empty(&self) -> Self::Record;

    /// Reads a record from its text: one JSON object.
    ///
    /// # Errors
    /// A text that is damaged, or that a newer program wrote.
    fn read(&self, text: &str) -> Result<Self::Record, Unreadable>;

    /// The text of a record: one JSON object with at least one member, the last line ending in `}`.
    fn write(&self, record: &Self::Record) -> String;

    /// The paths of all fields that are not empty.
    fn paths(&self, record: &Self::Record) -> Vec<String>;

    /// The value of a field; empty if it has none or there is no such field.
    fn get(&self, record: &Self::Record, path: &str) -> Value;

    /// Replaces the value of a field. A value that is not valid there, or an unknown field, is ignored.
    fn put(&self, record: &mut Self::Record, path: &str, value: &[String]);
}

/// Why a text is not read as a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// It is cut off, or was never one.
    Damaged,
    /// A newer program wrote it.
    Newer,
}

/// The browser refused: blocked, full, or broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failed;

/// The storage of a browser. Several tabs share one.
pub trait Storage {
    /// The text under a key; `None` if there is none.
    ///
    /// # Errors
    /// A storage that cannot be read. What is in it may be intact.
    fn get(&self, key: &str) -> Result<Option<String>, Failed>;

    /// Puts a text under a key.
    ///
    /// # Errors
    /// A storage that is blocked or full. What was there before still is.
    fn set(&self, key: &str, text: &str) -> Result<(), Failed>;

    /// Removes a key.
    ///
    /// # Errors
    /// A storage that is blocked.
    fn remove(&self, key: &str) -> Result<(), Failed>;

    /// All keys that begin with this, in any order.
    ///
    /// # Errors
    /// A storage that cannot be read.
    fn keys(&self, prefix: &str) -> Result<Vec<String>, Failed>;
}
