//! What is said of the storage as long as it is true: what keeps the answers from being stored, texts
//! that cannot be read, and an assessment of another edition.

use dtmm_store::Storage;
use dtmm_view::{Node, Word, el};

use crate::effect::Effect;
use crate::state::State;

impl<S: Storage> State<S> {
    /// Shows the notices, if they changed.
    pub(crate) fn update_notices(&mut self) {
        let mut notices: Vec<Node> = Vec::new();
        notices.extend(self.not_stored());
        notices.extend(self.unreadable_texts());
        notices.extend(self.left_behind());
        let edition = &self.record().edition;
        if *edition != self.outline.edition && !self.says_edition {
            let said = self.words.fill(Word::OtherEdition, &[("edition", edition)]);
            notices.push(el("p").say(said).into());
            notices.extend(self.carry_button());
        }
        if notices != self.notices {
            self.notices.clone_from(&notices);
            self.push(Effect::Notice(notices));
        }
    }

    /// Whether everything that was done on this page is stored.
    pub(crate) fn is_stored(&self) -> bool {
        self.store.is_stored()
    }

    /// The reader knows of the texts that cannot be read.
    pub(crate) fn acknowledge(&mut self) {
        self.store.acknowledge();
        self.update_notices();
    }

    fn not_stored(&self) -> Option<Node> {
        let trouble = self.store.trouble();
        if self.store.is_stored() && !trouble.unreadable && !trouble.emptied && !trouble.stuck {
            return None;
        }
        let (word, way) = if trouble.emptied {
            (Word::Emptied, Some(("keep-again", Word::KeepAgain)))
        } else if trouble.unreadable {
            (Word::StorageUnreadable, Some(("try-again", Word::TryAgain)))
        } else if trouble.stuck {
            (Word::Stuck, Some(("try-again", Word::TryAgain)))
        } else {
            (Word::NotKept, (!trouble.blocked).then_some(("try-again", Word::TryAgain)))
        };
        let way = way.map(|(action, word)| self.button(action, word));
        let said = el("p").with(el("span").say(self.words.say(word))).with_all(way);
        let save = self.button("save-unkept", Word::SaveUnkept);
        Some(said.with(save).with(self.button("copy-text", Word::CopyText)).into())
    }

    fn left_behind(&self) -> Option<Node> {
        let count = self.remembered.left_behind.len();
        let said = self.words.fill(Word::OldLeft, &[("count", &count.to_string())]);
        let save = self.button("save-old", Word::SaveUnkept);
        (count > 0).then(|| el("p").with(el("span").say(said)).with(save).into())
    }

    fn unreadable_texts(&self) -> Option<Node> {
        let numbers = self.store.unacknowledged();
        if numbers.is_empty() {
            return None;
        }
        let word = if self.store.has_newer() { Word::AsideNewer } else { Word::Damaged };
        let mut said = el("p").with(el("span").say(self.words.say(word)));
        for number in numbers {
            let number = number.to_string();
            let button = el("button").class("quiet").set("type", "button").set("data-action", "save-aside");
            let words = self.words.fill(Word::SaveAside, &[("number", &number)]);
            said = said.with(button.set("data-number", number).say(words));
        }
        Some(said.with(self.button("told", Word::Told)).into())
    }
}
