//! What all files of OSCAL have, with the names and the order of fields of the OSCAL 1.2 JSON schema, which also says what
//! each is.
#![allow(missing_docs)] // see above

use serde::Serialize;

use crate::NAMESPACE;

/// The version of OSCAL that is written.
pub const OSCAL_VERSION: &str = "1.2.1";

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct OscalMetadata {
    pub title: String,
    pub last_modified: String,
    pub version: String,
    pub oscal_version: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub document_ids: Vec<OscalDocumentId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub props: Vec<OscalProp>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<OscalLink>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<OscalRole>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<OscalParty>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub responsible_parties: Vec<OscalResponsibleParty>,
    pub remarks: String,
}

#[derive(Serialize)]
pub struct OscalDocumentId {
    pub identifier: String,
}

#[derive(Serialize)]
pub struct OscalRole {
    pub id: &'static str,
    pub title: String,
}

#[derive(Serialize, Clone)]
pub struct OscalParty {
    pub uuid: String,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub props: Vec<OscalProp>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct OscalResponsibleParty {
    pub role_id: &'static str,
    pub party_uuids: Vec<String>,
}

#[derive(Serialize, Clone)]
pub struct OscalProp {
    pub name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ns: Option<&'static str>,
    pub value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct OscalLink {
    pub href: String,
    pub rel: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_type: Option<&'static str>,
}

#[derive(Serialize)]
pub struct OscalBackMatter {
    pub resources: Vec<OscalResource>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct OscalResource {
    pub uuid: String,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub document_ids: Vec<OscalDocumentId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub citation: Option<OscalCitation>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rlinks: Vec<OscalRlink>,
}

#[derive(Serialize)]
pub struct OscalCitation {
    pub text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct OscalRlink {
    pub href: String,
    pub media_type: &'static str,
}

/// A property that OSCAL does not define.
pub fn own(name: &'static str, value: &str) -> OscalProp {
    OscalProp { name, ns: Some(NAMESPACE), value: value.to_owned(), class: None, remarks: None }
}

/// The point in time that stands for a day, since OSCAL has no days without a time.
pub fn midnight(date: &str) -> String {
    format!("{date}T00:00:00Z")
}

/// The part of the control of an entry that states it.
pub fn statement_id(entry: &str) -> String {
    format!("{entry}_stm")
}

impl OscalResponsibleParty {
    /// One party that has a role.
    pub fn new(role_id: &'static str, party: &str) -> OscalResponsibleParty {
        OscalResponsibleParty { role_id, party_uuids: vec![party.to_owned()] }
    }
}
