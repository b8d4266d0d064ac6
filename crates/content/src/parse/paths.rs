//! The paths of content files with fixed names.

/// `content/standard.yaml`
pub const STANDARD: &str = "content/standard.yaml";
/// `content/interface.yaml`
pub const INTERFACE: &str = "content/interface.yaml";
/// `content/terms.yaml`
pub const TERMS: &str = "content/terms.yaml";
/// `content/abbreviations.yaml`
pub const ABBREVIATIONS: &str = "content/abbreviations.yaml";
/// `content/references.yaml`
pub const REFERENCES: &str = "content/references.yaml";
/// `content/waivers.yaml`
pub const WAIVERS: &str = "content/waivers.yaml";
/// The name that [`WAIVERS`] had in earlier versions.
pub const FORMER_WAIVERS: &str = "content/known.yaml";
/// `content/sample.yaml`
pub const SAMPLE: &str = "content/sample.yaml";
/// `content/termbase.yaml`
pub const TERMBASE: &str = "content/termbase.yaml";
/// `content/own-terms.yaml`
pub const OWN_TERMS: &str = "content/own-terms.yaml";
/// `content/redirects.yaml`
pub const REDIRECTS: &str = "content/redirects.yaml";
/// `content/published.txt`
pub const PUBLISHED: &str = "content/published.txt";
