//! Assessments from files and links. What has errors changes nothing. Nor does what has none, until the
//! reader says how to accept it ([`preview`](super::preview)), unless nothing is answered yet.

use dtmm_exchange::{Arrival, Opened};
use dtmm_scoring::{Assessment, Problem};
use dtmm_store::Storage;
use dtmm_view::{Node, Word, el, opened, opened_as, problem_lines, refused, text};

use crate::state::State;

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

    /// Files that were chosen together were read, or refused for these reasons. What could be read is previewed together,
    /// an empty assessment or not: nobody has said which of them it is to be.
    pub(crate) fn files_read(&mut self, mut files: Vec<(String, Result<Opened, Vec<String>>)>) {
        if files.len() < 2 {
            if let Some((name, file)) = files.pop() {
                self.file_read(&name, file);
            }
            return;
        }
        self.refresh();
        let (mut arrived, mut said): (Vec<(String, Arrival)>, Vec<Node>) = Default::default();
        for (name, file) in files {
            match file {
                Ok(opened) => {
                    let is_only = opened.arrivals.len() == 1;
                    for arrival in opened.arrivals {
                        let line = arrival.line.filter(|_| !is_only).map(|line| format!(":{line}")).unwrap_or_default();
                        arrived.push((name.clone() + &line, self.earlier.carry_arrival(arrival, &self.outline)));
                    }
                }
                Err(reasons) => said.push(el("div").with_all(refused(&self.words, &name, &reasons)).into()),
            }
        }
        if !arrived.is_empty() {
            self.preview(arrived);
        }
        self.say(said);
    }

    /// One assessment of a file: it is accepted where nothing is answered yet, else previewed.
    fn arrived(&mut self, kind: &str, name: &str, arrival: Arrival) {
        if !self.accepts_unasked() {
            return self.preview(vec![(name.to_owned(), arrival)]);
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
                self.preview(vec![(name, arrival)]);
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
    pub(super) fn accept(&mut self, kind: &str, about: &str, wanted: &Assessment, said: String) {
        let act = self.replace(kind, about, wanted);
        self.say_own_act(said, act);
        self.show_list();
    }
}
