//! The action plan: its rows, what its actions are for, and the actions that the nearest next level asks for.

use dtmm_model::{CellId, RequirementId};
use dtmm_scoring::{Action, ActionStatus, Answer, Method, Scope, action_scope, sort_by_key};

use crate::cut::{LINE, VALUE, cut, cut_name, cut_to};
use crate::{Context, Element, Node, Word, el, text};

/// The attribute of a row with the identifier of its action.
pub const ACTION: &str = "data-plan";
/// The attribute of a control with the field of the action that it sets.
pub const ACTION_FIELD: &str = "data-plan-field";

/// The list of names that persons are chosen from.
const PERSONS: &str = "owners";

/// Which actions of the plan are shown, and in which order.
#[derive(Debug, Clone, Copy, Default)]
pub struct ActionChoice<'a> {
    /// By which field they are sorted: `due`, `priority`, `status` or `person`.
    pub sort: &'a str,
    /// Only those with this status; `pending` for all that are still to be done, empty for all.
    pub status: &'a str,
    /// Only those of this person; empty for all.
    pub person: &'a str,
    /// Today, as `2026-11-22`.
    pub today: &'a str,
}

/// A new action for an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAction {
    /// The entry.
    pub entry: RequirementId,
    /// Its fields, each with its value.
    pub fields: Vec<(&'static str, String)>,
}

/// What a status is called.
pub(crate) fn status_word(status: ActionStatus) -> Word {
    match status {
        ActionStatus::Open => Word::StatusOpen,
        ActionStatus::Doing => Word::StatusDoing,
        ActionStatus::Done => Word::StatusDone,
        ActionStatus::Dropped => Word::StatusDropped,
    }
}

/// What a priority is called.
pub(crate) fn priority_word(priority: Option<u8>) -> Word {
    match priority {
        Some(1) => Word::PriorityHigh,
        Some(2) => Word::PriorityMedium,
        Some(_) => Word::PriorityLow,
        None => Word::PriorityNone,
    }
}

/// Actions in the order of a field; what lacks it comes last, and what is alike stays in the order of the plan.
pub(crate) fn sorted<'a>(plan: &'a [Action], field: &str) -> Vec<&'a Action> {
    let mut actions: Vec<&Action> = plan.iter().collect();
    sort_by_key(&mut actions, |action| {
        let value = match field {
            "status" => ActionStatus::ALL.iter().position(|one| *one == action.status()).unwrap_or(0).to_string(),
            "priority" => action.priority.map(|one| one.to_string()).unwrap_or_default(),
            "person" => action.person.trim().to_owned(),
            _ => action.due.clone(),
        };
        (value.is_empty(), value)
    });
    actions
}

