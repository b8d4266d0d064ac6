//! Identifiers. Each has exactly one text form, used in files, HTML ids, addresses, saved answers
//! and messages alike: `ABC` (subdomain), `ABC-3` (cell), `ABC-302` (requirement), `making`
//! (slug of a domain), `fine-work` (slug of a subdomain).

use std::fmt;
use std::str::FromStr;

/// Why a text is not the identifier it was taken for. Holds what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdError {
    /// Not a level from 1 to 9.
    Level,
    /// Not two to eight upper-case Latin letters.
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

/// A maturity level, 1 to 9. How many of these a standard has, it says itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(u8);

impl Level {
    /// No standard has more levels.
    pub const MOST: usize = 9;
    /// No standard has fewer levels.
    pub const FEWEST: usize = 2;
    /// The lowest level.
    pub const LOWEST: Level = Level(1);

    /// The level with this number, if it is 1 to 9.
    pub const fn new(number: u8) -> Option<Level> {
        if number >= 1 && number as usize <= Level::MOST { Some(Level(number)) } else { None }
    }

    /// So many levels from the lowest one, at most nine, lowest first.
    pub fn first(count: usize) -> impl DoubleEndedIterator<Item = Level> + Clone {
        (0..Level::MOST.min(count)).map(|index| Level(index as u8 + 1))
    }

    /// Its number, 1 to 9.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Its place counted from zero, 0 to 8.
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
            [digit @ b'1'..=b'9'] => Ok(Level(digit - b'0')),
            _ => Err(IdError::Level),
        }
    }
}

/// The code of a capability subdomain: two to eight upper-case Latin letters, as `ABC`. Shorter ones are filled up with
/// zeros, so that they are ordered as their letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubdomainCode([u8; SubdomainCode::LONGEST]);

impl SubdomainCode {
    /// No code has more letters.
    pub const LONGEST: usize = 8;
    /// No code has fewer letters.
    pub const SHORTEST: usize = 2;

    /// The letters.
    pub fn as_str(&self) -> &str {
        let end = self.0.iter().position(|letter| *letter == 0).unwrap_or(self.0.len());
        std::str::from_utf8(&self.0[..end]).unwrap_or_default()
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
        let letters = text.as_bytes();
        let mut code = [0; SubdomainCode::LONGEST];
        match code.get_mut(..letters.len()) {
            Some(place) if letters.len() >= SubdomainCode::SHORTEST && letters.iter().all(u8::is_ascii_uppercase) => {
                place.copy_from_slice(letters);
                Ok(SubdomainCode(code))
            }
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
        let (code, number) = text.split_once('-').ok_or(IdError::Requirement)?;
        let &[level, tens @ b'0'..=b'9', ones @ b'0'..=b'9'] = number.as_bytes() else {
            return Err(IdError::Requirement);
        };
        let level = Level::new(level.wrapping_sub(b'0'));
        match (code.parse(), level, (tens - b'0') * 10 + (ones - b'0')) {
            (Ok(subdomain), Some(level), serial @ 1..) => {
                Ok(RequirementId { cell: CellId { subdomain, level }, serial })
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
    fn codes_have_two_to_eight_letters_and_are_ordered_as_these() {
        for text in ["AB-101", "ABCDE-902", "CUSTOMER-399"] {
            let id: RequirementId = text.parse().unwrap();
            assert_eq!(id.to_string(), text);
            assert_eq!(id.cell.to_string().parse::<CellId>(), Ok(id.cell));
        }
        let mut codes =
            ["B", "ABD", "CUSTOMERS", "AB", "ABC", "Ab", "AB1", "ÄB", ""].map(str::parse::<SubdomainCode>).to_vec();
        codes.retain(Result::is_ok);
        codes.sort_by_key(|code| code.clone().ok());
        let sorted: Vec<String> = codes.into_iter().flatten().map(|code| code.to_string()).collect();
        assert_eq!(sorted, ["AB", "ABC", "ABD"]);
    }

    #[test]
    fn levels_are_1_to_9() {
        assert_eq!(Level::first(3).map(Level::number).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(Level::first(12).last(), Level::new(9));
        assert_eq!(
            ["0", "1", "9", "10", "x"].map(|text| text.parse::<Level>().is_ok()),
            [false, true, true, false, false]
        );
    }

    #[test]
    fn near_misses_are_refused() {
        for text in [
            "",
            "ABC-300",
            "ABC-002",
            "A-302",
            "ABCDEFGHI-302",
            "ABC-30",
            "ABC-3021",
            "abc-302",
            "ABC302",
            "ABC-3０2",
            "质-302",
            "ABC-+02",
        ] {
            assert_eq!(text.parse::<RequirementId>(), Err(IdError::Requirement), "{text}");
        }
        for text in ["", "-a", "a-", "a--b", "A", "a_b", "8-6"] {
            assert_eq!(text.parse::<Slug>(), Err(IdError::Slug), "{text}");
        }
    }
}
