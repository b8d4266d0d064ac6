//! What can be compared, to be ticked.

use dtmm_scoring::Scope;

use super::choice::MOST;
use super::{Candidate, Origin, Side, SideBySide};
use crate::cut::cut_name;
use crate::{Element, Node, Word, el, text};

impl SideBySide<'_> {
    /// One line a candidate. Whether it is ticked is the page's matter, so that ticking one does not
    /// replace the list.
    pub(super) fn chooser(&self) -> Vec<Node> {
        let both = self.choice.candidates().iter().zip(&self.cards);
        both.map(|(candidate, card)| self.line(&Side { number: 0, candidate, card }).into()).collect()
    }

    /// Why no more can be ticked, and which are left out; nothing while there is room.
    pub(super) fn full(&self) -> Vec<Node> {
        let left = self.choice.candidates().iter().filter(|one| !self.choice.has(&one.key));
        let left: Vec<String> = left.map(|one| one.name(self.words)).collect();
        if left.is_empty() || !self.choice.is_full() {
            return Vec::new();
        }
        let names = left.join(self.say(Word::Comma));
        vec![text(self.fill(Word::CompareFull, &[("most", &MOST.to_string()), ("names", &names)]))]
    }

    fn line(&self, side: &Side<'_>) -> Element {
        let Candidate { key, origin, .. } = side.candidate;
        let origin = match origin {
            Origin::Kept { in_use: true, .. } => Some(self.say(Word::CompareInUse).to_owned()),
            Origin::Kept { .. } => None,
            Origin::File(name) => Some(self.fill(Word::CompareFromFile, &[("file", name)])),
        };
        let answered = self.fill(Word::CompareAnswered, &[("count", &side.count(Scope::Company))]);
        let facts = self.facts(side.candidate).into_iter().chain([answered]).chain(origin);
        let facts = facts.collect::<Vec<_>>().join(self.say(Word::Separator));
        let input = el("input").set("type", "checkbox").set("data-compare", key.as_str()).set("autocomplete", "off");
        let name = el("strong").say(side.candidate.name(self.words));
        let words = el("span").with(name).say(" ").with(el("span").class("facts").say(facts));
        el("li").with(el("label").with(input).say(" ").with(words))
    }

    /// Organization, scope and date, as far as they are given and are not its name, and the edition
    /// where it is not the one that is read here.
    pub(super) fn facts(&self, candidate: &Candidate) -> Vec<String> {
        let (one, name) = (&candidate.assessment, candidate.name(self.words));
        let facts = [&one.organization, &one.scope, &one.date].into_iter().map(|fact| cut_name(fact.trim()));
        let facts = facts.filter(|fact| !fact.is_empty() && *fact != name);
        let edition = (candidate.edition != self.outline.edition)
            .then(|| self.fill(Word::CompareMadeFor, &[("edition", &cut_name(&candidate.edition))]));
        facts.chain(edition).collect()
    }
}
