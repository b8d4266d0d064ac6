//! Joins a file with an assessment. Where the file is a part that came back, it is known what it held when it was sent, and
//! each field goes by that: what only one side changed is taken from that side, and only what both changed differently is
//! a conflict.

use dtmm_model::{Outline, RequirementId};

use crate::assessment::Assessment;
use crate::merge::{Conflict, Merged, later, merge_by};
use crate::order::{sort_by, sort_by_key};
use crate::part::{PART, Part};

/// What a file does to the entries that it is about: those of a part, else those that it says something of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MergeCounts {
    /// Those that become other than they are here.
    pub taken: usize,
    /// Those that stay as they are here, though the file has them otherwise.
    pub stay: usize,
    /// Those that both have alike.
    pub same: usize,
    /// Those with a conflict.
    pub conflicts: usize,
}

/// Joins an assessment, which is side 0, with one that is brought in, side 1. In conflicts the one of the later date holds,
/// else side 0, unless `choose` names a side for the path of the conflict.
///
/// Of the entries of a part, and of its head, each field goes by what was sent; the answer to an entry and its reason are
/// one field. What this assessment has nothing of was not sent from here: such a part is joined as any file, by
/// [`merge_by`], and so is all that is outside the part.
pub fn merge_returned(
    outline: &Outline,
    mine: &Assessment,
    theirs: &Assessment,
    choose: &dyn Fn(&str) -> Option<usize>,
) -> Merged {
    let preferred = later([mine, theirs]).unwrap_or(0);
    let Some((entries, sent)) = base(outline, mine, theirs) else {
        return merge_by(outline, &[mine, theirs], preferred, choose);
    };
    let mut sides = [mine.clone(), theirs.clone()];
    let mut conflicts: Vec<Conflict> = Vec::new();
    for path in paths(outline, [mine, theirs, &sent]) {
        let entry = entry_of(&path);
        if entry.is_some_and(|(id, _)| !entries.contains(&id)) || is_of_file(&path) {
            continue;
        }
        let [own, other, before] = [mine, theirs, &sent].map(|one| one.field(&path, outline));
        if own == other {
            continue;
        }
        let value = match entry {
            _ if other == before => own,
            _ if own == before => other,
            Some((_, "evidence")) => joined(&own, &other, &before),
            Some((id, field)) => {
                let (path, said) = conflict_of(id, field, [&own, &other]);
                let chosen = choose(&path).filter(|side| *side < 2).unwrap_or(preferred);
                let sides = said.into_iter().enumerate().collect();
                conflicts.push(Conflict { path, entry: Some(id), sides, holds: Some(preferred) });
                if chosen == 0 { own } else { other }
            }
            // Fields of the head and of lists are asked about as in any two files.
            None => continue,
        };
        sides.iter_mut().for_each(|side| side.set_field(&path, &value, outline));
    }
    let mut merged = merge_by(outline, &[&sides[0], &sides[1]], preferred, choose);
    merged.conflicts.append(&mut conflicts);
    let place = |id: RequirementId| outline.items().position(|item| item.id == id);
    sort_by_key(&mut merged.conflicts, |conflict| conflict.entry.and_then(place));
    merged
}

/// The entries of a part that came back and what they held when it was sent; `None` where the file is no part, where it
/// was not sent from this assessment, or where this one is a part itself.
fn base(outline: &Outline, mine: &Assessment, theirs: &Assessment) -> Option<(Vec<RequirementId>, Assessment)> {
    let Part { entries, sent, .. } = theirs.part(outline)?;
    let sent = *sent?;
    let is_there =
        |one: &Assessment| entries.iter().any(|id| one.answer(*id).is_some() || !one.details(*id).is_empty());
    let is_from_here = mine.part_text().is_none() && (is_there(mine) || !is_there(&sent));
    is_from_here.then_some((entries, sent))
}

/// The paths of all fields that one of them has, each once.
fn paths(outline: &Outline, all: [&Assessment; 3]) -> Vec<String> {
    let mut paths: Vec<String> = all.iter().flat_map(|one| one.paths(outline)).collect();
    sort_by(&mut paths, Ord::cmp);
    paths.dedup();
    paths
}

/// The entry that a path is of, and the field of that; empty for the answer with its reason.
fn entry_of(path: &str) -> Option<(RequirementId, &str)> {
    let (name, field) = path.split_once('.').unwrap_or((path, ""));
    Some((name.parse().ok()?, field))
}

/// Whether a field is about the file itself, which each keeps as it is.
fn is_of_file(path: &str) -> bool {
    path == "edition" || path.strip_prefix("kept.0.") == Some(PART)
}

/// Lists joined item by item: each stays that both have or that one of them added.
fn joined(own: &[String], other: &[String], before: &[String]) -> Vec<String> {
    let added = other.iter().filter(|one| !own.contains(one));
    let stays = |one: &&String| !before.contains(one) || (own.contains(one) && other.contains(one));
    own.iter().chain(added).filter(stays).cloned().collect()
}

/// The path of a conflict about a field of an entry, and what both sides say; empty where a side says nothing.
fn conflict_of(id: RequirementId, field: &str, sides: [&Vec<String>; 2]) -> (String, [String; 2]) {
    let path = |name: &str| ["answers", &*id.to_string(), name].join(".");
    let at = |place: usize| sides.map(|side| side.get(place).cloned().unwrap_or_default());
    match field {
        "" if at(0)[0] != at(0)[1] => (path("answer"), at(0)),
        "" => (path("reason"), at(1)),
        _ => (path(field.strip_prefix("kept.").unwrap_or(field)), sides.map(|side| side.join("\n"))),
    }
}

impl Merged {
    /// What a file did to its entries. `mine` is the assessment that it was joined with.
    pub fn counts(&self, outline: &Outline, mine: &Assessment, theirs: &Assessment) -> MergeCounts {
        let part = theirs.part(outline).map(|part| part.entries);
        let mut counts = MergeCounts::default();
        for id in outline.items().map(|item| item.id) {
            let same = |one: &Assessment, other: &Assessment| {
                one.answer(id) == other.answer(id) && one.details(id) == other.details(id)
            };
            let is_its = match &part {
                Some(entries) if entries.contains(&id) => true,
                _ => theirs.answer(id).is_some() || !theirs.details(id).is_empty(),
            };
            if !is_its {
                continue;
            }
            let count = if self.conflicts.iter().any(|conflict| conflict.entry == Some(id)) {
                &mut counts.conflicts
            } else if !same(&self.assessment, mine) {
                &mut counts.taken
            } else if same(mine, theirs) {
                &mut counts.same
            } else {
                &mut counts.stay
            };
            *count += 1;
        }
        counts
    }
}
