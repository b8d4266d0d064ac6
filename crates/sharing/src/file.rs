//! An encrypted file as a whole.

use crate::unopened::Unopened;
use crate::{armor, head, payload};

/// The work by which the key is made from the passphrase, as a power of two: in a page about a second, and 128 MB.
pub const USUAL_WORK: u8 = 17;

/// How many random bytes a file needs, all different in every file.
pub const RANDOM_BYTES: usize = 3 * PART;

/// The bytes of the key of a file, of the salt beside the passphrase and of the nonce of the content.
const PART: usize = 16;

/// Whether bytes are an encrypted file, as such or as text; their beginning is enough.
pub fn is_encrypted(bytes: &[u8]) -> bool {
    bytes.starts_with(head::VERSION.as_bytes()) || armor::is_armored(bytes)
}

/// Encrypts a file. `random` has to come from a source that nobody can guess, and is used for one file only.
///
/// # Errors
/// [`Unopened::TooMuchWork`] where there is too little memory.
pub fn encrypt(content: &[u8], passphrase: &str, random: &[u8; RANDOM_BYTES], work: u8) -> Result<Vec<u8>, Unopened> {
    let part = |number: usize| -> [u8; PART] { std::array::from_fn(|index| random[number * PART + index]) };
    let (file_key, salt, nonce) = (part(0), part(1), part(2));
    let mut file = head::write(&file_key, &salt, passphrase, work)?;
    file.extend(nonce);
    payload::encrypt(&payload::key(&file_key, &nonce), content, &mut file);
    Ok(file)
}

/// Opens an encrypted file, as such or as text.
///
/// # Errors
/// Why it is not opened. No part of the content of a damaged file is given.
pub fn decrypt(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, Unopened> {
    let plain = if armor::is_armored(bytes) { Some(armor::remove(bytes).ok_or(Unopened::Damaged)?) } else { None };
    let bytes = plain.as_deref().unwrap_or(bytes);
    let (file_key, rest) = head::open(bytes, passphrase)?;
    let (nonce, content) = rest.split_first_chunk::<PART>().ok_or(Unopened::Damaged)?;
    payload::decrypt(&payload::key(&file_key, nonce), content).ok_or(Unopened::Damaged)
}
