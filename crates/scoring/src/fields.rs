//! An assessment field by field, for what changes it by small changes: its store, its journal.
//!
//! | path | value |
//! | --- | --- |
//! | `title`, `organization`, `scope`, `date`, `profile`, `weights`, `edition` | a text |
//! | `targets.ABC`, `tailored.ABC` | the level; the reason |
//! | `ABC-302` | the answer and the reason, which belong together: "not applicable" may need its reason |
//! | `ABC-302.note`, `.owner`, `.due` | a text |
//! | `ABC-302.evidence` | its items |
//! | `plan.due.P1` and the like, `plan.order` | a field of an action; the order of the plan where it is not the usual one |
//! | `owners.due.NAME` and the like, `owners.order` | the same of an owner |
//! | `kept.0.key` to `kept.3.key`, `ABC-302.kept.key` | unknown fields, as JSON text |

use dtmm_model::{Outline, RequirementId};

use crate::action::PLAN;
use crate::assessment::{Assessment, EntryDetails, get, put};
use crate::date::is_date;
use crate::earlier::{REVIEW, kept_text};
use crate::owner::OWNERS;
use crate::{Answer, Method, Scope, Weights};

/// The fields of an entry beside its answer.
const REMARKS: [&str; 4] = ["note", "owner", "due", "evidence"];

fn text(value: &str) -> Vec<String> {
    if value.is_empty() { Vec::new() } else { vec![value.to_owned()] }
}

impl Assessment {
    /// The paths of all fields that hold something.
    pub fn paths(&self, outline: &Outline) -> Vec<String> {
        let mut paths: Vec<String> = Vec::new();
        let mut add = |path: String| paths.push(path);
        for path in ["title", "organization", "scope", "date", "profile", "weights", "edition"] {
            if !self.field(path, outline).is_empty() {
                add(path.to_owned());
            }
        }
        self.plan.paths().into_iter().chain(self.owners.paths()).for_each(&mut add);
        self.targets.iter().for_each(|(key, _)| add(format!("targets.{key}")));
        self.tailored.iter().for_each(|(code, _)| add(format!("tailored.{code}")));
        for (part, kept) in self.kept.iter().enumerate() {
            kept.iter().for_each(|(key, _)| add(format!("kept.{part}.{key}")));
        }
        for (id, _) in &self.answers {
            add(id.to_string());
        }
        for (id, details) in &self.details {
            if !details.reason.is_empty() && self.answer(*id).is_none() {
                add(id.to_string());
            }
            for name in REMARKS {
                if !remark(details, name).is_empty() {
                    add(format!("{id}.{name}"));
                }
            }
            details.kept.iter().for_each(|(key, _)| add(format!("{id}.kept.{key}")));
        }
        paths
    }

    /// What a field holds: nothing, a text, or several.
    pub fn field(&self, path: &str, outline: &Outline) -> Vec<String> {
        let (name, rest) = path.split_once('.').unwrap_or((path, ""));
        if let Ok(id) = name.parse::<RequirementId>() {
            return self.entry_field(id, rest);
        }
        match name {
            "title" => text(&self.title),
            "organization" => text(&self.organization),
            "scope" => text(&self.scope),
            "date" => text(&self.date),
            // What is as it is everywhere need not be said.
            "edition" if self.edition == outline.edition => Vec::new(),
            "edition" => text(&self.edition),
            "profile" => text(self.profile.map_or("", Method::key)),
            "weights" => self.weights.as_ref().map_or_else(Vec::new, |weights| text(&weights.text(outline))),
            "targets" => self.target(rest).map_or_else(Vec::new, |level| text(&level.number().to_string())),
            "tailored" => rest.parse().ok().and_then(|code| self.tailored(code)).map_or_else(Vec::new, text),
            PLAN => self.plan.field(rest),
            OWNERS => self.owners.field(rest),
            "kept" => kept_of(rest)
                .and_then(|(part, key)| get(&self.kept[part], &key))
                .map_or_else(Vec::new, |json| text(json)),
            _ => Vec::new(),
        }
    }

