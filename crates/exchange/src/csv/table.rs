//! Cuts a table into rows and cells.
//!
//! By hand: a row must know the line it starts on under every line end, CR alone included, and a
//! quote that is never closed must be noticed. csv-core counts line feeds only and takes the end
//! of the text for the closing quote.

use dtmm_scoring::is_unseen;

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// The line it starts on, counted from 1.
    pub line: usize,
    /// Its cells, without the quotes around them.
    pub cells: Vec<String>,
    /// Whether the last cell opens a quote that the text never closes.
    pub unclosed: bool,
}

impl TableRow {
    /// Whether no cell has a visible character.
    pub fn is_blank(&self) -> bool {
        let is_unseen = |one: char| one.is_whitespace() || one.is_control() || is_unseen(one);
        !self.unclosed && self.cells.iter().all(|cell| cell.chars().all(is_unseen))
    }
}

/// The rows of a table, as they come.
#[derive(Debug, Clone)]
pub struct Table<'t> {
    rest: &'t str,
    line: usize,
    separator: char,
}

impl<'t> Table<'t> {
    /// The rows of a text whose cells are separated so.
    pub fn new(text: &'t str, separator: char) -> Table<'t> {
        Table { rest: text, line: 1, separator }
    }

    fn cell(&mut self, unclosed: &mut bool) -> String {
        let mut cell = String::new();
        let mut inside = self.rest.strip_prefix('"');
        while let Some(text) = inside {
            let end = text.split_once('"');
            let (piece, after) = end.unwrap_or((text, ""));
            *unclosed = end.is_none();
            cell.push_str(piece);
            self.line += line_ends(piece);
            self.rest = after;
            inside = after.strip_prefix('"');
            if inside.is_some() {
                cell.push('"');
            }
        }
        // A cell without quotes, or the text between a closing quote and the separator.
        let end = self.rest.find([self.separator, '\r', '\n']).unwrap_or(self.rest.len());
        let (piece, after) = self.rest.split_at_checked(end).unwrap_or_default();
        cell.push_str(piece);
        self.rest = after;
        cell
    }
}

impl Iterator for Table<'_> {
    type Item = TableRow;

    fn next(&mut self) -> Option<TableRow> {
        if self.rest.is_empty() {
            return None;
        }
        let mut row = TableRow { line: self.line, cells: Vec::new(), unclosed: false };
        loop {
            let cell = self.cell(&mut row.unclosed);
            row.cells.push(cell);
            let Some(after) = self.rest.strip_prefix(self.separator) else { break };
            self.rest = after;
        }
        for end in ["\r\n", "\r", "\n"] {
            if let Some(after) = self.rest.strip_prefix(end) {
                self.rest = after;
                self.line += 1;
                break;
            }
        }
        Some(row)
    }
}

fn line_ends(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ends = bytes.iter().zip(bytes.iter().skip(1).chain(&[0]));
    ends.filter(|pair| matches!(pair, (b'\n', _) | (b'\r', 0..=9 | 11..))).count()
}
