//! What the page's logic knows and decides, without the page: the assessment, what is not saved yet,
//! what is said. Each event is a method; its [`Effect`]s are for the view to carry out.

mod actions;
mod assessments;
mod carrying;
mod changes;
mod export;
mod form;
mod history;
mod import;
mod notices;
mod owners;
mod preview;
#[cfg(test)]
mod tests;

use dtmm_exchange::Arrival;
use dtmm_model::{Outline, RequirementId};
use dtmm_scoring::{Assessment, Method, Scorecard};
use dtmm_store::{RecordId, Storage};
use dtmm_view::{Context, Names, Node, Word, Words, el, text};

use crate::data::{Data, EarlierEditions, EntryTexts};
use crate::effect::Effect;
use crate::persistence::{AssessmentStore, Remembered};

/// The attribute of a button with the assessment and the act that it undoes or redoes.
pub(crate) const ACT: &str = "data-act";
/// What precedes the assessment in a link.
pub(crate) const LINK: &str = "#a=";
/// The kind of an act that is a text being typed: the next letter continues it.
pub(crate) const TYPED: &str = "typed";

/// The assessments of a reader, and what is shown of them.
pub(crate) struct State<S: Storage> {
    pub(crate) words: Words,
    pub(crate) names: Names,
    /// The printed words of the entries.
    pub(crate) texts: EntryTexts,
    /// The editions before.
    pub(crate) earlier: EarlierEditions,
    pub(crate) outline: Outline,
    /// The assessments kept in this browser; its record is the one the page shows.
    pub(crate) store: AssessmentStore<S>,
    remembered: Remembered<S>,
    card: Scorecard,
    is_card_old: bool,
    /// Whether controls and results are in the page, or are being put there.
    is_on: bool,
    /// Whether an event is being handled: what the reader does is done to the assessment that is shown, even
    /// where another tab deleted it.
    is_handling: bool,
    /// Whether the page says beside the result that the assessment is of another edition.
    pub(crate) says_edition: bool,
    /// The notices that are shown.
    notices: Vec<Node>,
    preview: Option<Preview>,
    /// How many changes are not counted in the storage yet.
    changes: u32,
    /// The entry that was changed last.
    last: Option<RequirementId>,
    effects: Vec<Effect>,
}

/// Assessments that arrived and were not accepted yet.
struct Preview {
    /// The assessments, each with the name of its file.
    files: Vec<(String, Arrival)>,
    /// The assessment that they were previewed against, as it was then.
    id: RecordId,
    record: Assessment,
}

impl<S: Storage> State<S> {
    pub(crate) fn new(data: Data, store: AssessmentStore<S>, remembered: Remembered<S>) -> State<S> {
        let Data { outline, words, names, texts, earlier } = data;
        State {
            card: Scorecard::with_own_weights(&outline, store.record()),
            is_card_old: false,
            words,
            names,
            texts,
            earlier,
            outline,
            store,
            remembered,
            is_on: false,
            is_handling: false,
            says_edition: false,
            notices: Vec::new(),
            preview: None,
            changes: 0,
            last: None,
            effects: Vec::new(),
        }
    }

    /// The effects of what happened since the last call, in the order in which they are carried out.
    pub(crate) fn effects(&mut self) -> Vec<Effect> {
        self.update_card();
        std::mem::take(&mut self.effects)
    }

    /// Computes the results anew, if something they depend on changed.
    fn update_card(&mut self) {
        if std::mem::take(&mut self.is_card_old) {
            self.card = Scorecard::with_own_weights(&self.outline, self.store.record());
        }
    }

    /// Adds an effect, in place of an earlier one of its kind: the later one shows what the state is by then.
    fn push(&mut self, effect: Effect) {
        let kind = std::mem::discriminant(&effect);
        // Two elements may be shown and hidden at once.
        let is_single = !matches!(effect, Effect::Show(..));
        self.effects.retain(|other| !is_single || std::mem::discriminant(other) != kind);
        self.effects.push(effect);
    }

    /// Reads what the storage has, before anything is shown.
    pub(crate) fn load(&mut self) {
        self.store.pull();
        self.is_card_old = true;
    }

    /// Controls and results are being put into the page.
    pub(crate) fn turn_on(&mut self) {
        self.is_on = true;
    }

    /// Controls and results are taken out of the page.
    pub(crate) fn turn_off(&mut self) {
        self.is_on = false;
        self.notices = Vec::new();
    }

    /// Whether controls and results are in the page, or are being put there.
    pub(crate) fn is_on(&self) -> bool {
        self.is_on
    }

    /// An event begins.
    pub(crate) fn begin(&mut self) {
        self.is_handling = true;
    }

    /// The event ends. An assessment that another tab deleted meanwhile is left now.
    pub(crate) fn end(&mut self) {
        self.is_handling = false;
        if self.store.is_deleted() {
            self.leave_deleted();
        }
    }

    /// The assessment that is shown.
    pub(crate) fn record(&self) -> &Assessment {
        self.store.record()
    }

    /// Its results.
    pub(crate) fn card(&self) -> &Scorecard {
        &self.card
    }

    /// The entry that was changed last.
    pub(crate) fn last(&self) -> Option<RequirementId> {
        self.last
    }

    /// The method whose results come first.
    pub(crate) fn method(&self) -> Method {
        self.record().profile.unwrap_or(self.outline.scoring.first())
    }

    /// The method that levels go by: the one whose results come first, if it awards any.
    pub(crate) fn level_method(&self) -> Method {
        self.method().for_levels()
    }

    /// How many changes were made since the assessment was last saved to a file.
    pub(crate) fn changes_since_file(&self) -> u32 {
        self.remembered.changes_since_file(self.store.record_id())
    }

    /// Whether the assessment is as a new one.
    pub(crate) fn is_empty(&self) -> bool {
        *self.record() == Assessment::new(&self.outline.edition)
    }

    /// What everything that is shown is composed from.
    pub(crate) fn context(&self) -> Context<'_> {
        Context {
            outline: &self.outline,
            words: &self.words,
            names: &self.names,
            assessment: self.record(),
            card: &self.card,
            texts: &self.texts,
        }
    }

    /// The name of a link that arrived, as of a file.
    pub(crate) fn link_name(&self) -> String {
        self.words.say(Word::FromLink).to_owned()
    }

    fn show_results(&mut self) {
        self.is_card_old = true;
        self.push(Effect::ShowResults);
    }

    fn show_all(&mut self) {
        self.is_card_old = true;
        self.push(Effect::ShowAll);
    }

    /// Shows everything, in the list that the filters allow.
    fn show_list(&mut self) {
        self.show_all();
        self.push(Effect::ApplyFilter);
    }

    fn say(&mut self, nodes: Vec<Node>) {
        self.push(Effect::Say(nodes));
    }

    pub(crate) fn say_word(&mut self, word: Word) {
        let words = text(self.words.say(word));
        self.say(vec![words]);
    }

    fn button(&self, action: &'static str, word: Word) -> dtmm_view::Element {
        let button = el("button").class("quiet").set("type", "button").set("data-action", action);
        button.say(self.words.say(word))
    }
}
