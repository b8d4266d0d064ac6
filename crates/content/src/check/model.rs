//! Builds the model from the records, with identifiers parsed from text. `faults` reports what its constructor
//! refuses.

use std::collections::BTreeSet;

use dtmm_model::{
    Bilingual, Cell, CellId, Domain, DomainNumbers, Entry, Example, LabelStyle, Level, LevelText, Modal, RequirementId,
    Slug, Standard, StandardHead, Subdomain, SubdomainCode,
};

use super::faults;
use super::findings::Findings;
use super::labels;
use super::levels::level_count;
use super::passage::domain_path;
use super::place::Place;
use super::scoring;
use super::sequence::{OrderFault, order_faults};
use crate::diagnostic::codes::{
    MISSING_FILE, SKIPPED_SERIAL, UNLISTED_FILE, WRONG_CODE, WRONG_ID, WRONG_LEVEL, WRONG_SLUG,
};
use crate::diagnostic::{DiagnosticCode, suggest};
use crate::parse::paths::STANDARD;
use crate::parse::{Content, EntryRecord, ModalRecord, Permission, StandardFile, Step, SubdomainSource};

/// Builds the model. The second value is whether the lists name exactly the files that exist.
pub(super) fn build<'a>(
    content: &'a Content,
    earlier: &[Option<Standard>],
    findings: &mut Findings<'a>,
) -> (Option<Standard>, bool) {
    let former = earlier.iter().flatten().flat_map(Standard::entries).map(|entry| entry.id).collect();
    let labels = content.model.as_ref().and_then(|model| model.labels.parse().ok()).unwrap_or(LabelStyle::NONE);
    let mut builder = Builder { content, labels, former, findings, is_sound: true, is_listed: true };
    let standard = content.standard.as_ref().and_then(|head| {
        builder.unlisted_files(head);
        builder.standard(head)
    });
    (standard.filter(|_| builder.is_sound), builder.is_listed)
}

struct Builder<'a, 'b> {
    content: &'a Content,
    labels: LabelStyle,
    /// The entries of the editions before.
    former: BTreeSet<RequirementId>,
    findings: &'b mut Findings<'a>,
    /// Whether every text could be parsed.
    is_sound: bool,
    is_listed: bool,
}

