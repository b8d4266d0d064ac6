//! Adds comments from a file to those that are kept.

use super::reader::CommentsArrival;
use super::{COMMENT_FIELDS, Comment, Comments, SHOWN, WITHIN};
use crate::report::{LeftOut, LeftOutReason};

/// What adding comments comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Added {
    /// The fields to be set, each with its value.
    pub sets: Vec<(String, Vec<String>)>,
    /// How many comments they make.
    pub taken: usize,
    /// How many are here already.
    pub same: usize,
    /// The unknown fields that are kept unchanged, by name.
    pub kept: Vec<String>,
    /// What of the file is not here afterwards.
    pub left_out: Vec<LeftOut>,
}

/// What new comments get from who adds them.
pub struct Adder<'a> {
    /// The suffix of new identifiers, which no other reader uses.
    pub own: &'a str,
    /// The identifier of what a place in words means, for a comment that says none, as those of a table;
    /// empty where none is meant.
    pub anchor: &'a dyn Fn(&str) -> String,
}

impl Comments {
    /// What must be set so that comments that came are here beside those that are. One that says the
    /// same as one here is not added again; one whose identifier another has, or that came with none,
    /// gets a new one. What the file says beside its comments is taken where nothing is here.
    pub fn adding(&self, arrival: &CommentsArrival, adder: &Adder<'_>) -> Added {
        let mut added = Added { left_out: arrival.left_out.clone(), ..Added::default() };
        let mut known: Vec<(usize, &Comment)> = self.comments.iter().map(|one| (size(one), one)).collect();
        let came = &arrival.comments.comments;
        let mut number = self.comments.iter().chain(came).map(|one| counted(&one.id)).max().unwrap_or(0);
        for one in came {
            let size = size(one);
            if known.iter().any(|(other, here)| *other == size && says_all_of(here, one)) {
                added.same += 1;
                continue;
            }
            known.push((size, one));
            let mut named = one.clone();
            if is_made_up(&one.id) || self.place(&one.id).is_ok() {
                number += 1;
                named.id = format!("k{number:06}-{}", adder.own);
            }
            if one.text("at").is_empty() {
                named.set("at", &(adder.anchor)(one.text("place")));
            }
            added.add(&named);
        }
        self.add_organization(arrival, &mut added);
        self.add_unknown(arrival, &mut added);
        added
    }

    /// Where nothing is here yet, the next comment begins with the organization of the file.
    fn add_organization(&self, arrival: &CommentsArrival, added: &mut Added) {
        const NAME: &str = "organization";
        let came = &arrival.comments.organization;
        if came.is_empty() || *came == self.organization {
            return;
        }
        match self.comments.is_empty() && self.organization.is_empty() {
            true => added.sets.push((NAME.to_owned(), vec![came.clone()])),
            false => added.leave_out(arrival, NAME),
        }
    }

    fn add_unknown(&self, arrival: &CommentsArrival, added: &mut Added) {
        for (name, value) in &arrival.comments.kept {
            match super::kept(&self.kept, name) {
                "" => {
                    added.sets.push((format!("{WITHIN}{name}"), vec![value.clone()]));
                    added.kept.push(name.clone());
                }
                here if here == value => added.kept.push(name.clone()),
                _ => added.leave_out(arrival, name),
            }
        }
    }
}

impl Added {
    fn add(&mut self, comment: &Comment) {
        let id = &comment.id;
        let set = |name: &str| (format!("{id}{WITHIN}{name}"), vec![comment.field(name).to_owned()]);
        self.sets.extend(comment.names().map(set));
        self.kept.extend(comment.kept.iter().map(|(name, _)| format!("comments.{id}.{name}")));
        self.taken += 1;
    }

    fn leave_out(&mut self, arrival: &CommentsArrival, name: &str) {
        let line = arrival.lines.iter().find(|(own, _)| own == name).map_or(1, |(_, line)| *line);
        self.left_out.push(LeftOut::new(line, name.to_owned(), LeftOutReason::OtherHere));
    }
}

/// Whether a comment says all that another one does; spaces around a text say nothing.
fn says_all_of(here: &Comment, came: &Comment) -> bool {
    let is_same = |field: &&str| here.text(field).trim() == came.text(field).trim();
    let is_unsaid = |field: &&str| came.text(field).is_empty();
    SHOWN.iter().all(is_same)
        && COMMENT_FIELDS.iter().all(|field| is_same(field) || is_unsaid(field))
        && came.kept.iter().all(|one| here.kept.contains(one))
}

/// The length of the texts of a comment: a cheap first comparison.
fn size(comment: &Comment) -> usize {
    SHOWN.iter().map(|field| comment.text(field).trim().len()).sum()
}

/// Whether reading made an identifier up for a comment that had none.
fn is_made_up(id: &str) -> bool {
    let rest = id.strip_prefix('c').map(|rest| rest.trim_end_matches('x'));
    rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The number in an identifier that was counted, as `k000012-1a2b3c4d`.
fn counted(id: &str) -> u32 {
    let number = id.strip_prefix('k').and_then(|rest| rest.split_once('-')).map_or("", |(number, _)| number);
    if number.len() == 6 { number.parse().unwrap_or(0) } else { 0 }
}
