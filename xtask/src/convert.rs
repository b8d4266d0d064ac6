//! Converts a file of assessments or comments to another form, and reports what was taken, kept and left out.

mod comments;
mod oscal;
pub(crate) mod report;

pub use report::{Conversion, CopyKind, TargetForm};

use std::collections::BTreeMap;

use dtmm_exchange::{Arrival, Encoding, EntryWords, FileForm, Labels, Notice, Opened, Refused, write_csv};
use dtmm_model::{Item, Lang, OutlineDomain, OutlineSubdomain};
use dtmm_scoring::{Assessment, Code, Problem, write};
use dtmm_view::{Texts, Word};
use dtmm_workbook::{SheetsBy, WorkbookData, WorkbookLook, write_workbook};

use crate::reading::{Readable, read_any, say};
use crate::terminal::plain;
use dtmm_content::document::Document;
use dtmm_workspace::printed::Printed;
use report::{FileOutcome, FileReport, LeftOutJson, ProblemJson, Taken, kept_line, left_out_and_notices, line};

/// Reads a file of any form and converts it to the target form. `source` is its name in the report.
pub fn convert(document: &Document, source: &str, bytes: &[u8], to: TargetForm) -> Conversion {
    convert_copy(document, source, bytes, to, &CopyKind::Whole)
}

/// The owners whose parts a file of one assessment can be cut into; none of a file that cannot be read.
pub fn part_owners(document: &Document, bytes: &[u8]) -> Vec<String> {
    let readable = Readable::new(document);
    let read = readable.read_one(bytes);
    read.map(|arrival| arrival.assessment.part_owners(&readable.outline)).unwrap_or_default()
}

