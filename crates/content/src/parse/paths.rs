//! The names of content files with fixed names: within the folder of an edition, or within the content folder for what
//! all editions share. What begins with `tool/` ships with the tool.

/// `model.yaml`
pub const MODEL: &str = "model.yaml";
/// `standard.yaml`
pub const STANDARD: &str = "standard.yaml";
/// `interface.yaml`
pub const INTERFACE: &str = "interface.yaml";
/// The words of the tool.
pub const TOOL_INTERFACE: &str = "tool/interface.yaml";
/// `terms.yaml`
pub const TERMS: &str = "terms.yaml";
/// `abbreviations.yaml`
pub const ABBREVIATIONS: &str = "abbreviations.yaml";
/// `references.yaml`
pub const REFERENCES: &str = "references.yaml";
/// `waivers.yaml`
pub const WAIVERS: &str = "waivers.yaml";
/// The name that [`WAIVERS`] had in earlier versions.
pub const FORMER_WAIVERS: &str = "known.yaml";
/// `changes.yaml`
pub const CHANGES: &str = "changes.yaml";
/// `sample.yaml`
pub const SAMPLE: &str = "sample.yaml";
/// `termbase.yaml`
pub const TERMBASE: &str = "termbase.yaml";
/// `own-terms.yaml`
pub const OWN_TERMS: &str = "own-terms.yaml";
/// The names that the words of the tool keep to.
pub const TOOL_OWN_TERMS: &str = "tool/own-terms.yaml";
/// `redirects.yaml`
pub const REDIRECTS: &str = "redirects.yaml";
/// `published.txt`
pub const PUBLISHED: &str = "published.txt";
