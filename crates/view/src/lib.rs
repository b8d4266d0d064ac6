//! What the page says and draws of an assessment: lines, lists, tables and drawings, composed as
//! [`Node`] values that the engine puts into the page. Pure, so that all of it is tested without a
//! browser. It has no words of its own: they come with the page, in its language.

mod actions;
mod charts;
mod compare;
mod conflicts;
mod cut;
mod difference;
mod history;
mod import_preview;
mod lists;
mod map;
mod messages;
mod node;
mod owners;
mod progress;
mod report;
mod result;
mod review;
#[cfg(test)]
mod testing;
mod why;
mod word;
mod words;

pub use actions::{ACTION, ACTION_FIELD, ActionChoice, NewAction};
pub use compare::{Candidate, Choice, Direction, Origin, SideBySide, compare_list};
pub use conflicts::CONFLICT;
pub use import_preview::ImportPreview;
pub use map::{CellFace, Layer};
pub use messages::{
    file_name, file_notices, left_out_notice, opened, opened_as, printed_title, problem_lines, refused, safe_name,
    say_also,
};
pub use node::{Element, Node, el, text};
pub use owners::{NOBODY, OWNER, OWNER_FIELD, OwnerRow};
pub use report::{Facts, RadarChart, RadarSeries, answer_text, entry_details, is_begun, list, radar_chart};
pub use result::{cell_state, is_open, reached, result};
pub use review::{EarlierEntry, carried, confirmable};
pub use why::{brief, why};
pub use word::Word;
pub use words::{OF_WORKBOOKS, Words, level_key, problem_key, word_keys, word_values};

use dtmm_model::{LabelStyle, Outline, RequirementId};
use dtmm_scoring::{Assessment, Scope, Scorecard};

/// Everything that is shown is composed from this.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The shape of the standard.
    pub outline: &'a Outline,
    /// The words of the page.
    pub words: &'a Words,
    /// The names of domains and subdomains.
    pub names: &'a Names,
    /// What is assessed.
    pub assessment: &'a Assessment,
    /// Its results.
    pub card: &'a Scorecard,
    /// The printed words of the entries.
    pub texts: &'a dyn Texts,
}

/// The printed words of entries in the language of the page.
pub trait Texts {
    /// The label of an entry without marks, empty where nothing is printed before it, and its text; `None` where there
    /// is no such entry.
    fn of(&self, id: RequirementId) -> Option<(String, String)>;

    /// How labels are printed.
    fn labels(&self) -> LabelStyle;
}

/// The names of domains and subdomains in the language of the page, by slug and code.
#[derive(Debug, Clone, Default)]
pub struct Names(pub Vec<(String, String)>);

impl Names {
    /// The name of a domain by its slug or of a subdomain by its code; empty if there is none.
    pub fn of(&self, key: &str) -> &str {
        self.0.iter().find(|(own, _)| own == key).map_or("", |(_, name)| name)
    }
}

impl Context<'_> {
    /// What a scope is called.
    pub fn name(&self, scope: Scope) -> &str {
        match scope {
            Scope::Company => self.words.say(Word::Company),
            _ => self.names.of(scope.key(self.outline)),
        }
    }

    /// The words of an entry; empty if there is no such entry.
    pub(crate) fn entry_text(&self, id: RequirementId) -> String {
        self.texts.of(id).map(|(_, text)| text).unwrap_or_default()
    }

    /// The printed place of an entry, as subdomain, level and label; without the label where none is printed.
    pub(crate) fn place(&self, id: RequirementId) -> String {
        let subdomain = self.names.of(id.cell.subdomain.as_str());
        let level = self.words.level(Some(id.cell.level.number()));
        let label = self.texts.of(id).map(|(label, _)| label).filter(|label| !label.is_empty());
        let Some(label) = label.map(|label| self.texts.labels().in_sentence(&label)) else {
            return self.words.fill(Word::ReportPlaceUnlabelled, &[("subdomain", subdomain), ("level", &level)]);
        };
        self.words.fill(Word::ReportPlace, &[("subdomain", subdomain), ("level", &level), ("label", &label)])
    }
}
