//! What arrived and was not accepted yet: one file or several, with what they would change, until the reader says how to
//! accept them.

use dtmm_exchange::Arrival;
use dtmm_scoring::{Assessment, Conflict, MergeCounts, merge_returned};
use dtmm_store::Storage;
use dtmm_view::{ImportPreview, Node, Word, el, file_notices, opened, text};

use crate::effect::Effect;
use crate::state::{Preview, State};

/// One of the files as it is merged after those before it.
pub(super) struct MergeStep {
    /// What it is merged with.
    before: Assessment,
    /// Where the two differ.
    pub(super) conflicts: Vec<Conflict>,
    counts: MergeCounts,
}

/// What a preview shows.
pub(crate) struct PreviewNodes {
    /// What would change.
    pub(crate) summary: Vec<Node>,
    /// The conflicts, each with both sides.
    pub(crate) conflicts: Vec<Node>,
    /// What holds where the reader chooses no side.
    pub(crate) note: Vec<Node>,
    /// Whether a file is no part: of that, what is remarked goes with the answers.
    pub(crate) has_whole: bool,
    /// Whether it is of one file, which may take the place of the assessment or stand beside it.
    pub(crate) is_one: bool,
}

impl<S: Storage> State<S> {
    pub(super) fn preview(&mut self, files: Vec<(String, Arrival)>) {
        let (id, record) = (self.store.record_id().clone(), self.record().clone());
        self.preview = Some(Preview { files, id, record });
        self.say(Vec::new());
        self.push(Effect::ShowPreview(true));
    }

    /// Previews again what would be accepted into another assessment now.
    pub(super) fn preview_again(&mut self) {
        if let Some(preview) = self.preview.take_if(|preview| preview.id != *self.store.record_id()) {
            self.preview(preview.files);
        }
    }

    /// What the preview shows.
    pub(crate) fn preview_nodes(&self) -> Option<PreviewNodes> {
        let Preview { files, .. } = self.preview.as_ref()?;
        let (_, steps) = self.merged(files, &|_| None);
        let context = self.context();
        let (mut lines, mut conflicts) = (Vec::new(), Vec::new());
        let has_whole = files.iter().any(|(_, arrival)| arrival.assessment.part_text().is_none());
        for (place, ((name, arrival), step)) in files.iter().zip(&steps).enumerate() {
            let theirs = &arrival.assessment;
            // The summary of one file says already that it is of another edition.
            let notices = file_notices(&self.words, arrival, &self.outline.edition, files.len() > 1);
            let one = ImportPreview { name, assessment: theirs, unknown: 0, counts: step.counts };
            let rows = context.conflicts(&step.conflicts, [&step.before, theirs], &prefix(place));
            if files.len() == 1 {
                let mut summary = context.import_preview(one);
                summary.extend(notices.into_iter().map(|notice| el("p").say(notice).into()));
                summary.extend(context.carried_ids(theirs));
                let note = context.conflicts_note(theirs);
                return Some(PreviewNodes { summary, conflicts: rows, note, has_whole, is_one: true });
            }
            lines.push(context.import_line(one, &notices));
            conflicts.extend((!rows.is_empty()).then(|| context.conflicts_of(name, theirs)));
            conflicts.extend(rows);
        }
        let summary = vec![el("ul").class("files").with_all(lines).into()];
        Some(PreviewNodes { summary, conflicts, note: Vec::new(), has_whole, is_one: false })
    }

    /// The reader answered the preview. `chosen` has the side of each conflict that was decided. Where
    /// something changed since the preview, it is shown again: the reader has not agreed to that.
    pub(crate) fn answer_preview(&mut self, action: &str, chosen: &[(String, usize)]) {
        self.refresh();
        let Some(Preview { files, id, record }) = self.preview.take() else { return };
        let is_same = id == *self.store.record_id() && record == *self.record();
        if !is_same && matches!(action, "take-replace" | "take-merge") {
            self.preview(files);
            return self.say_word(Word::PreviewChanged);
        }
        self.push(Effect::ShowPreview(false));
        let Some((name, arrival)) = files.first() else { return };
        match action {
            "take-replace" => {
                let said = opened(&self.words, name, arrival, &self.outline.edition);
                self.accept("load", name, &arrival.assessment, said);
            }
            "take-merge" => self.merge(&files, chosen),
            "take-beside" => {
                let said = self.words.fill(Word::Beside, &[("file", name)]);
                self.put_beside("load", name, &arrival.assessment);
                self.say(vec![text(said)]);
            }
            _ => {}
        }
    }

    /// Merges files into the assessment, in one act.
    fn merge(&mut self, files: &[(String, Arrival)], chosen: &[(String, usize)]) {
        let (_, steps) = self.merged(files, &|_| None);
        let keys = |(place, step): (usize, &MergeStep)| {
            step.conflicts.iter().map(|one| [&prefix(place), &*one.path].concat()).collect::<Vec<_>>()
        };
        let asked: Vec<String> = steps.iter().enumerate().flat_map(keys).collect();
        // A file may differ from what the reader chose of the file before: that was not asked, and what was chosen stays.
        let choose = |key: &str| match chosen.iter().find(|(own, _)| own == key) {
            Some((_, side)) => Some(*side),
            None => (!asked.iter().any(|own| own == key)).then_some(0),
        };
        let (merged, _) = self.merged(files, &choose);
        let count = merged.answers().len().to_string();
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        let about = names.join(self.words.say(Word::Comma));
        let said = match files.len() {
            1 => self.words.fill(Word::Merged, &[("file", &about), ("count", &count)]),
            many => self.words.fill(Word::MergedFiles, &[("files", &many.to_string()), ("count", &count)]),
        };
        self.accept("merge", &about, &merged, said);
    }

    /// This assessment with all files, one after another, and what each does. In a conflict, the later one wins where no
    /// side is chosen.
    pub(super) fn merged(
        &self,
        files: &[(String, Arrival)],
        choose: &dyn Fn(&str) -> Option<usize>,
    ) -> (Assessment, Vec<MergeStep>) {
        let (mut merged, mut steps) = (self.record().clone(), Vec::new());
        for (place, (_, arrival)) in files.iter().enumerate() {
            let (theirs, prefix) = (&arrival.assessment, prefix(place));
            let one = merge_returned(&self.outline, &merged, theirs, &|path| choose(&[&prefix, path].concat()));
            let counts = one.counts(&self.outline, &merged, theirs);
            let before = std::mem::replace(&mut merged, one.assessment);
            steps.push(MergeStep { before, conflicts: one.conflicts, counts });
        }
        (merged, steps)
    }
}

/// What stands before the paths of conflicts of a file, by its place among several.
fn prefix(place: usize) -> String {
    if place == 0 { String::new() } else { format!("{place}/") }
}
