//! The order of what different tabs wrote.

/// A tab, by a number drawn at random when its page was opened.
pub type TabId = u32;

/// No clock runs higher: what says so is damaged. JavaScript counts exactly up to here, too.
const MOST: u64 = 1 << 52;

/// When something was written: the Lamport clock, then the tab. A later stamp has seen the earlier
/// one, or neither knew of the other and the tab decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Stamp {
    /// The clock. 0 for what stood there before anybody stamped it.
    pub count: u64,
    /// Who wrote.
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
