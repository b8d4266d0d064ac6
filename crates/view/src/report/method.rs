//! By which methods and weights the results were made, and from how many answers.

use dtmm_model::Outline;
use dtmm_scoring::{Answer, Method, Weights};

use super::{Report, method_word};
use crate::{Context, Names, Node, Word, Words, el, text};

impl Report<'_> {
    /// The four methods with name and version, and by which points they count where these are not the usual ones.
    pub(super) fn methods(self) -> Vec<Node> {
        let scoring = self.context.card.scoring;
        let line = |method: Method| {
            let name = format!("{} ", self.say(method_word(method)));
            el("p").say(name).with(el("code").say(scoring.id(method))).into()
        };
        Method::ALL.map(line).into()
    }

    /// The weights of the company's scores.
    pub(super) fn weights(self) -> Vec<Node> {
        let Context { outline, words, names, card, .. } = *self.context;
        vec![text(weights_line(outline, words, names, &card.weights))]
    }

    /// How many entries of the standard have an answer, and how often each is given.
    pub(super) fn answers(self) -> Vec<Node> {
        let answers: Vec<Option<Answer>> =
            self.items().map(|(_, item)| self.context.assessment.answer(item.id)).collect();
        let given = answers.iter().flatten().count();
        let count = |answer| answers.iter().filter(|given| **given == Some(answer)).count();
        let each = Answer::ALL.map(|answer| format!("{} {}", self.words().answer(answer), count(answer)));
        let each = each.join(self.say(Word::Comma));
        let values = [("given", &*given.to_string()), ("entries", &*answers.len().to_string()), ("each", &*each)];
        vec![text(self.fill(Word::ReportAnswers, &values))]
    }
}

/// The weights of the company's scores in words.
pub(crate) fn weights_line(outline: &Outline, words: &Words, names: &Names, weights: &Weights) -> String {
    match weights {
        Weights::Subdomain => words.say(Word::ReportBySubdomain).to_owned(),
        Weights::Domain => words.say(Word::ReportByDomain).to_owned(),
        Weights::Custom(weights) => {
            let domains = outline.domains.iter().zip(weights.as_slice());
            let each = domains.map(|(domain, weight)| format!("{} {weight}", names.of(domain.slug.as_str())));
            let each = each.collect::<Vec<_>>().join(words.say(Word::Comma));
            words.fill(Word::ReportByWeights, &[("weights", &each)])
        }
    }
}
