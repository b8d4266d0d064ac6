//! An assessment, or comments, from one form into another, and what became of everything in them.

mod comments;
mod report;

pub use report::{Conversion, To};

use std::collections::BTreeMap;

use dtmm_exchange::{
    Arrival, COLUMNS, Encoding, EntryWords, FileForm, Labels, Notice, Opened, Refused, word_of, write_csv,
};
use dtmm_model::{Entry, Item, Lang, OutlineDomain, OutlineSubdomain, RequirementId};
use dtmm_scoring::{Assessment, Code, Problem, write};

use crate::reading::{Readable, say};
use crate::terminal::{plain, short};
use dtmm_content::document::Document;
use report::{Left, Outcome, Report, Taken, Wrong, line, rest};

/// Reads a file of any form and writes it in another.
pub fn convert(document: &Document, source: &str, bytes: &[u8], to: To) -> Conversion {
    let readable = Readable::new(document);
    let meant = match readable.comments().read(bytes) {
        Ok(arrival) => return comments::converted(document, &readable.outline.standard, source, arrival, to),
        Err(refused) => Some(refused).filter(|refused| refused.form.is_some()),
    };
    let read = readable.reader().read(bytes).and_then(|opened| match (to, opened.arrivals.get(1)) {
        (To::Csv, Some(second)) => Err(several(&opened, second)),
        _ => Ok(opened),
    });
    match read {
        Ok(mut opened) => {
            if to == To::Csv {
                opened.arrivals.iter_mut().for_each(|one| one.left_out.extend(one.not_in_table()));
            }
            converted(document, &readable, source, &opened, to)
        }
        Err(refused) => {
            let is_other = |problem: &Problem| matches!(problem.code, Code::Unrecognized | Code::Comments);
            let refused = meant.filter(|_| refused.problems.iter().any(is_other)).unwrap_or(refused);
            self::refused(document, source, &refused)
        }
    }
}

/// A table holds one assessment.
fn several(opened: &Opened, second: &Arrival) -> Refused {
    let line = second.line.unwrap_or(1);
    let problem = Problem { code: Code::Several, line, column: 1, path: String::new(), entry: None };
    Refused { form: Some(opened.form), encoding: Some(opened.encoding), problems: vec![problem] }
}

fn converted(document: &Document, readable: &Readable, source: &str, opened: &Opened, to: To) -> Conversion {
    let (form, encoding) = (Some(opened.form.key()), Some(opened.encoding.key()));
    let (mut text, mut json, mut human) = (String::new(), String::new(), String::new());
    for arrival in &opened.arrivals {
        let one = written(document, readable, &arrival.assessment, to);
        // One a line: what sets the lines of a file is left away.
        text += &if opened.form == FileForm::Ndjson {
            one.lines().map(str::trim_start).collect::<String>() + "\n"
        } else {
            one
        };
        let outcome = Outcome::Read {
            standard: &readable.outline.standard,
            edition: &arrival.assessment.edition,
            taken: Taken::Answers { answers: arrival.assessment.answers().len(), fields: &arrival.fields },
            kept: if to == To::Csv { &[] } else { &arrival.kept },
            left_out: arrival.left_out.iter().map(Left::of).collect(),
            notices: arrival.notices.iter().map(Notice::key).collect(),
        };
        json += &line(&Report { source, line: arrival.line, form, encoding, outcome });
        human += &told(document, source, opened, arrival, to);
    }
    Conversion { text: Some(text), json, human }
}

fn refused(document: &Document, source: &str, refused: &Refused) -> Conversion {
    // What is only worth saying of a file that was read is none of the reasons why it was not.
    let errors = refused.problems.iter().filter(|problem| problem.code.is_error());
    let outcome = Outcome::Refused { problems: errors.map(|problem| Wrong::of(document, problem)).collect() };
    let (form, encoding) = (refused.form.map(FileForm::key), refused.encoding.map(Encoding::key));
    let json = line(&Report { source, line: None, form, encoding, outcome });
    let human = refused.problems.iter().map(|problem| say(document, source, None, problem)).collect();
    Conversion { text: None, json, human }
}

/// What became of an assessment, for people.
fn told(document: &Document, source: &str, opened: &Opened, arrival: &Arrival, to: To) -> String {
    let place = arrival.line.map(|line| format!(":{line}")).unwrap_or_default();
    let (form, encoding) = (opened.form.key(), opened.encoding.key());
    let mut told =
        format!("{}{place}: {form}, {encoding}, edition {}\n", plain(source), plain(&arrival.assessment.edition));
    let fields: String = arrival.fields.iter().map(|field| format!(", {field}")).collect();
    told += &format!("  taken: {} answers{fields}\n", arrival.assessment.answers().len());
    if !arrival.kept.is_empty() && to == To::Json {
        let kept: Vec<String> = arrival.kept.iter().map(|path| plain(&short(path))).collect();
        told += &format!("  kept unchanged though unknown: {}\n", kept.join(", "));
    }
    told + &rest(document, &arrival.left_out, &arrival.notices)
}

fn written(document: &Document, readable: &Readable, assessment: &Assessment, to: To) -> String {
    if to == To::Json {
        return write(assessment, &readable.outline);
    }
    let say = |name: &str| document.interface.find(&["score_", name].concat(), Lang::Zh).unwrap_or_default().to_owned();
    let subdomains = document.standard.subdomains();
    let entries: BTreeMap<RequirementId, &Entry> = subdomains
        .flat_map(|(_, one)| one.cells.iter().flat_map(|cell| &cell.entries))
        .map(|one| (one.id, one))
        .collect();
    let names: BTreeMap<String, &str> = document
        .standard
        .subdomains()
        .flat_map(|(domain, one)| [(domain.slug.to_string(), &*domain.name.zh), (one.code.to_string(), &*one.name.zh)])
        .collect();
    let name = |key: &str| names.get(key).copied().unwrap_or_default().to_owned();
    let entry = |domain: &OutlineDomain, subdomain: &OutlineSubdomain, item: &Item| {
        let printed = entries.get(&item.id);
        EntryWords {
            domain: name(domain.slug.as_str()),
            subdomain: name(subdomain.code.as_str()),
            letter: printed.map_or_else(String::new, |entry| entry.letter.to_string()),
            text: printed.map_or_else(String::new, |entry| entry.text.zh.clone()),
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
