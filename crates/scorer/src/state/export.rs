//! The assessment as a file, as a table, as text to copy, as a link. `today` is a date such as
//! `2026-11-22`.

use dtmm_exchange::{EntryWords, Labels, Share, to_link, write_csv};
use dtmm_model::{Item, OutlineDomain, OutlineSubdomain};
use dtmm_scoring::{Assessment, write};
use dtmm_store::Storage;
use dtmm_view::{Texts, Word, file_name, say_also};

use crate::effect::{Effect, SavedFile};
use crate::legacy::in_line;
use crate::state::{LINK, State};

/// Some programs cut off links that are longer, in characters.
const LONG_LINK: usize = 2000;

impl<S: Storage> State<S> {
    /// The reader asked for the file. A browser that is a part of an app saves none: the text is shown.
    pub(crate) fn export_json(&mut self, today: &str, is_in_app: bool) {
        if is_in_app {
            return self.copy_text(Word::SaveInApp);
        }
        self.refresh();
        let text = self.file();
        self.save(file_name(&self.words, self.record(), today), ".json", text);
        self.saved();
    }

    /// The name without its ending and the text of the file, for a script that hands them on. `is_saved` says that the
    /// reader gets all of it.
    pub(crate) fn hand_on(&mut self, today: &str, is_saved: bool) -> (String, String) {
        self.refresh();
        if is_saved {
            self.saved();
        }
        (file_name(&self.words, self.record(), today), self.file())
    }

    /// The reader asked for the part of an owner, to send it there.
    pub(crate) fn save_part(&mut self, owner: &str, today: &str, is_in_app: bool) {
        self.refresh();
        let mut part = self.record().make_part(&self.outline, owner);
        let text = write(&part, &self.outline);
        if is_in_app {
            return self.push(Effect::HandOver(text, Word::SaveInApp));
        }
        // Its name begins with the owner: a long title would cut off what tells the parts apart.
        part.title = [owner, part.title.trim()].join("-").trim_end_matches('-').to_owned();
        self.save(file_name(&self.words, &part, today), ".json", text);
    }

    /// The reader asked for the table.
    pub(crate) fn export_csv(&mut self, today: &str, is_in_app: bool) {
        self.refresh();
        let table = self.table();
        if is_in_app {
            return self.push(Effect::HandOver(table, Word::SaveInApp));
        }
        self.save(file_name(&self.words, self.record(), today), ".csv", table);
    }

    /// The reader asked for the text of the file.
    pub(crate) fn copy_text(&mut self, word: Word) {
        self.refresh();
        let text = self.file();
        self.push(Effect::HandOver(text, word));
        self.saved();
    }

    /// The reader asked for a link to `address` that carries the assessment, or its answers only.
    pub(crate) fn make_link(&mut self, address: &str, is_whole: bool) {
        self.refresh();
        let share = if is_whole { Share::Whole } else { Share::AnswersOnly };
        let address = address.split('#').next().unwrap_or_default();
        let link = format!("{address}{LINK}{}", to_link(&self.outline, self.record(), share));
        let count = link.chars().count();
        self.push(Effect::HandOver(link, Word::Copied));
        let mut said = self.words.fill(Word::LinkMade, &[("count", &count.to_string())]);
        if count > LONG_LINK {
            say_also(&mut said, self.words.say(Word::LinkLong));
            if is_whole {
                say_also(&mut said, self.words.say(Word::LinkShorter));
            }
        }
        self.push(Effect::NoteOutput(said));
    }

    /// The reader asked for everything that is on this page and not stored: one assessment as a file,
    /// several as a file with one a line.
    pub(crate) fn save_unstored(&mut self, today: &str) {
        let unstored = self.store.unstored();
        let named = match &unstored[..] {
            [(_, only)] => only,
            _ => self.record(),
        };
        let name = file_name(&self.words, named, today);
        let texts: Vec<String> = match &unstored[..] {
            [] => vec![self.file()],
            all => all.iter().map(|(_, record)| write(record, &self.outline)).collect(),
        };
        self.save_all(name, &texts);
    }

    /// The reader asked for the assessments of a former version that could not be moved.
    pub(crate) fn save_left_behind(&mut self, today: &str) {
        let name = file_name(&self.words, &Assessment::new(""), today);
        let texts = self.remembered.left_behind.clone();
        self.save_all(name, &texts);
    }

    /// The reader asked for a text that cannot be read, by its number.
    pub(crate) fn save_unreadable(&mut self, number: u32) {
        let Some(found) = self.store.quarantined().into_iter().find(|text| text.number == number) else { return };
        self.save(format!("assessment-aside-{number}"), ".txt", found.text);
    }

    fn save_all(&mut self, name: String, texts: &[String]) {
        match texts {
            [only] => self.save(name, ".json", only.clone()),
            all => self.save(name, ".ndjson", all.iter().map(|text| in_line(text) + "\n").collect()),
        }
    }

    pub(super) fn save(&mut self, name: String, ending: &str, text: String) {
        let media_type = match ending {
            ".json" => "application/json",
            ".ndjson" => "application/x-ndjson",
            ".csv" => "text/csv",
            _ => "text/plain",
        };
        self.push(Effect::Save(SavedFile { name: name + ending, media_type, text }));
    }

    /// The reader has the answers outside this browser now.
    fn saved(&mut self) {
        self.changes = 0;
        self.remembered.set_changes_since_file(self.store.record_id(), 0);
        self.push(Effect::UpdateLists);
    }

    fn file(&self) -> String {
        write(self.record(), &self.outline)
    }

    fn table(&self) -> String {
        let say = |word| self.words.say(word);
        let entry = |domain: &OutlineDomain, subdomain: &OutlineSubdomain, item: &Item| {
            let (label, text) = self.texts.of(item.id).unwrap_or_default();
            let domain = self.names.of(domain.slug.as_str()).to_owned();
            EntryWords { domain, subdomain: self.names.of(subdomain.code.as_str()).to_owned(), label, text }
        };
        let kinds = [say(Word::Requirement), say(Word::Recommendation)];
        write_csv(&self.outline, self.record(), &Labels { head: self.words.columns(), kinds, entry: &entry })
    }
}
