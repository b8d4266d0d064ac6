//! What to do next: the nearest next level, and the gaps to the targets.

use dtmm_model::RequirementId;
use dtmm_scoring::{Answer, Gap, Method, Plan, PlanStep, Scope};

use crate::{Context, Element, Node, Word, el, reached, text};

/// How many weak subdomains are named; the rest is counted.
const NAMED: usize = 5;

impl Context<'_> {
    /// A smallest set of entries whose raising lifts a scope, as a sentence and a list.
    pub fn plan(&self, scope: Scope, method: Method) -> Vec<Node> {
        match self.card.plan(scope, method) {
            Some(plan) => {
                let steps = el("ol").with_all(plan.raise.iter().map(|step| self.step(step)));
                vec![el("p").say(self.plan_line(scope, method, &plan)).into(), steps.into()]
            }
            None => vec![el("p").say(self.words.say(self.no_plan(scope, method))).into()],
        }
    }

    fn plan_line(&self, scope: Scope, method: Method, plan: &Plan) -> String {
        let reached = |score| reached(self.words, score, method);
        let from = self.card.score(scope).map_or_else(|| self.words.level(Some(plan.from)), reached);
        let values = [
            ("scope", self.name(scope)),
            ("count", &plan.raise.len().to_string()),
            ("from", &from),
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

    fn step(&self, step: &PlanStep) -> Element {
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
        let details = self.assessment.details(gap.id);
        let said =
            [self.answer_or_none(gap.answer), &details.owner, &details.due].into_iter().filter(|part| !part.is_empty());
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
        let level = |method| reached(self.words, &self.card.company, method);
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

    pub(crate) fn answer_or_none(&self, answer: Option<Answer>) -> &str {
        answer.map_or_else(|| self.words.say(Word::CellOpen), |answer| self.words.answer(answer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Names;
    use crate::printed::Printed;
    use crate::words::tests::of_content;
    use dtmm_model::{Level, Outline};
    use dtmm_scoring::{Assessment, EntryDetails, Scorecard};

    /// A page with the first entry of each cell.
    const FIRST: Printed = Printed(|id| (id.serial == 1).then(|| ("a".to_owned(), format!("words of {id}"))));

    /// What `show` makes of an assessment with these answers, a level each.
    fn shown<T>(lang: &str, answers: [&str; 5], change: fn(&mut Assessment), show: fn(&Context<'_>) -> T) -> T {
        let outline: Outline = "dtmm-outline/1 x made-up\n@services\nSVC rr|rs|r|r|r\n".parse().unwrap();
        let mut assessment = Assessment::new("x");
        for (cell, answers) in outline.domains[0].subdomains[0].cells.iter().zip(answers) {
            for (item, answer) in cell.iter().zip(answers.chars()) {
                assessment.set_answer(item, Answer::from_key(&answer.to_string())).unwrap();
            }
        }
        change(&mut assessment);
        let names = Names(vec![("services".into(), "服务".into()), ("SVC".into(), "客户服务".into())]);
        let card = Scorecard::new(&outline, &assessment);
        let words = of_content(lang);
        let context = Context {
            outline: &outline,
            words: &words,
            names: &names,
            assessment: &assessment,
            card: &card,
            texts: &FIRST,
        };
        show(&context)
    }

    fn lines(nodes: &[Node]) -> Vec<String> {
        nodes.iter().map(Node::words).collect()
    }

    #[test]
    fn a_plan_names_the_fewest_entries_and_what_each_needs() {
        let plan =
            |lang| shown(lang, ["FP", "", "", "", ""], |_| (), |c| lines(&c.plan(Scope::Company, Method::Staged)));
        assert_eq!(plan("zh"), ["企业要达到“一级”（目前：未达一级），至少需提高以下 1 条：", "SVC-102  部分 → 大部分"]);
        assert_eq!(
            plan("en")[0],
            "Enterprise: to reach Level 1 (now: Below Level 1), raise at least these entries (1):"
        );
        let strict = shown("zh", ["LP", "", "", "", ""], |_| (), |c| lines(&c.plan(Scope::Company, Method::Strict)));
        assert_eq!(strict[1], "SVC-101 words of SVC-101 大部分 → 全部满足SVC-102  部分 → 全部满足");
    }

    #[test]
    fn without_a_next_level_the_reason_is_said() {
        let said = |answers, method| {
            let show = if method == Method::Index {
                |c: &Context<'_>| lines(&c.plan(Scope::Company, Method::Index))
            } else {
                |c: &Context<'_>| lines(&c.plan(Scope::Company, Method::Staged))
            };
            shown("zh", answers, |_| (), show)
        };
        assert_eq!(said(["FF", "FF", "F", "F", "F"], Method::Staged), ["已达到最高等级"]);
        assert_eq!(said([""; 5], Method::Index), ["进展指数不判定等级，请选择其他方法。"]);
    }

    #[test]
    fn gaps_come_in_groups_with_owner_and_date() {
        let owned = |assessment: &mut Assessment| {
            let id: RequirementId = "SVC-101".parse().unwrap();
            let outline: Outline = "dtmm-outline/1 x made-up\n@services\nSVC rr|rs|r|r|r\n".parse().unwrap();
            let item = outline.items().find(|item| item.id == id).unwrap();
            let details = EntryDetails { owner: "甲".into(), due: "2027-03-01".into(), ..EntryDetails::NONE };
            assessment.set(item, Some(Answer::Partly), details).unwrap();
            assessment.set_target("company", Level::new(2));
        };
        let gaps = shown("zh", ["PF", "UU", "", "", ""], owned, |c| lines(&c.gaps(Scope::Company, Method::Staged)));
        assert_eq!(
            gaps,
            [
                "未达到（1 条）",
                "SVC-101 words of SVC-101 部分；甲；2027-03-01",
                "未作答（1 条）",
                "SVC-201 words of SVC-201 未作答",
                "推荐（宜），不影响等级（1 条）",
                "SVC-202  未作答",
            ]
        );
        let none = shown("zh", ["FF", "FF", "F", "F", "F"], |_| (), |c| lines(&c.gaps(Scope::Company, Method::Staged)));
        assert_eq!(none, ["与目标等级没有差距。"]);
    }
}
