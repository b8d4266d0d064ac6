//! The line that says why a result is what it is: how much is answered, how far it could go, and
//! which entries hold the next level. Composed as data, so that it is tested without a browser.

use dtmm_model::RequirementId;
use dtmm_scoring::{Score, Trace};

use crate::{Node, Word, Words};

/// How many entries are named; the rest is counted.
const NAMED: usize = 3;

/// Why a scope has its level by the staged method. How much is answered is left out where
/// the page `counts` it elsewhere.
pub fn why(words: &Words, score: &Score, trace: &Trace, counts: bool) -> Vec<Node> {
    if score.tally.is_neutral() {
        return vec![Node::Text(words.say(Word::NoneApplies).to_owned())];
    }
    let mut text = if counts { String::new() } else { answered(words, score) };
    let mut pieces = Vec::new();
    match trace.next {
        Some(next) => held(words, text, next, &trace.blockers, &mut pieces),
        None => {
            let end = match (trace.capped.is_empty(), text.is_empty()) {
                (true, true) => Word::Top,
                (true, false) => Word::TopAfter,
                (false, true) => Word::Capped,
                (false, false) => Word::CappedAfter,
            };
            text.push_str(words.say(end));
            pieces.push(Node::Text(text));
        }
    }
    pieces
}

/// How much is answered, and how far that could go.
fn answered(words: &Words, score: &Score) -> String {
    let separator = words.say(Word::Separator);
    let [answered, applicable] = [score.tally.answered(), score.tally.applicable()].map(|count| count.to_string());
    let mut text = words.fill(Word::Answered, &[("answered", &answered), ("applicable", &applicable)]);
    if !score.is_complete() {
        text.push_str(separator);
        text.push_str(&words.fill(Word::Provisional, &[("best", &words.level(score.best.staged))]));
    }
    text + separator
}

/// The entries that hold the next level, the first of them by name.
fn held(words: &Words, before: String, next: u8, entries: &[RequirementId], pieces: &mut Vec<Node>) {
    /// Placeholder for the entries while the sentence around them is composed.
    const ENTRIES: char = '\u{0}';
    let more = entries.len().saturating_sub(NAMED);
    let list = match more {
        0 => ENTRIES.to_string(),
        _ => words.fill(Word::More, &[("entries", ENTRIES.encode_utf8(&mut [0; 4])), ("more", &more.to_string())]),
    };
    let line = words.fill(Word::Held, &[("level", &words.level(Some(next))), ("entries", &list)]);
    let (start, end) = line.split_once(ENTRIES).unwrap_or((&line, ""));
    let mut text = before + start;
    for (index, id) in entries.iter().take(NAMED).enumerate() {
        if index > 0 {
            text.push_str(words.say(Word::Comma));
        }
        pieces.push(Node::Text(std::mem::take(&mut text)));
        pieces.push(Node::Entry(*id));
    }
    text.push_str(end);
    if !text.is_empty() {
        pieces.push(Node::Text(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tests::of_content;
    use dtmm_model::Outline;
    use dtmm_scoring::{Answer, Assessment, Method, Scope, Scorecard};

    const OUTLINE: &str = "dtmm-outline/1 x made-up\n@services\nSVC rr|rrrs|rrrrr|c|c\n";

    /// The line after the answers of each level, with links in brackets.
    fn line(lang: &str, answers: [&str; 5]) -> String {
        line_beside(false, lang, answers)
    }

    fn line_beside(counts: bool, lang: &str, answers: [&str; 5]) -> String {
        let outline: Outline = OUTLINE.parse().unwrap();
        let mut assessment = Assessment::new("x");
        for (cell, answers) in outline.domains[0].subdomains[0].cells.iter().zip(answers) {
            for (item, answer) in cell.iter().zip(answers.chars()) {
                let key = if answer == '-' { "NA".to_owned() } else { answer.to_string() };
                assessment.set_answer(item, Answer::from_key(&key)).unwrap();
            }
        }
        let card = Scorecard::new(&outline, &assessment);
        let pieces = why(&of_content(lang), &card.company, &card.trace(Scope::Company, Method::Staged), counts);
        let show = |piece| match piece {
            Node::Text(text) => text,
            Node::Entry(id) => format!("[{id}]"),
            other => panic!("{other:?}"),
        };
        pieces.into_iter().map(show).collect()
    }

    #[test]
    fn nothing_answered() {
        assert_eq!(line("zh", [""; 5]), "已作答 0/12；未完成；其余全部满足时为五级；达到一级还差 [SVC-101]、[SVC-102]");
        assert_eq!(
            line("en", [""; 5]),
            "0/12 answered; provisional; Level 5 if the rest were met; Level 1 still needs [SVC-101], [SVC-102]"
        );
    }

    #[test]
    fn of_many_entries_three_are_named() {
        assert_eq!(
            line("zh", ["FL", "FFFN", "PPNNN", "-", "-"]),
            "已作答 10/10；达到三级还差 [SVC-301]、[SVC-302]、[SVC-303]，另有 2 条"
        );
        assert_eq!(
            line("en", ["FL", "FFFN", "PPNNN", "-", "-"]),
            "10/10 answered; Level 3 still needs [SVC-301], [SVC-302], [SVC-303] and 2 more"
        );
    }

    #[test]
    fn the_top_and_what_cannot_rise() {
        assert_eq!(line("zh", ["FF", "FFF", "FFFFF", "F", "F"]), "已作答 12/12；已达到最高等级");
        assert_eq!(line("zh", ["FF", "FFF", "FFFFF", "-", "-"]), "已作答 10/10；更高等级没有适用的要求");
        assert_eq!(line("en", ["FF", "FFF", "FFFFF", "F", "F"]), "12/12 answered; highest level reached");
    }

    #[test]
    fn counts_are_not_said_twice() {
        assert_eq!(line_beside(true, "zh", [""; 5]), "达到一级还差 [SVC-101]、[SVC-102]");
        assert_eq!(line_beside(true, "zh", ["FF", "FFF", "FFFFF", "F", "F"]), "已达到最高等级");
        assert_eq!(line_beside(true, "en", ["FF", "FFF", "FFFFF", "F", "F"]), "Highest level reached");
    }

    #[test]
    fn nothing_applies() {
        let outline: Outline = "dtmm-outline/1 x made-up\n@services\nSVC c|c|c|c|c\n".parse().unwrap();
        let mut assessment = Assessment::new("x");
        for item in outline.items() {
            assessment.set_answer(item, Some(Answer::NotApplicable)).unwrap();
        }
        let card = Scorecard::new(&outline, &assessment);
        let pieces = why(&of_content("zh"), &card.company, &card.trace(Scope::Company, Method::Staged), false);
        assert_eq!(pieces, [Node::Text("没有适用的要求".to_owned())]);
    }
}
