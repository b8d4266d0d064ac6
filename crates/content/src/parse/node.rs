//! The values of a YAML file with their places, read only when there is something to report, so that
//! records need not carry them.

use std::ops::Range;

/// One step of the way from a file to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step<'a> {
    /// Into a mapping.
    Key(&'a str),
    /// Into a mapping whose keys are numbers.
    Number(u8),
    /// Into a sequence, counted from 0.
    Item(usize),
}

/// A value and where it stands.
#[derive(Debug)]
pub(crate) struct YamlNode {
    pub(super) kind: YamlKind,
    pub(super) place: Range<usize>,
    /// The items of a list; the keys of a mapping, each followed by its value.
    pub(super) children: Vec<YamlNode>,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum YamlKind {
    Scalar(String),
    List,
    Mapping,
}

impl YamlNode {
    pub(super) fn new(kind: YamlKind, place: Range<usize>) -> YamlNode {
        YamlNode { kind, place, children: Vec::new() }
    }

    /// The place of the value that `steps` lead to, of its key where it is empty. Where a step leads
    /// nowhere, the place of the value before it.
    pub(crate) fn find(&self, steps: &[Step]) -> Range<usize> {
        let mut here = self;
        for step in steps {
            match here.child(*step) {
                Some((Some(key), value)) if value.place.is_empty() => return key.place.clone(),
                Some((_, value)) => here = value,
                None => break,
            }
        }
        here.place.clone()
    }

    /// What a step leads to, with its key in a mapping.
    fn child(&self, step: Step) -> Option<(Option<&YamlNode>, &YamlNode)> {
        let is = |key: &YamlNode| match (&key.kind, step) {
            (YamlKind::Scalar(word), Step::Key(name)) => word == name,
            (YamlKind::Scalar(word), Step::Number(number)) => word.parse() == Ok(number),
            _ => false,
        };
        match (&self.kind, step) {
            (YamlKind::List, Step::Item(index)) => self.children.get(index).map(|item| (None, item)),
            (YamlKind::Mapping, _) => {
                self.children.chunks_exact(2).find(|entry| is(&entry[0])).map(|entry| (Some(&entry[0]), &entry[1]))
            }
            _ => None,
        }
    }

    /// The collections around `at`, outermost first, each with the index of the child that stands there.
    fn around(&self, at: usize) -> Vec<(&YamlNode, usize)> {
        let stands = |child: &YamlNode| child.place.start == at || child.place.contains(&at);
        let mut found = Vec::new();
        let mut here = self;
        while let Some(index) = here.children.iter().rposition(stands) {
            found.push((here, index));
            here = &here.children[index];
        }
        found
    }

    /// The innermost mapping around a place, otherwise the place.
    pub(super) fn mapping(&self, place: Range<usize>) -> Range<usize> {
        let around = self.around(place.start);
        let mapping = around.iter().rfind(|(node, _)| matches!(node.kind, YamlKind::Mapping));
        mapping.map_or(place, |(node, _)| node.place.clone())
    }

    /// The value of the key that stands at a place, otherwise the place.
    pub(super) fn value(&self, place: Range<usize>) -> Range<usize> {
        let around = self.around(place.start);
        let mapping = around.iter().rfind(|(node, index)| matches!(node.kind, YamlKind::Mapping) && index % 2 == 0);
        let value = mapping.and_then(|(node, index)| node.children.get(index + 1));
        value.map_or(place, |value| value.place.clone())
    }

    /// All of the value of which a place is the beginning.
    pub(super) fn whole(&self, place: Range<usize>) -> Range<usize> {
        let mut around = self.around(place.start).into_iter().map(|(node, index)| &node.children[index]);
        around.find(|node| node.place.start == place.start).map_or(place, |node| node.place.clone())
    }

