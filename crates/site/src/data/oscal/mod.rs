//! `oscal-catalog.json`: the standard as a catalog of OSCAL, a format of NIST for security controls.
//!
//! Domains, subdomains and cells are nested groups, an entry is a control. The statement of a control is the binding
//! text; the other is a part of it, marked as a translation in a namespace of its own, so that no tool takes it for the
//! binding text. Titles are in English where the standard has any, because the format has one language for them.

mod form;

use anyhow::Result;
use dtmm_model::{Bilingual, Cell, Domain, Entry, Lang, Standard, Subdomain};

use self::form::{OscalCatalog, OscalControl, OscalFile, OscalGroup, OscalPart};
use crate::address;
use crate::place::printed_place;
use crate::placement::Placement;
use crate::views::Viewer;
use crate::words::SiteWord;
use dtmm_content::document::Document;
use dtmm_oscal::form::{
    OSCAL_VERSION, OscalBackMatter, OscalCitation, OscalDocumentId, OscalLink, OscalMetadata, OscalParty, OscalProp,
    OscalResource, OscalResponsibleParty, OscalRlink, OscalRole, midnight, own, statement_id,
};
use dtmm_oscal::{NAMESPACE, escape, title_language, uuid_of};

pub(super) const FORM: &str = "OSCAL 1.2.1 (JSON)";
const PATH: &str = "data/oscal-catalog.json";
const ISSUER: &str = "issuer";

/// The catalog. Links are relative to it unless the base URL is known.
pub(super) fn catalog(document: &Document, base: Option<&str>, placement: &Placement) -> Result<Vec<u8>> {
    let writer = CatalogWriter { document, base, placement, titles: title_language(document.languages) };
    let domains = document.standard.domains().iter().enumerate();
    let mut catalog = OscalCatalog {
        uuid: String::new(),
        metadata: writer.metadata(),
        groups: domains.map(|(index, domain)| writer.domain(index, domain)).collect(),
        back_matter: OscalBackMatter { resources: vec![writer.resource()] },
    };
    // OSCAL requires a new UUID whenever anything in the catalog changes.
    catalog.uuid = uuid_of(&serde_json::to_vec(&catalog)?);
    Ok(serde_json::to_vec(&OscalFile { catalog: &catalog })?)
}

struct CatalogWriter<'a> {
    document: &'a Document,
    base: Option<&'a str>,
    placement: &'a Placement,
    /// The language of titles and names.
    titles: Lang,
}

