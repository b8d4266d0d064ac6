//! The reader of assessments with what the command line has for it: the outline and the words of the
//! content, and a decoder of GB 18030.

use dtmm_exchange::{Reader, add_words};
use dtmm_model::{Lang, Outline};
use dtmm_scoring::{Problem, Vocabulary};

use crate::document::Document;
use crate::terminal::{plain, short};

/// What the words of the page about assessments begin with.
const WORDS: &str = "score_";

/// What is needed to read assessments against a checked document.
#[derive(Debug)]
pub struct Readable {
    /// The shape of the standard.
    pub outline: Outline,
    words: Vocabulary,
}

impl Readable {
    /// Takes the outline and the words of both languages.
    pub fn new(document: &Document) -> Readable {
        let mut words = Vocabulary::default();
        for lang in Lang::ALL {
            add_words(&mut words, &|name| {
                document.interface.find(&[WORDS, name].concat(), lang).unwrap_or_default().to_owned()
            });
        }
        Readable { outline: document.standard.outline(), words }
    }

    /// The reader.
    pub fn reader(&self) -> Reader<'_> {
        Reader { outline: &self.outline, words: &self.words, gb18030: &gb18030 }
    }
}

/// Decodes GB 18030; nothing where a byte is none.
fn gb18030(bytes: &[u8]) -> Option<String> {
    encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
}

/// A problem as a line: `file:line:column: error[code]: field: what is wrong`. Where a line of the
/// file is an assessment, `line` is its number.
pub fn say(document: &Document, file: &str, line: Option<usize>, problem: &Problem) -> String {
    let severity = if problem.code.is_error() { "error" } else { "warning" };
    let key = problem.code.key();
    let what = word(document, "problem", key);
    let what = if problem.path.is_empty() { what } else { format!("{}: {what}", short(&problem.path)) };
    let entry = problem.entry.as_ref().map(|entry| format!(" ({})", short(entry))).unwrap_or_default();
    let (line, column) = (line.unwrap_or(problem.line), problem.column);
    format!("{}:{line}:{column}: {severity}[{key}]: {}\n", plain(file), plain(&format!("{what}{entry}")))
}

/// The English word for a key of a kind, as `problem` and `wrong-answer`.
pub fn word(document: &Document, kind: &str, key: &str) -> String {
    let key = format!("{WORDS}{kind}_{}", key.replace('-', "_"));
    document.interface.find(&key, Lang::En).unwrap_or_default().to_owned()
}
