//! Converts assessments to OSCAL.

use std::collections::BTreeMap;

use dtmm_exchange::{Opened, Refused};
use dtmm_model::RequirementId;
use dtmm_oscal::{MissingPart, OscalModel, OscalSource, title_language, write_oscal};
use dtmm_scoring::{Assessment, Code, Problem};
use dtmm_site::printed_place;

use dtmm_content::document::Document;

/// An assessment as a file of OSCAL.
pub(super) fn written(document: &Document, assessment: &Assessment, model: OscalModel) -> Result<String, MissingPart> {
    let titles = title_language(document.languages);
    let places: BTreeMap<RequirementId, String> = document
        .standard
        .subdomains()
        .flat_map(|(domain, subdomain)| subdomain.entries().map(move |entry| (domain, subdomain, entry)))
        .map(|(domain, subdomain, entry)| (entry.id, printed_place(document, titles, domain, subdomain, entry)))
        .collect();
    let source = OscalSource {
        standard: &document.standard,
        languages: document.languages,
        place: &|id| places.get(&id).cloned().unwrap_or_default(),
        word: &|word, lang| document.interface.word(word.key(), lang).to_owned(),
    };
    write_oscal(model, &source, assessment)
}

/// The refusal of an assessment that lacks what OSCAL asks for.
pub(super) fn incomplete(opened: &Opened, MissingPart(field): MissingPart) -> Refused {
    // Only the date is a field that somebody fills in; the others follow from what is answered, planned and aimed at.
    let code = if field == "date" { Code::MissingField } else { Code::NothingToWrite };
    let problem = Problem { code, line: 1, column: 1, path: field.to_owned(), entry: None };
    Refused { form: Some(opened.form), encoding: Some(opened.encoding), problems: vec![problem] }
}
