//! The places of the page for lists that follow from the answers, and the printed words that those
//! lists quote. Only what changed is written, and only where it is open to be read.

use std::cell::OnceCell;

use dtmm_model::RequirementId;
use dtmm_view::{Node, Texts};
use web_sys::{Document, Element};

use crate::outcome::Outcome;
use crate::page::Page;

/// The nodes last written into each place for a list, in the order of the page.
#[derive(Default)]
pub(crate) struct Lists(Vec<Vec<Node>>);

impl Lists {
    /// Updates all lists that are open. `compose` gives the nodes of a list by its key, and `None` for those
    /// that are filled elsewhere.
    pub(crate) fn show(&mut self, page: &Page, compose: &dyn Fn(&str) -> Option<Vec<Node>>) -> Outcome {
        for (place, element) in page.all("[data-list]").into_iter().enumerate() {
            let Some(key) = element.get_attribute("data-list") else { continue };
            if element.closest("details:not([open])")?.is_some() {
                continue;
            }
            if let Some(nodes) = compose(&key) {
                self.put(page, place, &element, nodes)?;
            }
        }
        Ok(())
    }

    fn put(&mut self, page: &Page, place: usize, element: &Element, nodes: Vec<Node>) -> Outcome {
        if self.0.len() <= place {
            self.0.resize(place + 1, Vec::new());
        }
        if self.0[place] != nodes {
            page.write(element, &nodes)?;
            self.0[place] = nodes;
        }
        Ok(())
    }
}

/// The printed words of the entries of the page, collected on first use.
pub(crate) struct PrintedEntries {
    document: Document,
    words: OnceCell<Vec<(RequirementId, String, String)>>,
}

impl PrintedEntries {
    pub(crate) fn of(page: &Page) -> PrintedEntries {
        PrintedEntries { document: page.document.clone(), words: OnceCell::new() }
    }

    fn gather(&self) -> Vec<(RequirementId, String, String)> {
        let entry = |element: Element| {
            let id = element.get_attribute("data-requirement")?.parse().ok()?;
            let part = |selector| element.query_selector(selector).ok().flatten().and_then(|part| part.text_content());
            let letter = part(".letter").unwrap_or_default().trim_end_matches(')').to_owned();
            Some((id, letter, part("[data-text]")?))
        };
        let whole = self.document.document_element();
        let entries = whole.map_or_else(Vec::new, |whole| Page::all_in(&whole, "[data-requirement]"));
        entries.into_iter().filter_map(entry).collect()
    }
}

impl Texts for PrintedEntries {
    fn of(&self, id: RequirementId) -> Option<(String, String)> {
        let words = self.words.get_or_init(|| self.gather());
        words.iter().find(|(own, ..)| *own == id).map(|(_, letter, words)| (letter.clone(), words.clone()))
    }
}
