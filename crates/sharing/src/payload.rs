//! The content of an encrypted file: chunks that are numbered, the last one marked, so that none can be taken out, put
//! elsewhere or cut off unnoticed.

use chacha20poly1305::aead::Aead;
use chacha20poly1305::{ChaCha20Poly1305, Key, KeyInit, Nonce};
use hkdf::Hkdf;
use sha2::Sha256;

/// The bytes of a chunk; only the last one may have fewer.
const CHUNK: usize = 64 * 1024;
/// What encryption adds to a chunk.
const TAG: usize = 16;

/// The key of the content.
pub(crate) fn key(file_key: &[u8; 16], nonce: &[u8; 16]) -> [u8; 32] {
    let mut key = [0; 32];
    // Cannot fail: the key is not longer than HKDF gives.
    let _ = Hkdf::<Sha256>::new(Some(nonce), file_key).expand(b"payload", &mut key);
    key
}

/// Adds the encrypted content to a file.
pub(crate) fn encrypt(key: &[u8; 32], content: &[u8], file: &mut Vec<u8>) {
    let cipher = ChaCha20Poly1305::new(Key::from_slice(key));
    for (index, chunk, is_last) in chunks(content, CHUNK) {
        // Cannot fail: only chunks of gigabytes do.
        file.extend(cipher.encrypt(&nonce(index, is_last), chunk).unwrap_or_default());
    }
}

/// The content; `None` if it was cut off or changed.
pub(crate) fn decrypt(key: &[u8; 32], encrypted: &[u8]) -> Option<Vec<u8>> {
    let cipher = ChaCha20Poly1305::new(Key::from_slice(key));
    let mut content = Vec::new();
    for (index, chunk, is_last) in chunks(encrypted, CHUNK + TAG) {
        let plain = cipher.decrypt(&nonce(index, is_last), chunk).ok()?;
        // Only content of nothing ends with an empty chunk.
        if plain.is_empty() && index > 0 {
            return None;
        }
        content.extend(plain);
    }
    Some(content)
}

/// The chunks of some bytes with their numbers; the last one is marked, and nothing is one empty chunk.
fn chunks(bytes: &[u8], size: usize) -> impl Iterator<Item = (u64, &[u8], bool)> {
    let count = bytes.len().div_ceil(size).max(1);
    (0..count).map(move |index| {
        let chunk = bytes.get(index * size..bytes.len().min((index + 1) * size)).unwrap_or_default();
        (index as u64, chunk, index + 1 == count)
    })
}

/// The number of a chunk in eleven bytes, and whether it is the last one.
fn nonce(index: u64, is_last: bool) -> Nonce {
    let mut nonce = [0; 12];
    nonce[3..11].copy_from_slice(&index.to_be_bytes());
    nonce[11] = u8::from(is_last);
    nonce.into()
}
