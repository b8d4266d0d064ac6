//! The readers of assessments and comments, set up for the command line: with the outline and the words of the content,
//! and a decoder of GB 18030.

use dtmm_exchange::{
    Arrival, COMMENT_COLUMNS, CommentReader, Opened, Reader, Refused, add_words, comment_words, drafters_words,
};
use dtmm_model::{Lang, Outline};
use dtmm_scoring::{Problem, Vocabulary};
use dtmm_workbook::{is_workbook, read_workbook};

use crate::terminal::{plain, short};
use dtmm_content::document::Document;

/// The prefix of the words about assessments.
const WORDS: &str = "score_";

/// The prefix of the words about comments.
const COMMENT_WORDS: &str = "slip_";

/// What the readers of assessments and comments need from a checked document.
#[derive(Debug)]
pub struct Readable {
    /// The shape of the standard.
    pub outline: Outline,
    words: Vocabulary,
    comment_words: Vocabulary,
    drafters_words: Vocabulary,
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
        let columns = COMMENT_COLUMNS.iter().map(|key| [COMMENT_WORDS, key].concat());
        let of_answers = ["csv_id", "csv_answer"].map(|name| [WORDS, name].concat());
        let columns: Vec<[String; 2]> = columns
            .chain(of_answers)
            .map(|key| Lang::ALL.map(|lang| document.interface.find(&key, lang).unwrap_or_default().to_owned()))
            .collect();
        Readable {
            outline: document.standard.outline(),
            words,
            comment_words: comment_words(&columns),
            drafters_words: drafters_words(&columns),
        }
    }

    /// The reader of assessments.
    pub fn reader(&self) -> Reader<'_> {
        Reader { outline: &self.outline, earlier: &[], words: &self.words, gb18030: &gb18030 }
    }

    /// The reader of assessments of several editions: what names none is read by `outline`.
    pub fn reader_of<'a>(&'a self, outline: &'a Outline, earlier: &'a [Outline]) -> Reader<'a> {
        Reader { outline, earlier, ..self.reader() }
    }

    /// The reader of comments that also reads what drafters decided about them.
    pub fn decided_comments(&self) -> CommentReader<'_> {
        CommentReader { words: &self.drafters_words, ..self.comments() }
    }

    /// Reads a file that holds one assessment.
    ///
    /// # Errors
    /// As [`Reader::read_one`].
    pub fn read_one(&self, bytes: &[u8]) -> Result<Arrival, Vec<Problem>> {
        if !is_workbook(bytes) {
            return self.reader().read_one(bytes);
        }
        let mut opened = read_workbook(&self.reader(), bytes).map_err(|refused| refused.problems)?;
        // A workbook is one assessment.
        Ok(opened.arrivals.remove(0))
    }

    /// The reader of comments.
    pub fn comments(&self) -> CommentReader<'_> {
        CommentReader { edition: &self.outline.edition, words: &self.comment_words, gb18030: &gb18030 }
    }
}

/// Reads a file of any form, a workbook among them.
///
/// # Errors
/// As [`Reader::read`].
pub fn read_any(reader: &Reader<'_>, bytes: &[u8]) -> Result<Opened, Refused> {
    if is_workbook(bytes) { read_workbook(reader, bytes) } else { reader.read(bytes) }
}

/// Decodes GB 18030; `None` if the bytes are not valid.
fn gb18030(bytes: &[u8]) -> Option<String> {
    encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
}

/// Formats a problem as a line, `file:line:column: error[code]: field: what is wrong`. In NDJSON, where a line is an
/// assessment, `line` is its number.
pub fn say(document: &Document, file: &str, line: Option<usize>, problem: &Problem) -> String {
    let severity = if problem.code.is_error() { "error" } else { "warning" };
    let key = problem.code.key();
    let what = word(document, "problem", key);
    let what = if problem.path.is_empty() { what } else { format!("{}: {what}", short(&problem.path)) };
    let entry = problem.entry.as_ref().map(|entry| format!(" ({})", short(entry))).unwrap_or_default();
    let (line, column) = (line.unwrap_or(problem.line), problem.column);
    format!("{}:{line}:{column}: {severity}[{key}]: {}\n", plain(file), plain(&format!("{what}{entry}")))
}

/// The language in which the commands name things of the standard, since they speak English: that if the standard has
/// it, else the other.
pub fn command_language(document: &Document) -> Lang {
    if document.languages.has(Lang::En) { Lang::En } else { Lang::Zh }
}

/// The English text for a key of a kind, such as `problem` and `wrong-answer`.
pub fn word(document: &Document, kind: &str, key: &str) -> String {
    let key = format!("{WORDS}{kind}_{}", key.replace('-', "_"));
    document.interface.find(&key, Lang::En).unwrap_or_default().to_owned()
}
