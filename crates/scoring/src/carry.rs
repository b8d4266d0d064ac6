//! Carries an assessment over to a later edition. An answer counts there only where the entry means what it meant; where
//! it may mean something else, the answer waits to be looked at again. Nothing is lost, and what was there is unchanged.

use dtmm_model::{ChangeKind, EditionChange, Item, Outline, RequirementId};

use crate::assessment::{Assessment, EntryDetails, FilePart, blank, get, put};
use crate::earlier::{
    DERIVED_FROM, DerivedFrom, REVIEW, Review, WITHDRAWN, compact, is_entry, kept_text, members, object_of,
};
use crate::fold::{domain_of, id_of, scope_of};
use crate::json::push_string;
use crate::order::sort_by_key;
use crate::records::UnknownFields;
use crate::writer::{custom_weights, entry, write};
use crate::{Answer, Weights};

/// The step from one edition to the next.
#[derive(Debug, Clone, Copy)]
pub struct EditionStep<'a> {
    /// The earlier edition.
    pub before: &'a Outline,
    /// The later edition.
    pub after: &'a Outline,
    /// What became of the entries. Those that no change names are as they were.
    pub changes: &'a [EditionChange],
}

/// An assessment that was carried over, and what became of everything in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// The assessment of the later edition.
    pub assessment: Assessment,
    /// Every entry that had an answer or anything recorded beside it, in the order of the earlier edition; after them what
    /// the file had of entries that edition does not have and a later one does.
    pub entries: Vec<CarriedEntry>,
}

/// What became of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedEntry {
    /// Its identifier in the earlier edition.
    pub from: RequirementId,
    /// The entries of the later edition that it is recorded at; none where it is kept apart.
    pub to: Vec<RequirementId>,
    /// The change that decided it; `None` where the entry is as it was.
    pub kind: Option<ChangeKind>,
    /// Its answer in the earlier edition; `None` where it had none, but other things recorded.
    pub answer: Option<Answer>,
    /// What became of it.
    pub outcome: CarryOutcome,
}

/// What became of an entry that was carried over. Of two, the later one is that of the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CarryOutcome {
    /// The later edition has no such entry: it is kept apart.
    Withdrawn,
    /// All that is recorded is recorded there, and counts.
    Carried,
    /// Its answer waits to be reviewed, and does not count until then; the rest is recorded there.
    ToReview,
}

