//! Texts that the reader copies.

use dtmm_view::{Node, Word, el, text};
use wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, HtmlTextAreaElement};

use crate::outcome::Outcome;
use crate::page::{OWN, Page};
use crate::view::{PageState, View};

impl View {
    /// Shows a text to copy, and copies it where the browser allows.
    pub(crate) fn hand_over(&self, state: &PageState, content: &str, word: Word) -> Outcome {
        match self.page.field("output") {
            Some(output) => {
                self.page.show("output", true)?;
                if let Some(folded) = output.closest("details")? {
                    folded.set_attribute("open", "")?;
                }
                Page::put(&output, content)?;
                self.note_output(&[])?;
            }
            None => {
                let output = el("textarea").set("data-field", "output").set("readonly", "").set("rows", "3");
                let output: Node = output.set(OWN, "").say(content).into();
                self.page.say(&[text(state.words.say(word)), output])?;
            }
        }
        self.copy_output(state, word)
    }

    /// Replaces what is said beside the text to copy.
    pub(crate) fn note_output(&self, nodes: &[Node]) -> Outcome {
        self.page.one("[data-list=output-note]").map_or(Ok(()), |note| self.page.write(&note, nodes))
    }

    /// Selects the text that is shown, and copies it where the browser allows.
    pub(crate) fn copy_output(&self, state: &PageState, word: Word) -> Outcome {
        let Some(output) = self.page.field("output") else { return Ok(()) };
        let area: &HtmlTextAreaElement = output.unchecked_ref();
        area.focus()?;
        area.select();
        let document: &HtmlDocument = self.page.document.unchecked_ref();
        let copied = document.exec_command("copy").unwrap_or(false);
        // A text within the message must stay there.
        if area.closest("[data-message]")?.is_some() {
            return Ok(());
        }
        self.page.say(&[text(state.words.say(if copied { word } else { Word::CopyByHand }))])
    }
}
