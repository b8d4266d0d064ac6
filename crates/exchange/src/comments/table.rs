//! Comments as a table for spreadsheets: written, and read again. Its columns have the names that
//! Chinese drafting committees use; those that a table has no column for are not in it.

use dtmm_scoring::{Code, Problem, Vocabulary};

use super::{Comment, Comments, place_of};
use crate::csv::{Headed, Table, TableRow, find_head, unguarded, write_row};
use crate::report::{LeftOut, LeftOutReason};

/// The keys of the columns, in the order in which they are written.
pub const COMMENT_COLUMNS: [&str; 6] = ["number", "place", "original", "proposal", "reason", "organization"];

/// What was decided about a comment, and why: the columns that only drafters fill in.
pub(super) const DECISION: &str = "decision";
pub(super) const DECISION_REASON: &str = "decision_reason";
pub(super) const DECISION_COLUMNS: [&str; 2] = [DECISION, DECISION_REASON];

/// The number of a row, which says nothing of its comment.
const NUMBER: usize = 0;
const PLACE: usize = 1;
const PROPOSAL: usize = 3;

/// The columns by which a table of answers is known.
pub(super) const ANSWER_COLUMNS: [&str; 2] = ["id", "answer"];

/// The table of comments, in the order in which they come; one without a word is left out. `heads` are the words of the
/// columns. It begins with a byte order mark, without which spreadsheets take Chinese for something else.
pub fn write_comments<'c>(comments: impl Iterator<Item = &'c Comment>, heads: &[String]) -> String {
    let mut out = String::from("\u{feff}");
    write_row(&mut out, heads.iter().cloned());
    for (index, comment) in comments.filter(|comment| !comment.is_wordless()).enumerate() {
        let texts = COMMENT_COLUMNS.iter().skip(1).map(|column| comment.text(column).to_owned());
        write_row(&mut out, [(index + 1).to_string()].into_iter().chain(texts));
    }
    out
}

/// What of comments a table has no place for: the organization of the next one, the note that one was
/// made from, what this program does not know, and a comment without a word.
pub fn not_in_comment_table(comments: &Comments) -> Vec<LeftOut> {
    let organization = Some("organization").filter(|_| !comments.organization.is_empty());
    let own = organization.into_iter().chain(comments.kept.iter().map(|(name, _)| name.as_str())).map(str::to_owned);
    let of_one = |comment: &Comment| {
        let id = comment.id.clone();
        let note = Some("note".to_owned()).filter(|note| !comment.text(note).is_empty());
        let names = note.into_iter().chain(comment.kept.iter().map(|(name, _)| name.clone()));
        let nothing = comment.is_wordless().then(|| id.clone());
        names.map(|name| format!("comments.{id}.{name}")).chain(nothing).collect::<Vec<String>>()
    };
    let all = own.chain(comments.comments.iter().flat_map(of_one));
    all.map(|id| LeftOut::new(1, id, LeftOutReason::NotInTable)).collect()
}

impl Comment {
    /// Whether all its columns are empty.
    pub fn is_wordless(&self) -> bool {
        COMMENT_COLUMNS.iter().all(|column| self.text(column).trim().is_empty())
    }
}

/// What a text is as a table.
pub(super) enum CommentTable {
    /// Comments, and what was left out.
    Comments(Vec<Comment>, Vec<LeftOut>),
    /// A table of comments that is not read.
    Wrong(Vec<Problem>),
    /// A table of answers.
    Answers,
    /// None.
    Other,
}

/// Reads a table. The columns may be in any order; the place and the proposal are required.
pub(super) fn read(text: &str, words: &Vocabulary) -> CommentTable {
    let named = |row: &TableRow| row.cells.iter().filter_map(|cell| column_of(cell, words)).collect::<Vec<usize>>();
    let is_head = |found: &[usize]| found.contains(&PLACE) && found.contains(&PROPOSAL);
    let rank = |row: &TableRow| Some(named(row)).filter(|found| is_head(found)).map_or(0, |found| found.len());
    let of_answers = |row: &TableRow| {
        let has = |key: &&'static str| row.cells.iter().any(|cell| words.field(cell, &[*key]).is_some());
        if ANSWER_COLUMNS.iter().all(has) { 1 } else { 0 }
    };
    // A row that names several columns counts as a head, even if it lacks some.
    let meant = |row: &TableRow| Some(named(row)).filter(|found| found.len() > 1).map_or(0, |found| found.len());
    let headed = find_head(text, &rank);
    if headed.is_none() && find_head(text, &of_answers).is_some() {
        return CommentTable::Answers;
    }
    let Some(headed) = headed.or_else(|| find_head(text, &meant)) else { return CommentTable::Other };
    let mut reader = CommentTableReader {
        words,
        columns: [None; COMMENT_COLUMNS.len()],
        decided: [None; DECISION_COLUMNS.len()],
        headed: Vec::new(),
        comments: Vec::new(),
        left_out: Vec::new(),
        problems: Vec::new(),
    };
    reader.all(headed);
    match reader.problems.is_empty() {
        true => CommentTable::Comments(reader.comments, reader.left_out),
        false => CommentTable::Wrong(reader.problems),
    }
}

/// The place in [`COMMENT_COLUMNS`] of the column that a head names, if need be by the word that it
/// begins with, as in `修改意见（必填）`.
fn column_of(head: &str, words: &Vocabulary) -> Option<usize> {
    let key = words.field(head, &COMMENT_COLUMNS).or_else(|| words.field_before(head, &COMMENT_COLUMNS))?;
    COMMENT_COLUMNS.iter().position(|column| *column == key)
}

