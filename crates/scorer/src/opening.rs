//! A file that the reader chose, until the browser has read it, and what is in it.

use dtmm_exchange::{Arrival, MOST_BYTES, Opened, Reader, Refused};
use dtmm_model::Outline;
use dtmm_scoring::{Problem, Vocabulary};
use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, File, FileReader, TextDecoder};

use crate::Outcome;
use crate::page::Page;

/// A file that is being read.
pub(crate) struct Opening {
    /// Its name.
    pub(crate) name: String,
    reader: FileReader,
}

impl Opening {
    /// Begins to read a file; nothing where it is too large to be read at all.
    pub(crate) fn begin(page: &Page, file: &File) -> Outcome<Option<Opening>> {
        if file.size() > MOST_BYTES as f64 {
            return Ok(None);
        }
        let reader = FileReader::new()?;
        page.listen(&reader, &["load", "error"])?;
        reader.read_as_array_buffer(file)?;
        Ok(Some(Opening { name: file.name(), reader }))
    }

    /// Whether an event is about this file.
    pub(crate) fn is_of(&self, event: &Event) -> bool {
        event.target().is_some_and(|target| target == *self.reader)
    }

    /// What was read; nothing where the browser could not read it.
    pub(crate) fn bytes(&self) -> Option<Vec<u8>> {
        let buffer = self.reader.result().ok().filter(JsValue::is_object)?;
        Some(Uint8Array::new(&buffer).to_vec())
    }
}

/// The reader of files and links with what the page has for it.
pub(crate) struct Door<'a> {
    pub(crate) outline: &'a Outline,
    pub(crate) words: &'a Vocabulary,
}

impl Door<'_> {
    /// Reads a file of any form.
    pub(crate) fn read(&self, bytes: &[u8]) -> Result<Opened, Refused> {
        self.reader().read(bytes)
    }

    /// Reads a link.
    pub(crate) fn read_link(&self, text: &str) -> Result<Arrival, Vec<Problem>> {
        self.reader().read_link(text)
    }

    fn reader(&self) -> Reader<'_> {
        Reader { outline: self.outline, words: self.words, gb18030: &gb18030 }
    }
}

/// Decodes GB 18030 with the browser's own table; nothing where a byte is none.
pub(crate) fn gb18030(bytes: &[u8]) -> Option<String> {
    let options = Object::new();
    Reflect::set(&options, &"fatal".into(), &JsValue::TRUE).ok()?;
    let decoder = TextDecoder::new_with_label_and_options("gb18030", options.unchecked_ref()).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}
