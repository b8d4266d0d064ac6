//! What an opened file or link would change, before it changes anything.

use dtmm_model::RequirementId;
use dtmm_scoring::{
    Assessment, EARLIER_FIELDS, EntryDetails, FilePart, MergeCounts, PART, REVIEW, Scope, Scorecard, compare,
};

use crate::cut::cut_name;
use crate::messages::say_also;
use crate::report::{method_word, weights_line};
use crate::{Context, Element, Node, Word, el, reached, text};

/// An assessment from a file or a link.
#[derive(Debug, Clone, Copy)]
pub struct ImportPreview<'a> {
    /// What the reader calls it: the name of the file.
    pub name: &'a str,
    /// The assessment.
    pub assessment: &'a Assessment,
    /// How many things in it are unknown here and kept.
    pub unknown: usize,
    /// What merging it does to its entries.
    pub counts: MergeCounts,
}

impl Context<'_> {
    /// What would be new, different, the same or gone, and the level there and here.
    pub fn import_preview(&self, incoming: ImportPreview<'_>) -> Vec<Node> {
        let theirs = incoming.assessment;
        if theirs.part_text().is_some() {
            let mut nodes = vec![self.head(&incoming).into(), el("p").say(self.returned(incoming.counts)).into()];
            nodes.extend(self.replaced(theirs));
            return nodes;
        }
        let changes = compare(self.outline, self.assessment, theirs);
        let changed = changes.entries.iter();
        let added = changed.clone().filter(|change| change.before.is_none() && change.after.is_some()).count();
        let gone = changed.clone().filter(|change| change.before.is_some() && change.after.is_none()).count();
        let other = changed.clone().filter(|change| change.before != change.after).count() - added - gone;
        let details = changed.filter(|change| change.before == change.after).count();
        let answered = theirs.answers().len();
        let (mine, plan) = (self.assessment, theirs.plan().iter());
        let counts = [
            (Word::InNew, added),
            (Word::InDifferent, other),
            (Word::InSame, answered.saturating_sub(added + other)),
            (Word::InGone, gone),
            (Word::InRemarks, details),
            (Word::InPlanNew, plan.clone().filter(|action| mine.action(&action.id).is_none()).count()),
            (
                Word::InPlanDifferent,
                plan.filter(|action| mine.action(&action.id).is_some_and(|own| own != *action)).count(),
            ),
            (Word::Unknown, incoming.unknown),
        ];
        let lines = counts.into_iter().filter(|(_, count)| *count > 0);
        let line = |(word, count): (Word, usize)| el("li").say(self.words.fill(word, &[("count", &count.to_string())]));
        let card = Scorecard::with_weights(self.outline, theirs, self.card.weights.clone());
        let level = |card: &Scorecard| {
            let method = card.scoring.first().for_levels();
            card.score(Scope::Company).map(|score| reached(self.words, score, method)).unwrap_or_default()
        };
        let levels = [("mine", &*level(self.card)), ("theirs", &*level(&card))];
        let mut nodes = vec![self.head(&incoming).into()];
        if theirs.edition != self.outline.edition {
            let editions = [("edition", &*cut_name(&theirs.edition)), ("own", &self.outline.edition)];
            nodes.push(el("p").class("edition").say(self.words.fill(Word::InEdition, &editions)).into());
        }
        nodes.push(el("ul").with_all(lines.map(line)).into());
        nodes.push(el("p").say(self.words.fill(Word::InLevels, &levels)).into());
        nodes.extend(self.replaced(theirs));
        nodes
    }

    /// The same of one among several files, in a line; `notices` are what else is said of it.
    pub fn import_line(&self, incoming: ImportPreview<'_>, notices: &[String]) -> Node {
        let line = el("li").with(el("strong").say(self.name_of(&incoming))).with(el("br"));
        let mut said = self.returned(incoming.counts);
        notices.iter().for_each(|notice| say_also(&mut said, notice));
        line.say(said).into()
    }

    /// What merging does to the entries of a file.
    fn returned(&self, counts: MergeCounts) -> String {
        let MergeCounts { taken, stay, same, conflicts } = counts;
        let [taken, stay, same, conflicts] = [taken, stay, same, conflicts].map(|count| count.to_string());
        let values = [("taken", &*taken), ("stay", &stay), ("same", &same), ("conflicts", &conflicts)];
        self.words.fill(Word::InReturned, &values)
    }

    /// A file, and whose part it is or how much it holds.
    fn name_of(&self, incoming: &ImportPreview<'_>) -> String {
        match incoming.assessment.part(self.outline) {
            Some(part) => {
                let (owner, count) = (cut_name(&part.owner), part.entries.len().to_string());
                self.words.fill(Word::InPart, &[("file", incoming.name), ("owner", &owner), ("count", &count)])
            }
            None => {
                let count = incoming.assessment.answers().len().to_string();
                self.words.fill(Word::InHead, &[("file", incoming.name), ("count", &count)])
            }
        }
    }

    /// What an assessment says of itself as a part; nothing of one that is none.
    pub fn part_line(&self) -> Vec<Node> {
        let line = self.assessment.part(self.outline).map(|part| {
            let (owner, count) = (cut_name(&part.owner), part.entries.len().to_string());
            text(self.words.fill(Word::PartOf, &[("owner", &owner), ("count", &count)]))
        });
        line.into_iter().collect()
    }

    fn head(&self, incoming: &ImportPreview<'_>) -> Element {
        let one = incoming.assessment;
        let facts = [&one.title, &one.organization, &one.scope, &one.date];
        let facts = facts.into_iter().map(|fact| fact.trim()).filter(|fact| !fact.is_empty());
        let facts: Vec<String> = facts.map(cut_name).collect();
        let head = self.name_of(incoming);
        let facts = facts.join(self.words.say(Word::Separator));
        el("p").with(el("strong").say(head)).say(" ").with(text(facts))
    }

    /// What replacing takes away from here, and what it leaves.
    fn replaced(&self, theirs: &Assessment) -> Vec<Node> {
        let Items { mut takes, stays } = self.items(theirs);
        let mine = self.assessment;
        let lost = |(id, own): &&(RequirementId, EntryDetails)| {
            let [own, theirs] = [own, theirs.details(*id)].map(without_review);
            !own.is_empty() && theirs != own
        };
        let details = mine.all_details().iter().filter(lost).count();
        let reviews = mine.reviews();
        let reviews = reviews.iter().filter(|(id, own)| theirs.review(*id).as_ref() != Some(own)).count();
        let (withdrawn, known) = (mine.withdrawn(), theirs.withdrawn());
        let withdrawn = withdrawn.iter().filter(|own| !known.contains(own)).count();
        let kept = |part: FilePart| {
            let known = theirs.kept(part);
            let is_unknown = |key: &str| !EARLIER_FIELDS.contains(&key) && key != PART;
            let unknown = mine.kept(part).iter().filter(|(key, _)| is_unknown(key));
            unknown.filter(|own| !known.contains(own)).count()
        };
        let unknown =
            [FilePart::File, FilePart::Targets, FilePart::Tailored, FilePart::Answers].into_iter().map(kept).sum();
        let counts = [
            (Word::InTakesRemarks, details),
            (Word::InTakesReviews, reviews),
            (Word::InTakesWithdrawn, withdrawn),
            (Word::InTakesPlan, mine.plan().iter().filter(|own| theirs.action(&own.id) != Some(own)).count()),
            (Word::InTakesUnknown, unknown),
        ];
        for (word, count) in counts {
            takes.extend((count > 0).then(|| self.words.fill(word, &[("count", &count.to_string())])));
        }
        let mut lines = Vec::new();
        for (word, items) in [(Word::InTakes, takes), (Word::InStays, stays)] {
            let items = items.join(self.words.say(Word::Comma));
            lines.extend((!items.is_empty()).then(|| self.words.fill(word, &[("items", &items)])));
        }
        lines.push(self.words.say(Word::InOthers).to_owned());
        lines.into_iter().map(|line| el("p").say(line).into()).collect()
    }

    /// The fields that are here and not the same in the other assessment, with what they hold, and
    /// those that are the same.
    fn items(&self, theirs: &Assessment) -> Items {
        let mut items = Items { takes: Vec::new(), stays: Vec::new() };
        for field in ["title", "organization", "scope", "date", "profile", "weights", "targets", "tailored"] {
            let mine = self.fact(self.assessment, field);
            let name = self.words.field(field);
            if mine.trim().is_empty() {
                continue;
            }
            if mine == self.fact(theirs, field) {
                items.stays.push(name.to_owned());
            } else {
                let values = [("field", name), ("value", &*cut_name(mine.trim()))];
                items.takes.push(self.words.fill(Word::InTakesItem, &values));
            }
        }
        items
    }

    /// What a field of an assessment holds, in words.
    fn fact(&self, one: &Assessment, field: &str) -> String {
        match field {
            "title" => one.title.clone(),
            "organization" => one.organization.clone(),
            "scope" => one.scope.clone(),
            "date" => one.date.clone(),
            "profile" => one.profile.map_or("", |profile| self.words.say(method_word(profile))).to_owned(),
            "weights" => one
                .weights
                .as_ref()
                .map_or_else(String::new, |weights| weights_line(self.outline, self.words, self.names, weights)),
            "targets" => self.targets(one),
            _ => self.tailored(one),
        }
    }

    /// All targets: as the enterprise at level 3 and a subdomain at level 2.
    fn targets(&self, one: &Assessment) -> String {
        let target = |scope: Scope| {
            let level = one.target(scope.key(self.outline))?;
            Some(format!("{} {}", self.name(scope), self.words.level(Some(level.number()))))
        };
        let all: Vec<String> = Scope::all(self.outline).filter_map(target).collect();
        all.join(self.words.say(Word::Comma))
    }

    /// The names of the subdomains out of scope.
    fn tailored(&self, one: &Assessment) -> String {
        let names: Vec<&str> = one.all_tailored().iter().map(|(code, _)| self.names.of(code.as_str())).collect();
        names.join(self.words.say(Word::Comma))
    }
}

