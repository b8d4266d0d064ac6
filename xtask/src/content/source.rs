//! The content files as text, and where in them a thing stands.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use walkdir::WalkDir;

/// One content file.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its path with `/`, relative to the workspace, as `content/standard.yaml`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// All content files, by path.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: BTreeMap<String, Source>,
}

impl Sources {
    /// Reads every `.yaml` and `.md` file under `root/content`.
    ///
    /// # Errors
    /// A folder or file that cannot be read, or is not UTF-8, with its path.
    pub fn load(root: &Path) -> Result<Sources> {
        let mut files = BTreeMap::new();
        for entry in WalkDir::new(root.join("content")).sort_by_file_name() {
            let entry = entry.context("reading content")?;
            let is_content = entry.path().extension().is_some_and(|ext| ext == "yaml" || ext == "md");
            if !entry.file_type().is_file() || !is_content {
                continue;
            }
            let path = super::source::slash_path(entry.path().strip_prefix(root)?);
            let text = std::fs::read_to_string(entry.path()).with_context(|| format!("reading {path}"))?;
            files.insert(path.clone(), Source { path, text });
        }
        Ok(Sources { files })
    }

    /// The file at `path`, as `content/standard.yaml`.
    pub fn get(&self, path: &str) -> Option<&Source> {
        self.files.get(path)
    }

    /// All files in name order.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.values()
    }
}

/// A path with `/` between its parts on every system.
pub(crate) fn slash_path(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

impl Source {
    /// Where the record that has the line `id: <id>` (or `code:`, `number:`, `short:`, `- slug`)
    /// stands: from its first line to the line before the next record of the same indent.
    pub fn record(&self, key: &str, value: &str) -> Option<Range<usize>> {
        let mut offset = 0;
        for line in self.text.split_inclusive('\n') {
            let body = line.trim_start().trim_start_matches("- ").trim_start();
            let found = body
                .strip_prefix(key)
                .and_then(|rest| rest.strip_prefix(':'))
                .is_some_and(|rest| rest.trim().trim_matches(['"', '\'']) == value);
            if found {
                let end = offset + self.record_len(offset, line);
                return Some(offset..end);
            }
            offset += line.len();
        }
        None
    }

    fn record_len(&self, start: usize, first: &str) -> usize {
        let indent = indent_of(first);
        let mut len = first.len();
        for line in self.text[start + first.len()..].split_inclusive('\n') {
            let is_blank = line.trim().is_empty();
            if !is_blank && indent_of(line) <= indent {
                break;
            }
            len += line.len();
        }
        len
    }

    /// Where the value of `key` stands inside `within`; the whole line of the key if it is on
    /// several lines.
    pub fn value(&self, within: Range<usize>, key: &str) -> Option<Range<usize>> {
        let mut offset = within.start;
        for line in self.text[within].split_inclusive('\n') {
            for (at, _) in line.match_indices(key) {
                let before = line[..at].chars().next_back();
                let after = &line[at + key.len()..];
                let starts = before.is_none_or(|c| c.is_whitespace() || c == '{' || c == ',');
                if starts && after.starts_with(':') {
                    let rest = &after[1..];
                    let value_at = offset + at + key.len() + 1 + (rest.len() - rest.trim_start().len());
                    let end = offset + line.trim_end().len();
                    return Some(value_at.min(end)..end);
                }
            }
            offset += line.len();
        }
        None
    }

    /// Where `words` first stand inside `within`.
    pub fn words(&self, within: Range<usize>, words: &str) -> Option<Range<usize>> {
        let at = within.start + self.text[within].find(words)?;
        Some(at..at + words.len())
    }
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}
