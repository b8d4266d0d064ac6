//! Random editions: what becomes of a made-up standard from one edition to the next.

use std::collections::{BTreeMap, BTreeSet};

use dtmm_model::{
    ByLevel, CellId, ChangeKind, EditionChange, Item, Kind, Outline, OutlineDomain, OutlineSubdomain, RequirementId,
};

/// Random numbers from a seed.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

/// A standard as it changes.
pub(crate) struct Changing {
    pub(crate) outline: Outline,
    /// The highest serial that each cell ever had.
    serials: BTreeMap<CellId, u8>,
    /// Entries that no change of this edition has touched.
    free: Vec<RequirementId>,
    changes: Vec<EditionChange>,
}

impl Changing {
    pub(crate) fn new(outline: Outline) -> Changing {
        Changing { outline, serials: BTreeMap::new(), free: Vec::new(), changes: Vec::new() }
    }

    /// Makes the next edition: up to a dozen changes of all kinds, now and then a domain gone or added.
    pub(crate) fn next(&mut self, edition: &str, dice: &mut Dice) -> Vec<EditionChange> {
        edition.clone_into(&mut self.outline.edition);
        self.free = self.outline.items().map(|item| item.id).collect();
        for id in self.free.clone() {
            let highest = self.serials.entry(id.cell).or_default();
            *highest = (*highest).max(id.serial);
        }
        if dice.below(4) == 0 && self.outline.domains.len() > 1 {
            self.lose_a_domain(dice);
        }
        if dice.below(3) == 0 {
            self.add_a_domain(dice);
        }
        for _ in 0..dice.below(13) {
            self.change(dice);
        }
        std::mem::take(&mut self.changes)
    }

    fn change(&mut self, dice: &mut Dice) {
        if self.free.is_empty() {
            return;
        }
        let from = self.free.swap_remove(dice.below(self.free.len()));
        let mut item = self.item(from);
        match dice.below(7) {
            0 | 1 => {
                item.conditional ^= dice.below(2) == 0;
                let kind = [ChangeKind::Editorial, ChangeKind::Substantive][dice.below(2)];
                *self.cell(from.cell).iter_mut().find(|other| other.id == from).unwrap() = item;
                self.note(&[from], &[from], kind);
            }
            2 => {
                self.cell(from.cell).retain(|other| other.id != from);
                self.note(&[from], &[], ChangeKind::Withdrawn);
            }
            3 => {
                self.cell(from.cell).retain(|other| other.id != from);
                let to: Vec<_> = (0..2 + dice.below(2)).map(|_| self.insert(item, dice)).collect();
                self.note(&[from], &to, ChangeKind::Split);
            }
            4 if !self.free.is_empty() => {
                let mut all = vec![from, self.free.swap_remove(dice.below(self.free.len()))];
                if dice.below(2) == 0 && !self.free.is_empty() {
                    all.push(self.free.swap_remove(dice.below(self.free.len())));
                }
                for id in &all {
                    self.cell(id.cell).retain(|other| other.id != *id);
                }
                let to = self.insert(item, dice);
                self.note(&all, &[to], ChangeKind::Merged);
            }
            5 => {
                self.cell(from.cell).retain(|other| other.id != from);
                item.conditional ^= dice.below(2) == 0;
                let to = self.insert(item, dice);
                self.note(&[from], &[to], ChangeKind::Moved);
            }
            _ => {
                let to = self.insert(item, dice);
                self.note(&[], &[to], ChangeKind::Added);
            }
        }
    }

    fn lose_a_domain(&mut self, dice: &mut Dice) {
        let gone = self.outline.domains.remove(dice.below(self.outline.domains.len()));
        let ids: Vec<RequirementId> =
            gone.subdomains.iter().flat_map(OutlineSubdomain::items).map(|item| item.id).collect();
        self.free.retain(|id| !ids.contains(id));
        self.note(&ids, &[], ChangeKind::Withdrawn);
    }

    fn add_a_domain(&mut self, dice: &mut Dice) {
        let codes: BTreeSet<String> = self.serials.keys().map(|cell| cell.subdomain.to_string()).collect();
        let Some(code) = ["NEW", "NEWER"].into_iter().find(|code| !codes.contains(*code)) else { return };
        let code = code.parse().unwrap();
        let cells = (0..self.outline.level_count()).map(|_| Vec::new()).collect::<ByLevel<_>>();
        let slug = format!("new-{}", self.outline.edition).parse().unwrap();
        let subdomains = vec![OutlineSubdomain { code, cells }];
        self.outline.domains.push(OutlineDomain { slug, subdomains });
        let levels: Vec<_> = self.outline.levels().collect();
        let cell = CellId { subdomain: code, level: levels[dice.below(levels.len())] };
        let id = RequirementId { cell, serial: 1 };
        self.serials.insert(cell, 1);
        self.cell(cell).push(Item { id, kind: Kind::Requirement, conditional: false });
        self.note(&[], &[id], ChangeKind::Added);
    }

    fn note(&mut self, from: &[RequirementId], to: &[RequirementId], kind: ChangeKind) {
        self.changes.push(EditionChange { from: from.to_vec(), to: to.to_vec(), kind, about: None });
    }

    fn item(&self, id: RequirementId) -> Item {
        *self.outline.items().find(|item| item.id == id).unwrap()
    }

    fn cell(&mut self, cell: CellId) -> &mut Vec<Item> {
        let subdomains = self.outline.domains.iter_mut().flat_map(|domain| &mut domain.subdomains);
        let subdomain = subdomains.into_iter().find(|subdomain| subdomain.code == cell.subdomain).unwrap();
        &mut subdomain.cells[cell.level]
    }

    /// Puts an entry like this one into some cell, under an identifier that no other ever had.
    fn insert(&mut self, like: Item, dice: &mut Dice) -> RequirementId {
        let codes: Vec<_> = self.outline.subdomains().map(|subdomain| subdomain.code).collect();
        let levels: Vec<_> = self.outline.levels().collect();
        let cell = CellId { subdomain: codes[dice.below(codes.len())], level: levels[dice.below(levels.len())] };
        let serial = self.serials.entry(cell).or_default();
        *serial += 1;
        let id = RequirementId { cell, serial: *serial };
        let place = dice.below(self.cell(cell).len() + 1);
        self.cell(cell).insert(place, Item { id, ..like });
        id
    }
}
