//! Converts a file of assessments or comments to another form, and reports what was taken, kept and left out.

mod comments;
mod oscal;
pub(crate) mod report;

pub use report::{Conversion, TargetForm};

use std::collections::BTreeMap;

use dtmm_exchange::{
    Arrival, COLUMNS, Encoding, EntryWords, FileForm, Labels, Notice, Opened, Refused, word_of, write_csv,
};
use dtmm_model::{Entry, Item, OutlineDomain, OutlineSubdomain, RequirementId};
use dtmm_oscal::MissingPart;
use dtmm_scoring::{Assessment, Code, Problem, write};

use crate::reading::{Readable, say};
use crate::terminal::plain;
use dtmm_content::document::Document;
use report::{FileOutcome, FileReport, LeftOutJson, ProblemJson, Taken, kept_line, left_out_and_notices, line};

/// Reads a file of any form and converts it to the target form. `source` is its name in the report.
pub fn convert(document: &Document, source: &str, bytes: &[u8], to: TargetForm) -> Conversion {
    let readable = Readable::new(document);
    let as_comments = match readable.comments().read(bytes) {
        // OSCAL has no comments: what is wrong is said by the reader of assessments.
        Ok(_) if matches!(to, TargetForm::Oscal(_)) => None,
        Ok(arrival) => return comments::converted(document, &readable.outline.standard, source, arrival, to),
        Err(refused) => Some(refused).filter(|refused| refused.form.is_some()),
    };
    let read = readable.reader().read(bytes).and_then(|opened| match (to, opened.arrivals.get(1)) {
        (TargetForm::Csv | TargetForm::Oscal(_), Some(second)) => Err(several(&opened, second)),
        _ => Ok(opened),
    });
    match read {
        Ok(mut opened) => {
            for one in &mut opened.arrivals {
                one.left_out.extend(match to {
                    TargetForm::Json => Vec::new(),
                    TargetForm::Csv => one.not_in_table(),
                    TargetForm::Oscal(_) => one.unknown_left_out(),
                });
            }
            converted(document, &readable, source, &opened, to)
        }
        Err(refused) => {
            let is_other = |problem: &Problem| matches!(problem.code, Code::Unrecognized | Code::Comments);
            let refused = as_comments.filter(|_| refused.problems.iter().any(is_other)).unwrap_or(refused);
            self::refused(document, source, &refused)
        }
    }
}

/// The refusal of a file with several assessments: a table holds one.
fn several(opened: &Opened, second: &Arrival) -> Refused {
    let line = second.line.unwrap_or(1);
    let problem = Problem { code: Code::Several, line, column: 1, path: String::new(), entry: None };
    Refused { form: Some(opened.form), encoding: Some(opened.encoding), problems: vec![problem] }
}

fn converted(document: &Document, readable: &Readable, source: &str, opened: &Opened, to: TargetForm) -> Conversion {
    let (form, encoding) = (Some(opened.form.key()), Some(opened.encoding.key()));
    let (mut text, mut json, mut human) = (String::new(), String::new(), String::new());
    for arrival in &opened.arrivals {
        let one = match written(document, readable, &arrival.assessment, to) {
            Ok(one) => one,
            Err(missing) => return refused(document, source, &oscal::incomplete(opened, missing)),
        };
        // NDJSON has one assessment per line: line breaks and indentation are removed.
        text += &if opened.form == FileForm::Ndjson {
            one.lines().map(str::trim_start).collect::<String>() + "\n"
        } else {
            one
        };
        let outcome = FileOutcome::Read {
            standard: &readable.outline.standard,
            edition: &arrival.assessment.edition,
            taken: Taken::Answers { answers: arrival.assessment.answers().len(), fields: &arrival.fields },
            kept: if to == TargetForm::Json { &arrival.kept } else { &[] },
            left_out: arrival.left_out.iter().map(LeftOutJson::of).collect(),
            notices: arrival.notices.iter().map(Notice::key).collect(),
        };
        json += &line(&FileReport { source, line: arrival.line, form, encoding, outcome });
        human += &summary(document, source, opened, arrival, to);
    }
    Conversion { text: Some(text), json, human }
}

