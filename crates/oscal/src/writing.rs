//! What the three files of an assessment have in common: whose it is, its words, names and identifiers.

use dtmm_model::{Entry, Lang, Languages, Outline, RequirementId, Slug, Standard};
use dtmm_scoring::{Answer, Assessment, Method, is_date};
use serde::Serialize;

use crate::OscalWord;
use crate::form::{
    OSCAL_VERSION, OscalDocumentId, OscalMetadata, OscalParty, OscalProp, OscalResource, OscalResponsibleParty,
    OscalRlink, OscalRole, midnight, own,
};
use crate::markup::{escape, one_line};
use crate::permanent_id::uuid_of;

/// The roles of those who are named.
const ASSESSOR: &str = "assessor";
pub(crate) const RESPONSIBLE: &str = "responsible";

/// Where the catalog stands from these files: in the same folder, under the name that it has on the site.
const CATALOG: &str = "oscal-catalog.json";

/// Parts the texts that an identifier is made from.
const BETWEEN: &str = "\u{1f}";

/// What the files take from the standard and its site.
pub struct OscalSource<'a> {
    /// The standard.
    pub standard: &'a Standard,
    /// The languages that it is published in.
    pub languages: Languages,
    /// The printed place of an entry in the language of titles.
    pub place: &'a dyn Fn(RequirementId) -> String,
    /// The words of the site.
    pub word: &'a dyn Fn(OscalWord, Lang) -> String,
}

/// What OSCAL asks for and an assessment does not have, by the name of its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MissingPart(pub &'static str);

/// The language of titles and names, for which OSCAL has one language: English where the standard has it.
pub fn title_language(languages: Languages) -> Lang {
    if languages.has(Lang::En) { Lang::En } else { Lang::Zh }
}

/// An assessment that is written.
pub(crate) struct Writing<'a> {
    source: &'a OscalSource<'a>,
    pub(crate) assessment: &'a Assessment,
    pub(crate) outline: Outline,
    /// The method by which levels and gaps are told.
    pub(crate) method: Method,
    /// The point in time that stands for the date of the assessment.
    pub(crate) at: String,
}

impl<'a> Writing<'a> {
    pub(crate) fn new(source: &'a OscalSource<'a>, assessment: &'a Assessment) -> Result<Writing<'a>, MissingPart> {
        let at = time(&assessment.date).ok_or(MissingPart("date"))?;
        let method = assessment.profile.unwrap_or(source.standard.scoring().first()).for_levels();
        Ok(Writing { source, assessment, outline: source.standard.outline(), method, at })
    }

    /// An identifier of something in this assessment.
    pub(crate) fn uuid(&self, kind: &str, id: &str) -> String {
        let Assessment { edition, title, organization, scope, date, .. } = self.assessment;
        uuid_of(
            [self.outline.standard.as_str(), edition, title, organization, scope, date, kind, id]
                .join(BETWEEN)
                .as_bytes(),
        )
    }

    /// An identifier of what is assessed, the same in all its assessments.
    pub(crate) fn assessed(&self) -> String {
        uuid_of([self.assessment.organization.as_str(), &self.assessment.scope].join(BETWEEN).as_bytes())
    }

    pub(crate) fn word(&self, word: OscalWord) -> String {
        (self.source.word)(word, title_language(self.source.languages))
    }

    /// A word in all languages of the standard, the one that binds first.
    pub(crate) fn remarks(&self, word: OscalWord) -> String {
        let each = self.source.languages.binding_first().map(|lang| (self.source.word)(word, lang));
        each.collect::<Vec<String>>().join("\n\n")
    }

    pub(crate) fn answer(&self, answer: Option<Answer>) -> String {
        self.word(match answer {
            None => OscalWord::Unanswered,
            Some(Answer::Full) => OscalWord::Full,
            Some(Answer::Largely) => OscalWord::Largely,
            Some(Answer::Partly) => OscalWord::Partly,
            Some(Answer::Not) => OscalWord::Not,
            Some(Answer::NotApplicable) => OscalWord::NotApplicable,
        })
    }

    pub(crate) fn place(&self, id: RequirementId) -> String {
        escape(&(self.source.place)(id))
    }

    /// The text of an entry that binds.
    pub(crate) fn text(&self, entry: &Entry) -> String {
        escape(entry.text.get(self.source.languages.binding()))
    }

    /// All entries with the names of their domains, in the order of the standard.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'a Slug, &'a Entry)> {
        let subdomains = self.source.standard.subdomains();
        subdomains.flat_map(|(domain, subdomain)| subdomain.entries().map(move |entry| (&domain.slug, entry)))
    }

