//! Where in a YAML file a value stands. Asked only when there is something to report, so that
//! records need not carry their places.
//!
//! Knows block and flow collections by their indentation and brackets, which is enough to find
//! one's way in a file that the parser has read; in any other it finds the nearest thing it can.

use std::ops::Range;

/// One step of the way from a file to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// Into a mapping.
    Key(&'a str),
    /// Into a mapping whose keys are numbers.
    Number(u8),
    /// Into a sequence, counted from 0.
    Item(usize),
}

impl Step<'_> {
    fn is(self, index: usize, child: &Child, text: &str) -> bool {
        let key = child.key.clone().map(|range| text[range].trim_matches(['"', '\'']));
        match self {
            Step::Key(name) => key == Some(name),
            Step::Number(number) => key.is_some_and(|key| key.parse() == Ok(number)),
            Step::Item(item) => child.key.is_none() && index == item,
        }
    }
}

/// One entry of a mapping or item of a sequence.
#[derive(Debug, Clone)]
pub(super) struct Child {
    /// The key, in a mapping.
    pub(super) key: Option<Range<usize>>,
    /// The value, or nothing after the key.
    pub(super) value: Range<usize>,
    /// All of it.
    pub(super) whole: Range<usize>,
}

/// Follows `steps` from the top of `within`. Where a step leads nowhere, the thing before it.
pub fn locate(text: &str, within: Range<usize>, steps: &[Step]) -> Range<usize> {
    let mut here = root(text, within);
    for step in steps {
        let found =
            children(text, here.clone()).into_iter().enumerate().find(|(index, child)| step.is(*index, child, text));
        match found {
            Some((_, child)) if child.value.is_empty() => return child.key.unwrap_or(child.value),
            Some((_, child)) => here = child.value,
            None => break,
        }
    }
    here
}

/// The range without what follows its first line.
pub fn first_line(text: &str, range: Range<usize>) -> Range<usize> {
    let line = text[range.clone()].lines().next().unwrap_or("");
    range.start..range.start + line.trim_end().len()
}

/// Where `part` of `value` stands in the file, if `range` is where the value stands: counted by how
/// often the same words come before it, so that quotes and folded lines do not matter.
pub fn part(text: &str, range: &Range<usize>, value: &str, part: Range<usize>) -> Option<Range<usize>> {
    let words = &value[part.clone()];
    let before = value[..part.start].matches(words).count();
    let (at, _) = text[range.clone()].match_indices(words).nth(before)?;
    Some(range.start + at..range.start + at + words.len())
}

fn root(text: &str, within: Range<usize>) -> Range<usize> {
    let mut at = within.start;
    for line in text[within.clone()].split_inclusive('\n') {
        let body = line.trim();
        if !body.is_empty() && !body.starts_with('#') && body != "---" {
            let start = at + (line.len() - line.trim_start().len());
            return start..within.end;
        }
        at += line.len();
    }
    within
}

/// The entries of the collection that begins where `node` does; none for a scalar.
pub(super) fn children(text: &str, node: Range<usize>) -> Vec<Child> {
    match text.as_bytes().get(node.start) {
        Some(b'{' | b'[') => flow(text, node),
        _ => block(text, node),
    }
}

fn is_item(body: &str) -> bool {
    body.strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n']))
}

