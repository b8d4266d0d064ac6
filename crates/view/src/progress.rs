//! How far the assessment is: what the targets still need, what is due, and where answering may stop.

use dtmm_model::RequirementId;
use dtmm_scoring::{Answer, Method, Stop, sort_by};

use crate::{Context, Node, Word, el};

impl Context<'_> {
    /// How much of what the targets need is answered, as a line and a bar; without targets, what a target is good for.
    pub fn target_progress(&self) -> Vec<Node> {
        let Some(progress) = self.card.target_progress(self.assessment) else {
            return vec![el("p").say(self.words.say(Word::NoTarget)).into()];
        };
        let [answered, needed] = [progress.answered, progress.needed].map(|count| count.to_string());
        let line = self.words.fill(Word::ToTarget, &[("answered", &answered), ("needed", &needed)]);
        let bar = el("progress").set("max", needed).set("value", answered).set("aria-hidden", "true");
        vec![el("p").say(line).into(), bar.into()]
    }

    /// How many entries that are not fully met have a due date, and how many of these are overdue on the day `today`.
    pub fn due_line(&self, today: &str) -> Vec<Node> {
        let due = self.due_entries();
        let overdue = due.iter().filter(|(date, _)| *date < today).count();
        let line = match (due.len(), overdue) {
            (0, _) => self.words.say(Word::DueNone).to_owned(),
            (count, 0) => self.words.fill(Word::DueCount, &[("count", &count.to_string())]),
            (count, overdue) => {
                let values = [("count", &*count.to_string()), ("overdue", &*overdue.to_string())];
                self.words.fill(Word::DueLate, &values)
            }
        };
        vec![Node::Text(line)]
    }

    /// Those entries, the earliest date first.
    pub fn due(&self, today: &str) -> Vec<Node> {
        let row = |(date, id): (&str, RequirementId)| {
            let overdue = if date < today { self.words.say(Word::Overdue) } else { "" };
            let parts = [date, self.responsible(id), overdue].into_iter().filter(|part| !part.is_empty());
            let said = parts.collect::<Vec<_>>().join(self.words.say(Word::Separator));
            self.entry_item(id).with(el("span").class("step").say(said))
        };
        vec![el("ul").with_all(self.due_entries().into_iter().map(row)).into()]
    }

    fn due_entries(&self) -> Vec<(&str, RequirementId)> {
        let is_open =
            |id: RequirementId| !matches!(self.assessment.answer(id), Some(Answer::Full | Answer::NotApplicable));
        let dated = self.assessment.all_details().iter().filter(|(_, details)| !details.due.is_empty());
        let mut due: Vec<_> =
            dated.map(|(id, details)| (details.due.as_str(), *id)).filter(|(_, id)| is_open(*id)).collect();
        sort_by(&mut due, |(one, _), (other, _)| one.cmp(other));
        due
    }

    /// Why the levels above need no answer in a subdomain, by its index in the standard; `None` where they do.
    pub fn stop_note(&self, row: usize, method: Method) -> Option<(Stop, String)> {
        let stop = self.card.stop(row, self.assessment, method)?;
        let word = match stop {
            Stop::Unmet(_) => Word::StopUnmet,
            Stop::Target(_) => Word::StopTarget,
        };
        let level = self.words.level(Some(stop.level().number()));
        Some((stop, self.words.fill(word, &[("level", &level)])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{NOTHING, assessed, names, words};
    use dtmm_model::{Level, Outline};
    use dtmm_scoring::{Assessment, EntryDetails, Scorecard};

    fn outline() -> Outline {
        dtmm_example::outline("@making\nABC rr|rs|r|r|r\n")
    }

    /// The words of what `show` makes of an assessment.
    fn shown(assessment: &Assessment, show: impl Fn(&Context<'_>) -> Vec<Node>) -> Vec<String> {
        let (outline, words, names) = (outline(), words(), names());
        let card = Scorecard::new(&outline, assessment);
        let context =
            Context { outline: &outline, words: &words, names: &names, assessment, card: &card, texts: &NOTHING };
        show(&context).iter().map(Node::words).collect()
    }

    #[test]
    fn progress_is_counted_within_the_target() {
        let progress = |assessment: &Assessment| shown(assessment, |context| context.target_progress());
        let mut assessment = assessed(&outline(), "FP");
        assert_eq!(progress(&assessment), ["no_target"]);
        assessment.set_target("company", Level::new(2));
        assert_eq!(progress(&assessment), ["to_target 2 3", ""]);
    }

    #[test]
    fn what_is_due_comes_by_date_and_says_what_is_overdue() {
        let due = |assessment: &Assessment| shown(assessment, |context| context.due("2027-03-01"));
        let line = |assessment: &Assessment| shown(assessment, |context| context.due_line("2027-03-01"));
        let mut assessment = assessed(&outline(), "");
        assert_eq!(line(&assessment), ["due_none"]);
        let outline = outline();
        let mut set = |item: usize, answer, owner: &str, date: &str| {
            let details = EntryDetails { owner: owner.into(), due: date.into(), ..EntryDetails::NONE };
            assessment.set(outline.items().nth(item).unwrap(), Some(answer), details).unwrap();
        };
        set(0, Answer::Partly, "", "2027-03-01");
        set(1, Answer::Full, "甲", "2026-01-01");
        set(2, Answer::Not, "乙", "2027-02-28");
        assert_eq!(due(&assessment), ["ABC-201  2027-02-28; 乙; overdueABC-101  2027-03-01"]);
        assert_eq!(line(&assessment), ["due_late 2 1"]);
    }

    #[test]
    fn where_answering_may_stop_is_said() {
        let note = |answers: &str| {
            shown(&assessed(&outline(), answers), |context| {
                context.stop_note(0, Method::Staged).into_iter().map(|(_, note)| Node::Text(note)).collect()
            })
        };
        assert_eq!(note("F"), [""; 0]);
        assert_eq!(note("FP"), ["stop_unmet level_1"]);
    }
}
