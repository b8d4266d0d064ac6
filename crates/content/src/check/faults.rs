//! Faults that the model's constructor finds, as findings with places. The model knows only identifiers; the
//! records know the files that they come from.

use std::collections::BTreeSet;

use dtmm_model::{CellId, Fault, Level, RequirementId, Slug, SubdomainCode};

use super::findings::Findings;
use super::levels::level_count;
use super::passage::domain_path;
use super::place::Place;
use crate::diagnostic::codes::{
    EMPTY_CELL, MISSING_LEVEL, REPEATED_CODE, REPEATED_ID, REPEATED_LEVEL, REPEATED_SLUG, STRAY_ID, WRONG_CODE,
    WRONG_LEVEL, WRONG_NUMBER,
};
use crate::parse::paths::STANDARD;
use crate::parse::{Content, StandardFile, Step, SubdomainSource};

/// The records in which the identifiers of a fault are looked up.
pub(super) struct Records<'a> {
    pub(super) head: &'a StandardFile,
    pub(super) content: &'a Content,
}

impl<'a> Records<'a> {
    /// The subdomains that have this code, in the order of the standard.
    fn with_code(&self, code: SubdomainCode) -> impl Iterator<Item = &'a SubdomainSource> {
        let content = self.content;
        let domains = self.head.domains.iter().filter_map(|slug| Some((slug, content.domains.get(slug)?)));
        let names =
            domains.flat_map(|(domain, record)| record.subdomains.iter().map(move |slug| format!("{domain}/{slug}")));
        let sources = names.filter_map(|name| content.subdomains.get(&name));
        sources.filter(move |source| source.record.code == code.as_str())
    }
}

pub(super) fn report<'a>(fault: &Fault, records: &Records<'a>, findings: &mut Findings<'a>) {
    let Records { head, content } = records;
    match fault {
        Fault::Levels => levels(head, level_count(records.content), findings),
        Fault::RepeatedDomain(slug) => {
            let place = Place::value(STANDARD, &[Step::Key("domains")]);
            repeated_slug(slug, &head.domains, &place, findings);
        }
        Fault::Numbers(slug) => {
            let place = Place::file(domain_path(slug.as_str())).at(slug.to_string());
            let message = format!("`{slug}` and the first domain are not both called by numbers");
            let help = "give every domain `clause` and `table`, or none of them";
            findings.add(WRONG_NUMBER, place, message, help);
        }
        Fault::RepeatedSlug(slug) => {
            for (domain, record) in &content.domains {
                let place = Place::value(domain_path(domain), &[Step::Key("subdomains")]);
                repeated_slug(slug, &record.subdomains, &place, findings);
            }
        }
        Fault::RepeatedCode(code) => repeated_code(*code, records, findings),
        Fault::Cells(code) => cells(*code, records, findings),
        Fault::EmptyCell(cell) => empty_cell(*cell, records, findings),
        Fault::StrayEntry(cell, id) => stray(*cell, *id, records, findings),
        Fault::RepeatedEntry(id) => repeated_id(*id, records, findings),
    }
}

fn levels<'a>(head: &'a StandardFile, count: usize, findings: &mut Findings<'a>) {
    let list = Place::value(STANDARD, &[Step::Key("levels")]);
    let mut seen = BTreeSet::new();
    for (index, record) in head.levels.iter().enumerate() {
        let number = record.level;
        let place = list.step(Step::Item(index)).step(Step::Key("level")).at(format!("level-{number}"));
        if !seen.insert(number) {
            findings.add(REPEATED_LEVEL, place, format!("level {number} is described twice"), "keep one of the two");
        } else if seen.range(number + 1..).any(|later| usize::from(*later) <= count) {
            let message = format!("level {number} stands after a higher one");
            findings.add(WRONG_LEVEL, place, message, format!("list the levels from 1 to {count}"));
        }
    }
    missing(count, |level| seen.contains(&level), "of the standard", &list, findings);
}

fn missing<'a>(count: usize, has: impl Fn(u8) -> bool, whose: &str, place: &Place<'a>, findings: &mut Findings<'a>) {
    for level in Level::first(count).filter(|level| !has(level.number())) {
        let message = format!("level {level} {whose} is missing");
        findings.add(MISSING_LEVEL, place.clone(), message, format!("add it; there are the levels 1 to {count}"));
    }
}

