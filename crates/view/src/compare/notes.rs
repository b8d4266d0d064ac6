//! What a reader of the numbers must know of the assessments: methods of their own, editions, other
//! organizations or scopes, what is out of scope, what is not finished.

use dtmm_scoring::Scope;

use super::{Candidate, Side, SideBySide};
use crate::cut::cut_name;
use crate::report::method_word;
use crate::review::carried;
use crate::{Node, Word, el};

impl SideBySide<'_> {
    /// One line a matter; empty if there is nothing to know.
    pub(super) fn notes(&self) -> Vec<Node> {
        let sides = self.sides();
        let notes = [
            self.profiles(&sides),
            self.editions(&sides),
            self.subjects(&sides),
            self.tailored(&sides),
            self.provisional(&sides),
        ];
        let notes = self.carried(&sides).into_iter().chain(notes.into_iter().flatten());
        notes.map(|note| el("li").say(note).into()).collect()
    }

    /// Something of each side, with its number before it.
    fn each(&self, sides: &[Side<'_>], of: impl Fn(&Side<'_>) -> Option<String>) -> String {
        let line = |side: &Side<'_>| {
            let values = [("number", &*side.number.to_string()), ("value", &*of(side)?)];
            Some(self.fill(Word::CompareEach, &values))
        };
        sides.iter().filter_map(line).collect::<Vec<_>>().join(self.say(Word::Separator))
    }

    fn profiles(&self, sides: &[Side<'_>]) -> Option<String> {
        let method = self.choice.method;
        let own = |side: &Side<'_>| side.candidate.assessment.profile.filter(|own| *own != method);
        sides.iter().find_map(own)?;
        let each = self.each(sides, |side| {
            let profile = side.candidate.assessment.profile?;
            Some(self.say(method_word(profile)).to_owned())
        });
        let values = [("each", &*each), ("method", self.say(method_word(method)))];
        Some(self.fill(Word::CompareProfiles, &values))
    }

    /// What became of the answers of each side that was carried over.
    fn carried(&self, sides: &[Side<'_>]) -> Vec<String> {
        let own = &self.outline.edition;
        let line = |side: &Side<'_>| {
            let Candidate { edition, assessment, .. } = side.candidate;
            (edition != own && assessment.edition == *own).then(|| {
                let value = carried(self.words, assessment, &cut_name(edition), own);
                self.fill(Word::CompareEach, &[("number", &side.number.to_string()), ("value", &value)])
            })
        };
        sides.iter().filter_map(line).collect()
    }

    /// Those of an edition that is not known here, and cannot be carried over.
    fn editions(&self, sides: &[Side<'_>]) -> Option<String> {
        sides.iter().find(|side| side.candidate.assessment.edition != self.outline.edition)?;
        Some(self.say_editions(Word::CompareEditions, sides))
    }

    /// By which edition all are read, and which each was made for.
    pub(super) fn editions_foot(&self) -> Vec<Node> {
        vec![crate::text(self.say_editions(Word::CompareEditionsFoot, &self.sides()))]
    }

    fn say_editions(&self, word: Word, sides: &[Side<'_>]) -> String {
        let each = self.each(sides, |side| Some(cut_name(&side.candidate.edition)));
        self.fill(word, &[("each", &each), ("edition", &self.outline.edition)])
    }

    fn subjects(&self, sides: &[Side<'_>]) -> Option<String> {
        let subject = |side: &Side<'_>| {
            let one = &side.candidate.assessment;
            [&one.organization, &one.scope].map(|part| part.trim().to_owned())
        };
        let first = subject(sides.first()?);
        sides.iter().find(|side| subject(side) != first)?;
        let each = self.each(sides, |side| {
            let given = subject(side).into_iter().filter(|part| !part.is_empty());
            let given: Vec<String> = given.map(|part| cut_name(&part)).collect();
            Some(if given.is_empty() { "–".to_owned() } else { given.join(self.say(Word::Comma)) })
        });
        Some(self.fill(Word::CompareSubjects, &[("each", &each)]))
    }

    /// The subdomains that only some of the sides cover, with the numbers of those.
    fn tailored(&self, sides: &[Side<'_>]) -> Option<String> {
        let comma = self.say(Word::Comma);
        let covered = |row: usize| {
            let numbers = sides.iter().filter(|side| !side.card.subdomains[row].tailored);
            let numbers: Vec<String> = numbers.map(|side| side.number.to_string()).collect();
            let some = !numbers.is_empty() && numbers.len() < sides.len();
            some.then(|| format!("{} ({})", self.name(Scope::Subdomain(row)), numbers.join(comma)))
        };
        let each: Vec<String> = (0..self.outline.subdomains().count()).filter_map(covered).collect();
        (!each.is_empty()).then(|| self.fill(Word::CompareTailored, &[("each", &each.join(comma))]))
    }

    fn provisional(&self, sides: &[Side<'_>]) -> Option<String> {
        sides.iter().find(|side| !side.card.company.is_complete())?;
        let unfinished = |side: &Side<'_>| (!side.card.company.is_complete()).then(|| side.count(Scope::Company));
        Some(self.fill(Word::CompareProvisional, &[("each", &self.each(sides, unfinished))]))
    }
}