/// As [`convert`], with only what this kind of copy holds. Comments are written whole or not at all: they are nothing but
/// what somebody wrote.
pub fn convert_copy(document: &Document, source: &str, bytes: &[u8], to: TargetForm, copy: &CopyKind) -> Conversion {
    let readable = Readable::new(document);
    let as_comments = match readable.comments().read(bytes) {
        // OSCAL has no comments: what is wrong is said by the reader of assessments.
        Ok(_) if matches!(to, TargetForm::Oscal(_)) => None,
        // There is no workbook of comments.
        Ok(arrival) if matches!(to, TargetForm::Workbook(..)) || *copy != CopyKind::Whole => {
            let (form, encoding) = (Some(arrival.form), Some(arrival.encoding));
            let problem = Problem::whole(Code::Comments);
            return refused(document, source, &Refused { form, encoding, problems: vec![problem] });
        }
        Ok(arrival) => return comments::converted(document, &readable.outline.standard, source, arrival, to),
        Err(refused) => Some(refused).filter(|refused| refused.form.is_some()),
    };
    let read = read_any(&readable.reader(), bytes).and_then(|opened| match (to, opened.arrivals.get(1)) {
        (TargetForm::Csv | TargetForm::Workbook(..) | TargetForm::Oscal(_), Some(second)) => {
            Err(several(&opened, second))
        }
        _ => Ok(opened),
    });
    match read {
        Ok(mut opened) => {
            let copied = opened.arrivals.iter_mut().map(|one| only_of_copy(document, &readable, one, copy));
            let taken_out: Vec<_> = copied.collect();
            for one in &mut opened.arrivals {
                one.left_out.extend(match to {
                    TargetForm::Json | TargetForm::Workbook(..) => Vec::new(),
                    TargetForm::Csv => one.not_in_table(),
                    TargetForm::Oscal(_) => one.unknown_left_out(),
                });
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

/// The refusal of a file with several assessments: a table or a workbook holds one.
fn several(opened: &Opened, second: &Arrival) -> Refused {
    let line = second.line.unwrap_or(1);
    let problem = Problem { code: Code::Several, line, column: 1, path: String::new(), entry: None };
    Refused { form: Some(opened.form), encoding: Some(opened.encoding), problems: vec![problem] }
}

/// Makes what arrived the part of an owner. What was left out of the file stays said.
fn cut(readable: &Readable, arrival: &mut Arrival, owner: &str) {
    let part = arrival.assessment.make_part(&readable.outline, owner);
    let text = write(&part, &readable.outline);
    if let Ok(read) = readable.read_one(text.as_bytes()) {
        let Arrival { line, left_out, notices, .. } = arrival.clone();
        *arrival = Arrival { line, left_out, notices, ..read };
    }
}

/// What a copy is without, counted by name.
type TakenOutCounts = Option<BTreeMap<&'static str, usize>>;

/// Leaves only what this kind of copy holds of what arrived, and says what was taken out.
fn only_of_copy(document: &Document, readable: &Readable, arrival: &mut Arrival, copy: &CopyKind) -> TakenOutCounts {
    let (assessment, taken_out) = match copy {
        CopyKind::Whole => return None,
        CopyKind::Part(owner) => {
            cut(readable, arrival, owner);
            return None;
        }
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
    let mut workbook = None;
    for (arrival, taken_out) in opened.arrivals.iter().zip(taken_out) {
        let one = match to {
            TargetForm::Json => write(&arrival.assessment, &readable.outline),
            TargetForm::Csv => table(document, readable, &arrival.assessment),
            TargetForm::Oscal(model) => match oscal::written(document, &arrival.assessment, model) {
                Ok(one) => one,
                Err(missing) => return refused(document, source, &oscal::incomplete(opened, missing)),
            },
            TargetForm::Workbook(lang, by) => {
                workbook = Some(workbook_of(document, readable, &arrival.assessment, lang, by));
                String::new()
            }
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
            kept: if to.keeps_unknown() { &arrival.kept } else { &[] },
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
    Conversion { text: Some(text).filter(|_| workbook.is_none()), workbook, json, human }
}

pub(crate) fn refused(document: &Document, source: &str, refused: &Refused) -> Conversion {
    // Warnings are not among the reasons why a file was refused.
    let errors = refused.problems.iter().filter(|problem| problem.code.is_error());
    let outcome = FileOutcome::Refused { problems: errors.map(|problem| ProblemJson::of(document, problem)).collect() };
    let (form, encoding) = (refused.form.map(FileForm::key), refused.encoding.map(Encoding::key));
    let json = line(&FileReport { source, line: None, form, encoding, outcome });
    let human = refused.problems.iter().map(|problem| say(document, source, None, problem)).collect();
    Conversion { text: None, workbook: None, json, human }
}

/// The report about an assessment, for people.
fn summary(document: &Document, source: &str, opened: &Opened, arrival: &Arrival, to: TargetForm) -> String {
    let place = arrival.line.map(|line| format!(":{line}")).unwrap_or_default();
    let (form, encoding) = (opened.form.key(), opened.encoding.key());
    let mut summary =
        format!("{}{place}: {form}, {encoding}, edition {}\n", plain(source), plain(&arrival.assessment.edition));
    let fields: String = arrival.fields.iter().map(|field| format!(", {field}")).collect();
    summary += &format!("  taken: {} answers{fields}\n", arrival.assessment.answers().len());
    if to.keeps_unknown() {
        summary += &kept_line(&arrival.kept);
    }
    summary + &left_out_and_notices(document, &arrival.left_out, &arrival.notices)
}

/// The table of an assessment, with the words of the binding language.
fn table(document: &Document, readable: &Readable, assessment: &Assessment) -> String {
    let printed = Printed::new(document, document.languages.binding());
    let entry = |domain: &OutlineDomain, subdomain: &OutlineSubdomain, item: &Item| {
        let (label, text) = printed.of(item.id).unwrap_or_default();
        let name = |key: &str| printed.names.of(key).to_owned();
        EntryWords { domain: name(domain.slug.as_str()), subdomain: name(subdomain.code.as_str()), label, text }
    };
    let kinds = [Word::Requirement, Word::Recommendation].map(|word| printed.words.say(word));
    write_csv(&readable.outline, assessment, &Labels { head: printed.words.columns(), kinds, entry: &entry })
}

/// The workbook of an assessment. The address of the site is not known here.
fn workbook_of(document: &Document, readable: &Readable, assessment: &Assessment, lang: Lang, by: SheetsBy) -> Vec<u8> {
    let printed = Printed::new(document, lang);
    let data = WorkbookData {
        outline: &readable.outline,
        assessment,
        words: &printed.words,
        names: &printed.names,
        texts: &printed,
    };
    write_workbook(&data, &WorkbookLook { lang, by, home: None })
}
