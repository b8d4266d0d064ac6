//! The line that says why a result is what it is: which entries hold the next level, or in short how many. Composed as
//! data, so that it is tested without a browser.

use dtmm_model::RequirementId;
use dtmm_scoring::{Score, Trace};

use crate::{Node, Word, Words, text};

/// How many entries are named; the rest is counted.
const NAMED: usize = 3;

/// Why a scope has its level: the entries that hold the next one. How much is answered stands beside it.
pub fn why(words: &Words, score: &Score, trace: &Trace) -> Vec<Node> {
    match trace.next {
        Some(next) if !score.tally.is_neutral() => held(words, next, &trace.blockers),
        _ => vec![text(end(words, score, trace))],
    }
}

/// The same in one short line, with how much is answered: how many entries hold the next level.
pub fn brief(words: &Words, score: &Score, trace: &Trace) -> Vec<Node> {
    let Some(next) = trace.next.filter(|_| !score.tally.is_neutral()) else {
        return vec![text(end(words, score, trace))];
    };
    let values = [("level", &*words.level(Some(next))), ("count", &*trace.blockers.len().to_string())];
    let said = words.fill(Word::Short, &values);
    vec![text(format!("{}/{} · {said}", score.tally.answered(), score.tally.applicable()))]
}

/// Why no level is next.
fn end<'a>(words: &'a Words, score: &Score, trace: &Trace) -> &'a str {
    words.say(match (score.tally.is_neutral(), trace.capped.is_empty()) {
        (true, _) => Word::NoneApplies,
        (false, true) => Word::Top,
        (false, false) => Word::Capped,
    })
}

/// The entries that hold the next level, the first of them by name.
fn held(words: &Words, next: u8, entries: &[RequirementId]) -> Vec<Node> {
    /// Placeholder for the entries while the sentence around them is composed.
    const ENTRIES: char = '\u{0}';
    let more = entries.len().saturating_sub(NAMED);
    let list = match more {
        0 => ENTRIES.to_string(),
        _ => words.fill(Word::More, &[("entries", ENTRIES.encode_utf8(&mut [0; 4])), ("more", &more.to_string())]),
    };
    let line = words.fill(Word::Held, &[("level", &words.level(Some(next))), ("entries", &list)]);
    let (start, end) = line.split_once(ENTRIES).unwrap_or((&line, ""));
    let mut before = start.to_owned();
    let mut pieces = Vec::new();
    for (index, id) in entries.iter().take(NAMED).enumerate() {
        if index > 0 {
            before.push_str(words.say(Word::Comma));
        }
        pieces.push(Node::Text(std::mem::take(&mut before)));
        pieces.push(Node::Entry(*id));
    }
    before.push_str(end);
    if !before.is_empty() {
        pieces.push(Node::Text(before));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{assessed, words};
    use dtmm_scoring::{Method, Scope, Scorecard};

    /// Both lines after answers in printed order, with links in brackets.
    fn lines(answers: &str) -> [String; 2] {
        let outline = dtmm_example::outline("@making\nABC rr|rrrs|rrrrr|c|c\n");
        let card = Scorecard::new(&outline, &assessed(&outline, answers));
        let trace = card.trace(Scope::Company, Method::Staged);
        let show = |piece| match piece {
            Node::Text(text) => text,
            Node::Entry(id) => format!("[{id}]"),
            other => panic!("{other:?}"),
        };
        [why, brief].map(|line| line(&words(), &card.company, &trace).into_iter().map(show).collect())
    }

    #[test]
    fn nothing_answered() {
        assert_eq!(lines(""), ["held level_1 [ABC-101], [ABC-102]", "0/12 · short level_1 2"]);
    }

    #[test]
    fn of_many_entries_three_are_named_and_all_counted() {
        let [long, short] = lines("FL FFFN PPNNN - -");
        assert_eq!(long, "held level_3 more [ABC-301], [ABC-302], [ABC-303] 2");
        assert_eq!(short, "10/10 · short level_3 5");
    }

    #[test]
    fn the_top_and_what_cannot_rise() {
        assert_eq!(lines("FF FFFF FFFFF F F"), ["top"; 2]);
        assert_eq!(lines("FF FFFF FFFFF - -"), ["capped"; 2]);
    }

    #[test]
    fn nothing_applies() {
        assert_eq!(lines("-- ---- ----- - -"), ["none_applies"; 2]);
    }
}
