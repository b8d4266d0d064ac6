//! What two assessments say differently, to be decided before they are made one: each entry with
//! its words and what both sides remark, and each field with its two sides.

use dtmm_exchange::Evidence;
use dtmm_model::RequirementId;
use dtmm_scoring::{
    ActionStatus, Answer, Assessment, Conflict, Method, OWNERS, PLAN, REVIEW, Review, WITHDRAWN, later,
};

use crate::actions::{priority_word, status_word};
use crate::cut::{VALUE, cut, cut_name};
use crate::report::method_word;
use crate::{Context, Element, Node, Word, el};

/// What the name of the controls of a conflict begins with; its path follows.
pub const CONFLICT: &str = "conflict-";

/// The columns: what it is about, and both sides.
const COLUMNS: usize = 3;

impl Context<'_> {
    /// Which side is selected before the reader chooses, and why.
    pub fn conflicts_note(&self, theirs: &Assessment) -> Vec<Node> {
        let word = match later([self.assessment, theirs]) {
            Some(0) => Word::LaterMine,
            Some(_) => Word::LaterTheirs,
            None => Word::LaterUnknown,
        };
        let dates = [("mine", &*self.assessment.date), ("theirs", &*theirs.date)];
        vec![crate::text(self.words.fill(word, &dates))]
    }

    /// The rows of the conflicts of two assessments. What holds is selected; what only one side has is
    /// offered with a tick. The controls are named after the paths, with `file` before them where there
    /// are several files, and their values are the sides.
    pub fn conflicts(&self, conflicts: &[Conflict], sides: [&Assessment; 2], file: &str) -> Vec<Node> {
        let sides = ConflictSides { context: self, sides, file };
        let mut rows = Vec::new();
        for group in conflicts.chunk_by(|one, next| one.entry.is_some() && one.entry == next.entry) {
            match group[0].entry {
                Some(id) => rows.extend(sides.entry(id, group)),
                None => rows.extend(group.iter().map(|conflict| sides.field(conflict))),
            }
        }
        rows.into_iter().map(Node::from).collect()
    }

    /// The row above the conflicts of one of several files: its name, and which side is selected.
    pub fn conflicts_of(&self, name: &str, theirs: &Assessment) -> Node {
        let head = el("th").set("colspan", COLUMNS.to_string()).say(name);
        let note = el("span").class("place").with_all(self.conflicts_note(theirs));
        el("tr").class("from-file").with(head.say(" ").with(note)).into()
    }

    /// A field outside the answers, in words where it has some.
    fn field_name(&self, path: &str) -> String {
        match path.split_once('.') {
            Some((PLAN, rest)) => {
                // The field of an action, then the action, called as it is here.
                let (field, id) = rest.split_once('.').unwrap_or((rest, ""));
                let action = self.assessment.action(id).map(|action| self.action_name(action)).unwrap_or_default();
                let names = [self.words.field(PLAN), &action, self.words.field(field)];
                names.join(self.words.say(Word::Separator))
            }
            Some((OWNERS, rest)) => {
                let (field, owner) = rest.split_once('.').unwrap_or((rest, ""));
                let names = [self.words.field(OWNERS), &*cut_name(owner), self.words.owner_field(field)];
                names.join(self.words.say(Word::Separator))
            }
            Some((field, "company")) => format!("{} {}", self.words.field(field), self.words.say(Word::Company)),
            Some((field, key)) if !self.names.of(key).is_empty() => {
                format!("{} {}", self.words.field(field), self.names.of(key))
            }
            Some((field, key)) => format!("{} {key}", self.words.field(field)),
            None => self.words.field(path).to_owned(),
        }
    }

    /// What a side says in a field, in words where the page has some.
    fn value_name(&self, path: &str, value: &str) -> String {
        if path == "profile"
            && let Some(method) = Method::from_key(value)
        {
            return self.words.say(method_word(method)).to_owned();
        }
        let is_withdrawn = path.strip_prefix(WITHDRAWN).is_some_and(|rest| rest.starts_with('.'));
        if is_withdrawn && let Some(answer) = Answer::from_key(value.trim_matches('"')) {
            return self.words.answer(answer).to_owned();
        }
        if path.starts_with("plan.status.")
            && let Some(status) = ActionStatus::from_key(value)
        {
            return self.words.say(status_word(status)).to_owned();
        }
        match value.parse() {
            Ok(priority) if path.starts_with("plan.priority.") => {
                self.words.say(priority_word(Some(priority))).to_owned()
            }
            Ok(level) if path.starts_with("targets.") => self.words.level(Some(level)),
            _ => cut(self.words, value, VALUE),
        }
    }
}

