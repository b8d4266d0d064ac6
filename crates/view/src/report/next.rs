//! The first page in words: the level and the target, why the level is what it is, and what to do next.

use dtmm_model::RequirementId;
use dtmm_scoring::{COMPANY, Plan, PlanStep, Scope};

use super::Report;
use crate::cut::{LINE, cut_name, cut_to};
use crate::{Element, Node, Word, el, reached, text};

/// How many subdomains are named in the sentence, and how many steps are listed.
const NAMED: usize = 3;

impl Report<'_> {
    /// The target of the company; that there is none where none is set. Before there is a level, also how much of what
    /// the targets need is answered.
    pub(super) fn goal(self) -> Vec<Node> {
        let Some(target) = self.context.assessment.target(COMPANY) else {
            return vec![text(self.say(Word::ReportAimNone))];
        };
        let level = self.words().level(Some(target.number()));
        let label = el("span").class("label").say(self.say(Word::ReportTarget));
        let mut nodes = vec![label.into(), text(" "), el("strong").say(level).into()];
        let progress = self.context.card.target_progress(self.context.assessment).filter(|_| self.is_under_way());
        if let Some(progress) = progress {
            let [answered, needed] = [progress.answered, progress.needed].map(|count| count.to_string());
            let line = self.fill(Word::ToTarget, &[("answered", &answered), ("needed", &needed)]);
            nodes.extend([text(" "), el("span").class("label within").say(line).into()]);
        }
        nodes
    }

    /// One sentence: the level, the target, and what holds the level back. Before there is a level, which one the answers
    /// to come could still give.
    pub(super) fn why(self) -> Vec<Node> {
        let card = self.context.card;
        let Some(level) = card.company.now.level(self.method) else {
            return vec![text(self.say(Word::NoneApplies))];
        };
        if !self.is_begun() {
            return vec![text(self.say(Word::Nothing))];
        }
        let reason = match card.plan(Scope::Company, self.method) {
            Some(plan) => self.held_back(&plan),
            None if self.is_top(level) => self.say(Word::TopAfter).to_owned(),
            None => self.say(Word::CappedAfter).to_owned(),
        };
        if self.is_under_way() {
            let best = self.words().level(card.company.best.level(self.method));
            return vec![text(self.fill(Word::ReportWhyOpen, &[("best", &best), ("reason", &reason)]))];
        }
        let target = self.context.assessment.target(COMPANY);
        let aim = match target.map(|target| target.number()) {
            None => self.say(Word::ReportWhyNoTarget).to_owned(),
            Some(target) => {
                let word = if target <= level { Word::ReportWhyReached } else { Word::ReportWhyTarget };
                self.fill(word, &[("target", &self.words().level(Some(target)))])
            }
        };
        let level = reached(self.words(), &card.company, self.method);
        vec![text(self.fill(Word::ReportWhy, &[("level", &level), ("aim", &aim), ("reason", &reason)]))]
    }

    fn is_top(self, level: u8) -> bool {
        usize::from(level) == self.context.outline.level_count()
    }

    /// Which subdomains hold the level back, and how many entries the next level takes.
    fn held_back(self, plan: &Plan) -> String {
        let weakest = self.weakest();
        let names: Vec<&str> = weakest.iter().take(NAMED).map(|row| self.subdomain(*row)).collect();
        let names = names.join(self.say(Word::Comma));
        let word = if weakest.len() > NAMED { Word::ReportHeldMany } else { Word::ReportHeld };
        let subdomains = weakest.len().to_string();
        self.fill(word, &[("names", &names), ("subdomains", &subdomains), ("missing", &self.missing(plan))])
    }

    /// How many entries the next level takes; those without an answer are counted by themselves.
    fn missing(self, plan: &Plan) -> String {
        let unanswered = plan.raise.iter().filter(|step| step.from.is_none()).count();
        let [unmet, unanswered] = [plan.raise.len() - unanswered, unanswered].map(|count| count.to_string());
        let word = if unanswered == "0" { Word::ReportToRaise } else { Word::ReportToRaiseOpen };
        let level = self.words().level(Some(plan.to));
        self.fill(word, &[("level", &level), ("unmet", &unmet), ("unanswered", &unanswered)])
    }

    /// The next steps: the first entries of the plan for the next level, those that are answered before those that are not,
    /// then those of the level after it.
    pub(super) fn next_steps(self) -> Vec<Node> {
        let card = self.context.card;
        if !self.is_begun() {
            return self.paragraph(self.say(Word::Nothing));
        }
        let Some(plan) = card.plan(Scope::Company, self.method) else {
            let word = match card.company.now.level(self.method) {
                None => Word::NoneApplies,
                Some(level) if self.is_top(level) => Word::Top,
                Some(_) => Word::Capped,
            };
            return self.paragraph(self.say(word));
        };
        let level = self.words().level(Some(plan.to));
        let (to, then) = (format!("→ {level}"), self.fill(Word::ReportThen, &[("level", &level)]));
        let (answered, open): (Vec<&PlanStep>, _) = plan.raise.iter().partition(|step| step.from.is_some());
        let first = answered.into_iter().chain(open).map(|step| (step.id, &*to));
        let later = card.trace(Scope::Company, self.method).next_blockers;
        let later = later.into_iter().map(|id| (id, &*then));
        let steps = first.chain(later).take(NAMED).map(|(id, to)| self.step(id, to));
        let list = el("ol").with_all(steps).into();
        let more = plan.raise.len().saturating_sub(NAMED).to_string();
        let values = [("count", &*more), ("level", &*level)];
        let more = (more != "0").then(|| self.fill(Word::ReportMoreSteps, &values));
        [list].into_iter().chain(more.into_iter().flat_map(|more| self.paragraph(&more))).collect()
    }

    /// An entry with the level it is for, its words, and who does it by when.
    fn step(self, id: RequirementId, to: &str) -> Element {
        let details = self.context.assessment.details(id);
        let owner = self.context.responsible(id);
        let given = [(Word::ReportOwner, "owner", cut_name(owner)), (Word::ReportDue, "due", details.due.clone())];
        let given = given.into_iter().filter(|(_, _, value)| !value.is_empty());
        let given: Vec<String> = given.map(|(word, name, value)| self.fill(word, &[(name, &value)])).collect();
        let place = el("span").class("place").say(self.place(id));
        let step = el("li").with(Node::Entry(id)).say(" ").with(place).say(" ").with(el("span").class("to").say(to));
        let step = step.with(el("span").class("entries").say(cut_to(&self.text_of(id), LINE)));
        if given.is_empty() {
            return step;
        }
        step.with(el("span").class("who").say(given.join(self.say(Word::Separator))))
    }
}
