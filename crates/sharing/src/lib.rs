//! How a file travels to others: encrypted with a passphrase, and a link as a QR code.
//!
//! An encrypted file is one of the format age, version 1 (<https://age-encryption.org/v1>), for a passphrase, so that
//! every age program opens it. It is written here over the ciphers and key functions of RustCrypto, which need nothing of
//! the system, so that it works in a page that was opened from a folder.
//!
//! This crate is pure: no input or output, no clock, no sentences. Randomness comes from the caller.

mod armor;
mod file;
mod head;
mod payload;
mod qr;
mod unopened;

pub use file::{RANDOM_BYTES, USUAL_WORK, decrypt, encrypt, is_encrypted};
pub use qr::QrCode;
pub use unopened::{MOST_WORK, Unopened};
