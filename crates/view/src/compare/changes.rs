//! The entries in which two assessments differ.

use std::cmp::Ordering;

use dtmm_scoring::{Answer, EntryChange, REVIEW, Scope, compare};

use super::{Side, SideBySide};
use crate::cut::{NOTE, cut};
use crate::{Element, Node, Word, el, text};

/// The columns: number, text, two answers, change.
const COLUMNS: usize = 5;

/// Which way an entry changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The second answer is worth more.
    Raised,
    /// The second answer is worth less.
    Lowered,
    /// The answers differ, but not in what they are worth, or one is "not applicable".
    Other,
    /// Only the details differ.
    Same,
}

impl Direction {
    /// The direction by the word that the page has for it.
    pub fn from_key(key: &str) -> Option<Direction> {
        Some(match key {
            "raised" => Direction::Raised,
            "lowered" => Direction::Lowered,
            "other" => Direction::Other,
            "remarks" => Direction::Same,
            _ => return None,
        })
    }

    fn of(change: &EntryChange) -> Direction {
        if change.before == change.after {
            return Direction::Same;
        }
        match change.direction() {
            Some(Ordering::Greater) => Direction::Raised,
            Some(Ordering::Less) => Direction::Lowered,
            Some(Ordering::Equal) | None => Direction::Other,
        }
    }

    const fn shown(self) -> (&'static str, &'static str, Word) {
        match self {
            Direction::Raised => ("change up", "↑ ", Word::CompareRaised),
            Direction::Lowered => ("change down", "↓ ", Word::CompareLowered),
            Direction::Other => ("change", "↔ ", Word::CompareOther),
            Direction::Same => ("change none", "= ", Word::CompareSame),
        }
    }
}

