//! Answers of earlier editions: what became of them when they were carried over, and those that wait to be reviewed.

use std::ops::Range;

use dtmm_model::{ChangeKind, RequirementId};
use dtmm_scoring::{Answer, Assessment, Review};

use crate::cut::cut_name;
use crate::difference::differing;
use crate::{Context, Element, Node, Word, Words, el, text};

/// An entry of an earlier edition that the next one does not have as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierEntry {
    /// The edition.
    pub edition: String,
    /// Its identifier there.
    pub id: RequirementId,
    /// What became of it.
    pub kind: ChangeKind,
    /// Its words in the language of the page.
    pub words: String,
}

/// A sentence on an assessment that was carried over from `edition` to `own`: how many answers hold, wait, or are kept
/// apart.
pub fn carried(words: &Words, assessment: &Assessment, edition: &str, own: &str) -> String {
    let [held, waiting, apart] =
        [assessment.answers().len(), assessment.reviews().len(), assessment.withdrawn_ids().len()]
            .map(|count| count.to_string());
    let values = [("edition", edition), ("own", own), ("held", &held), ("waiting", &waiting), ("apart", &apart)];
    words.fill(Word::Carried, &values)
}

/// The kinds of changes after which answers wait, as they are listed; what waits for another reason comes last.
const KINDS: [Option<ChangeKind>; 4] =
    [Some(ChangeKind::Substantive), Some(ChangeKind::Split), Some(ChangeKind::Merged), None];

impl Context<'_> {
    /// The identifiers behind [`carried`]: of the entries whose answers wait and of those whose answers are kept apart.
    pub fn carried_ids(&self, carried: &Assessment) -> Vec<Node> {
        let waiting: Vec<RequirementId> = carried.reviews().into_iter().map(|(id, _)| id).collect();
        let lists = [(Word::CarriedWaiting, waiting), (Word::CarriedApart, carried.withdrawn_ids())];
        let list = |(word, ids): (Word, Vec<RequirementId>)| {
            let ids = ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(self.words.say(Word::Comma));
            let list = el("details").with(el("summary").say(self.words.say(word))).with(el("p").say(&*ids));
            (!ids.is_empty()).then(|| list.into())
        };
        lists.into_iter().filter_map(list).collect()
    }

    /// What waits to be reviewed, by kind of change: old and new words side by side, the answer that was given, and the
    /// buttons that confirm it. Nothing where nothing waits.
    pub fn reviews(&self, earlier: &[EarlierEntry]) -> Vec<Node> {
        let reviews = self.assessment.reviews();
        let mut nodes = Vec::new();
        for kind in KINDS {
            let of_kind: Vec<_> = reviews.iter().filter(|(_, review)| kind_of(review, earlier) == kind).collect();
            if !of_kind.is_empty() {
                nodes.push(self.group(kind, &of_kind, earlier).into());
            }
        }
        nodes
    }

    fn group(
        &self,
        kind: Option<ChangeKind>,
        reviews: &[&(RequirementId, Review)],
        earlier: &[EarlierEntry],
    ) -> Element {
        let name = self.words.say(match kind {
            Some(ChangeKind::Substantive) => Word::ReviewSubstantive,
            Some(ChangeKind::Split) => Word::ReviewSplit,
            Some(ChangeKind::Merged) => Word::ReviewMerged,
            _ => Word::ReviewOther,
        });
        let count = reviews.iter().filter(|(_, review)| review.answer().is_some()).count();
        let mut head = el("p").class("review-head").with(el("strong").say(name));
        if count > 1 {
            let words = self.words.fill(Word::ReviewConfirmAll, &[("count", &count.to_string())]);
            let button = el("button").class("quiet").set("type", "button").set("data-action", "confirm-kind");
            head = head.say(" ").with(button.set("data-kind", key_of(kind)).say(words));
        }
        let items = reviews.iter().map(|(id, review)| self.review(*id, review, earlier));
        el("div").class("review").with(head).with(el("ul").with_all(items))
    }

    fn review(&self, id: RequirementId, review: &Review, earlier: &[EarlierEntry]) -> Element {
        let mut before = el("div").class("version");
        let now = self.words_of(id);
        let mut after = el("p").say(&*now);
        for from in &review.from {
            let values = [("edition", review.edition.as_str()), ("id", &from.to_string())];
            let answer = review.answers.iter().find(|(own, _)| own == from).map(|(_, answer)| *answer);
            let words = find(review, *from, earlier).map_or("", |entry| &entry.words);
            let words = if words.is_empty() && *from == id { now.clone() } else { words.to_owned() };
            // Where several entries came together, one of them alone does not say what is new.
            let [old, new] = differing(&words, &now).filter(|_| review.from.len() == 1).unwrap_or_default();
            after = marked("ins", &now, new);
            before = before
                .with(el("p").class("id").say(self.words.fill(Word::ReviewBefore, &values)))
                .with(marked("del", &words, old))
                .with(el("p").class("answer").say(self.answered_then(answer)));
        }
        let place = el("p").class("id").with(Node::Entry(id)).say(" ").with(text(self.place(id)));
        let after = el("div").class("version").with(place).with(after);
        let mut actions = el("p").class("actions");
        if let Some(answer) = review.answer() {
            let words = self.words.fill(Word::ReviewConfirm, &[("answer", self.words.answer(answer))]);
            let button = el("button").class("quiet").set("type", "button").set("data-action", "confirm");
            actions = actions.with(button.set("data-entry", id.to_string()).say(words));
        }
        let again = el("a").set("href", format!("#{id}")).say(self.words.say(Word::ReviewAgain));
        let versions = el("div").class("versions").with(before).with(after);
        el("li").set("data-review", id.to_string()).with(versions).with(actions.say(" ").with(again))
    }

    /// A review in words, a line for each entry that it comes from: the edition, the entry and its answer there.
    pub(crate) fn review_lines(&self, review: &Review) -> String {
        let line = |from: &RequirementId| {
            let values = [("edition", &*cut_name(&review.edition)), ("id", &from.to_string())];
            let answer = review.answers.iter().find(|(own, _)| own == from).map(|(_, answer)| *answer);
            [self.words.fill(Word::ReviewBefore, &values), self.answered_then(answer)]
                .join(self.words.say(Word::Separator))
        };
        review.from.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn answered_then(&self, answer: Option<Answer>) -> String {
        self.words.fill(Word::ReviewAnswer, &[("answer", self.answer_or_none(answer))])
    }

    fn words_of(&self, id: RequirementId) -> String {
        self.texts.of(id).map(|(_, words)| words).unwrap_or_default()
    }
}

