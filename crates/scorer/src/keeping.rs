//! Keeping the answers: what another tab stored meanwhile is taken over, what this page changed is
//! stored, and where it cannot be, that is said.

use dtmm_scoring::{Assessment, read, write};
use dtmm_view::{Word, text};
use wasm_bindgen::JsCast;
use web_sys::Event;

use crate::Outcome;
use crate::recent::Recent;
use crate::shell::Shell;
use crate::storage::weights_of;

impl Shell {
    /// Another tab wrote to the storage.
    pub(crate) fn another_tab(&mut self, event: &Event) -> Outcome {
        let key = event.dyn_ref::<web_sys::StorageEvent>().and_then(web_sys::StorageEvent::key);
        if self.shelf.concerns(key.as_deref()) {
            self.weights = weights_of(&self.outline, self.shelf.weights().as_deref());
            self.refresh()?;
            self.show_shelf()?;
        }
        Ok(())
    }

    /// Takes over what another tab stored meanwhile, and shows it.
    pub(crate) fn refresh(&mut self) -> Outcome {
        if self.adopt()? {
            self.show_all()?;
        }
        Ok(())
    }

    /// Takes over what is stored. Says whether that was news. What this tab did a moment ago and
    /// another tab wrote over, not yet knowing of it, is done again.
    pub(crate) fn adopt(&mut self) -> Outcome<bool> {
        let Some(news) = self.shelf.news() else { return Ok(false) };
        let mut found = match news {
            None => Assessment::new(&self.outline.edition),
            Some(text) => match read(text.as_bytes(), &self.outline) {
                Ok(reading) => reading.assessment,
                Err(_) => {
                    self.shelf.put_aside(&text);
                    self.say_word(Word::Damaged)?;
                    return Ok(false);
                }
            },
        };
        let lost = self.recent.restore(&self.assessment, &mut found, js_sys::Date::now());
        self.assessment = found;
        if lost {
            self.shelf.keep(self.text());
        }
        Ok(true)
    }

    /// The assessment as a file; none where there is nothing in it.
    pub(crate) fn text(&self) -> Option<String> {
        let nothing = self.assessment == Assessment::new(&self.outline.edition);
        (!nothing).then(|| write(&self.assessment, &self.outline))
    }

    /// Keeps the assessment, and says where it cannot be kept.
    pub(crate) fn save(&mut self) -> Outcome {
        self.shelf.keep(self.text());
        self.changes += 1;
        self.soon()?;
        self.warn()
    }

    /// Counts what was changed since the last saved file. It is no part of what an answer waits for.
    pub(crate) fn count_changes(&mut self) {
        let changes = std::mem::take(&mut self.changes);
        if changes > 0 {
            self.shelf.set_unsaved(self.shelf.unsaved().saturating_add(changes));
        }
    }

    /// What was done a moment ago belongs to another assessment now.
    pub(crate) fn forget_recent(&mut self) {
        self.recent = Recent::default();
    }

    /// Says that answers are not kept, or belong to another edition, while it is so.
    pub(crate) fn warn(&mut self) -> Outcome {
        match self.said {
            _ if !self.shelf.is_kept() => match self.said {
                Some(Word::NotKept) => Ok(()),
                _ => {
                    let save = self.button("export-json", Word::Save);
                    let copy = self.button("copy-text", Word::CopyText);
                    let words = text(self.words.say(Word::NotKept));
                    self.say(Some(Word::NotKept), &[words, save, copy])
                }
            },
            Some(Word::NotKept) => self.say(None, &[]),
            None if self.assessment.edition != self.outline.edition => {
                let edition = [("edition", self.assessment.edition.as_str())];
                let words = text(self.words.fill(Word::OtherEdition, &edition));
                self.say(Some(Word::OtherEdition), &[words])
            }
            _ => Ok(()),
        }
    }

    /// Asks whether to leave while the answers are kept nowhere.
    pub(crate) fn leaving(&self, event: &Event) -> Outcome {
        if !self.shelf.is_kept() && self.text().is_some() {
            event.prevent_default();
        }
        Ok(())
    }
}