/// Carries an assessment over, step by step, where each begins at the edition to which the one before leads. `old` is one
/// of the first step's earlier edition. Without steps it stays as it is.
pub fn carry(old: &Assessment, steps: &[EditionStep<'_>]) -> Carried {
    let mut carried = Carried { assessment: old.clone(), entries: Vec::new() };
    for (index, step) in steps.iter().enumerate() {
        let next = Carrier::new(&carried.assessment, step).carried();
        let entries = std::mem::take(&mut carried.entries);
        let entries = if index == 0 { next.entries } else { joined(entries, next.entries) };
        carried = Carried { assessment: next.assessment, entries };
    }
    if let Some(first) = steps.first() {
        let derived = DerivedFrom { edition: old.edition.clone(), hash: hash(&write(old, first.before)) };
        put(&mut carried.assessment.kept[FilePart::File as usize], DERIVED_FROM.to_owned(), Some(derived.text()));
    }
    carried
}

/// What became of entries in two steps.
fn joined(first: Vec<CarriedEntry>, second: Vec<CarriedEntry>) -> Vec<CarriedEntry> {
    let mut places: Vec<(RequirementId, usize)> = second.iter().map(|entry| entry.from).zip(0..).collect();
    sort_by_key(&mut places, |(id, _)| *id);
    let mut is_joined = vec![false; second.len()];
    let mut entries = Vec::new();
    for entry in first {
        let mut whole = CarriedEntry { to: Vec::new(), outcome: CarryOutcome::Withdrawn, ..entry.clone() };
        for place in entry.to.iter().filter_map(|id| get(&places, id)) {
            let next = &second[*place];
            is_joined[*place] = true;
            for id in &next.to {
                if !whole.to.contains(id) {
                    whole.to.push(*id);
                }
            }
            if next.outcome >= whole.outcome {
                whole.outcome = next.outcome;
                whole.kind = if entry.outcome == next.outcome { entry.kind.or(next.kind) } else { next.kind };
            }
        }
        entries.push(if entry.outcome == CarryOutcome::Withdrawn { entry } else { whole });
    }
    entries.extend(second.into_iter().zip(is_joined).filter(|(_, is_joined)| !is_joined).map(|(entry, _)| entry));
    entries
}

/// One step with an assessment.
struct Carrier<'a> {
    old: &'a Assessment,
    step: &'a EditionStep<'a>,
    /// The entries of the later edition, in the order of the identifiers.
    after: Vec<(RequirementId, &'a Item)>,
    /// The change of each entry that one names, in the order of the identifiers.
    changes: Vec<(RequirementId, &'a EditionChange)>,
    new: Assessment,
    withdrawn: UnknownFields,
    entries: Vec<CarriedEntry>,
}

/// What an entry of the later edition gets.
struct Gathered<'a> {
    to: &'a Item,
    change: Option<&'a EditionChange>,
    /// The entries of the earlier edition that have something for it.
    from: Vec<RequirementId>,
}

impl<'a> Carrier<'a> {
    fn new(old: &'a Assessment, step: &'a EditionStep<'a>) -> Carrier<'a> {
        let mut after: Vec<_> = step.after.items().map(|item| (item.id, item)).collect();
        sort_by_key(&mut after, |(id, _)| *id);
        let named = |change: &'a EditionChange| change.from.iter().map(move |id| (*id, change));
        let mut changes: Vec<_> = step.changes.iter().flat_map(named).collect();
        sort_by_key(&mut changes, |(id, _)| *id);
        let mut new = old.clone();
        new.edition.clone_from(&step.after.edition);
        new.answers.clear();
        new.details.clear();
        Carrier { old, step, after, changes, new, withdrawn: old.withdrawn(), entries: Vec::new() }
    }

    fn carried(mut self) -> Carried {
        let gathered = self.gathered();
        gathered.iter().for_each(|one| self.entry(one));
        self.foreign_answers();
        self.scopes();
        self.records();
        self.weights();
        if !self.withdrawn.is_empty() {
            let kept = &mut self.new.kept[FilePart::File as usize];
            put(kept, WITHDRAWN.to_owned(), Some(object_of(&self.withdrawn)));
        }
        self.new.sort();
        Carried { assessment: self.new, entries: self.entries }
    }

    /// What goes where. What goes nowhere is kept apart.
    fn gathered(&mut self) -> Vec<Gathered<'a>> {
        let mut gathered: Vec<Gathered<'a>> = Vec::new();
        for id in self.step.before.items().map(|item| item.id) {
            let (answer, details) = (self.old.answer(id), self.old.details(id));
            if answer.is_none() && details.is_empty() {
                continue;
            }
            let change = get(&self.changes, &id).copied();
            let to = change.map_or(std::slice::from_ref(&id), |change| &change.to);
            let items: Vec<&Item> = to.iter().filter_map(|id| get(&self.after, id).copied()).collect();
            if items.is_empty() {
                add(&mut self.withdrawn, id.to_string(), compact(&entry(answer, details)));
            }
            let outcome = if items.is_empty() { CarryOutcome::Withdrawn } else { CarryOutcome::Carried };
            let kind = change.map(|change| change.kind);
            let to = items.iter().map(|item| item.id).collect();
            self.entries.push(CarriedEntry { from: id, to, kind, answer, outcome });
            for item in items {
                let is_merged = change.is_some_and(|change| change.from.len() > 1);
                let same = gathered.iter_mut().find(|one| is_merged && one.to.id == item.id);
                match same {
                    Some(one) => one.from.push(id),
                    None => gathered.push(Gathered { to: item, change, from: vec![id] }),
                }
            }
        }
        gathered
    }

    /// Records what an entry of the later edition gets.
    fn entry(&mut self, one: &Gathered<'a>) {
        let mut details = match one.from[..] {
            [id] => self.old.details(id).clone(),
            _ => self.merged_details(&one.from),
        };
        let keeps = one.change.is_none_or(|change| change.kind.keeps_answers());
        let answer = one.from.first().filter(|_| keeps).and_then(|id| self.old.answer(*id));
        let lacks_reason = answer == Some(Answer::NotApplicable) && !one.to.conditional && blank(&details.reason);
        let mut waits = answer.is_none() && kept_text(&details.kept, REVIEW).is_some();
        if !keeps || lacks_reason {
            let review = self.review(one);
            waits = !review.answers.is_empty();
            if waits {
                put(&mut details.kept, REVIEW.to_owned(), Some(review.text()));
            }
        } else if let Some(answer) = answer {
            self.new.answers.push((one.to.id, answer));
        }
        if !details.is_empty() {
            self.new.details.push((one.to.id, details));
        }
        for entry in self.entries.iter_mut().filter(|entry| waits && one.from.contains(&entry.from)) {
            let review = self.old.review(entry.from);
            if entry.answer.is_some() || review.is_some() {
                entry.outcome = CarryOutcome::ToReview;
            }
        }
    }

    /// All answers that an entry of the later edition comes from, with those that still wait for a review.
    fn review(&self, one: &Gathered<'a>) -> Review {
        let mut united = Review::default();
        for id in one.change.map_or(&one.from, |change| &change.from) {
            let (answer, open) = (self.old.answer(*id), self.old.review(*id));
            if answer.is_some() || open.is_none() {
                let answers = answer.map(|answer| (*id, answer)).into_iter().collect();
                unite(&mut united, Review { from: vec![*id], edition: self.step.before.edition.clone(), answers });
            }
            if let Some(open) = open {
                unite(&mut united, open);
            }
        }
        united
    }

    /// What is recorded beside the answers of several entries, as one. Of two values where only one can be, the second
    /// goes into the note under the path of its field.
    fn merged_details(&self, from: &[RequirementId]) -> EntryDetails {
        let all: Vec<(RequirementId, &EntryDetails)> = from.iter().map(|id| (*id, self.old.details(*id))).collect();
        let mut merged = EntryDetails {
            reason: texts(&all, |details| &details.reason),
            note: texts(&all, |details| &details.note),
            ..EntryDetails::NONE
        };
        for (id, details) in all {
            let EntryDetails { owner, due, evidence, kept, .. } = details;
            for (name, value, held) in [("owner", owner, &mut merged.owner), ("due", due, &mut merged.due)] {
                if held.is_empty() {
                    held.clone_from(value);
                } else if !value.is_empty() && value != held {
                    push_line(&mut merged.note, &[&id.to_string(), ".", name, ": ", value]);
                }
            }
            for one in evidence {
                if !merged.evidence.contains(one) {
                    merged.evidence.push(one.clone());
                }
            }
            for (key, value) in kept.iter().filter(|(key, _)| key != REVIEW) {
                add(&mut merged.kept, key.clone(), value.clone());
            }
        }
        merged
    }

    /// Keeps apart what the file has under identifiers that the earlier edition does not have and the later one does, so
    /// that it is not taken for the answers of these.
    fn foreign_answers(&mut self) {
        for (key, text) in self.old.kept(FilePart::Answers) {
            let Some(id) = id_of(key).filter(|id| get(&self.after, id).is_some()) else { continue };
            put(&mut self.new.kept[FilePart::Answers as usize], key.clone(), None);
            // What is no entry could not be read again as one.
            let text = if is_entry(text) { text.clone() } else { ["{\"value\":", text, "}"].concat() };
            add(&mut self.withdrawn, key.clone(), text);
            let outcome = CarryOutcome::Withdrawn;
            self.entries.push(CarriedEntry { from: id, to: Vec::new(), kind: None, answer: None, outcome });
        }
    }

    /// Keeps the targets and the tailoring of scopes that the later edition does not have as unknown, and what the file had
    /// as unknown of scopes that it does have under a name that is not taken for theirs.
    fn scopes(&mut self) {
        let after = self.step.after;
        let (targets, tailored) = (std::mem::take(&mut self.new.targets), std::mem::take(&mut self.new.tailored));
        let [file, of_targets, of_tailored, _] = &mut self.new.kept;
        for (unknown, name) in [(&mut *of_targets, "targets."), (&mut *of_tailored, "tailored.")] {
            let (known, stays): (UnknownFields, UnknownFields) =
                std::mem::take(unknown).into_iter().partition(|(key, _)| scope_of(after, key).is_some());
            *unknown = stays;
            known.into_iter().for_each(|(key, text)| add(file, [name, &key].concat(), text));
        }
        for (key, level) in targets {
            if scope_of(after, &key).is_some() {
                self.new.targets.push((key, level));
            } else {
                add(of_targets, key, level.number().to_string());
            }
        }
        for (code, reason) in tailored {
            if after.subdomains().any(|subdomain| subdomain.code == code) {
                self.new.tailored.push((code, reason));
            } else {
                let mut text = String::new();
                push_string(&mut text, &reason);
                add(of_tailored, code.to_string(), text);
            }
        }
    }

    /// Points the actions of the plan, and those responsible, to the entries that theirs have become. One that is gone is
    /// still named.
    fn records(&mut self) {
        let Assessment { plan, owners, .. } = &mut self.new;
        let of_plan = plan.all_mut().iter_mut().map(|action| &mut action.scopes);
        for listed in of_plan.chain(owners.all_mut().iter_mut().map(|owner| &mut owner.scopes)) {
            let mut scopes: Vec<String> = Vec::new();
            for scope in std::mem::take(listed) {
                let change = id_of(&scope).and_then(|id| get(&self.changes, &id).copied());
                let to = change.map(|change| change.to.iter().map(ToString::to_string).collect::<Vec<_>>());
                for scope in to.filter(|to| !to.is_empty()).unwrap_or_else(|| vec![scope]) {
                    if !scopes.contains(&scope) {
                        scopes.push(scope);
                    }
                }
            }
            *listed = scopes;
        }
    }

    /// Gives the weights of the domains to those of the later edition. Where it lacks one of them, all are kept as unknown;
    /// what is unknown and would be known there is kept under another name.
    fn weights(&mut self) {
        let EditionStep { before, after, .. } = self.step;
        let file = &mut self.new.kept[FilePart::File as usize];
        let is_new = |slug: &str| domain_of(after, slug).is_some() && domain_of(before, slug).is_none();
        let unknown = kept_text(file, "weights").map(str::to_owned);
        if let Some(unknown) = unknown.filter(|text| members(text).iter().any(|(slug, _)| is_new(slug))) {
            put(file, "weights".to_owned(), None);
            add(file, ["weights.", &before.edition].concat(), unknown);
        }
        let Some(old @ Weights::Custom(custom)) = &self.old.weights else { return };
        self.new.weights = Weights::from_text(after, &old.text(before));
        if self.new.weights.is_none() {
            add(file, "weights".to_owned(), compact(&custom_weights(custom, before)));
        }
    }
}

/// Adds one review to another, each entry and answer once.
fn unite(united: &mut Review, review: Review) {
    if united.answers.is_empty() {
        united.edition = review.edition;
    }
    for id in review.from {
        if !united.from.contains(&id) {
            united.from.push(id);
        }
    }
    for answer in review.answers {
        if !united.answers.contains(&answer) {
            united.answers.push(answer);
        }
    }
}

/// Adds what is kept under a key; where that holds something else already, under the key and a number.
fn add(kept: &mut UnknownFields, key: String, text: String) {
    let mut free = key.clone();
    let mut number = 1;
    while get(kept, &free).is_some_and(|held| *held != text) {
        number += 1;
        free = [&key, " ", &number.to_string()].concat();
    }
    put(kept, free, Some(text));
}

/// The texts of several entries, each after its identifier where they differ.
fn texts(all: &[(RequirementId, &EntryDetails)], of: fn(&EntryDetails) -> &String) -> String {
    let said: Vec<(RequirementId, &str)> =
        all.iter().map(|(id, details)| (*id, of(details).as_str())).filter(|(_, text)| !text.is_empty()).collect();
    let Some((_, first)) = said.first() else { return String::new() };
    if said.iter().all(|(_, text)| text == first) {
        return (*first).to_owned();
    }
    let mut joined = String::new();
    said.iter().for_each(|(id, text)| push_line(&mut joined, &[&id.to_string(), ": ", text]));
    joined
}

fn push_line(text: &mut String, parts: &[&str]) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(&parts.concat());
}

/// The 64-bit FNV-1a sum of a text, as 16 hexadecimal digits.
fn hash(text: &str) -> String {
    let sum = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |sum: u64, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let digit = |place: u32| char::from_digit((sum >> (4 * place)) as u32 & 15, 16).unwrap_or('0');
    (0..16).rev().map(digit).collect()
}