impl<'a> Builder<'a, '_> {
    fn wrong(&mut self, code: DiagnosticCode, place: Place<'a>, message: String, help: String) {
        self.is_sound = false;
        self.findings.add(code, place, message, help);
    }

    fn standard(&mut self, head: &'a StandardFile) -> Option<Standard> {
        let model = self.content.model.as_ref()?;
        let mut levels = Vec::new();
        for (index, record) in head.levels.iter().enumerate() {
            let place = Place::value(STANDARD, &[Step::Key("levels"), Step::Item(index), Step::Key("level")]);
            if let Some(level) = self.level(record.level, place) {
                let (name, text) = (record.name.clone().into(), record.text.clone().map(Bilingual::from));
                levels.push(LevelText { level, label: record.label.clone(), name, text });
            }
        }
        let domains = head.domains.iter().enumerate().filter_map(|(index, slug)| self.domain(index, slug)).collect();
        let standard_head = StandardHead {
            id: model.id.clone(),
            number: head.number.clone(),
            edition: self.content.edition.clone(),
            title: head.title.clone().into(),
            level_count: level_count(self.content),
            labels: self.labels,
            empty_cells: model.empty_cells == Permission::Allow,
            scoring: scoring::declared(self.content).unwrap_or_default(),
        };
        match Standard::new(standard_head, levels, domains) {
            Ok(standard) => Some(standard),
            Err(faults) => {
                let records = faults::Records { head, content: self.content };
                faults.iter().for_each(|fault| faults::report(fault, &records, self.findings));
                None
            }
        }
    }

    fn level(&mut self, number: u8, place: Place<'a>) -> Option<Level> {
        let count = level_count(self.content);
        let level = Level::new(number).filter(|level| level.index() < count);
        if level.is_none() {
            let message = format!("{number} is not a level");
            self.wrong(WRONG_LEVEL, place, message, format!("the levels are 1 to {count}"));
        }
        level
    }

    fn slug(&mut self, text: &str, place: Place<'a>) -> Option<Slug> {
        let slug = text.parse().ok();
        if slug.is_none() {
            let message = format!("`{text}` is not a slug");
            let help = "write lower-case Latin words joined by hyphens, as `fine-work`".to_owned();
            self.wrong(WRONG_SLUG, place, message, help);
        }
        slug
    }

    /// Reports a listed file that does not exist. One that is broken has been reported already.
    fn missing<'n>(&mut self, path: &str, name: &str, near: impl IntoIterator<Item = &'n str>, place: Place<'a>) {
        self.is_sound = false;
        self.is_listed = false;
        if !self.content.broken.contains(path) {
            let help = suggest::help(name, near, "create it, or remove the name here");
            self.findings.add(MISSING_FILE, place, format!("there is no {path}"), help);
        }
    }

    fn domain(&mut self, index: usize, text: &'a str) -> Option<Domain> {
        let place = Place::value(STANDARD, &[Step::Key("domains"), Step::Item(index)]).at(text);
        let slug = self.slug(text, place.clone())?;
        let Some(record) = self.content.domains.get(text) else {
            self.missing(&domain_path(text), text, self.content.domains.keys().map(String::as_str), place);
            return None;
        };
        let list = record.subdomains.iter().enumerate();
        let subdomains = list.filter_map(|(index, slug)| self.subdomain(text, index, slug)).collect();
        Some(Domain {
            slug,
            // A domain with only one of the two is reported by `numbering`.
            numbers: record.clause.clone().zip(record.table).map(|(clause, table)| DomainNumbers { clause, table }),
            name: record.name.clone().into(),
            intro: record.intro.clone().map(Bilingual::from),
            caption: record.caption.clone().map(Bilingual::from),
            subdomains,
        })
    }

    fn subdomain(&mut self, domain: &'a str, index: usize, text: &'a str) -> Option<Subdomain> {
        let place = Place::value(domain_path(domain), &[Step::Key("subdomains"), Step::Item(index)]).at(text);
        let slug = self.slug(text, place.clone())?;
        let name = format!("{domain}/{text}");
        let Some(source) = self.content.subdomains.get(&name) else {
            let inside = self.content.subdomains.keys().filter_map(|key| key.strip_prefix(domain)?.strip_prefix('/'));
            self.missing(&domain_path(&name), text, inside, place);
            return None;
        };
        let record = &source.record;
        let Ok(code) = record.code.parse() else {
            let place = Place::value(source.path.as_str(), &[Step::Key("code")]).at(record.code.as_str());
            let message = format!("`{}` is not the code of a subdomain", record.code);
            self.wrong(WRONG_CODE, place, message, "write two to eight capital Latin letters, as `ABC`".to_owned());
            return None;
        };
        Some(Subdomain { code, slug, name: record.name.clone().into(), cells: self.cells(source, code) })
    }

    fn cells(&mut self, source: &'a SubdomainSource, subdomain: SubdomainCode) -> Vec<Cell> {
        let mut cells = Vec::new();
        for (number, records) in &source.record.levels {
            let place = Place::value(source.path.as_str(), &[Step::Key("levels"), Step::Number(*number)]);
            if let Some(level) = self.level(*number, place.clone()) {
                let id = CellId { subdomain, level };
                let entries = self.entries(id, records, &place);
                // A cell without a single valid id is left out: it is not an empty cell, which the model would report.
                if records.is_empty() || !entries.is_empty() {
                    cells.push(Cell { id, entries });
                }
            }
        }
        if self.content.model.as_ref().is_some_and(|model| model.empty_cells == Permission::Allow) {
            for level in Level::first(level_count(self.content))
                .filter(|level| !source.record.levels.contains_key(&level.number()))
            {
                cells.push(Cell { id: CellId { subdomain, level }, entries: Vec::new() });
            }
            cells.sort_by_key(|cell| cell.id.level);
        }
        cells
    }

    fn entries(&mut self, cell: CellId, records: &'a [EntryRecord], place: &Place<'a>) -> Vec<Entry> {
        let mut entries = Vec::with_capacity(records.len());
        let mut serials = Vec::with_capacity(records.len());
        for (index, (record, label)) in records.iter().zip(labels::of_cell(self.labels, records)).enumerate() {
            let place = place.step(Step::Item(index)).step(Step::Key("id")).at(record.id.as_str());
            match record.id.parse::<RequirementId>() {
                Ok(id) => {
                    if id.cell == cell {
                        serials.push((id.serial, place));
                    }
                    entries.push(entry(id, label, record));
                }
                Err(error) => {
                    let message = format!("`{}` is not the id of an entry", record.id);
                    self.wrong(
                        WRONG_ID,
                        place,
                        message,
                        format!("write code, level and two-digit serial, as `{error}`"),
                    );
                }
            }
        }
        // A serial can be missing only if all serials of the cell are known.
        if serials.len() == records.len() {
            self.skipped(cell, &serials);
        }
        entries
    }

    fn skipped(&mut self, cell: CellId, serials: &[(u8, Place<'a>)]) {
        // Serials of removed entries, of which redirects or earlier editions tell, count as used.
        let redirected = self.content.redirects.iter().filter_map(|redirect| redirect.from.parse().ok());
        let former = redirected.chain(self.former.iter().copied()).filter(|id| id.cell == cell).map(|id| id.serial);
        let gone = former.filter(|former| !serials.iter().any(|(serial, _)| serial == former));
        let numbers: Vec<_> = serials.iter().map(|(serial, _)| *serial).chain(gone).map(usize::from).collect();
        for (index, fault) in order_faults(&numbers) {
            if let (OrderFault::Skipped(missing), Some((_, place))) = (fault, serials.get(index)) {
                let place = place.clone();
                let message = format!("{cell}{:02} stands here, but there is no {cell}{missing:02}", numbers[index]);
                let help = "a new entry takes the next serial that its cell never had, wherever it is printed; no id ever changes".to_owned();
                self.wrong(SKIPPED_SERIAL, place, message, help);
            }
        }
    }

    /// Reports files that no list names.
    fn unlisted_files(&mut self, head: &'a StandardFile) {
        for slug in self.content.domains.keys().filter(|slug| !head.domains.contains(slug)) {
            let message = format!("`domains` in {STANDARD} does not name `{slug}`");
            self.unlisted(domain_path(slug), message);
        }
        for (name, source) in &self.content.subdomains {
            let (domain, slug) = name.split_once('/').unwrap_or((name, ""));
            let path = domain_path(domain);
            let is_listed = match self.content.domains.get(domain) {
                Some(record) => record.subdomains.iter().any(|listed| listed == slug),
                None => self.content.broken.contains(&path),
            };
            if !is_listed {
                self.unlisted(source.path.clone(), format!("`subdomains` in {path} does not name `{slug}`"));
            }
        }
    }

    fn unlisted(&mut self, path: String, message: String) {
        self.is_listed = false;
        self.wrong(UNLISTED_FILE, Place::file(path), message, "add the name there, or remove the file".to_owned());
    }
}

fn entry(id: RequirementId, label: Option<String>, record: &EntryRecord) -> Entry {
    let example = |example: &crate::parse::ExampleRecord| Example {
        label: example.label.clone(),
        text: Bilingual { zh: example.zh.clone(), en: example.en.clone() },
    };
    Entry {
        id,
        label,
        modal: modal(record.modal),
        conditional: record.conditional,
        text: Bilingual { zh: record.zh.clone(), en: record.en.clone() },
        examples: record.examples.iter().map(example).collect(),
    }
}

/// The model's value of a verbal form as typed in.
pub(super) const fn modal(record: Option<ModalRecord>) -> Modal {
    match record {
        Some(ModalRecord::Shall) => Modal::Shall,
        Some(ModalRecord::Mixed) => Modal::Mixed,
        Some(ModalRecord::Should) => Modal::Should,
        Some(ModalRecord::None) | None => Modal::None,
    }
}
