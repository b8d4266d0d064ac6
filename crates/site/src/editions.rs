//! The editions of a standard, of which one is in force.

use dtmm_content::document::Document;

/// The editions of a standard.
#[derive(Debug, Clone, Copy)]
pub struct Editions<'a> {
    /// The one in force.
    pub newest: &'a Document,
    /// Those before it, oldest first.
    pub earlier: &'a [Document],
}

impl<'a> Editions<'a> {
    /// All of them, oldest first.
    pub fn all(self) -> impl Iterator<Item = &'a Document> + Clone {
        self.earlier.iter().chain([self.newest])
    }

    /// Those before one of them, oldest first.
    pub(super) fn before(self, one: &Document) -> &'a [Document] {
        let place = self.earlier.iter().position(|other| other.standard.edition() == one.standard.edition());
        &self.earlier[..place.unwrap_or(self.earlier.len())]
    }
}

impl<'a> From<&'a Document> for Editions<'a> {
    fn from(newest: &'a Document) -> Editions<'a> {
        Editions { newest, earlier: &[] }
    }
}
