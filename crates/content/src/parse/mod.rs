//! The parse stage: content files as records, and the places of values in them.

mod changes;
mod content;
mod edition_list;
mod fault;
#[cfg(test)]
mod forms;
pub mod markdown;
mod model_file;
mod node;
mod notes;
mod obligation;
mod own_terms;
pub mod paths;
mod published;
mod record_reader;
mod records;
mod sample;
#[cfg(test)]
mod schema;
mod termbase;
mod text;
mod yaml;

pub use changes::{ChangeKindRecord, ChangeRecord};
pub use content::{Content, SubdomainSource, TextPair, model, parse};
pub use edition_list::with_edition;
pub use model_file::{BrandRecord, LangRecord, ModelFile, Permission, ScoringRecord};
pub(crate) use node::{Step, YamlNode, first_line, part};
pub use notes::{Certainty, NoteKind, NotePlaceRecord, NoteRecord};
pub use obligation::{ObligationRecord, VocabularyRecord};
pub use own_terms::{OtherWords, OwnTermRecord};
pub use published::{PlacedWord, Published, PublishedPage, is_permanent};
pub use records::*;
pub use sample::{SampleFile, SampleRemarks};
pub use termbase::{TermException, TermGroupRecord, TermbaseFile, TermbaseRecord};
pub use text::{Block, Blocks, COMPOSITION, DOMAINS, FIGURES, FrontMatter, INSERTIONS, STAIRCASE, TextFile};
pub use yaml::from_yaml;
pub(crate) use yaml::nodes;

use sha2::{Digest, Sha256};

/// The fingerprint of a Chinese paragraph: the first eight hexadecimal digits of the SHA-256 of its text without
/// white space. An English paragraph records the one it was reviewed against.
pub fn fingerprint(text: &str) -> String {
    let words: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let digest = Sha256::digest(words.as_bytes());
    format!("{:08x}", u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]))
}

/// Whether a character belongs to Chinese text: a Han character, or full-width punctuation.
pub fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}')
        || c >= '\u{20000}'
}
