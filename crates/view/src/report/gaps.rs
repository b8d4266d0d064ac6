//! The gap list: what is missing up to the targets.

use dtmm_scoring::{COMPANY, Gap, Gaps, Scope};

use super::{Report, method_word};
use crate::cut::cut_name;
use crate::{Node, Word, el, text};

/// The columns: number, place, text, answer, owner, due.
const COLUMNS: usize = 6;

impl Report<'_> {
    fn gaps(self) -> Gaps {
        self.context.card.gaps_to_targets(Scope::Company, self.context.assessment, self.method)
    }

    /// Up to which levels the list goes, and by which method.
    pub(super) fn gaps_note(self) -> Vec<Node> {
        let (assessment, card) = (self.context.assessment, self.context.card);
        let next = card.next_level(Scope::Company, self.method);
        let Some(level) = assessment.target(COMPANY).or(next) else { return vec![text(self.say(Word::NoneApplies))] };
        let set =
            Scope::all(self.context.outline).any(|scope| assessment.target(scope.key(self.context.outline)).is_some());
        let word = if set { Word::ReportToTargets } else { Word::ReportToNext };
        let level = self.words().level(Some(level.number()));
        vec![text(self.fill(word, &[("level", &level), ("method", self.say(method_word(self.method)))]))]
    }

    /// The requirements answered too low, or a row that says there is no gap at all.
    pub(super) fn unmet(self) -> Vec<Node> {
        let gaps = self.gaps();
        if self.context.card.company.tally.is_neutral() {
            return self.only_row(COLUMNS, Word::NoneApplies);
        }
        if gaps == Gaps::default() {
            return self.only_row(COLUMNS, Word::ReportNoGaps);
        }
        self.group(Word::ReportUnmet, &gaps.unmet)
    }

    /// The requirements not answered.
    pub(super) fn unanswered(self) -> Vec<Node> {
        self.group(Word::ReportUnanswered, &self.gaps().unanswered)
    }

    /// The recommendations.
    pub(super) fn recommended(self) -> Vec<Node> {
        self.group(Word::ReportRecommended, &self.gaps().recommended)
    }

    /// Rows under a head that counts them; empty if there are none.
    fn group(self, word: Word, gaps: &[Gap]) -> Vec<Node> {
        if gaps.is_empty() {
            return Vec::new();
        }
        let count = self.fill(word, &[("count", &gaps.len().to_string())]);
        let head = el("th").set("colspan", COLUMNS.to_string()).set("scope", "rowgroup").say(count);
        let head = el("tr").class("group").with(head).into();
        [head].into_iter().chain(gaps.iter().map(|gap| self.gap(gap))).collect()
    }

    fn gap(self, gap: &Gap) -> Node {
        let details = self.context.assessment.details(gap.id);
        let cell = |words: String| el("td").say(words);
        let answer = gap.answer.map_or(self.say(Word::CellOpen), |answer| self.words().answer(answer));
        let cells = [
            self.place(gap.id),
            self.text_of(gap.id),
            answer.to_owned(),
            cut_name(self.context.responsible(gap.id)),
            details.due.clone(),
        ];
        Report::row(gap.id, cells.map(cell))
    }
}
