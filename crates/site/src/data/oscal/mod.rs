//! `oscal-catalog.json`: the standard as a catalog of OSCAL, a format of NIST for security controls.
//!
//! Domains, subdomains and cells are nested groups, an entry is a control. The statement of a control is the Chinese;
//! the English is a part of it, marked as a translation in a namespace of its own, so that no tool takes it for the
//! binding text.

mod form;

use anyhow::Result;
use dtmm_model::{Bilingual, Cell, Domain, Entry, Lang, Subdomain};
use uuid::Uuid;

use self::form::{
    OscalBackMatter, OscalCatalog, OscalCitation, OscalControl, OscalDocumentId, OscalFile, OscalGroup, OscalLink,
    OscalMetadata, OscalPart, OscalParty, OscalProp, OscalResource, OscalResponsibleParty, OscalRlink, OscalRole,
};
use super::full_text::escape;
use crate::address;
use crate::place::printed_place;
use crate::placement::Placement;
use crate::views::Viewer;
use crate::words::SiteWord;
use dtmm_content::document::Document;

/// The namespace of properties and parts that OSCAL does not define.
const NAMESPACE: &str = "urn:dtmm:oscal";
const OSCAL_VERSION: &str = "1.2.1";
pub(super) const FORM: &str = "OSCAL 1.2.1 (JSON)";
const PATH: &str = "data/oscal-catalog.json";
const ISSUER: &str = "issuer";

/// The catalog. Links are relative to it unless the base URL is known.
pub(super) fn catalog(document: &Document, base: Option<&str>, placement: &Placement) -> Result<Vec<u8>> {
    let writer = CatalogWriter { document, base, placement };
    let domains = document.standard.domains().iter().enumerate();
    let mut catalog = OscalCatalog {
        uuid: String::new(),
        metadata: writer.metadata(),
        groups: domains.map(|(index, domain)| writer.domain(index, domain)).collect(),
        back_matter: OscalBackMatter { resources: [writer.resource()] },
    };
    // OSCAL requires a new UUID whenever anything in the catalog changes.
    catalog.uuid = uuid_of(&serde_json::to_vec(&catalog)?);
    Ok(serde_json::to_vec(&OscalFile { catalog: &catalog })?)
}

/// A UUID version 5 of the bytes: reproducible.
fn uuid_of(bytes: &[u8]) -> String {
    let namespace = Uuid::new_v5(&Uuid::NAMESPACE_URL, NAMESPACE.as_bytes());
    Uuid::new_v5(&namespace, bytes).to_string()
}

struct CatalogWriter<'a> {
    document: &'a Document,
    base: Option<&'a str>,
    placement: &'a Placement,
}

