//! Which entries of the scorer's list are shown: all that match the filters, or one at a time.

use dtmm_model::{Kind, Outline, RequirementId};
use dtmm_scoring::{Assessment, Method, Scope, Scorecard};
use dtmm_view::{Texts, Word, Words, text};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::controls::{Controls, EntryControls};
use crate::outcome::Outcome;
use crate::page::Page;

/// The filters, and what they let through.
#[derive(Default)]
pub(crate) struct Filter {
    /// The places of the entries that match, in the order of the page.
    found: Vec<usize>,
    /// The entry that is shown alone, as an index into `found`.
    alone: Option<usize>,
}

/// What the filters ask for.
struct Query {
    domain: String,
    level: String,
    state: String,
    owner: String,
    text: String,
    gaps: Vec<RequirementId>,
}

/// What the filters look into.
#[derive(Clone, Copy)]
pub(crate) struct FilterContext<'a> {
    pub(crate) outline: &'a Outline,
    pub(crate) assessment: &'a Assessment,
    pub(crate) card: &'a Scorecard,
    pub(crate) method: Method,
    pub(crate) texts: &'a dyn Texts,
}

impl Filter {
    /// Finds the entries that match, and shows them. Does nothing on a page without filters.
    pub(crate) fn apply(
        &mut self,
        page: &Page,
        words: &Words,
        controls: &Controls,
        context: FilterContext<'_>,
    ) -> Outcome {
        if page.one("[data-entries]").is_none() {
            return Ok(());
        }
        let query = Query::of(page, context);
        let entries = controls.entries().iter().enumerate();
        let matching = entries.filter(|(_, entry)| query.matches(entry, context));
        let alone = self.alone_entry();
        self.found = matching.map(|(place, _)| place).collect();
        self.alone = None;
        if is_alone(page) {
            // The entry shown before or the next after it, else the last; initially the first.
            let before = alone.unwrap_or_default();
            let place = self.found.iter().position(|place| *place >= before);
            self.alone = place.or(self.found.len().checked_sub(1));
        }
        self.show(page, words, controls)
    }

    /// Whether entries are shown one at a time.
    pub(crate) fn is_alone(&self) -> bool {
        self.alone.is_some()
    }

    /// Moves to the next entry of those found, or to the one before, and takes the keyboard there. With
    /// `open`, entries that have an answer in it are skipped.
    pub(crate) fn step(
        &mut self,
        page: &Page,
        words: &Words,
        controls: &Controls,
        forward: bool,
        open: Option<&Assessment>,
    ) -> Outcome {
        let Some(alone) = self.alone else { return Ok(()) };
        let is_wanted = |place: &usize| {
            let id = self.found.get(*place).and_then(|place| controls.entries().get(*place)).map(|entry| entry.item.id);
            open.is_none_or(|assessment| id.is_some_and(|id| assessment.answer(id).is_none()))
        };
        let next = if forward {
            // What was left open before comes after the end.
            let mut rest = (alone + 1..self.found.len()).chain(if open.is_some() { 0..alone } else { 0..0 });
            rest.find(is_wanted)
        } else {
            (0..alone).rev().find(is_wanted)
        };
        let Some(next) = next else { return Ok(()) };
        self.alone = Some(next);
        self.show(page, words, controls)?;
        self.focus(controls)
    }

    /// Makes sure that an entry or a cell is shown, whatever the filters say.
    pub(crate) fn reveal(&mut self, page: &Page, words: &Words, controls: &Controls, id: &str) -> Outcome<bool> {
        let Some(target) = page.document.get_element_by_id(id) else { return Ok(false) };
        if page.one("[data-entries]").is_none_or(|entries| !entries.contains(Some(&target))) {
            return Ok(false);
        }
        let entries = controls.entries();
        let Some(place) = entries.iter().position(|entry| target.contains(Some(&entry.element))) else {
            return Ok(false);
        };
        if !self.found.contains(&place) {
            clear(page)?;
            self.found = (0..entries.len()).collect();
        }
        if self.is_alone() {
            self.alone = self.found.iter().position(|found| *found == place);
        }
        self.show(page, words, controls)?;
        target.scroll_into_view();
        Ok(true)
    }