impl Context<'_> {
    /// How far an action is, in words.
    pub fn status_of(&self, action: &Action) -> &str {
        self.words.say(status_word(action.status()))
    }

    /// The priority of an action in words; empty where it has none.
    pub fn priority_of(&self, action: &Action) -> &str {
        action.priority.map(|_| self.words.say(priority_word(action.priority))).unwrap_or_default()
    }

    /// The plan: a row for each action that is chosen, or a line that says why there is none.
    pub fn actions(&self, choice: &ActionChoice<'_>) -> Vec<Node> {
        let plan = self.assessment.plan();
        let is_chosen = |action: &&Action| {
            let has_status = match choice.status {
                "" => true,
                "pending" => action.status().is_pending(),
                status => action.status().key() == status,
            };
            has_status && (choice.person.is_empty() || action.person.trim() == choice.person)
        };
        let rows: Vec<Element> = sorted(plan, choice.sort)
            .into_iter()
            .filter(is_chosen)
            .map(|one| self.action_row(one, choice.today))
            .collect();
        if rows.is_empty() {
            let word = if plan.is_empty() { Word::ActionNone } else { Word::ActionNoneShown };
            return vec![el("p").say(self.words.say(word)).into()];
        }
        // Beside one another the fields of a row have no names; these stand above them. Screen readers have them in the row.
        let heads = [Word::ActionText, Word::Owner, Word::Due, Word::ActionState];
        let heads = heads.map(|word| el("span").say(self.words.say(word)));
        let heads = el("p").class("heads").set("aria-hidden", "true").with_all(heads);
        vec![heads.into(), el("ul").with_all(rows).into()]
    }

    /// How many actions there are, how many are still to be done, and how many are overdue; nothing where there are none.
    pub fn action_count(&self, today: &str) -> Vec<Node> {
        let plan = self.assessment.plan();
        if plan.is_empty() {
            return Vec::new();
        }
        let pending = plan.iter().filter(|action| action.status().is_pending()).count().to_string();
        let overdue = plan.iter().filter(|action| action.is_overdue(today)).count().to_string();
        let values = [("count", &*plan.len().to_string()), ("pending", &pending), ("overdue", &overdue)];
        vec![text(self.words.fill(Word::ActionCount, &values))]
    }

    /// The persons named in the plan, each once.
    pub fn persons(&self) -> Vec<&str> {
        let mut persons: Vec<&str> = self.assessment.plan().iter().map(|action| action.person.trim()).collect();
        persons.retain(|person| !person.is_empty());
        dtmm_scoring::sort_by(&mut persons, Ord::cmp);
        persons.dedup();
        persons
    }

    /// What an action is called.
    pub fn action_name(&self, action: &Action) -> String {
        match action.action.trim() {
            "" => self.words.say(Word::ActionUntitled).to_owned(),
            name => cut_name(name),
        }
    }

    fn action_row(&self, action: &Action, today: &str) -> Element {
        let [what, facts] = self.action_lines(action, today);
        let mut name = self.action_name(action);
        if let Some(id) = self.entry_of(action) {
            name = [&*name, " ", &id.to_string()].concat();
        }
        let edit = el("summary")
            .set("aria-label", self.words.fill(Word::ActionEditOf, &[("action", &name)]))
            .say(self.words.say(Word::ActionEdit));
        let edit = el("details").with(edit).with(self.action_form(action));
        let statuses = ActionStatus::ALL.map(|one| self.option(one.key(), status_word(one), one == action.status()));
        let own = |word, control: Element| {
            let label = [&*name, self.words.say(Word::Separator), self.words.say(word)].concat();
            self.action_field(word, "field", control.set("aria-label", label))
        };
        el("li")
            .set(ACTION, &*action.id)
            .with(el("p").class("what").with_all(what))
            .with(el("p").class("step").with_all(facts))
            .with(own(Word::Owner, action_input("text", "person", &action.person).set("list", PERSONS)))
            .with(own(Word::Due, action_input("date", "due", &action.due)))
            .with(own(Word::ActionState, action_control("select", "status").with_all(statuses)))
            .with(edit)
    }

    /// A field of an action under its name.
    fn action_field(&self, word: Word, class: &str, control: Element) -> Element {
        el("label").class(class).with(el("span").say(self.words.say(word))).with(control)
    }

    fn option(&self, value: &str, word: Word, is_chosen: bool) -> Element {
        let option = el("option").set("value", value).say(self.words.say(word));
        if is_chosen { option.set("selected", "") } else { option }
    }

    /// The entry that an action is for, where it is for one alone.
    fn entry_of(&self, action: &Action) -> Option<RequirementId> {
        match self.scope_nodes(&action.scopes, false)[..] {
            [Node::Entry(id)] => Some(id),
            _ => None,
        }
    }

    /// Whether what is to be done was taken over as it was reckoned: it says no more than how an entry is to be answered.
    fn is_reckoned(&self, what: &str) -> bool {
        let raise = |answer| self.words.fill(Word::ActionRaise, &[("to", self.words.answer(answer))]);
        what == self.words.say(Word::ActionAnswer) || Answer::ALL.into_iter().any(|answer| what == raise(answer))
    }

    /// What a row says of its action: what is to be done, and beneath it for what. One that was reckoned is called by its
    /// entry, since many are alike in what is to be done.
    pub fn action_lines(&self, action: &Action, today: &str) -> [Vec<Node>; 2] {
        let what = action.action.trim();
        let entry = self.entry_of(action);
        let words = entry.map(|id| self.entry_text(id)).unwrap_or_default();
        let is_reckoned = !words.is_empty() && self.is_reckoned(what);
        let title = match what {
            _ if is_reckoned => words.as_str(),
            "" => self.words.say(Word::ActionUntitled),
            what => what,
        };
        let mut facts = Vec::new();
        if is_reckoned {
            facts.extend([el("span").class("tag").say(what).into(), text(" ")]);
        }
        facts.extend(self.scope_nodes(&action.scopes, true));
        // Of one entry alone it is told which it is.
        if let Some(id) = entry {
            let words = if is_reckoned { String::new() } else { cut_to(&words, LINE) };
            let told = [&*self.place(id), " ", &*words].concat();
            facts.extend([text(" "), el("span").class("which").say(told.trim_end()).into()]);
        }
        let mut add = |node: Node| {
            if !facts.is_empty() {
                facts.push(text(self.words.say(Word::Separator)));
            }
            facts.push(node);
        };
        if action.is_overdue(today) {
            add(el("strong").say(self.words.say(Word::ActionOverdue)).into());
        }
        if action.priority.is_some() {
            add(text(self.words.fill(Word::ActionPriorityIs, &[("priority", self.priority_of(action))])));
        }
        [vec![text(cut(self.words, title, VALUE))], facts]
    }

    /// The fields of an action that its row has no room for, and the button that removes it.
    fn action_form(&self, action: &Action) -> Element {
        let priorities = [None, Some(1), Some(2), Some(3)].map(|one| {
            let value = one.map(|one: u8| one.to_string()).unwrap_or_default();
            self.option(&value, priority_word(one), one == action.priority)
        });
        let name = self.action_name(action);
        let remove = el("button").class("quiet").set("type", "button").set("data-action", "action-remove");
        let remove = remove.set("aria-label", self.words.fill(Word::ActionRemoveOf, &[("action", &name)]));
        let what = action_control("textarea", "action").set("rows", "2").say(&*action.action);
        let priority = action_control("select", "priority").with_all(priorities);
        el("div")
            .class("action-form")
            .set("role", "group")
            .set("aria-label", name.as_str())
            .with(self.action_field(Word::ActionText, "field wide", what))
            .with(self.action_field(Word::ActionPriority, "field", priority))
            .with(remove.say(self.words.say(Word::ActionRemove)))
    }

    /// What an action is for. Entries are links; with `leads`, cells and subdomains are links to their place on the page.
    pub(crate) fn scope_nodes(&self, scopes: &[String], leads: bool) -> Vec<Node> {
        let mut nodes = Vec::new();
        for scope in scopes {
            if !nodes.is_empty() {
                nodes.push(text(self.words.say(Word::Comma)));
            }
            // What the edition does not have is called as it is written.
            let is_known = action_scope(self.outline, scope).as_deref() == Some(scope.as_str());
            nodes.push(match scope.parse() {
                Ok(id) if is_known => Node::Entry(id),
                _ => {
                    let name = if is_known { self.scope_name(scope) } else { cut_name(scope) };
                    let has_place = matches!(Scope::from_key(self.outline, scope), None | Some(Scope::Subdomain(_)));
                    match leads && is_known && has_place {
                        true => el("a").set("href", ["#", scope].concat()).say(name).into(),
                        false => text(name),
                    }
                }
            });
        }
        nodes
    }

    /// What a cell, a subdomain, a domain or the company is called.
    fn scope_name(&self, scope: &str) -> String {
        if let Ok(cell) = scope.parse::<CellId>() {
            let level = self.words.level(Some(cell.level.number()));
            let subdomain = self.names.of(cell.subdomain.as_str());
            return self.words.fill(Word::ReportPlaceUnlabelled, &[("subdomain", subdomain), ("level", &level)]);
        }
        Scope::from_key(self.outline, scope).map(|scope| self.name(scope)).unwrap_or(scope).to_owned()
    }

    /// An action for each entry that the nearest next level asks to raise and that no action is for yet, with who is
    /// responsible for it and until when.
    pub fn new_actions(&self, scope: Scope, method: Method) -> Vec<NewAction> {
        let raise = self.card.plan(scope, method).map(|plan| plan.raise).unwrap_or_default();
        let has_none = |id: RequirementId| {
            let id = id.to_string();
            !self.assessment.plan().iter().any(|action| action.scopes.contains(&id))
        };
        let new = |step: dtmm_scoring::PlanStep| {
            let details = self.assessment.details(step.id);
            let action = match step.from {
                Some(_) => self.words.fill(Word::ActionRaise, &[("to", self.words.answer(step.to))]),
                None => self.words.say(Word::ActionAnswer).to_owned(),
            };
            let fields = vec![
                ("action", action),
                ("person", self.responsible(step.id).to_owned()),
                ("due", details.due.clone()),
            ];
            NewAction { entry: step.id, fields }
        };
        raise.into_iter().filter(|step| has_none(step.id)).map(new).collect()
    }
}

