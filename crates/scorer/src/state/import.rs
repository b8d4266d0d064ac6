//! Assessments from files and links. What has errors changes nothing. Nor does what has none, until the
//! reader says how to accept it, unless nothing is answered yet.

use dtmm_exchange::{Arrival, Opened};
use dtmm_scoring::{Assessment, Merged, Problem, later, merge_by};
use dtmm_store::Storage;
use dtmm_view::{ImportPreview, Node, Word, el, file_notices, opened, opened_as, problem_lines, refused, text};

use crate::effect::Effect;
use crate::state::{Preview, State};

/// What a preview shows.
pub(crate) struct PreviewNodes {
    /// What would change.
    pub(crate) summary: Vec<Node>,
    /// The conflicts, each with both sides.
    pub(crate) conflicts: Vec<Node>,
    /// What holds where the reader chooses no side.
    pub(crate) note: Vec<Node>,
}

impl<S: Storage> State<S> {
    /// A file was read, or refused for these reasons.
    pub(crate) fn file_read(&mut self, name: &str, file: Result<Opened, Vec<String>>) {
        self.refresh();
        let mut arrivals: Vec<Arrival> = match file {
            Ok(opened) => {
                opened.arrivals.into_iter().map(|arrival| self.earlier.carry_arrival(arrival, &self.outline)).collect()
            }
            Err(reasons) => return self.refuse(name, &reasons),
        };
        match arrivals.pop() {
            Some(arrival) if arrivals.is_empty() => self.arrived("load", name, arrival),
            Some(last) => {
                arrivals.push(last);
                self.open_beside(name, &arrivals);
            }
            None => {}
        }
    }

    /// One assessment of a file: it is accepted where nothing is answered yet, else previewed.
    fn arrived(&mut self, kind: &str, name: &str, arrival: Arrival) {
        if !self.accepts_unasked() {
            return self.preview(name.to_owned(), arrival);
        }
        let said = opened(&self.words, name, &arrival, &self.outline.edition);
        self.accept(kind, name, &arrival.assessment, said);
    }

    /// Whether an assessment may become this one without a question: this one is empty, and not only
    /// because the storage cannot be read at present.
    fn accepts_unasked(&self) -> bool {
        self.is_empty() && !self.store.trouble().unreadable
    }

    /// Opens the assessments of a file that holds several, each beside the others.
    fn open_beside(&mut self, name: &str, arrivals: &[Arrival]) {
        let said = self.words.fill(Word::BesideEach, &[("file", name), ("count", &arrivals.len().to_string())]);
        let mut nodes = vec![text(said)];
        for arrival in arrivals {
            self.put_beside("load", name, &arrival.assessment);
            let title = self.title();
            nodes.extend([el("br").into(), text(opened_as(&self.words, &title, arrival, &self.outline.edition))]);
        }
        self.say(nodes);
    }

    /// A link was read, or has these problems.
    pub(crate) fn link_read(&mut self, link: Result<Arrival, Vec<Problem>>) {
        let name = self.link_name();
        match link {
            Ok(arrival) => {
                let arrival = self.earlier.carry_arrival(arrival, &self.outline);
                self.preview(name, arrival);
            }
            Err(problems) => self.refuse(&name, &problem_lines(&self.words, &problems)),
        }
    }

    /// The reader asked for a sample. It goes beside the others unless nothing is answered yet.
    pub(crate) fn open_sample(&mut self, arrival: &Arrival) {
        self.refresh();
        let title = &arrival.assessment.title;
        if !self.accepts_unasked() {
            return self.put_beside("sample", title, &arrival.assessment);
        }
        let said = opened(&self.words, title, arrival, &self.outline.edition);
        self.accept("sample", title, &arrival.assessment, said);
    }

    fn preview(&mut self, name: String, arrival: Arrival) {
        let (id, record) = (self.store.record_id().clone(), self.record().clone());
        self.preview = Some(Preview { name, arrival, id, record });
        self.say(Vec::new());
        self.push(Effect::ShowPreview(true));
    }

