//! Reads the table.

use dtmm_model::{Item, Outline};
use dtmm_scoring::{
    Answer, Assessment, ChangeError, Code, EntryDetails, NoDate, Problem, Vocabulary, date_of, date_of_serial, item_of,
};

use super::head::{Headed, after_sep, best_head, find_head};
use super::identity::{self, HeadFact};
use super::write::evidence_cell;
use super::{ANSWER, COLUMNS, DUE, EVIDENCE, ID, NOTE, OWNER, REASON, Table, TableRow, unguarded};
use crate::report::{LeftOut, LeftOutReason};
use crate::sheets::{Sheet, Sheets, as_in_cell};

/// A table that was read.
pub(crate) struct ReadTable {
    pub(crate) assessment: Assessment,
    /// Whether a row above its head names its edition.
    pub(crate) names_edition: bool,
    pub(crate) left_out: Vec<LeftOut>,
}

/// The edition that a row above the head of a table names.
pub(crate) fn edition_above(text: &str, outline: &Outline, words: &Vocabulary) -> Option<String> {
    let Headed { above, separator, .. } = headed(text, words)?;
    edition_in(&above, separator, outline, words)
}

fn edition_in(above: &[TableRow], separator: char, outline: &Outline, words: &Vocabulary) -> Option<String> {
    let (mut named, mut seen) = (Assessment::new(""), Vec::new());
    for row in above {
        identity::take(row, separator, outline, words, &mut named, &mut seen);
    }
    Some(named.edition).filter(|edition| !edition.is_empty())
}

/// The head of a table and what is around it; `None` where no row is a head.
fn headed<'t>(text: &'t str, words: &Vocabulary) -> Option<Headed<Table<'t>>> {
    find_head(text, &|row| rank(row, words)).or_else(|| find_head(text, &|row| meant(row, words)))
}

fn named(row: &TableRow, words: &Vocabulary) -> Vec<usize> {
    row.cells.iter().filter_map(|cell| column_of(cell, words)).collect()
}

/// How many columns a row names, or 0 where it is no head.
fn rank(row: &TableRow, words: &Vocabulary) -> usize {
    let found = named(row, words);
    if found.contains(&ID) && found.iter().any(|column| *column >= ANSWER) { found.len() } else { 0 }
}

/// A row that names several columns counts as a head, even if it lacks some.
fn meant(row: &TableRow, words: &Vocabulary) -> usize {
    let found = named(row, words).len();
    if found > 1 { found } else { 0 }
}

/// The rows of a sheet have no separator; one that says something of the table may nevertheless stand in several cells.
const IN_SHEETS: char = ',';

fn headed_sheet<'s>(
    sheet: &'s Sheet,
    words: &Vocabulary,
) -> Option<Headed<std::iter::Cloned<std::slice::Iter<'s, TableRow>>>> {
    let rows = || [(IN_SHEETS, sheet.rows.iter().cloned())].into_iter();
    best_head(rows(), &|row| rank(row, words)).or_else(|| best_head(rows(), &|row| meant(row, words)))
}

/// The edition that a row above the head of one of several sheets names.
pub(crate) fn edition_in_sheets(sheets: &Sheets, outline: &Outline, words: &Vocabulary) -> Option<String> {
    let named = |sheet| edition_in(&headed_sheet(sheet, words)?.above, IN_SHEETS, outline, words);
    sheets.tables.iter().find_map(named)
}

