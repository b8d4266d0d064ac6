//! The details of an entry: note, evidence, owner and due date, opened by a button.

use dtmm_exchange::Evidence;
use dtmm_model::RequirementId;
use dtmm_scoring::{EntryDetails, is_date};
use dtmm_view::{Context, Element as Part, Node, Word, Words, el};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::controls::EntryControls;
use crate::outcome::Outcome;
use crate::page::{OWN, Page};

/// The list of names that owners are chosen from.
pub(crate) const OWNERS: &str = "owners";

/// Opens the details of an entry and takes the keyboard there, or closes them.
pub(crate) fn toggle(page: &Page, context: &Context<'_>, entry: &EntryControls) -> Outcome {
    if entry.element.query_selector(".remarks")?.is_some() {
        return close(entry);
    }
    open(page, context, entry)?;
    focus(&entry.element, ".remarks textarea")
}

/// Opens the details of an entry, where they are not open.
pub(crate) fn open(page: &Page, context: &Context<'_>, entry: &EntryControls) -> Outcome {
    if entry.element.query_selector(".remarks")?.is_some() {
        return Ok(());
    }
    let panel = page.create("div", "remarks", "")?;
    panel.set_attribute(OWN, "")?;
    let mut nodes = panel_of(context, entry.item.id);
    // Only the page with the plan has the form for it.
    if page.field("plan-new").is_some() {
        let add = el("button").class("quiet").set("type", "button").set("data-action", "action-for");
        nodes.push(el("p").with(add.say(context.words.say(Word::ActionAdd))).into());
    }
    page.write(&panel, &nodes)?;
    entry.element.append_child(&panel)?;
    expand(entry, true)
}

/// Closes the details of an entry.
pub(crate) fn close(entry: &EntryControls) -> Outcome {
    entry.element.query_selector(".remarks")?.inspect(Element::remove);
    expand(entry, false)
}

/// Says at the button for the details whether they are open.
fn expand(entry: &EntryControls, is_open: bool) -> Outcome {
    let button = entry.element.query_selector("[data-action=details]")?;
    let value = if is_open { "true" } else { "false" };
    button.map_or(Ok(()), |button| button.set_attribute("aria-expanded", value))
}

