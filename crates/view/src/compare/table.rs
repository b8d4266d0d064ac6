//! The table of results: company, domains and subdomains by assessments, and the difference between
//! two of them.

use std::cmp::Ordering;

use dtmm_scoring::{Fraction, Method, Scope, Score};

use super::{Side, SideBySide};
use crate::report::method_word;
use crate::{Element, Node, Word, el, reached, result};

/// How much one value is above or below another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) order: Ordering,
    /// In hundredths: the exact difference, rounded once, half to even.
    hundredths: u128,
}

impl Difference {
    /// What `after` is against `before`.
    pub(super) fn of(before: Fraction, after: Fraction) -> Difference {
        let wide = |value: u64| u128::from(value);
        let left = wide(before.numerator()) * wide(after.denominator());
        let right = wide(after.numerator()) * wide(before.denominator());
        let whole = wide(before.denominator()) * wide(after.denominator());
        let exact = 100 * left.abs_diff(right);
        let (down, rest) = (exact / whole, exact % whole);
        let up = match (2 * rest).cmp(&whole) {
            Ordering::Less => 0,
            Ordering::Equal => down & 1,
            Ordering::Greater => 1,
        };
        let hundredths = down + up;
        Difference { order: after.cmp(&before), hundredths }
    }

    /// With an arrow and a sign, as `↑ +1` or `↓ −0.25`.
    pub(super) fn shown(self) -> String {
        let (before, limit) = match self.order {
            Ordering::Equal => return "=".to_owned(),
            Ordering::Greater => ("↑ +", "↑ < +"),
            Ordering::Less => ("↓ −", "↓ < −"),
        };
        match (self.hundredths / 100, self.hundredths % 100) {
            (0, 0) => format!("{limit}0.01"),
            (whole, 0) => format!("{before}{whole}"),
            (whole, part) => format!("{before}{whole}.{}{}", part / 10, part % 10),
        }
    }

    fn class(self) -> &'static str {
        match self.order {
            Ordering::Less => "change down",
            Ordering::Equal => "change",
            Ordering::Greater => "change up",
        }
    }
}

