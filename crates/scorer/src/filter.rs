//! Which entries of the scorer's list are shown: those of one subdomain, all that match the filters, or one at a time.

use dtmm_model::{CellId, Kind, Outline, RequirementId, SubdomainCode};
use dtmm_scoring::{Assessment, Method, Scope, Scorecard};
use dtmm_view::{Texts, Word, Words, text};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::controls::{Controls, EntryControls};
use crate::outcome::Outcome;
use crate::page::Page;

/// The filters, and what they let through. The chooser of the page says which subdomain is shown; it is empty while
/// all are.
#[derive(Default)]
pub(crate) struct Filter {
    /// The subdomain that was shown last, which is shown again once the filters are cleared.
    last: Option<SubdomainCode>,
    /// What the filters asked for last.
    query: Query,
    /// The places of the entries that match, in the order of the page.
    found: Vec<usize>,
    /// The entry that is shown alone, as an index into `found`.
    alone: Option<usize>,
}

/// What holds the entries that are answered beside the map.
pub(crate) const BESIDE_MAP: &str = "[data-filter=cell]";

/// What the filters ask for; empty where they let all through.
#[derive(Default, PartialEq)]
struct Query {
    domain: String,
    level: String,
    state: String,
    owner: String,
    text: String,
    /// The entries that are short of a target, where the state asks for them.
    gaps: Vec<RequirementId>,
    /// The entries of the part that the assessment is, where only these are asked for.
    part: Vec<RequirementId>,
}

/// What the filters look into.
#[derive(Clone, Copy)]
pub(crate) struct FilterContext<'a> {
    pub(crate) outline: &'a Outline,
    pub(crate) assessment: &'a Assessment,
    pub(crate) card: &'a Scorecard,
    pub(crate) method: Method,
    pub(crate) texts: &'a dyn Texts,
    /// The entry that was changed last.
    pub(crate) last: Option<RequirementId>,
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
        let (is_set, is_alone) = (query.is_set(), is_alone(page));
        // What the filters let through is listed whole: when one of them is set, and after it was shown one at a time.
        if query != self.query || (is_set && self.is_alone() && !is_alone) {
            choose(page, self.last.filter(|_| !is_set))?;
        }
        self.query = query;
        self.alone = None;
        if is_alone {
            // The entry shown before or the next after it, else the last; initially the one the reader is at.
            let before = alone.or_else(|| at_hand(page, controls, context.last)).unwrap_or_default();
            let place = self.found.iter().position(|place| *place >= before);
            self.alone = place.or(self.found.len().checked_sub(1));
        }
        self.show(page, words, controls)
    }

    /// Whether the filters let an entry through, by its place among all.
    pub(crate) fn is_found(&self, place: usize) -> bool {
        self.found.binary_search(&place).is_ok()
    }

    /// Whether entries are shown one at a time.
    pub(crate) fn is_alone(&self) -> bool {
        self.alone.is_some()
    }

    /// Moves to the next entry of those found, or to the one before. Says whether there is one.
    pub(crate) fn step(&mut self, page: &Page, words: &Words, controls: &Controls, forward: bool) -> Outcome<bool> {
        let Some(alone) = self.alone else { return Ok(false) };
        let next = if forward { Some(alone + 1).filter(|next| *next < self.found.len()) } else { alone.checked_sub(1) };
        let Some(next) = next else { return Ok(false) };
        self.alone = Some(next);
        self.show(page, words, controls)?;
        Ok(true)
    }

    /// Shows the subdomain that the reader has chosen: its entries, or the first of them alone.
    pub(crate) fn choose(&mut self, page: &Page, words: &Words, controls: &Controls) -> Outcome {
        let (code, entries) = (chosen(page), controls.entries());
        if self.is_alone() && code.is_some() {
            self.alone = self.found.iter().position(|place| is_in(&entries[*place], code)).or(self.alone);
        }
        self.show(page, words, controls)
    }

    /// Shows the next subdomain with entries that match the filters, or the one before. Says whether there is one.
    pub(crate) fn step_subdomain(
        &mut self,
        page: &Page,
        words: &Words,
        controls: &Controls,
        forward: bool,
    ) -> Outcome<bool> {
        let Some(code) = self.beside(page, controls, forward) else { return Ok(false) };
        choose(page, Some(code))?;
        self.choose(page, words, controls)?;
        Ok(true)
    }

    /// The next subdomain with entries that match the filters, or the one before; none while all are shown.
    fn beside(&self, page: &Page, controls: &Controls, forward: bool) -> Option<SubdomainCode> {
        let code = chosen(page)?;
        let entries = controls.entries();
        let at = entries.iter().position(|entry| is_in(entry, Some(code)))?;
        let mut found = self.found.iter().copied();
        let beside = if forward {
            found.find(|place| *place > at && !is_in(&entries[*place], Some(code)))
        } else {
            found.take_while(|place| *place < at).last()
        };
        beside.map(|place| subdomain(&entries[place]))
    }

    /// Makes sure that an entry, a cell, a subdomain or a domain is shown, whatever the filters say. Gives what is to be
    /// scrolled to.
    pub(crate) fn reveal(
        &mut self,
        page: &Page,
        words: &Words,
        controls: &Controls,
        id: &str,
    ) -> Outcome<Option<Element>> {
        let Some(target) = page.document.get_element_by_id(id) else { return Ok(None) };
        if page.one("[data-entries]").is_none_or(|entries| !entries.contains(Some(&target))) {
            return Ok(None);
        }
        let entries = controls.entries();
        let whole = target.closest("[data-requirement], [data-group]")?.unwrap_or_else(|| target.clone());
        let is_within = |place: &usize| whole.contains(Some(&entries[*place].element));
        let found = self.found.iter().copied().find(is_within);
        let Some(place) = found.or_else(|| (0..entries.len()).find(is_within)) else { return Ok(None) };
        if found.is_none() {
            clear(page)?;
            self.query = Query::default();
            self.found = (0..entries.len()).collect();
        }
        if self.is_alone() {
            self.alone = self.found.iter().position(|found| *found == place);
        }
        if !self.query.is_set() || !is_in(&entries[place], chosen(page)) {
            choose(page, Some(subdomain(&entries[place])))?;
        }
        self.show(page, words, controls)?;
        Ok(Some(target))
    }

    /// The entry that is shown alone, by its place among all.
    pub(crate) fn alone_entry(&self) -> Option<usize> {
        self.found.get(self.alone?).copied()
    }

    /// Takes the keyboard to the entry that is shown alone.
    pub(crate) fn focus(&self, controls: &Controls) -> Outcome {
        match self.alone_entry().and_then(|place| controls.entries().get(place)) {
            Some(entry) => entry.focus(),
            None => Ok(()),
        }
    }

    fn show(&mut self, page: &Page, words: &Words, controls: &Controls) -> Outcome {
        let alone = self.alone_entry();
        if let Some(entry) = alone.and_then(|place| controls.entries().get(place)) {
            choose(page, Some(subdomain(entry)))?;
        }
        let code = chosen(page);
        let mut found = self.found.iter().copied().peekable();
        let mut count = 0;
        let beside_map = beside_map(page);
        for (place, entry) in controls.entries().iter().enumerate() {
            let is_found = found.next_if_eq(&place).is_some() && is_in(entry, code);
            let is_shown = alone.map_or(is_found, |alone| alone == place) || beside_map == Some(entry.item.id.cell);
            hide(&entry.element, !is_shown)?;
            count += usize::from(is_found);
        }
        for (action, forward) in [("previous-subdomain", false), ("next-subdomain", true)] {
            let button = page.one(&format!("[data-action={action}]"));
            let is_last = self.beside(page, controls, forward).is_none();
            button.map_or(Ok(()), |button| button.toggle_attribute_with_force("disabled", is_last).map(drop))?;
        }
        self.last = code.or(self.last);
        // A group is hidden with all that it holds; the inner ones come after the outer ones.
        for group in page.all("[data-entries] [data-group]") {
            let some = group.query_selector("[data-requirement]:not([hidden])")?;
            hide(&group, some.is_none())?;
        }
        page.show("one", self.is_alone())?;
        if let Some(whole) = page.document.document_element() {
            whole.toggle_attribute_with_force("data-alone", self.is_alone())?;
        }
        page.show("none-found", count == 0)?;
        let Some(line) = page.one("[data-list=found]") else { return Ok(()) };
        let all = controls.entries().len().to_string();
        let said = match self.alone {
            Some(alone) => {
                let before = self.found[..alone].iter().filter(|place| is_in(&controls.entries()[**place], code));
                [&*(before.count() + 1).to_string(), "/", &count.to_string()].concat()
            }
            None => words.fill(Word::Found, &[("count", &count.to_string()), ("all", &all)]),
        };
        page.write(&line, &[text(said)])
    }
}

