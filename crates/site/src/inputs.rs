//! What a site is made of besides its document.

use super::templates::TemplateSource;

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

/// One file of `site/assets/`.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its path under `site/assets/`, as `css/base.css`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The engines, each as one classic script with the WASM inside it as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engine {
    /// For the pages where answers are given.
    pub scorer: Vec<u8>,
    /// For the pages that report what answers come to.
    pub reporter: Vec<u8>,
    /// For comments, on any page.
    pub commenter: Vec<u8>,
}
