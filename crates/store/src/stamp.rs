//! The order of what different tabs wrote.

/// A tab, by a number drawn at random when its page was opened.
pub type TabId = u32;

/// The highest clock: a higher one is damaged. JavaScript has exact integers up to twice as much.
const MOST: u64 = 1 << 52;

/// When something was written: the Lamport clock, then the tab. The tab with the later stamp knew the
/// earlier one, or neither knew the other and the number of the tab decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Stamp {
    /// The Lamport clock. 0 for a field that was never changed.
    pub count: u64,
    /// The tab that wrote.
    pub tab: TabId,
}

impl Stamp {
    /// The text form, as `1f.9c3a01`: both numbers in hexadecimal.
    pub fn text(self) -> String {
        format!("{:x}.{:x}", self.count, self.tab)
    }

    /// Reads the text form.
    pub fn parse(text: &str) -> Option<Stamp> {
        let (count, tab) = text.split_once('.')?;
        let count = u64::from_str_radix(count, 16).ok().filter(|count| *count <= MOST)?;
        Some(Stamp { count, tab: TabId::from_str_radix(tab, 16).ok()? })
    }
}
