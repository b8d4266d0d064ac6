//! How a file travels to others: encrypted with a passphrase, and a link as a QR code.
//!
//! An encrypted file is one of the format age, version 1 (<https://age-encryption.org/v1>), for a passphrase, so that
//! every age program opens it. The format is written here over the ciphers and key functions of RustCrypto: the library
//! `age` also brings public keys, plugins and its own messages in several languages, a hundred and twenty packages in
//! all, and asks the system for randomness itself, which a page in a folder cannot give it.
//!
//! This crate is pure: no input or output, no clock, no sentences. Randomness comes from the caller.

mod armor;
mod file;
mod head;
mod payload;
mod qr;

pub use file::{MOST_WORK, RANDOM_BYTES, USUAL_WORK, Unopened, decrypt, encrypt, is_encrypted};
pub use qr::QrCode;
