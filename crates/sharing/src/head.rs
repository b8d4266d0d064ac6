//! The head of an encrypted file: lines that hold its key, encrypted with a key made from the passphrase.

use base64ct::{Base64Unpadded, Encoding};
use chacha20poly1305::aead::Aead;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit, Nonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use scrypt::{Params, scrypt};
use sha2::Sha256;

use crate::unopened::{MOST_WORK, Unopened};

/// The first line of an encrypted file.
pub(crate) const VERSION: &str = "age-encryption.org/v1";

/// What stands before the salt where the key is made, so that no other program makes the same one.
const LABEL: &[u8] = b"age-encryption.org/v1/scrypt";

/// What a line begins with that says how the key of the file is encrypted.
const RECIPIENT: &str = "-> ";
/// What the last line begins with.
const END: &str = "---";

/// The block size and the parallelism that the format has fixed.
const BLOCKS: u32 = 8;
const LANES: u32 = 1;

/// The head of a file with this key.
pub(crate) fn write(file_key: &[u8; 16], salt: &[u8; 16], passphrase: &str, work: u8) -> Result<Vec<u8>, Unopened> {
    let cipher = ChaCha20Poly1305::new(&passphrase_key(passphrase, salt, work)?.into());
    let body = cipher.encrypt(&Nonce::default(), &file_key[..]).map_err(|_| Unopened::Damaged)?;
    let (salt, body) = (Base64Unpadded::encode_string(salt), Base64Unpadded::encode_string(&body));
    let head = format!("{VERSION}\n{RECIPIENT}scrypt {salt} {work}\n{body}\n{END}");
    let sum = Base64Unpadded::encode_string(&sum(file_key, head.as_bytes()).finalize().into_bytes());
    Ok(format!("{head} {sum}\n").into_bytes())
}

/// The key of a file, and what follows its head.
pub(crate) fn open<'b>(bytes: &'b [u8], passphrase: &str) -> Result<([u8; 16], &'b [u8]), Unopened> {
    let mut lines = HeadLines { bytes, at: 0 };
    match lines.line() {
        Ok(VERSION) => {}
        _ => return Err(Unopened::NotEncrypted),
    }
    let recipient = lines.line()?.strip_prefix(RECIPIENT).ok_or(Unopened::Damaged)?;
    let [salt, work] = match recipient.split(' ').collect::<Vec<_>>()[..] {
        ["scrypt", salt, work] => [salt, work],
        ["scrypt", ..] => return Err(Unopened::Damaged),
        _ => return Err(Unopened::ForKey),
    };
    let salt: [u8; 16] = decoded(salt)?;
    let work = work_of(work)?;
    let body: [u8; 32] = decoded(lines.line()?)?;
    let signed = lines.at + END.len();
    let expected = lines.line()?.strip_prefix(END).and_then(|rest| rest.strip_prefix(' ')).ok_or(Unopened::Damaged)?;
    let expected: [u8; 32] = decoded(expected)?;
    let cipher = ChaCha20Poly1305::new(&passphrase_key(passphrase, &salt, work)?.into());
    let file_key = cipher.decrypt(&Nonce::default(), &body[..]).map_err(|_| Unopened::WrongPassphrase)?;
    let file_key: [u8; 16] = file_key.try_into().map_err(|_| Unopened::Damaged)?;
    let signed = bytes.get(..signed).unwrap_or_default();
    sum(&file_key, signed).verify_slice(&expected).map_err(|_| Unopened::Damaged)?;
    Ok((file_key, bytes.get(lines.at..).unwrap_or_default()))
}

/// The lines of a head, one after another.
struct HeadLines<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> HeadLines<'b> {
    fn line(&mut self) -> Result<&'b str, Unopened> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|byte| *byte == b'\n').ok_or(Unopened::Damaged)?;
        self.at += length + 1;
        std::str::from_utf8(&rest[..length]).map_err(|_| Unopened::Damaged)
    }
}

/// The work that a file asks for: digits without a sign or a zero before them.
fn work_of(text: &str) -> Result<u8, Unopened> {
    let is_number = !text.is_empty() && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number {
        return Err(Unopened::Damaged);
    }
    text.parse().ok().filter(|work| *work <= MOST_WORK).ok_or(Unopened::TooMuchWork)
}

fn decoded<const LENGTH: usize>(letters: &str) -> Result<[u8; LENGTH], Unopened> {
    let bytes = Base64Unpadded::decode_vec(letters).map_err(|_| Unopened::Damaged)?;
    bytes.try_into().map_err(|_| Unopened::Damaged)
}

/// The key made from a passphrase: slow on purpose, so that guessing takes years.
fn passphrase_key(passphrase: &str, salt: &[u8; 16], work: u8) -> Result<[u8; 32], Unopened> {
    let needed = (128 * BLOCKS as usize).checked_shl(work.into()).ok_or(Unopened::TooMuchWork)?;
    // Asked for here, because in a page it ends the engine where the memory is not there later.
    let mut room = Vec::<u8>::new();
    room.try_reserve_exact(needed).map_err(|_| Unopened::TooMuchWork)?;
    std::hint::black_box(room);
    let mut key = [0; 32];
    let params = Params::new(work, BLOCKS, LANES, key.len()).map_err(|_| Unopened::TooMuchWork)?;
    let salt = [LABEL, salt].concat();
    scrypt(passphrase.as_bytes(), &salt, &params, &mut key).map_err(|_| Unopened::TooMuchWork)?;
    Ok(key)
}

/// The sum by which a change of the head is noticed.
fn sum(file_key: &[u8; 16], head: &[u8]) -> Hmac<Sha256> {
    // A key is 32 bytes; HMAC fills its block with zeros.
    let mut key = [0; 64];
    // Cannot fail: the key is not longer than HKDF gives.
    let _ = Hkdf::<Sha256>::new(None, file_key).expand(b"header", &mut key[..32]);
    <Hmac<Sha256> as KeyInit>::new(&key.into()).chain_update(head)
}
