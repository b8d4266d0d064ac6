//! Running text: the front matter and the paragraphs of a Markdown file.

use std::ops::Range;

use serde::Deserialize;

/// The names of the generated parts of the document. Each is inserted at most once in its running text; a part that is
/// not inserted is one that the standard does not have, but for [`DOMAINS`], which all have.
pub const INSERTIONS: [&str; 9] =
    ["references", "terms", "abbreviations", COMPOSITION, STAIRCASE, "levels", "table-1", DOMAINS, "bibliography"];

/// The insertion of the domains with all their entries.
pub const DOMAINS: &str = "domains";

/// The insertion of the figure of levels, domains and subdomains.
pub const COMPOSITION: &str = "figure-composition";

/// The insertion of the figure of the levels.
pub const STAIRCASE: &str = "figure-levels";

/// The insertions of figures. A figure has the number of its place among those that are inserted.
pub const FIGURES: [&str; 2] = [COMPOSITION, STAIRCASE];

/// One file of `text/` or `methods/`.
#[derive(Debug, Clone)]
pub struct TextFile {
    /// Its path.
    pub path: String,
    /// The bytes of its front matter.
    pub front_range: Range<usize>,
    /// The front matter: what is between the `---` lines.
    pub front: FrontMatter,
    /// The paragraphs in order, each with its place in the file.
    pub blocks: Blocks,
}

/// Paragraphs, each with its place in the file.
pub type Blocks = Vec<(Block, Range<usize>)>;

/// The front matter of a text file.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct FrontMatter {
    /// The number of the clause, quoted; absent for unnumbered parts.
    #[serde(default)]
    pub number: Option<String>,
    /// The heading.
    #[serde(default)]
    pub title: String,
    /// In files of the translation: the fingerprint of each paragraph of the binding text, in order.
    #[serde(default)]
    pub reviewed: Vec<String>,
}

/// One paragraph of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Markdown.
    Paragraph(String),
    /// The name of a generated part to insert, as `terms` from the line `{terms}`.
    Insertion(String),
}

impl Block {
    /// The block as written in the file.
    pub fn raw(&self) -> String {
        match self {
            Block::Paragraph(text) => text.clone(),
            Block::Insertion(name) => format!("{{{name}}}"),
        }
    }
}

/// Splits a text file into the range of its front matter and its blocks; `None` if the front matter does not begin
/// in the first line or does not end.
pub(super) fn split(text: &str) -> Option<(Range<usize>, Blocks)> {
    const OPEN: &str = "---\n";
    const CLOSE: &str = "\n---\n";
    let body = text.strip_prefix(OPEN)?;
    let end = OPEN.len() + body.find(CLOSE)? + 1;
    Some((OPEN.len()..end, blocks(text, end + CLOSE.len() - 1)))
}

fn blocks(text: &str, start: usize) -> Blocks {
    let mut blocks = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut offset = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim().is_empty() {
            blocks.extend(open.take());
        } else {
            let from = open.as_ref().map_or(offset, |range| range.start);
            open = Some(from..offset + line.trim_end().len());
        }
        offset += line.len();
    }
    blocks.extend(open);
    blocks.into_iter().map(|range| (block(&text[range.clone()]), range)).collect()
}

fn block(raw: &str) -> Block {
    let name = raw.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    match name {
        Some(name) if name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') => Block::Insertion(name.to_owned()),
        _ => Block::Paragraph(raw.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_keep_their_places() {
        let text = "---\ntitle: x\n---\n\none\ntwo\n\n{table-1}\n";
        let (front, blocks) = split(text).unwrap();
        assert_eq!(&text[front], "title: x\n");
        let raws: Vec<_> = blocks.iter().map(|(_, range)| &text[range.clone()]).collect();
        assert_eq!(raws, ["one\ntwo", "{table-1}"]);
        assert_eq!(blocks[1].0, Block::Insertion("table-1".into()));
    }
}
