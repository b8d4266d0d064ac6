//! The pictures of the comparison: the radars of the domains one over another, and what became of each subdomain between
//! two assessments.

use std::cmp::Ordering;

use dtmm_scoring::{Fraction, Scope};

use super::{Side, SideBySide};
use crate::charts::{self, Axis, RadarLine};
use crate::report::method_word;
use crate::result::{drawn, in_figures};
use crate::{Element, Node, Word, el, result};

/// What the lines of the radar are drawn in: as many as can be told apart by colour and dashes.
const STYLES: [&str; 4] = ["s1", "s2", "s3", "s4"];

impl SideBySide<'_> {
    /// The radars of all sides that are drawn, with what each line is.
    pub(super) fn picture(&self) -> Vec<Node> {
        let scopes = || (0..self.outline.domains.len()).map(Scope::Domain);
        let drawn = self.drawn();
        let axes: Vec<Axis> = scopes().map(|scope| self.axis(scope)).collect();
        let lines = drawn.iter().zip(STYLES).map(|(side, class)| {
            let values = scopes().map(|scope| self.value(side, scope)).collect();
            RadarLine { class, values }
        });
        let lines: Vec<RadarLine> = lines.collect();
        if lines.iter().all(|line| line.values.iter().all(Option::is_none)) {
            return Vec::new();
        }
        let title = self.fill(Word::CompareRadar, &[("method", self.say(method_word(self.choice.method)))]);
        let radar = charts::radar(title, &axes, &lines, self.levels());
        let mut key = el("ul").class("key");
        for (side, class) in drawn.iter().zip(STYLES) {
            let value = side.candidate.name(self.words);
            let values = [("number", &*side.number.to_string()), ("value", &*value)];
            key = key.with(el("li").class(class).say(self.fill(Word::CompareEach, &values)));
        }
        let left = self.sides().len() - drawn.len();
        let left = (left > 0).then(|| self.fill(Word::CompareRadarMore, &[("count", &left.to_string())]));
        let left = left.map(|left| el("p").class("key").say(left));
        [radar, key].into_iter().chain(left).map(Node::from).collect()
    }

    /// The two whose differences are shown, and of the others as many as there are styles for.
    fn drawn(&self) -> Vec<Side<'_>> {
        let pair: Vec<usize> = self.pair().into_iter().flatten().map(|side| side.number).collect();
        let mut room = STYLES.len() - pair.len();
        let mut sides = self.sides();
        sides.retain(|side| {
            let is_drawn = pair.contains(&side.number) || room > 0;
            room -= usize::from(is_drawn && !pair.contains(&side.number));
            is_drawn
        });
        sides
    }

    /// A domain with its results in the two, as `1→2`, which is short.
    fn axis(&self, scope: Scope) -> Axis {
        let name = self.name(scope).to_owned();
        let shown = self.pair().map(|pair| pair.map(|side| self.short(&side, scope)).join("→"));
        Axis { name, shown: shown.unwrap_or_default() }
    }

    fn short(&self, side: &Side<'_>, scope: Scope) -> String {
        side.card.score(scope).map(|score| in_figures(score, self.choice.method)).unwrap_or_default()
    }

    fn value(&self, side: &Side<'_>, scope: Scope) -> Option<Fraction> {
        drawn(side.card.score(scope)?, self.choice.method)
    }

    fn levels(&self) -> u8 {
        self.outline.level_count() as u8
    }

    /// What became of each subdomain, in the order of the standard; those that are as they were are folded.
    pub(super) fn dumbbells(&self) -> Vec<Node> {
        // Where all are as they were, the table says so.
        let Some(pair) = self.pair().filter(|_| !self.is_equal()) else { return Vec::new() };
        let scopes = (0..self.outline.subdomains().count()).map(Scope::Subdomain);
        let is_changed = |scope: &Scope| self.difference(*scope).is_some_and(|own| own.order != Ordering::Equal);
        let (changed, same): (Vec<Scope>, Vec<Scope>) = scopes.partition(is_changed);
        let numbers = pair.map(|side| side.number.to_string());
        let caption = self.fill(Word::CompareDumbbells, &[("from", &numbers[0]), ("to", &numbers[1])]);
        let table = |scopes: &[Scope]| {
            let rows = scopes.iter().map(|scope| self.dumbbell(pair, *scope));
            el("table").class("rows dumbbells").with(self.dumbbells_head()).with(el("tbody").with_all(rows))
        };
        let count = same.len().to_string();
        let summary = el("summary").say(self.fill(Word::CompareUnchanged, &[("count", &count)]));
        let folded = (!same.is_empty()).then(|| el("details").with(summary).with(table(&same)));
        let shown = (!changed.is_empty()).then(|| table(&changed));
        [el("p").class("key").say(caption)].into_iter().chain(shown).chain(folded).map(Node::from).collect()
    }

    fn dumbbells_head(&self) -> Element {
        let column = || el("th").set("scope", "col");
        let pair = self.pair_line();
        let whole = el("span").class("hide").say(self.fill(Word::CompareDifference, &[("pair", &pair)]));
        let difference = column().with(whole).with(el("span").set("aria-hidden", "true").say(&*pair));
        let scale = column().with(el("span").class("hide").say(&*pair)).with(charts::scale_numbers(self.levels()));
        let head = el("tr").with(column().say(self.say(Word::CompareSubdomain))).with(difference);
        el("thead").with(head.with(scale))
    }

    fn dumbbell(&self, pair: [Side<'_>; 2], scope: Scope) -> Element {
        let [before, after] = [&pair[0], &pair[1]].map(|side| self.value(side, scope));
        let said = [&pair[0], &pair[1]].map(|side| match side.card.score(scope) {
            Some(score) => result(self.words, score, self.choice.method),
            None => String::new(),
        });
        let picture = charts::dumbbell(before, after, self.levels());
        let picture = el("td").with(el("span").class("hide").say(said.join(" → "))).with(picture);
        let name = el("th").set("scope", "row").say(self.name(scope));
        el("tr").with(name).with(self.difference_cell(scope)).with(picture)
    }
}
