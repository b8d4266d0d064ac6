//! What to do next: the plan, the gaps, the reminder to keep a copy, and the owners to choose from.
//! These lists may be long, so they are composed after the results are on the screen.

use dtmm_scoring::{Assessment, sort_by};
use dtmm_store::{Act, SlotId, Stamp};
use dtmm_view::{Node, Word, el, text};

use crate::Outcome;
use crate::details::OWNERS;
use crate::page::{OWN, Page};
use crate::shell::Shell;

/// So many changes without a saved copy call for one.
const MANY: u32 = 30;
/// So many do where the browser keeps them for days only.
const MANY_WHERE_FORGOTTEN: u32 = 10;

impl Shell {
    /// Brings the lists up to date.
    pub(crate) fn show_lists(&mut self) -> Outcome {
        let mut lists = std::mem::take(&mut self.lists);
        let done = lists.show(&self.page, &|key| self.compose(key));
        self.lists = lists;
        done?;
        let forgets = self.page.one("html[data-forgets]").is_some();
        let many = if forgets { MANY_WHERE_FORGOTTEN } else { MANY };
        self.page.show("keep-copy", self.beside.unsaved(self.store.slot()) >= many && !self.is_empty())?;
        self.show_owners()
    }

    /// What a list holds; `None` where another part of the shell fills it.
    fn compose(&self, key: &str) -> Option<Vec<Node>> {
        let context = self.context();
        match key {
            "plan" => Some(context.plan(self.scope_in("plan-scope"), self.method())),
            "gaps" => Some(context.gaps(self.scope_in("gaps-scope"), self.levels_by())),
            "history" => {
                let slot = self.store.slot();
                let button = |act: &Act| match act.undone {
                    true => self.act_button("redo", Word::Redo, slot, act.id),
                    false => self.act_button("undo", Word::Undo, slot, act.id),
                };
                let mut rows = context.history(self.store.acts(), &button);
                rows.extend(self.deleted());
                Some(rows)
            }
            "warning" => Some(context.compensation()),
            "edition" => Some(context.edition_notice()),
            "keep-copy" => {
                let count = self.beside.unsaved(self.store.slot()).to_string();
                Some(vec![text(self.words.fill(Word::KeepCopy, &[("count", &count)]))])
            }
            _ => None,
        }
    }

    /// The assessments that were deleted, each with the button that brings it back.
    fn deleted(&self) -> Option<Node> {
        let deleted = self.store.deleted();
        let row = |(slot, record, act): &(SlotId, Assessment, Stamp)| {
            let said = self.words.fill(Word::HistoryDelete, &[("about", &self.title_of(slot, record))]);
            el("li").say(said).say(" ").with(self.act_button("undo", Word::Undo, slot, *act))
        };
        (!deleted.is_empty()).then(|| el("ul").class("history").with_all(deleted.iter().map(row)).into())
    }

    /// Lists the owners named so far.
    fn show_owners(&self) -> Outcome {
        let page = &self.page;
        let remarks = self.store.record().all_remarks().iter();
        let mut owners: Vec<&str> = remarks.map(|(_, remarks)| remarks.owner.trim()).collect();
        owners.retain(|owner| !owner.is_empty());
        sort_by(&mut owners, Ord::cmp);
        owners.dedup();
        let option = |owner: &str, said: &str| -> Node { el("option").set("value", owner).say(said).into() };
        let mut options: Vec<Node> = owners.iter().map(|owner| option(owner, owner)).collect();
        let known = match page.document.get_element_by_id(OWNERS) {
            Some(known) => known,
            None => {
                let known = page.create("datalist", "", "")?;
                known.set_id(OWNERS);
                known.set_attribute(OWN, "")?;
                page.document.body().ok_or("no body")?.append_child(&known)?;
                known
            }
        };
        // Rewriting what a reader has open would close it.
        if known.child_element_count() as usize != options.len() || known.text_content() != Some(owners.concat()) {
            page.write(&known, &options)?;
        }
        let Some(filter) = page.one("[data-filter=owner]") else { return Ok(()) };
        let all = self.words.say(Word::AllOwners);
        if filter.text_content() != Some([all, &owners.concat()].concat()) {
            let chosen = Page::value(&filter);
            options.insert(0, option("", all));
            page.write(&filter, &options)?;
            Page::put(&filter, &chosen)?;
        }
        Ok(())
    }
}