    pub(crate) fn is_tailored(&self, id: RequirementId) -> bool {
        self.assessment.tailored(id.cell.subdomain).is_some()
    }

    /// The subdomains out of scope, each with the reason.
    pub(crate) fn tailored(&self) -> impl Iterator<Item = OscalProp> {
        let all = self.assessment.all_tailored().iter();
        all.map(|(code, reason)| OscalProp { remarks: one_line(&escape(reason)), ..own("tailored", &code.to_string()) })
    }

    /// A person that the assessment names.
    pub(crate) fn person(&self, name: &str) -> Option<OscalParty> {
        let name = one_line(name)?;
        Some(OscalParty { uuid: self.uuid("person", &name), kind: "person", name, props: Vec::new() })
    }

    /// The head of a file: whose assessment it is of, with persons that it names and properties of its own.
    pub(crate) fn metadata(
        &self,
        [title, remarks]: [OscalWord; 2],
        persons: Vec<OscalParty>,
        props: Vec<OscalProp>,
    ) -> OscalMetadata {
        let assessment = self.assessment;
        let organization = one_line(&assessment.organization).map(|name| OscalParty {
            uuid: uuid_of(name.as_bytes()),
            kind: "organization",
            name,
            props: Vec::new(),
        });
        let role = |id, word| OscalRole { id, title: self.word(word) };
        let assessor = organization.as_ref().map(|_| role(ASSESSOR, OscalWord::Assessor));
        let responsible = (!persons.is_empty()).then(|| role(RESPONSIBLE, OscalWord::Responsible));
        let by = organization.iter().map(|one| OscalResponsibleParty::new(ASSESSOR, &one.uuid)).collect();
        let scope = one_line(&assessment.scope).map(|scope| own("scope", &scope));
        let edition = [own("standard", &self.outline.standard), own("edition", &self.outline.edition)];
        OscalMetadata {
            title: one_line(&escape(&assessment.title)).unwrap_or_else(|| self.word(title)),
            last_modified: self.at.clone(),
            version: assessment.date.clone(),
            oscal_version: OSCAL_VERSION,
            document_ids: Vec::new(),
            props: edition.into_iter().chain(scope).chain(props).collect(),
            links: Vec::new(),
            roles: assessor.into_iter().chain(responsible).collect(),
            parties: organization.into_iter().chain(persons).collect(),
            responsible_parties: by,
            remarks: self.remarks(remarks),
        }
    }

    /// The catalog of the standard, as a resource.
    pub(crate) fn catalog(&self) -> OscalResource {
        let standard = self.source.standard;
        OscalResource {
            uuid: uuid_of([CATALOG, standard.id(), standard.edition()].join(BETWEEN).as_bytes()),
            title: escape(standard.title().get(title_language(self.source.languages))),
            description: Some(self.remarks(OscalWord::CatalogAbout)),
            document_ids: standard
                .number()
                .map(|one| OscalDocumentId { identifier: one.to_owned() })
                .into_iter()
                .collect(),
            citation: None,
            rlinks: vec![OscalRlink { href: CATALOG.to_owned(), media_type: "application/json" }],
        }
    }
}

/// The point in time that stands for a date; `None` for what is no date that OSCAL can hold.
pub(crate) fn time(date: &str) -> Option<String> {
    let is_in_reach = ["19", "2"].iter().any(|century| date.starts_with(century));
    (is_date(date) && is_in_reach).then(|| midnight(date))
}

/// A document with the identifier that its content gives: OSCAL asks for a new one whenever anything in it changes.
/// It is empty until then.
pub(crate) fn identified<T: Serialize>(mut document: T, uuid: fn(&mut T) -> &mut String) -> T {
    // Cannot fail: all keys are strings.
    let bytes = serde_json::to_vec(&document).unwrap_or_default();
    *uuid(&mut document) = uuid_of(&bytes);
    document
}