/// Both assessments, and what stands before the paths in the names of the controls.
#[derive(Clone, Copy)]
struct ConflictSides<'a> {
    context: &'a Context<'a>,
    sides: [&'a Assessment; 2],
    file: &'a str,
}

impl ConflictSides<'_> {
    /// The row of a field outside the answers.
    fn field(self, conflict: &Conflict) -> Element {
        let name = |value: &str| self.context.value_name(&conflict.path, value);
        self.row(self.context.field_name(&conflict.path), conflict, &name)
    }

    /// An entry with its words, its answers, what goes with them, and its other conflicts.
    fn entry(self, id: RequirementId, conflicts: &[Conflict]) -> Vec<Element> {
        let words = self.context.texts.of(id).map(|(_, words)| words).unwrap_or_default();
        let place = el("span").class("place").say(self.context.place(id));
        let head = el("th").set("colspan", COLUMNS.to_string()).with(Node::Entry(id)).say(" ").with(place);
        let head = head.say(" ").with(el("span").class("printed").say(words));
        let field = |conflict: &Conflict| field_of(&conflict.path, id).to_owned();
        let answer = conflicts.iter().find(|conflict| field(conflict) == "answer");
        let mut rows = vec![el("tr").class("clause").with(head), self.answers(id, answer, conflicts)];
        for conflict in conflicts.iter().filter(|conflict| field(conflict) != "answer") {
            let name = self.context.words.field(&field(conflict)).to_owned();
            let value = |value: &str| self.value(&field(conflict), value);
            rows.push(self.row(name, conflict, &value));
        }
        rows
    }

    /// The answers of both sides, to choose from where they differ, with what is remarked beside them.
    fn answers(self, id: RequirementId, conflict: Option<&Conflict>, conflicts: &[Conflict]) -> Element {
        let words = self.context.words;
        let side = |side: usize| {
            let answer = self.sides[side].answer(id);
            let answer = answer.map_or(words.say(Word::CellOpen), |answer: Answer| words.answer(answer));
            let said = el("strong").say(answer);
            let cell = match conflict {
                Some(conflict) => el("td").with(el("label").with(self.radio(conflict, side)).say(" ").with(said)),
                None => el("td").with(said),
            };
            cell.with_all(self.details(id, side, conflicts))
        };
        let name = el("th").set("scope", "row").say(words.say(Word::ConflictAnswer));
        el("tr").with(name).with(side(0)).with(side(1))
    }

    /// What a side details and has no row of its own, a paragraph each.
    fn details(self, id: RequirementId, side: usize, conflicts: &[Conflict]) -> Vec<Element> {
        let words = self.context.words;
        let details = self.sides[side].details(id);
        let evidence = details.evidence.join("\n");
        let own = [("reason", &details.reason), ("note", &details.note), ("owner", &details.owner)];
        let own = own.into_iter().chain([("due", &details.due), ("evidence", &evidence)]);
        let kept = details.kept.iter().map(|(key, value)| (key.as_str(), value));
        let has_row = |field: &str| {
            let mut rows = conflicts.iter().filter(|conflict| field_of(&conflict.path, id) == field);
            rows.any(|conflict| conflict.sides.iter().any(|(place, _)| *place == side))
        };
        let shown = own.chain(kept).filter(|(field, value)| !value.trim().is_empty() && !has_row(field));
        let line = |(field, value): (&str, &String)| {
            let values = [("field", words.field(field)), ("value", &*self.value(field, value))];
            el("p").say(words.fill(Word::ConflictField, &values))
        };
        shown.map(line).collect()
    }

    /// What a side says in a field of an entry, in words where the page has some.
    fn value(self, field: &str, value: &str) -> String {
        match (field, Review::from_text(value)) {
            ("evidence", _) => self.evidence(value),
            (REVIEW, Some(review)) => self.context.review_lines(&review),
            _ => self.cut(value),
        }
    }

    fn cut(self, value: &str) -> String {
        cut(self.context.words, value, VALUE)
    }

    /// Pieces of evidence, one a line, each as the report shows it; as they are where they are many.
    fn evidence(self, lines: &str) -> String {
        let cut = self.cut(lines);
        if cut != lines {
            return cut;
        }
        let piece = |line: &str| {
            let Evidence { title, place, date } = Evidence::parse(line);
            let parts = [title, place, date].into_iter().filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join(" · ")
        };
        lines.lines().map(piece).collect::<Vec<_>>().join("\n")
    }

    /// A conflict with both its sides.
    fn row(self, name: String, conflict: &Conflict, value_name: &dyn Fn(&str) -> String) -> Element {
        let words = self.context.words;
        let side = |side: usize| {
            let said = conflict.sides.iter().find(|(place, _)| *place == side);
            let value = said.filter(|(_, value)| !value.is_empty()).map(|(_, value)| value_name(value));
            match (conflict.holds, value) {
                (Some(_), value) => {
                    let value = value.unwrap_or_else(|| "–".to_owned());
                    el("td").with(el("label").with(self.radio(conflict, side)).say(" ").with(el("span").say(value)))
                }
                (None, Some(value)) => {
                    let keep = el("label").class("keep").with(self.control(conflict, side, "checkbox")).say(" ");
                    el("td").with(el("p").say(value)).with(keep.say(words.say(Word::ConflictKeep)))
                }
                (None, None) => el("td").say("–"),
            }
        };
        let name = el("th").set("scope", "row").say(name);
        el("tr").with(name).with(side(0)).with(side(1))
    }

    /// The button that chooses a side, pushed where that side holds.
    fn radio(self, conflict: &Conflict, side: usize) -> Element {
        let button = self.control(conflict, side, "radio");
        if conflict.holds == Some(side) { button.set("checked", "") } else { button }
    }

    fn control(self, conflict: &Conflict, side: usize, kind: &str) -> Element {
        let name = [CONFLICT, self.file, &conflict.path].concat();
        let input = el("input").set("type", kind).set("name", name);
        input.set("value", side.to_string()).set("autocomplete", "off")
    }
}