    /// The entry that is shown alone, by its place among all.
    pub(crate) fn alone_entry(&self) -> Option<usize> {
        self.found.get(self.alone?).copied()
    }

    fn focus(&self, controls: &Controls) -> Outcome {
        match self.alone_entry().and_then(|place| controls.entries().get(place)) {
            Some(entry) => entry.focus(),
            None => Ok(()),
        }
    }

    fn show(&self, page: &Page, words: &Words, controls: &Controls) -> Outcome {
        let alone = self.alone_entry();
        let mut found = self.found.iter().copied().peekable();
        for (place, entry) in controls.entries().iter().enumerate() {
            let is_found = found.next_if_eq(&place).is_some();
            let is_shown = alone.map_or(is_found, |alone| alone == place);
            hide(&entry.element, !is_shown)?;
        }
        // A group is hidden with all that it holds; the inner ones come after the outer ones.
        for group in page.all("[data-entries] [data-group]") {
            let some = group.query_selector("[data-requirement]:not([hidden])")?;
            hide(&group, some.is_none())?;
        }
        page.show("one", self.is_alone())?;
        page.show("none-found", self.found.is_empty())?;
        let Some(line) = page.one("[data-list=found]") else { return Ok(()) };
        let (count, all) = (self.found.len().to_string(), controls.entries().len().to_string());
        let said = match self.alone {
            Some(at) => [&*(at + 1).to_string(), "/", &count].concat(),
            None => words.fill(Word::Found, &[("count", &count), ("all", &all)]),
        };
        page.write(&line, &[text(said)])
    }
}

/// Clears all filters.
pub(crate) fn clear(page: &Page) -> Outcome {
    page.all("[data-filter]").iter().try_for_each(|control| Page::put(control, ""))
}

fn is_alone(page: &Page) -> bool {
    let chosen = page.one("[data-field=view][value=one]");
    chosen.as_ref().and_then(Page::input).is_some_and(web_sys::HtmlInputElement::checked)
}

fn hide(element: &Element, hidden: bool) -> Outcome {
    let element: &HtmlElement = element.unchecked_ref();
    if element.hidden() != hidden {
        element.set_hidden(hidden);
    }
    Ok(())
}

/// As the browser does it, which has the tables for that.
fn lowercase(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

impl Query {
    fn of(page: &Page, context: FilterContext<'_>) -> Query {
        let value = |name: &str| page.one(&format!("[data-filter={name}]")).map(|control| Page::value(&control));
        let value = |name| value(name).unwrap_or_default();
        let state = value("state");
        let mut gaps = Vec::new();
        if state == "gaps" {
            let found = context.card.gaps_to_targets(Scope::Company, context.assessment, context.method);
            gaps.extend(found.unmet.iter().chain(&found.unanswered).map(|gap| gap.id));
        }
        let text = lowercase(value("text").trim());
        Query { domain: value("domain"), level: value("level"), owner: value("owner"), state, text, gaps }
    }

    fn matches(&self, entry: &EntryControls, context: FilterContext<'_>) -> bool {
        let id = entry.item.id;
        let answer = context.assessment.answer(id);
        let is_in_state = match self.state.as_str() {
            "unanswered" => answer.is_none(),
            "answered" => answer.is_some(),
            "gaps" => self.gaps.contains(&id),
            "recommended" => entry.item.kind == Kind::Recommendation,
            _ => true,
        };
        is_in_state
            && (self.level.is_empty() || self.level == id.cell.level.number().to_string())
            && (self.owner.is_empty() || self.owner == context.assessment.details(id).owner)
            && (self.domain.is_empty() || self.is_in_domain(entry, context.outline))
            && (self.text.is_empty() || self.is_in_text(id, context.texts))
    }

    fn is_in_domain(&self, entry: &EntryControls, outline: &Outline) -> bool {
        let mut domains = outline.domains.iter().filter(|domain| domain.slug.as_str() == self.domain);
        let code = entry.item.id.cell.subdomain;
        domains.any(|domain| domain.subdomains.iter().any(|subdomain| subdomain.code == code))
    }

    fn is_in_text(&self, id: RequirementId, texts: &dyn Texts) -> bool {
        let words = texts.of(id).map(|(_, words)| words).unwrap_or_default();
        [words, id.to_string()].into_iter().any(|words| lowercase(&words).contains(&self.text))
    }
}
