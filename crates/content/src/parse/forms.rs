//! What the schemas of the records say of a value besides its type.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use crate::diagnostic::CODES;

/// The code of a subdomain.
pub(super) const CODE: &str = "^[A-Z]{2,8}$";
/// The id of an entry.
pub(super) const ENTRY_ID: &str = "^[A-Z]{2,8}-[1-9][0-9]{2}$";
/// The id of an editor's note.
pub(super) const NOTE_ID: &str = "^note-[0-9]{3}$";
/// A colour.
pub(super) const COLOUR: &str = "^#[0-9a-f]{6}$";
/// What a file, and with it an address, is named by.
pub(super) const SLUG: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
/// What [`fingerprint`](super::fingerprint) gives.
pub(super) const FINGERPRINT: &str = "^[0-9a-f]{8}$";
/// A day, whether or not there is one of that number.
pub(super) const DATE: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

/// At least one language is needed: which ones, `model.yaml` of each standard says, and the check knows.
pub(super) fn needs_languages(schema: &mut Schema) {
    for key in ["zh", "en", "reviewed"] {
        if let Some(property) = schema.pointer_mut(&format!("/properties/{key}")).and_then(Value::as_object_mut) {
            property.remove("default");
        }
    }
    schema.insert("anyOf".to_owned(), json!([{ "required": ["zh"] }, { "required": ["en"] }]));
}

/// A number from 0 to 1 with at most three decimals, in quotes or not.
pub(super) fn proportion(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "anyOf": [
            { "type": "number", "minimum": 0, "maximum": 1 },
            { "type": "string", "pattern": "^(0|1|0\\.[0-9]{1,3}|1\\.0{1,3})$" },
        ],
    })
}

/// One text or several.
pub(super) fn one_or_several(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "anyOf": [
            { "type": "string" },
            { "type": "array", "items": { "type": "string" }, "minItems": 1 },
        ],
    })
}

/// The codes of the faults that the draft itself can have.
pub(super) fn draft_codes() -> Vec<&'static str> {
    CODES.iter().filter(|code| code.in_draft).map(|code| code.name).collect()
}
