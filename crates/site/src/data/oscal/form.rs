//! The types of an OSCAL catalog that are used here, with the names and the order of fields of the OSCAL 1.2 JSON
//! schema.

use serde::Serialize;

#[derive(Serialize)]
pub(super) struct OscalFile<'a> {
    pub(super) catalog: &'a OscalCatalog<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct OscalCatalog<'a> {
    pub(super) uuid: String,
    pub(super) metadata: OscalMetadata<'a>,
    pub(super) groups: Vec<OscalGroup<'a>>,
    pub(super) back_matter: OscalBackMatter<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct OscalMetadata<'a> {
    pub(super) title: String,
    pub(super) last_modified: String,
    pub(super) version: &'a str,
    pub(super) oscal_version: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) document_ids: Vec<OscalDocumentId<'a>>,
    pub(super) props: Vec<OscalProp>,
    pub(super) links: Vec<OscalLink>,
    pub(super) roles: [OscalRole<'a>; 1],
    pub(super) parties: [OscalParty<'a>; 1],
    pub(super) responsible_parties: [OscalResponsibleParty; 1],
    pub(super) remarks: String,
}

#[derive(Serialize)]
pub(super) struct OscalDocumentId<'a> {
    pub(super) identifier: &'a str,
}

#[derive(Serialize)]
pub(super) struct OscalRole<'a> {
    pub(super) id: &'static str,
    pub(super) title: &'a str,
}

#[derive(Serialize)]
pub(super) struct OscalParty<'a> {
    pub(super) uuid: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) name: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) props: Vec<OscalProp>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct OscalResponsibleParty {
    pub(super) role_id: &'static str,
    pub(super) party_uuids: [String; 1],
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

#[derive(Serialize, Clone)]
pub(super) struct OscalProp {
    pub(super) name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ns: Option<&'static str>,
    pub(super) value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) class: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct OscalLink {
    pub(super) href: String,
    pub(super) rel: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) media_type: Option<&'static str>,
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

#[derive(Serialize)]
pub(super) struct OscalBackMatter<'a> {
    pub(super) resources: [OscalResource<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct OscalResource<'a> {
    pub(super) uuid: String,
    pub(super) title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) document_ids: Vec<OscalDocumentId<'a>>,
    pub(super) citation: OscalCitation,
    pub(super) rlinks: Vec<OscalRlink>,
}

#[derive(Serialize)]
pub(super) struct OscalCitation {
    pub(super) text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct OscalRlink {
    pub(super) href: String,
    pub(super) media_type: &'static str,
}
