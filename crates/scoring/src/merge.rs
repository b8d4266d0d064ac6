//! Several assessments made into one: departments fill in their parts, one person joins them.
//!
//! What only one of them says, or all say alike, is taken. Where two say different things, nothing
//! is decided: the first one's word stands and the conflict is listed with every side. Evidence is
//! joined, since more of it is no contradiction.

use dtmm_model::{Item, Level, Outline, RequirementId};

use crate::assessment::{Assessment, Kept, Part, Remarks, blank, get, put};
use crate::order::sort_by;
use crate::{Answer, Method, Scope, Weights};

/// Several assessments in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The joined assessment. Where there is a conflict it holds what the chosen side says, which is
    /// the first unless another one was chosen.
    pub assessment: Assessment,
    /// What the assessments say differently.
    pub conflicts: Vec<Conflict>,
}

/// Something that assessments say differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The field, as in the file: `title`, `targets.QLT`, `answers.QLT-302.note`.
    pub path: String,
    /// The entry concerned.
    pub entry: Option<RequirementId>,
    /// What each says: its place among the merged, counted from 0, and the value as text (of an
    /// unknown field, the JSON text). Those that say nothing are not in it.
    pub sides: Vec<(usize, String)>,
}

/// Merges assessments. Of none at all, an empty one comes out.
pub fn merge(outline: &Outline, assessments: &[&Assessment]) -> Merged {
    merge_by(outline, assessments, &|_| 0)
}

/// Merges assessments, taking in each conflict what the chosen side says. The choice is made by the
/// path of the conflict, and names a side by its place among the merged; where that side says
/// nothing, the first one that says something holds.
pub fn merge_by(outline: &Outline, assessments: &[&Assessment], choose: &dyn Fn(&str) -> usize) -> Merged {
    let merged = Assessment::new(&outline.edition);
    let mut merger = Merger { outline, all: assessments, choose, merged, conflicts: Vec::new() };
    merger.fields();
    for key in Scope::all(outline).map(|scope| scope.key(outline)) {
        let digit = merger.join(&["targets", key], None, |one| one.target(key).map(|level| level.number().to_string()));
        merger.merged.set_target(key, digit.parse::<Level>().ok());
    }
    for code in outline.subdomains().map(|subdomain| subdomain.code) {
        let reason = merger.join(&["tailored", code.as_str()], None, |one| one.tailored(code).map(str::to_owned));
        put(&mut merger.merged.tailored, code, Some(reason).filter(|reason| !reason.is_empty()));
    }
    outline.items().for_each(|item| merger.entry(item));
    for (part, name) in
        [(Part::File, ""), (Part::Targets, "targets"), (Part::Tailored, "tailored"), (Part::Answers, "answers")]
    {
        merger.merged.kept[part as usize] = merger.kept(&[name], None, |one| one.kept(part));
    }
    merger.merged.sort();
    Merged { assessment: merger.merged, conflicts: merger.conflicts }
}

struct Merger<'a> {
    outline: &'a Outline,
    all: &'a [&'a Assessment],
    choose: &'a dyn Fn(&str) -> usize,
    merged: Assessment,
    conflicts: Vec<Conflict>,
}

impl<'a> Merger<'a> {
    fn fields(&mut self) {
        if !self.all.is_empty() {
            self.merged.edition = self.join(&["edition"], None, |one| Some(one.edition.clone()));
        }
        self.merged.title = self.join(&["title"], None, |one| Some(one.title.clone()));
        self.merged.organization = self.join(&["organization"], None, |one| Some(one.organization.clone()));
        self.merged.scope = self.join(&["scope"], None, |one| Some(one.scope.clone()));
        self.merged.date = self.join(&["date"], None, |one| Some(one.date.clone()));
        let profile = self.join(&["profile"], None, |one| one.profile.map(|method| method.key().to_owned()));
        self.merged.profile = Method::from_key(&profile);
        let outline = self.outline;
        let weights = self.join(&["weights"], None, |one| one.weights.as_ref().map(|weights| weights.text(outline)));
        self.merged.weights = Weights::from_text(self.outline, &weights);
    }

