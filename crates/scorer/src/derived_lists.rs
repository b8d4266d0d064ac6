//! The lists that follow from the answers: the plan, the gaps, the recent changes, the reminder to save a
//! file, and the owners to choose from. They may be long, so they are composed after the results are on
//! the screen.

use dtmm_scoring::{Scope, sort_by};
use dtmm_view::{NOBODY, Node, Word, el, text};

use crate::details::OWNERS;
use crate::effect::Effect;
use crate::outcome::Outcome;
use crate::page::{OWN, Page, today};
use crate::view::{PageState, View};

/// From how many changes since the last saved file on the page reminds to save one.
const MANY: u32 = 30;
/// The same where the browser deletes what it stores after days.
const MANY_WHERE_FORGOTTEN: u32 = 10;

impl View {
    /// Brings the lists up to date.
    pub(crate) fn show_lists(&mut self, state: &PageState) -> Outcome {
        self.show_owner_text(state)?;
        let mut lists = std::mem::take(&mut self.lists);
        let done = lists.show(&self.page, &|key| self.compose(state, key));
        self.lists = lists;
        done?;
        self.show_actions(state)?;
        self.show_parts(state)?;
        self.show_owner_rows(state)?;
        self.page.show("review", !state.record().reviews().is_empty())?;
        let forgets = self.page.one("html[data-forgets]").is_some();
        let many = if forgets { MANY_WHERE_FORGOTTEN } else { MANY };
        self.page.show("keep-copy", state.changes_since_file() >= many && !state.is_empty())?;
        self.show_owners(state)
    }

    /// What a list holds; `None` where another part of the engine fills it.
    fn compose(&self, state: &PageState, key: &str) -> Option<Vec<Node>> {
        let context = state.context();
        match key {
            "plan" => Some(context.plan(self.scope_in(state, "plan-scope"), state.method())),
            "gaps" => Some(context.gaps(self.scope_in(state, "gaps-scope"), state.level_method())),
            "target" => Some(context.target_progress()),
            "due-line" => Some(context.due_line(&today())),
            "due" => Some(context.due(&today())),
            "below" => self.neighbour(false).map(|cell| context.cell(cell)),
            "above" => self.neighbour(true).map(|cell| context.cell(cell)),
            "history" => {
                let mut rows = context.history(state.store.acts(), &|act| state.history_button(act));
                rows.extend(state.deleted());
                Some(rows)
            }
            "owner-count" => Some(context.owner_count()),
            "owner-preview" => Some(
                self.page.field("owners").map_or_else(Vec::new, |field| context.owner_preview(&Page::value(&field))),
            ),
            "warning" => Some(context.compensation()),
            "edition" => {
                let mut nodes = context.edition_notice();
                nodes.extend(state.carry_button());
                Some(nodes)
            }
            "review" => Some(state.reviews()),
            "part" => Some(context.part_line()),
            "part-owners" => Some(View::part_options(state)),
            "keep-copy" => Some(vec![text(
                state.words.fill(Word::KeepCopy, &[("count", &state.changes_since_file().to_string())]),
            )]),
            _ => None,
        }
    }

    /// The scope that a form control names; the company where it names none.
    fn scope_in(&self, state: &PageState, field: &str) -> Scope {
        let key = self.page.field(field).map(|control| Page::value(&control)).unwrap_or_default();
        Scope::from_key(&state.outline, &key).unwrap_or(Scope::Company)
    }

    /// Lists the owners named so far.
    fn show_owners(&mut self, state: &PageState) -> Outcome {
        let page = &self.page;
        let mut owners: Vec<&str> = state.record().owner_shares(&state.outline).iter().map(|one| one.name).collect();
        // The last are the entries that nobody is responsible for.
        let has_nobody = owners.pop_if(|name| name.is_empty()).is_some();
        // Who is named in the plan can be chosen as well.
        let context = state.context();
        let mut named = [owners.clone(), context.persons()].concat();
        sort_by(&mut named, Ord::cmp);
        named.dedup();
        let nobody = state.words.say(Word::OwnerNobody);
        let option = |owner: &str, said: &str| -> Node { el("option").set("value", owner).say(said).into() };
        let listed: Vec<Node> = named.iter().map(|owner| option(owner, owner)).collect();
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
        // Rewriting an open list would close it.
        if known.child_element_count() as usize != listed.len() || known.text_content() != Some(named.concat()) {
            page.write(&known, &listed)?;
        }
        let Some(filter) = page.one("[data-filter=owner]") else { return Ok(()) };
        let all = state.words.say(Word::AllOwners);
        let mut options = vec![option("", all)];
        options.extend(owners.iter().map(|owner| option(owner, owner)));
        if has_nobody && !owners.is_empty() {
            options.push(option(NOBODY, nobody));
        }
        if filter.text_content() == Some(options.iter().map(Node::words).collect()) {
            return Ok(());
        }
        let chosen = Page::value(&filter);
        page.write(&filter, &options)?;
        if chosen.is_empty() || chosen == NOBODY || owners.contains(&chosen.as_str()) {
            return Page::put(&filter, &chosen);
        }
        // Whose entries were shown is gone.
        self.run(Effect::ApplyFilter, state)
    }
}
