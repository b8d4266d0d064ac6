//! Reads the table.

use dtmm_model::{Item, Outline, RequirementId};
use dtmm_scoring::{Answer, Assessment, Code, Problem, Reading, is_date};

use super::table::{Row, Table};
use super::{ANSWER, COLUMNS, DUE, EVIDENCE, ID, NOTE, OWNER, REASON, is_formula};

/// Reads a table into an assessment: what the columns that it has say of the entries that it names
/// replaces what `onto` says of them. Everything else stays as it is in `onto`, the edition and
/// unknown fields of an entry included.
///
/// The separator may be a comma, a semicolon or a tab, as the head has it, and the columns may stand
/// in any order; those without a known key and rows without an identifier are passed over. Answers
/// may be given as one of `answer_words`, and dates as `2027/3/1`. Rows of entries that this edition
/// does not have are left out with a warning.
///
/// The column of a problem is the number of its cell, its path the key of that column.
///
/// # Errors
/// All problems of the table, in its order, where at least one of them is an error.
pub fn read_csv(
    text: &str,
    outline: &Outline,
    onto: &Assessment,
    answer_words: &[(Answer, &str)],
) -> Result<Reading, Vec<Problem>> {
    let items = outline.items().map(|item| (item, false)).collect();
    let mut reader =
        Reader { items, answer_words, columns: [None; 13], assessment: onto.clone(), problems: Vec::new() };
    let mut rows = Table::new(text).filter(|row| row.unclosed || !row.cells.iter().all(String::is_empty));
    let head = rows.next().unwrap_or(Row { line: 1, cells: Vec::new(), unclosed: false });
    if reader.head(&head) {
        rows.for_each(|row| reader.row(&row));
    }
    if reader.problems.iter().any(|problem| problem.code.is_error()) {
        Err(reader.problems)
    } else {
        Ok(Reading { assessment: reader.assessment, warnings: reader.problems })
    }
}

