//! The comparison: several assessments side by side, all computed anew by one method and with the
//! same weights, and the entries in which two of them differ.

mod actions;
mod changes;
mod choice;
mod chooser;
mod notes;
mod picture;
mod table;

pub use changes::Direction;
pub use choice::Choice;

use dtmm_model::{Outline, RequirementId};
use dtmm_scoring::{Assessment, COMPANY, Scope, Scorecard, Weights};

use crate::cut::cut_name;
use crate::report::{method_word, weights_line};
use crate::{Names, Node, Texts, Word, Words, el, text};

/// An assessment that can be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// How the page tells it from the others.
    pub key: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The edition that it was made for.
    pub edition: String,
    /// The assessment, carried over to the edition of the page where it is of one before.
    pub assessment: Assessment,
}

/// Where an assessment comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Kept in this browser.
    Kept {
        /// The number of its place.
        number: u32,
        /// Whether it is the one in use.
        in_use: bool,
    },
    /// Opened from a file of this name, for the comparison only.
    File(String),
}

impl Candidate {
    /// What it is called: its title or organization, else its file or number.
    pub fn name(&self, words: &Words) -> String {
        let one = &self.assessment;
        let given = [&one.title, &one.organization].into_iter().find(|name| !name.trim().is_empty());
        match (given, &self.origin) {
            (Some(name), _) => cut_name(name.trim()),
            (None, Origin::File(name)) => name.clone(),
            (None, Origin::Kept { number, .. }) => words.fill(Word::Untitled, &[("number", &number.to_string())]),
        }
    }
}

/// Everything that the comparison is composed from.
pub struct SideBySide<'a> {
    outline: &'a Outline,
    words: &'a Words,
    names: &'a Names,
    texts: &'a dyn Texts,
    choice: &'a Choice,
    /// The results of all candidates, in their order.
    cards: Vec<Scorecard>,
}

/// One of the assessments side by side.
#[derive(Clone, Copy)]
struct Side<'a> {
    /// Its number in the head of the table.
    number: usize,
    candidate: &'a Candidate,
    card: &'a Scorecard,
}

impl Side<'_> {
    fn count(&self, scope: Scope) -> String {
        let tally = self.card.score(scope).map(|score| score.tally).unwrap_or_default();
        format!("{}/{}", tally.answered(), tally.applicable())
    }
}

/// The content of a place of the comparison, by the key of the place; `None` where it has no such
/// place.
pub fn compare_list(key: &str, all: &SideBySide<'_>) -> Option<Vec<Node>> {
    let place = key.strip_prefix("compare-")?;
    let whole = all.choice.is_enough();
    Some(match place {
        "choose" => all.chooser(),
        "full" => all.full(),
        "basis" | "notes" | "tally" | "picture" | "dumbbells" | "table" | "pair" | "summary" | "shown" | "changes"
        | "planned" | "editions"
            if !whole =>
        {
            Vec::new()
        }
        "basis" => all.basis(),
        "notes" => all.notes(),
        "editions" => all.editions_foot(),
        "tally" => all.tally(),
        "picture" => all.picture(),
        "dumbbells" => all.dumbbells(),
        "table" => all.table(),
        "pair" => all.options(),
        "summary" => all.summary(),
        "shown" => all.shown(),
        "changes" => all.changes(),
        "planned" => all.planned(),
        _ => return None,
    })
}

impl<'a> SideBySide<'a> {
    /// Computes the results of all candidates, with the same weights.
    pub fn new(
        outline: &'a Outline,
        words: &'a Words,
        names: &'a Names,
        texts: &'a dyn Texts,
        choice: &'a Choice,
        weights: &Weights,
    ) -> SideBySide<'a> {
        let card = |one: &Candidate| Scorecard::with_weights(outline, &one.assessment, weights.clone());
        SideBySide { outline, words, names, texts, choice, cards: choice.candidates().iter().map(card).collect() }
    }

    /// The chosen ones, from left to right.
    fn sides(&self) -> Vec<Side<'_>> {
        let both = self.choice.candidates().iter().zip(&self.cards);
        let chosen = both.filter(|(candidate, _)| self.choice.has(&candidate.key));
        chosen.enumerate().map(|(at, (candidate, card))| Side { number: at + 1, candidate, card }).collect()
    }

    /// The two whose differences are shown.
    fn pair(&self) -> Option<[Side<'_>; 2]> {
        let sides = self.sides();
        let side = |key: &str| sides.iter().copied().find(|side| side.candidate.key == key);
        let [from, to] = self.choice.pair()?;
        Some([side(from)?, side(to)?])
    }

    /// The numbers of the two: `1 → 3`.
    fn pair_line(&self) -> String {
        let Some(pair) = self.pair() else { return String::new() };
        let [from, to] = pair.map(|side| side.number.to_string());
        self.fill(Word::ComparePair, &[("from", &from), ("to", &to)])
    }

    fn say(&self, word: Word) -> &'a str {
        self.words.say(word)
    }

    fn fill(&self, word: Word, values: &[(&str, &str)]) -> String {
        self.words.fill(word, values)
    }

    fn name(&self, scope: Scope) -> &'a str {
        match scope.key(self.outline) {
            COMPANY => self.words.say(Word::Company),
            key => self.names.of(key),
        }
    }

    /// What all numbers are computed by.
    fn basis(&self) -> Vec<Node> {
        let method = self.choice.method;
        let weights = self.cards.first().map(|card| &card.weights);
        let weights =
            weights.map(|weights| weights_line(self.outline, self.words, self.names, weights)).unwrap_or_default();
        let values = [
            ("method", self.say(method_word(method))),
            ("id", &*self.outline.scoring.id(method)),
            ("weights", &*weights),
        ];
        vec![text(self.fill(Word::CompareAllBy, &values))]
    }

    /// The chosen ones as options, to choose the two from.
    fn options(&self) -> Vec<Node> {
        let option = |side: &Side<'_>| {
            let words = format!("{} {}", side.number, side.candidate.name(self.words));
            el("option").set("value", &*side.candidate.key).say(words).into()
        };
        self.sides().iter().map(option).collect()
    }

    fn text_of(&self, id: RequirementId) -> String {
        let Some((label, words)) = self.texts.of(id) else { return String::new() };
        if label.is_empty() { words } else { [self.texts.labels().print(&label), words].join(" ") }
    }
}

#[cfg(test)]
mod tests;
