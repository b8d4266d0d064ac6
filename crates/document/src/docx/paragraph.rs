//! The words of a paragraph.

use dtmm_package::escaped;

use crate::html::{HtmlElement, HtmlNode};

/// What a reader does not see in a document: controls, drawings, ways within the page, and words for screen readers only.
const UNSEEN: [&str; 8] = ["button", "input", "label", "nav", "script", "select", "svg", "title"];
/// What stands on a line of its own within an item.
const LINES: [&str; 2] = ["entries", "who"];
const UNSEEN_CLASSES: [&str; 6] = ["hide", "jump", "key", "map-tools", "needs-script", "on-screen"];

/// A stretch of words that look alike.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Run {
    pub(super) words: String,
    pub(super) is_bold: bool,
    /// Whether it is the level at the head of the report, the largest words of it.
    pub(super) is_level: bool,
    /// Whether it begins a new line.
    pub(super) begins_line: bool,
    /// The colour behind it.
    pub(super) fill: Option<&'static str>,
}

/// Whether a reader sees an element.
pub(super) fn is_seen(element: &HtmlElement) -> bool {
    let hidden = element.get("hidden").is_some() || UNSEEN.contains(&element.name.as_str());
    // What leads to another part of the page is a sentence of its own only there.
    let leads = element.name == "a" && element.get("href") == Some("#report-method");
    !hidden && !leads && !UNSEEN_CLASSES.iter().any(|class| element.has_class(class))
}

/// The runs of nodes within a line, with spaces as a browser shows them.
pub(super) fn runs<'a>(nodes: impl IntoIterator<Item = &'a HtmlNode>) -> Vec<Run> {
    let mut runs = Vec::new();
    for node in nodes {
        add(node, &Run::default(), &mut runs);
    }
    let mut ends_in_space = true;
    for run in &mut runs {
        ends_in_space |= run.begins_line;
        let mut words = String::with_capacity(run.words.len());
        for character in run.words.chars() {
            let is_space = character.is_ascii_whitespace();
            if !is_space {
                words.push(character);
            } else if !ends_in_space {
                words.push(' ');
            }
            ends_in_space = is_space;
        }
        run.words = words;
    }
    if let Some(last) = runs.last_mut() {
        last.words.truncate(last.words.trim_end_matches(' ').len());
    }
    runs.retain(|run| !run.words.is_empty() || run.begins_line);
    runs
}

fn add(node: &HtmlNode, like: &Run, runs: &mut Vec<Run>) {
    match node {
        HtmlNode::Text(words) => runs.push(Run { words: words.clone(), ..like.clone() }),
        HtmlNode::Element(element) if is_seen(element) => {
            let like = Run {
                is_bold: like.is_bold || matches!(element.name.as_str(), "strong" | "b" | "dt"),
                is_level: like.is_level || element.has_class("level") || element.has_class("share"),
                ..Run::default()
            };
            // A mark is read by its name.
            let name = element.get("aria-label").filter(|_| element.get("role") == Some("img"));
            match name {
                Some(name) => runs.push(Run { words: name.to_owned(), ..like }),
                None => {
                    if !runs.is_empty() && LINES.iter().any(|class| element.has_class(class)) {
                        runs.push(Run { begins_line: true, ..Run::default() });
                    }
                    element.children.iter().for_each(|child| add(child, &like, runs));
                }
            }
        }
        HtmlNode::Element(_) => {}
    }
}

/// A paragraph in a style, with more of its properties; `mark` is around its words.
pub(super) fn paragraph(style: &str, properties: &str, runs: &[Run], mark: [&str; 2]) -> String {
    let runs: String = runs.iter().map(written).collect();
    let [before, after] = mark;
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>{before}{runs}{after}</w:p>")
}

fn written(run: &Run) -> String {
    let style = if run.is_level { "<w:rStyle w:val=\"ReportLevel\"/>" } else { "" };
    let bold = if run.is_bold { "<w:b/>" } else { "" };
    let fill =
        run.fill.map(|fill| format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>")).unwrap_or_default();
    let line = if run.begins_line { "<w:br/>" } else { "" };
    let words = escaped(&run.words);
    format!("<w:r><w:rPr>{style}{bold}{fill}</w:rPr>{line}<w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

/// The words of runs.
pub(super) fn words_of(runs: &[Run]) -> String {
    runs.iter().map(|run| run.words.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs_of(html: &str) -> Vec<(String, bool)> {
        let element = HtmlElement::parse(html).unwrap();
        runs(&element.children).into_iter().map(|run| (run.words, run.is_bold)).collect()
    }

    #[test]
    fn words_stand_as_a_browser_shows_them() {
        let html = "<p>\n one  <b> two\n</b> three<button>no</button><span class=\"hide\">no</span> </p>";
        let wanted = [("one ", false), ("two ", true), ("three", false)];
        assert_eq!(runs_of(html), wanted.map(|(words, bold)| (words.to_owned(), bold)));
    }

    #[test]
    fn a_mark_is_read_by_its_name() {
        let html = "<td><span class=\"met\" role=\"img\" aria-label=\"met\"></span><svg><title>no</title></svg></td>";
        assert_eq!(runs_of(html), [("met".to_owned(), false)]);
    }
}
