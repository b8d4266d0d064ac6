//! How results are written.

use dtmm_scoring::{Fraction, Method, Score, Start, Tally};

use crate::{Word, Words};

/// A result in words: a level, or a score with its decimals.
pub fn result(words: &Words, score: &Score, method: Method) -> String {
    match (method, score.now.value(method)) {
        (Method::Index, Some(value)) => value.shown(),
        (Method::Weighted, Some(_)) => score.now.weighted.map(|weighted| weighted.shown()).unwrap_or_default(),
        _ => reached(words, score, method),
    }
}

/// A result as it is drawn: nothing where nothing applies, nor while answers are missing for the lowest level.
pub(crate) fn drawn(score: &Score, method: Method) -> Option<Fraction> {
    score.now.value(method).filter(|_| !is_open(score, method))
}

/// A result as a number, which a level is too; a dash where none is drawn.
pub(crate) fn in_figures(score: &Score, method: Method) -> String {
    match (drawn(score, method), score.now.weighted) {
        (None, _) => "–".to_owned(),
        (Some(_), Some(weighted)) if method == Method::Weighted => weighted.shown(),
        (Some(value), _) if method == Method::Index => value.shown(),
        (Some(level), _) => level.text(),
    }
}

/// Whether it is not known yet if the lowest level is reached.
pub fn is_open(score: &Score, method: Method) -> bool {
    let is_level = matches!(method, Method::Strict | Method::Staged);
    is_level && score.now.level(method) == Some(0) && score.start() != Start::Below
}

/// The level that is reached; before level 1, how far the answers are.
pub fn reached(words: &Words, score: &Score, method: Method) -> String {
    let level = score.now.level(method);
    match (level, score.start()) {
        (Some(0), Start::NotStarted) => words.say(Word::NotStarted).to_owned(),
        (Some(0), Start::InProgress) => words.say(Word::InProgress).to_owned(),
        _ => words.level(level),
    }
}

/// The state of a cell by the staged method: its key in pages, and its word.
pub fn cell_state(tally: &Tally) -> (&'static str, Word) {
    if tally.is_neutral() {
        ("na", Word::CellNa)
    } else if tally.full + tally.largely == tally.applicable() {
        ("met", Word::CellMet)
    } else if tally.answered() == 0 {
        ("open", Word::CellOpen)
    } else {
        ("part", Word::CellPart)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::words;
    use dtmm_model::Level;
    use dtmm_scoring::{Answer, Assessment, Scorecard};

    /// The scorecard of one subdomain whose first answers are given.
    fn card(answers: &[Answer]) -> Scorecard {
        let outline = dtmm_example::outline("@making\nABC cc|rr|r|r|r\n");
        let mut assessment = Assessment::new(dtmm_example::EDITION);
        for (item, answer) in outline.items().zip(answers) {
            assessment.set_answer(item, Some(*answer)).unwrap();
        }
        Scorecard::new(&outline, &assessment)
    }

    #[test]
    fn levels_are_called_levels_and_scores_are_not() {
        let words = words();
        let score = card(&[Answer::Full, Answer::Largely, Answer::Full, Answer::Partly]).company;
        let shown = |method| result(&words, &score, method);
        assert_eq!(Method::ALL.map(shown), ["below", "level_1", "1.75", "1.65"]);
    }

    #[test]
    fn no_level_is_drawn_before_it_is_known() {
        let shown = |answers: &[Answer]| Method::ALL.map(|method| in_figures(&card(answers).company, method));
        assert_eq!(shown(&[]), ["–", "–", "0.00", "0.00"]);
        assert_eq!(shown(&[Answer::Not])[..2], ["–", "–"]);
        assert_eq!(shown(&[Answer::Not, Answer::Full])[..2], ["0", "0"]);
        assert_eq!(shown(&[Answer::Largely, Answer::Full])[..2], ["0", "1"]);
    }

    #[test]
    fn before_level_1_it_says_how_far_the_answers_are() {
        let words = words();
        let shown = |answers: &[Answer]| reached(&words, &card(answers).company, Method::Staged);
        assert_eq!(shown(&[]), "not_started");
        assert_eq!(shown(&[Answer::NotApplicable]), "in_progress");
        assert_eq!(shown(&[Answer::Not]), "in_progress");
        assert_eq!(shown(&[Answer::Not, Answer::Full]), "below");
        // The lowest level that applies is the second one.
        let none = Answer::NotApplicable;
        assert_eq!(shown(&[none, none, Answer::Full]), "in_progress");
        assert_eq!(shown(&[none, none, Answer::Full, Answer::Partly]), "below");
        assert_eq!(shown(&[Answer::Full, Answer::Full]), "level_1");
    }

    #[test]
    fn a_cell_is_met_only_when_all_that_applies_is_met() {
        let state_of = |answers: &[Answer]| cell_state(&card(answers).subdomains[0].cells[Level::LOWEST]).0;
        assert_eq!(state_of(&[]), "open");
        assert_eq!(state_of(&[Answer::Full]), "part");
        assert_eq!(state_of(&[Answer::Full, Answer::Partly]), "part");
        assert_eq!(state_of(&[Answer::Full, Answer::Largely]), "met");
        assert_eq!(state_of(&[Answer::NotApplicable, Answer::Full]), "met");
        assert_eq!(state_of(&[Answer::NotApplicable, Answer::NotApplicable]), "na");
    }
}
