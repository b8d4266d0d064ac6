//! Render: from the checked document, the templates and the assets to a tree of path → bytes.
//!
//! Nothing here touches the disk, and nothing here can fail because of content: a failure is a
//! template at fault.

mod address;
mod assets;
mod both;
mod data;
mod explained;
mod figures;
mod frame;
mod linked;
mod listing;
mod marked;
mod modules;
mod offline;
mod pages;
mod policy;
mod remarks;
mod templates;
mod texts;
mod tree;
mod views;

pub use assets::{Asset, Engine};
pub use listing::readme;
pub use templates::TemplateSource;
pub use tree::{RepeatedPath, Tree};

use anyhow::Result;
use dtmm_model::Lang;

use crate::document::Document;
use frame::Site;

/// Everything besides the document that the site is made of.
#[derive(Debug)]
pub struct Inputs {
    /// The page templates.
    pub templates: Vec<TemplateSource>,
    /// Stylesheets, scripts and icons.
    pub assets: Vec<Asset>,
    /// The scoring engine, where it could be built.
    pub engine: Option<Engine>,
    /// Where the site will stand, ending in `/`: for the few files that must hold full addresses.
    pub base_url: Option<String>,
    /// The address of a script that reloads the page, when the site is served for editing.
    pub reload: Option<String>,
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