/// The field of an entry that a path is about.
fn field_of(path: &str, id: RequirementId) -> &str {
    let rest = path.strip_prefix("answers.").and_then(|rest| rest.strip_prefix(&*id.to_string()));
    rest.and_then(|rest| rest.strip_prefix('.')).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Printed, names, words};
    use dtmm_example::{EDITION, small};
    use dtmm_model::Level;
    use dtmm_scoring::{EntryDetails, Scorecard, Vocabulary, merge, merge_by, read_text};

    const ALL: Printed = Printed(|id| Some(("a".to_owned(), format!("words of {id}"))));

    /// An assessment of a day with an answer and details on the first entry.
    fn assessed(date: &str, answer: Option<Answer>, details: EntryDetails) -> Assessment {
        let mut one = Assessment::new(EDITION);
        one.date = date.to_owned();
        one.set(small().items().next().unwrap(), answer, details).unwrap();
        one
    }

    fn with<T>(mine: &Assessment, show: impl Fn(&Context<'_>) -> T) -> T {
        let (outline, words, names) = (small(), words(), names());
        let card = Scorecard::new(&outline, mine);
        let context =
            Context { outline: &outline, words: &words, names: &names, assessment: mine, card: &card, texts: &ALL };
        show(&context)
    }

    /// The rows, cells between bars: `(•)` and `( )` are buttons, `[ ]` a box, each with its side.
    fn rows(mine: &Assessment, theirs: &Assessment) -> Vec<String> {
        let preferred = later([mine, theirs]).unwrap_or(0);
        let conflicts = merge_by(&small(), &[mine, theirs], preferred, &|_| None).conflicts;
        let rows = with(mine, |context| context.conflicts(&conflicts, [mine, theirs], ""));
        rows.iter().map(drawn).collect()
    }

    fn drawn(node: &Node) -> String {
        let Node::Element(element) = node else { return node.words() };
        let of = |name| element.attributes.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str());
        if element.name == "input" {
            let on = of("checked").is_some();
            return match of("type") {
                Some("radio") if on => "(•)".to_owned(),
                Some("radio") => "( )".to_owned(),
                _ => "[ ]".to_owned(),
            };
        }
        let inner: Vec<String> = element.children.iter().map(drawn).collect();
        match element.name {
            "p" => format!("<{}>", inner.concat()),
            "tr" => inner.join(" | "),
            _ => inner.concat(),
        }
    }

    fn details(note: &str, owner: &str, evidence: &[&str]) -> EntryDetails {
        let evidence = evidence.iter().map(|line| (*line).to_owned()).collect();
        EntryDetails { note: note.into(), owner: owner.into(), evidence, ..EntryDetails::NONE }
    }

    #[test]
    fn a_conflict_shows_the_words_of_the_entry_and_what_both_remark() {
        let mine = assessed("2026-01-31", Some(Answer::Full), details("在用", "", &["照片"]));
        let theirs = assessed("2026-10-01", Some(Answer::Not), details("只有方案", "李工", &[]));
        assert_eq!(
            rows(&mine, &theirs),
            [
                "field_date | ( ) 2026-01-31 | (•) 2026-10-01",
                "ABC-101 report_place Quality level_1 a) words of ABC-101",
                "conflict_answer | ( ) full<conflict_field note 在用> | (•) not<conflict_field note 只有方案>",
                "owner | – | <李工>[ ] conflict_keep",
                "evidence | <照片>[ ] conflict_keep | –",
            ]
        );
    }

    #[test]
    fn remarks_that_differ_stand_beside_the_answer_that_both_give() {
        let mut mine = assessed("", Some(Answer::Full), details("甲", "", &["照片"]));
        let theirs = assessed("", Some(Answer::Full), details("乙", "李工", &[]));
        mine.set_target("company", Level::new(3));
        let rows = rows(&mine, &theirs);
        assert_eq!(
            rows[1..],
            [
                "conflict_answer | full<conflict_field evidence 照片> | full<conflict_field owner 李工>",
                "note | (•) 甲 | ( ) 乙"
            ]
        );
    }

    #[test]
    fn the_later_one_is_selected_and_it_is_said() {
        let [early, late] = ["2026-01-31", "2026-10-01"].map(|date| assessed(date, None, EntryDetails::NONE));
        let note = |mine: &Assessment, theirs: &Assessment| {
            with(mine, |context| context.conflicts_note(theirs)).iter().map(Node::words).collect::<String>()
        };
        assert_eq!(note(&early, &late), "later_theirs 2026-10-01 2026-01-31");
        assert_eq!(note(&late, &early), "later_mine 2026-10-01 2026-01-31");
        assert_eq!(note(&late, &late), "later_unknown");
    }

    #[test]
    fn fields_outside_the_answers_are_called_by_name() {
        let side = |profile, level| {
            let mut side = Assessment::new(EDITION);
            side.profile = Some(profile);
            side.set_target("company", Level::new(level));
            side.set_target("ABC", Level::new(level));
            side
        };
        assert_eq!(
            rows(&side(Method::Strict, 2), &side(Method::Index, 3)),
            [
                "field_profile | (•) report_strict | ( ) report_index",
                "field_targets company | (•) level_2 | ( ) level_3",
                "field_targets Quality | (•) level_2 | ( ) level_3",
            ]
        );
    }

    #[test]
    fn an_action_that_differs_is_called_as_it_is_here() {
        let side = |status: &str, priority: &str| {
            let mut side = Assessment::new(EDITION);
            for (name, value) in [("action", "培训"), ("status", status), ("priority", priority)] {
                side.set_field(&dtmm_scoring::action_path(name, "P1"), &[value.to_owned()], &small());
            }
            side
        };
        assert_eq!(
            rows(&side("open", "1"), &side("done", "2")),
            [
                "field_plan; 培训; action_status | (•) status_open | ( ) status_done",
                "field_plan; 培训; action_priority | (•) priority_high | ( ) priority_medium",
            ]
        );
    }

    #[test]
    fn answers_of_earlier_editions_are_said_in_words() {
        let read = |answer: &str, withdrawn: &str| {
            let file = format!(
                r#"{{"format": "dtmm-assessment/2", "standard": "made-up", "edition": "first", "answers": {{"ABC-101":
                {{"review": {{"from": ["ABC-103", "ABC-104"], "edition": "old", "answers": {{"ABC-103": "{answer}"}}}}}}}},
                "withdrawn": {{"ABC-402": "{withdrawn}"}}}}"#
            );
            read_text(&file, &small(), &Vocabulary::NONE).unwrap().assessment
        };
        let (mine, theirs) = (read("L", "P"), read("N", "F"));
        let review = |answer: &str| {
            format!(
                "review_before old ABC-103; review_answer {answer}\nreview_before old ABC-104; review_answer cell_open"
            )
        };
        assert_eq!(
            rows(&mine, &theirs),
            [
                "ABC-101 report_place Quality level_1 a) words of ABC-101".to_owned(),
                "conflict_answer | cell_open | cell_open".to_owned(),
                format!("field_review | (•) {} | ( ) {}", review("largely"), review("not")),
                "field_withdrawn ABC-402 | (•) partly | ( ) full".to_owned(),
            ]
        );
        let answered = assessed("", Some(Answer::Full), EntryDetails::NONE);
        let beside = rows(&answered, &mine);
        assert!(beside.iter().all(|row| !row.contains('{')), "{beside:?}");
    }

    #[test]
    fn of_very_long_fields_a_part_is_shown() {
        let long = |letter: &str| assessed("", Some(Answer::Full), details(&letter.repeat(5_000_000), "", &[]));
        let (mine, theirs) = (long("甲"), long("乙"));
        let conflicts = merge(&small(), &[&mine, &theirs]).conflicts;
        let shown = with(&mine, |context| context.conflicts(&conflicts, [&mine, &theirs], ""));
        let words: String = shown.iter().map(Node::words).collect();
        assert!(words.chars().count() < 3 * 2000, "{} characters", words.chars().count());
        assert!(words.contains("甲 2000 5000000"));
    }
}
