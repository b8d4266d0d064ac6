//! The real content, checked and rendered once for all tests of a file.
#![allow(dead_code)] // each test file uses its part

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use xtask::build::{self, Built, Options};
use xtask::check;
use xtask::content::Sources;
use xtask::document::Document;
use xtask::render::{Engine, Tree};

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// The checked document.
pub(crate) fn document() -> &'static Document {
    static DOCUMENT: OnceLock<Document> = OnceLock::new();
    DOCUMENT.get_or_init(|| check::check(&Sources::load(&root()).unwrap()).document.unwrap())
}

/// The site as it is published, with a stand-in for the engine's bytes.
pub(crate) fn site() -> &'static Tree {
    static SITE: OnceLock<Tree> = OnceLock::new();
    SITE.get_or_init(|| build().tree.unwrap())
}

/// Builds the site anew.
pub(crate) fn build() -> Built {
    let engine = Engine { scorer: b"/* engine */".to_vec(), reporter: b"/* reporter */".to_vec() };
    build::build(&root(), Some(engine), &Options::default()).unwrap()
}
