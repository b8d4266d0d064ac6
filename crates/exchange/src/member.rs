//! One field of a JSON file, whatever else may be wrong with it.

use dtmm_scoring::json::{Cursor, JsonError};

/// The text that a JSON object has under a key.
///
/// # Errors
/// What is no JSON object, up to where the field stands.
pub(crate) fn text_member(text: &str, key: &str) -> Result<Option<String>, JsonError> {
    let mut cursor = Cursor::new(text);
    cursor.expect(b'{')?;
    let mut first = true;
    while cursor.next(&mut first, b'}')? {
        if cursor.key()? == key && cursor.peek() == b'"' {
            return Ok(Some(cursor.string()?.into_owned()));
        }
        cursor.skip()?;
    }
    Ok(None)
}
