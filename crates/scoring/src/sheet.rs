//! An assessment laid over the outline: for every item its answer, in the order of the standard.

use dtmm_model::{Item, Kind, Level, Outline, OutlineSubdomain, RequirementId, SubdomainCode};

use crate::profiles::Cells;
use crate::{Answer, Assessment, Scope, Tally};

/// An item and its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The item.
    pub item: Item,
    /// Its answer; none where unanswered.
    pub answer: Option<Answer>,
}

impl Mark {
    /// What the answer is worth, in tenths: 0 where unanswered; none where not applicable.
    pub fn tenths(&self) -> Option<u8> {
        self.answer.map_or(Some(0), Answer::tenths)
    }

    /// Whether it is a requirement, applies, and is answered below `pass` or not at all.
    pub(crate) fn fails(&self, pass: Answer) -> bool {
        self.item.kind == Kind::Requirement && self.is_below(pass)
    }

    /// Whether it applies and is answered below `pass` or not at all.
    pub(crate) fn is_below(&self, pass: Answer) -> bool {
        self.tenths().is_some_and(|tenths| Some(tenths) < pass.tenths())
    }
}

/// All items with their answers.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    marks: Vec<Mark>,
    pub(crate) rows: Vec<Row>,
    /// Where the subdomains of each domain begin and end.
    pub(crate) domains: Vec<(usize, usize)>,
}

/// One subdomain of a sheet.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) code: SubdomainCode,
    /// Whether it is out of scope: nothing in it counts then.
    pub(crate) tailored: bool,
    /// Where its cells begin in the marks, and where the last one ends.
    bounds: [usize; 6],
}

impl Sheet {
    pub(crate) fn new(outline: &Outline, assessment: &Assessment) -> Sheet {
        let mut sheet = Sheet { marks: Vec::new(), rows: Vec::new(), domains: Vec::new() };
        sheet.marks.reserve(outline.items().count());
        for domain in &outline.domains {
            let start = sheet.rows.len();
            for subdomain in &domain.subdomains {
                sheet.add(subdomain, assessment);
            }
            sheet.domains.push((start, sheet.rows.len()));
        }
        sheet
    }

    fn add(&mut self, subdomain: &OutlineSubdomain, assessment: &Assessment) {
        let mut bounds = [self.marks.len(); 6];
        for (index, cell) in subdomain.cells.iter().enumerate() {
            for item in cell {
                self.marks.push(Mark { item: *item, answer: assessment.answer(item.id) });
            }
            bounds[index + 1] = self.marks.len();
        }
        let tailored = assessment.tailored(subdomain.code).is_some();
        self.rows.push(Row { code: subdomain.code, tailored, bounds });
    }

    /// The subdomains of a scope, as a range of rows. Empty where there is no such place.
    pub(crate) fn range(&self, scope: Scope) -> (usize, usize) {
        match scope {
            Scope::Company => (0, self.rows.len()),
            Scope::Domain(index) => self.domains.get(index).copied().unwrap_or((0, 0)),
            Scope::Subdomain(index) if index < self.rows.len() => (index, index + 1),
            Scope::Subdomain(_) => (0, 0),
        }
    }

    /// The items of one cell; none where the subdomain is out of scope.
    pub(crate) fn cell(&self, row: usize, level: Level) -> &[Mark] {
        let row = &self.rows[row];
        if row.tailored { &[] } else { &self.marks[row.bounds[level.index()]..row.bounds[level.index() + 1]] }
    }

    /// The row of the subdomain of an item; behind all rows where there is none.
    pub(crate) fn row_of(&self, id: RequirementId) -> usize {
        self.rows.iter().position(|row| row.code == id.cell.subdomain).unwrap_or(self.rows.len())
    }

    /// Where an item stands among the marks; behind all of them where it does not.
    pub(crate) fn place_of(&self, id: RequirementId) -> usize {
        let start = self.rows.get(self.row_of(id)).map_or(self.marks.len(), |row| row.bounds[0]);
        start + self.marks[start..].iter().position(|mark| mark.item.id == id).unwrap_or(self.marks.len())
    }

    /// The counts of every cell.
    pub(crate) fn tallies(&self) -> Vec<Cells> {
        let cells = |row: &Row| {
            let mut cells = Cells::default();
            if !row.tailored {
                for (tally, bounds) in cells.iter_mut().zip(row.bounds.windows(2)) {
                    self.marks[bounds[0]..bounds[1]].iter().for_each(|mark| tally.count(&mark.item, mark.answer));
                }
            }
            cells
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