/// Reads the sheets of a workbook into an assessment that holds already what the workbook carries of it. A cell that
/// still says what is there leaves it as it is; an entry without a row stays.
///
/// # Errors
/// It is of another standard, or no row is of an entry of this edition.
pub(crate) fn read_sheets(
    sheets: &Sheets,
    start: Assessment,
    outline: &Outline,
    words: &Vocabulary,
) -> Result<ReadTable, Vec<Problem>> {
    let mut reader = TableReader::new(start, outline, words);
    reader.from_1904 = Some(sheets.from_1904);
    let (mut names_edition, mut heads) = (sheets.file.is_some(), 0);
    for sheet in &sheets.tables {
        let before = reader.left_out.len();
        if let Some(Headed { above, head, rows, separator }) = headed_sheet(sheet, words) {
            (reader.columns, reader.headed) = ([None; COLUMNS.len()], Vec::new());
            names_edition |= reader.above(&above, separator);
            if reader.head(&head) {
                heads += 1;
                rows.filter(|row| !row.is_blank()).for_each(|row| reader.row(&row));
            }
        } else if !sheet.rows.is_empty() {
            reader.leave_out(1, "", LeftOutReason::NoTable);
        }
        reader.left_out.iter_mut().skip(before).for_each(|one| one.sheet.clone_from(&sheet.name));
    }
    if reader.seen.is_empty() && reader.problems.is_empty() {
        let code = if heads > 0 { Code::NoRowMatches } else { Code::NoAnswerSheet };
        reader.problems.push(Problem::whole(code));
    }
    if !reader.problems.is_empty() {
        return Err(reader.problems);
    }
    Ok(ReadTable { assessment: reader.assessment, names_edition, left_out: reader.left_out })
}

/// Reads a table into an assessment that holds what the table says and nothing else; no table at all
/// where no row is a head.
///
/// The columns may be in any order; a missing one leaves its field of every entry empty.
/// The column of a problem is the number of its cell, its path the key of that column.
///
/// # Errors
/// All problems of the table, in its order, where at least one of them is an error. That no row is
/// of an entry of this edition is one.
pub(crate) fn read_table(text: &str, outline: &Outline, words: &Vocabulary) -> Option<Result<ReadTable, Vec<Problem>>> {
    let Headed { above, head, rows, separator } = headed(text, words)?;
    let mut reader = TableReader::new(Assessment::new(&outline.edition), outline, words);
    let names_edition = reader.above(&above, separator);
    if reader.head(&head) {
        rows.filter(|row| !row.is_blank()).for_each(|row| reader.row(&row));
        if reader.seen.is_empty() && reader.problems.is_empty() {
            reader.problem(&head, 1, Code::NoRowMatches, "", None);
        }
    }
    Some(match reader.problems.is_empty() {
        true => Ok(ReadTable { assessment: reader.assessment, names_edition, left_out: reader.left_out }),
        false => Err(reader.problems),
    })
}

/// The place in [`COLUMNS`] of the column that a head names.
fn column_of(head: &str, words: &Vocabulary) -> Option<usize> {
    let key = words.field(head, &COLUMNS)?;
    COLUMNS.iter().position(|column| *column == key)
}

struct TableReader<'a> {
    outline: &'a Outline,
    words: &'a Vocabulary,
    /// The index of each of [`COLUMNS`] in a row, counted from 0.
    columns: [Option<usize>; COLUMNS.len()],
    /// Whether each place of a row has a head.
    headed: Vec<bool>,
    /// The entries that were read.
    seen: Vec<Item>,
    /// What was read so far; at first what a workbook carries already.
    assessment: Assessment,
    left_out: Vec<LeftOut>,
    problems: Vec<Problem>,
    /// Set where the rows are those of a workbook: whether its days are counted from 1904. A row at fault is then left out.
    from_1904: Option<bool>,
}

