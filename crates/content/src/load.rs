//! The load stage: content files as text, and the declared uses of the words of the site.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;

use crate::files;

/// The folder in which each edition has one of its own.
const EDITIONS: &str = "editions/";

/// The folder of the words of the tool in the workspace.
const TOOL_WORDS: &str = "site/words";

/// How the names of its files begin.
pub(crate) const TOOL: &str = "tool/";

/// What the editions of a standard share, by the names of files and folders in the content folder. All else belongs to
/// an edition.
const SHARED: [&str; 9] = [
    TOOL,
    "model.yaml",
    "interface.yaml",
    "own-terms.yaml",
    "termbase.yaml",
    "redirects.yaml",
    "published.txt",
    "methods/",
    "schemas/",
];

/// A content file.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its path with `/` as it is shown, as `content/editions/2030/standard.yaml`.
    pub path: String,
    /// Its name within its edition, or among what all editions share, as `standard.yaml`.
    pub name: String,
    /// The edition it belongs to; `None` for what all share.
    pub edition: Option<String>,
    /// Its text, without byte order mark and with `\n` line ends.
    pub text: String,
    /// The offset of the first bytes that are not UTF-8.
    pub not_utf8: Option<usize>,
}

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// A use of a word of the site by a template, a script or a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The key of the word in `interface.yaml`.
    pub key: String,
    /// Where it is used, as `templates/pages/home.html:12`.
    pub by: String,
}

/// All files of a content folder, by path.
#[derive(Debug, Clone)]
pub struct Sources {
    folder: String,
    files: BTreeMap<String, Source>,
    uses: Vec<Use>,
}

impl Sources {
    /// No files yet of a content folder that is shown as `folder`, such as `content`.
    pub fn new(folder: &str) -> Sources {
        Sources { folder: folder.trim_end_matches('/').to_owned(), files: BTreeMap::new(), uses: Vec::new() }
    }

    /// Reads every text file of the content folder at `path`, without uses of words. `folder` is how it is shown.
    ///
    /// # Errors
    /// A folder or file that cannot be read, with its path.
    pub fn load(path: &Path, folder: &str) -> Result<Sources> {
        let mut sources = Sources::new(folder);
        for (path, bytes) in files::read(path, &sources.folder, &["yaml", "yml", "md", "txt"])? {
            sources.insert(path, bytes);
        }
        Ok(sources)
    }

    /// Adds the words of the tool, those under `site/words` of the workspace at `root`, if there are any.
    ///
    /// # Errors
    /// A folder or file that cannot be read, with its path.
    pub fn with_tool_words(mut self, root: &Path) -> Result<Sources> {
        let folder = root.join(TOOL_WORDS);
        if folder.exists() {
            for (path, bytes) in files::read(&folder, TOOL_WORDS, &["yaml", "yml", "md"])? {
                self.insert(path, bytes);
            }
        }
        Ok(self)
    }

    /// Adds uses of words, for the checks of `interface.yaml`.
    #[must_use]
    pub fn with_uses(mut self, uses: impl IntoIterator<Item = Use>) -> Sources {
        self.uses.extend(uses);
        self
    }

    /// Adds a file, or replaces the one with the same path.
    pub fn insert(&mut self, path: String, bytes: Vec<u8>) {
        let source = Source::new(&self.folder, path.clone(), bytes);
        self.files.insert(path, source);
    }

    /// Removes a file.
    pub fn remove(&mut self, path: &str) -> Option<Source> {
        self.files.remove(path)
    }

    /// The file at `path`, as `content/model.yaml`.
    pub fn get(&self, path: &str) -> Option<&Source> {
        self.files.get(path)
    }

    /// All content files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.values()
    }

    /// All declared uses of words of the site.
    pub fn uses(&self) -> &[Use] {
        &self.uses
    }

    /// How the content folder is shown, as `content`.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// The editions that have a folder, in the order of their names.
    pub fn editions(&self) -> BTreeSet<&str> {
        self.files.values().filter_map(|source| source.edition.as_deref()).collect()
    }

    /// The files of one edition, with those that all editions share.
    pub fn edition<'a>(&'a self, edition: &'a str) -> EditionSources<'a> {
        let own = |source: &&Source| source.edition.as_deref().is_none_or(|of| of == edition);
        let files = self.files.values().filter(own).map(|source| (source.name.as_str(), source)).collect();
        EditionSources { folder: &self.folder, edition, files, uses: &self.uses }
    }
}

/// What one edition is made from: its own files and the shared ones, by their names.
#[derive(Debug, Clone)]
pub struct EditionSources<'a> {
    folder: &'a str,
    /// The name of the edition, which is that of its folder.
    pub edition: &'a str,
    files: BTreeMap<&'a str, &'a Source>,
    uses: &'a [Use],
}

impl<'a> EditionSources<'a> {
    /// The file with this name, as `standard.yaml`.
    pub fn get(&self, name: &str) -> Option<&'a Source> {
        self.files.get(name).copied()
    }

    /// All files in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = &'a Source> + use<'a, '_> {
        self.files.values().copied()
    }

    /// All declared uses of words of the site.
    pub fn uses(&self) -> &'a [Use] {
        self.uses
    }

    /// The path of the file with this name, whether or not there is one.
    pub fn path(&self, name: &str) -> String {
        let EditionSources { folder, edition, .. } = self;
        if let Some(name) = name.strip_prefix(TOOL) {
            return format!("{TOOL_WORDS}/{name}");
        }
        if is_shared(name) { format!("{folder}/{name}") } else { format!("{folder}/{EDITIONS}{edition}/{name}") }
    }
}

/// Whether all editions share the file with this name.
pub fn is_shared(name: &str) -> bool {
    SHARED.iter().any(|shared| match shared.strip_suffix('/') {
        Some(_) => name.starts_with(shared),
        None => name == *shared,
    })
}

impl Source {
    fn new(folder: &str, path: String, bytes: Vec<u8>) -> Source {
        let below = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')).unwrap_or(&path);
        let own = below.strip_prefix(EDITIONS).and_then(|rest| rest.split_once('/'));
        let (edition, name) = own.map_or((None, below), |(edition, name)| (Some(edition.to_owned()), name));
        let of_tool = path.strip_prefix(TOOL_WORDS).and_then(|rest| rest.strip_prefix('/'));
        let name = of_tool.map_or_else(|| name.to_owned(), |name| format!("{TOOL}{name}"));
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
        Source { path, name, edition, text, not_utf8 }
    }
}