fn repeated_slug<'a>(slug: &Slug, list: &'a [String], place: &Place<'a>, findings: &mut Findings<'a>) {
    let same = list.iter().enumerate().filter(|(_, listed)| *listed == slug.as_str());
    for (index, listed) in same.skip(1) {
        let place = place.step(Step::Item(index)).at(listed.as_str());
        findings.add(REPEATED_SLUG, place, format!("`{listed}` is listed twice"), "keep one of the two");
    }
}

fn repeated_code<'a>(code: SubdomainCode, records: &Records<'a>, findings: &mut Findings<'a>) {
    let sources: Vec<_> = records.with_code(code).collect();
    // The owner is the subdomain whose entries begin with the code.
    let Some(owner) = sources.iter().find(|source| has_own_entries(source)).or(sources.first()) else { return };
    // If it is the same file, its slug is listed twice, which is reported as `repeated-slug`.
    for source in sources.iter().filter(|source| source.path != owner.path) {
        let message = format!("{code} is the code of {} already", owner.path);
        let help = "give each subdomain its own code; the older one keeps it";
        findings.add(REPEATED_CODE, code_place(source), message, help);
    }
}

fn code_place(source: &SubdomainSource) -> Place<'_> {
    Place::value(source.path.as_str(), &[Step::Key("code")]).at(source.record.code.as_str())
}

/// Whether any of its entries begins with its code.
fn has_own_entries(source: &SubdomainSource) -> bool {
    let mut entries = source.record.levels.values().flatten();
    entries.any(|entry| entry.id.strip_prefix(source.record.code.as_str()).is_some_and(|rest| rest.starts_with('-')))
}

fn cells<'a>(code: SubdomainCode, records: &Records<'a>, findings: &mut Findings<'a>) {
    for source in records.with_code(code) {
        let place = Place::value(source.path.as_str(), &[Step::Key("levels")]).at(source.record.code.as_str());
        let has = |level| source.record.levels.contains_key(&level);
        missing(level_count(records.content), has, &format!("of {code}"), &place, findings);
    }
}

fn level_place(source: &SubdomainSource, cell: CellId) -> Place<'_> {
    Place::value(source.path.as_str(), &[Step::Key("levels"), Step::Number(cell.level.number())])
}

fn empty_cell<'a>(cell: CellId, records: &Records<'a>, findings: &mut Findings<'a>) {
    for source in records.with_code(cell.subdomain) {
        if source.record.levels.get(&cell.level.number()).is_some_and(Vec::is_empty) {
            let place = level_place(source, cell).at(cell.to_string());
            findings.add(
                EMPTY_CELL,
                place,
                format!("{cell} has no entries"),
                "write at least one; if nothing is asked there, write `empty-cells: allow` in model.yaml",
            );
        }
    }
}

/// The entries of a cell that have this id, in printed order.
fn with_id<'a>(records: &Records<'a>, cell: CellId, id: RequirementId) -> Vec<(&'a SubdomainSource, Place<'a>)> {
    let id = id.to_string();
    let mut places = Vec::new();
    for source in records.with_code(cell.subdomain) {
        let entries = source.record.levels.get(&cell.level.number()).into_iter().flatten();
        for (index, entry) in entries.enumerate().filter(|(_, entry)| entry.id == id) {
            let place = level_place(source, cell).step(Step::Item(index)).step(Step::Key("id"));
            places.push((source, place.at(entry.id.as_str())));
        }
    }
    places
}

fn stray<'a>(cell: CellId, id: RequirementId, records: &Records<'a>, findings: &mut Findings<'a>) {
    for (source, place) in with_id(records, cell, id) {
        if has_own_entries(source) {
            let message = format!("{id} stands in the cell {cell}");
            findings.add(STRAY_ID, place, message, format!("move it, or give it an id that begins with {cell}"));
        } else {
            // If no entry has the code of the file, the code is wrong and not the ids.
            let other = id.cell.subdomain;
            let message = format!("the code is {}, but the ids of the entries begin with {other}", cell.subdomain);
            findings.add(
                WRONG_CODE,
                code_place(source),
                message,
                format!("write `code: {other}`; ids stay as they are"),
            );
        }
    }
}

fn repeated_id<'a>(id: RequirementId, records: &Records<'a>, findings: &mut Findings<'a>) {
    if let Some((_, place)) = with_id(records, id.cell, id).pop() {
        let help = "give each entry its own id; the older one keeps it";
        findings.add(REPEATED_ID, place, format!("there is a {id} before this one"), help);
    }
}