    fn entry(&mut self, item: &Item) {
        let id = item.id;
        if self.all.iter().all(|one| one.answer(id).is_none() && one.remarks(id).is_empty()) {
            return;
        }
        let key = id.to_string();
        let answer = self
            .join(&["answers", &key, "answer"], Some(id), |one| one.answer(id).map(|answer| answer.key().to_owned()));
        let mut text = |field: &str, of: fn(&Remarks) -> &String| {
            self.join(&["answers", &key, field], Some(id), |one| Some(of(one.remarks(id)).clone()))
        };
        let mut remarks = Remarks {
            reason: text("reason", |remarks| &remarks.reason),
            note: text("note", |remarks| &remarks.note),
            owner: text("owner", |remarks| &remarks.owner),
            due: text("due", |remarks| &remarks.due),
            ..Remarks::NONE
        };
        remarks.evidence = self.evidence(id);
        remarks.kept = self.kept(&["answers", &key], Some(id), |one| &one.remarks(id).kept);
        self.merged.answers.extend(Answer::from_key(&answer).map(|answer| (id, answer)));
        if !remarks.is_empty() {
            self.merged.remarks.push((id, remarks));
        }
    }

    /// What all that say anything say; where they differ, the first one's, and a conflict.
    fn join(
        &mut self,
        path: &[&str],
        entry: Option<RequirementId>,
        value: impl Fn(&'a Assessment) -> Option<String>,
    ) -> String {
        let values: Vec<(usize, String)> =
            self.all.iter().enumerate().filter_map(|(place, one)| Some((place, value(one)?))).collect();
        self.agree(path, entry, values)
    }

    fn agree(&mut self, path: &[&str], entry: Option<RequirementId>, mut values: Vec<(usize, String)>) -> String {
        let differ = |values: &[(usize, String)]| values.windows(2).any(|pair| pair[0].1 != pair[1].1);
        // Nothing is no opinion, and white space is none beside a word.
        for is_none in [str::is_empty, blank] {
            if differ(&values) {
                values.retain(|(_, value)| !is_none(value));
            }
        }
        let first = values.first().map(|(_, value)| value.clone()).unwrap_or_default();
        if !differ(&values) {
            return first;
        }
        let path: Vec<&str> = path.iter().copied().filter(|part| !part.is_empty()).collect();
        let path = path.join(".");
        let chosen = (self.choose)(&path);
        let word = values.iter().find(|(place, _)| *place == chosen).map_or(first, |(_, value)| value.clone());
        self.conflicts.push(Conflict { path, entry, sides: values });
        word
    }

    /// All evidence, once each: in its own order where there is only one list, else sorted.
    fn evidence(&self, id: RequirementId) -> Vec<String> {
        let lists = self.all.iter().map(|one| &one.remarks(id).evidence).filter(|list| !list.is_empty());
        let mut lists: Vec<&Vec<String>> = lists.collect();
        lists.dedup();
        match lists[..] {
            [list] => list.clone(),
            _ => {
                let mut all: Vec<String> = lists.into_iter().flatten().cloned().collect();
                sort_by(&mut all, Ord::cmp);
                all.dedup();
                all
            }
        }
    }

    /// The unknown fields of all, key by key.
    fn kept(&mut self, path: &[&str], entry: Option<RequirementId>, kept: impl Fn(&'a Assessment) -> &'a Kept) -> Kept {
        let lists: Vec<&Kept> = self.all.iter().map(|one| kept(one)).collect();
        let mut keys: Vec<&String> = lists.iter().flat_map(|list| list.iter().map(|(key, _)| key)).collect();
        sort_by(&mut keys, Ord::cmp);
        keys.dedup();
        let mut merged = Kept::new();
        for key in keys {
            let value = |list: &Kept| get(list, key).cloned();
            let values = lists.iter().enumerate().filter_map(|(place, list)| Some((place, value(list)?))).collect();
            let mut path = path.to_vec();
            path.push(key);
            merged.push((key.clone(), self.agree(&path, entry, values)));
        }
        merged
    }
}
