//! What to do next: the nearest next level, and the gaps to the targets.

use dtmm_model::RequirementId;
use dtmm_scoring::{Answer, Gap, Method, Plan, Scope, Step};

use crate::{Context, Element, Node, Word, el, text};

/// So many weak subdomains are named; the rest is a number.
const NAMED: usize = 5;

impl Context<'_> {
    /// A smallest set of entries whose raising lifts a scope, as a sentence and a list.
    pub fn plan(&self, scope: Scope, method: Method) -> Vec<Node> {
        match self.card.plan(scope, method) {
            Some(plan) => {
                let steps = el("ol").with_all(plan.raise.iter().map(|step| self.step(step)));
                vec![el("p").say(self.plan_line(scope, &plan)).into(), steps.into()]
            }
            None => vec![el("p").say(self.words.say(self.no_plan(scope, method))).into()],
        }
    }

    fn plan_line(&self, scope: Scope, plan: &Plan) -> String {
        let values = [
            ("scope", self.name(scope)),
            ("count", &plan.raise.len().to_string()),
            ("from", &self.words.level(Some(plan.from))),
            ("to", &self.words.level(Some(plan.to))),
        ];
        self.words.fill(Word::Plan, &values)
    }

    fn no_plan(&self, scope: Scope, method: Method) -> Word {
        let level = self.card.score(scope).and_then(|score| score.now.level(method));
        match level {
            _ if !method.awards_levels() => Word::PlanNoLevels,
            None => Word::NoneApplies,
            Some(5) => Word::Top,
            Some(_) => Word::Capped,
        }
    }

    fn step(&self, step: &Step) -> Element {
        let values = [("from", self.answer_or_none(step.from)), ("to", self.words.answer(step.to))];
        self.entry_item(step.id).with(el("span").class("step").say(self.words.fill(Word::Raise, &values)))
    }

    /// What is missing to the targets, in three groups.
    pub fn gaps(&self, scope: Scope, method: Method) -> Vec<Node> {
        let gaps = self.card.gaps_to_targets(scope, self.assessment, method);
        let groups = [
            (Word::GapsUnmet, &gaps.unmet),
            (Word::GapsUnanswered, &gaps.unanswered),
            (Word::GapsAdvised, &gaps.recommended),
        ];
        let mut nodes = Vec::new();
        for (word, list) in groups.into_iter().filter(|(_, list)| !list.is_empty()) {
            let count = list.len().to_string();
            nodes.push(el("h4").say(self.words.fill(word, &[("count", &count)])).into());
            nodes.push(el("ul").with_all(list.iter().map(|gap| self.gap(gap))).into());
        }
        if nodes.is_empty() {
            nodes.push(el("p").say(self.words.say(Word::GapsNone)).into());
        }
        nodes
    }

    fn gap(&self, gap: &Gap) -> Element {
        let remarks = self.assessment.remarks(gap.id);
        let said =
            [self.answer_or_none(gap.answer), &remarks.owner, &remarks.due].into_iter().filter(|part| !part.is_empty());
        let said = said.collect::<Vec<_>>().join(self.words.say(Word::Separator));
        self.entry_item(gap.id).with(el("span").class("step").say(said))
    }

    /// The warning that a mean makes up for weak subdomains; empty where it does not.
    pub fn compensation(&self) -> Vec<Node> {
        let weak = self.card.compensated(Scope::Company);
        if weak.is_empty() {
            return Vec::new();
        }
        let names: Vec<&str> = weak.iter().take(NAMED).map(|row| self.name(Scope::Subdomain(*row))).collect();
        let mut names = names.join(self.words.say(Word::Comma));
        if weak.len() > NAMED {
            names.push('…');
        }
        let level = |method| self.words.level(self.card.company.now.level(method));
        let (weighted, staged) = (level(Method::Weighted), level(Method::Staged));
        let values =
            [("weighted", &*weighted), ("staged", &*staged), ("names", &*names), ("count", &*weak.len().to_string())];
        vec![el("p").say(self.words.fill(Word::ReportWarning, &values)).into()]
    }

    /// An entry of a list: its identifier as a link, and its words.
    fn entry_item(&self, id: RequirementId) -> Element {
        let words = self.texts.of(id).map(|(_, words)| words).unwrap_or_default();
        el("li").with(Node::Entry(id)).with(text(" ")).with(el("span").class("words").say(words)).with(text(" "))
    }

    fn answer_or_none(&self, answer: Option<Answer>) -> &str {
        answer.map_or_else(|| self.words.say(Word::CellOpen), |answer| self.words.answer(answer))
    }
}
