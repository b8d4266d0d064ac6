//! Which layer of the results the map shows, as the reader has chosen on the page.

use dtmm_scoring::{Scope, Scorecard};
use dtmm_store::RecordId;
use dtmm_view::{Layer, Node};

use crate::outcome::Outcome;
use crate::page::Page;
use crate::view::{PageState, View};

/// The field with the assessment that the one shown is compared with.
const OTHER: &str = "map-other";

impl View {
    /// The layer that is chosen; answers where nothing is to be chosen.
    pub(crate) fn layer(&self, state: &PageState) -> Layer {
        match self.chosen_layer().as_str() {
            "gaps" => {
                let gaps = state.card().gaps_to_targets(Scope::Company, state.record(), state.level_method());
                Layer::Gaps(gaps.unmet.iter().chain(&gaps.unanswered).map(|gap| gap.id).collect())
            }
            "owners" => Layer::Owners,
            "change" => {
                let other = self.page.field(OTHER).map(|field| RecordId::new(&Page::value(&field)));
                let other = other.and_then(|id| state.store.peek(&id));
                other.map_or(Layer::Answers, |other| {
                    Layer::Change(Box::new(Scorecard::with_own_weights(&state.outline, &other)))
                })
            }
            _ => Layer::Answers,
        }
    }

    /// The key of the layer that is chosen; empty where nothing is to be chosen.
    fn chosen_layer(&self) -> String {
        self.page.field("layer").map(|field| Page::value(&field)).unwrap_or_default()
    }

    /// Another layer was chosen: shows its legend, for a change the assessments to compare with, and the layer.
    pub(crate) fn show_layer(&mut self, state: &PageState) -> Outcome {
        let chosen = self.chosen_layer();
        for layer in ["answers", "gaps", "owners", "change"] {
            self.page.show(&format!("layer-{layer}"), layer == chosen)?;
        }
        let change = self.page.field(OTHER).filter(|_| chosen == "change");
        let others: Vec<Node> = if change.is_some() { state.other_options() } else { Vec::new() };
        self.page.show("no-other", change.is_some() && others.is_empty())?;
        if let Some(field) = change {
            let before = Page::value(&field);
            self.page.show("layer-change", !others.is_empty())?;
            self.page.write(&field, &others)?;
            if !before.is_empty() {
                Page::put(&field, &before)?;
            }
        }
        self.show_results(state)
    }
}
