//! An assessment laid over the outline: for every item its answer, in the order of the standard.

use dtmm_model::{Item, Kind, Level, Outline, OutlineSubdomain, RequirementId, SubdomainCode};

use crate::tally::Cells;
use crate::{Answer, Assessment, Points, Scope, Tally};

/// An item and its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnsweredItem {
    /// The item.
    pub item: Item,
    /// Its answer; `None` if unanswered.
    pub answer: Option<Answer>,
}

impl AnsweredItem {
    /// Whether it is a requirement, applies, and is worth less than "fully met".
    pub(crate) fn lacks_points(&self, points: Points) -> bool {
        self.item.kind == Kind::Requirement && self.worth(points).is_some_and(|worth| worth < points.full)
    }

    /// What the answer is worth, in the unit of these points: 0 if unanswered; `None` if not applicable.
    pub(crate) fn worth(&self, points: Points) -> Option<u16> {
        self.answer.map_or(Some(0), |answer| answer.worth(points))
    }

    /// Whether it is a requirement, applies, and is answered below `pass` or not at all.
    pub(crate) fn fails(&self, pass: Answer) -> bool {
        self.item.kind == Kind::Requirement && self.is_below(pass)
    }

    /// Whether it applies and is answered below `pass` or not at all.
    pub(crate) fn is_below(&self, pass: Answer) -> bool {
        self.answer.map_or(Some(0), Answer::degree).is_some_and(|degree| Some(degree) < pass.degree())
    }
}

/// All items with their answers.
#[derive(Debug, Clone)]
pub(crate) struct AnswerMatrix {
    items: Vec<AnsweredItem>,
    /// How many levels the standard has.
    pub(crate) level_count: usize,
    pub(crate) rows: Vec<MatrixRow>,
    /// Where the subdomains of each domain begin and end.
    pub(crate) domains: Vec<(usize, usize)>,
}

/// One subdomain of the matrix.
#[derive(Debug, Clone)]
pub(crate) struct MatrixRow {
    pub(crate) code: SubdomainCode,
    /// Whether it is out of scope: nothing in it counts then.
    pub(crate) tailored: bool,
    /// Where its cells begin among the items, and where the last one ends; that again for levels that there are not.
    bounds: [usize; Level::MOST + 1],
}

impl AnswerMatrix {
    pub(crate) fn new(outline: &Outline, assessment: &Assessment) -> AnswerMatrix {
        let level_count = outline.level_count();
        let mut matrix = AnswerMatrix { items: Vec::new(), level_count, rows: Vec::new(), domains: Vec::new() };
        matrix.items.reserve(outline.items().count());
        for domain in &outline.domains {
            let start = matrix.rows.len();
            for subdomain in &domain.subdomains {
                matrix.add(subdomain, assessment);
            }
            matrix.domains.push((start, matrix.rows.len()));
        }
        matrix
    }

    fn add(&mut self, subdomain: &OutlineSubdomain, assessment: &Assessment) {
        let mut bounds = [self.items.len(); Level::MOST + 1];
        for (index, cell) in subdomain.cells.iter().enumerate() {
            for item in cell {
                self.items.push(AnsweredItem { item: *item, answer: assessment.answer(item.id) });
            }
            bounds[index + 1..].fill(self.items.len());
        }
        let tailored = assessment.tailored(subdomain.code).is_some();
        self.rows.push(MatrixRow { code: subdomain.code, tailored, bounds });
    }

    /// The rows of a scope, as start and end. Empty if there is no such scope.
    pub(crate) fn range(&self, scope: Scope) -> (usize, usize) {
        match scope {
            Scope::Company => (0, self.rows.len()),
            Scope::Domain(index) => self.domains.get(index).copied().unwrap_or((0, 0)),
            Scope::Subdomain(index) if index < self.rows.len() => (index, index + 1),
            Scope::Subdomain(_) => (0, 0),
        }
    }

    /// The items of one cell; empty if the subdomain is out of scope.
    pub(crate) fn cell(&self, row: usize, level: Level) -> &[AnsweredItem] {
        let row = &self.rows[row];
        if row.tailored { &[] } else { &self.items[row.bounds[level.index()]..row.bounds[level.index() + 1]] }
    }

    /// The row of the subdomain of an item; the number of rows if there is none.
    pub(crate) fn row_of(&self, id: RequirementId) -> usize {
        self.rows.iter().position(|row| row.code == id.cell.subdomain).unwrap_or(self.rows.len())
    }

    /// The index of an item in the order of the standard; beyond the last one if it is unknown.
    pub(crate) fn place_of(&self, id: RequirementId) -> usize {
        let start = self.rows.get(self.row_of(id)).map_or(self.items.len(), |row| row.bounds[0]);
        start + self.items[start..].iter().position(|answered| answered.item.id == id).unwrap_or(self.items.len())
    }

    /// The counts of every cell.
    pub(crate) fn tallies(&self) -> Vec<Cells> {
        let cells = |row: &MatrixRow| {
            let cell = |bounds: &[usize]| {
                let mut tally = Tally::default();
                if !row.tailored {
                    let items = self.items[bounds[0]..bounds[1]].iter();
                    items.for_each(|answered| tally.count(&answered.item, answered.answer));
                }
                tally
            };
            row.bounds.windows(2).take(self.level_count).map(cell).collect()
        };
        self.rows.iter().map(cells).collect()
    }
}

/// The counts of several cells together.
pub(crate) fn total<'a>(cells: impl Iterator<Item = &'a Tally>) -> Tally {
    let mut total = Tally::default();
    cells.for_each(|cell| total.add(cell));
    total
}
