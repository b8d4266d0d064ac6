//! Converts a file of assessments or comments to another form, and reports what was taken, kept and left out.

mod comments;
pub(crate) mod report;

pub use report::{Conversion, CopyKind, TargetForm};

use std::collections::BTreeMap;

use dtmm_exchange::{
    Arrival, COLUMNS, Encoding, EntryWords, FileForm, Labels, Notice, Opened, Refused, word_of, write_csv,
};
use dtmm_model::{Entry, Item, OutlineDomain, OutlineSubdomain, RequirementId};
use dtmm_scoring::{Assessment, Code, Problem, write};

use crate::reading::{Readable, say};
use crate::terminal::plain;
use dtmm_content::document::Document;
use report::{FileOutcome, FileReport, LeftOutJson, ProblemJson, Taken, kept_line, left_out_and_notices, line};

/// Reads a file of any form and converts it to the target form. `source` is its name in the report.
pub fn convert(document: &Document, source: &str, bytes: &[u8], to: TargetForm) -> Conversion {
    convert_copy(document, source, bytes, to, &CopyKind::Whole)
}

/// As [`convert`], with only what this kind of copy holds. Comments are written whole or not at all: they are nothing but
/// what somebody wrote.
pub fn convert_copy(document: &Document, source: &str, bytes: &[u8], to: TargetForm, copy: &CopyKind) -> Conversion {
    let readable = Readable::new(document);
    let as_comments = match readable.comments().read(bytes) {
        Ok(arrival) if *copy != CopyKind::Whole => {
            let problem = Problem { code: Code::Comments, line: 1, column: 1, path: String::new(), entry: None };
            let (form, encoding) = (Some(arrival.form), Some(arrival.encoding));
            return refused(document, source, &Refused { form, encoding, problems: vec![problem] });
        }
        Ok(arrival) => return comments::converted(document, &readable.outline.standard, source, arrival, to),
        Err(refused) => Some(refused).filter(|refused| refused.form.is_some()),
    };
    let read = readable.reader().read(bytes).and_then(|opened| match (to, opened.arrivals.get(1)) {
        (TargetForm::Csv, Some(second)) => Err(several(&opened, second)),
        _ => Ok(opened),
    });
    match read {
        Ok(mut opened) => {
            let taken_out: Vec<_> =
                opened.arrivals.iter_mut().map(|one| only_of_copy(document, &readable, one, copy)).collect();
            if to == TargetForm::Csv {
                opened.arrivals.iter_mut().for_each(|one| one.left_out.extend(one.not_in_table()));
            }
            converted(document, &readable, source, &opened, to, taken_out)
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

/// What a copy is without, counted by name.
type TakenOutCounts = Option<BTreeMap<&'static str, usize>>;

/// Leaves only what this kind of copy holds of what arrived, and says what was taken out.
fn only_of_copy(document: &Document, readable: &Readable, arrival: &mut Arrival, copy: &CopyKind) -> TakenOutCounts {
    let (assessment, taken_out) = match copy {
        CopyKind::Whole => return None,
        CopyKind::Anonymous => {
            let reason = document.interface.find("share_reason", document.languages.binding()).unwrap_or("-");
            let (assessment, out) = arrival.assessment.anonymous(&readable.outline, reason);
            (assessment, BTreeMap::from(out.counts()))
        }
        CopyKind::WithoutWords(words) => {
            let (assessment, found, unknown) = arrival.assessment.without_words(words, "…");
            (assessment, BTreeMap::from([("words", found), ("unknown", unknown)]))
        }
    };
    let as_written = readable.reader().read_one(write(&assessment, &readable.outline).as_bytes());
    arrival.fields = as_written.map(|written| written.fields).unwrap_or_default();
    arrival.kept.clear();
    arrival.assessment = assessment;
    Some(taken_out)
}

fn converted(
    document: &Document,
    readable: &Readable,
    source: &str,
    opened: &Opened,
    to: TargetForm,
    taken_out: Vec<TakenOutCounts>,
) -> Conversion {
    let (form, encoding) = (Some(opened.form.key()), Some(opened.encoding.key()));
    let (mut text, mut json, mut human) = (String::new(), String::new(), String::new());
    for (arrival, taken_out) in opened.arrivals.iter().zip(taken_out) {
        let one = written(document, readable, &arrival.assessment, to);
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
            kept: if to == TargetForm::Csv { &[] } else { &arrival.kept },
            left_out: arrival.left_out.iter().map(LeftOutJson::of).collect(),
            notices: arrival.notices.iter().map(Notice::key).collect(),
            taken_out: taken_out.clone(),
        };
        json += &line(&FileReport { source, line: arrival.line, form, encoding, outcome });
        human += &summary(document, source, opened, arrival, to);
        if let Some(taken_out) = taken_out {
            let counts: Vec<String> = taken_out.iter().map(|(what, count)| format!("{count} {what}")).collect();
            human += &format!("  taken out: {}\n", counts.join(", "));
        }
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

fn written(document: &Document, readable: &Readable, assessment: &Assessment, to: TargetForm) -> String {
    if to == TargetForm::Json {
        return write(assessment, &readable.outline);
    }
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