pub(crate) fn refused(document: &Document, source: &str, refused: &Refused) -> Conversion {
    // Warnings are not among the reasons why a file was refused.
    let errors = refused.problems.iter().filter(|problem| problem.code.is_error());
    let outcome = FileOutcome::Refused { problems: errors.map(|problem| ProblemJson::of(document, problem)).collect() };
    let (form, encoding) = (refused.form.map(FileForm::key), refused.encoding.map(Encoding::key));
    let json = line(&FileReport { source, line: None, form, encoding, outcome });
    let human = refused.problems.iter().map(|problem| say(document, source, None, problem)).collect();
    Conversion { text: None, json, human }
}

/// The report about an assessment, for people.
fn summary(document: &Document, source: &str, opened: &Opened, arrival: &Arrival, to: TargetForm) -> String {
    let place = arrival.line.map(|line| format!(":{line}")).unwrap_or_default();
    let (form, encoding) = (opened.form.key(), opened.encoding.key());
    let mut summary =
        format!("{}{place}: {form}, {encoding}, edition {}\n", plain(source), plain(&arrival.assessment.edition));
    let fields: String = arrival.fields.iter().map(|field| format!(", {field}")).collect();
    summary += &format!("  taken: {} answers{fields}\n", arrival.assessment.answers().len());
    if to == TargetForm::Json {
        summary += &kept_line(&arrival.kept);
    }
    summary + &left_out_and_notices(document, &arrival.left_out, &arrival.notices)
}

/// An assessment in the target form.
fn written(
    document: &Document,
    readable: &Readable,
    assessment: &Assessment,
    to: TargetForm,
) -> Result<String, MissingPart> {
    match to {
        TargetForm::Json => Ok(write(assessment, &readable.outline)),
        TargetForm::Csv => Ok(table(document, readable, assessment)),
        TargetForm::Oscal(model) => oscal::written(document, assessment, model),
    }
}

fn table(document: &Document, readable: &Readable, assessment: &Assessment) -> String {
    let binding = document.languages.binding();
    let say = |name: &str| document.interface.find(&["score_", name].concat(), binding).unwrap_or_default().to_owned();
    let subdomains = document.standard.subdomains();
    let entries: BTreeMap<RequirementId, &Entry> = subdomains
        .flat_map(|(_, one)| one.cells.iter().flat_map(|cell| &cell.entries))
        .map(|one| (one.id, one))
        .collect();
    let names: BTreeMap<String, &str> = document
        .standard
        .subdomains()
        .flat_map(|(domain, one)| {
            [
                (domain.slug.to_string(), domain.name.get(binding).as_str()),
                (one.code.to_string(), one.name.get(binding).as_str()),
            ]
        })
        .collect();
    let name = |key: &str| names.get(key).copied().unwrap_or_default().to_owned();
    let entry = |domain: &OutlineDomain, subdomain: &OutlineSubdomain, item: &Item| {
        let printed = entries.get(&item.id);
        EntryWords {
            domain: name(domain.slug.as_str()),
            subdomain: name(subdomain.code.as_str()),
            label: printed.and_then(|entry| entry.label.clone()).unwrap_or_default(),
            text: printed.map_or_else(String::new, |entry| entry.text.get(binding).clone()),
        }
    };
    let head = COLUMNS.map(|key| word_of(key).map(say).unwrap_or_default());
    let kinds = ["requirement", "recommendation"].map(say);
    let labels = Labels {
        head: head.each_ref().map(|word| &**word),
        kinds: kinds.each_ref().map(|word| &**word),
        entry: &entry,
    };
    write_csv(&readable.outline, assessment, &labels)
}
