//! How results are written.

use dtmm_scoring::{Method, Results, Tally};

use crate::{Word, Words};

/// A result in words: a level, or a score with its decimals.
pub fn result(words: &Words, results: &Results, method: Method) -> String {
    match (method, results.value(method)) {
        (Method::Weighted, Some(score)) => score.shown_in_bands(),
        (Method::Index, Some(score)) => score.shown(),
        _ => words.level(results.level(method)),
    }
}

/// How a cell stands by the staged method: the state as pages name it, and how it is called.
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
    use crate::words::tests::of_content;
    use dtmm_model::Outline;
    use dtmm_scoring::{Answer, Assessment, Scorecard};

    /// The scorecard of one subdomain whose first answers are given.
    fn card(answers: &[Answer]) -> Scorecard {
        let outline: Outline = "dtmm-outline/1 x made-up\n@services\nSVC cc|rr|r|r|r\n".parse().unwrap();
        let mut assessment = Assessment::new("x");
        for (item, answer) in outline.items().zip(answers) {
            assessment.set_answer(item, Some(*answer)).unwrap();
        }
        Scorecard::new(&outline, &assessment)
    }

    #[test]
    fn levels_are_called_levels_and_scores_are_not() {
        let words = of_content("zh");
        let values = card(&[Answer::Full, Answer::Largely, Answer::Full, Answer::Partly]).company.now;
        let shown = |method| result(&words, &values, method);
        assert_eq!(Method::ALL.map(shown), ["0 级", "1 级", "1.75", "1.65"]);
    }

    #[test]
    fn a_cell_is_met_only_when_all_that_applies_is_met() {
        let state_of = |answers: &[Answer]| cell_state(&card(answers).subdomains[0].cells[0]).0;
        assert_eq!(state_of(&[]), "open");
        assert_eq!(state_of(&[Answer::Full]), "part");
        assert_eq!(state_of(&[Answer::Full, Answer::Partly]), "part");
        assert_eq!(state_of(&[Answer::Full, Answer::Largely]), "met");
        assert_eq!(state_of(&[Answer::NotApplicable, Answer::Full]), "met");
        assert_eq!(state_of(&[Answer::NotApplicable, Answer::NotApplicable]), "na");
    }
}