/// A control that sets a field of an action.
fn action_control(tag: &'static str, field: &str) -> Element {
    el(tag).set(ACTION_FIELD, field).set("autocomplete", "off")
}

fn action_input(kind: &str, field: &str, value: &str) -> Element {
    action_control("input", field).set("type", kind).set("value", value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{NOTHING, assessed, names, words};
    use dtmm_example::small;
    use dtmm_scoring::{Answer, Assessment, EntryDetails, Scorecard, action_path};

    fn plan(answers: &str, actions: &[(&str, &[(&str, &str)])]) -> Assessment {
        let mut assessment = assessed(&small(), answers);
        for (id, fields) in actions {
            for (name, value) in *fields {
                let values: Vec<String> = value.split(' ').map(str::to_owned).collect();
                let value = if *name == "for" { values } else { vec![(*value).to_owned()] };
                assessment.set_field(&action_path(name, id), &value, &small());
            }
        }
        assessment
    }

    fn with<T>(assessment: &Assessment, show: impl Fn(&Context<'_>) -> T) -> T {
        let (outline, words, names) = (small(), words(), names());
        let card = Scorecard::new(&outline, assessment);
        show(&Context { outline: &outline, words: &words, names: &names, assessment, card: &card, texts: &NOTHING })
    }

    /// Two lines of each row, with a bar between them.
    fn rows(assessment: &Assessment, choice: &ActionChoice<'_>) -> Vec<String> {
        with(assessment, |context| {
            let nodes = context.actions(choice);
            let Some(Node::Element(list)) = nodes.last() else { panic!("nothing is said") };
            let line = |node: &Node| match node {
                Node::Element(row) if row.name == "li" => {
                    format!("{} | {}", row.children[0].words(), row.children[1].words())
                }
                _ => node.words(),
            };
            list.children.iter().map(line).collect()
        })
    }

    fn three() -> Assessment {
        plan(
            "",
            &[
                (
                    "P1",
                    &[
                        ("action", "late"),
                        ("due", "2026-01-01"),
                        ("person", "乙"),
                        ("for", "ABC-101 ABC-2 ABC making company XYZ-9"),
                    ],
                ),
                ("P2", &[("status", "done"), ("due", "2025-01-01"), ("priority", "2")]),
                ("P3", &[("action", "later"), ("priority", "1"), ("status", "doing"), ("person", "甲")]),
            ],
        )
    }

    #[test]
    fn a_row_says_what_for_what_and_that_it_is_overdue() {
        let choice = ActionChoice { today: "2026-06-01", ..ActionChoice::default() };
        assert_eq!(
            rows(&three(), &choice),
            [
                "action_untitled | action_priority_is priority_medium",
                "late | ABC-101, report_place_unlabelled Quality level_2, Quality, Making, company, XYZ-9; action_overdue",
                "later | action_priority_is priority_high",
            ]
        );
        let count = with(&three(), |context| context.action_count("2026-06-01")[0].words());
        assert_eq!(count, "action_count 3 2 1");
        assert_eq!(with(&assessed(&small(), ""), |context| context.action_count("2026-06-01")), []);
    }

    #[test]
    fn an_action_that_was_reckoned_is_called_by_its_entry() {
        let assessment = plan(
            "",
            &[
                ("P1", &[("action", "action_answer"), ("for", "ABC-101")]),
                ("P2", &[("action", "action_raise full"), ("for", "ABC-101 ABC-2")]),
                ("P3", &[("action", "own"), ("for", "ABC-101")]),
            ],
        );
        let (outline, words, names) = (small(), words(), names());
        let card = Scorecard::new(&outline, &assessment);
        let texts = crate::testing::Printed(|id| Some(("a".to_owned(), format!("words of {id}"))));
        let context = Context {
            outline: &outline,
            words: &words,
            names: &names,
            assessment: &assessment,
            card: &card,
            texts: &texts,
        };
        let lines =
            |action| context.action_lines(action, "").map(|line| line.iter().map(Node::words).collect::<String>());
        let [reckoned, of_two, own] = assessment.plan() else { panic!("three actions") };
        assert_eq!(lines(reckoned), ["words of ABC-101", "action_answer ABC-101 report_place Quality level_1 a)"]);
        assert_eq!(lines(of_two)[0], "action_raise full", "not one entry alone");
        assert_eq!(lines(own), ["own", "ABC-101 report_place Quality level_1 a) words of ABC-101"]);
    }

    #[test]
    fn the_plan_is_sorted_and_filtered() {
        let shown = |choice: ActionChoice<'_>| {
            rows(&three(), &choice).iter().map(|row| row.split(" |").next().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let all = ActionChoice::default();
        assert_eq!(shown(ActionChoice { sort: "priority", ..all }), ["later", "action_untitled", "late"]);
        assert_eq!(shown(ActionChoice { sort: "status", ..all }), ["late", "later", "action_untitled"]);
        assert_eq!(shown(ActionChoice { sort: "person", ..all }), ["late", "later", "action_untitled"]);
        assert_eq!(shown(ActionChoice { status: "pending", ..all }), ["late", "later"]);
        assert_eq!(shown(ActionChoice { status: "done", ..all }), ["action_untitled"]);
        assert_eq!(shown(ActionChoice { person: "甲", ..all }), ["later"]);
        assert_eq!(shown(ActionChoice { person: "丙", ..all }), ["action_none_shown"]);
        assert_eq!(rows(&assessed(&small(), ""), &all), ["action_none"]);
        assert_eq!(with(&three(), |context| context.persons().join(",")), "乙,甲");
    }

    #[test]
    fn links_lead_to_what_the_edition_has() {
        let links = with(&three(), |context| {
            let nodes = context.scope_nodes(&context.assessment.plan()[0].scopes, true);
            let href = |node: &Node| match node {
                Node::Element(link) => Some(link.attributes[0].1.clone()),
                Node::Entry(id) => Some(id.to_string()),
                Node::Text(_) => None,
            };
            nodes.iter().filter_map(href).collect::<Vec<_>>()
        });
        assert_eq!(links, ["ABC-101", "#ABC-2", "#ABC"]);
    }

    #[test]
    fn each_entry_to_raise_gets_one_action_with_its_owner_and_date() {
        let mut assessment = assessed(&small(), "PP");
        let item = *small().items().next().unwrap();
        let details = EntryDetails { owner: "甲".into(), due: "2027-01-01".into(), ..EntryDetails::NONE };
        assessment.set(&item, Some(Answer::Partly), details).unwrap();
        let new = |one: &Assessment| with(one, |context| context.new_actions(Scope::Company, Method::Staged));
        let first = new(&assessment);
        let values = [("action", "action_raise largely"), ("person", "甲"), ("due", "2027-01-01")];
        assert_eq!(first[0].fields, values.map(|(name, value)| (name, value.to_owned())));
        assert_eq!(first[0].entry, item.id);
        assessment.set_field(&action_path("for", "P1"), &[item.id.to_string()], &small());
        assert_eq!(new(&assessment), first[1..]);
    }
}
