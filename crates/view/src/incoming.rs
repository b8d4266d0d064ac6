//! What an opened file or link would change, before it changes anything.

use dtmm_scoring::{Assessment, Conflict, Method, Scope, Scorecard, compare};

use crate::{Context, Element, Node, Word, el, text};

/// An assessment that came from a file or a link.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// What the reader calls it: the name of the file.
    pub name: &'a str,
    /// The assessment.
    pub assessment: &'a Assessment,
    /// How many things in it are unknown here and kept.
    pub unknown: usize,
}

/// What the name of the group of buttons of a conflict begins with.
const CONFLICT: &str = "conflict-";

impl Context<'_> {
    /// What would be new, different, the same or gone, and the level there and here.
    pub fn incoming(&self, incoming: Incoming<'_>) -> Vec<Node> {
        let theirs = incoming.assessment;
        let changes = compare(self.outline, self.assessment, theirs);
        let changed = changes.entries.iter();
        let added = changed.clone().filter(|change| change.before.is_none() && change.after.is_some()).count();
        let gone = changed.clone().filter(|change| change.before.is_some() && change.after.is_none()).count();
        let other = changed.clone().filter(|change| change.before != change.after).count() - added - gone;
        let remarks = changed.filter(|change| change.before == change.after).count();
        let answered = theirs.answers().len();
        let counts = [
            (Word::InNew, added),
            (Word::InDifferent, other),
            (Word::InSame, answered.saturating_sub(added + other)),
            (Word::InGone, gone),
            (Word::InRemarks, remarks),
            (Word::Unknown, incoming.unknown),
        ];
        let lines = counts.into_iter().filter(|(_, count)| *count > 0);
        let line = |(word, count): (Word, usize)| el("li").say(self.words.fill(word, &[("count", &count.to_string())]));
        let card = Scorecard::with_weights(self.outline, theirs, self.card.weights.clone());
        let level = |card: &Scorecard| {
            self.words.level(card.score(Scope::Company).and_then(|score| score.now.level(Method::Staged)))
        };
        let levels = [("mine", &*level(self.card)), ("theirs", &*level(&card))];
        vec![
            self.head(&incoming).into(),
            el("ul").with_all(lines.map(line)).into(),
            el("p").say(self.words.fill(Word::InLevels, &levels)).into(),
        ]
    }

    fn head(&self, incoming: &Incoming<'_>) -> Element {
        let one = incoming.assessment;
        let facts = [&one.title, &one.organization, &one.scope, &one.date];
        let facts: Vec<&str> = facts.into_iter().map(|fact| fact.trim()).filter(|fact| !fact.is_empty()).collect();
        let count = one.answers().len().to_string();
        let head = self.words.fill(Word::InHead, &[("file", incoming.name), ("count", &count)]);
        let facts = facts.join(self.words.say(Word::Separator));
        el("p").with(el("strong").say(head)).say(" ").with(text(facts))
    }

    /// One row a conflict: where it is, and both sides to choose from. The first is chosen.
    pub fn conflicts(&self, conflicts: &[Conflict]) -> Vec<Node> {
        conflicts.iter().map(|conflict| self.conflict(conflict).into()).collect()
    }

    fn conflict(&self, conflict: &Conflict) -> Element {
        let place = el("th").set("scope", "row");
        let place = match conflict.entry {
            Some(id) => place.with(Node::Entry(id)).say(match conflict.path.rsplit_once('.') {
                Some((_, "answer")) | None => String::new(),
                Some((_, field)) => format!(" {}", self.words.field(field)),
            }),
            None => place.say(self.field_name(&conflict.path)),
        };
        let side = |index: usize| {
            let said = conflict.sides.get(index).map_or("", |(_, value)| value.as_str());
            let input = el("input").set("type", "radio").set("name", format!("{CONFLICT}{}", conflict.path));
            let input = input.set("value", if index == 0 { "0" } else { "1" });
            let input = if index == 0 { input.set("checked", "") } else { input };
            el("td").with(el("label").with(input).say(" ").say(self.value_name(&conflict.path, said)))
        };
        el("tr").with(place).with(side(0)).with(side(1))
    }

    /// A field outside the answers, in words where it has some.
    fn field_name(&self, path: &str) -> String {
        match path.split_once('.') {
            Some((field, key)) if !self.names.of(key).is_empty() => {
                format!("{} {}", self.words.field(field), self.names.of(key))
            }
            Some((field, key)) => format!("{} {key}", self.words.field(field)),
            None => self.words.field(path).to_owned(),
        }
    }

    fn value_name(&self, path: &str, value: &str) -> String {
        match path.rsplit_once('.') {
            Some((_, "answer")) => match dtmm_scoring::Answer::from_key(value) {
                Some(answer) => self.words.answer(answer).to_owned(),
                None => value.to_owned(),
            },
            _ => value.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tests::of_content;
    use crate::{Names, Texts};
    use dtmm_model::{Outline, RequirementId};
    use dtmm_scoring::{Answer, merge};

    struct NoTexts;

    impl Texts for NoTexts {
        fn of(&self, _: RequirementId) -> Option<(String, String)> {
            None
        }
    }

    /// The words of the preview and of the conflicts of two assessments, answers in printed order.
    fn shown(mine: &str, theirs: &str) -> (Vec<String>, Vec<String>) {
        let outline: Outline = "dtmm-outline/1 x made-up\n@services\nSVC rr|r|r|r|r\n".parse().unwrap();
        let of = |answers: &str, title: &str| {
            let mut assessment = Assessment::new("x");
            assessment.title = title.to_owned();
            for (item, answer) in outline.items().zip(answers.chars()) {
                assessment.set_answer(item, Answer::from_key(&answer.to_string())).unwrap();
            }
            assessment
        };
        let (mine, theirs) = (of(mine, "一"), of(theirs, "二"));
        let (words, names, card) = (of_content("zh"), Names::default(), Scorecard::new(&outline, &mine));
        let context = Context {
            outline: &outline,
            words: &words,
            names: &names,
            assessment: &mine,
            card: &card,
            texts: &NoTexts,
        };
        let said = |nodes: Vec<Node>| nodes.iter().map(Node::words).collect();
        let incoming = Incoming { name: "甲.json", assessment: &theirs, unknown: 2 };
        let conflicts = merge(&outline, &[&mine, &theirs]).conflicts;
        (said(context.incoming(incoming)), said(context.conflicts(&conflicts)))
    }

    #[test]
    fn the_preview_counts_what_is_new_different_the_same_and_gone() {
        let (preview, conflicts) = shown("FFPU", "FNUL");
        assert_eq!(
            preview,
            [
                "甲.json：3 条作答 二",
                "新增 1 条作答与现有不同 1 条与现有相同 1 条现有而其中没有 1 条（替换会丢失，合并会保留）有 2 处本站不认识的内容，已原样保留。",
                "自评等级（方法 B）：现有 1 级，其中 0 级",
            ]
        );
        assert_eq!(conflicts, ["名称 一 二", "SVC-102 全部满足 不满足"]);
    }
}
