//! Converts a file of assessments or comments to another form, and reports what was taken, kept and left out.

mod comments;
mod oscal;
pub(crate) mod report;

pub use report::{Conversion, TargetForm};

use std::collections::BTreeMap;

use dtmm_exchange::{Arrival, Encoding, EntryWords, FileForm, Labels, Notice, Opened, Refused, write_csv};
use dtmm_model::{Item, LabelStyle, Lang, OutlineDomain, OutlineSubdomain, RequirementId};
use dtmm_scoring::{Assessment, Code, Problem, write};
use dtmm_view::{Names, Texts, Word, Words};
use dtmm_workbook::{SheetsBy, WorkbookData, WorkbookLook, write_workbook};

use crate::reading::{Readable, read_any, say};
use crate::terminal::plain;
use dtmm_content::document::Document;
use report::{FileOutcome, FileReport, LeftOutJson, ProblemJson, Taken, kept_line, left_out_and_notices, line};

/// Reads a file of any form and converts it to the target form. `source` is its name in the report.
pub fn convert(document: &Document, source: &str, bytes: &[u8], to: TargetForm) -> Conversion {
    convert_part(document, source, bytes, to, None)
}

/// The owners whose parts a file of one assessment can be cut into; none of a file that cannot be read.
pub fn part_owners(document: &Document, bytes: &[u8]) -> Vec<String> {
    let readable = Readable::new(document);
    readable.read_one(bytes).map_or_else(|_| Vec::new(), |one| one.assessment.part_owners(&readable.outline))
}

/// The same as [`convert`], `of` one owner the part where one is named.
pub fn convert_part(document: &Document, source: &str, bytes: &[u8], to: TargetForm, of: Option<&str>) -> Conversion {
    let readable = Readable::new(document);
    let as_comments = match readable.comments().read(bytes) {
        // OSCAL has no comments: what is wrong is said by the reader of assessments.
        Ok(_) if matches!(to, TargetForm::Oscal(_)) => None,
        // There is no workbook of comments.
        Ok(arrival) if matches!(to, TargetForm::Workbook(..)) => {
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
            for one in &mut opened.arrivals {
                if let Some(owner) = of {
                    let part = write(&one.assessment.make_part(&readable.outline, owner), &readable.outline);
                    if let Ok(read) = readable.read_one(part.as_bytes()) {
                        let Arrival { line, left_out, notices, .. } = one.clone();
                        *one = Arrival { line, left_out, notices, ..read };
                    }
                }
                one.left_out.extend(match to {
                    TargetForm::Json | TargetForm::Workbook(..) => Vec::new(),
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

/// The refusal of a file with several assessments: a table or a workbook holds one.
fn several(opened: &Opened, second: &Arrival) -> Refused {
    let line = second.line.unwrap_or(1);
    let problem = Problem { code: Code::Several, line, column: 1, path: String::new(), entry: None };
    Refused { form: Some(opened.form), encoding: Some(opened.encoding), problems: vec![problem] }
}

fn converted(document: &Document, readable: &Readable, source: &str, opened: &Opened, to: TargetForm) -> Conversion {
    let (form, encoding) = (Some(opened.form.key()), Some(opened.encoding.key()));
    let (mut text, mut json, mut human) = (String::new(), String::new(), String::new());
    let mut workbook = None;
    for arrival in &opened.arrivals {
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
        };
        json += &line(&FileReport { source, line: arrival.line, form, encoding, outcome });
        human += &summary(document, source, opened, arrival, to);
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

/// The words of the content in one language, as tables and workbooks print them.
struct Printed {
    words: Words,
    names: Names,
    entries: BTreeMap<RequirementId, (String, String)>,
}

impl Printed {
    fn new(document: &Document, lang: Lang) -> Printed {
        let words = document.interface.in_language(lang).into_iter();
        let mut names = Vec::new();
        let mut entries = BTreeMap::new();
        for (domain, subdomain) in document.standard.subdomains() {
            names.push((domain.slug.to_string(), domain.name.get(lang).clone()));
            names.push((subdomain.code.to_string(), subdomain.name.get(lang).clone()));
            for entry in subdomain.cells.iter().flat_map(|cell| &cell.entries) {
                entries.insert(entry.id, (entry.label.clone().unwrap_or_default(), entry.text.get(lang).clone()));
            }
        }
        let words = Words::new(words.map(|(key, word)| (key.to_owned(), word.to_owned())));
        Printed { words, names: Names(names), entries }
    }
}

impl Texts for Printed {
    fn of(&self, id: RequirementId) -> Option<(String, String)> {
        self.entries.get(&id).cloned()
    }

    fn labels(&self) -> LabelStyle {
        // Tables print labels without marks.
        LabelStyle::NONE
    }
}
