//! The content files as text.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;

use crate::files;

/// One content file.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its path with `/`, relative to the workspace, as `content/standard.yaml`.
    pub path: String,
    /// Its text, without byte order mark and with `\n` at the ends of lines.
    pub text: String,
    /// Where the first bytes stand that are not UTF-8.
    pub not_utf8: Option<usize>,
}

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// Where the words of the site are used: the templates, and the code that fills them or speaks itself.
const USERS: [&str; 6] =
    ["templates", "site/assets", "xtask/src/render", "crates/view/src", "crates/exchange/src", "crates/scoring/src"];

/// All content files, by path.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: BTreeMap<String, Source>,
    users: Vec<Source>,
}

impl Sources {
    /// Reads every `.yaml`, `.md` and `.txt` file under `root/content`, and the files that use its words.
    ///
    /// # Errors
    /// A folder or file that cannot be read, with its path.
    pub fn load(root: &Path) -> Result<Sources> {
        let mut sources = Sources::default();
        for (path, bytes) in files::read(root, "content", &["yaml", "md", "txt"])? {
            sources.insert(path, bytes);
        }
        for folder in USERS.iter().filter(|folder| root.join(folder).exists()) {
            let users = files::read(root, folder, &["html", "js", "rs"])?;
            sources.users.extend(users.into_iter().map(|(path, bytes)| Source::new(path, bytes)));
        }
        Ok(sources)
    }

    /// Adds a file, or puts it in the place of the one with the same path.
    pub fn insert(&mut self, path: String, bytes: Vec<u8>) {
        self.files.insert(path.clone(), Source::new(path, bytes));
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &str) -> Option<Source> {
        self.files.remove(path)
    }

    /// The file at `path`, as `content/standard.yaml`.
    pub fn get(&self, path: &str) -> Option<&Source> {
        self.files.get(path).or_else(|| self.users.iter().find(|source| source.path == path))
    }

    /// All content files in name order.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.values()
    }

    /// The files that use the words of `content/interface.yaml`, templates first.
    pub fn users(&self) -> impl Iterator<Item = &Source> {
        self.users.iter()
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