/// Fields of an entry, each with the value it is set to.
pub(crate) type Sets = Vec<(&'static str, Vec<String>)>;

/// What a changed control of an open panel sets: the field and its value. `None` if the input is invalid:
/// that is shown beside it, and the former value stays.
pub(crate) fn changed(page: &Page, words: &Words, control: &Element, details: &EntryDetails) -> Outcome<Option<Sets>> {
    let value = Page::value(control);
    if let Some(row) = control.closest(".proof")? {
        return evidence(page, words, &row, control, details);
    }
    let name = match control.get_attribute("data-remark").as_deref() {
        Some("note") => "note",
        Some("owner") => "owner",
        Some("due") => "due",
        _ => return Ok(None),
    };
    if name == "due" && !is_right_date(page, words, control)? {
        return Ok(None);
    }
    let value = if value.is_empty() { Vec::new() } else { vec![value] };
    Ok(Some(vec![(name, value)]))
}

/// Whether a control holds a date or nothing; where it does not, that is said beside it.
pub(crate) fn is_right_date(page: &Page, words: &Words, control: &Element) -> Outcome<bool> {
    let value = Page::value(control);
    let is_wrong = Page::is_incomplete(control) || !(value.is_empty() || is_date(&value));
    page.mark_wrong(control, is_wrong.then(|| words.say(Word::WrongDate)))?;
    Ok(!is_wrong)
}

/// The evidence with one line of the panel changed. All other items stay byte for byte, even if the panel
/// shows them in another form or another tab added some.
fn evidence(
    page: &Page,
    words: &Words,
    row: &Element,
    control: &Element,
    details: &EntryDetails,
) -> Outcome<Option<Sets>> {
    let is_date_field = control.get_attribute("data-evidence").as_deref() == Some("date");
    if is_date_field && !is_right_date(page, words, control)? {
        return Ok(None);
    }
    let before = row.get_attribute(WAS);
    let known = before.as_deref().unwrap_or_default();
    let mut parts = Evidence::parse(known);
    let value = Page::value(control).trim().to_owned();
    match control.get_attribute("data-evidence").as_deref() {
        Some("title") => parts.title = value,
        Some("place") => parts.place = value,
        Some("date") => parts.date = value,
        _ => {}
    }
    let now = parts.text();
    let mut items = details.evidence.clone();
    let place = before.as_ref().and_then(|before| items.iter().position(|item| item == before));
    match place {
        Some(place) if now.is_empty() => drop(items.remove(place)),
        Some(place) => items[place].clone_from(&now),
        None if now.is_empty() => {}
        None => items.push(now.clone()),
    }
    if now.is_empty() {
        row.remove_attribute(WAS)?;
    } else {
        row.set_attribute(WAS, &now)?;
    }
    Ok(Some(vec![("evidence", items)]))
}

/// The attribute with the item that a line of evidence was read from or written as; a new line has none.
const WAS: &str = "data-was";

/// Adds an empty line for evidence.
pub(crate) fn add_evidence(page: &Page, words: &Words, button: &Element) -> Outcome {
    let row = page.create("div", "proof", "")?;
    page.write(&row, &proof(words, &Evidence::default()))?;
    button.before_with_node_1(&row)?;
    focus(&row, "input")
}

/// Removes a line of evidence, and takes the keyboard to the button that adds one. Gives the items that
/// are left; `None` if the line was not stored.
pub(crate) fn remove_evidence(button: &Element, items: &[String]) -> Outcome<Option<Vec<String>>> {
    let panel = button.closest(".remarks")?;
    let Some(row) = button.closest(".proof")? else { return Ok(None) };
    let was = row.get_attribute(WAS);
    row.remove();
    if let Some(panel) = panel {
        focus(&panel, "[data-action=evidence-add]")?;
    }
    let place = was.and_then(|was| items.iter().position(|item| *item == was));
    Ok(place.map(|place| {
        let mut items = items.to_vec();
        items.remove(place);
        items
    }))
}

/// Updates an open panel, but not the lines of evidence while the reader is in one.
pub(crate) fn refresh(page: &Page, context: &Context<'_>, entry: &EntryControls) -> Outcome {
    let Some(panel) = entry.element.query_selector(".remarks")? else { return Ok(()) };
    let details = context.assessment.details(entry.item.id);
    if let Some(owner) = panel.query_selector("[data-remark=owner]")? {
        owner.set_attribute("placeholder", &context.assigned(entry.item.id))?;
    }
    let active = page.document.active_element().filter(|focus| panel.contains(Some(focus)));
    for (name, value) in [("note", &details.note), ("owner", &details.owner), ("due", &details.due)] {
        let Some(control) = panel.query_selector(&format!("[data-remark={name}]"))? else { continue };
        // Every letter is stored at once: a field with another value was changed elsewhere.
        if !control.has_attribute("aria-invalid") && !Page::is_incomplete(&control) {
            Page::put(&control, value)?;
        }
    }
    if active.is_some_and(|focus| focus.closest(".proof").is_ok_and(|row| row.is_some())) {
        return Ok(());
    }
    let rows = Page::all_in(&panel, ".proof");
    let shown: Vec<String> = rows.iter().filter_map(|row| row.get_attribute(WAS)).collect();
    if shown == details.evidence {
        return Ok(());
    }
    rows.iter().for_each(Element::remove);
    let Some(add) = panel.query_selector("[data-action=evidence-add]")? else { return Ok(()) };
    for item in &details.evidence {
        let row = page.create("div", "proof", "")?;
        row.set_attribute(WAS, item)?;
        page.write(&row, &proof(context.words, &Evidence::parse(item)))?;
        add.before_with_node_1(&row)?;
    }
    Ok(())
}

fn focus(within: &Element, selector: &str) -> Outcome {
    match within.query_selector(selector)? {
        Some(control) => control.unchecked_into::<HtmlElement>().focus(),
        None => Ok(()),
    }
}

fn panel_of(context: &Context<'_>, id: RequirementId) -> Vec<Node> {
    let (words, details) = (context.words, context.assessment.details(id));
    let label = |word, control: Part| el("label").with(el("span").say(words.say(word))).with(control);
    let note = el("textarea").set("data-remark", "note").set("rows", "2").say(&*details.note);
    let input = |kind: &str, name: &str, value: &str| {
        el("input").set("type", kind).set("data-remark", name).set("value", value).set("autocomplete", "off")
    };
    let owner = input("text", "owner", &details.owner).set("list", OWNERS);
    // Who is responsible by the list stands there until another is written.
    let owner = owner.set("placeholder", context.assigned(id));
    let row =
        |line: &String| el("div").class("proof").set(WAS, line.as_str()).with_all(proof(words, &Evidence::parse(line)));
    let rows = details.evidence.iter().map(row);
    let add = el("button").class("quiet").set("type", "button").set("data-action", "evidence-add");
    let proofs = el("fieldset")
        .with(el("legend").say(words.say(Word::Evidence)))
        .with_all(rows)
        .with(add.say(words.say(Word::EvidenceAdd)));
    vec![
        label(Word::Note, note).into(),
        proofs.into(),
        label(Word::Owner, owner).into(),
        label(Word::Due, input("date", "due", &details.due)).into(),
    ]
}

fn proof(words: &Words, evidence: &Evidence) -> Vec<Node> {
    let input = |name: &str, word, value: &str| -> Node {
        let kind = if name == "date" { "date" } else { "text" };
        let input = el("input").set("type", kind).set("data-evidence", name).set("value", value);
        input.set("aria-label", words.say(word)).set("placeholder", words.say(word)).set("autocomplete", "off").into()
    };
    let remove = el("button").class("quiet").set("type", "button").set("data-action", "evidence-remove");
    let remove = remove.set("aria-label", words.say(Word::EvidenceRemove)).say("×");
    vec![
        input("title", Word::EvidenceTitle, &evidence.title),
        input("place", Word::EvidencePlace, &evidence.place),
        input("date", Word::EvidenceDate, &evidence.date),
        remove.into(),
    ]
}
