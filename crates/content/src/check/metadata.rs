//! The form of values that are in no language: identifier and day of the standard, numbers of documents,
//! abbreviations, roles of cover lines.

use dtmm_model::{LabelStyle, Lang, Languages, Level};
use dtmm_scoring::is_date;

use super::findings::Findings;
use super::passage::references;
use super::place::Place;
use super::scan::citations;
use super::subject::Subject;
use crate::diagnostic::codes::WRONG_VALUE;
use crate::diagnostic::suggest;
use crate::load::TOOL;
use crate::parse::paths::{ABBREVIATIONS, MODEL, REFERENCES, STANDARD};
use crate::parse::{COVER_ROLES, Content, ModelFile, Step};

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    if let Some(model) = &subject.content.model {
        declared(model, findings);
    }
    if let Some(head) = &subject.content.standard {
        if !is_date(&head.modified) {
            let place = Place::value(STANDARD, &[Step::Key("modified")]);
            findings.add(WRONG_VALUE, place, format!("`{}` is not a day", head.modified), "write it as `2026-11-22`");
        }
        for (index, line) in
            head.cover.iter().enumerate().filter(|(_, line)| !COVER_ROLES.contains(&line.role.as_str()))
        {
            let help =
                suggest::help(&line.role, COVER_ROLES, format!("write one of {}", suggest::listed(&COVER_ROLES)));
            let place = Place::value(STANDARD, &[Step::Key("cover"), Step::Item(index), Step::Key("role")]);
            findings.add(WRONG_VALUE, place, format!("no line of the cover is `{}`", line.role), help);
        }
    }
    for (key, index, reference) in references(subject.content) {
        let steps = [Step::Key(key), Step::Item(index), Step::Key("number")];
        number(&reference.number, Place::value(REFERENCES, &steps), findings);
    }
    for (index, abbreviation) in subject.content.abbreviations.iter().flatten().enumerate() {
        let is_short = !abbreviation.short.is_empty() && abbreviation.short.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_short {
            let place = Place::value(ABBREVIATIONS, &[Step::Item(index), Step::Key("short")]);
            let message = format!("`{}` is not an abbreviation", abbreviation.short);
            findings.add(WRONG_VALUE, place, message, "write Latin letters and digits, as `DCS`");
        }
    }
}

/// What the standard declares of itself.
fn declared<'a>(model: &'a ModelFile, findings: &mut Findings<'a>) {
    if !is_name(&model.id) {
        let help = "write lower-case letters, digits and hyphens, as `made-up`; it never changes again";
        let place = Place::value(MODEL, &[Step::Key("id")]);
        findings.add(WRONG_VALUE, place, format!("`{}` cannot name a standard", model.id), help);
    }
    obligation(model, findings);
    if !(Level::FEWEST..=Level::MOST).contains(&model.levels) {
        let place = Place::value(MODEL, &[Step::Key("levels")]);
        let help = format!("write a number from {} to {}", Level::FEWEST, Level::MOST);
        findings.add(WRONG_VALUE, place, format!("a standard cannot have {} levels", model.levels), help);
    }
    if model.labels.parse::<LabelStyle>().is_err() {
        let place = Place::value(MODEL, &[Step::Key("labels")]);
        let help = "write what is printed before the first entry of a cell: `a)`, `a.`, `(a)`, `a`, the same with `A` or `1`; or `as-typed` or `none`";
        findings.add(WRONG_VALUE, place, format!("`{}` is not a style of label", model.labels), help);
    }
    if declared_languages(model).is_none() {
        let place = Place::value(MODEL, &[Step::Key("languages")]);
        let help = "write `[zh, en]`, `[zh]` or `[en]`; `binding` must name one of them";
        findings.add(WRONG_VALUE, place, "`languages` and `binding` do not fit together", help);
    }
}

/// The words of obligation: none is empty, since that would be found everywhere.
fn obligation<'a>(model: &'a ModelFile, findings: &mut Findings<'a>) {
    for lang in Lang::ALL {
        let Some(record) = model.obligation.get(lang) else { continue };
        let place = Place::value(MODEL, &[Step::Key("obligation"), Step::Key(lang.key())]);
        let lists = [&record.shall, &record.should, &record.not_in, &record.maybe_in, &record.forbidden];
        let mut words = lists.into_iter().flatten().chain(&record.condition);
        if record.shall.is_empty() || words.any(|word| word.trim().is_empty()) {
            let message = format!("the words of obligation lack one in `{}`", lang.key());
            findings.add(
                WRONG_VALUE,
                place,
                message,
                "name at least one word under `shall`, and no empty one anywhere",
            );
        }
    }
}

/// The languages that the model declares; `None` where they contradict one another.
fn declared_languages(model: &ModelFile) -> Option<Languages> {
    let all: Vec<Lang> = model.languages.iter().copied().map(Lang::from).collect();
    Languages::new(&all, model.binding.into())
}

/// The languages of the standard; `None` if `model.yaml` is broken or contradicts itself, which is reported.
pub(super) fn languages(content: &Content) -> Option<Languages> {
    content.model.as_ref().and_then(declared_languages)
}

/// The languages of a file. The tool brings its own files in all languages, written in Chinese and translated from it.
pub(super) fn languages_of(path: &str, declared: Languages) -> Languages {
    let of_tool = Languages::new(&Lang::ALL, Lang::Zh).filter(|_| path.starts_with(TOOL));
    of_tool.unwrap_or(declared)
}

/// Whether a text has the form of a name that stands in addresses and files.
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Checks that the number of a document has the form in which citations are recognized.
fn number<'a>(text: &str, place: Place<'a>, findings: &mut Findings<'a>) {
    let is_number = citations(text).first().is_some_and(|citation| citation.number == text);
    if !is_number {
        let message = format!("`{text}` is not the number of a document");
        findings.add(
            WRONG_VALUE,
            place,
            message,
            "write letters, one space, number, hyphen, year, as `GB/T 36073-2018`",
        );
    }
}
