//! The action plan in its page: its rows, which are changed in place, and the form that adds one. While the reader is in
//! a row no row moves: what is written elsewhere is brought in field by field.

use dtmm_scoring::Scope;
use dtmm_view::{ACTION, ACTION_FIELD, ActionChoice, Node, Word, el};
use web_sys::Element;

use crate::app::App;
use crate::details::is_right_date;
use crate::outcome::Outcome;
use crate::page::{Page, today};
use crate::view::{PageState, View, focus};

/// The selector of a row.
const ROW: &str = "[data-plan]";

impl View {
    /// Brings the plan up to date.
    pub(crate) fn show_actions(&mut self, state: &PageState) -> Outcome {
        let Some(place) = self.page.one("[data-list=actions]") else { return Ok(()) };
        let (context, today) = (state.context(), today());
        if let Some(count) = self.page.one("[data-list=action-count]") {
            self.page.write(&count, &context.action_count(&today))?;
        }
        if place.closest("details:not([open])")?.is_some() {
            return Ok(());
        }
        self.show_persons(state)?;
        let within = self.page.document.active_element().filter(|focus| place.contains(Some(focus)));
        let row = within.as_ref().and_then(|focus| focus.closest(ROW).ok().flatten());
        let id = row.and_then(|row| row.get_attribute(ACTION));
        if id.is_some_and(|id| state.record().action(&id).is_some()) {
            self.actions = Vec::new();
            return self.refresh_actions(state, &today);
        }
        let [sort, status, person] = ["plan-sort", "plan-status", "plan-person"].map(|key| self.value_of(key));
        let choice = ActionChoice { sort: &sort, status: &status, person: &person, today: &today };
        let nodes = context.actions(&choice);
        if nodes == self.actions {
            return Ok(());
        }
        let open: Vec<String> =
            Page::all_in(&place, "details[open]").iter().map(id_of).collect::<Outcome<Vec<String>>>()?;
        self.page.write(&place, &nodes)?;
        for edit in Page::all_in(&place, "details") {
            edit.toggle_attribute_with_force("open", open.contains(&id_of(&edit)?))?;
        }
        self.actions = nodes;
        // The row that had the keyboard is gone: it goes on from the list.
        focus(within.map(|_| place))
    }

    /// The value of a form control; empty where the page has none.
    fn value_of(&self, key: &str) -> String {
        self.page.field(key).map(|control| Page::value(&control)).unwrap_or_default()
    }

    /// Brings the rows up to date as they stand.
    fn refresh_actions(&self, state: &PageState, today: &str) -> Outcome {
        for row in self.page.all(ROW) {
            let id = row.get_attribute(ACTION).unwrap_or_default();
            let Some(action) = state.record().action(&id) else {
                row.remove();
                continue;
            };
            let lines = state.context().action_lines(action, today);
            for (selector, nodes) in [".what", ".step"].into_iter().zip(&lines) {
                row.query_selector(selector)?.map_or(Ok(()), |line| self.page.write(&line, nodes))?;
            }
            for control in Page::all_in(&row, "[data-plan-field]") {
                let name = control.get_attribute(ACTION_FIELD).unwrap_or_default();
                if !control.has_attribute("aria-invalid") && !Page::is_incomplete(&control) {
                    Page::put(&control, &action.field(&name).concat())?;
                }
            }
        }
        Ok(())
    }

    /// Lists the persons to choose from.
    fn show_persons(&self, state: &PageState) -> Outcome {
        let Some(filter) = self.page.field("plan-person") else { return Ok(()) };
        let context = state.context();
        let (all, persons) = (state.words.say(Word::AllOwners), context.persons());
        if filter.text_content() == Some([all, &persons.concat()].concat()) {
            return Ok(());
        }
        let option = |value: &str, said: &str| -> Node { el("option").set("value", value).say(said).into() };
        let mut options = vec![option("", all)];
        options.extend(persons.iter().map(|person| option(person, person)));
        let chosen = Page::value(&filter);
        self.page.write(&filter, &options)?;
        Page::put(&filter, if persons.contains(&chosen.as_str()) { &chosen } else { "" })
    }
}

impl App {
    /// A field of an action was changed.
    pub(crate) fn action_changed(&mut self, control: &Element) -> Outcome {
        let Some(name) = control.get_attribute(ACTION_FIELD) else { return Ok(()) };
        if name == "due" && !is_right_date(&self.view.page, &self.state.words, control)? {
            return Ok(());
        }
        self.state.set_action(&id_of(control)?, &name, &Page::value(control));
        Ok(())
    }

    /// A button of the plan was pushed.
    pub(crate) fn plan_pushed(&mut self, action: &str, button: &Element) -> Outcome {
        match action {
            "action-add" => return self.add_action(),
            "action-for" => return self.begin_action(button),
            "action-remove" => self.state.remove_action(&id_of(button)?),
            "actions-take" => {
                let scope = Scope::from_key(&self.state.outline, &self.view.value_of("plan-scope"));
                self.state.take_over_plan(scope.unwrap_or(Scope::Company));
            }
            _ => self.state.export_plan(&today(), self.view.is_in_app()),
        }
        Ok(())
    }

    /// Adds the action that is written in the form: for what is named there, or else for what is shown.
    pub(crate) fn add_action(&mut self) -> Outcome {
        let (Some(what), Some(scope)) = (self.view.page.field("plan-new"), self.view.page.field("plan-new-for")) else {
            return Ok(());
        };
        let action = Page::value(&what);
        if action.trim().is_empty() {
            return focus(Some(what));
        }
        let scopes = self.state.scopes_in(&Page::value(&scope));
        let words = scopes.is_none().then(|| self.state.words.say(Word::ActionForWrong));
        self.view.page.mark_wrong(&scope, words)?;
        let Some(mut scopes) = scopes else { return focus(Some(scope)) };
        if scopes.is_empty() {
            scopes.extend(self.shown_scope());
        }
        self.state.add_action(&action, scopes);
        Page::put(&what, "")?;
        Page::put(&scope, "")?;
        // Nothing hides the new action.
        for key in ["plan-status", "plan-person"] {
            self.view.page.field(key).map_or(Ok(()), |filter| Page::put(&filter, ""))?;
        }
        focus(Some(what))
    }

    /// The entry that is shown alone, or else the subdomain that is shown.
    fn shown_scope(&self) -> Option<String> {
        let entries = self.view.controls.entries();
        let alone = self.view.filter.alone_entry().filter(|_| self.view.filter.is_alone());
        let alone = alone.and_then(|place| entries.get(place)).map(|entry| entry.item.id.to_string());
        alone.or_else(|| Some(self.view.value_of("subdomain")).filter(|code| !code.is_empty()))
    }

    /// Takes the reader to the form, which is for the entry of a button.
    fn begin_action(&mut self, button: &Element) -> Outcome {
        let Some(item) = self.view.controls.find(button).map(|entry| entry.item) else { return Ok(()) };
        let page = &self.view.page;
        let (Some(what), Some(scope)) = (page.field("plan-new"), page.field("plan-new-for")) else { return Ok(()) };
        what.closest("details")?.map_or(Ok(()), |fold| fold.set_attribute("open", ""))?;
        Page::put(&scope, &item.id.to_string())?;
        focus(Some(what))
    }
}

/// The identifier of the action whose row an element is in.
fn id_of(element: &Element) -> Outcome<String> {
    Ok(element.closest(ROW)?.and_then(|row| row.get_attribute(ACTION)).unwrap_or_default())
}