impl<'a> CatalogWriter<'a> {
    fn word(&self, word: SiteWord, lang: Lang) -> &'a str {
        self.document.interface.word(word, lang)
    }

    fn party(&self) -> String {
        uuid_of(self.word(SiteWord::Issuer, self.document.languages.binding()).as_bytes())
    }

    /// A property with a title or name in the language that those of the catalog are not in, if there is one.
    fn in_other(&self, name: &'static str, text: impl Fn(Lang) -> String) -> Option<OscalProp> {
        let other = self.document.languages.other(self.titles)?;
        Some(OscalProp { class: Some(other.tag().to_owned()), ..own(name, &text(other)) })
    }

    fn title(&self, text: &Bilingual) -> String {
        escape(text.get(self.titles))
    }

    fn source(&self) -> String {
        let standard = &self.document.standard;
        let number = standard.number().unwrap_or_else(|| standard.id());
        uuid_of(format!("{number} {}", standard.edition()).as_bytes())
    }

    fn metadata(&self) -> OscalMetadata {
        let document = self.document;
        let standard = &document.standard;
        let languages = document.languages.binding_first();
        OscalMetadata {
            title: self.title(standard.title()),
            last_modified: midnight(&document.modified),
            version: standard.edition().to_owned(),
            oscal_version: OSCAL_VERSION,
            document_ids: document_ids(standard),
            props: self
                .in_other("title", |lang| standard.title().get(lang).clone())
                .into_iter()
                .chain([own("status", document.status.get(self.titles))])
                .collect(),
            links: vec![OscalLink { href: format!("#{}", self.source()), rel: "source", media_type: None }],
            roles: vec![OscalRole { id: ISSUER, title: self.word(SiteWord::DataIssuer, self.titles).to_owned() }],
            parties: vec![OscalParty {
                uuid: self.party(),
                kind: "organization",
                name: self.word(SiteWord::Issuer, self.titles).to_owned(),
                props: self.in_other("name", |lang| self.word(SiteWord::Issuer, lang).to_owned()).into_iter().collect(),
            }],
            responsible_parties: vec![OscalResponsibleParty { role_id: ISSUER, party_uuids: vec![self.party()] }],
            remarks: languages.map(|lang| self.word(SiteWord::DataOscalRemarks, lang)).collect::<Vec<_>>().join("\n\n"),
        }
    }

    fn resource(&self) -> OscalResource {
        let standard = &self.document.standard;
        let (number, title) = (standard.number(), standard.title());
        let languages = || self.document.languages.binding_first();
        let pages = languages().map(|lang| (address::in_language(lang, "standard.html"), "text/html"));
        let texts = languages().map(|lang| (format!("data/standard-{lang}.md"), "text/markdown"));
        let binding = self.document.languages.binding();
        // A translated title stands in brackets after that of the binding text.
        let translated = match self.document.languages.translation() {
            Some(lang) => format!(" ({})", title.get(lang)),
            None => String::new(),
        };
        let rlink = |(path, media_type): (String, _)| OscalRlink { href: self.link(&path), media_type };
        OscalResource {
            uuid: self.source(),
            title: self.title(title),
            document_ids: document_ids(standard),
            description: None,
            citation: Some(OscalCitation {
                text: escape(&format!(
                    "{}{}{translated}. {}, {}. {}.",
                    number.map_or_else(String::new, |number| format!("{number}, ")),
                    title.get(binding),
                    self.document.status.get(self.titles),
                    standard.edition(),
                    self.word(SiteWord::Issuer, self.titles),
                )),
            }),
            rlinks: pages.chain(texts).map(rlink).collect(),
        }
    }

    fn domain(&self, index: usize, domain: &'a Domain) -> OscalGroup<'a> {
        let at = format!("{:02}", index + 1);
        let subdomains = domain.subdomains.iter().enumerate();
        OscalGroup {
            id: domain.slug.to_string(),
            class: "domain",
            title: self.title(&domain.name),
            props: [
                vec![sorted(&at)],
                self.in_other("title", |lang| domain.name.get(lang).clone()).into_iter().collect(),
                numbers(domain),
            ]
            .concat(),
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
            title: self.title(&subdomain.name),
            props: [sorted(&at)]
                .into_iter()
                .chain(self.in_other("title", |lang| subdomain.name.get(lang).clone()))
                .collect(),
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
            title: escape(&name(self.titles)),
            props: [sorted(&at)]
                .into_iter()
                .chain(self.in_other("title", name))
                .chain([own("level", &cell.id.level.to_string())])
                .collect(),
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
        let mut parts = vec![self.part(&statement_id(&id), "statement", &entry.text)];
        for (index, example) in entry.examples.iter().enumerate() {
            let mut part = self.part(&format!("{id}_ex{}", index + 1), "example", &example.text);
            part.props.extend(letter(example.label.as_deref()));
            parts.push(part);
        }
        OscalControl {
            class: entry.kind().key(),
            title: escape(&place(self.titles)),
            props: [
                vec![sorted(at)],
                self.in_other("title", place).into_iter().collect(),
                numbers(domain),
                vec![own("level", &entry.id.cell.level.to_string())],
                letter(entry.label.as_deref()).into_iter().collect(),
                vec![
                    own("kind", entry.kind().key()),
                    own("modal", entry.modal.key()),
                    own("conditional", &entry.conditional.to_string()),
                ],
            ]
            .concat(),
            links: vec![self.page(&address::requirement(entry.id), "canonical")],
            parts,
            id,
        }
    }

    /// A part with the binding text, and its translation as a part of it.
    fn part(&self, id: &str, name: &'static str, text: &Bilingual) -> OscalPart<'a> {
        let binding = self.document.languages.binding();
        let translation = self.document.languages.translation().map(|lang| OscalPart {
            id: format!("{id}.{lang}"),
            name: "translation",
            ns: Some(NAMESPACE),
            class: lang.tag(),
            title: Some(self.word(SiteWord::DataTranslation, self.titles)),
            props: Vec::new(),
            prose: escape(text.get(lang)),
            parts: Vec::new(),
        });
        OscalPart {
            id: id.to_owned(),
            name,
            ns: None,
            class: binding.tag(),
            title: None,
            props: Vec::new(),
            prose: escape(text.get(binding)),
            parts: translation.into_iter().collect(),
        }
    }

    /// Links to a page in each language.
    fn pages(&self, page: &str, fragment: &str) -> Vec<OscalLink> {
        let link = |lang| self.page(&format!("{}{fragment}", address::in_language(lang, page)), "alternate");
        self.document.languages.binding_first().map(link).collect()
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
    OscalProp { name: "sort-id", ns: None, value: at.to_owned(), class: None, remarks: None }
}

/// The number of the document, if it has one.
fn document_ids(standard: &Standard) -> Vec<OscalDocumentId> {
    standard.number().map(|number| OscalDocumentId { identifier: number.to_owned() }).into_iter().collect()
}

/// The numbers of a domain, if it has any.
fn numbers(domain: &Domain) -> Vec<OscalProp> {
    let clause = domain.clause().map(|clause| own("clause", clause));
    clause.into_iter().chain(domain.table().map(|table| own("table", &table.to_string()))).collect()
}

/// The property with what is printed before an entry or example, if anything is.
fn letter(label: Option<&str>) -> Option<OscalProp> {
    label.map(|label| own("letter", label))
}
