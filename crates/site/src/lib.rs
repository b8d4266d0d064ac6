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
mod comment_places;
mod data;
mod discovery;
mod editions;
mod editor_notes;
mod feed;
mod figures;
mod glossary_links;
mod html;
mod inputs;
mod joined_words;
mod json_ld;
mod layout;
pub mod lock;
mod modules;
mod navigation;
mod offline;
mod other_changes;
mod page;
mod pages;
mod place;
mod placement;
mod policy;
mod scorer_data;
mod sidebar;
mod successor;
mod templates;
mod tints;
mod tree;
mod views;
mod word_diff;
pub mod words;
pub mod write;
pub mod zip;

pub use comment_places::CommentPlaces;
pub use discovery::readme;
pub use editions::Editions;
pub use inputs::{Asset, Engine, Inputs};
pub use place::printed_place;
pub use templates::TemplateSource;
pub use tree::{RepeatedPath, Tree};

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;

use dtmm_content::document::Document;
use dtmm_content::load::Sources;
use layout::Site;
use placement::Placement;
use successor::Successor;

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
    Ok(sources.with_tool_words(root)?.with_uses(words::of_files(root)?).with_uses(words::of_program()))
}

/// Renders the whole site: the newest edition at its root, and each earlier one in a folder of its name.
///
/// # Errors
/// A template that is wrong, with its file and line, or a path written twice.
pub fn render<'a>(editions: impl Into<Editions<'a>>, inputs: &Inputs) -> Result<Tree> {
    let editions = editions.into();
    let Editions { newest, earlier } = editions;
    let mut tree = Tree::default();
    let site = edition(newest, editions, inputs, Placement::newest(), None, &mut tree)?;
    pages::write_shared(&site, &mut tree)?;
    discovery::write(newest, inputs, &mut tree)?;
    // After the sitemap, which must not list old addresses.
    pages::write_redirects(&site, &mut tree)?;
    offline::write(inputs, &mut tree)?;
    let mut gone = BTreeMap::new();
    for document in earlier {
        let placement = Placement::earlier(document.standard.edition());
        let mut part = Tree::default();
        edition(document, editions, inputs, placement.clone(), Some(&tree), &mut part)?;
        let only_here = part.iter().map(|(path, _)| path).filter(|path| tree.get(path).is_none());
        gone.extend(only_here.map(|path| (path.to_owned(), placement.clone())));
        tree.add_all(part, |path| placement.path(path))?;
    }
    pages::write_gone(&site, &gone, &mut tree)?;
    Ok(tree)
}

/// Renders what every edition has: data files and the pages in its languages. `document` is one of `editions`. An earlier
/// one is given the tree with the pages of the newest.
fn edition<'a>(
    document: &'a Document,
    editions: Editions<'a>,
    inputs: &'a Inputs,
    placement: Placement,
    newest: Option<&'a Tree>,
    tree: &mut Tree,
) -> Result<Site<'a>> {
    let earlier = editions.before(document);
    let assets = assets::write(document, earlier, inputs, &placement, tree)?;
    data::write(document, earlier, inputs, &placement, tree)?;
    let successor = newest.map(|tree| Successor::new(editions.newest, tree));
    let is_newest = placement.is_newest();
    let site = Site::new(document, editions, inputs, placement, successor, assets)?;
    if is_newest {
        feed::write(&site, tree)?;
    }
    for lang in document.languages.iter() {
        pages::write_language(&site, lang, tree)?;
    }
    Ok(site)
}
