//! Makes a next edition of a content folder by a seeded program: rewords, inserts, deletes, splits, merges and moves
//! entries, renames the address of a subdomain, and writes the list of changes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use dtmm_content::load::Sources;
use dtmm_content::parse::{EntryRecord, ModalRecord, SubdomainFile, fingerprint, parse};
use dtmm_model::{Modal, RequirementId};

/// What the program did, by the kind of change: the entries before and after.
pub(crate) type Made = Vec<(&'static str, Vec<String>, Vec<String>)>;

/// A small generator of random numbers, so that every run makes the same editions.
pub(super) struct Random(pub(super) u64);

impl Random {
    /// A number below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

/// An edition in the making.
struct Draft {
    /// By the name of their file.
    subdomains: BTreeMap<String, SubdomainFile>,
    /// Entries that no other file speaks of and no change has touched: each by file, level and identifier.
    free: Vec<(String, u8, String)>,
    /// The highest serial that each cell ever had.
    serials: BTreeMap<String, u8>,
    made: Made,
    random: Random,
}

/// Adds the edition `to` after `from`, which must be the newest, with a few changes of every kind.
pub(crate) fn next_edition(sources: &mut Sources, from: &str, to: &str, seed: u64) -> Made {
    let folder = |edition: &str| format!("{}/editions/{edition}/", sources.folder());
    let (old, new) = (folder(from), folder(to));
    let mut draft = Draft::new(sources, from, seed);
    for _ in 0..3 {
        draft.reword();
        draft.mean_otherwise();
        draft.insert();
        draft.withdraw();
        draft.split();
        draft.merge();
        draft.move_up();
    }
    let copies: Vec<_> = sources
        .iter()
        .filter(|file| file.edition.as_deref() == Some(from) && file.name != "changes.yaml")
        .cloned()
        .collect();
    for file in copies {
        sources.insert(format!("{new}{}", file.name), file.text.into_bytes());
    }
    for (name, record) in &draft.subdomains {
        sources.insert(format!("{new}{name}"), written(record).into_bytes());
    }
    if from == RENAMED_AFTER {
        rename_address(sources, &new);
    }
    settle(sources, &old, &new, &draft);
    sources.insert(format!("{new}changes.yaml"), listed(&draft.made).into_bytes());
    let model = format!("{}/model.yaml", sources.folder());
    let text = sources.get(&model).unwrap().text.replacen(from, &format!("{from}, {to}"), 1);
    sources.insert(model, text.into_bytes());
    draft.made
}

/// The edition after which a subdomain has another address, and that before and after.
const RENAMED_AFTER: &str = "2026";
pub(crate) const RENAMED: [&str; 2] = ["equipment-management", "equipment-care"];

/// Gives the subdomain another address in the edition in this folder.
fn rename_address(sources: &mut Sources, folder: &str) {
    let [before, after] = RENAMED.map(|slug| format!("{folder}clauses/production/{slug}.yaml"));
    let file = sources.remove(&before).unwrap();
    sources.insert(after, file.text.into_bytes());
    let domain = format!("{folder}clauses/production.yaml");
    let text = sources.get(&domain).unwrap().text.replace(RENAMED[0], RENAMED[1]);
    sources.insert(domain, text.into_bytes());
}

impl Draft {
    fn new(sources: &Sources, edition: &str, seed: u64) -> Draft {
        let content = parse(&sources.edition(edition)).0;
        let named = named(sources, edition);
        let mut draft = Draft {
            subdomains: BTreeMap::new(),
            free: Vec::new(),
            serials: serials(sources),
            made: Vec::new(),
            random: Random(seed),
        };
        for source in content.subdomains.values() {
            let record = &source.record;
            for (level, entries) in &record.levels {
                let is_free = |id: &str| {
                    let cell = format!("{}-{level}", record.code);
                    ![id, cell.as_str(), record.code.as_str()].iter().any(|name| named.contains(*name))
                };
                let plain = entries.iter().filter(|entry| {
                    entry.modal == Some(ModalRecord::Shall)
                        && !entry.conditional
                        && entry.examples.is_empty()
                        && is_free(&entry.id)
                });
                draft.free.extend(plain.map(|entry| (source.path.clone(), *level, entry.id.clone())));
            }
            draft.subdomains.insert(source.path.clone(), record.clone());
        }
        draft
    }

    /// Takes an entry that is still free, of a cell with at least `least` entries.
    fn take(&mut self, least: usize) -> (String, u8, String) {
        loop {
            let at = self.random.below(self.free.len());
            let (file, level, _) = &self.free[at];
            if self.subdomains[file].levels[level].len() >= least {
                return self.free.swap_remove(at);
            }
        }
    }

    fn cell(&mut self, file: &str, level: u8) -> &mut Vec<EntryRecord> {
        self.subdomains.get_mut(file).unwrap().levels.get_mut(&level).unwrap()
    }

    fn entry(&mut self, file: &str, level: u8, id: &str) -> &mut EntryRecord {
        self.cell(file, level).iter_mut().find(|entry| entry.id == id).unwrap()
    }

    /// The next identifier that the cell never had.
    fn fresh(&mut self, file: &str, level: u8) -> String {
        let cell = format!("{}-{level}", self.subdomains[file].code);
        let serial = self.serials.get_mut(&cell).unwrap();
        *serial += 1;
        format!("{cell}{serial:02}")
    }

    fn note(&mut self, kind: &'static str, from: &[&str], to: &[&str]) {
        let owned = |ids: &[&str]| ids.iter().map(ToString::to_string).collect();
        self.made.push((kind, owned(from), owned(to)));
    }

    fn reword(&mut self) {
        let (file, level, id) = self.take(1);
        say(self.entry(&file, level, &id), "，并加以落实", ", and put this into effect");
        self.note("editorial", &[&id], &[&id]);
    }

    fn mean_otherwise(&mut self) {
        let (file, level, id) = self.take(1);
        say(self.entry(&file, level, &id), "，每年不少于 2 次", ", at least 2 times a year");
        self.note("substantive", &[&id], &[&id]);
    }

    fn insert(&mut self) {
        let (file, level, _) = self.take(1);
        let id = self.fresh(&file, level);
        let entries = self.cell(&file, level).len();
        let at = self.random.below(entries);
        let entry = made_up(&id);
        self.cell(&file, level).insert(at, entry);
        self.note("added", &[], &[&id]);
    }

    fn withdraw(&mut self) {
        let (file, level, id) = self.take(2);
        self.cell(&file, level).retain(|entry| entry.id != id);
        self.note("withdrawn", &[&id], &[]);
    }

    fn split(&mut self) {
        let (file, level, id) = self.take(1);
        let parts = [self.fresh(&file, level), self.fresh(&file, level)];
        let cell = self.cell(&file, level);
        let at = cell.iter().position(|entry| entry.id == id).unwrap();
        let mut first = cell[at].clone();
        first.id = parts[0].clone();
        say(&mut first, "（之一）", " (part one)");
        cell.splice(at..=at, [first, made_up(&parts[1])]);
        self.note("split", &[&id], &[&parts[0], &parts[1]]);
    }

    fn merge(&mut self) {
        let (file, level, first, second) = loop {
            let (file, level, first) = self.take(2);
            let beside = self.free.iter().position(|(other, at, _)| *other == file && *at == level);
            if let Some(beside) = beside {
                let (_, _, second) = self.free.swap_remove(beside);
                break (file, level, first, second);
            }
        };
        let id = self.fresh(&file, level);
        let cell = self.cell(&file, level);
        let gone: Vec<_> = cell.iter().filter(|entry| entry.id == first || entry.id == second).cloned().collect();
        let at = cell.iter().position(|entry| entry.id == first).unwrap();
        let mut merged = gone[0].clone();
        merged.id = id.clone();
        say(&mut merged, "（合并）", " (merged)");
        cell[at] = merged;
        cell.retain(|entry| entry.id != first && entry.id != second);
        self.note("merged", &[&first, &second], &[&id]);
    }

    fn move_up(&mut self) {
        let (file, level, id) = loop {
            let taken = self.take(2);
            if taken.1 < 5 {
                break taken;
            }
        };
        let to = self.fresh(&file, level + 1);
        let cell = self.cell(&file, level);
        let at = cell.iter().position(|entry| entry.id == id).unwrap();
        let mut entry = cell.remove(at);
        entry.id = to.clone();
        self.cell(&file, level + 1).push(entry);
        self.note("moved", &[&id], &[&to]);
    }
}

/// Adds words to the end of an entry, before its last mark.
fn say(entry: &mut EntryRecord, zh: &str, en: &str) {
    let end = entry.zh.trim_end_matches(['；', '。']).len();
    entry.zh.insert_str(end, zh);
    let end = entry.en.trim_end_matches(['.', ';']).len();
    entry.en.insert_str(end, en);
    entry.reviewed = fingerprint(&entry.zh);
}

fn made_up(id: &str) -> EntryRecord {
    // Lower case, because capitals would be taken for an abbreviation.
    let number = id.replace('-', "").to_lowercase();
    let zh = format!("应记下编号为 {number} 的新事项");
    EntryRecord {
        id: id.to_owned(),
        label: None,
        modal: Some(ModalRecord::Shall),
        conditional: false,
        reviewed: fingerprint(&zh),
        zh,
        en: format!("The enterprise shall write down the new item numbered {number}."),
        examples: Vec::new(),
    }
}

/// Identifiers of entries, cells and subdomains that other files of the edition speak of.
fn named(sources: &Sources, edition: &str) -> BTreeSet<String> {
    let others = sources.iter().filter(|file| {
        let is_here = file.edition.as_deref().is_none_or(|of| of == edition);
        is_here && !file.name.starts_with("clauses/") && file.name != "published.txt" && file.name != "changes.yaml"
    });
    let is_name = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
    let places = others.flat_map(|file| file.text.split(|c: char| !is_name(c)));
    // The answers of the sample name every subdomain.
    let sample = sources.edition(edition).get("sample.yaml").unwrap().text.clone();
    let answers = |name: &str| name.len() == 3 && sample.contains(&format!("\n  {name}: "));
    places.filter(|name| name.len() >= 3 && !answers(name)).map(str::to_owned).collect()
}

/// The highest serial of each cell in any edition.
fn serials(sources: &Sources) -> BTreeMap<String, u8> {
    let mut serials: BTreeMap<String, u8> = BTreeMap::new();
    for edition in sources.editions() {
        for source in parse(&sources.edition(edition)).0.subdomains.values() {
            for entry in source.record.levels.values().flatten() {
                let id: RequirementId = entry.id.parse().unwrap();
                let highest = serials.entry(id.cell.to_string()).or_default();
                *highest = (*highest).max(id.serial);
            }
        }
    }
    serials
}

/// Brings what is updated last into line: letters are given anew when files are written; counts and the sample here.
fn settle(sources: &mut Sources, old: &str, new: &str, draft: &Draft) {
    let count = |file: &SubdomainFile| file.levels.values().map(Vec::len).sum::<usize>();
    let now: usize = draft.subdomains.values().map(count).sum();
    let before = parse(&sources.edition(old.trim_end_matches('/').rsplit('/').next().unwrap())).0;
    let were: usize = before.subdomains.values().map(|source| count(&source.record)).sum();
    let path = format!("{new}standard.yaml");
    let mut text = String::new();
    for line in sources.get(&path).unwrap().text.lines() {
        let grows = ["labelled", "assessable", "requirements", "shall"];
        match line.trim().split_once(": ") {
            Some((name, number)) if line.starts_with("  ") && grows.contains(&name) => {
                let number = number.parse::<usize>().unwrap() + now - were;
                writeln!(text, "  {name}: {number}").unwrap();
            }
            _ => writeln!(text, "{line}").unwrap(),
        }
    }
    sources.insert(path, text.into_bytes());
    let path = format!("{new}sample.yaml");
    let mut text = String::new();
    for line in sources.get(&path).unwrap().text.lines() {
        let record = line.trim().split_once(": ").and_then(|(code, letters)| {
            let record = draft.subdomains.values().find(|record| record.code == code)?;
            (letters.matches('/').count() == 4).then_some((record, letters))
        });
        match record {
            Some((record, letters)) => {
                let cells = letters.split('/').zip(record.levels.values()).map(|(letters, entries)| {
                    letters.chars().chain(std::iter::repeat('F')).take(entries.len()).collect::<String>()
                });
                writeln!(text, "  {}: {}", record.code, cells.collect::<Vec<_>>().join("/")).unwrap();
            }
            None => writeln!(text, "{line}").unwrap(),
        }
    }
    sources.insert(path, text.into_bytes());
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// A file of a subdomain. Labels are left out, except where the draft itself skips one or gives one to an example.
fn written(record: &SubdomainFile) -> String {
    let mut out = format!(
        "code: {}\nname: {{zh: {}, en: {}}}\nlevels:\n",
        record.code,
        quoted(&record.name.zh),
        quoted(&record.name.en)
    );
    for (level, entries) in &record.levels {
        writeln!(out, "  {level}:").unwrap();
        let is_kept = (record.code == "SVC" && *level == 1)
            || entries.iter().any(|entry| entry.examples.iter().any(|example| example.label.is_some()));
        for entry in entries {
            let label = entry.label.as_ref().filter(|_| is_kept);
            let label = label.map_or_else(String::new, |label| format!("      label: {label}\n"));
            let modal = dtmm_modal(entry.modal.unwrap_or(ModalRecord::None)).key();
            write!(out, "    - id: {}\n{label}      modal: {modal}\n", entry.id).unwrap();
            if entry.conditional {
                out += "      conditional: true\n";
            }
            text(&mut out, "      ", &entry.zh, &entry.en, &entry.reviewed);
            if !entry.examples.is_empty() {
                out += "      examples:\n";
            }
            for example in &entry.examples {
                match &example.label {
                    Some(label) => write!(out, "        - label: {label}\n          ").unwrap(),
                    None => out += "        - ",
                }
                let mut lines = String::new();
                text(&mut lines, "          ", &example.zh, &example.en, &example.reviewed);
                out += lines.trim_start();
            }
        }
    }
    out
}

fn text(out: &mut String, indent: &str, zh: &str, en: &str, reviewed: &str) {
    for (key, value) in [("zh", zh), ("en", en), ("reviewed", reviewed)] {
        writeln!(out, "{indent}{key}: {}", quoted(value)).unwrap();
    }
}

const fn dtmm_modal(modal: ModalRecord) -> Modal {
    match modal {
        ModalRecord::Shall => Modal::Shall,
        ModalRecord::Mixed => Modal::Mixed,
        ModalRecord::Should => Modal::Should,
        ModalRecord::None => Modal::None,
    }
}

fn listed(made: &Made) -> String {
    let change = |(kind, from, to): &(&str, Vec<String>, Vec<String>)| {
        format!("- {{from: [{}], to: [{}], kind: {kind}}}\n", from.join(", "), to.join(", "))
    };
    made.iter().map(change).collect()
}