/// A paragraph with a stretch of it marked, where it is not empty.
fn marked(mark: &'static str, words: &str, range: Range<usize>) -> Element {
    if range.is_empty() {
        return el("p").say(words);
    }
    let (before, after) = (&words[..range.start], &words[range.end..]);
    el("p").say(before).with(el(mark).say(&words[range])).say(after)
}

/// The entries whose earlier answer can be confirmed as it was, of those that wait for this reason; see [`key_of`].
pub fn confirmable(assessment: &Assessment, kind: &str, earlier: &[EarlierEntry]) -> Vec<RequirementId> {
    let reviews = assessment.reviews().into_iter();
    let of_kind = reviews.filter(|(_, review)| key_of(kind_of(review, earlier)) == kind && review.answer().is_some());
    of_kind.map(|(id, _)| id).collect()
}

/// What the buttons of a group call its kind.
fn key_of(kind: Option<ChangeKind>) -> &'static str {
    kind.map_or("other", ChangeKind::key)
}

fn find<'a>(review: &Review, id: RequirementId, earlier: &'a [EarlierEntry]) -> Option<&'a EarlierEntry> {
    earlier.iter().find(|entry| entry.edition == review.edition && entry.id == id)
}

/// Why an answer waits.
fn kind_of(review: &Review, earlier: &[EarlierEntry]) -> Option<ChangeKind> {
    let kind = review.from.first().and_then(|id| find(review, *id, earlier)).map(|entry| entry.kind);
    kind.filter(|kind| KINDS.contains(&Some(*kind)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Names;
    use crate::testing::{Printed, names, words};
    use dtmm_example::{EDITION, small};
    use dtmm_scoring::{Scorecard, Vocabulary, read_text};

    /// Two answers that wait, one of them of two entries that differ.
    const FILE: &str = r#"{"format": "dtmm-assessment/2", "standard": "made-up", "edition": "first", "answers": {
        "ABC-101": {"review": {"from": ["ABC-101"], "edition": "old", "answer": "L"}},
        "ABC-102": {"review": {"from": ["ABC-104"], "edition": "old", "answer": "NA"}},
        "ABC-201": {"review": {"from": ["ABC-203", "ABC-204"], "edition": "old", "answers": {"ABC-203": "F", "ABC-204": "N"}}},
        "ABC-301": "F"}, "withdrawn": {"ABC-402": "P"}, "derived_from": {"edition": "old", "hash": "0123456789abcdef"}}"#;

    fn earlier() -> Vec<EarlierEntry> {
        let entry = |id: &str, kind| EarlierEntry {
            edition: "old".to_owned(),
            id: id.parse().unwrap(),
            kind,
            words: format!("old {id}"),
        };
        vec![
            entry("ABC-101", ChangeKind::Substantive),
            entry("ABC-104", ChangeKind::Split),
            entry("ABC-203", ChangeKind::Merged),
            entry("ABC-204", ChangeKind::Merged),
        ]
    }

    fn with_context(check: impl FnOnce(&Context<'_>, &Assessment)) {
        let (outline, words, names): (_, _, Names) = (small(), words(), names());
        let assessment = read_text(FILE, &outline, &Vocabulary::NONE).unwrap().assessment;
        let card = Scorecard::new(&outline, &assessment);
        let texts = Printed(|id| Some(("a".to_owned(), format!("new {id}"))));
        let context = Context {
            outline: &outline,
            words: &words,
            names: &names,
            assessment: &assessment,
            card: &card,
            texts: &texts,
        };
        check(&context, &assessment);
    }

    #[test]
    fn what_waits_is_listed_by_kind_with_old_and_new_words() {
        with_context(|context, _| {
            let nodes = context.reviews(&earlier());
            let said: Vec<String> = nodes.iter().map(Node::words).collect();
            assert_eq!(said.len(), 3);
            for (group, parts) in said.iter().zip([
                &[
                    "review_substantive",
                    "review_before old ABC-101",
                    "old ABC-101",
                    "new ABC-101",
                    "review_confirm largely",
                ][..],
                &["review_split", "review_before old ABC-104", "review_confirm not_applicable"],
                &["review_merged", "old ABC-203", "review_answer full", "old ABC-204", "review_answer not"],
            ]) {
                for part in parts {
                    assert!(group.contains(part), "{part} in {group}");
                }
            }
            assert!(!said[2].contains("review_confirm"), "two answers that differ cannot be confirmed at once");
        });
    }

    #[test]
    fn only_one_answer_can_be_confirmed_and_of_one_kind() {
        with_context(|_, assessment| {
            let ids = |kind: &str| {
                confirmable(assessment, kind, &earlier()).iter().map(ToString::to_string).collect::<Vec<_>>()
            };
            assert_eq!(ids("substantive"), ["ABC-101"]);
            assert_eq!(ids("split"), ["ABC-102"]);
            assert_eq!((ids("merged"), ids("other")), (vec![], vec![]));
        });
    }

    #[test]
    fn what_became_of_the_answers_is_counted() {
        with_context(|context, assessment| {
            assert_eq!(carried(context.words, assessment, "old", EDITION), "carried old first 1 3 1");
            let ids: Vec<String> = context.carried_ids(assessment).iter().map(Node::words).collect();
            assert_eq!(ids, ["carried_waitingABC-101, ABC-102, ABC-201", "carried_apartABC-402"]);
            let notice: Vec<String> = context.edition_notice().iter().map(Node::words).collect();
            assert_eq!(notice, ["carried_from old", "review_intro 3"]);
        });
    }
}