    fn entry_field(&self, id: RequirementId, name: &str) -> Vec<String> {
        let details = self.details(id);
        match name {
            "" => match (self.answer(id), details.reason.as_str()) {
                (None, "") => Vec::new(),
                (answer, reason) => vec![answer.map_or("", Answer::key).to_owned(), reason.to_owned()],
            },
            "evidence" => details.evidence.clone(),
            _ => match name.strip_prefix("kept.") {
                Some(key) => get(&details.kept, &key.to_owned()).map_or_else(Vec::new, |json| text(json)),
                None => remark(details, name),
            },
        }
    }

    /// The changes to fields that answer an entry, or take its answer back: of the answer with its reason, and of the
    /// review that an answer settles. Each is a path with its new value.
    pub fn answer_changes(
        &self,
        id: RequirementId,
        answer: Option<Answer>,
        reason: &str,
    ) -> Vec<(String, Vec<String>)> {
        let value = match answer {
            None if reason.is_empty() => Vec::new(),
            _ => vec![answer.map_or("", Answer::key).to_owned(), reason.to_owned()],
        };
        let mut changes = vec![(id.to_string(), value)];
        if answer.is_some() && kept_text(&self.details(id).kept, REVIEW).is_some() {
            changes.push(([&*id.to_string(), ".kept.", REVIEW].concat(), Vec::new()));
        }
        changes
    }

    /// Replaces the value of a field. A value that is not valid there, or an unknown field, is
    /// passed over.
    pub fn set_field(&mut self, path: &str, value: &[String], outline: &Outline) {
        let (name, rest) = path.split_once('.').unwrap_or((path, ""));
        let first = value.first().map(String::as_str).unwrap_or_default();
        if let Ok(id) = name.parse::<RequirementId>() {
            return self.set_entry_field(id, rest, first, value);
        }
        match name {
            "title" => self.title = first.to_owned(),
            "organization" => self.organization = first.to_owned(),
            "scope" => self.scope = first.to_owned(),
            "date" if first.is_empty() || is_date(first) => self.date = first.to_owned(),
            "edition" if first.is_empty() => self.edition.clone_from(&outline.edition),
            "edition" => self.edition = first.to_owned(),
            "profile" => self.profile = Method::from_key(first),
            "weights" => self.weights = Weights::from_text(outline, first),
            "targets" if Scope::from_key(outline, rest).is_some() => self.set_target(rest, outline.level(first)),
            "tailored" => {
                if let Ok(code) = rest.parse() {
                    // A reason of white space puts the subdomain back into scope.
                    let reason = Some(first).filter(|reason| !reason.trim().is_empty());
                    let _ = self.set_tailored(code, reason);
                }
            }
            PLAN => self.plan.set_field(rest, value),
            OWNERS => self.owners.set_field(rest, value),
            "kept" => {
                if let Some((part, key)) = kept_of(rest) {
                    put(&mut self.kept[part], key, value.first().cloned());
                }
            }
            _ => {}
        }
    }

    fn set_entry_field(&mut self, id: RequirementId, name: &str, first: &str, value: &[String]) {
        let mut details = self.details(id).clone();
        match name {
            "" => {
                put(&mut self.answers, id, Answer::from_key(first));
                details.reason = value.get(1).cloned().unwrap_or_default();
            }
            "note" => details.note = first.to_owned(),
            "owner" => details.owner = first.to_owned(),
            "due" if first.is_empty() || is_date(first) => details.due = first.to_owned(),
            "evidence" => details.evidence = value.to_vec(),
            _ => {
                if let Some(key) = name.strip_prefix("kept.") {
                    put(&mut details.kept, key.to_owned(), value.first().cloned());
                }
            }
        }
        put(&mut self.details, id, Some(details).filter(|details| !details.is_empty()));
    }
}

fn remark(details: &EntryDetails, name: &str) -> Vec<String> {
    match name {
        "note" => text(&details.note),
        "owner" => text(&details.owner),
        "due" => text(&details.due),
        "evidence" => details.evidence.clone(),
        _ => Vec::new(),
    }
}

/// The part of the file and the key in `0.key`.
fn kept_of(rest: &str) -> Option<(usize, String)> {
    let (part, key) = rest.split_once('.')?;
    let part = part.parse().ok().filter(|part| *part < 4)?;
    Some((part, key.to_owned()))
}
