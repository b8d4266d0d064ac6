//! What to do next: the plan, the gaps, the reminder to keep a copy, and the owners to choose from.
//! These lists may be long, so they are composed after the results are on the screen.

use dtmm_scoring::sort_by;
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
        self.page.show("keep-copy", self.shelf.unsaved() >= many && self.text().is_some())?;
        self.show_owners()
    }

    /// What a list holds; `None` where another part of the shell fills it.
    fn compose(&self, key: &str) -> Option<Vec<Node>> {
        let context = self.context();
        match key {
            "plan" => Some(context.plan(self.scope_in("plan-scope"), self.method())),
            "gaps" => Some(context.gaps(self.scope_in("gaps-scope"), self.levels_by())),
            "warning" => Some(context.compensation()),
            "keep-copy" => {
                let count = self.shelf.unsaved().to_string();
                Some(vec![text(self.words.fill(Word::KeepCopy, &[("count", &count)]))])
            }
            _ => None,
        }
    }

    /// Lists the owners named so far.
    fn show_owners(&self) -> Outcome {
        let page = &self.page;
        let remarks = self.assessment.all_remarks().iter();
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
