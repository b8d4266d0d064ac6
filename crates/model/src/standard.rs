//! The whole model: domains, subdomains, cells, entries. A [`Standard`] that exists is sound.

use std::collections::BTreeSet;

use crate::{
    Anchor, Bilingual, CellId, Entry, Item, Kind, LabelStyle, Level, Modal, Outline, OutlineDomain, OutlineSubdomain,
    RequirementId, Scoring, Slug, SubdomainCode,
};

/// The maturity model of one edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standard {
    head: StandardHead,
    levels: Vec<LevelText>,
    domains: Vec<Domain>,
}

/// What a standard says of itself as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardHead {
    /// The permanent name of the standard, the same in all its editions, as `made-up`. Saved files
    /// and what browsers keep carry it.
    pub id: String,
    /// The number of the document, as `T/ABC 0000-2030`; `None` if it has none.
    pub number: Option<String>,
    /// The edition, as `2030`.
    pub edition: String,
    /// The title of the document.
    pub title: Bilingual,
    /// How many levels it has, 2 to 9.
    pub level_count: usize,
    /// How the labels of its entries are printed.
    pub labels: LabelStyle,
    /// Whether a cell may have no entries.
    pub empty_cells: bool,
    /// How answers to it are counted.
    pub scoring: Scoring,
}

/// A maturity level and what the standard says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelText {
    /// The level.
    pub level: Level,
    /// The label printed before it where the levels are listed, without marks; `None` where nothing is printed.
    pub label: Option<String>,
    /// Its name, as 三级 and Level 3.
    pub name: Bilingual,
    /// Its characteristics; `None` where the standard only names it.
    pub text: Option<Bilingual>,
}

/// The numbers by which the standard calls a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainNumbers {
    /// Its subclause, as `9.2`.
    pub clause: String,
    /// Its table.
    pub table: u8,
}

/// A capability domain: a subclause and its table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Domain {
    /// Its slug, as `making`.
    pub slug: Slug,
    /// Its subclause and its table; `None` in all domains of a standard that calls them by their names alone.
    pub numbers: Option<DomainNumbers>,
    /// Its name.
    pub name: Bilingual,
    /// The sentences that introduce its table, where there are any.
    pub intro: Option<Bilingual>,
    /// The caption of its table, without the number; `None` where the name of the domain says enough.
    pub caption: Option<Bilingual>,
    /// Its subdomains in the order of the standard.
    pub subdomains: Vec<Subdomain>,
}

/// A capability subdomain: one row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subdomain {
    /// Its code, as `ABC`.
    pub code: SubdomainCode,
    /// Its slug, as `fine-work`.
    pub slug: Slug,
    /// Its name.
    pub name: Bilingual,
    /// Its cells, one a level, lowest level first.
    pub cells: Vec<Cell>,
}

/// What one level asks of one subdomain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its identifier.
    pub id: CellId,
    /// Its entries in printed order; empty only where the standard allows it.
    pub entries: Vec<Entry>,
}

/// Something that cannot be in a standard, in terms of identifiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Not 2 to 9 levels, or not exactly those from 1 to the highest, in order.
    Levels,
    /// A domain slug that occurs twice.
    RepeatedDomain(Slug),
    /// A domain that has numbers where the first has none, or none where the first has some.
    Numbers(Slug),
    /// A subdomain code that occurs twice.
    RepeatedCode(SubdomainCode),
    /// A subdomain slug that occurs twice in its domain.
    RepeatedSlug(Slug),
    /// A subdomain that has not exactly one cell a level, in order.
    Cells(SubdomainCode),
    /// A cell without entries, where the standard does not allow it.
    EmptyCell(CellId),
    /// An entry whose identifier belongs to another cell.
    StrayEntry(CellId, RequirementId),
    /// An identifier that an entry before has already.
    RepeatedEntry(RequirementId),
}

/// How many of each thing a standard has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs)] // the names are the things counted
pub struct Counts {
    pub domains: usize,
    pub subdomains: usize,
    pub cells: usize,
    pub labelled: usize,
    pub assessable: usize,
    pub requirements: usize,
    pub recommendations: usize,
    pub examples: usize,
    pub shall: usize,
    pub mixed: usize,
    pub should: usize,
    pub none: usize,
    pub conditional: usize,
}

impl Standard {
    /// Puts a standard together.
    ///
    /// # Errors
    /// Everything that cannot be, in the order of the standard.
    pub fn new(head: StandardHead, levels: Vec<LevelText>, domains: Vec<Domain>) -> Result<Standard, Vec<Fault>> {
        let faults = faults(&head, &levels, &domains);
        if faults.is_empty() { Ok(Standard { head, levels, domains }) } else { Err(faults) }
    }

