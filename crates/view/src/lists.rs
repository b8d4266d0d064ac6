//! What to do next: the nearest next level, and the gaps to the targets.

use dtmm_model::{CellId, RequirementId};
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
            Some(level) if usize::from(level) == self.outline.level_count() => Word::Top,
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
        let said = [self.answer_or_none(gap.answer), self.responsible(gap.id), &details.due]
            .into_iter()
            .filter(|part| !part.is_empty());
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

    /// The entries of a cell with their words; empty where a subdomain has no such level.
    pub fn cell(&self, cell: CellId) -> Vec<Node> {
        let items = self.outline.items().filter(|item| item.id.cell == cell);
        vec![el("ul").with_all(items.map(|item| self.entry_item(item.id))).into()]
    }

    /// An entry of a list: its identifier as a link, and its words.
    pub(crate) fn entry_item(&self, id: RequirementId) -> Element {
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
    use crate::testing::{Printed, assessed, names, words};
    use dtmm_model::{Level, Outline};
    use dtmm_scoring::{Assessment, EntryDetails, Scorecard};

    /// A page with the first entry of each cell.
    const FIRST: Printed = Printed(|id| (id.serial == 1).then(|| ("a".to_owned(), format!("words of {id}"))));

    fn outline() -> Outline {
        dtmm_example::outline("@making\nABC rr|rs|r|r|r\n")
    }

    /// What `show` makes of an assessment.
    fn shown<T>(assessment: &Assessment, show: impl Fn(&Context<'_>) -> T) -> T {
        let (outline, words, names) = (outline(), words(), names());
        let card = Scorecard::new(&outline, assessment);
        let context =
            Context { outline: &outline, words: &words, names: &names, assessment, card: &card, texts: &FIRST };
        show(&context)
    }

    fn lines(nodes: &[Node]) -> Vec<String> {
        nodes.iter().map(Node::words).collect()
    }

    /// The plan for the company after answers in printed order.
    fn plan(answers: &str, method: Method) -> Vec<String> {
        shown(&assessed(&outline(), answers), |context| lines(&context.plan(Scope::Company, method)))
    }

    #[test]
    fn a_plan_names_the_fewest_entries_and_what_each_needs() {
        assert_eq!(plan("FP", Method::Staged), ["plan company level_1 below 1", "ABC-102  raise partly largely"]);
        assert_eq!(
            plan("LP", Method::Strict)[1],
            "ABC-101 words of ABC-101 raise largely fullABC-102  raise partly full"
        );
    }

    #[test]
    fn without_a_next_level_the_reason_is_said() {
        assert_eq!(plan("FF FF F F F", Method::Staged), ["top"]);
        assert_eq!(plan("FF FF F F -", Method::Staged), ["capped"]);
        assert_eq!(plan("-- -- - - -", Method::Staged), ["none_applies"]);
        assert_eq!(plan("", Method::Index), ["plan_no_levels"]);
    }

    #[test]
    fn the_highest_of_three_levels_is_the_top() {
        let outline = dtmm_example::three_levels();
        let (words, names) = (words(), names());
        let said = |answers: &str| {
            let assessment = assessed(&outline, answers);
            let card = Scorecard::new(&outline, &assessment);
            let context = Context {
                outline: &outline,
                words: &words,
                names: &names,
                assessment: &assessment,
                card: &card,
                texts: &FIRST,
            };
            lines(&context.plan(Scope::Company, Method::Staged))
        };
        assert_eq!(said("FF FF F FFF FF F F F"), ["top"]);
        assert_eq!(said("FF FF F FFF FF F F P")[0], "plan company level_3 level_2 1");
    }

    #[test]
    fn a_place_is_printed_with_its_label_if_there_is_one() {
        let assessment = assessed(&outline(), "");
        let place = |id: &str| shown(&assessment, |context| context.place(id.parse().unwrap()));
        assert_eq!(place("ABC-101"), "report_place Quality level_1 a)");
        assert_eq!(place("ABC-102"), "report_place_unlabelled Quality level_1");
    }

    #[test]
    fn gaps_come_in_groups_with_owner_and_date() {
        let gaps =
            |assessment: &Assessment| shown(assessment, |context| lines(&context.gaps(Scope::Company, Method::Staged)));
        let mut owned = assessed(&outline(), "PF");
        let details = EntryDetails { owner: "甲".into(), due: "2027-03-01".into(), ..EntryDetails::NONE };
        owned.set(outline().items().next().unwrap(), Some(Answer::Partly), details).unwrap();
        owned.set_target("company", Level::new(2));
        assert_eq!(
            gaps(&owned),
            [
                "gaps_unmet 1",
                "ABC-101 words of ABC-101 partly; 甲; 2027-03-01",
                "gaps_unanswered 1",
                "ABC-201 words of ABC-201 cell_open",
                "gaps_advised 1",
                "ABC-202  cell_open",
            ]
        );
        assert_eq!(gaps(&assessed(&outline(), "FF FF F F F")), ["gaps_none"]);
    }
}
