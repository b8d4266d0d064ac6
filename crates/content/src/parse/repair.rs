//! Reading on after a fault. The parser stops at the first one; so that a file reports all it has,
//! the faulty part is blanked out of a copy and the copy is read again.

use std::ops::Range;

use super::locate::{children, column};
use crate::diagnostic::DiagnosticCode;
use crate::diagnostic::codes::{BROKEN_YAML, MISSING_KEY, REPEATED_KEY, UNKNOWN_KEY, WRONG_VALUE};
use crate::diagnostic::suggest;

/// What the parser says is wrong, in our words.
#[derive(Debug)]
pub(super) struct YamlFault {
    pub(super) code: DiagnosticCode,
    pub(super) message: String,
    pub(super) help: String,
    /// The key in question, for an unknown or repeated one.
    key: Option<String>,
}

/// How far the rest of the file can still be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Repair {
    /// All of it: what was taken out was too much anyway.
    Whole,
    /// It can be checked, but something that was meant to be in it may be missing.
    Doubtful,
    /// To find further faults of the same kind only.
    Partial,
    /// Not at all.
    Hopeless,
}

impl YamlFault {
    /// Reads a message of the parser.
    pub(super) fn read(message: &str) -> YamlFault {
        let kinds = [
            ("unknown field", UNKNOWN_KEY),
            ("missing field", MISSING_KEY),
            ("duplicate field", REPEATED_KEY),
            ("unknown variant", WRONG_VALUE),
            ("invalid type", WRONG_VALUE),
            ("invalid value", WRONG_VALUE),
            ("invalid length", WRONG_VALUE),
        ];
        let kind = kinds.iter().find_map(|(words, code)| Some((message.find(words)?, *code)));
        let (start, code) = kind.unwrap_or((0, BROKEN_YAML));
        let said = &message[start..];
        let said = said.rfind(" at line ").map_or(said, |end| &said[..end]);
        let key = said.split('`').nth(1).map(str::to_owned);
        let expected: Vec<_> = said.split('`').skip(3).step_by(2).collect();
        let name = key.as_deref().unwrap_or_default();
        let (message, help) = words(code, said, name, &expected);
        YamlFault { code, message, help, key }
    }

    /// Whether the file is YAML at least.
    pub(super) fn is_of_shape(&self) -> bool {
        self.code != BROKEN_YAML
    }

    /// The exact place, given where the parser says it is.
    pub(super) fn place(&self, text: &str, at: usize) -> Range<usize> {
        let key = self.key.as_deref().unwrap_or_default();
        let range = match self.code {
            REPEATED_KEY => second(text, at, key).unwrap_or(at..at),
            UNKNOWN_KEY if text[at..].starts_with(key) => at..at + key.len(),
            _ => at..at,
        };
        if range.is_empty() { at..at + text[at..].lines().next().unwrap_or("").trim_end().len() } else { range }
    }

    /// Blanks out what is at fault.
    pub(super) fn repair(&self, text: &mut String, at: usize) -> Repair {
        let key = self.key.as_deref().unwrap_or_default();
        match self.code {
            UNKNOWN_KEY => {
                let end = entry_end(text, at);
                blank(text, at..end);
                Repair::Whole
            }
            REPEATED_KEY => match second(text, at, key) {
                Some(range) => {
                    let end = entry_end(text, range.start);
                    blank(text, range.start..end);
                    Repair::Doubtful
                }
                None => Repair::Hopeless,
            },
            MISSING_KEY | WRONG_VALUE => match item_around(text, at) {
                Some(range) => {
                    blank(text, range);
                    Repair::Partial
                }
                None => Repair::Hopeless,
            },
            _ => Repair::Hopeless,
        }
    }
}

fn words(code: DiagnosticCode, said: &str, key: &str, expected: &[&str]) -> (String, String) {
    let list = expected.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match code {
        UNKNOWN_KEY => {
            let otherwise = match list.is_empty() {
                true => "remove it".to_owned(),
                false => format!("remove it; the keys here are {list}"),
            };
            (format!("unknown key `{key}`"), suggest::help(key, expected.iter().copied(), otherwise))
        }
        MISSING_KEY => (
            format!("the key `{key}` is missing"),
            format!("add `{key}:` to this record; CONTRIBUTING.md shows a complete file"),
        ),
        REPEATED_KEY => (format!("the key `{key}` stands here twice"), "keep one of the two".to_owned()),
        WRONG_VALUE => {
            let otherwise = "give a value of the kind expected; CONTRIBUTING.md shows a complete file";
            (plain(said), suggest::help(key, expected.iter().copied(), otherwise))
        }
        _ => (
            format!("this is not YAML: {}", said.split(" at line ").next().unwrap_or(said)),
            "check the indentation, and quote a text that contains `: ` or ` #` or begins with a special character"
                .to_owned(),
        ),
    }
}

/// The parser's words without names of types.
fn plain(said: &str) -> String {
    let said = said.replace("unknown variant", "wrong value").replace("invalid type", "wrong value");
    let (given, expected) = said.split_once(", expected ").unwrap_or((said.as_str(), ""));
    let expected = match expected {
        "u8" | "usize" => "a whole number",
        "" => return given.to_owned(),
        other if other.starts_with("struct ") => "a mapping",
        other => other,
    };
    format!("{}, expected {expected}", given.replace("invalid value", "wrong value"))
}

/// The second entry with this key in the mapping that begins at `at`.
fn second(text: &str, at: usize, key: &str) -> Option<Range<usize>> {
    let keys = children(text, at..text.len()).into_iter().filter_map(|child| child.key);
    keys.filter(|range| text[range.clone()].trim_matches(['"', '\'']) == key).nth(1)
}

/// Where the entry of a mapping ends that begins at `at`.
fn entry_end(text: &str, at: usize) -> usize {
    let line_start = at - column(text, at);
    let in_flow = text[line_start..at].trim_end().ends_with(['{', ',']);
    if !in_flow {
        return children(text, at..text.len()).first().map_or(at, |child| child.whole.end);
    }
    let mut depth = 0;
    for (offset, byte) in text[at..].bytes().enumerate() {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return at + offset,
            b'}' | b']' => depth -= 1,
            b',' if depth == 0 => return at + offset + 1,
            _ => {}
        }
    }
    text.len()
}

/// The innermost `- ` item around `at`.
fn item_around(text: &str, at: usize) -> Option<Range<usize>> {
    let mut depth = column(text, at) + 1;
    let mut line_start = at - column(text, at);
    loop {
        let line = text[line_start..].lines().next().unwrap_or("");
        let body = line.trim_start();
        let indent = line.len() - body.len();
        if indent < depth && !body.is_empty() && !body.starts_with('#') {
            if body.starts_with("- ") {
                let start = line_start + indent;
                let end = children(text, start..text.len()).first()?.whole.end;
                return Some(start..end);
            }
            depth = indent;
        }
        line_start = text[..line_start.checked_sub(1)?].rfind('\n').map_or(0, |newline| newline + 1);
    }
}

/// Puts spaces in the place of everything but line breaks, byte for byte.
fn blank(text: &mut String, range: Range<usize>) {
    let spaces: String = text[range.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    text.replace_range(range, &spaces);
}