    /// The permanent name of the standard.
    pub fn id(&self) -> &str {
        &self.head.id
    }

    /// The number of the document; `None` if it has none.
    pub fn number(&self) -> Option<&str> {
        self.head.number.as_deref()
    }

    /// The edition.
    pub fn edition(&self) -> &str {
        &self.head.edition
    }

    /// The title of the document.
    pub fn title(&self) -> &Bilingual {
        &self.head.title
    }

    /// How the labels of its entries are printed.
    pub fn labels(&self) -> LabelStyle {
        self.head.labels
    }

    /// How answers to it are counted.
    pub fn scoring(&self) -> Scoring {
        self.head.scoring
    }

    /// The levels, lowest first.
    pub fn levels(&self) -> &[LevelText] {
        &self.levels
    }

    /// The domains in the order of the standard.
    pub fn domains(&self) -> &[Domain] {
        &self.domains
    }

    /// All subdomains, each with its domain, in the order of the standard.
    pub fn subdomains(&self) -> impl Iterator<Item = (&Domain, &Subdomain)> {
        self.domains.iter().flat_map(|domain| domain.subdomains.iter().map(move |subdomain| (domain, subdomain)))
    }

    /// All entries in the order of the standard.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.subdomains().flat_map(|(_, subdomain)| subdomain.entries())
    }

    /// How many of each thing there are. `labelled` counts entries and examples that carry a
    /// label.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts { domains: self.domains.len(), ..Counts::default() };
        for (_, subdomain) in self.subdomains() {
            counts.subdomains += 1;
            counts.cells += subdomain.cells.len();
        }
        for entry in self.entries() {
            counts.assessable += 1;
            let labels = entry.examples.iter().map(|example| &example.label).chain([&entry.label]);
            counts.labelled += labels.flatten().count();
            counts.examples += entry.examples.len();
            counts.conditional += usize::from(entry.conditional);
            *match entry.kind() {
                Kind::Requirement => &mut counts.requirements,
                Kind::Recommendation => &mut counts.recommendations,
            } += 1;
            *match entry.modal {
                Modal::Shall => &mut counts.shall,
                Modal::Mixed => &mut counts.mixed,
                Modal::Should => &mut counts.should,
                Modal::None => &mut counts.none,
            } += 1;
        }
        counts
    }

    /// The shape of the standard without its words.
    pub fn outline(&self) -> Outline {
        let item = |entry: &Entry| Item { id: entry.id, kind: entry.kind(), conditional: entry.conditional };
        let subdomain = |subdomain: &Subdomain| OutlineSubdomain {
            code: subdomain.code,
            cells: subdomain.cells.iter().map(|cell| cell.entries.iter().map(item).collect()).collect(),
        };
        let domain = |domain: &Domain| OutlineDomain {
            slug: domain.slug.clone(),
            subdomains: domain.subdomains.iter().map(subdomain).collect(),
        };
        Outline {
            standard: self.head.id.clone(),
            edition: self.head.edition.clone(),
            scoring: self.head.scoring,
            domains: self.domains.iter().map(domain).collect(),
        }
    }
}

impl Domain {
    /// Its identifier: that of its clause, or of its name where clauses have no numbers.
    pub fn anchor(&self) -> Anchor<'_> {
        match self.clause() {
            Some(clause) => Anchor::Clause(clause),
            None => Anchor::Domain(self.slug.as_str()),
        }
    }

    /// The number of its subclause.
    pub fn clause(&self) -> Option<&str> {
        self.numbers.as_ref().map(|numbers| numbers.clause.as_str())
    }

    /// The number of its table.
    pub fn table(&self) -> Option<u8> {
        self.numbers.as_ref().map(|numbers| numbers.table)
    }
}

impl Subdomain {
    /// The cell of one of the levels that the standard has.
    pub fn cell(&self, level: Level) -> &Cell {
        &self.cells[level.index()]
    }

    /// The entries of all levels, lowest level first.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.cells.iter().flat_map(|cell| &cell.entries)
    }
}

