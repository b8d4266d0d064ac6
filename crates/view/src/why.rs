//! The line that says why a result is what it is: how much is answered, how far it could go, and
//! which entries hold the next level. Composed as data, so that it is tested without a browser.

use dtmm_model::RequirementId;
use dtmm_scoring::{Method, Score, Trace};

use crate::{Node, Word, Words};

/// How many entries are named; the rest is counted.
const NAMED: usize = 3;

/// Why a scope has its level. How far it could go is said by the levels of the method `lead`; how much is answered is
/// left out where the page `counts` it elsewhere.
pub fn why(words: &Words, score: &Score, trace: &Trace, lead: Method, counts: bool) -> Vec<Node> {
    if score.tally.is_neutral() {
        return vec![Node::Text(words.say(Word::NoneApplies).to_owned())];
    }
    let mut text = if counts { String::new() } else { answered(words, score, lead) };
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
fn answered(words: &Words, score: &Score, lead: Method) -> String {
    let separator = words.say(Word::Separator);
    let [answered, applicable] = [score.tally.answered(), score.tally.applicable()].map(|count| count.to_string());
    let mut text = words.fill(Word::Answered, &[("answered", &answered), ("applicable", &applicable)]);
    // Before the first answer nothing is said of how far answers could go.
    if !score.is_complete() && score.tally.answered() > 0 {
        text.push_str(separator);
        text.push_str(&words.fill(Word::Provisional, &[("best", &words.level(score.best.level(lead)))]));
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
    use crate::testing::{assessed, words};
    use dtmm_scoring::{Scope, Scorecard};

    /// The line after answers in printed order, with links in brackets.
    fn line(counts: bool, answers: &str) -> String {
        let outline = dtmm_example::outline("@making\nABC rr|rrrs|rrrrr|c|c\n");
        let card = Scorecard::new(&outline, &assessed(&outline, answers));
        let pieces = why(&words(), &card.company, &card.trace(Scope::Company, Method::Staged), Method::Staged, counts);
        let show = |piece| match piece {
            Node::Text(text) => text,
            Node::Entry(id) => format!("[{id}]"),
            other => panic!("{other:?}"),
        };
        pieces.into_iter().map(show).collect()
    }

    #[test]
    fn nothing_answered() {
        assert_eq!(line(false, ""), "answered 0 12; held level_1 [ABC-101], [ABC-102]");
    }

    #[test]
    fn of_many_entries_three_are_named() {
        assert_eq!(
            line(false, "FL FFFN PPNNN - -"),
            "answered 10 10; held level_3 more [ABC-301], [ABC-302], [ABC-303] 2"
        );
    }

    #[test]
    fn the_top_and_what_cannot_rise() {
        assert_eq!(line(false, "FF FFFF FFFFF F F"), "answered 12 12; top_after");
        assert_eq!(line(false, "FF FFFF FFFFF - -"), "answered 10 10; capped_after");
    }

    #[test]
    fn counts_are_not_said_twice() {
        assert_eq!(line(true, ""), "held level_1 [ABC-101], [ABC-102]");
        assert_eq!(line(true, "FF FFFF FFFFF F F"), "top");
        assert_eq!(line(true, "FF FFFF FFFFF - -"), "capped");
    }

    #[test]
    fn nothing_applies() {
        assert_eq!(line(false, "-- ---- ----- - -"), "none_applies");
    }
}