/// What is recorded beside an answer, without the answer that waits to be reviewed.
fn without_review(details: &EntryDetails) -> EntryDetails {
    let mut details = details.clone();
    details.kept.retain(|(key, _)| key != REVIEW);
    details
}

/// What replacing takes away, and what it leaves.
struct Items {
    takes: Vec<String>,
    stays: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, NOTHING, names, words};
    use dtmm_example::small;
    use dtmm_model::Level;
    use dtmm_scoring::{Answer, Vocabulary, read_text};

    /// An assessment with these answers in printed order.
    fn assessed(answers: &str, title: &str) -> Assessment {
        let mut assessment = testing::assessed(&small(), answers);
        assessment.title = title.to_owned();
        assessment
    }

    /// The lines of the preview, the items of a list between bars.
    fn shown(mine: &Assessment, theirs: &Assessment, unknown: usize) -> Vec<String> {
        let (outline, words, names) = (small(), words(), names());
        let card = Scorecard::new(&outline, mine);
        let context =
            Context { outline: &outline, words: &words, names: &names, assessment: mine, card: &card, texts: &NOTHING };
        let preview = ImportPreview { name: "甲.json", assessment: theirs, unknown, counts: MergeCounts::default() };
        let line = |node: &Node| match node {
            Node::Element(list) if list.name == "ul" => {
                list.children.iter().map(Node::words).collect::<Vec<_>>().join(" | ")
            }
            _ => node.words(),
        };
        context.import_preview(preview).iter().map(line).collect()
    }

    #[test]
    fn the_preview_counts_what_is_new_different_the_same_and_gone() {
        assert_eq!(
            shown(&assessed("FFPU", "一"), &assessed("FNUL", "二"), 2),
            [
                "in_head 甲.json 3 二",
                "in_new 1 | in_different 1 | in_same 1 | in_gone 1 | unknown 2",
                "in_levels level_1 below",
                "in_takes in_takes_item field_title 一",
                "in_others",
            ]
        );
        // It counts what the file says, whatever is here.
        assert_eq!(shown(&assessed("FFPL", "一"), &assessed("F", ""), 0)[0], "in_head 甲.json 1 ");
    }

    #[test]
    fn the_preview_says_what_replacing_takes_away_and_what_stays() {
        let mut mine = assessed("F", "一厂自评");
        (mine.organization, mine.date) = ("甲公司".to_owned(), "2026-01-31".to_owned());
        mine.profile = Some(dtmm_scoring::Method::Strict);
        let mut theirs = assessed("F", "二厂自评");
        theirs.organization = mine.organization.clone();
        mine.set_target("company", Level::new(3));
        mine.set_target("ABC", Level::new(2));
        mine.set_tailored("ABC".parse().unwrap(), Some("外包")).unwrap();
        let details = EntryDetails { note: "看过".to_owned(), ..EntryDetails::NONE };
        mine.set(small().items().next().unwrap(), Some(Answer::Full), details).unwrap();
        let lines = shown(&mine, &theirs, 0);
        assert_eq!(
            lines[3..5],
            [
                "in_takes in_takes_item field_title 一厂自评, in_takes_item field_date 2026-01-31, \
                 in_takes_item field_profile report_strict, in_takes_item field_targets company level_3, Quality level_2, \
                 in_takes_item field_tailored Quality, in_takes_remarks 1",
                "in_stays field_organization",
            ]
        );
    }

    #[test]
    fn the_preview_says_how_many_answers_of_earlier_editions_replacing_takes_away() {
        let read = |answers: &str, withdrawn: &str| {
            let file = format!(
                r#"{{"format": "dtmm-assessment/2", "standard": "made-up", "edition": "first", "answers": {{{answers}}},
                "withdrawn": {{{withdrawn}}}}}"#
            );
            read_text(&file, &small(), &Vocabulary::NONE).unwrap().assessment
        };
        let review =
            |id: &str| format!(r#""{id}": {{"review": {{"from": ["{id}"], "edition": "old", "answer": "L"}}}}"#);
        let both = [review("ABC-101"), review("ABC-102")].join(", ");
        let mine = read(&both, r#""ABC-402": "P", "ABC-403": "F", "ABC-404": "N""#);
        let theirs = read(&review("ABC-102"), r#""ABC-403": "F""#);
        assert_eq!(shown(&mine, &theirs, 0)[3..], ["in_takes in_takes_reviews 1, in_takes_withdrawn 2", "in_others"]);
        assert_eq!(shown(&mine, &mine, 0)[3..], ["in_others"]);
    }

    #[test]
    fn the_preview_says_what_comes_of_the_plan_and_what_replacing_takes_away() {
        let plan = |actions: &[(&str, &str)]| {
            let mut one = assessed("F", "一");
            for (id, action) in actions {
                one.set_field(&dtmm_scoring::action_path("action", id), &[(*action).to_owned()], &small());
            }
            one
        };
        let lines =
            shown(&plan(&[("P1", "a"), ("P2", "b"), ("P3", "c")]), &plan(&[("P2", "b"), ("P3", "d"), ("P4", "e")]), 0);
        assert_eq!(lines[1], "in_same 1 | in_plan_new 1 | in_plan_different 1");
        assert_eq!(lines[3], "in_takes in_takes_plan 2");
    }

    #[test]
    fn of_a_part_it_is_said_whose_it_is_and_what_merging_does() {
        let outline = small();
        let mut mine = assessed("FP", "一");
        let first = outline.items().next().unwrap().id.to_string();
        mine.set_field(&dtmm_scoring::owner_path("scope", "质量部"), &[first], &outline);
        let part = mine.make_part(&outline, "质量部");
        let lines = shown(&mine, &part, 0);
        assert_eq!(lines[..2], ["in_part 甲.json 质量部 1 一", "in_returned 0 0 0 0"]);
        // Replacing by a part takes the list of those responsible along, but nothing of it is unrecognized.
        assert_eq!(shown(&part, &mine, 0).last().unwrap(), "in_others");
        assert!(!shown(&part, &mine, 0).concat().contains("in_takes_unknown"));
    }

    #[test]
    fn the_preview_says_that_a_file_is_of_another_edition_and_cuts_long_names() {
        let (mut mine, mut theirs) = (assessed("F", "一"), assessed("F", "二"));
        theirs.edition = "earlier".to_owned();
        assert_eq!(shown(&mine, &theirs, 0)[1], "in_edition earlier first");
        (mine.title, theirs.title) = ("长".repeat(5_000_000), "名".repeat(5_000_000));
        let lines = shown(&mine, &theirs, 0).concat();
        assert!(lines.chars().count() < 600, "{} characters", lines.chars().count());
    }
}