impl SideBySide<'_> {
    /// The differing entries of the subdomains that both cover, each with its way and the place of
    /// its subdomain.
    fn differing(&self) -> Vec<(usize, EntryChange, Direction)> {
        let Some([from, to]) = self.pair() else { return Vec::new() };
        let found = compare(self.outline, &from.candidate.assessment, &to.candidate.assessment).entries;
        let row = |change: EntryChange| {
            let code = change.id.cell.subdomain;
            let row = self.outline.subdomains().position(|subdomain| subdomain.code == code)?;
            let out = [from, to].iter().any(|side| side.card.subdomains[row].tailored);
            (!out).then(|| (row, change, Direction::of(&change)))
        };
        found.into_iter().filter_map(row).collect()
    }

    /// How many entries differ, and which way.
    pub(super) fn summary(&self) -> Vec<Node> {
        let changes = self.differing();
        if changes.is_empty() {
            return vec![text(self.say(Word::CompareNoChanges))];
        }
        let count = |way| changes.iter().filter(|(_, _, own)| *own == way).count();
        let same = count(Direction::Same);
        let values = [
            ("count", &*(changes.len() - same).to_string()),
            ("raised", &*count(Direction::Raised).to_string()),
            ("lowered", &*count(Direction::Lowered).to_string()),
            ("other", &*count(Direction::Other).to_string()),
            ("same", &*same.to_string()),
        ];
        let mut said = self.fill(Word::CompareSummary, &values);
        let is_open = |change: &EntryChange| change.before.is_none() != change.after.is_none();
        let open = changes.iter().filter(|(_, change, _)| is_open(change)).count();
        if open > 0 {
            said.push(' ');
            said.push_str(&self.fill(Word::CompareOpen, &[("count", &open.to_string())]));
        }
        vec![text(said)]
    }

    fn is_listed(&self, way: Direction) -> bool {
        self.choice.only.is_none_or(|only| only == way)
    }

    /// How many of them are listed.
    pub(super) fn shown(&self) -> Vec<Node> {
        let changes = self.differing();
        let shown = changes.iter().filter(|(_, _, way)| self.is_listed(*way)).count().to_string();
        vec![text(self.fill(Word::CompareShown, &[("shown", &shown), ("count", &changes.len().to_string())]))]
    }

    /// The table of the entries that are listed, by subdomain.
    pub(super) fn changes(&self) -> Vec<Node> {
        let Some(pair) = self.pair() else { return Vec::new() };
        let head = el("tr").with(column(self.say(Word::CompareEntry))).with(column(self.say(Word::CompareText)));
        let side = |number: usize| self.fill(Word::CompareSide, &[("number", &number.to_string())]);
        let head = head.with_all(pair.map(|side_of| column(&side(side_of.number))));
        let head = head.with(column(self.say(Word::CompareChange)));
        let caption = self.fill(Word::CompareCaption, &[("pair", &self.pair_line())]);
        let table = el("table")
            .class("rows changes")
            .with(el("caption").set("id", "compare-changes-caption").with(el("span").say(caption)))
            .with(el("thead").with(head));
        vec![table.with_all(self.groups()).into()]
    }

    /// One group of rows a subdomain, or a row that says there are none.
    fn groups(&self) -> Vec<Element> {
        let mut groups: Vec<(usize, Element)> = Vec::new();
        for (row, change, way) in self.differing().into_iter().filter(|(_, _, way)| self.is_listed(*way)) {
            if groups.last().is_none_or(|(last, _)| *last != row) {
                groups.push((row, el("tbody").with(self.group_head(row))));
            }
            if let Some((_, group)) = groups.last_mut() {
                group.children.push(self.change(&change, way).into());
                group.children.extend(self.details(&change).map(Node::from));
            }
        }
        if groups.is_empty() {
            let cell = el("td").set("colspan", COLUMNS.to_string()).say(self.say(Word::CompareNoneShown));
            return vec![el("tbody").with(el("tr").with(cell))];
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    fn group_head(&self, row: usize) -> Element {
        let scope = Scope::Subdomain(row);
        let code = el("span").class("code").say(scope.key(self.outline));
        let head = el("th").set("colspan", COLUMNS.to_string()).set("scope", "rowgroup");
        el("tr").class("group").with(head.say(format!("{} ", self.name(scope))).with(code))
    }

    fn change(&self, change: &EntryChange, way: Direction) -> Element {
        let answer = |answer: Option<Answer>| {
            el("td").say(answer.map_or(self.say(Word::CellOpen), |answer| self.words.answer(answer)))
        };
        let (class, arrow, word) = way.shown();
        let row = el("tr").with(el("th").set("scope", "row").with(Node::Entry(change.id)));
        let row =
            row.with(el("td").say(self.text_of(change.id))).with(answer(change.before)).with(answer(change.after));
        row.with(el("td").class(class).say(format!("{arrow}{}", self.say(word))))
    }

    /// The details that differ, each field with both its sides in full, in a row of its own.
    fn details(&self, change: &EntryChange) -> Option<Element> {
        let pair = self.pair().filter(|_| change.details)?;
        let [before, after] = pair.map(|side| side.candidate.assessment.details(change.id));
        let evidence = [before, after].map(|details| details.evidence.join("\n"));
        let fields = [
            ("reason", [&before.reason, &after.reason]),
            ("note", [&before.note, &after.note]),
            ("owner", [&before.owner, &after.owner]),
            ("due", [&before.due, &after.due]),
            ("evidence", [&evidence[0], &evidence[1]]),
        ];
        let differing = fields.into_iter().filter(|(_, [one, other])| one != other);
        let mut shown: Vec<Element> = differing.map(|(field, values)| self.field(field, values, pair)).collect();
        let waiting = pair.map(|side| side.candidate.assessment.review(change.id));
        if waiting[0] != waiting[1] {
            shown.push(el("p").with(el("strong").say(self.words.field(REVIEW))));
        }
        // What differs may also be a field that this program does not know.
        if shown.is_empty() {
            shown.push(el("p").say("…"));
        }
        let cell = el("td").set("colspan", COLUMNS.to_string()).with_all(shown);
        Some(el("tr").class("differs").with(cell))
    }

    /// A field with what each of the two says in it.
    fn field(&self, field: &str, values: [&String; 2], pair: [Side<'_>; 2]) -> Element {
        let side = |(side, value): (Side<'_>, &String)| {
            let value = if value.trim().is_empty() { "–".to_owned() } else { cut(self.words, value, NOTE) };
            let values = [("number", &*side.number.to_string()), ("value", &*value)];
            el("p").say(self.fill(Word::CompareEach, &values))
        };
        let name = el("strong").say(self.words.field(field));
        el("div").with(name).with_all(pair.into_iter().zip(values).map(side))
    }
}

fn column(words: &str) -> Element {
    el("th").set("scope", "col").say(words)
}
