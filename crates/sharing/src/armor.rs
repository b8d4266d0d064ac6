//! An encrypted file as text, for letters and chats: base64 between two lines.

use base64ct::{Base64, Encoding};

const BEGIN: &str = "-----BEGIN AGE ENCRYPTED FILE-----";
const END: &str = "-----END AGE ENCRYPTED FILE-----";

/// Whether bytes begin like this form; white space before it does not matter.
pub(crate) fn is_armored(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(BEGIN.as_bytes())
}

/// The file itself; `None` where something is missing or wrong.
pub(crate) fn remove(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok()?.trim();
    let body = text.strip_prefix(BEGIN)?.strip_suffix(END)?;
    let letters: String = body.lines().map(str::trim).collect();
    Base64::decode_vec(&letters).ok()
}