    /// Previews again what would be accepted into another assessment now.
    pub(super) fn preview_again(&mut self) {
        if let Some(preview) = self.preview.take_if(|preview| preview.id != *self.store.record_id()) {
            self.preview(preview.name, preview.arrival);
        }
    }

    /// What the preview shows.
    pub(crate) fn preview_nodes(&self) -> Option<PreviewNodes> {
        let Preview { name, arrival, .. } = self.preview.as_ref()?;
        let conflicts = self.merged(&arrival.assessment, &|_| None).conflicts;
        let context = self.context();
        let mut summary = context.import_preview(ImportPreview { name, assessment: &arrival.assessment, unknown: 0 });
        // The summary says already that it is of another edition.
        let notices = file_notices(&self.words, arrival, &self.outline.edition, false);
        summary.extend(notices.into_iter().map(|notice| el("p").say(notice).into()));
        summary.extend(context.carried_ids(&arrival.assessment));
        let note = context.conflicts_note(&arrival.assessment);
        Some(PreviewNodes { summary, conflicts: context.conflicts(&conflicts, &arrival.assessment), note })
    }

    /// The reader answered the preview. `chosen` has the side of each conflict that was decided. Where
    /// something changed since the preview, it is shown again: the reader has not agreed to that.
    pub(crate) fn answer_preview(&mut self, action: &str, chosen: &[(String, usize)]) {
        self.refresh();
        let Some(Preview { name, arrival, id, record }) = self.preview.take() else { return };
        let is_same = id == *self.store.record_id() && record == *self.record();
        if !is_same && matches!(action, "take-replace" | "take-merge") {
            self.preview(name, arrival);
            return self.say_word(Word::PreviewChanged);
        }
        self.push(Effect::ShowPreview(false));
        match action {
            "take-replace" => {
                let said = opened(&self.words, &name, &arrival, &self.outline.edition);
                self.accept("load", &name, &arrival.assessment, said);
            }
            "take-merge" => {
                let choose = |path: &str| chosen.iter().find(|(own, _)| own == path).map(|(_, side)| *side);
                let merged = self.merged(&arrival.assessment, &choose).assessment;
                let count = merged.answers().len().to_string();
                let said = self.words.fill(Word::Merged, &[("file", &name), ("count", &count)]);
                self.accept("merge", &name, &merged, said);
            }
            "take-beside" => {
                let said = self.words.fill(Word::Beside, &[("file", &name)]);
                self.put_beside("load", &name, &arrival.assessment);
                self.say(vec![text(said)]);
            }
            _ => {}
        }
    }

    /// Both assessments in one: in a conflict, the later one wins where no side is chosen.
    pub(super) fn merged(&self, theirs: &Assessment, choose: &dyn Fn(&str) -> Option<usize>) -> Merged {
        let both = [self.record(), theirs];
        merge_by(&self.outline, &both, later(both).unwrap_or(0), choose)
    }

    pub(super) fn refuse(&mut self, name: &str, reasons: &[String]) {
        let nodes = refused(&self.words, name, reasons);
        self.say(nodes);
    }

    /// The reader cleared the assessment.
    pub(crate) fn clear(&mut self) {
        self.refresh();
        if self.is_empty() {
            return self.say_word(Word::Nothing);
        }
        let count = self.record().answers().len().to_string();
        let said = self.words.fill(Word::Cleared, &[("count", &count)]);
        self.accept("clear", "", &Assessment::new(&self.outline.edition), said);
    }

    /// Makes the assessment equal to another one, and offers to undo that.
    fn accept(&mut self, kind: &str, about: &str, wanted: &Assessment, said: String) {
        let act = self.replace(kind, about, wanted);
        self.say_own_act(said, act);
        self.show_list();
    }
}
