//! Which edition the assessment was made for, where that is not the one that is read here.

use dtmm_scoring::FilePart;

use super::Report;
use crate::cut::cut_name;
use crate::{Node, Word, el, text};

impl Report<'_> {
    fn is_foreign(self) -> bool {
        self.context.assessment.edition != self.context.outline.edition
    }

    /// The edition in short, and the one that the assessment was made for where it is another one.
    pub(super) fn editions(self) -> String {
        let own = &self.context.outline.edition;
        if !self.is_foreign() {
            return own.clone();
        }
        let made_for = cut_name(&self.context.assessment.edition);
        self.fill(Word::ReportEditions, &[("own", own), ("edition", &made_for)])
    }

    /// The edition that the assessment was made for.
    pub(super) fn made_for(self) -> Vec<Node> {
        vec![text(cut_name(&self.context.assessment.edition))]
    }

    /// The notice that the assessment was made for another edition; empty if it was not.
    pub(super) fn edition_notice(self) -> Vec<Node> {
        self.context.edition_notice()
    }
}

impl crate::Context<'_> {
    /// The notice that the assessment was carried over from an earlier edition, with the number of answers that wait and
    /// count in no result; nothing where it was not.
    fn carried_notice(&self) -> Vec<Node> {
        let from = self.assessment.derived_from();
        let from = from.map(|from| self.words.fill(Word::CarriedFrom, &[("edition", &cut_name(&from.edition))]));
        let waiting = self.assessment.reviews().len();
        let waiting = (waiting > 0).then(|| self.words.fill(Word::ReviewIntro, &[("count", &waiting.to_string())]));
        from.into_iter().chain(waiting).map(|line| el("p").say(line).into()).collect()
    }

    /// The notice that the assessment was made for another edition than the one that is read here,
    /// with the number of its answers that count in no result; nothing where it was not.
    pub fn edition_notice(&self) -> Vec<Node> {
        let (own, made_for) = (&self.outline.edition, &self.assessment.edition);
        if own == made_for {
            return self.carried_notice();
        }
        let notice = self.words.fill(Word::EditionNotice, &[("own", own), ("edition", &cut_name(made_for))]);
        let unknown = self.assessment.kept(FilePart::Answers).len();
        let count = [("own", own.as_str()), ("count", &unknown.to_string())];
        let more = (unknown > 0).then(|| self.words.fill(Word::EditionUnknown, &count));
        [notice].into_iter().chain(more).map(|line| el("p").say(line).into()).collect()
    }
}
