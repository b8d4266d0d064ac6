//! The real content, checked and rendered once for all tests.

mod programs;

pub(crate) use programs::{office, python_with, run, save_as};

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use dtmm_content::check;
use dtmm_content::document::Document;
use dtmm_site::{Editions, Engine, Inputs, Tree, render};
use dtmm_workspace::build::{self, BuildOptions, Built};
use dtmm_workspace::project;
use scraper::{ElementRef, Html, Selector};

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// The checked document.
pub(crate) fn document() -> &'static Document {
    static DOCUMENT: OnceLock<Document> = OnceLock::new();
    DOCUMENT.get_or_init(|| check::check(&dtmm_site::load(&root(), None).unwrap()).document.unwrap())
}

/// The site, with placeholders for the engines.
pub(crate) fn site() -> &'static Tree {
    static SITE: OnceLock<Tree> = OnceLock::new();
    SITE.get_or_init(|| build().tree.unwrap())
}

/// Builds the site anew.
pub(crate) fn build() -> Built {
    let [scorer, reporter, commenter, sharer, workbooks] =
        ["/* engine */", "/* reporter */", "/* commenter */", "/* sharer */", "/* workbooks */"]
            .map(|script| script.as_bytes().to_vec());
    let engine = Engine { scorer, reporter, commenter, sharer, workbooks };
    build::build(&root(), Some(engine), &BuildOptions::default()).unwrap()
}

/// The site of one document, with a base URL or without.
pub(crate) fn rendered(document: &Document, base_url: Option<&str>) -> Tree {
    rendered_editions(document.into(), base_url)
}

/// The site of several editions.
pub(crate) fn rendered_editions(editions: Editions<'_>, base_url: Option<&str>) -> Tree {
    let root = root();
    let inputs = Inputs {
        templates: project::templates(&root).unwrap(),
        assets: project::assets(&root).unwrap(),
        engine: None,
        base_url: base_url.map(str::to_owned),
        reload: None,
    };
    render(editions, &inputs).unwrap()
}

/// A file of the site as text.
pub(crate) fn text(path: &str) -> &'static str {
    std::str::from_utf8(site().get(path).unwrap_or_else(|| panic!("{path} is missing"))).unwrap()
}

/// The elements of a page that match a selector.
pub(crate) fn select<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}