impl<'a> TableReader<'a> {
    fn new(assessment: Assessment, outline: &'a Outline, words: &'a Vocabulary) -> TableReader<'a> {
        TableReader {
            outline,
            words,
            columns: [None; COLUMNS.len()],
            headed: Vec::new(),
            seen: Vec::new(),
            assessment,
            left_out: Vec::new(),
            problems: Vec::new(),
            from_1904: None,
        }
    }

    /// Reads the rows above the head, and says whether one names the edition.
    fn above(&mut self, rows: &[TableRow], separator: char) -> bool {
        let mut seen = Vec::new();
        for row in rows {
            let said = identity::take(row, separator, self.outline, self.words, &mut self.assessment, &mut seen);
            match said {
                HeadFact::Taken => {}
                HeadFact::Foreign(name) => self.leave_out(row.line, &name, LeftOutReason::UnknownId),
                HeadFact::Wrong(code, field) => self.problem(row, 1, code, field, None),
                // `sep=;` tells a spreadsheet the separator; it is no row of the table.
                HeadFact::Nothing if row.line == 1 && after_sep(&row.cells.concat()).is_some() => {}
                HeadFact::Nothing => {
                    let words = row.cells.iter().find(|cell| !cell.trim().is_empty());
                    self.leave_out(row.line, words.map_or("", |cell| cell.trim()), LeftOutReason::AboveHead);
                }
            }
        }
        seen.contains(&"edition")
    }

    /// Finds the columns, and says whether the rows can be read.
    fn head(&mut self, head: &TableRow) -> bool {
        if head.unclosed {
            self.problem(head, head.cells.len(), Code::UnclosedQuote, "", None);
            return false;
        }
        let mut is_whole = true;
        for (place, cell) in head.cells.iter().enumerate() {
            self.headed.push(!cell.trim().is_empty());
            match column_of(cell, self.words) {
                None if cell.trim().is_empty() => {}
                None => self.leave_out(head.line, cell.trim(), LeftOutReason::UnknownColumn),
                Some(column) if self.columns[column].is_none() => self.columns[column] = Some(place),
                Some(column) if is_read(column) => {
                    self.problem(head, place + 1, Code::DuplicateKey, COLUMNS[column], None);
                    is_whole = false;
                }
                Some(_) => {}
            }
        }
        if self.columns[ID].is_none() {
            self.problem(head, 1, Code::MissingField, COLUMNS[ID], None);
            is_whole = false;
        }
        if self.columns[ANSWER..].iter().all(Option::is_none) {
            self.problem(head, 1, Code::MissingField, COLUMNS[ANSWER], None);
            is_whole = false;
        }
        is_whole && self.problems.is_empty()
    }

    fn row(&mut self, row: &TableRow) {
        let name = self.cell(row, ID).unwrap_or_default().trim();
        if row.unclosed {
            let place = row.cells.len();
            let column = self.columns.iter().position(|column| column.is_some_and(|column| column + 1 == place));
            let entry = Some(name).filter(|name| !name.is_empty() && column != Some(ID));
            self.problem(row, place, Code::UnclosedQuote, column.map_or("", |column| COLUMNS[column]), entry);
            return;
        }
        if name.is_empty() {
            let words = row.cells.iter().find(|cell| !cell.trim().is_empty());
            return self.leave_out(row.line, words.map_or("", |cell| cell.trim()), LeftOutReason::NoId);
        }
        let Some(item) = item_of(self.outline, name) else {
            if self.is_other_head(row) {
                return self.problem(row, 1, Code::Several, "", None);
            }
            return self.leave_out(row.line, name, LeftOutReason::UnknownId);
        };
        if self.seen.contains(item) {
            return self.fault(row, ID, Code::DuplicateKey, name);
        }
        self.seen.push(*item);
        let has_head = |place: usize| self.headed.get(place).copied().unwrap_or(false);
        if row.cells.iter().enumerate().any(|(place, cell)| !cell.trim().is_empty() && !has_head(place)) {
            self.leave_out(row.line, name, LeftOutReason::NoHead);
        }
        self.entry(row, item, name);
    }

    /// Whether a row is the head of another table: one whose columns are not those of this one.
    fn is_other_head(&self, row: &TableRow) -> bool {
        let named = |(place, cell): (usize, &String)| Some((place, column_of(cell, self.words)?));
        let named: Vec<(usize, usize)> = row.cells.iter().enumerate().filter_map(named).collect();
        let is_head =
            named.iter().any(|(_, column)| *column == ID) && named.iter().any(|(_, column)| *column >= ANSWER);
        is_head && named.iter().any(|(place, column)| self.columns[*column] != Some(*place))
    }

    fn entry(&mut self, row: &TableRow, item: &Item, name: &str) {
        let before = self.assessment.details(item.id).clone();
        let mut details = before.clone();
        for (column, field) in [(REASON, &mut details.reason), (NOTE, &mut details.note), (OWNER, &mut details.owner)] {
            if let Some(text) = self.changed(row, column, field) {
                *field = text.to_owned();
            }
        }
        if let Some(text) = self.changed(row, EVIDENCE, &evidence_cell(&details.evidence)) {
            details.evidence = text.split(['\r', '\n']).filter(|line| !line.is_empty()).map(super::item).collect();
        }
        let answer = match self.cell(row, ANSWER) {
            Some(text) => self.answer(text.trim()),
            None => Some(self.assessment.answer(item.id)),
        };
        let due = self.cell(row, DUE).map_or_else(|| Ok(details.due.clone()), |text| self.date(text));
        details.due = due.clone().unwrap_or_default();
        let mut faults = Vec::new();
        if answer.is_none() {
            faults.push((ANSWER, Code::WrongAnswer));
        }
        if let Err(ChangeError::MissingReason) = self.assessment.set(item, answer.flatten(), details) {
            faults.push((if self.columns[REASON].is_some() { REASON } else { ANSWER }, Code::MissingReason));
        }
        if let Err(fault) = due {
            faults.push((DUE, Code::of_date(fault)));
        }
        if !faults.is_empty() && self.from_1904.is_some() {
            // What the row says instead of this is not known, so that it is not taken for the answer still.
            let kept = EntryDetails { kept: before.kept, ..EntryDetails::NONE };
            let _ = self.assessment.set(item, None, kept);
        }
        faults.into_iter().for_each(|(column, code)| self.fault(row, column, code, name));
    }

    /// The text of a cell, unless its column is missing or it still says what is there.
    fn changed<'r>(&self, row: &'r TableRow, column: usize, there: &str) -> Option<&'r str> {
        let cell = row.cells.get(self.columns[column]?).map_or("", String::as_str);
        let is_same = !there.is_empty() && as_in_cell(cell) == as_in_cell(there);
        (!is_same).then(|| unguarded(cell))
    }

    /// The date that a cell means; in a workbook it may be the number of a day.
    fn date(&self, cell: &str) -> Result<String, NoDate> {
        let day = self.from_1904.and_then(|from_1904| date_of_serial(cell, from_1904));
        day.map_or_else(|| date_of(cell), Ok)
    }

    /// The text of a cell; empty if the row is too short, `None` if there is no such column.
    fn cell<'r>(&self, row: &'r TableRow, column: usize) -> Option<&'r str> {
        Some(unguarded(row.cells.get(self.columns[column]?).map_or("", String::as_str)))
    }

    /// The answer, or its absence, that a cell means.
    fn answer(&self, cell: &str) -> Option<Option<Answer>> {
        if cell.is_empty() { Some(None) } else { self.words.answer(cell).map(Some) }
    }

    fn leave_out(&mut self, line: usize, id: &str, reason: LeftOutReason) {
        self.left_out.push(LeftOut::new(line, id.to_owned(), reason));
    }

    fn fault(&mut self, row: &TableRow, column: usize, code: Code, entry: &str) {
        let number = self.columns[column].map_or(1, |place| place + 1);
        self.problem(row, number, code, COLUMNS[column], Some(entry));
    }

    /// Inserts a problem at its place in the table: the columns of a row are not read in their order.
    fn problem(&mut self, row: &TableRow, column: usize, code: Code, path: &str, entry: Option<&str>) {
        if self.from_1904.is_some() && code != Code::WrongStandard {
            return self.leave_out(row.line, entry.unwrap_or(path), LeftOutReason::Wrong(code));
        }
        let before = |other: &Problem| (other.line, other.column) <= (row.line, column);
        let place = self.problems.iter().rposition(before).map_or(0, |place| place + 1);
        let (path, entry) = (path.to_owned(), entry.map(str::to_owned));
        self.problems.insert(place, Problem { code, line: row.line, column, path, entry });
    }
}

fn is_read(column: usize) -> bool {
    column == ID || column >= ANSWER
}
