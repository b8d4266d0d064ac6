//! What this tab did a moment ago. Browsers let two tabs write the same storage, and what one wrote
//! may reach the other only after that has written too; such a loss is seen and mended here.

use dtmm_model::Item;
use dtmm_scoring::{Answer, Assessment, Remarks};

/// How long an act may be overtaken by a tab that did not know of it, in milliseconds.
const MOMENT: f64 = 2000.0;

/// What an entry held.
type Held = (Option<Answer>, Remarks);

/// The acts of the last moment, in their order.
#[derive(Debug, Default)]
pub(crate) struct Recent(Vec<Act>);

#[derive(Debug)]
struct Act {
    item: Item,
    /// What the entry held before.
    was: Held,
    at: f64,
}

impl Recent {
    /// Notes what an entry held before it was changed at this time, in milliseconds.
    pub(crate) fn add(&mut self, item: &Item, was: Held, now: f64) {
        self.0.retain(|act| now - act.at < MOMENT);
        self.0.push(Act { item: *item, was, at: now });
    }

    /// Does again in `theirs` what was done in `mine` a moment ago and is undone there. Says whether
    /// there was any such thing.
    pub(crate) fn restore(&self, mine: &Assessment, theirs: &mut Assessment, now: f64) -> bool {
        let acts = || self.0.iter().filter(|act| now - act.at < MOMENT);
        let mut lost = false;
        for act in acts() {
            let id = act.item.id;
            let done = (mine.answer(id), mine.remarks(id));
            let found = (theirs.answer(id), theirs.remarks(id).clone());
            let before: Vec<&Held> = acts().filter(|other| other.item.id == id).map(|other| &other.was).collect();
            let mended = mend(done, &found, &before);
            if mended != found {
                lost |= theirs.set(&act.item, mended.0, mended.1).is_ok();
            }
        }
        lost
    }
}

/// What an entry is to hold: of each part what was done here, where what is found is only what stood
/// there before.
fn mend(done: (Option<Answer>, &Remarks), found: &Held, before: &[&Held]) -> Held {
    let is_old = |same: &dyn Fn(&Held) -> bool| before.iter().any(|held| same(held));
    let (mut answer, mut remarks) = found.clone();
    // An answer and the reason for it belong together.
    if is_old(&|held| held.0 == answer && held.1.reason == remarks.reason) {
        answer = done.0;
        remarks.reason.clone_from(&done.1.reason);
    }
    if is_old(&|held| held.1.note == remarks.note) {
        remarks.note.clone_from(&done.1.note);
    }
    if is_old(&|held| held.1.owner == remarks.owner) {
        remarks.owner.clone_from(&done.1.owner);
    }
    if is_old(&|held| held.1.due == remarks.due) {
        remarks.due.clone_from(&done.1.due);
    }
    if is_old(&|held| held.1.evidence == remarks.evidence) {
        remarks.evidence.clone_from(&done.1.evidence);
    }
    (answer, remarks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dtmm_model::Outline;

    fn outline() -> Outline {
        "dtmm-outline/1 x made-up\n@services\nSVC rr|r|r|r|r\n".parse().unwrap()
    }

    #[test]
    fn what_another_tab_wrote_over_is_done_again_for_a_moment_only() {
        let outline = outline();
        let items: Vec<Item> = outline.items().copied().collect();
        let (mut mine, mut theirs, mut recent) = (Assessment::new("x"), Assessment::new("x"), Recent::default());
        mine.set_answer(&items[0], Some(Answer::Full)).unwrap();
        recent.add(&items[0], (None, Remarks::NONE), 1000.0);
        theirs.set_answer(&items[1], Some(Answer::Partly)).unwrap();

        let mut late = theirs.clone();
        assert!(!recent.restore(&mine, &mut late, 1000.0 + MOMENT));
        assert_eq!(late, theirs);
        assert!(recent.restore(&mine, &mut theirs, 1500.0));
        assert_eq!(theirs.answer(items[0].id), Some(Answer::Full));
        assert_eq!(theirs.answer(items[1].id), Some(Answer::Partly));
        assert!(!recent.restore(&mine, &mut theirs, 1500.0), "nothing is lost any more");
    }

    #[test]
    fn another_answer_of_the_other_tab_stands() {
        let item = *outline().items().next().unwrap();
        let (mut mine, mut theirs, mut recent) = (Assessment::new("x"), Assessment::new("x"), Recent::default());
        mine.set_answer(&item, Some(Answer::Full)).unwrap();
        recent.add(&item, (None, Remarks::NONE), 0.0);
        theirs.set_answer(&item, Some(Answer::Not)).unwrap();
        assert!(!recent.restore(&mine, &mut theirs, 1.0));
        assert_eq!(theirs.answer(item.id), Some(Answer::Not));
    }

    #[test]
    fn a_note_being_written_and_an_answer_given_elsewhere_both_stand() {
        let item = *outline().items().next().unwrap();
        let (mut mine, mut theirs, mut recent) = (Assessment::new("x"), Assessment::new("x"), Recent::default());
        for (letter, note) in [(0.0, "a"), (1.0, "ab"), (2.0, "abc")] {
            let was = (mine.answer(item.id), mine.remarks(item.id).clone());
            mine.set(&item, None, Remarks { note: note.into(), ..Remarks::NONE }).unwrap();
            recent.add(&item, was, letter);
        }
        theirs.set(&item, Some(Answer::Full), Remarks { note: "a".into(), ..Remarks::NONE }).unwrap();
        assert!(recent.restore(&mine, &mut theirs, 3.0));
        assert_eq!(theirs.answer(item.id), Some(Answer::Full));
        assert_eq!(theirs.remarks(item.id).note, "abc");
    }
}