/// The column of a byte, counted in bytes from 0.
pub(super) fn column(text: &str, at: usize) -> usize {
    at - text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

fn block(text: &str, node: Range<usize>) -> Vec<Child> {
    let indent = column(text, node.start);
    let sequence = is_item(&text[node.clone()]);
    let mut starts = vec![node.start];
    let first = text[node.clone()].find('\n').map_or(node.end, |newline| node.start + newline + 1);
    let mut at = first;
    let mut end = node.end;
    for line in text[first..node.end].split_inclusive('\n') {
        let body = line.trim_start();
        let depth = line.len() - body.len();
        if !body.is_empty() && !body.starts_with('#') {
            if depth < indent || (sequence && depth == indent && !is_item(body)) {
                end = at;
                break;
            }
            if depth == indent && is_item(body) == sequence {
                starts.push(at + depth);
            }
        }
        at += line.len();
    }
    let ends: Vec<_> = starts.iter().skip(1).copied().chain([end]).collect();
    let wholes = starts.into_iter().zip(ends).map(|(start, end)| trim(text, start..end));
    wholes.filter_map(|whole| if sequence { Some(item(text, whole)) } else { entry(text, whole) }).collect()
}

/// Without blank lines and comments at the end.
fn trim(text: &str, mut range: Range<usize>) -> Range<usize> {
    loop {
        let body = text[range.clone()].trim_end();
        range.end = range.start + body.len();
        match body.rfind('\n') {
            Some(newline) if body[newline..].trim_start().starts_with('#') => range.end = range.start + newline,
            _ => return range,
        }
    }
}

fn item(text: &str, whole: Range<usize>) -> Child {
    let rest = &text[whole.start + 1..whole.end];
    let start = whole.end - rest.trim_start().len();
    Child { key: None, value: start..whole.end, whole }
}

fn entry(text: &str, whole: Range<usize>) -> Option<Child> {
    let body = &text[whole.clone()];
    let colon = match body.chars().next()? {
        quote @ ('"' | '\'') => body[1..].find(quote)? + 2,
        _ => body
            .match_indices(':')
            .map(|(at, _)| at)
            .find(|at| matches!(body.as_bytes().get(at + 1), None | Some(b' ' | b'\n' | b'\t')))?,
    };
    let key = whole.start..whole.start + body[..colon].trim_end().len();
    let mut start = whole.start + (colon + 1).min(body.len());
    loop {
        let rest = &text[start..whole.end];
        start = whole.end - rest.trim_start().len();
        let header = ['#', '|', '>'].iter().any(|mark| text[start..whole.end].starts_with(*mark));
        match text[start..whole.end].find('\n') {
            Some(newline) if header => start += newline,
            _ => break,
        }
    }
    Some(Child { key: Some(key), value: start..whole.end, whole })
}

fn flow(text: &str, node: Range<usize>) -> Vec<Child> {
    let is_mapping = text.as_bytes()[node.start] == b'{';
    let mut children = Vec::new();
    let mut depth = 0;
    let mut quote = None;
    let mut start = node.start + 1;
    let mut before = b' ';
    for (offset, byte) in text[node.clone()].bytes().enumerate() {
        let at = node.start + offset;
        match (quote, byte) {
            (Some(open), _) if byte == open && before != b'\\' => quote = None,
            (Some(_), _) => {}
            // A quote opens only where a value begins, or doubled: elsewhere it is an apostrophe.
            (None, b'"' | b'\'') if matches!(before, b'{' | b'[' | b',' | b':') || before == byte => quote = Some(byte),
            (None, b'{' | b'[') => depth += 1,
            (None, b'}' | b']') => depth -= 1,
            _ => {}
        }
        let closes = quote.is_none() && ((byte == b',' && depth == 1) || depth == 0);
        if closes {
            children.extend(flow_child(text, start..at, is_mapping));
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    children
}

fn flow_child(text: &str, piece: Range<usize>, is_mapping: bool) -> Option<Child> {
    let body = &text[piece.clone()];
    let start = piece.end - body.trim_start().len();
    let whole = start..(piece.start + body.trim_end().len()).max(start);
    match (whole.is_empty(), is_mapping) {
        (true, _) => None,
        (false, true) => entry(text, whole),
        (false, false) => Some(Child { key: None, value: whole.clone(), whole }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# head\nname: {zh: 一, en: 'it''s, so'}\nlist:\n- a\n- b\nlevels:\n  3:\n    # first\n    - id: X-301\n      text:\n        zh: 应用应\n    - id: X-302\n      \"quoted\": v\n\nempty:\nlast: {zh: enterprise's own, en: [x, y]}\n";

    fn at(steps: &[Step]) -> &'static str {
        &TEXT[locate(TEXT, 0..TEXT.len(), steps)]
    }

    #[test]
    fn every_kind_of_step_is_found() {
        use Step::{Item, Key, Number};
        assert_eq!(at(&[Key("name"), Key("zh")]), "一");
        assert_eq!(at(&[Key("name"), Key("en")]), "'it''s, so'");
        assert_eq!(at(&[Key("list"), Item(1)]), "b");
        assert_eq!(at(&[Key("levels"), Number(3), Item(0), Key("text"), Key("zh")]), "应用应");
        assert_eq!(at(&[Key("levels"), Number(3), Item(1), Key("quoted")]), "v");
        assert_eq!(at(&[Key("empty")]), "empty");
        assert_eq!(at(&[Key("last"), Key("en"), Item(1)]), "y");
    }

    #[test]
    fn a_step_that_leads_nowhere_leaves_one_at_the_parent() {
        let steps = [Step::Key("levels"), Step::Number(3), Step::Item(1), Step::Key("none")];
        assert!(at(&steps).starts_with("id: X-302"));
    }

    #[test]
    fn a_part_is_told_from_the_same_words_before_it() {
        let range =
            locate(TEXT, 0..TEXT.len(), &[Step::Key("levels"), Step::Number(3), Step::Item(0), Step::Key("text")]);
        assert_eq!(part(TEXT, &range, "应用应", 6..9), Some(TEXT.rfind("应").map(|at| at..at + 3).unwrap()));
    }
}