impl<'a> CatalogWriter<'a> {
    fn word(&self, word: SiteWord, lang: Lang) -> &'a str {
        self.document.interface.word(word, lang)
    }

    fn party(&self) -> String {
        uuid_of(self.word(SiteWord::Issuer, Lang::Zh).as_bytes())
    }

    fn source(&self) -> String {
        let standard = &self.document.standard;
        let number = standard.number().unwrap_or_else(|| standard.id());
        uuid_of(format!("{number} {}", standard.edition()).as_bytes())
    }

    fn metadata(&self) -> OscalMetadata<'a> {
        let document = self.document;
        let standard = &document.standard;
        OscalMetadata {
            title: escape(&standard.title().en),
            last_modified: format!("{}T00:00:00Z", document.modified),
            version: standard.edition(),
            oscal_version: OSCAL_VERSION,
            document_ids: standard.number().map(|identifier| OscalDocumentId { identifier }).into_iter().collect(),
            props: vec![chinese("title", &standard.title().zh), own("status", &document.status.en)],
            links: vec![OscalLink { href: format!("#{}", self.source()), rel: "source", media_type: None }],
            roles: [OscalRole { id: ISSUER, title: self.word(SiteWord::DataIssuer, Lang::En) }],
            parties: [OscalParty {
                uuid: self.party(),
                kind: "organization",
                name: self.word(SiteWord::Issuer, Lang::En),
                props: [chinese("name", self.word(SiteWord::Issuer, Lang::Zh))],
            }],
            responsible_parties: [OscalResponsibleParty { role_id: ISSUER, party_uuids: [self.party()] }],
            remarks: Lang::ALL.map(|lang| self.word(SiteWord::DataOscalRemarks, lang)).join("\n\n"),
        }
    }

    fn resource(&self) -> OscalResource<'a> {
        let standard = &self.document.standard;
        let (number, title) = (standard.number(), standard.title());
        let pages = Lang::ALL.map(|lang| (address::in_language(lang, "standard.html"), "text/html"));
        let texts = Lang::ALL.map(|lang| (format!("data/standard-{lang}.md"), "text/markdown"));
        let rlink = |(path, media_type): (String, _)| OscalRlink { href: self.link(&path), media_type };
        OscalResource {
            uuid: self.source(),
            title: escape(&title.en),
            document_ids: number.map(|identifier| OscalDocumentId { identifier }).into_iter().collect(),
            citation: OscalCitation {
                text: escape(&format!(
                    "{}{} ({}). {}, {}. {}.",
                    number.map_or_else(String::new, |number| format!("{number}, ")),
                    title.zh,
                    title.en,
                    self.document.status.en,
                    standard.edition(),
                    self.word(SiteWord::Issuer, Lang::En),
                )),
            },
            rlinks: pages.into_iter().chain(texts).map(rlink).collect(),
        }
    }

    fn domain(&self, index: usize, domain: &'a Domain) -> OscalGroup<'a> {
        let at = format!("{:02}", index + 1);
        let subdomains = domain.subdomains.iter().enumerate();
        OscalGroup {
            id: domain.slug.to_string(),
            class: "domain",
            title: escape(&domain.name.en),
            props: [sorted(&at), chinese("title", &domain.name.zh)].into_iter().chain(numbers(domain)).collect(),
            links: self.pages(&address::domain(domain), ""),
            parts: domain
                .intro
                .iter()
                .map(|intro| self.part(&format!("{}_intro", domain.slug), "overview", intro))
                .collect(),
            groups: subdomains.map(|(index, one)| self.subdomain(&at, index, domain, one)).collect(),
            controls: Vec::new(),
        }
    }

    fn subdomain(&self, above: &str, index: usize, domain: &'a Domain, subdomain: &'a Subdomain) -> OscalGroup<'a> {
        let at = format!("{above}-{:02}", index + 1);
        OscalGroup {
            id: subdomain.code.to_string(),
            class: "subdomain",
            title: escape(&subdomain.name.en),
            props: vec![sorted(&at), chinese("title", &subdomain.name.zh)],
            links: self.pages(&address::subdomain(domain, subdomain), ""),
            parts: Vec::new(),
            groups: subdomain.cells.iter().map(|cell| self.cell(&at, domain, subdomain, cell)).collect(),
            controls: Vec::new(),
        }
    }

    fn cell(&self, above: &str, domain: &'a Domain, subdomain: &'a Subdomain, cell: &'a Cell) -> OscalGroup<'a> {
        let at = format!("{above}-{}", cell.id.level);
        let name = |lang| {
            let level = Viewer::plain(self.document, lang).level_name(cell.id.level).to_owned();
            [subdomain.name.get(lang).as_str(), &level].join(self.word(SiteWord::ListComma, lang))
        };
        OscalGroup {
            id: cell.id.to_string(),
            class: "cell",
            title: escape(&name(Lang::En)),
            props: vec![sorted(&at), chinese("title", &name(Lang::Zh)), own("level", &cell.id.level.to_string())],
            links: self.pages(&address::subdomain(domain, subdomain), &format!("#{}", cell.id)),
            parts: Vec::new(),
            groups: Vec::new(),
            controls: cell
                .entries
                .iter()
                .enumerate()
                .map(|(index, entry)| self.control(&format!("{at}-{:02}", index + 1), domain, subdomain, entry))
                .collect(),
        }
    }

    fn control(&self, at: &str, domain: &'a Domain, subdomain: &'a Subdomain, entry: &'a Entry) -> OscalControl<'a> {
        let place = |lang| printed_place(self.document, lang, domain, subdomain, entry);
        let id = entry.id.to_string();
        let mut parts = vec![self.part(&format!("{id}_stm"), "statement", &entry.text)];
        for (index, example) in entry.examples.iter().enumerate() {
            let mut part = self.part(&format!("{id}_ex{}", index + 1), "example", &example.text);
            part.props.extend(example.letter.map(|letter| own("letter", &letter.to_string())));
            parts.push(part);
        }
        OscalControl {
            class: entry.kind().key(),
            title: escape(&place(Lang::En)),
            props: [sorted(at), chinese("title", &place(Lang::Zh))]
                .into_iter()
                .chain(numbers(domain))
                .chain([
                    own("level", &entry.id.cell.level.to_string()),
                    own("letter", &entry.letter.to_string()),
                    own("kind", entry.kind().key()),
                    own("modal", entry.modal.key()),
                    own("conditional", &entry.conditional.to_string()),
                ])
                .collect(),
            links: vec![self.page(&address::requirement(entry.id), "canonical")],
            parts,
            id,
        }
    }

    /// A part with the Chinese, and the English as a part of it.
    fn part(&self, id: &str, name: &'static str, text: &Bilingual) -> OscalPart<'a> {
        let translation = OscalPart {
            id: format!("{id}.en"),
            name: "translation",
            ns: Some(NAMESPACE),
            class: Lang::En.tag(),
            title: Some(self.word(SiteWord::DataTranslation, Lang::En)),
            props: Vec::new(),
            prose: escape(&text.en),
            parts: Vec::new(),
        };
        OscalPart {
            id: id.to_owned(),
            name,
            ns: None,
            class: Lang::Zh.tag(),
            title: None,
            props: Vec::new(),
            prose: escape(&text.zh),
            parts: vec![translation],
        }
    }

    /// Links to a page in both languages.
    fn pages(&self, page: &str, fragment: &str) -> Vec<OscalLink> {
        Lang::ALL.map(|lang| self.page(&format!("{}{fragment}", address::in_language(lang, page)), "alternate")).into()
    }

    fn page(&self, path: &str, rel: &'static str) -> OscalLink {
        OscalLink { href: self.link(path), rel, media_type: Some("text/html") }
    }

    fn link(&self, path: &str) -> String {
        address::link(self.base, &self.placement.path(PATH), &self.placement.path(path))
    }
}

/// The OSCAL property by which tools sort groups and controls.
fn sorted(at: &str) -> OscalProp {
    OscalProp { name: "sort-id", ns: None, value: at.to_owned(), class: None }
}

fn own(name: &'static str, value: &str) -> OscalProp {
    OscalProp { name, ns: Some(NAMESPACE), value: value.to_owned(), class: None }
}

/// The numbers of a domain.
fn numbers(domain: &Domain) -> impl Iterator<Item = OscalProp> {
    let clause = domain.clause().map(|clause| own("clause", clause));
    clause.into_iter().chain(domain.table().map(|table| own("table", &table.to_string())))
}

/// A property with the Chinese of a text that the catalog has in English.
fn chinese(name: &'static str, value: &str) -> OscalProp {
    OscalProp { class: Some(Lang::Zh.tag()), ..own(name, value) }
}
