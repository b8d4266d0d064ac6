//! The output as a value: all files of the site in memory.

use std::collections::BTreeMap;
use std::fmt;

/// The files of the site by path, with `/` between the parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    files: BTreeMap<String, Vec<u8>>,
}

/// Two files with the same path.
#[derive(Debug)]
pub struct RepeatedPath(pub String);

impl fmt::Display for RepeatedPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is written twice", self.0)
    }
}

impl std::error::Error for RepeatedPath {}

impl Tree {
    /// Adds a file.
    ///
    /// # Errors
    /// There is a file at `path` already.
    pub fn add(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Result<(), RepeatedPath> {
        let path = path.into();
        match self.files.insert(path.clone(), bytes.into()) {
            None => Ok(()),
            Some(_) => Err(RepeatedPath(path)),
        }
    }

    /// Adds all files of another tree, each at the path that `place` gives it. A file that is there already with the
    /// same bytes is the same file.
    ///
    /// # Errors
    /// There is another file at one of the paths.
    pub fn add_all(&mut self, other: Tree, place: impl Fn(&str) -> String) -> Result<(), RepeatedPath> {
        for (path, bytes) in other.files {
            let path = place(&path);
            if self.files.get(&path).is_none_or(|there| *there != bytes) {
                self.add(path, bytes)?;
            }
        }
        Ok(())
    }

    /// The bytes of one file.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// All files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
