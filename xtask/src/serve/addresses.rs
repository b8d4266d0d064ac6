//! What the server serves besides the site.

/// The script of the page that reloads it.
pub(super) const SCRIPT: &str = "/-/reload.js";
/// The looks of the problems on the page.
pub(super) const STYLE: &str = "/-/overlay.css";
/// Where the script asks for changes, with `since=` the generation it knows.
pub(super) const CHANGES: &str = "/-/changes";