struct Reader<'a> {
    /// The items, and whether each has been read.
    items: Vec<(&'a Item, bool)>,
    answer_words: &'a [(Answer, &'a str)],
    /// Where each of [`COLUMNS`] stands, counted from 0.
    columns: [Option<usize>; 13],
    assessment: Assessment,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// Finds the columns, and says whether the rows can be read.
    fn head(&mut self, head: &Row) -> bool {
        if head.unclosed {
            self.problem(head, head.cells.len(), Code::Syntax, "", None);
            return false;
        }
        for (place, cell) in head.cells.iter().enumerate() {
            let Some(column) = COLUMNS.iter().position(|key| key.eq_ignore_ascii_case(leading_key(cell))) else {
                continue;
            };
            match self.columns[column] {
                None => self.columns[column] = Some(place),
                Some(_) if is_read(column) => {
                    self.problem(head, place + 1, Code::DuplicateKey, COLUMNS[column], None);
                }
                Some(_) => {}
            }
        }
        if self.columns[ID].is_none() {
            self.problem(head, 1, Code::MissingField, COLUMNS[ID], None);
        }
        if self.columns[ANSWER..].iter().all(Option::is_none) {
            self.problem(head, 1, Code::MissingField, COLUMNS[ANSWER], None);
        }
        self.problems.is_empty()
    }

    fn row(&mut self, row: &Row) {
        let name = self.cell(row, ID).unwrap_or_default().trim();
        if row.unclosed {
            let place = row.cells.len();
            let column = self.columns.iter().position(|column| column.is_some_and(|column| column + 1 == place));
            let entry = Some(name).filter(|name| !name.is_empty() && column != Some(ID));
            self.problem(row, place, Code::Syntax, column.map_or("", |column| COLUMNS[column]), entry);
            return;
        }
        if name.is_empty() {
            return;
        }
        let Some(place) = self.item(name) else {
            return self.fault(row, ID, Code::ForeignId, name);
        };
        let (item, seen) = self.items[place];
        if seen {
            return self.fault(row, ID, Code::DuplicateKey, name);
        }
        self.items[place].1 = true;
        self.entry(row, item, name);
    }

    fn entry(&mut self, row: &Row, item: &Item, name: &str) {
        let mut remarks = self.assessment.remarks(item.id).clone();
        for (column, part) in [(REASON, &mut remarks.reason), (NOTE, &mut remarks.note), (OWNER, &mut remarks.owner)] {
            if let Some(cell) = self.cell(row, column) {
                cell.clone_into(part);
            }
        }
        if let Some(cell) = self.cell(row, EVIDENCE) {
            remarks.evidence = cell.split(['\r', '\n']).filter(|line| !line.is_empty()).map(super::item).collect();
        }
        let answer = match self.cell(row, ANSWER) {
            None => Some(self.assessment.answer(item.id)),
            Some(cell) => self.answer(cell.trim()),
        };
        let due = match self.cell(row, DUE) {
            None => Some(remarks.due.clone()),
            Some(cell) => date(cell.trim()),
        };
        if answer.is_none() {
            self.fault(row, ANSWER, Code::WrongAnswer, name);
        }
        remarks.due = due.clone().unwrap_or_default();
        // The date has been looked at, so that only a reason can be wanting.
        if self.assessment.set(item, answer.flatten(), remarks).is_err() {
            let column = if self.columns[REASON].is_some() { REASON } else { ANSWER };
            self.fault(row, column, Code::MissingReason, name);
        }
        if due.is_none() {
            self.fault(row, DUE, Code::WrongDate, name);
        }
    }

    /// The text of a cell; empty where the row is too short, none where there is no such column.
    fn cell<'r>(&self, row: &'r Row, column: usize) -> Option<&'r str> {
        let cell = row.cells.get(self.columns[column]?).map_or("", String::as_str);
        Some(cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell))
    }

    /// The place in the list of the item with this identifier.
    fn item(&self, name: &str) -> Option<usize> {
        let id: RequirementId = name.parse().ok()?;
        self.items.iter().position(|(item, _)| item.id == id)
    }

    /// The answer, or its absence, that a cell stands for.
    fn answer(&self, cell: &str) -> Option<Option<Answer>> {
        if cell.is_empty() {
            return Some(None);
        }
        let letter = Answer::ALL.into_iter().find(|answer| answer.key().eq_ignore_ascii_case(cell));
        let word = || self.answer_words.iter().find(|(_, word)| word.eq_ignore_ascii_case(cell));
        letter.or_else(|| word().map(|(answer, _)| *answer)).map(Some)
    }

    fn fault(&mut self, row: &Row, column: usize, code: Code, entry: &str) {
        let number = self.columns[column].map_or(1, |place| place + 1);
        self.problem(row, number, code, COLUMNS[column], Some(entry));
    }

    /// Adds a problem where it stands in the table: the columns of a row are not read in their order.
    fn problem(&mut self, row: &Row, column: usize, code: Code, path: &str, entry: Option<&str>) {
        let before = |other: &Problem| (other.line, other.column) <= (row.line, column);
        let place = self.problems.iter().rposition(before).map_or(0, |place| place + 1);
        let (path, entry) = (path.to_owned(), entry.map(str::to_owned));
        self.problems.insert(place, Problem { code, line: row.line, column, path, entry });
    }
}

fn is_read(column: usize) -> bool {
    column == ID || column >= ANSWER
}

/// What a head cell begins with, up to a space or a character that no key has.
fn leading_key(cell: &str) -> &str {
    let cell = cell.trim();
    let end = cell.find(|character: char| !character.is_ascii_graphic()).unwrap_or(cell.len());
    cell.get(..end).unwrap_or_default()
}

/// A date in the form `2027-03-01`, also from the forms that spreadsheets make of it; nothing is
/// taken for nothing.
fn date(cell: &str) -> Option<String> {
    if cell.is_empty() || is_date(cell) {
        return Some(cell.to_owned());
    }
    let separator = if cell.contains('/') { '/' } else { '-' };
    let mut date = String::new();
    for part in cell.split(separator) {
        if !date.is_empty() {
            date.push('-');
            date.push_str(if part.len() == 1 { "0" } else { "" });
        }
        date.push_str(part);
    }
    is_date(&date).then_some(date)
}
