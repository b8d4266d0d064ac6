//! The facts about an assessment, in the rows above the head of its table: `# title: 2026`.

use dtmm_model::Outline;
use dtmm_scoring::{Assessment, Code, Method, Scope, Vocabulary, Weights, date_of, fold, scope_of};

use super::TableRow;
use super::head::is_identity;

/// The fields that such a row may name.
const FIELDS: [&str; 10] =
    ["standard", "edition", "title", "organization", "scope", "date", "profile", "weights", "targets", "tailored"];

/// The rows of an assessment: standard and edition always, so that no table is taken for one of
/// another; of the rest, what there is. Each is one cell.
pub(super) fn rows(outline: &Outline, assessment: &Assessment) -> Vec<String> {
    let targets = Scope::all(outline).map(|scope| scope.key(outline));
    let targets = targets.filter_map(|key| Some(format!("{key}={}", assessment.target(key)?)));
    let targets = targets.collect::<Vec<_>>().join(" ");
    let weights = assessment.weights.as_ref().map_or_else(String::new, |weights| weights.text(outline));
    let mut rows: Vec<(&str, String)> = vec![
        ("standard", outline.standard.clone()),
        ("edition", assessment.edition.clone()),
        ("title", assessment.title.clone()),
        ("organization", assessment.organization.clone()),
        ("scope", assessment.scope.clone()),
        ("date", assessment.date.clone()),
        ("profile", assessment.profile.map_or("", Method::key).to_owned()),
        ("weights", weights),
        ("targets", targets),
    ];
    for subdomain in outline.subdomains() {
        if let Some(reason) = assessment.tailored(subdomain.code) {
            rows.push(("tailored", format!("{}={reason}", subdomain.code)));
        }
    }
    let said = rows.into_iter().filter(|(_, value)| !value.is_empty());
    said.map(|(field, value)| format!("# {field}: {value}")).collect()
}

/// What became of a row above the head.
pub(super) enum HeadFact {
    /// It was taken.
    Taken,
    /// It names no field.
    Nothing,
    /// It names a subdomain or domain that this edition does not have.
    Foreign(String),
    /// Its value is wrong.
    Wrong(Code, &'static str),
}

/// Takes what a row above the head says into the assessment. `seen` holds the fields named before.
pub(super) fn take(
    row: &TableRow,
    separator: char,
    outline: &Outline,
    words: &Vocabulary,
    assessment: &mut Assessment,
    seen: &mut Vec<&'static str>,
) -> HeadFact {
    let Some((name, value)) = parts(row, separator) else { return HeadFact::Nothing };
    let Some(field) = words.field(&name, &FIELDS) else { return HeadFact::Nothing };
    if field != "tailored" && seen.contains(&field) {
        return HeadFact::Wrong(Code::DuplicateKey, field);
    }
    seen.push(field);
    let plain = value.trim();
    match field {
        "standard" if plain != outline.standard => return HeadFact::Wrong(Code::WrongStandard, field),
        "edition" => plain.clone_into(&mut assessment.edition),
        "title" => assessment.title = value,
        "organization" => assessment.organization = value,
        "scope" => assessment.scope = value,
        "date" => match date_of(plain) {
            Ok(date) => assessment.date = date,
            Err(fault) => return HeadFact::Wrong(Code::of_date(fault), field),
        },
        "profile" => match Method::from_key(&fold(plain).to_ascii_lowercase()) {
            None => return HeadFact::Wrong(Code::WrongProfile, field),
            method => assessment.profile = method,
        },
        "weights" => match Weights::from_text(outline, plain) {
            None => return HeadFact::Wrong(Code::WrongWeights, field),
            weights => assessment.weights = weights,
        },
        "targets" => return targets(plain, outline, assessment),
        "tailored" => return tailored(&value, outline, assessment),
        _ => {}
    }
    HeadFact::Taken
}

/// The name and the value of a row. Where the value was not in quotes, the separators in it have
/// made it several cells; those that a spreadsheet added at the end are empty.
fn parts(row: &TableRow, separator: char) -> Option<(String, String)> {
    if !is_identity(row) {
        return None;
    }
    let last = row.cells.iter().rposition(|cell| !cell.is_empty())?;
    let text = row.cells.get(..=last)?.join(&separator.to_string());
    let text = text.trim_start().trim_start_matches(['#', '＃']);
    let (name, value) = text.split_once([':', '：'])?;
    Some((name.to_owned(), value.strip_prefix(' ').unwrap_or(value).to_owned()))
}

fn targets(text: &str, outline: &Outline, assessment: &mut Assessment) -> HeadFact {
    for pair in text.split([' ', ',', ';', '，', '；', '、']).filter(|pair| !pair.is_empty()) {
        let Some((name, level)) = pair.split_once(['=', ':', '＝', '：']) else {
            return HeadFact::Wrong(Code::WrongLevel, "targets");
        };
        let Some(key) = scope_of(outline, name) else { return HeadFact::Foreign(name.to_owned()) };
        let Some(level) = outline.level(&fold(level)) else { return HeadFact::Wrong(Code::WrongLevel, "targets") };
        assessment.set_target(key, Some(level));
    }
    HeadFact::Taken
}

fn tailored(text: &str, outline: &Outline, assessment: &mut Assessment) -> HeadFact {
    let (name, reason) = text.split_once(['=', '＝']).unwrap_or((text, ""));
    let code = outline.subdomains().map(|subdomain| subdomain.code).find(|code| fold(code.as_str()) == fold(name));
    let Some(code) = code else { return HeadFact::Foreign(name.trim().to_owned()) };
    if assessment.tailored(code).is_some() {
        return HeadFact::Wrong(Code::DuplicateKey, "tailored");
    }
    match assessment.set_tailored(code, Some(reason)) {
        Ok(()) => HeadFact::Taken,
        Err(_) => HeadFact::Wrong(Code::MissingReason, "tailored"),
    }
}
