//! The shape of the standard without its words: what the scoring engine needs to know.
//!
//! The text form is one line a domain or subdomain, small enough to travel with every page that
//! can be answered:
//!
//! ```text
//! dtmm-outline/1 2030 made-up
//! @making
//! ABC rr|rrr|rrr|rrr|rrrr
//! ```
//!
//! Each group is a level: every subdomain has as many, 2 to 9. A group may be empty. Each letter is one entry, in
//! printed order: `r` a requirement, `c` a conditional requirement (适用时), `s` a recommendation, `t` a conditional
//! recommendation. Its serial follows that of the entry before; `-` is a serial that is no longer in use. Where an
//! entry was inserted, so that the serials of a cell do not rise, each that does not follow the one before it stands as
//! two digits before its letter: `r04r02rr` are the serials 1, 4, 2, 3.
//!
//! Where the standard counts answers otherwise than usual, the line after the head is `=` and the text form of
//! [`Scoring`]: `=index 0.5 0.25 0.5`.

use std::fmt::{self, Write};
use std::str::FromStr;

use crate::{ByLevel, CellId, Kind, Level, RequirementId, Scoring, Slug, SubdomainCode};

const HEADER: &str = "dtmm-outline/1";

/// The shape of one edition of the standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The permanent name of the standard, the same in all its editions, as `made-up`.
    pub standard: String,
    /// The edition, as `2030`.
    pub edition: String,
    /// How answers to it are counted.
    pub scoring: Scoring,
    /// The domains in the order of the standard.
    pub domains: Vec<OutlineDomain>,
}

/// The shape of one capability domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineDomain {
    /// Its slug.
    pub slug: Slug,
    /// Its subdomains in the order of the standard.
    pub subdomains: Vec<OutlineSubdomain>,
}

/// The shape of one capability subdomain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineSubdomain {
    /// Its code.
    pub code: SubdomainCode,
    /// The items of its cells, lowest level first, in printed order.
    pub cells: ByLevel<Vec<Item>>,
}

/// What a scoring method needs to know of one entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// Its identifier.
    pub id: RequirementId,
    /// Requirement or recommendation.
    pub kind: Kind,
    /// Whether it may be answered "not applicable" without a written reason.
    pub conditional: bool,
}

/// Why a text is not an outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineError {
    /// The line at fault, counted from 1.
    pub line: usize,
}

impl fmt::Display for OutlineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "outline:{}", self.line)
    }
}

impl std::error::Error for OutlineError {}

// The iterators are boxed so that each is compiled once, not again at every place that runs through
// it, which would make the engine of the page larger.
impl Outline {
    /// How many levels the standard has, 2 to 9; 0 where it has no subdomains.
    pub fn level_count(&self) -> usize {
        self.domains.iter().flat_map(|domain| &domain.subdomains).next().map_or(0, |subdomain| subdomain.cells.len())
    }

    /// The levels of the standard, lowest first.
    pub fn levels(&self) -> impl DoubleEndedIterator<Item = Level> + Clone {
        Level::first(self.level_count())
    }

    /// The level with this text form, as `3`, if the standard has it.
    pub fn level(&self, text: &str) -> Option<Level> {
        text.parse().ok().filter(|level: &Level| level.index() < self.level_count())
    }

    /// The text form without how answers are counted, which may change while the same answers fit.
    pub fn shape(&self) -> String {
        let mut text = String::new();
        // Memory takes every text.
        let _ = self.write(&mut text, Scoring::USUAL);
        text
    }

    fn write(&self, f: &mut dyn Write, scoring: Scoring) -> fmt::Result {
        writeln!(f, "{HEADER} {} {}", self.edition, self.standard)?;
        if scoring != Scoring::USUAL {
            writeln!(f, "={scoring}")?;
        }
        for domain in &self.domains {
            writeln!(f, "@{}", domain.slug)?;
            for subdomain in &domain.subdomains {
                write!(f, "{} ", subdomain.code)?;
                for (index, cell) in subdomain.cells.iter().enumerate() {
                    if index > 0 {
                        f.write_char('|')?;
                    }
                    write_cell(f, cell)?;
                }
                f.write_char('\n')?;
            }
        }
        Ok(())
    }

    /// All subdomains in the order of the standard.
    pub fn subdomains(&self) -> Box<dyn Iterator<Item = &OutlineSubdomain> + '_> {
        Box::new(self.domains.iter().flat_map(|domain| &domain.subdomains))
    }

    /// All items in the order of the standard.
    pub fn items(&self) -> Box<dyn Iterator<Item = &Item> + '_> {
        Box::new(self.subdomains().flat_map(|subdomain| &subdomain.cells).flatten())
    }
}

