//! Parts: saving that of an owner, and showing a part that is filled in here.

use dtmm_view::{Node, el};

use crate::outcome::Outcome;
use crate::page::Page;
use crate::view::{PageState, View};

impl View {
    /// Shows whether the assessment is a part, and whether parts of it can be saved.
    pub(crate) fn show_parts(&self, state: &PageState) -> Outcome {
        let record = state.record();
        let is_owned = |details: &dtmm_scoring::EntryDetails| !details.owner.trim().is_empty();
        let has_owners = !record.owners().is_empty() || record.all_details().iter().any(|(_, one)| is_owned(one));
        self.page.show("parts", has_owners)?;
        self.page.show("part", record.part_text().is_some())
    }

    /// The owners that have a part, to choose from.
    pub(crate) fn part_options(state: &PageState) -> Vec<Node> {
        let owners = state.record().part_owners(&state.outline).into_iter();
        owners.map(|owner| el("option").set("value", owner.clone()).say(owner).into()).collect()
    }

    /// Of a part, shows its entries alone, until the reader lifts that; nothing else is filtered by that.
    pub(crate) fn preset_part(&mut self, state: &PageState) -> Outcome {
        let part = state.record().part_text().unwrap_or_default();
        if self.part == part {
            return Ok(());
        }
        self.part = part.to_owned();
        let value = if part.is_empty() { "" } else { "part" };
        self.page.one("[data-filter=part]").map_or(Ok(()), |control| Page::put(&control, value))
    }
}