struct CommentTableReader<'w> {
    words: &'w Vocabulary,
    /// The index of each of [`COMMENT_COLUMNS`] in a row.
    columns: [Option<usize>; COMMENT_COLUMNS.len()],
    /// The index of each of [`DECISION_COLUMNS`] in a row.
    decided: [Option<usize>; DECISION_COLUMNS.len()],
    /// Whether each place of a row has a head.
    headed: Vec<bool>,
    comments: Vec<Comment>,
    left_out: Vec<LeftOut>,
    problems: Vec<Problem>,
}

impl CommentTableReader<'_> {
    fn all(&mut self, Headed { above, head, rows, .. }: Headed<Table<'_>>) {
        // `sep=;` tells a spreadsheet the separator; it is no row of the table.
        let is_said = |row: &&TableRow| row.line != 1 || !row.cells.concat().starts_with("sep=");
        for row in above.iter().filter(is_said) {
            self.leave_out(row, LeftOutReason::AboveHead);
        }
        if !self.head(&head) {
            return;
        }
        rows.filter(|row| !row.is_blank()).for_each(|row| self.row(&row));
        if self.comments.is_empty() && self.problems.is_empty() {
            self.problem(&head, 1, Code::NoComment, "");
        }
    }

    /// Finds the columns, and says whether the rows can be read.
    fn head(&mut self, head: &TableRow) -> bool {
        if head.unclosed {
            self.problem(head, head.cells.len(), Code::UnclosedQuote, "");
            return false;
        }
        self.headed = head.cells.iter().map(|cell| !cell.trim().is_empty()).collect();
        let mut unknown: Vec<usize> = Vec::new();
        for (place, cell) in head.cells.iter().enumerate() {
            let exact = self.words.field(cell, &COMMENT_COLUMNS);
            match exact.and_then(|key| COMMENT_COLUMNS.iter().position(|column| *column == key)) {
                Some(column) if self.columns[column].is_none() => self.columns[column] = Some(place),
                Some(NUMBER) => {}
                Some(column) => self.problem(head, place + 1, Code::DuplicateKey, COMMENT_COLUMNS[column]),
                None if cell.trim().is_empty() => {}
                None => unknown.push(place),
            }
        }
        for place in unknown {
            let cell = &head.cells[place];
            match column_of(cell, self.words).filter(|column| self.columns[*column].is_none()) {
                Some(column) => self.columns[column] = Some(place),
                None if self.is_decided_in(place, cell) => {}
                None => self.unknown_column(head, place),
            }
        }
        // A remark is the reason of a decision only beside one.
        if let [None, Some(place)] = self.decided {
            self.decided = [None; DECISION_COLUMNS.len()];
            self.unknown_column(head, place);
        }
        for column in [PLACE, PROPOSAL] {
            if self.columns[column].is_none() {
                self.problem(head, 1, Code::MissingField, COMMENT_COLUMNS[column]);
            }
        }
        self.problems.is_empty()
    }

    /// Whether this head names a column of decisions, which is then read.
    fn is_decided_in(&mut self, place: usize, head: &str) -> bool {
        let key =
            self.words.field(head, &DECISION_COLUMNS).or_else(|| self.words.field_before(head, &DECISION_COLUMNS));
        let column = key.and_then(|key| DECISION_COLUMNS.iter().position(|column| *column == key));
        let free = column.filter(|column| self.decided[*column].is_none());
        free.is_some_and(|column| self.decided[column].replace(place).is_none())
    }

    fn unknown_column(&mut self, head: &TableRow, place: usize) {
        let id = head.cells.get(place).map_or("", |cell| cell.trim()).to_owned();
        self.left_out.push(LeftOut::new(head.line, id, LeftOutReason::UnknownColumn));
    }

    fn row(&mut self, row: &TableRow) {
        if row.unclosed {
            return self.problem(row, row.cells.len(), Code::UnclosedQuote, "");
        }
        let mut comment = Comment { is_there: true, ..Comment::default() };
        for (column, place) in self.columns.iter().enumerate().skip(1) {
            if let Some(field) = place_of(COMMENT_COLUMNS[column]) {
                comment.texts[field] = cell(row, *place);
            }
        }
        for (name, place) in DECISION_COLUMNS.iter().zip(self.decided) {
            comment.set_words(name, &cell(row, place));
        }
        if comment.is_wordless() {
            return self.leave_out(row, LeftOutReason::NoComment);
        }
        let has_head = |place: usize| self.headed.get(place).copied().unwrap_or(false);
        if row.cells.iter().enumerate().any(|(place, cell)| !cell.trim().is_empty() && !has_head(place)) {
            self.leave_out(row, LeftOutReason::NoHead);
        }
        self.comments.push(comment);
    }

    /// A row is called by the first words in it.
    fn leave_out(&mut self, row: &TableRow, reason: LeftOutReason) {
        let words = row.cells.iter().find(|cell| !cell.trim().is_empty());
        let id = words.map_or("", |cell| cell.trim()).to_owned();
        self.left_out.push(LeftOut::new(row.line, id, reason));
    }

    fn problem(&mut self, row: &TableRow, column: usize, code: Code, path: &str) {
        self.problems.push(Problem { code, line: row.line, column, path: path.to_owned(), entry: None });
    }
}

/// The text of a cell, with the line ends that fields of a page have.
fn cell(row: &TableRow, place: Option<usize>) -> String {
    let cell = place.and_then(|place| row.cells.get(place)).map_or("", String::as_str);
    unguarded(cell).replace("\r\n", "\n").replace('\r', "\n")
}