impl OutlineSubdomain {
    /// The items of one level; none of a level that the standard does not have.
    pub fn cell(&self, level: Level) -> &[Item] {
        &self.cells[level]
    }

    /// The items of all levels, lowest level first.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.cells.iter().flatten()
    }
}

impl fmt::Display for Outline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, self.scoring)
    }
}

fn write_cell(f: &mut dyn Write, cell: &[Item]) -> fmt::Result {
    let rises = cell.windows(2).all(|two| two[0].id.serial < two[1].id.serial);
    let mut serial = 0;
    for item in cell {
        if rises {
            for _ in serial + 1..item.id.serial {
                f.write_char('-')?;
            }
        } else if item.id.serial != serial + 1 {
            write!(f, "{:02}", item.id.serial)?;
        }
        serial = item.id.serial;
        f.write_char(match (item.kind, item.conditional) {
            (Kind::Requirement, false) => 'r',
            (Kind::Requirement, true) => 'c',
            (Kind::Recommendation, false) => 's',
            (Kind::Recommendation, true) => 't',
        })?;
    }
    Ok(())
}

impl FromStr for Outline {
    type Err = OutlineError;

    fn from_str(text: &str) -> Result<Self, OutlineError> {
        let mut lines = text.lines().enumerate();
        let head = lines.next().and_then(|(_, line)| line.strip_prefix(HEADER)?.strip_prefix(' '));
        let (edition, standard) = head.and_then(|head| head.split_once(' ')).ok_or(OutlineError { line: 1 })?;
        let mut scoring = Scoring::USUAL;
        let mut domains: Vec<OutlineDomain> = Vec::new();
        let mut levels = None;
        for (index, line) in lines {
            let error = OutlineError { line: index + 1 };
            if let Some(text) = line.strip_prefix('=').filter(|_| index == 1) {
                scoring = text.parse().map_err(|_| error)?;
            } else if let Some(slug) = line.strip_prefix('@') {
                let slug = slug.parse().map_err(|_| error)?;
                domains.push(OutlineDomain { slug, subdomains: Vec::new() });
            } else {
                let subdomain = parse_subdomain(line).ok_or(error.clone())?;
                if *levels.get_or_insert(subdomain.cells.len()) != subdomain.cells.len() {
                    return Err(error);
                }
                domains.last_mut().ok_or(error)?.subdomains.push(subdomain);
            }
        }
        Ok(Outline { standard: standard.to_owned(), edition: edition.to_owned(), scoring, domains })
    }
}

fn parse_subdomain(line: &str) -> Option<OutlineSubdomain> {
    let (code, groups) = line.split_once(' ')?;
    let code = code.parse().ok()?;
    if !(Level::FEWEST..=Level::MOST).contains(&groups.split('|').count()) {
        return None;
    }
    let cells = groups.split('|').enumerate().map(|(index, group)| {
        let level = u8::try_from(index + 1).ok().and_then(Level::new)?;
        parse_cell(CellId { subdomain: code, level }, group)
    });
    let cells = cells.collect::<Option<ByLevel<_>>>()?;
    Some(OutlineSubdomain { code, cells })
}

