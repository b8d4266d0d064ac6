//! The types of an OSCAL catalog that no other file of OSCAL has, with the names and the order of fields of the OSCAL
//! 1.2 JSON schema.

use dtmm_oscal::form::{OscalBackMatter, OscalLink, OscalMetadata, OscalProp};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct OscalFile<'a> {
    pub(super) catalog: &'a OscalCatalog<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct OscalCatalog<'a> {
    pub(super) uuid: String,
    pub(super) metadata: OscalMetadata,
    pub(super) groups: Vec<OscalGroup<'a>>,
    pub(super) back_matter: OscalBackMatter,
}

/// A group of groups or of controls.
#[derive(Serialize)]
pub(super) struct OscalGroup<'a> {
    pub(super) id: String,
    pub(super) class: &'static str,
    pub(super) title: String,
    pub(super) props: Vec<OscalProp>,
    pub(super) links: Vec<OscalLink>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) parts: Vec<OscalPart<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) groups: Vec<OscalGroup<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) controls: Vec<OscalControl<'a>>,
}

#[derive(Serialize)]
pub(super) struct OscalControl<'a> {
    pub(super) id: String,
    pub(super) class: &'static str,
    pub(super) title: String,
    pub(super) props: Vec<OscalProp>,
    pub(super) links: Vec<OscalLink>,
    pub(super) parts: Vec<OscalPart<'a>>,
}

#[derive(Serialize)]
pub(super) struct OscalPart<'a> {
    pub(super) id: String,
    pub(super) name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ns: Option<&'static str>,
    pub(super) class: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) props: Vec<OscalProp>,
    pub(super) prose: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) parts: Vec<OscalPart<'a>>,
}
