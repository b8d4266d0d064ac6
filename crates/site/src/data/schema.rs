//! The JSON Schemas of data files, with the codes, levels and labels of the standard at hand.

use anyhow::Result;
use dtmm_model::{LabelKind, Lang, Languages, Method, Standard};
use serde_json::{Value, json};

/// A schema in which each name that begins with `@` stands for a value: alone for a number or a type, within a pattern
/// for a part of it.
///
/// Texts have the languages of the standard; the schemas are written for two.
///
/// # Errors
/// None that a schema of this crate can cause.
pub(super) fn of_standard(schema: &str, standard: &Standard, languages: Languages) -> Result<Vec<u8>> {
    let levels = standard.levels().len();
    let codes: Vec<usize> = standard.subdomains().map(|(_, subdomain)| subdomain.code.as_str().len()).collect();
    let lengths = (codes.iter().min().copied().unwrap_or(0), codes.iter().max().copied().unwrap_or(0));
    let code = match lengths {
        (fewest, most) if fewest == most => format!("[A-Z]{{{most}}}"),
        (fewest, most) => format!("[A-Z]{{{fewest},{most}}}"),
    };
    let label = match standard.labels().kind {
        LabelKind::Letters => "[a-z]",
        LabelKind::Capitals => "[A-Z]",
        LabelKind::Numbers => "[1-9][0-9]*",
        LabelKind::AsTyped => "\\S+",
        LabelKind::None => "",
    };
    let has_all_labels = standard.entries().all(|entry| entry.label.is_some());
    let label_type = if has_all_labels { json!("string") } else { json!(["string", "null"]) };
    let has_empty_cells = standard.subdomains().any(|(_, one)| one.cells.iter().any(|cell| cell.entries.is_empty()));
    let scoring = standard.scoring();
    let counts_as_usual = Method::ALL.iter().all(|method| scoring.id(*method) == method.rules());
    let parameters = if counts_as_usual { "" } else { ", and the points and pass mark by which they count" };
    let values = [
        ("\"@levels\"", levels.to_string()),
        ("\"@fewest-entries\"", u8::from(!has_empty_cells).to_string()),
        ("\"@label-type\"", label_type.to_string()),
        ("@levels", levels.to_string()),
        ("@code", code),
        ("@label", label.to_owned()),
        ("@parameters", parameters.to_owned()),
    ];
    let text = values.into_iter().fold(schema.to_owned(), |text, (name, value)| text.replace(name, &value));
    let absent: Vec<&str> = Lang::ALL.into_iter().filter(|lang| !languages.has(*lang)).map(Lang::key).collect();
    if absent.is_empty() {
        return Ok(text.into());
    }
    let mut schema: Value = serde_json::from_str(&text)?;
    remove_properties(&mut schema, &absent);
    Ok(serde_json::to_vec_pretty(&schema)?)
}

/// Removes the properties with these names, wherever a schema has them.
fn remove_properties(schema: &mut Value, names: &[&str]) {
    match schema {
        Value::Array(list) => list.iter_mut().for_each(|one| remove_properties(one, names)),
        Value::Object(keys) => {
            if let Some(Value::Array(required)) = keys.get_mut("required") {
                required.retain(|name| !name.as_str().is_some_and(|name| names.contains(&name)));
            }
            if let Some(Value::Object(properties)) = keys.get_mut("properties") {
                properties.retain(|name, _| !names.contains(&name.as_str()));
            }
            keys.values_mut().for_each(|one| remove_properties(one, names));
        }
        _ => {}
    }
}
