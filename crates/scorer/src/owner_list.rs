//! Those responsible in the page of the scorer: their rows, which are changed in place, and the lines by which all are
//! changed at once. While the reader is in a row, it stays where it is: what is written elsewhere is brought in cell by cell.

use dtmm_view::{NOBODY, OWNER, OWNER_FIELD, OwnerRow, Word};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::app::App;
use crate::details::is_right_date;
use crate::effect::Effect;
use crate::filter;
use crate::outcome::Outcome;
use crate::page::{Page, today};
use crate::view::{PageState, View, focus};

/// The selector of a row.
const ROW: &str = "[data-owner]";
/// The selector of the place for the rows.
const PLACE: &str = "[data-list=owners]";
/// The field with the lines.
const LINES: &str = "owners";

impl View {
    /// Brings the lines up to date, unless the reader has changed them.
    pub(crate) fn show_owner_text(&mut self, state: &PageState) -> Outcome {
        let Some(field) = self.page.field(LINES) else { return Ok(()) };
        if Page::value(&field) != self.owner_text {
            return Ok(());
        }
        self.put_lines(state.context().owner_text())
    }

    /// Brings the rows up to date.
    pub(crate) fn show_owner_rows(&mut self, state: &PageState) -> Outcome {
        let Some(place) = self.page.one(PLACE) else { return Ok(()) };
        if place.closest("details:not([open])")?.is_some() {
            return Ok(());
        }
        let rows = state.context().owner_rows(&today());
        if rows == self.owner_rows && place.has_child_nodes() {
            return Ok(());
        }
        let within = self.page.document.active_element().filter(|focus| place.contains(Some(focus)));
        let is_same = self.owner_rows.iter().map(|row| &row.name).eq(rows.iter().map(|row| &row.name));
        if is_same && !rows.is_empty() {
            return self.refresh_owners(&place, rows, within.as_ref());
        }
        // A row that is written in stays until it is left.
        if within.as_ref().is_some_and(Page::is_written) {
            return Ok(());
        }
        self.page.write(&place, &state.context().owner_table(&rows))?;
        self.owner_rows = rows;
        // The row that had the keyboard is gone: it goes on from the list.
        focus(within.map(|_| place))
    }
    /// Brings the cells up to date but the one with the keyboard, which follows once that is elsewhere.
    fn refresh_owners(&mut self, place: &Element, rows: Vec<OwnerRow>, within: Option<&Element>) -> Outcome {
        for (row, (old, new)) in Page::all_in(place, "tbody tr").iter().zip(self.owner_rows.iter_mut().zip(rows)) {
            for (cell, (old, new)) in Page::all_in(row, "th, td").iter().zip(old.cells.iter_mut().zip(new.cells)) {
                if *old != new && !within.is_some_and(|focus| cell.contains(Some(focus))) {
                    self.page.write(cell, &new.children)?;
                    *old = new;
                }
            }
        }
        Ok(())
    }

    /// Another assessment is shown: rows and lines are of the one before.
    pub(crate) fn forget_owners(&mut self) -> Outcome {
        self.owner_rows.clear();
        self.page.one(PLACE).map_or(Ok(()), |place| self.page.write(&place, &[]))?;
        self.put_lines(String::new())
    }

    /// Puts lines into their field, as those of the assessment.
    fn put_lines(&mut self, lines: String) -> Outcome {
        let field = self.page.field(LINES);
        field.map_or(Ok(()), |field| Page::put(&field, &lines))?;
        self.owner_text = lines;
        Ok(())
    }

    /// Shows the entries of an owner and no others.
    fn show_entries_of(&mut self, state: &PageState, name: &str) -> Outcome {
        filter::clear(&self.page)?;
        self.page.one("[data-filter=owner]").map_or(Ok(()), |filter| Page::put(&filter, name))?;
        if let Some(filters) = self.page.one("[data-action=filters][aria-expanded=false]") {
            filters.unchecked_into::<HtmlElement>().click();
        }
        self.run(Effect::ApplyFilter, state)
    }
}

impl App {
    /// A control of a row was changed.
    pub(crate) fn owner_changed(&mut self, control: &Element) -> Outcome {
        let (Some(field), Some(row)) = (control.get_attribute(OWNER_FIELD), control.closest(ROW)?) else {
            return Ok(());
        };
        let (name, value) = (row.get_attribute(OWNER).unwrap_or_default(), Page::value(control));
        let word = match field.as_str() {
            "due" => {
                if is_right_date(&self.view.page, &self.state.words, control)? {
                    self.state.set_owner(
                        &name,
                        &field,
                        Some(value).filter(|one| !one.is_empty()).into_iter().collect(),
                    );
                }
                return Ok(());
            }
            "scope" => match self.state.scopes_of_owner(&name, &value) {
                Some(scopes) => {
                    self.state.set_owner(&name, &field, scopes);
                    None
                }
                None => Some(Word::OwnerScopeWrong),
            },
            _ => {
                let to = value.trim();
                let is_renamed = self.state.rename_owner(&name, to);
                if is_renamed {
                    // The row stays the same, with its other fields in it.
                    row.set_attribute(OWNER, to)?;
                    self.view
                        .owner_rows
                        .iter_mut()
                        .filter(|one| one.name == name)
                        .for_each(|one| one.name = to.to_owned());
                }
                (!is_renamed).then_some(Word::OwnerNameWrong)
            }
        };
        self.view.page.mark_wrong(control, word.map(|word| self.state.words.say(word)))
    }

    /// A button about those responsible was pushed.
    pub(crate) fn owner_pushed(&mut self, action: &str, button: &Element) -> Outcome {
        let name = button.closest(ROW)?.and_then(|row| row.get_attribute(OWNER)).unwrap_or_default();
        match action {
            "owner-entries" => {
                let name = if name.is_empty() { NOBODY } else { name.trim() };
                return self.view.show_entries_of(&self.state, name);
            }
            "owner-remove" => self.state.remove_owner(&name),
            "owners-take" => return self.take_owners(),
            "owners-current" => self.view.put_lines(self.state.context().owner_text())?,
            _ => {
                let Some(field) = self.view.page.field(LINES) else { return Ok(()) };
                Page::put(&field, &self.state.context().owner_text_by_domain())?;
                focus(Some(field))?;
            }
        }
        self.view.run(Effect::UpdateLists, &self.state)
    }

    /// Takes the lines, or leads to what is wrong with them.
    fn take_owners(&mut self) -> Outcome {
        let Some(field) = self.view.page.field(LINES) else { return Ok(()) };
        let lines = Page::value(&field);
        if self.state.take_owners(&lines) {
            // They are the assessment's own now.
            self.view.owner_text = lines;
            return Ok(());
        }
        focus(self.view.page.one("[data-list=owner-preview]"))
    }
}
