//! Identifiers. Each has exactly one text form, used in files, HTML ids, addresses, saved answers
//! and messages alike: `ABC` (subdomain), `ABC-3` (cell), `ABC-302` (requirement), `making`
//! (slug of a domain), `fine-work` (slug of a subdomain).

use std::fmt;
use std::str::FromStr;

/// Why a text is not the identifier it was taken for. Holds what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdError {
    /// Not a level from 1 to 5.
    Level,
    /// Not three upper-case Latin letters.
    Code,
    /// Not `CODE-LEVEL`, as `ABC-3`.
    Cell,
    /// Not `CODE-LSS`, a level digit and a two-digit serial from 01, as `ABC-302`.
    Requirement,
    /// Not lower-case Latin words joined by hyphens.
    Slug,
}

impl IdError {
    /// An example of the right form.
    pub const fn example(&self) -> &'static str {
        match self {
            IdError::Level => "3",
            IdError::Code => "ABC",
            IdError::Cell => "ABC-3",
            IdError::Requirement => "ABC-302",
            IdError::Slug => "fine-work",
        }
    }
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.example())
    }
}

impl std::error::Error for IdError {}

/// A maturity level, 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(u8);

/// The five levels, lowest first.
pub const LEVELS: [Level; 5] = [Level(1), Level(2), Level(3), Level(4), Level(5)];

impl Level {
    /// The level with this number, if it is 1 to 5.
    pub const fn new(number: u8) -> Option<Level> {
        if number >= 1 && number <= 5 { Some(Level(number)) } else { None }
    }

    /// Its number, 1 to 5.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Its place counted from zero, 0 to 4.
    pub const fn index(self) -> usize {
        self.0 as usize - 1
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for Level {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        match text.as_bytes() {
            [digit @ b'1'..=b'5'] => Ok(Level(digit - b'0')),
            _ => Err(IdError::Level),
        }
    }
}

/// The code of a capability subdomain: three upper-case letters, as `ABC`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubdomainCode([u8; 3]);

impl SubdomainCode {
    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for SubdomainCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for SubdomainCode {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        match <[u8; 3]>::try_from(text.as_bytes()) {
            Ok(code) if code.iter().all(u8::is_ascii_uppercase) => Ok(SubdomainCode(code)),
            _ => Err(IdError::Code),
        }
    }
}

/// One cell of the model, a subdomain at a level, as `ABC-3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellId {
    /// The subdomain.
    pub subdomain: SubdomainCode,
    /// The level.
    pub level: Level,
}

impl fmt::Display for CellId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.subdomain, self.level)
    }
}

impl FromStr for CellId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let (code, level) = text.split_once('-').ok_or(IdError::Cell)?;
        match (code.parse(), level.parse()) {
            (Ok(subdomain), Ok(level)) => Ok(CellId { subdomain, level }),
            _ => Err(IdError::Cell),
        }
    }
}

/// One assessable entry, as `ABC-302`: the cell `ABC-3` and the serial 2.
///
/// A serial is a name: it is given once and never reused or renumbered, not in a later edition either.
/// It is not the printed letter, and says nothing about the printed order: an entry that is inserted
/// takes the next serial that its cell never had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequirementId {
    /// The cell it stands in.
    pub cell: CellId,
    /// Its serial in the cell, 1 to 99.
    pub serial: u8,
}

impl fmt::Display for RequirementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:02}", self.cell, self.serial)
    }
}

impl FromStr for RequirementId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let cell = text.get(..5).and_then(|head| head.parse().ok());
        let serial = text.get(5..).map(str::as_bytes);
        match (cell, serial) {
            (Some(cell), Some(&[tens @ b'0'..=b'9', ones @ b'0'..=b'9'])) if (tens, ones) != (b'0', b'0') => {
                Ok(RequirementId { cell, serial: (tens - b'0') * 10 + (ones - b'0') })
            }
            _ => Err(IdError::Requirement),
        }
    }
}

/// The part of an address that names a domain or subdomain: lower-case words and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

impl Slug {
    /// The text of the slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Slug {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let word = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        let starts_with_letter = text.as_bytes().first().is_some_and(u8::is_ascii_lowercase);
        if starts_with_letter && text.split('-').all(word) { Ok(Slug(text.to_owned())) } else { Err(IdError::Slug) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_forms_survive_a_round_trip() {
        assert_eq!("ABC-302".parse::<RequirementId>().unwrap().to_string(), "ABC-302");
        assert_eq!("ABC-302".parse::<RequirementId>().unwrap().serial, 2);
        assert_eq!("ABC-3".parse::<CellId>().unwrap().to_string(), "ABC-3");
        assert_eq!("fine-work".parse::<Slug>().unwrap().as_str(), "fine-work");
    }

    #[test]
    fn near_misses_are_refused() {
        for text in ["", "ABC-300", "ABC-602", "ABC-3021", "abc-302", "ABC302", "ABC-3０2", "质-302", "ABC-+02"] {
            assert_eq!(text.parse::<RequirementId>(), Err(IdError::Requirement), "{text}");
        }
        for text in ["", "-a", "a-", "a--b", "A", "a_b", "8-6"] {
            assert_eq!(text.parse::<Slug>(), Err(IdError::Slug), "{text}");
        }
    }
}
