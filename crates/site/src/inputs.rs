//! The inputs of a build besides the document.

use super::templates::TemplateSource;

/// The inputs of a build besides the document.
#[derive(Debug)]
pub struct Inputs {
    /// The page templates.
    pub templates: Vec<TemplateSource>,
    /// Stylesheets, scripts and icons.
    pub assets: Vec<Asset>,
    /// The scoring engine; `None` for a site without it.
    pub engine: Option<Engine>,
    /// The URL that the site will be published at, ending in `/`, for the few files that need absolute URLs.
    pub base_url: Option<String>,
    /// The address of a live-reload script, for the preview of an editor.
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

/// The engines, each one classic script with the WASM embedded as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engine {
    /// For the pages where answers are given.
    pub scorer: Vec<u8>,
    /// For the pages that report what answers come to.
    pub reporter: Vec<u8>,
    /// For comments, on any page.
    pub commenter: Vec<u8>,
    /// For what is handed on: encrypted files, anonymous copies, QR codes.
    pub sharer: Vec<u8>,
    /// For workbooks.
    pub workbooks: Vec<u8>,
}
