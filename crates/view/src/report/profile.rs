//! Bars, targets and counts of single scopes, and the radar of the domains.

use dtmm_scoring::{COMPANY, Fraction, Method, Scope};

use super::{Report, method_word};
use crate::charts::{self, Axis, RadarLine};
use crate::result::{drawn, in_figures};
use crate::{Element, Node, Word, el, text};

/// The radar of the domains as numbers, for programs that draw it themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RadarChart {
    /// What it shows.
    pub title: String,
    /// The names of the domains.
    pub names: Vec<String>,
    /// The highest level.
    pub levels: u8,
    /// The result, then the target where there is one.
    pub series: Vec<RadarSeries>,
}

/// A line of the radar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RadarSeries {
    /// What it stands for.
    pub name: String,
    /// A decimal number for each domain, from 0 to the highest level; `None` where there is none.
    pub values: Vec<Option<String>>,
}

/// So many values make an outline that says something.
const OUTLINED: usize = 3;

impl<'a> Report<'a> {
    /// The content of a place that is about a scope or a level: `bar-ABC`, `target-ABC`, `answered-ABC`,
    /// `count-staged-3`; `count-chosen-3` by the method of the report.
    pub(super) fn of_scope(self, place: &str) -> Option<Vec<Node>> {
        let (what, key) = place.split_once('-')?;
        if what == "count" {
            let (method, level) = key.split_once('-')?;
            let method = if method == "chosen" { self.method } else { Method::from_key(method)? };
            return self.count(method, level);
        }
        let scope = Scope::from_key(self.context.outline, key)?;
        match what {
            "bar" => self.bar(scope),
            "target" => Some(self.target(scope).map(|level| text(level.to_string())).into_iter().collect()),
            "answered" => {
                let tally = self.context.card.score(scope)?.tally;
                Some(vec![text(format!("{}/{}", tally.answered(), tally.applicable()))])
            }
            _ => None,
        }
    }

    /// The number of subdomains at a level or `na`, with a column; the tallest fills its place.
    fn count(self, method: Method, level: &str) -> Option<Vec<Node>> {
        let histogram = self.context.card.histogram(Scope::Company, method);
        let (count, class) = match level {
            "na" => (histogram.not_applicable, "na".to_owned()),
            level => (*histogram.levels.get(level.parse::<usize>().ok()?)?, format!("f{level}")),
        };
        let most = histogram.levels.iter().copied().max().unwrap_or_default().max(histogram.not_applicable);
        Some(vec![charts::column(&class, count, most).into(), el("span").say(count.to_string()).into()])
    }

    /// A result with its bar, by the method of the report.
    fn bar(self, scope: Scope) -> Option<Vec<Node>> {
        let score = self.context.card.score(scope)?;
        let Some(value) = score.now.value(self.method) else { return Some(vec![text(self.say(Word::NotApplicable))]) };
        let shown = el("span").class("value").say(in_figures(score, self.method));
        let bar = charts::bar(value, self.target(scope), self.levels());
        Some([shown, bar].map(Node::from).to_vec())
    }

    /// The target that holds for a scope: its own, else that of its domain, else the company's.
    pub(super) fn target(self, scope: Scope) -> Option<u8> {
        let assessment = self.context.assessment;
        let own = assessment.target(scope.key(self.context.outline));
        let domain = || match scope {
            Scope::Subdomain(row) => assessment.target(self.domain_of(row)?),
            _ => None,
        };
        own.or_else(domain).or_else(|| assessment.target(COMPANY)).map(|level| level.number())
    }

    /// How many levels there are.
    fn levels(self) -> u8 {
        self.context.outline.level_count() as u8
    }

