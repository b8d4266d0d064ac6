//! Giving an assessment away: as a file, as a table, as text to copy, as a link.

use dtmm_exchange::{EntryWords, Labels, Share, to_link, write_csv};
use dtmm_model::{Item, OutlineDomain, OutlineSubdomain};
use dtmm_scoring::{Assessment, write};
use dtmm_view::{Node, Texts, Word, el, file_name, say_also, text};
use js_sys::{Array, Date};
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, Element, HtmlAnchorElement, HtmlDocument, HtmlTextAreaElement, Url};

use crate::Outcome;
use crate::intake::LINK;
use crate::page::{OWN, Page};
use crate::shell::Shell;

/// Longer links are cut off by some programs.
const LONG_LINK: usize = 2000;

impl Shell {
    /// Hands the assessment to the reader as a file, or as text where the browser saves none.
    pub(crate) fn export_json(&mut self) -> Outcome {
        self.refresh()?;
        if self.is_in_app() {
            return self.copy_text(Word::SaveInApp);
        }
        let name = file_name(&self.words, self.store.record(), &today()) + ".json";
        save(&self.page, &name, "application/json", &write(self.store.record(), &self.outline))?;
        self.kept_elsewhere()
    }

    /// Hands everything to the reader that is on this page and is not stored: one assessment as a
    /// file, several as a file with one a line.
    pub(crate) fn save_unkept(&mut self) -> Outcome {
        let unkept = self.store.unkept();
        let only = match &unkept[..] {
            [] => Some(self.store.record()),
            [(_, one)] => Some(*one),
            _ => None,
        };
        let named = only.unwrap_or_else(|| self.store.record());
        let name = file_name(&self.words, named, &today());
        match only {
            Some(one) => save(&self.page, &(name + ".json"), "application/json", &write(one, &self.outline)),
            None => {
                let lines: String = unkept.iter().map(|(_, one)| in_line(&write(one, &self.outline)) + "\n").collect();
                save(&self.page, &(name + ".ndjson"), "application/x-ndjson", &lines)
            }
        }
    }

    /// Hands the assessments to the reader that are still under their old names.
    pub(crate) fn save_old(&self) -> Outcome {
        let name = file_name(&self.words, &Assessment::new(""), &today());
        match &self.beside.left[..] {
            [only] => save(&self.page, &(name + ".json"), "application/json", only),
            all => {
                let lines: String = all.iter().map(|text| in_line(text) + "\n").collect();
                save(&self.page, &(name + ".ndjson"), "application/x-ndjson", &lines)
            }
        }
    }

    /// Hands a text to the reader that was put aside because it cannot be read.
    pub(crate) fn save_aside(&self, button: &Element) -> Outcome {
        let number = button.get_attribute("data-number").and_then(|number| number.parse().ok()).unwrap_or(0);
        let Some(aside) = self.store.asides().into_iter().find(|aside| aside.number == number) else { return Ok(()) };
        save(&self.page, &format!("assessment-aside-{number}.txt"), "text/plain", &aside.text)
    }

    /// Hands the answers to the reader as a table.
    pub(crate) fn export_csv(&mut self) -> Outcome {
        self.refresh()?;
        let say = |word| self.words.say(word);
        let head = [
            Word::CsvId,
            Word::CsvDomain,
            Word::CsvSubdomain,
            Word::CsvLevel,
            Word::CsvLetter,
            Word::CsvText,
            Word::CsvKind,
            Word::CsvAnswer,
            Word::FieldReason,
            Word::Note,
            Word::Evidence,
            Word::Owner,
            Word::Due,
        ];
        let entry = |domain: &OutlineDomain, subdomain: &OutlineSubdomain, item: &Item| {
            let (letter, text) = self.printed.of(item.id).unwrap_or_default();
            let domain = self.names.of(domain.slug.as_str()).to_owned();
            EntryWords { domain, subdomain: self.names.of(subdomain.code.as_str()).to_owned(), letter, text }
        };
        let kinds = [say(Word::Requirement), say(Word::Recommendation)];
        let table =
            write_csv(&self.outline, self.store.record(), &Labels { head: head.map(say), kinds, entry: &entry });
        if self.is_in_app() {
            return self.hand_over(&table, Word::SaveInApp);
        }
        let name = file_name(&self.words, self.store.record(), &today()) + ".csv";
        save(&self.page, &name, "text/csv", &table)
    }

