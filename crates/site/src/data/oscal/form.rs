//! The parts of an OSCAL catalog that are used here, by the names and in the order of its JSON form.

use serde::Serialize;

#[derive(Serialize)]
pub(super) struct File<'a> {
    pub(super) catalog: &'a Catalog<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Catalog<'a> {
    pub(super) uuid: String,
    pub(super) metadata: Metadata<'a>,
    pub(super) groups: Vec<Group<'a>>,
    pub(super) back_matter: BackMatter<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Metadata<'a> {
    pub(super) title: String,
    pub(super) last_modified: String,
    pub(super) version: &'a str,
    pub(super) oscal_version: &'static str,
    pub(super) document_ids: [DocumentId<'a>; 1],
    pub(super) props: Vec<Prop>,
    pub(super) links: Vec<Link>,
    pub(super) roles: [Role<'a>; 1],
    pub(super) parties: [Party<'a>; 1],
    pub(super) responsible_parties: [ResponsibleParty; 1],
    pub(super) remarks: String,
}

#[derive(Serialize)]
pub(super) struct DocumentId<'a> {
    pub(super) identifier: &'a str,
}

#[derive(Serialize)]
pub(super) struct Role<'a> {
    pub(super) id: &'static str,
    pub(super) title: &'a str,
}

#[derive(Serialize)]
pub(super) struct Party<'a> {
    pub(super) uuid: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) name: &'a str,
    pub(super) props: [Prop; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct ResponsibleParty {
    pub(super) role_id: &'static str,
    pub(super) party_uuids: [String; 1],
}

/// A group of groups, or of controls.
#[derive(Serialize)]
pub(super) struct Group<'a> {
    pub(super) id: String,
    pub(super) class: &'static str,
    pub(super) title: String,
    pub(super) props: Vec<Prop>,
    pub(super) links: Vec<Link>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) parts: Vec<Part<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) groups: Vec<Group<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) controls: Vec<Control<'a>>,
}

#[derive(Serialize)]
pub(super) struct Control<'a> {
    pub(super) id: String,
    pub(super) class: &'static str,
    pub(super) title: String,
    pub(super) props: Vec<Prop>,
    pub(super) links: Vec<Link>,
    pub(super) parts: Vec<Part<'a>>,
}

#[derive(Serialize)]
pub(super) struct Prop {
    pub(super) name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ns: Option<&'static str>,
    pub(super) value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) class: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Link {
    pub(super) href: String,
    pub(super) rel: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) media_type: Option<&'static str>,
}

#[derive(Serialize)]
pub(super) struct Part<'a> {
    pub(super) id: String,
    pub(super) name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ns: Option<&'static str>,
    pub(super) class: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) props: Vec<Prop>,
    pub(super) prose: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) parts: Vec<Part<'a>>,
}

#[derive(Serialize)]
pub(super) struct BackMatter<'a> {
    pub(super) resources: [Resource<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Resource<'a> {
    pub(super) uuid: String,
    pub(super) title: String,
    pub(super) document_ids: [DocumentId<'a>; 1],
    pub(super) citation: Citation,
    pub(super) rlinks: Vec<Rlink>,
}

#[derive(Serialize)]
pub(super) struct Citation {
    pub(super) text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Rlink {
    pub(super) href: String,
    pub(super) media_type: &'static str,
}
