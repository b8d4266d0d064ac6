//! The map of the first page: how far the requirements of each subdomain are met, level by level.

use dtmm_scoring::{Method, Scope, Tally};

use super::Report;
use crate::{Element, Node, Word, charts, el};

impl Report<'_> {
    /// The row of a subdomain: its name, and a cell a level with a mark at its target. `None` for other scopes.
    pub(super) fn map_row(self, scope: Scope) -> Option<Vec<Node>> {
        let Scope::Subdomain(row) = scope else { return None };
        let subdomain = self.context.card.subdomains.get(row)?;
        let target = self.target(scope).filter(|_| !subdomain.tailored);
        let cell = |(level, tally): (dtmm_model::Level, &Tally)| {
            let cell = el("td").with(self.state(tally));
            if target == Some(level.number()) { cell.class("aim") } else { cell }
        };
        let name = el("th").set("scope", "row").say(self.subdomain(row));
        let cells = self.context.outline.levels().zip(subdomain.cells.iter()).map(cell);
        Some([name].into_iter().chain(cells).map(Node::from).collect())
    }

    /// A cell as a mark with its name, since nothing is written in it.
    fn state(self, tally: &Tally) -> Element {
        let (class, word) = state(tally, self.method);
        let mark = el("span").class(class).set("role", "img").set("aria-label", self.say(word));
        match class {
            "part" => mark.with(charts::share(met(tally, self.method), tally.applicable())),
            _ => mark,
        }
    }
}

/// How many requirements of a cell are met. By method A, "largely met" is not met.
fn met(tally: &Tally, method: Method) -> u32 {
    if method == Method::Strict { tally.full } else { tally.full + tally.largely }
}

/// How far the requirements of a cell are met: the class of its mark, and its word.
fn state(tally: &Tally, method: Method) -> (&'static str, Word) {
    let met = met(tally, method);
    if tally.is_neutral() {
        ("na", Word::CellNa)
    } else if met == tally.applicable() {
        ("met", Word::CellMet)
    } else if tally.answered() == 0 {
        ("open", Word::CellOpen)
    } else if tally.full + tally.largely + tally.partly == 0 {
        ("not", Word::ReportCellNot)
    } else {
        ("part", Word::ReportCellPart)
    }
}
