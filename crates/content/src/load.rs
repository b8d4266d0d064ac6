//! The load stage: content files as text, and the declared uses of the words of the site.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;

use crate::files;

/// A content file.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its path with `/`, relative to the workspace, as `content/standard.yaml`.
    pub path: String,
    /// Its text, without byte order mark and with `\n` line ends.
    pub text: String,
    /// The offset of the first bytes that are not UTF-8.
    pub not_utf8: Option<usize>,
}

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// A use of a word of the site by a template, a script or a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The key of the word in `content/interface.yaml`.
    pub key: String,
    /// Where it is used, as `templates/pages/home.html:12`.
    pub by: String,
}

/// All content files, by path.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: BTreeMap<String, Source>,
    uses: Vec<Use>,
}

impl Sources {
    /// Reads every text file under `root/content`, without uses of words.
    ///
    /// # Errors
    /// A folder or file that cannot be read, with its path.
    pub fn load(root: &Path) -> Result<Sources> {
        let mut sources = Sources::default();
        for (path, bytes) in files::read(root, "content", &["yaml", "yml", "md", "txt"])? {
            sources.insert(path, bytes);
        }
        Ok(sources)
    }

    /// Adds uses of words, for the checks of `content/interface.yaml`.
    #[must_use]
    pub fn with_uses(mut self, uses: impl IntoIterator<Item = Use>) -> Sources {
        self.uses.extend(uses);
        self
    }

    /// Adds a file, or replaces the one with the same path.
    pub fn insert(&mut self, path: String, bytes: Vec<u8>) {
        self.files.insert(path.clone(), Source::new(path, bytes));
    }

    /// Removes a file.
    pub fn remove(&mut self, path: &str) -> Option<Source> {
        self.files.remove(path)
    }

    /// The file at `path`, as `content/standard.yaml`.
    pub fn get(&self, path: &str) -> Option<&Source> {
        self.files.get(path)
    }

    /// All content files in name order.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.values()
    }

    /// All declared uses of words of the site.
    pub fn uses(&self) -> &[Use] {
        &self.uses
    }
}

impl Source {
    fn new(path: String, bytes: Vec<u8>) -> Source {
        let (mut text, is_utf8) = match String::from_utf8(bytes) {
            Ok(text) => (text, true),
            Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), false),
        };
        if text.starts_with(BYTE_ORDER_MARK) {
            text.remove(0);
        }
        if text.contains('\r') {
            text = text.replace("\r\n", "\n");
        }
        let not_utf8 = if is_utf8 { None } else { text.find(char::REPLACEMENT_CHARACTER) };
        Source { path, text, not_utf8 }
    }
}