fn parse_cell(cell: CellId, group: &str) -> Option<Vec<Item>> {
    let mut items: Vec<Item> = Vec::new();
    let mut serial: u8 = 0;
    let mut marks = group.bytes();
    while let Some(mut mark) = marks.next() {
        serial += 1;
        if mark.is_ascii_digit() {
            let ones = marks.next().filter(u8::is_ascii_digit)?;
            serial = (mark - b'0') * 10 + (ones - b'0');
            mark = marks.next().filter(|mark| *mark != b'-')?;
        }
        if !(1..=99).contains(&serial) || items.iter().any(|item| item.id.serial == serial) {
            return None;
        }
        let (kind, conditional) = match mark {
            b'r' => (Kind::Requirement, false),
            b'c' => (Kind::Requirement, true),
            b's' => (Kind::Recommendation, false),
            b't' => (Kind::Recommendation, true),
            b'-' => continue,
            _ => return None,
        };
        items.push(Item { id: RequirementId { cell, serial }, kind, conditional });
    }
    Some(items)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "dtmm-outline/1 2030 made-up\n@making\nABC rr|rrc|r-cs|rrrc|rrc\n@serving\nDEF rr|rrr|rrr|rrr|t\n";

    #[test]
    fn text_form_survives_a_round_trip() {
        let outline: Outline = TEXT.parse().unwrap();
        assert_eq!(outline.to_string(), TEXT);
        let level_3 = outline.domains[0].subdomains[0].cell(Level::new(3).unwrap());
        assert_eq!(level_3[1].id.to_string(), "ABC-303");
        assert!(level_3[1].conditional);
        assert_eq!(outline.items().count(), 27);
    }

    #[test]
    fn a_standard_has_as_many_levels_as_its_lines_have_groups() {
        for (lines, count) in [("AB r|rr", 2), ("AB r||r\nCUSTOMER |r|rc", 3), ("AB r|r|r|r|r|r|r|r|rs", 9)] {
            let text = format!("dtmm-outline/1 2030 made-up\n@a\n{lines}\n");
            let outline: Outline = text.parse().unwrap();
            assert_eq!((outline.to_string(), outline.level_count()), (text, count));
            assert_eq!(outline.levels().last().map(Level::number), Some(count as u8));
            let highest = outline.items().last().unwrap();
            assert_eq!(usize::from(highest.id.cell.level.number()), count);
            let beyond = Level::new(9).filter(|_| count < 9);
            assert!(beyond.is_none_or(|level| outline.subdomains().all(|subdomain| subdomain.cell(level).is_empty())));
        }
        let empty: Outline = "dtmm-outline/1 2030 made-up\n".parse().unwrap();
        assert_eq!((empty.level_count(), empty.levels().count()), (0, 0));
    }

    #[test]
    fn how_answers_are_counted_is_said_only_where_it_is_not_as_usual() {
        let usual: Outline = TEXT.parse().unwrap();
        assert_eq!((usual.scoring, usual.shape()), (Scoring::USUAL, TEXT.to_owned()));
        let text = TEXT.replacen('\n', "\n=index 0.5 0.25 0.5\n", 1);
        let outline: Outline = text.parse().unwrap();
        assert_eq!((outline.to_string(), outline.shape()), (text, TEXT.to_owned()));
        assert_eq!(outline.scoring.to_string(), "index 0.5 0.25 0.5");
    }

    #[test]
    fn an_inserted_entry_keeps_its_place() {
        let text = "dtmm-outline/1 2030 made-up\n@making\nABC r04s02rr|03rcr|r-r|02c01r|rr05r03t\n";
        let outline: Outline = text.parse().unwrap();
        assert_eq!(outline.to_string(), text.replace("03rcr", "--rcr"), "in order no digits are needed");
        let ids = outline.items().map(|item| item.id.to_string()).collect::<Vec<_>>();
        let expected = "101 104 102 103 203 204 205 301 303 402 401 501 502 505 503";
        assert_eq!(ids, expected.split(' ').map(|serial| format!("ABC-{serial}")).collect::<Vec<_>>());
        for cell in ["r01r", "r0r", "r00r", "02", "02-r", "0", "r1", "99rr"] {
            let text = format!("dtmm-outline/1 x made-up\n@a\nABC {cell}|r|r|r|r");
            assert_eq!(text.parse::<Outline>(), Err(OutlineError { line: 3 }), "{cell}");
        }
    }

    #[test]
    fn a_bad_line_is_named() {
        for (text, line) in [
            ("", 1),
            ("dtmm-outline/2 x y", 1),
            ("dtmm-outline/1 x", 1),
            ("dtmm-outline/1 x made-up\nABC r|r|r|r|r", 2),
            ("dtmm-outline/1 x made-up\n@a\nABC r", 3),
            ("dtmm-outline/1 x made-up\n@a\nABC r|r|r|r|r|r|r|r|r|r", 3),
            ("dtmm-outline/1 x made-up\n@a\nABC r|r|r\nDEF r|r|r|r", 4),
            ("dtmm-outline/1 x made-up\n@a\nABC r|r|r\n@b\nDEF r|r", 5),
            ("dtmm-outline/1 x made-up\n@a\nA r|r|r", 3),
            ("dtmm-outline/1 x made-up\n@a\nABC r|r|x|r|r", 3),
            ("dtmm-outline/1 x made-up\n=staged 0.8 0.9 0.8\n@a\nABC r|r", 2),
            ("dtmm-outline/1 x made-up\n@a\n=staged 0.8 0.5 0.7\nABC r|r", 3),
        ] {
            assert_eq!(text.parse::<Outline>(), Err(OutlineError { line }), "{text}");
        }
    }
}
