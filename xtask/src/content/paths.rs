//! Where the files of the content stand whose names do not change.

/// `content/standard.yaml`
pub(crate) const STANDARD: &str = "content/standard.yaml";
/// `content/interface.yaml`
pub(crate) const INTERFACE: &str = "content/interface.yaml";
/// `content/terms.yaml`
pub(crate) const TERMS: &str = "content/terms.yaml";
/// `content/abbreviations.yaml`
pub(crate) const ABBREVIATIONS: &str = "content/abbreviations.yaml";
/// `content/references.yaml`
pub(crate) const REFERENCES: &str = "content/references.yaml";
/// `content/known.yaml`
pub(crate) const KNOWN: &str = "content/known.yaml";
/// `content/sample.yaml`
pub(crate) const SAMPLE: &str = "content/sample.yaml";
/// `content/termbase.yaml`
pub(crate) const TERMBASE: &str = "content/termbase.yaml";
/// `content/own-terms.yaml`
pub(crate) const OWN_TERMS: &str = "content/own-terms.yaml";
/// `content/redirects.yaml`
pub(crate) const REDIRECTS: &str = "content/redirects.yaml";
/// `content/published.txt`
pub(crate) const PUBLISHED: &str = "content/published.txt";
