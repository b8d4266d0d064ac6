//! The addresses that the server has besides those of the site.

/// The live-reload script.
pub(super) const SCRIPT: &str = "/-/reload.js";
/// The stylesheet of the error overlay.
pub(super) const STYLE: &str = "/-/overlay.css";
/// Long polling: the script asks for changes with `since=` and the generation that it knows.
pub(super) const CHANGES: &str = "/-/changes";
