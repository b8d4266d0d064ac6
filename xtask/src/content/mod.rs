//! Load and parse: `content/` as files in name order, then as records with their places.

mod records;
mod source;
mod text;
mod yaml;

pub use records::*;
pub use source::{Source, Sources};
pub use text::{Block, TextFile};
pub use yaml::{Content, SubdomainSource, TextPair, parse};

use sha2::{Digest, Sha256};

/// The fingerprint of a Chinese paragraph: the first eight hexadecimal digits of the SHA-256 of its
/// words without white space. An English paragraph records the one it was reviewed against.
pub fn fingerprint(text: &str) -> String {
    let words: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    Sha256::digest(words.as_bytes()).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}
