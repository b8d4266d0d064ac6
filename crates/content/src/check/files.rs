//! Slips that leave valid YAML: a value cut off by ` #`, a file with an extension that is not read.

use std::ops::Range;

use super::findings::Findings;
use super::place::Place;
use super::subject::Subject;
use crate::diagnostic::codes::{CUT_VALUE, WRONG_EXTENSION};
use crate::parse::TextFile;

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for source in subject.sources.iter() {
        if let Some(stem) = source.name.strip_suffix(".yml") {
            let help = format!("rename it to {stem}.yaml");
            findings.add(WRONG_EXTENSION, Place::file(source.name.as_str()), "nothing reads a `.yml` file", help);
        } else if source.name.ends_with(".yaml") {
            cut_values(&source.name, &source.text, 0..source.text.len(), findings);
        }
    }
    let content = subject.content;
    let pairs = content.text.values().chain(content.tool_methods.values()).chain(content.methods.values());
    for file in pairs.flat_map(|pair| [&pair.zh, &pair.en]).flatten() {
        let TextFile { path, front_range, .. } = file;
        let text = subject.sources.get(path).map_or("", |source| source.text.as_str());
        cut_values(path, text, front_range.clone(), findings);
    }
}

fn cut_values<'a>(path: &'a str, text: &'a str, within: Range<usize>, findings: &mut Findings<'a>) {
    let mut scanner = Scanner::default();
    let mut start = within.start;
    for line in text[within].split_inclusive('\n') {
        let body = line.trim_end();
        if let Some(at) = scanner.comment(body) {
            let lost: String = body[at..].chars().take(24).collect();
            let message = format!("the value ends before ` {lost}`: what follows ` #` is a comment");
            let help = "put the whole value in quotes; a comment stands two spaces or more behind a value";
            findings.add(CUT_VALUE, Place::file(path).within(start + at..start + body.len()), message, help);
        }
        start += line.len();
    }
}

/// The state of quotes and block scalars from line to line.
#[derive(Default)]
struct Scanner {
    /// The quote that is open.
    quote: Option<u8>,
    /// How far the key of an open block scalar is indented.
    block: Option<usize>,
}

impl Scanner {
    /// The byte where a comment begins one space after a value: probably part of the value, since intended comments
    /// have two spaces before them. A quote opens only where a value begins, or doubled: elsewhere it is an
    /// apostrophe.
    fn comment(&mut self, line: &str) -> Option<usize> {
        let indent = line.len() - line.trim_start().len();
        if self.quote.is_none() {
            let is_inside = self.block.is_some_and(|parent| line.is_empty() || indent > parent);
            if is_inside || line[indent..].starts_with('#') {
                return None;
            }
            self.block = None;
        }
        let bytes = line.as_bytes();
        let (mut before, mut end) = (b'-', line.len());
        for (at, &byte) in bytes.iter().enumerate() {
            match self.quote {
                Some(open) if byte == open && (open == b'\'' || bytes[at.saturating_sub(1)] != b'\\') => {
                    self.quote = None
                }
                Some(_) => {}
                None if matches!(byte, b'"' | b'\'')
                    && (before == byte || matches!(before, b':' | b'-' | b'[' | b'{' | b',')) =>
                {
                    self.quote = Some(byte);
                }
                None if byte == b'#' && at > 0 && bytes[at - 1] == b' ' => {
                    end = at;
                    break;
                }
                None => {}
            }
            if byte != b' ' {
                before = byte;
            }
        }
        let value = line[..end].trim_end();
        let head = value.trim_end_matches(|c: char| matches!(c, '+' | '-') || c.is_ascii_digit());
        if self.quote.is_none() && (head.ends_with(": |") || head.ends_with(": >")) {
            self.block = Some(indent);
        }
        let is_value = !value.ends_with(':') && !value.is_empty();
        (end < line.len() && is_value && value.len() + 1 == end).then_some(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_one_space_after_a_value_cuts_it() {
        let cut = |text: &str| {
            let mut scanner = Scanner::default();
            text.lines().enumerate().filter_map(|(line, body)| Some((line, scanner.comment(body)?))).collect::<Vec<_>>()
        };
        assert_eq!(cut("zh: 在 # 之后"), [(0, 8)]);
        assert_eq!(cut("name: {zh: 一, en: it's #1}"), [(0, 25)]);
        assert_eq!(cut("- a #b\n- 'it''s #c'\n- \"say \\\" # d\""), [(0, 4)]);
        assert_eq!(cut("# a # b\nzh: 一  # verbatim\nlevels: # all\nen: C#\n"), []);
        assert_eq!(cut("zh: |\n  a # b\n\n  c # d\nen: >-\n  a # b\nx: \"a\n  b # c\" #d"), [(7, 9)]);
    }
}
