//! Several assessments: turning from one to another, new ones, copies, deleting.

use dtmm_scoring::Assessment;
use dtmm_store::{RecordId, Storage};
use dtmm_view::{Node, Word, el};

use crate::effect::Effect;
use crate::state::State;

impl<S: Storage> State<S> {
    /// The reader chose another assessment.
    pub(crate) fn turn_to(&mut self, id: RecordId) {
        self.count_changes();
        self.store.turn_to(id);
        self.turned();
    }

    /// Another assessment is shown now.
    pub(super) fn turned(&mut self) {
        self.last = None;
        self.push(Effect::CloseDetails);
        self.remembered.set_current(self.store.record_id());
        self.say(Vec::new());
        self.show_list();
        self.push(Effect::RequestLock);
        self.preview_again();
        self.update_notices();
    }

    /// The reader asked for a new assessment.
    pub(crate) fn begin_new(&mut self) {
        self.refresh();
        self.turn_to_new();
        self.push(Effect::FocusTitle);
    }

    fn turn_to_new(&mut self) {
        self.count_changes();
        self.store.turn_to_new();
        self.turned();
    }

    /// Another tab deleted this assessment: turns to another one, and says so. The keyboard leaves a field
    /// that the reader is in: the field belongs to the next assessment now.
    pub(super) fn leave_deleted(&mut self) {
        self.push(Effect::LeaveField);
        let id = self.store.record_id().clone();
        let act = self.store.acts().iter().rfind(|act| act.kind == "delete").map(|act| act.id);
        let title = self.title_of(&id, self.record());
        let other = self.store.record_ids().into_iter().find(|other| *other != id);
        match other {
            Some(other) => self.turn_to(other),
            None => self.turn_to_new(),
        }
        let said = self.words.fill(Word::DeletedElsewhere, &[("title", &title)]);
        self.say_act(said, act.map(|act| (id, act)));
        self.push(Effect::FocusMessage);
    }

    /// The reader asked for a copy of the assessment.
    pub(crate) fn begin_copy(&mut self) {
        self.refresh();
        let mut copy = self.record().clone();
        let name =
            if copy.title.trim().is_empty() { self.untitled(self.store.record_id()) } else { copy.title.clone() };
        let records = self.store.record_ids().into_iter().filter_map(|id| self.store.peek(&id));
        let titles: Vec<String> = records.map(|record| record.title).collect();
        copy.title = copy_title(self.words.say(Word::CopyOf), &name, &titles);
        self.put_beside("copy", &name, &copy);
    }

    /// Opens an assessment beside the others.
    pub(super) fn put_beside(&mut self, kind: &str, about: &str, assessment: &Assessment) {
        self.turn_to_new();
        self.replace(kind, about, assessment);
        self.changes = 0;
        self.show_list();
    }

    /// The reader deleted the assessment.
    pub(crate) fn delete(&mut self) {
        self.refresh();
        self.count_changes();
        let title = self.title_of(self.store.record_id(), self.record());
        let Some(deleted) = self.store.delete(&title) else { return };
        self.turned();
        let said = self.words.fill(Word::Deleted, &[("title", &title)]);
        self.say_act(said, Some(deleted));
    }

    /// The assessments to choose from.
    pub(crate) fn options(&self) -> Vec<Node> {
        self.store.record_ids().iter().map(|id| self.option(id)).collect()
    }

    /// The same but for the assessment that is shown.
    pub(crate) fn other_options(&self) -> Vec<Node> {
        let own = self.store.record_id();
        self.store.record_ids().iter().filter(|id| *id != own).map(|id| self.option(id)).collect()
    }

    fn option(&self, id: &RecordId) -> Node {
        el("option").set("value", id.as_str()).say(self.title_in(id)).into()
    }

    fn title_in(&self, id: &RecordId) -> String {
        match self.store.peek(id) {
            Some(record) => self.title_of(id, &record),
            None => self.untitled(id),
        }
    }

    /// The title of the assessment that is shown.
    pub(crate) fn title(&self) -> String {
        self.title_of(self.store.record_id(), self.record())
    }

    /// What an assessment is called: title, organization and scope, the first two that are given.
    pub(super) fn title_of(&self, id: &RecordId, record: &Assessment) -> String {
        let facts = [&record.title, &record.organization, &record.scope].into_iter();
        let facts: Vec<&str> = facts.map(String::as_str).filter(|fact| !fact.trim().is_empty()).take(2).collect();
        if facts.is_empty() { self.untitled(id) } else { facts.join(self.words.say(Word::Separator)) }
    }

    fn untitled(&self, id: &RecordId) -> String {
        self.words.fill(Word::Untitled, &[("number", &id.number().to_string())])
    }
}

/// The title of a copy: the pattern of the page around the title, once however often it is copied,
/// with a number from the second copy on.
fn copy_title(pattern: &str, title: &str, taken: &[String]) -> String {
    let (before, after) = pattern.split_once("{title}").unwrap_or(("", ""));
    // The number of a copy is in brackets, so that it is told from a number in the title.
    let numbered = title.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    let mut base = match numbered {
        Some((rest, count)) if count.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => title,
    };
    while let Some(inner) = base.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)) {
        if inner.len() == base.len() {
            break;
        }
        base = inner;
    }
    let first = [before, base, after].concat();
    let numbered = |number: u32| if number == 1 { first.clone() } else { format!("{first} ({number})") };
    (1..).map(numbered).find(|name| !taken.contains(name)).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::copy_title;

    #[test]
    fn a_copy_of_a_copy_does_not_grow() {
        let mut taken = vec!["甲厂".to_owned()];
        for wanted in ["甲厂（副本）", "甲厂（副本） (2)", "甲厂（副本） (3)"] {
            let made = copy_title("{title}（副本）", taken.last().unwrap(), &taken);
            assert_eq!(made, wanted);
            taken.push(made);
        }
        assert_eq!(copy_title("Copy of {title}", "Copy of Copy of Plant 7", &[]), "Copy of Plant 7");
        assert_eq!(copy_title("Copy of {title}", "Plant 7", &["Copy of Plant 7".into()]), "Copy of Plant 7 (2)");
    }
}
