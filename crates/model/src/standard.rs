//! The whole model: domains, subdomains, cells, entries. A [`Standard`] that exists is sound.

use std::collections::BTreeSet;

use crate::{
    Anchor, Bilingual, CellId, Entry, Item, Kind, LEVELS, Level, Modal, Outline, OutlineDomain, OutlineSubdomain,
    RequirementId, Slug, SubdomainCode,
};

/// The maturity model of one edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standard {
    id: String,
    number: Option<String>,
    edition: String,
    title: Bilingual,
    levels: Vec<LevelText>,
    domains: Vec<Domain>,
}

/// A maturity level and what the standard says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelText {
    /// The level.
    pub level: Level,
    /// Its name, as 三级 and Level 3.
    pub name: Bilingual,
    /// The letter of the item that describes it, where one is printed.
    pub letter: Option<char>,
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
    /// Its five cells, lowest level first.
    pub cells: Vec<Cell>,
}

/// What one level asks of one subdomain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its identifier.
    pub id: CellId,
    /// Its entries in printed order; never empty.
    pub entries: Vec<Entry>,
}

/// Something that cannot be in a standard, in terms of identifiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Not exactly the levels 1 to 5, in order.
    Levels,
    /// A domain slug that occurs twice.
    RepeatedDomain(Slug),
    /// A domain that has numbers where the first has none, or none where the first has some.
    Numbers(Slug),
    /// A subdomain code that occurs twice.
    RepeatedCode(SubdomainCode),
    /// A subdomain slug that occurs twice in its domain.
    RepeatedSlug(Slug),
    /// A subdomain that has not exactly the cells 1 to 5, in order.
    Cells(SubdomainCode),
    /// A cell without entries.
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
    pub lettered: usize,
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
    pub fn new(
        id: String,
        number: Option<String>,
        edition: String,
        title: Bilingual,
        levels: Vec<LevelText>,
        domains: Vec<Domain>,
    ) -> Result<Standard, Vec<Fault>> {
        let faults = faults(&levels, &domains);
        if faults.is_empty() { Ok(Standard { id, number, edition, title, levels, domains }) } else { Err(faults) }
    }

    /// The permanent name of the standard, the same in all its editions, as `made-up`. Saved files
    /// and what browsers keep carry it.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The number of the document, as `T/ABC 0000-2030`; `None` if it has none.
    pub fn number(&self) -> Option<&str> {
        self.number.as_deref()
    }

    /// The edition, as `2030`.
    pub fn edition(&self) -> &str {
        &self.edition
    }

    /// The title of the document.
    pub fn title(&self) -> &Bilingual {
        &self.title
    }

    /// The five levels, lowest first.
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

    /// How many of each thing there are. `lettered` counts entries and the examples that carry a
    /// letter.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts { domains: self.domains.len(), ..Counts::default() };
        for (_, subdomain) in self.subdomains() {
            counts.subdomains += 1;
            counts.cells += subdomain.cells.len();
        }
        for entry in self.entries() {
            counts.assessable += 1;
            counts.lettered += 1 + entry.examples.iter().filter(|example| example.letter.is_some()).count();
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
            cells: LEVELS.map(|level| subdomain.cell(level).entries.iter().map(item).collect()),
        };
        let domain = |domain: &Domain| OutlineDomain {
            slug: domain.slug.clone(),
            subdomains: domain.subdomains.iter().map(subdomain).collect(),
        };
        Outline {
            standard: self.id.clone(),
            edition: self.edition.clone(),
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
    /// The cell of one level.
    pub fn cell(&self, level: Level) -> &Cell {
        &self.cells[level.index()]
    }

    /// The entries of all five levels, lowest level first.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.cells.iter().flat_map(|cell| &cell.entries)
    }
}

fn faults(levels: &[LevelText], domains: &[Domain]) -> Vec<Fault> {
    let mut faults = Vec::new();
    if !levels.iter().map(|text| text.level).eq(LEVELS) {
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
            subdomain_faults(subdomain, &mut faults);
        }
    }
    faults
}

fn subdomain_faults(subdomain: &Subdomain, faults: &mut Vec<Fault>) {
    let expected = LEVELS.map(|level| CellId { subdomain: subdomain.code, level });
    if !subdomain.cells.iter().map(|cell| cell.id).eq(expected) {
        faults.push(Fault::Cells(subdomain.code));
    }
    for cell in &subdomain.cells {
        if cell.entries.is_empty() {
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
