//! The render and write stages: from the checked document, templates and assets to a tree of path → bytes, and from
//! there to a folder or an archive.
//!
//! Only [`load`], [`write`], [`zip`] and [`lock`] touch the file system. [`render()`] cannot fail because of checked
//! content, only because of a template or an asset.

mod address;
mod anchors;
mod annotate;
mod assets;
pub mod base_url;
mod bilingual;
mod client_data;
mod data;
mod discovery;
mod editor_notes;
mod figures;
mod glossary_links;
mod html;
mod inputs;
mod json_ld;
mod layout;
pub mod lock;
mod modules;
mod offline;
mod page;
mod pages;
mod place;
mod policy;
mod templates;
mod tree;
mod views;
pub mod words;
pub mod write;
pub mod zip;

pub use discovery::readme;
pub use inputs::{Asset, Engine, Inputs};
pub use templates::TemplateSource;
pub use tree::{RepeatedPath, Tree};

use std::path::Path;

use anyhow::Result;

use dtmm_content::document::Document;
use dtmm_content::load::Sources;
use layout::Site;

/// Loads the content folder `content`, by default the one of the workspace, with all uses of words of the site: by the
/// templates and scripts of the workspace at `root`, this crate and the engine.
///
/// # Errors
/// A folder or file that cannot be read, with its path.
pub fn load(root: &Path, content: Option<&Path>) -> Result<Sources> {
    const DEFAULT: &str = "content";
    let sources = match content {
        None => Sources::load(&root.join(DEFAULT), DEFAULT)?,
        Some(folder) => Sources::load(folder, &folder.to_string_lossy())?,
    };
    Ok(sources.with_uses(words::of_files(root)?).with_uses(words::of_program()))
}

/// Renders the whole site.
///
/// # Errors
/// A template that is wrong, with its file and line, or a path written twice.
pub fn render(document: &Document, inputs: &Inputs) -> Result<Tree> {
    let mut tree = Tree::default();
    let assets = assets::write(document, inputs, &mut tree)?;
    let site = Site::new(document, inputs, assets)?;
    data::write(document, inputs, &mut tree)?;
    for lang in document.languages.iter() {
        pages::write_language(&site, lang, &mut tree)?;
    }
    pages::write_shared(&site, &mut tree)?;
    discovery::write(document, inputs, &mut tree)?;
    // After the sitemap, which must not list old addresses.
    pages::write_redirects(&site, &mut tree)?;
    offline::write(inputs, &mut tree)?;
    Ok(tree)
}
