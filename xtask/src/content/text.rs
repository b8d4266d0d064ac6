//! Running text: front matter and paragraphs of one Markdown file.

use std::ops::Range;

use serde::Deserialize;

/// One file of `content/text/`.
#[derive(Debug, Clone)]
pub struct TextFile {
    /// What stands between the `---` lines.
    pub front: FrontMatter,
    /// The paragraphs in order, each with its place in the file.
    pub blocks: Vec<(Block, Range<usize>)>,
}

/// The front matter of a text file.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct FrontMatter {
    /// The number of the clause, quoted; absent for unnumbered parts.
    #[serde(default)]
    pub number: Option<String>,
    /// The heading.
    pub title: String,
    /// In English files: the fingerprint of each Chinese paragraph, in order.
    #[serde(default)]
    pub reviewed: Vec<String>,
}

/// One paragraph of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Markdown.
    Paragraph(String),
    /// The place of generated material, as `figure-1`: the text of the line `{figure-1}`.
    Insertion(String),
}

impl Block {
    /// The block as it stands in the file.
    pub fn raw(&self) -> String {
        match self {
            Block::Paragraph(text) => text.clone(),
            Block::Insertion(name) => format!("{{{name}}}"),
        }
    }
}

/// Splits a text file into front matter (as YAML, with its offset) and blocks.
///
/// # Errors
/// The offset where a `---` line is missing.
pub(super) fn split(text: &str) -> Result<(&str, usize, Vec<(Block, Range<usize>)>), usize> {
    let body = text.strip_prefix("---\n").ok_or(0usize)?;
    let end = body.find("\n---\n").ok_or(0usize)?;
    let front = &body[..end + 1];
    let start = 4 + end + 5;
    Ok((front, 4, blocks(text, start)))
}

fn blocks(text: &str, start: usize) -> Vec<(Block, Range<usize>)> {
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
        let (front, at, blocks) = split(text).unwrap();
        assert_eq!((front, at), ("title: x\n", 4));
        let raws: Vec<_> = blocks.iter().map(|(_, range)| &text[range.clone()]).collect();
        assert_eq!(raws, ["one\ntwo", "{table-1}"]);
        assert_eq!(blocks[1].0, Block::Insertion("table-1".into()));
    }
}
