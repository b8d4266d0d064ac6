//! Render and write: from the checked document, the templates and the assets to a tree of path → bytes.
//!
//! Only [`load`], [`write`], [`zip`] and [`lock`] touch the disk. [`render()`] cannot fail because of content: a failure is
//! a template at fault.

mod address;
mod assets;
mod both;
mod data;
mod explained;
mod figures;
mod frame;
mod html;
mod inputs;
mod linked;
mod listing;
pub mod lock;
mod marked;
mod modules;
mod offline;
mod page;
mod pages;
mod place;
mod policy;
mod remarks;
mod templates;
mod texts;
mod tree;
mod views;
pub mod words;
pub mod write;
pub mod zip;

pub use inputs::{Asset, Engine, Inputs};
pub use listing::readme;
pub use templates::TemplateSource;
pub use tree::{RepeatedPath, Tree};

use std::path::Path;

use anyhow::Result;
use dtmm_model::Lang;

use dtmm_content::document::Document;
use dtmm_content::load::Sources;
use frame::Site;

/// The content under `root`, with who says which words of the site: templates, scripts, this crate and the engine.
///
/// # Errors
/// A folder or file that cannot be read, with its path.
pub fn load(root: &Path) -> Result<Sources> {
    Ok(Sources::load(root)?.with_uses(words::of_files(root)?).with_uses(words::of_program()))
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
    for lang in Lang::ALL {
        pages::write_language(&site, lang, &mut tree)?;
    }
    pages::write_shared(&site, &mut tree)?;
    listing::write(document, inputs, &mut tree)?;
    // Last, because no listing is to send anybody to an old address.
    pages::write_moved(&site, &mut tree)?;
    offline::write(inputs, &mut tree)?;
    Ok(tree)
}
