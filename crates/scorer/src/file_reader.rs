//! The one importer: files that the reader chose, read by the browser, and what is in them. The scorer
//! and the comparison read assessments through it, the commenter comments.

use dtmm_exchange::{Arrival, CommentReader, CommentsArrival, MOST_BYTES, Notice, Opened, Reader, Refused};
use dtmm_model::Outline;
use dtmm_scoring::{Code, Problem, Vocabulary};
use dtmm_view::{Word, Words, problem_lines};
use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, FileReader, HtmlInputElement, TextDecoder};

use crate::handover::handed_over;
use crate::outcome::Outcome;
use crate::page::Page;

/// The files that the browser is reading.
#[derive(Default)]
pub(crate) struct Importer(Vec<PendingFile>);

struct PendingFile {
    name: String,
    reader: FileReader,
}

/// A file that was read.
pub(crate) struct ImportedFile {
    /// Its name.
    pub(crate) name: String,
    /// What is in it, or why it is refused, a reason a line.
    pub(crate) content: Result<Opened, Vec<String>>,
}

impl Importer {
    /// Begins to read the files chosen in a control. Gives those that are too large to be read.
    pub(crate) fn open(&mut self, page: &Page, input: &HtmlInputElement, words: &Words) -> Outcome<Vec<ImportedFile>> {
        let list = input.files();
        let files = (0..list.as_ref().map_or(0, |list| list.length())).filter_map(|index| list.as_ref()?.get(index));
        let files: Vec<_> = files.collect();
        // A browser dispatches no event when the same file is chosen again, unless the control is emptied.
        input.set_value("");
        let mut refused = Vec::new();
        for file in files {
            let name = file.name();
            if file.size() > MOST_BYTES as f64 {
                refused.push(ImportedFile { name, content: Err(vec![words.problem(Code::TooLarge).to_owned()]) });
                continue;
            }
            let reader = FileReader::new()?;
            page.listen(&reader, &["load", "error"])?;
            reader.read_as_array_buffer(&file)?;
            self.0.push(PendingFile { name, reader });
        }
        Ok(refused)
    }

    /// The file that an event is about, now that the browser has read it or failed to; `None` where the event is about
    /// something else. It is read by the outline of its edition, one of `earlier`, or else by `outline`.
    pub(crate) fn loaded(
        &mut self,
        event: &Event,
        words: &Words,
        outline: &Outline,
        earlier: &[Outline],
    ) -> Option<ImportedFile> {
        let target = event.target()?;
        let place = self.0.iter().position(|file| target == *file.reader)?;
        let PendingFile { name, reader } = self.0.remove(place);
        let content = match reader.result().ok().filter(JsValue::is_object) {
            Some(buffer) => read(&Uint8Array::new(&buffer).to_vec(), words, outline, earlier),
            None => Err(vec![words.say(Word::Unreadable).to_owned()]),
        };
        Some(ImportedFile { name, content })
    }

    /// Whether no file is being read.
    pub(crate) fn is_idle(&self) -> bool {
        self.0.is_empty()
    }
}

fn read(bytes: &[u8], words: &Words, outline: &Outline, earlier: &[Outline]) -> Result<Opened, Vec<String>> {
    let vocabulary = words.vocabulary();
    let reader = reader(outline, earlier, &vocabulary);
    // A workbook comes from the engine that read it, with what that says of it.
    let (said, file) = handed_over(bytes).unwrap_or(("", bytes));
    if file.is_empty() && !said.is_empty() {
        return Err(vec![said.to_owned()]);
    }
    let mut opened = reader.read(file);
    if let (Ok(Opened { arrivals, .. }), false) = (&mut opened, said.is_empty()) {
        arrivals.iter_mut().for_each(|one| one.notices.push(Notice::Said(said.to_owned())));
    }
    opened.map_err(|refused| problem_lines(words, &refused.problems))
}

/// Reads the assessment in a link.
pub(crate) fn read_link(
    link: &str,
    words: &Words,
    outline: &Outline,
    earlier: &[Outline],
) -> Result<Arrival, Vec<Problem>> {
    reader(outline, earlier, &words.vocabulary()).read_link(link)
}

/// Reads a file of comments on an edition. `words` are the names of its columns.
pub(crate) fn read_comments(bytes: &[u8], words: &Vocabulary, edition: &str) -> Result<CommentsArrival, Refused> {
    CommentReader { edition, words, gb18030: &gb18030 }.read(bytes)
}

/// The reader of assessments with what the browser knows of encodings.
pub(crate) fn reader<'a>(outline: &'a Outline, earlier: &'a [Outline], words: &'a Vocabulary) -> Reader<'a> {
    Reader { outline, earlier, words, gb18030: &gb18030 }
}

/// Decodes GB 18030 with the table of the browser; `None` where the bytes are not GB 18030.
fn gb18030(bytes: &[u8]) -> Option<String> {
    let options = Object::new();
    Reflect::set(&options, &"fatal".into(), &JsValue::TRUE).ok()?;
    let decoder = TextDecoder::new_with_label_and_options("gb18030", options.unchecked_ref()).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}