    /// Copies the file as text.
    pub(crate) fn copy_text(&mut self, word: Word) -> Outcome {
        self.refresh()?;
        self.hand_over(&write(self.store.record(), &self.outline), word)?;
        self.kept_elsewhere()
    }

    /// Makes a link that carries the assessment.
    pub(crate) fn make_link(&mut self) -> Outcome {
        self.refresh()?;
        let whole = self.page.field("link-whole");
        let is_whole = whole.as_ref().and_then(Page::input).is_some_and(web_sys::HtmlInputElement::checked);
        let share = if is_whole { Share::Whole } else { Share::AnswersOnly };
        let address = self.page.window.location().href()?;
        let address = address.split('#').next().unwrap_or_default();
        let link = format!("{address}{LINK}{}", to_link(&self.outline, self.store.record(), share));
        let count = link.chars().count();
        self.hand_over(&link, Word::Copied)?;
        let Some(note) = self.page.one("[data-list=output-note]") else { return Ok(()) };
        let mut said = self.words.fill(Word::LinkMade, &[("count", &count.to_string())]);
        if count > LONG_LINK {
            say_also(&mut said, self.words.say(Word::LinkLong));
            // What can be left out is there only where it was asked for.
            if is_whole {
                say_also(&mut said, self.words.say(Word::LinkShorter));
            }
        }
        self.page.write(&note, &[text(said)])
    }

    /// Shows a text to copy, and copies it where the browser lets us.
    fn hand_over(&mut self, content: &str, word: Word) -> Outcome {
        match self.page.field("output") {
            Some(output) => {
                self.page.show("output", true)?;
                if let Some(folded) = output.closest("details")? {
                    folded.set_attribute("open", "")?;
                }
                Page::put(&output, content)?;
                self.page.one("[data-list=output-note]").map_or(Ok(()), |note| self.page.write(&note, &[]))?;
            }
            None => {
                let output = el("textarea").set("data-field", "output").set("readonly", "").set("rows", "3");
                let output: Node = output.set(OWN, "").say(content).into();
                self.say(Some(word), &[text(self.words.say(word)), output])?;
            }
        }
        self.copy_output(word)
    }

    /// Selects the text that is shown, and copies it where the browser lets us.
    pub(crate) fn copy_output(&mut self, word: Word) -> Outcome {
        let Some(output) = self.page.field("output") else { return Ok(()) };
        let area: &HtmlTextAreaElement = output.unchecked_ref();
        area.focus()?;
        area.select();
        let document: &HtmlDocument = self.page.document.unchecked_ref();
        let copied = document.exec_command("copy").unwrap_or(false);
        // Beside a text that stands in the message itself, the message stays.
        if area.closest("[data-message]")?.is_some() {
            return Ok(());
        }
        self.say_word(if copied { word } else { Word::CopyByHand })
    }

    /// The answers are somewhere else than in this browser now.
    fn kept_elsewhere(&mut self) -> Outcome {
        self.changes = 0;
        self.beside.set_unsaved(self.store.slot(), 0);
        self.soon()
    }
}

/// A file in one line, without what only sets its lines.
pub(crate) fn in_line(text: &str) -> String {
    text.lines().map(str::trim_start).collect()
}

/// Hands a text to the reader as a file.
fn save(page: &Page, name: &str, kind: &str, content: &str) -> Outcome {
    let properties = BlobPropertyBag::new();
    properties.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&content.into()), &properties)?;
    let link: HtmlAnchorElement = page.create("a", "", "")?.unchecked_into();
    // The address is never taken back: a browser may read it long after the click.
    link.set_href(&Url::create_object_url_with_blob(&blob)?);
    link.set_download(name);
    link.click();
    Ok(())
}

/// The day where the reader is, as `2026-11-22`.
pub(crate) fn today() -> String {
    let now = Date::new_0();
    let two = |number: u32| if number < 10 { format!("0{number}") } else { number.to_string() };
    [now.get_full_year().to_string(), two(now.get_month() + 1), two(now.get_date())].join("-")
}
