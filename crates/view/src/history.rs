//! The last acts of the reader, each with the button that undoes it or does it again.

use dtmm_model::RequirementId;
use dtmm_scoring::Answer;
use dtmm_store::{Act, Change};

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
            "delete" => Word::HistoryDelete,
            _ => {
                return match &act.changes[..] {
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
    use crate::printed::NOTHING;
    use crate::words::tests::of_content;
    use crate::{Names, text};
    use dtmm_model::Outline;
    use dtmm_scoring::{Assessment, Scorecard};
    use dtmm_store::Stamp;

    #[test]
    fn every_act_says_what_it_did_in_both_languages() {
        let outline: Outline = "dtmm-outline/1 x made-up\n@services\nSVC rr|r|r|r|r\n".parse().unwrap();
        let assessment = Assessment::new("x");
        let (names, card) = (Names(vec![("SVC".into(), "客户服务".into())]), Scorecard::new(&outline, &assessment));
        let change = |path: &str, before: &[&str], after: &[&str]| Change {
            path: path.to_owned(),
            before: before.iter().map(|one| (*one).to_owned()).collect(),
            after: after.iter().map(|one| (*one).to_owned()).collect(),
        };
        let act = |kind: &str, about: &str, undone, changes| {
            let id = Stamp::default();
            Act { id, version: id, kind: kind.into(), about: about.into(), undone, changes }
        };
        let acts = [
            act("load", "甲.json", false, vec![change("SVC-101", &[], &["F", ""]), change("title", &[], &["甲"])]),
            act("answer", "", false, vec![change("SVC-101", &["F", ""], &["NA", "无"])]),
            act("answer", "", true, vec![change("SVC-101", &["NA", "无"], &[])]),
            act("typed", "", false, vec![change("SVC-101.note", &[], &["一个很长的说明"])]),
            act("typed", "", false, vec![change("title", &["甲"], &[])]),
            act("target", "", false, vec![change("targets.SVC", &[], &["4"])]),
        ];
        for lang in ["zh", "en"] {
            let words = of_content(lang);
            let context = Context {
                outline: &outline,
                words: &words,
                names: &names,
                assessment: &assessment,
                card: &card,
                texts: &NOTHING,
            };
            let said: Vec<String> = context
                .history(&acts, &|act| text(if act.undone { "R" } else { "U" }))
                .iter()
                .map(Node::words)
                .collect();
            if lang == "zh" {
                assert_eq!(
                    said,
                    [
                        "目标等级 客户服务 4 U自评名称 已清除 USVC-101 备注 一个很长的说明 USVC-101 不适用 → 未作答 RSVC-101 全部满足 → 不适用 U打开“甲.json”，改动 2 处 U"
                    ]
                );
            }
            assert!(said.iter().all(|said| !said.contains(['{', '}'])), "{said:?}");
        }
    }
}
