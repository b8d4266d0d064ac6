//! The results in the page of the report, as the engine shows them in a browser.

use dtmm_model::{CellId, RequirementId};
use dtmm_scoring::{Method, Scope, Score};
use dtmm_view::{CellFace, Context, Facts, Layer, answer_text, entry_details, list, result};

use crate::html::{HtmlElement, HtmlNode, html_nodes};

/// Fills the page of the report: lists, levels, answers. What waits for results is shown, what stands in for them hidden.
pub fn fill(page: &mut HtmlElement, context: &Context<'_>, facts: &Facts<'_>) {
    if page.get("data-score-panel").is_some() {
        page.remove("hidden");
    }
    if page.get("data-needs-script").is_some() {
        page.attributes.push(("hidden".to_owned(), String::new()));
    }
    if let Some(face) = cell(page, context) {
        page.attributes.extend(
            [("data-state", face.state.to_owned()), ("title", face.words)]
                .map(|(name, value)| (name.to_owned(), value)),
        );
        page.children = vec![HtmlNode::Text(face.shown)];
        return;
    }
    if let Some(children) = content(page, context, facts) {
        page.children = children;
        page.remove("hidden");
        return;
    }
    for child in &mut page.children {
        if let HtmlNode::Element(element) = child {
            fill(element, context, facts);
        }
    }
}

/// What a cell of the map shows; `None` for other elements.
fn cell(element: &HtmlElement, context: &Context<'_>) -> Option<CellFace> {
    let id: CellId = element.get("data-cell")?.parse().ok()?;
    let row = context.outline.subdomains().position(|subdomain| subdomain.code == id.subdomain)?;
    Some(context.cell_face(&Layer::Answers, row, id.level))
}

/// What an element holds once it is filled; `None` where it is no place for results.
fn content(element: &HtmlElement, context: &Context<'_>, facts: &Facts<'_>) -> Option<Vec<HtmlNode>> {
    let words = |words: String| Some(vec![HtmlNode::Text(words)]);
    let scored = |key: &str| -> Option<&Score> { context.card.score(Scope::from_key(context.outline, key)?) };
    let entry = |name: &str| -> Option<RequirementId> { element.get(name)?.parse().ok() };
    if let Some(key) = element.get("data-list") {
        return list(key, context, facts).map(|nodes| html_nodes(&nodes));
    }
    if let Some(key) = element.get("data-best") {
        let method = context.card.scoring.first().for_levels();
        return words(context.words.level(scored(key)?.best.level(method)));
    }
    if let (Some(key), Some(profile)) = (element.get("data-scope"), element.get("data-profile")) {
        return words(result(context.words, scored(key)?, Method::from_key(profile)?));
    }
    if let Some(id) = entry("data-cell-answer") {
        return words(answer_text(context, id));
    }
    entry("data-cell-remarks").map(|id| html_nodes(&entry_details(context, id)))
}
