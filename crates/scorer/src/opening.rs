//! A file that the reader chose, until the browser has read it.

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use web_sys::{Event, File, FileReader};

use crate::Outcome;
use crate::page::Page;

/// No assessment is larger: a hundred times one with a remark on every entry.
const MOST_BYTES: f64 = 10_000_000.0;

/// A file that is being read.
pub(crate) struct Opening {
    /// Its name.
    pub(crate) name: String,
    reader: FileReader,
}

impl Opening {
    /// Begins to read a file; nothing where it is far too large.
    pub(crate) fn begin(page: &Page, file: &File) -> Outcome<Option<Opening>> {
        if file.size() > MOST_BYTES {
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