/// Clears all filters.
pub(crate) fn clear(page: &Page) -> Outcome {
    page.all("[data-filter]").iter().try_for_each(|control| Page::put(control, ""))
}

/// The subdomain that the chooser of the page names; `None` for all.
pub(crate) fn chosen(page: &Page) -> Option<SubdomainCode> {
    Page::value(&page.field("subdomain")?).parse().ok()
}

fn choose(page: &Page, code: Option<SubdomainCode>) -> Outcome {
    let value = code.map(|code| code.to_string()).unwrap_or_default();
    page.field("subdomain").map_or(Ok(()), |chooser| Page::put(&chooser, &value))
}

const fn subdomain(entry: &EntryControls) -> SubdomainCode {
    entry.item.id.cell.subdomain
}

/// The cell whose entries are open beside the map.
fn beside_map(page: &Page) -> Option<CellId> {
    page.one(&format!("{BESIDE_MAP} [data-group]"))?.get_attribute("data-group")?.parse().ok()
}

/// Whether an entry belongs to a subdomain; `None` stands for all.
fn is_in(entry: &EntryControls, code: Option<SubdomainCode>) -> bool {
    code.is_none_or(|code| subdomain(entry) == code)
}

/// The entry of the subdomain shown that the reader is at, by its place: the one changed `last`, the one a link led to,
/// or the first.
pub(crate) fn at_hand(page: &Page, controls: &Controls, last: Option<RequirementId>) -> Option<usize> {
    let target = page.one(":target").and_then(|target| Some(controls.find(&target)?.item.id));
    let code = chosen(page);
    let place = |wanted: RequirementId| {
        controls.entries().iter().position(|entry| entry.item.id == wanted && is_in(entry, code))
    };
    let first = || controls.entries().iter().position(|entry| is_in(entry, code));
    last.and_then(place).or_else(|| target.and_then(place)).or_else(first)
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
        let of_part = context.assessment.part(context.outline).filter(|_| !value("part").is_empty());
        let part = of_part.map(|part| part.entries).unwrap_or_default();
        let text = lowercase(value("text").trim());
        Query { domain: value("domain"), level: value("level"), owner: value("owner"), state, text, gaps, part }
    }

    fn is_set(&self) -> bool {
        *self != Query::default()
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
            && (self.part.is_empty() || self.part.contains(&id))
            && (self.level.is_empty() || self.level == id.cell.level.number().to_string())
            && (self.owner.is_empty() || self.owner.trim() == context.assessment.responsible(context.outline, id))
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
