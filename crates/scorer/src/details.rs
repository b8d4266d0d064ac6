//! The details of an entry: note, evidence, owner and due date, opened by a button.

use dtmm_exchange::Evidence;
use dtmm_scoring::{Assessment, Remarks};
use dtmm_view::{Element as Part, Node, Word, Words, el};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::Outcome;
use crate::answers::Entry;
use crate::page::{OWN, Page};

/// The list of names that owners are chosen from.
pub(crate) const OWNERS: &str = "owners";

/// Opens the details of an entry, or closes them.
pub(crate) fn toggle(page: &Page, words: &Words, entry: &Entry, assessment: &Assessment) -> Outcome {
    let open = entry.element.query_selector(".remarks")?;
    if let Some(button) = entry.element.query_selector("[data-action=details]")? {
        button.set_attribute("aria-expanded", if open.is_some() { "false" } else { "true" })?;
    }
    if let Some(open) = open {
        open.remove();
        return Ok(());
    }
    let panel = page.create("div", "remarks", "")?;
    panel.set_attribute(OWN, "")?;
    page.write(&panel, &panel_of(words, assessment.remarks(entry.item.id)))?;
    entry.element.append_child(&panel)?;
    focus(&panel, "textarea")
}

/// What the open panel of an entry says. What it does not ask for stays as it was.
pub(crate) fn read(panel: &Element, before: &Remarks) -> Outcome<Remarks> {
    let value = |name: &str| -> Outcome<String> {
        let control = panel.query_selector(&format!("[data-remark={name}]"))?;
        Ok(control.map(|control| Page::value(&control)).unwrap_or_default())
    };
    let mut evidence = Vec::new();
    let rows = panel.query_selector_all(".proof")?;
    for row in (0..rows.length()).filter_map(|index| rows.item(index)) {
        let row: Element = row.unchecked_into();
        let part = |name: &str| -> Outcome<String> {
            let control = row.query_selector(&format!("[data-evidence={name}]"))?;
            Ok(control.map(|control| Page::value(&control).trim().to_owned()).unwrap_or_default())
        };
        let one = Evidence { title: part("title")?, place: part("place")?, date: part("date")? };
        evidence.extend(Some(one.text()).filter(|text| !text.is_empty()));
    }
    let reason = before.reason.clone();
    let kept = before.kept.clone();
    Ok(Remarks { note: value("note")?, owner: value("owner")?, due: value("due")?, evidence, reason, kept })
}

/// Adds an empty line for evidence, or takes one away. Gives the panel.
pub(crate) fn evidence(page: &Page, words: &Words, button: &Element, add: bool) -> Outcome<Option<Element>> {
    let panel = button.closest(".remarks")?;
    if !add {
        let next = panel.as_ref().and_then(|panel| panel.query_selector("[data-action=evidence-add]").ok().flatten());
        button.closest(".proof")?.inspect(Element::remove);
        next.map_or(Ok(()), |next| next.unchecked_into::<HtmlElement>().focus())?;
        return Ok(panel);
    }
    let row = page.create("div", "proof", "")?;
    page.write(&row, &proof(words, &Evidence::default()))?;
    button.before_with_node_1(&row)?;
    focus(&row, "input")?;
    Ok(panel)
}

/// Shows again what an open panel should say, unless the reader is writing in it.
pub(crate) fn refresh(page: &Page, words: &Words, entry: &Entry, assessment: &Assessment) -> Outcome {
    let Some(panel) = entry.element.query_selector(".remarks")? else { return Ok(()) };
    let busy = page.document.active_element().is_some_and(|focus| panel.contains(Some(&focus)));
    let remarks = assessment.remarks(entry.item.id);
    if busy || read(&panel, remarks)? == *remarks {
        return Ok(());
    }
    page.write(&panel, &panel_of(words, remarks))
}

fn focus(within: &Element, selector: &str) -> Outcome {
    match within.query_selector(selector)? {
        Some(control) => control.unchecked_into::<HtmlElement>().focus(),
        None => Ok(()),
    }
}

fn panel_of(words: &Words, remarks: &Remarks) -> Vec<Node> {
    let label = |word, control: Part| el("label").with(el("span").say(words.say(word))).with(control);
    let note = el("textarea").set("data-remark", "note").set("rows", "2").say(&*remarks.note);
    let input = |kind: &str, name: &str, value: &str| {
        el("input").set("type", kind).set("data-remark", name).set("value", value).set("autocomplete", "off")
    };
    let owner = input("text", "owner", &remarks.owner).set("list", OWNERS);
    let rows =
        remarks.evidence.iter().map(|line| el("div").class("proof").with_all(proof(words, &Evidence::parse(line))));
    let add = el("button").class("quiet").set("type", "button").set("data-action", "evidence-add");
    let proofs = el("fieldset")
        .with(el("legend").say(words.say(Word::Evidence)))
        .with_all(rows)
        .with(add.say(words.say(Word::EvidenceAdd)));
    vec![
        label(Word::Note, note).into(),
        proofs.into(),
        label(Word::Owner, owner).into(),
        label(Word::Due, input("date", "due", &remarks.due)).into(),
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
