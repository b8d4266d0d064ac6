//! The JSON Schemas of data files, with the codes, levels and labels of the standard at hand.

use dtmm_model::{LabelKind, Standard};
use serde_json::json;

/// A schema in which each name that begins with `@` stands for a value: alone for a number or a type, within a pattern
/// for a part of it.
pub(super) fn of_standard(schema: &str, standard: &Standard) -> String {
    let levels = standard.levels().len();
    let codes: Vec<usize> = standard.subdomains().map(|(_, subdomain)| subdomain.code.as_str().len()).collect();
    let lengths = (codes.iter().min().copied().unwrap_or(0), codes.iter().max().copied().unwrap_or(0));
    let code = match lengths {
        (fewest, most) if fewest == most => format!("[A-Z]{{{most}}}"),
        (fewest, most) => format!("[A-Z]{{{fewest},{most}}}"),
    };
    let label = match standard.labels().kind {
        LabelKind::Letters => "[a-z]",
        LabelKind::Numbers => "[1-9][0-9]*",
        LabelKind::None => "",
    };
    let has_all_labels = standard.entries().all(|entry| entry.label.is_some());
    let label_type = if has_all_labels { json!("string") } else { json!(["string", "null"]) };
    let has_empty_cells = standard.subdomains().any(|(_, one)| one.cells.iter().any(|cell| cell.entries.is_empty()));
    let values = [
        ("\"@levels\"", levels.to_string()),
        ("\"@fewest-entries\"", u8::from(!has_empty_cells).to_string()),
        ("\"@label-type\"", label_type.to_string()),
        ("@levels", levels.to_string()),
        ("@code", code),
        ("@label", label.to_owned()),
    ];
    values.into_iter().fold(schema.to_owned(), |text, (name, value)| text.replace(name, &value))
}
