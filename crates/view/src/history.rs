//! The last acts of the reader, each with the button that undoes it or does it again.

use dtmm_model::RequirementId;
use dtmm_scoring::{Answer, OWNERS, PLAN};
use dtmm_store::{Act, Change};

use crate::cut::cut_name;
use crate::{Context, Element, Node, Word, el};

/// How many characters of a text are shown.
const SHOWN: usize = 40;

impl Context<'_> {
    /// The acts, newest first. `button` makes the button of an act.
    pub fn history(&self, acts: &[Act], button: &dyn Fn(&Act) -> Node) -> Vec<Node> {
        if acts.is_empty() {
            return vec![el("p").say(self.words.say(Word::HistoryNone)).into()];
        }
        let row = |act: &Act| {
            let row = self.done(act).say(" ");
            let row = if act.undone { row.class("undone") } else { row };
            row.with(button(act))
        };
        vec![el("ol").class("history").with_all(acts.iter().rev().map(row)).into()]
    }

    fn done(&self, act: &Act) -> Element {
        let count = act.changes.len().to_string();
        let values = [("about", act.about.as_str()), ("count", count.as_str())];
        let word = match act.kind.as_str() {
            "bulk" => Word::HistoryBulk,
            "clear" => Word::HistoryClear,
            "load" => Word::HistoryLoad,
            "merge" => Word::HistoryMerge,
            "sample" => Word::HistorySample,
            "copy" => Word::HistoryCopy,
            "carry" => Word::HistoryCarry,
            "confirm" => Word::HistoryConfirm,
            "delete" => Word::HistoryDelete,
            "action-add" => Word::HistoryActionAdd,
            "action-remove" => Word::HistoryActionRemove,
            "actions-take" => Word::HistoryActionsTake,
            "owners-take" => Word::HistoryOwnersTake,
            "owner-rename" => Word::HistoryOwnerRename,
            "owner-remove" => Word::HistoryOwnerRemove,
            _ => {
                // An answer settles the review of its entry in the same act.
                let settles = |change: &&Change| change.path.ends_with(".kept.review");
                return match act.changes.iter().filter(|change| !settles(change)).collect::<Vec<_>>()[..] {
                    [change] => self.changed(change),
                    _ => el("li").say(self.words.fill(Word::HistoryMany, &values)),
                };
            }
        };
        el("li").say(self.words.fill(word, &values))
    }

    /// One changed field: which, and what it holds since.
    fn changed(&self, change: &Change) -> Element {
        let (name, field) = change.path.split_once('.').unwrap_or((&change.path, ""));
        let row = match name.parse::<RequirementId>() {
            Ok(id) if field.is_empty() => {
                let answer = |value: &[String]| {
                    self.answer_or_none(value.first().and_then(|key| Answer::from_key(key))).to_owned()
                };
                let values = [("from", &*answer(&change.before)), ("to", &*answer(&change.after))];
                return el("li").with(Node::Entry(id)).say(" ").say(self.words.fill(Word::Raise, &values));
            }
            Ok(id) => el("li").with(Node::Entry(id)).say(" ").say(self.words.field(field)),
            Err(_) if name == OWNERS => {
                let (field, owner) = field.split_once('.').unwrap_or((field, ""));
                let what = [&*cut_name(owner), self.words.owner_field(field)].join(self.words.say(Word::Separator));
                el("li").say(self.words.field(name)).say(" ").say(what)
            }
            Err(_) if name == PLAN => {
                // A path of the plan names the field, then the action.
                let field = field.split('.').next().unwrap_or_default();
                el("li").say(self.words.field(name)).say(" ").say(self.words.field(field))
            }
            Err(_) => {
                let scope = self.names.of(field);
                let scope = if scope.is_empty() { String::new() } else { format!(" {scope}") };
                el("li").say(self.words.field(name)).say(scope)
            }
        };
        let written = change.after.join(self.words.say(Word::Separator));
        let written = if written.is_empty() { self.words.say(Word::HistoryEmptied).to_owned() } else { written };
        let mut shown: String = written.chars().take(SHOWN).collect();
        if shown.len() < written.len() {
            shown.push('…');
        }
        row.say(" ").with(el("span").class("written").say(shown))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{NOTHING, names, words};
    use crate::text;
    use dtmm_scoring::{Assessment, Scorecard};
    use dtmm_store::Stamp;

    fn change(path: &str, before: &[&str], after: &[&str]) -> Change {
        let texts = |texts: &[&str]| texts.iter().map(|one| (*one).to_owned()).collect();
        Change { path: path.to_owned(), before: texts(before), after: texts(after) }
    }

    fn act(kind: &str, about: &str, undone: bool, changes: Vec<Change>) -> Act {
        let id = Stamp::default();
        Act { id, version: id, kind: kind.into(), about: about.into(), undone, changes }
    }

    #[test]
    fn every_act_says_what_it_did_the_latest_first() {
        let outline = dtmm_example::small();
        let assessment = Assessment::new(dtmm_example::EDITION);
        let (words, names, card) = (words(), names(), Scorecard::new(&outline, &assessment));
        let context = Context {
            outline: &outline,
            words: &words,
            names: &names,
            assessment: &assessment,
            card: &card,
            texts: &NOTHING,
        };
        let acts = [
            act("load", "甲.json", false, vec![change("ABC-101", &[], &["F", ""]), change("title", &[], &["甲"])]),
            act("answer", "", false, vec![change("ABC-101", &["F", ""], &["NA", "无"])]),
            act("answer", "", true, vec![change("ABC-101", &["NA", "无"], &[])]),
            act("typed", "", false, vec![change("ABC-101.note", &[], &["一个很长的说明"])]),
            act("typed", "", false, vec![change("title", &["甲"], &[])]),
            act("set", "", false, vec![change("plan.due.P1", &[], &["2027-01-01"])]),
            act(
                "actions-take",
                "3",
                false,
                vec![change("plan.due.P2", &[], &["2027-01-01"]), change("plan.for.P2", &[], &["ABC"])],
            ),
            act("target", "", false, vec![change("targets.ABC", &[], &["4"])]),
        ];
        let undo = |act: &Act| text(if act.undone { "redo" } else { "undo" });
        let said: Vec<String> = context.history(&acts, &undo).iter().map(lines).collect();
        assert_eq!(
            said,
            ["field_targets Quality 4 undo\n\
              history_actions_take 3 undo\n\
              field_plan due 2027-01-01 undo\n\
              field_title history_emptied undo\n\
              ABC-101 note 一个很长的说明 undo\n\
              ABC-101 raise not_applicable cell_open redo\n\
              ABC-101 raise full not_applicable undo\n\
              history_load 甲.json 2 undo\n"]
        );
    }

    /// The items of a list, a line each.
    fn lines(node: &Node) -> String {
        let Node::Element(list) = node else { return node.words() };
        list.children.iter().map(|item| item.words() + "\n").collect()
    }
}
