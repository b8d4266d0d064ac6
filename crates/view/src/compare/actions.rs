//! What was planned against what came: each action of the earlier of two assessments, with the answers to its entries
//! and its status there and in the later one.

use dtmm_model::CellId;
use dtmm_scoring::{Action, Scope};

use super::{Side, SideBySide};
use crate::actions::{sorted, status_word};
use crate::cut::{VALUE, cut};
use crate::{Context, Element, Node, Word, el, reached, text};

impl SideBySide<'_> {
    /// The whole section with its heading; nothing where the earlier assessment plans nothing.
    pub(super) fn planned(&self) -> Vec<Node> {
        let Some(pair) = self.pair() else { return Vec::new() };
        let plan = pair[0].candidate.assessment.plan();
        if plan.is_empty() {
            return Vec::new();
        }
        let column = |words: &str| el("th").set("scope", "col").say(words);
        let sides = pair.map(|side| self.fill(Word::CompareSide, &[("number", &side.number.to_string())]));
        let head = el("tr")
            .with(column(self.say(Word::ActionText)))
            .with(column(self.say(Word::Due)))
            .with(column(self.say(Word::ActionFor)))
            .with_all(sides.iter().map(|side| column(side)))
            .with(column(self.say(Word::ActionState)));
        let mut table = el("table").class("rows planned").with(el("thead").with(head));
        for action in sorted(plan, "due") {
            table = table.with(self.planned_rows(action, pair));
        }
        let scroll = el("div").class("scroll").set("role", "region").set("tabindex", "0");
        vec![
            el("h2").set("id", "compare-planned").say(self.say(Word::ComparePlanned)).into(),
            el("p").say(self.say(Word::ComparePlannedNote)).into(),
            scroll.set("aria-labelledby", "compare-planned").with(table).into(),
        ]
    }

    /// The rows of an action: one for each thing that it is for.
    fn planned_rows(&self, action: &Action, pair: [Side<'_>; 2]) -> Element {
        let what = match action.action.trim() {
            "" => self.say(Word::ActionUntitled).to_owned(),
            what => cut(self.words, what, VALUE),
        };
        let after = pair[1].candidate.assessment.action(&action.id);
        let then = self.say(status_word(action.status()));
        let now = after.map_or(self.say(Word::ComparePlannedGone), |action| self.say(status_word(action.status())));
        let status = if then == now { then.to_owned() } else { self.fill(Word::Raise, &[("from", then), ("to", now)]) };
        let context = self.context_of(pair[0]);
        let mut subjects: Vec<(Vec<Node>, [String; 2])> = Vec::new();
        for scope in &action.scopes {
            let results = self.results_of(scope, pair);
            subjects.extend(results.unwrap_or_else(|| {
                let nodes = context.scope_nodes(std::slice::from_ref(scope), false);
                vec![(nodes, pair.map(|side| self.scope_result(scope, side)))]
            }));
        }
        if subjects.is_empty() {
            subjects.push((vec![text("–")], [String::new(), String::new()]));
        }
        let height = subjects.len().to_string();
        let mut body = el("tbody");
        for (index, (nodes, [before, now])) in subjects.into_iter().enumerate() {
            let mut row = el("tr");
            if index == 0 {
                let head = el("th").set("scope", "rowgroup").set("rowspan", &*height).say(&*what);
                row = row.with(head).with(el("td").set("rowspan", &*height).say(&*action.due));
            }
            row = row.with(el("td").with_all(nodes)).with(el("td").say(before)).with(el("td").say(now));
            if index == 0 {
                row = row.with(el("td").set("rowspan", &*height).say(&*status));
            }
            body = body.with(row);
        }
        body
    }

    /// The answers on both sides to an entry, or to each entry of a cell; `None` for anything else.
    fn results_of(&self, scope: &str, pair: [Side<'_>; 2]) -> Option<Vec<(Vec<Node>, [String; 2])>> {
        let cell = scope.parse::<CellId>().ok();
        let is_of = |id: dtmm_model::RequirementId| cell == Some(id.cell) || id.to_string() == scope;
        let row = |item: &dtmm_model::Item| {
            let answers = pair.map(|side| {
                let answer = side.candidate.assessment.answer(item.id);
                answer.map_or(self.say(Word::CellOpen), |answer| self.words.answer(answer)).to_owned()
            });
            (vec![Node::Entry(item.id)], answers)
        };
        let rows: Vec<_> = self.outline.items().filter(|item| is_of(item.id)).map(row).collect();
        (!rows.is_empty()).then_some(rows)
    }

    /// The level of a subdomain, a domain or the company; nothing where the edition has no such thing.
    fn scope_result(&self, scope: &str, side: Side<'_>) -> String {
        let score = Scope::from_key(self.outline, scope).and_then(|scope| side.card.score(scope));
        score.map(|score| reached(self.words, score, self.choice.method.for_levels())).unwrap_or_default()
    }

    fn context_of<'s>(&'s self, side: Side<'s>) -> Context<'s> {
        Context {
            outline: self.outline,
            words: self.words,
            names: self.names,
            assessment: &side.candidate.assessment,
            card: side.card,
            texts: self.texts,
        }
    }
}
