//! The addresses that the server has besides those of the site.

/// The live-reload script.
pub(crate) const SCRIPT: &str = "/-/reload.js";
/// The stylesheet of the error overlay.
pub(crate) const STYLE: &str = "/-/overlay.css";
/// Long polling: the script asks for changes with `since=` and the generation that it knows.
pub(crate) const CHANGES: &str = "/-/changes";
