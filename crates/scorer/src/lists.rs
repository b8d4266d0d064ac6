//! The places of the page for lists that follow from the answers. Only what changed is written, and only
//! where it can be read: outside folded parts, or in their heads.

use dtmm_view::Node;
use web_sys::Element;

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
            if element.closest("details:not([open]) > :not(summary)")?.is_some() {
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