fn faults(head: &StandardHead, levels: &[LevelText], domains: &[Domain]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let is_count = (Level::FEWEST..=Level::MOST).contains(&head.level_count);
    if !is_count || !levels.iter().map(|text| text.level).eq(Level::first(head.level_count)) {
        faults.push(Fault::Levels);
    }
    let mut domain_slugs = BTreeSet::new();
    let mut codes = BTreeSet::new();
    for domain in domains {
        if !domain_slugs.insert(&domain.slug) {
            faults.push(Fault::RepeatedDomain(domain.slug.clone()));
        }
        if domain.numbers.is_some() != domains[0].numbers.is_some() {
            faults.push(Fault::Numbers(domain.slug.clone()));
        }
        let mut slugs = BTreeSet::new();
        for subdomain in &domain.subdomains {
            if !codes.insert(subdomain.code) {
                faults.push(Fault::RepeatedCode(subdomain.code));
            }
            if !slugs.insert(&subdomain.slug) {
                faults.push(Fault::RepeatedSlug(subdomain.slug.clone()));
            }
            subdomain_faults(head, subdomain, &mut faults);
        }
    }
    faults
}

fn subdomain_faults(head: &StandardHead, subdomain: &Subdomain, faults: &mut Vec<Fault>) {
    let expected = Level::first(head.level_count).map(|level| CellId { subdomain: subdomain.code, level });
    if !subdomain.cells.iter().map(|cell| cell.id).eq(expected) {
        faults.push(Fault::Cells(subdomain.code));
    }
    for cell in &subdomain.cells {
        if cell.entries.is_empty() && !head.empty_cells {
            faults.push(Fault::EmptyCell(cell.id));
        }
        for (index, entry) in cell.entries.iter().enumerate() {
            if entry.id.cell != cell.id {
                faults.push(Fault::StrayEntry(cell.id, entry.id));
            } else if cell.entries[..index].iter().any(|before| before.id == entry.id) {
                faults.push(Fault::RepeatedEntry(entry.id));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(text: &str) -> Bilingual {
        Bilingual { zh: text.to_owned(), en: text.to_owned() }
    }

    /// A standard with this many levels, one domain, and one subdomain that has this many entries in each cell.
    fn standard(level_count: usize, empty_cells: bool, entries: &[u8]) -> Result<Standard, Vec<Fault>> {
        let head = StandardHead {
            id: "made-up".to_owned(),
            number: Some("1".to_owned()),
            edition: "first".to_owned(),
            title: both("Made up"),
            level_count,
            labels: LabelStyle::NONE,
            empty_cells,
            scoring: Scoring::USUAL,
        };
        let level = |level: Level| LevelText { level, label: None, name: both("name"), text: Some(both("text")) };
        let code: SubdomainCode = "AB".parse().unwrap();
        let cell = |(level, count): (Level, &u8)| {
            let id = CellId { subdomain: code, level };
            let entry = |serial| Entry {
                id: RequirementId { cell: id, serial },
                label: None,
                modal: Modal::None,
                conditional: false,
                text: both("words"),
                examples: Vec::new(),
            };
            Cell { id, entries: (1..=*count).map(entry).collect() }
        };
        let subdomain = Subdomain {
            code,
            slug: "fine-work".parse().unwrap(),
            name: both("Fine work"),
            cells: Level::first(entries.len()).zip(entries).map(cell).collect(),
        };
        let domain = Domain {
            slug: "making".parse().unwrap(),
            numbers: Some(DomainNumbers { clause: "4.1".to_owned(), table: 1 }),
            name: both("Making"),
            intro: None,
            caption: None,
            subdomains: vec![subdomain],
        };
        Standard::new(head, Level::first(level_count).map(level).collect(), vec![domain])
    }

    #[test]
    fn there_are_two_to_nine_levels_and_a_cell_for_each() {
        for count in 2..=9 {
            let standard = standard(count, false, &vec![1; count]).unwrap();
            assert_eq!((standard.levels().len(), standard.outline().level_count()), (count, count));
        }
        let code = "AB".parse().unwrap();
        assert_eq!(standard(1, false, &[1]), Err(vec![Fault::Levels]));
        assert_eq!(standard(10, false, &[1; 9]), Err(vec![Fault::Levels]));
        assert_eq!(standard(3, false, &[1, 1]), Err(vec![Fault::Cells(code)]));
        assert_eq!(standard(3, false, &[1; 4]), Err(vec![Fault::Cells(code)]));
    }

    #[test]
    fn a_cell_is_empty_only_where_that_is_allowed() {
        let cell = "AB-2".parse().unwrap();
        assert_eq!(standard(3, false, &[2, 0, 1]), Err(vec![Fault::EmptyCell(cell)]));
        let standard = standard(3, true, &[2, 0, 1]).unwrap();
        assert_eq!(standard.outline().to_string(), "dtmm-outline/1 first made-up\n@making\nAB rr||r\n");
        assert_eq!((standard.counts().assessable, standard.counts().labelled), (3, 0));
    }
}