    /// Takes out of the text the entry whose key stands at `at`, or else the innermost item of a list
    /// around it, byte for byte, so that all else keeps its place. `false`: there is none.
    pub(super) fn take_out(&self, text: &mut String, at: usize, is_entry: bool) -> bool {
        let around = self.around(at);
        let found = around.iter().rfind(|(node, index)| match node.kind {
            YamlKind::Mapping => is_entry && node.children[*index].place.start == at,
            _ => !is_entry,
        });
        let Some((parent, index)) = found else { return false };
        let (range, left) = parent.extent(*index, if is_entry { 2 } else { 1 });
        blank(text, range, left);
        true
    }

    /// Where `len` children from `index` on stand with their indicators, and what is left in their place.
    fn extent(&self, index: usize, len: usize) -> (Range<usize>, &'static str) {
        let end = self.children.get(index + len - 1).map_or(self.place.end, |last| last.place.end);
        match (self.children.get(index + len), index.checked_sub(1)) {
            (Some(next), _) => (self.children[index].place.start..next.place.start, ""),
            (None, Some(before)) => (self.children[before].place.end..end, ""),
            (None, None) if matches!(self.kind, YamlKind::List) => (self.place.clone(), "[]"),
            (None, None) => (self.place.clone(), "{}"),
        }
    }
}

/// Puts `left` and spaces in the place of everything but line breaks.
fn blank(text: &mut String, range: Range<usize>, left: &str) {
    let mut left = left.bytes();
    let replaced = text[range.clone()].bytes().map(|byte| match byte {
        b'\n' => '\n',
        _ => left.next().map_or(' ', char::from),
    });
    let replaced: String = replaced.collect();
    text.replace_range(range, &replaced);
}

/// The range without what follows its first line.
pub(crate) fn first_line(text: &str, range: Range<usize>) -> Range<usize> {
    let line = text[range.clone()].lines().next().unwrap_or("");
    range.start..range.start + line.trim_end().len()
}

/// Where `part` of `value` stands in the file, if `range` is where the value stands: counted by how
/// often the same words come before it, so that quotes and folded lines do not matter.
pub(crate) fn part(text: &str, range: &Range<usize>, value: &str, part: Range<usize>) -> Option<Range<usize>> {
    let words = &value[part.clone()];
    let before = value[..part.start].matches(words).count();
    let (at, _) = text[range.clone()].match_indices(words).nth(before)?;
    Some(range.start + at..range.start + at + words.len())
}

#[cfg(test)]
mod tests {
    use super::super::yaml::nodes;
    use super::*;

    const TEXT: &str = "# head\nname: {zh: 一, en: 'it''s, so'}\nlist:\n- a\n- b\nlevels:\n  3:\n    # first\n    - id: X-301\n      text:\n        zh: 应用应\n    - id: X-302\n      \"quoted\": v\n\nempty:\nlast: {zh: enterprise's own, en: [x, y]}\n";

    fn at(steps: &[Step]) -> &'static str {
        &TEXT[nodes(TEXT).find(steps)]
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
        let range = nodes(TEXT).find(&[Step::Key("levels"), Step::Number(3), Step::Item(0), Step::Key("text")]);
        assert_eq!(part(TEXT, &range, "应用应", 6..9), Some(TEXT.rfind("应").map(|at| at..at + 3).unwrap()));
    }

    #[test]
    fn what_is_taken_out_leaves_all_else_in_its_place() {
        let cases = [
            ("- a: 1\n- b: 2\n", "a", false, "-     \n  b: 2\n"),
            ("- a: 1\n- b: 2\n", "b", false, "- a: 1\n      \n"),
            ("x:\n- a: 应\n", "应", false, "x:\n[]      \n"),
            ("- {a: 1, b: 2}\n", "a", true, "- {      b: 2}\n"),
            ("- {a: 1, b: 2}\n", "b", true, "- {a: 1      }\n"),
            ("x:\n  a:\n    b\n", "a", true, "x:\n  {}\n     \n"),
        ];
        for (text, at, is_entry, left) in cases {
            let mut rest = text.to_owned();
            assert!(nodes(text).take_out(&mut rest, text.find(at).unwrap(), is_entry), "{text}");
            assert_eq!(rest, left);
        }
        assert!(!nodes("a: 1").take_out(&mut String::new(), 0, false));
    }
}