    /// The slug of the domain that a subdomain belongs to.
    fn domain_of(self, row: usize) -> Option<&'a str> {
        let code = self.context.card.subdomains.get(row)?.code;
        let mut domains = self.context.outline.domains.iter();
        let domain = domains.find(|domain| domain.subdomains.iter().any(|own| own.code == code))?;
        Some(domain.slug.as_str())
    }

    /// The radar of the domains by the method of the report, with what its lines are. While too few domains have a value
    /// for an outline, how much of each is answered. The blank form has the radar to draw in.
    pub(super) fn radar(self) -> Vec<Node> {
        if self.is_begun() && !self.is_outlined() {
            return vec![self.shares(self.domains()).into()];
        }
        let lines = [
            RadarLine { class: "target", values: self.domains().map(|scope| self.aimed(scope)).collect() },
            RadarLine { class: "now", values: self.domains().map(|scope| self.reached(scope)).collect() },
        ];
        let method = self.say(method_word(self.method));
        let mut key = el("p").class("key").with(el("span").class("key-now").say(method));
        if lines[0].values.iter().any(Option::is_some) {
            key = key.say(" ").with(el("span").class("key-target").say(self.say(Word::ReportTarget)));
        }
        let axes: Vec<Axis> = self.domains().map(|scope| self.axis(scope)).collect();
        vec![charts::radar(self.radar_title(), &axes, &lines, self.levels()).into(), key.into()]
    }

    /// The radar as numbers; `None` while too few domains have a value for an outline.
    pub(super) fn radar_chart(self) -> Option<RadarChart> {
        if !self.is_outlined() {
            return None;
        }
        let figures = |scope| self.context.card.score(scope).map(|score| in_figures(score, self.method));
        let now = self.domains().map(|scope| figures(scope).filter(|_| self.reached(scope).is_some())).collect();
        let aims: Vec<_> = self.domains().map(|scope| self.target(scope).map(|level| level.to_string())).collect();
        let mut series = vec![RadarSeries { name: self.say(method_word(self.method)).to_owned(), values: now }];
        if aims.iter().any(Option::is_some) {
            series.push(RadarSeries { name: self.say(Word::ReportTarget).to_owned(), values: aims });
        }
        let names = self.domains().map(|scope| self.context.name(scope).to_owned()).collect();
        Some(RadarChart { title: self.radar_title(), names, levels: self.levels(), series })
    }

    fn radar_title(self) -> String {
        self.fill(Word::ReportRadar, &[("method", self.say(method_word(self.method)))])
    }

    fn domains(self) -> impl Iterator<Item = Scope> + use<> {
        (0..self.context.outline.domains.len()).map(Scope::Domain)
    }

    /// Whether enough domains have a value for an outline that says something.
    fn is_outlined(self) -> bool {
        self.domains().filter_map(|scope| self.reached(scope)).count()
            >= OUTLINED.min(self.context.outline.domains.len())
    }

    /// The value of a scope on the radar.
    fn reached(self, scope: Scope) -> Option<Fraction> {
        drawn(self.context.card.score(scope)?, self.method)
    }

    /// The target of a scope on the radar.
    fn aimed(self, scope: Scope) -> Option<Fraction> {
        Some(Fraction::new(self.target(scope)?.into(), 1))
    }

    /// How much of each scope is answered, as bars.
    fn shares(self, scopes: impl Iterator<Item = Scope>) -> Element {
        let row = |scope| {
            let tally = self.context.card.score(scope).map(|score| score.tally).unwrap_or_default();
            let name = el("th").set("scope", "row").say(self.context.name(scope));
            let bar = el("td").with(charts::share(tally.answered(), tally.applicable()));
            el("tr").with(name).with(bar).with(el("td").say(format!("{}/{}", tally.answered(), tally.applicable())))
        };
        let caption = el("caption").say(self.say(Word::ReportShares));
        el("table").class("shares").with(caption).with(el("tbody").with_all(scopes.map(row)))
    }

    fn axis(self, scope: Scope) -> Axis {
        let shown = self.context.card.score(scope).map(|score| in_figures(score, self.method));
        Axis { name: self.context.name(scope).to_owned(), shown: shown.unwrap_or_default() }
    }
}