impl SideBySide<'_> {
    /// How many subdomains are higher, lower, equal.
    pub(super) fn tally(&self) -> Vec<Node> {
        let rows = 0..self.outline.subdomains().count();
        let orders: Vec<Option<Ordering>> =
            rows.map(|row| Some(self.difference(Scope::Subdomain(row))?.order)).collect();
        let count = |order| orders.iter().filter(|own| **own == order).count().to_string();
        let values = [
            ("pair", &*self.pair_line()),
            ("raised", &*count(Some(Ordering::Greater))),
            ("lowered", &*count(Some(Ordering::Less))),
            ("same", &*count(Some(Ordering::Equal))),
            ("none", &*count(None)),
        ];
        vec![crate::text(self.fill(Word::CompareTally, &values))]
    }

    /// The whole table.
    pub(super) fn table(&self) -> Vec<Node> {
        let sides = self.sides();
        let caption = self.fill(Word::CompareResult, &[("method", self.say(method_word(self.choice.method)))]);
        let head = el("tr").with(column().say(self.say(Word::CompareScope)));
        let head = head.with_all(sides.iter().map(|side| self.head(side)));
        let difference = self.fill(Word::CompareDifference, &[("pair", &self.pair_line())]);
        let head = head.with(column().class("change").say(difference));
        let company = el("tbody").with(self.row(&sides, Scope::Company, "row"));
        let table = el("table")
            .class("rows sides")
            .with(el("caption").set("id", "compare-results-caption").with(el("span").say(caption)))
            .with(el("thead").with(head));
        vec![table.with(company).with_all(self.domains(&sides)).into()]
    }

    fn domains(&self, sides: &[Side<'_>]) -> Vec<Element> {
        let mut row = 0;
        let mut bodies = Vec::new();
        for (index, domain) in self.outline.domains.iter().enumerate() {
            let mut body = el("tbody").with(self.row(sides, Scope::Domain(index), "rowgroup"));
            for _ in &domain.subdomains {
                body = body.with(self.row(sides, Scope::Subdomain(row), "row"));
                row += 1;
            }
            bodies.push(body);
        }
        bodies
    }

    /// Number, name and facts of an assessment, and the methods of the results below.
    fn head(&self, side: &Side<'_>) -> Element {
        let facts = self.facts(side.candidate).into_iter().map(|fact| el("span").class("fact").say(fact));
        let number =
            el("span").class("number").say(self.fill(Word::CompareSide, &[("number", &side.number.to_string())]));
        let name = el("span").say(side.candidate.name(self.words));
        let methods = [Some(self.choice.method), self.other()].into_iter().flatten();
        let methods = methods.map(|method| el("span").say(self.fill(Word::CompareBy, &[("letter", method.letter())])));
        column().with(number).say(" ").with(name).with_all(facts).with(parts(methods))
    }

    fn row(&self, sides: &[Side<'_>], scope: Scope, of: &str) -> Element {
        let row = if matches!(scope, Scope::Subdomain(_)) { el("tr") } else { el("tr").class("group") };
        let row = row.with(el("th").set("scope", of).say(self.name(scope)));
        let row = row.with_all(sides.iter().map(|side| self.cell(side, scope)));
        row.with(self.difference_cell(scope))
    }

    /// The difference between the two, with an arrow and a sign.
    pub(super) fn difference_cell(&self, scope: Scope) -> Element {
        match self.difference(scope) {
            Some(difference) => el("td").class(difference.class()).say(difference.shown()),
            None => el("td").class("change none").say(self.say(Word::CompareNone)),
        }
    }

    /// The result by the chosen method, the level beside it, and how much is answered.
    fn cell(&self, side: &Side<'_>, scope: Scope) -> Element {
        let Some(score) = side.card.score(scope) else { return el("td") };
        if let Scope::Subdomain(row) = scope
            && side.card.subdomains[row].tailored
        {
            return el("td").class("out").say(self.say(Word::ReportOut));
        }
        let method = self.choice.method;
        let level = score.now.level(method).map_or("value".to_owned(), |level| format!("value l{level}"));
        let value = el("span").class(&level).say(result(self.words, score, method));
        let beside = self.beside(score).map(|words| el("span").class("beside").say(words));
        let count = el("span").class("count").say(side.count(scope));
        el("td").with(parts([value].into_iter().chain(beside).chain([count])))
    }

    /// The other method of levels, whose results stand beside those by the chosen one.
    fn other(&self) -> Option<Method> {
        match self.choice.method {
            Method::Staged => Some(Method::Strict),
            Method::Strict => Some(Method::Staged),
            Method::Weighted | Method::Index => None,
        }
    }

    /// The level beside a result: by the other method of levels, or of the score itself.
    fn beside(&self, score: &Score) -> Option<String> {
        score.now.level(self.choice.method)?;
        Some(reached(self.words, score, self.other().unwrap_or(self.choice.method)))
    }

    /// Whether no result differs between the two, so that there is little to see in the table.
    pub fn is_equal(&self) -> bool {
        let domains = (0..self.outline.domains.len()).map(Scope::Domain);
        let subdomains = (0..self.outline.subdomains().count()).map(Scope::Subdomain);
        let mut differences = domains.chain(subdomains).filter_map(|scope| self.difference(scope));
        self.choice.is_enough() && differences.all(|own| own.order == Ordering::Equal)
    }

    pub(super) fn difference(&self, scope: Scope) -> Option<Difference> {
        let value = |side: Side<'_>| side.card.score(scope)?.now.value(self.choice.method);
        let [before, after] = self.pair()?.map(value);
        Some(Difference::of(before?, after?))
    }
}

/// What stands below one another in all rows.
fn parts(parts: impl Iterator<Item = Element>) -> Element {
    let mut all = el("span").class("parts");
    for part in parts {
        all = if all.children.is_empty() { all } else { all.say(" ") };
        all = all.with(part);
    }
    all
}

fn column() -> Element {
    el("th").set("scope", "col")
}
