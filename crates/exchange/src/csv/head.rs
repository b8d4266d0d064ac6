//! Finds the head of a table, and by it the separator of the cells.

use super::{Table, TableRow};

/// The head is within so many rows, those that begin with `#` not counted: people put a title, a
/// date and a remark above it.
const ROWS: usize = 20;

/// What tables are known to have between their cells.
const SEPARATORS: [char; 6] = [',', ';', '\t', '，', '；', '|'];

/// A table whose head was found.
#[derive(Debug, Clone)]
pub struct Headed<R> {
    /// The rows above the head that are not blank.
    pub above: Vec<TableRow>,
    /// The head.
    pub head: TableRow,
    /// The rows below it.
    pub rows: R,
    /// The separator of the cells.
    pub separator: char,
}

/// The table with the row that is most of a head, the first one where several are. `rank` tells how
/// many columns a row names, or 0 where it is no head.
pub fn find_head<'t>(text: &'t str, rank: &dyn Fn(&TableRow) -> usize) -> Option<Headed<Table<'t>>> {
    let named = text.lines().next().and_then(|line| after_sep(line)?.chars().next());
    let separators = named.into_iter().chain(SEPARATORS);
    best_head(separators.map(|separator| (separator, Table::new(text, separator))), rank)
}

/// The row that is most of a head in any of several tables, the first one where several are.
pub(super) fn best_head<R: Iterator<Item = TableRow> + Clone>(
    tables: impl Iterator<Item = (char, R)>,
    rank: &dyn Fn(&TableRow) -> usize,
) -> Option<Headed<R>> {
    let mut best: Option<(usize, Headed<R>)> = None;
    for (separator, mut rows) in tables {
        let (mut above, mut seen) = (Vec::new(), 0);
        while let Some(head) = rows.next().filter(|_| seen < ROWS) {
            let found = rank(&head);
            if found > best.as_ref().map_or(0, |(most, _)| *most) {
                best = Some((found, Headed { above: above.clone(), head, rows: rows.clone(), separator }));
                continue;
            }
            seen += usize::from(!is_identity(&head));
            if !head.is_blank() {
                above.push(head);
            }
        }
    }
    best.map(|(_, headed)| headed)
}

/// What a line tells a spreadsheet to take for the separator, as `sep=;`.
pub(super) fn after_sep(line: &str) -> Option<&str> {
    let (start, rest) = line.trim().split_at_checked(4)?;
    start.eq_ignore_ascii_case("sep=").then_some(rest)
}

/// Whether a row says something of the table itself, as `# title: 2026`.
pub(super) fn is_identity(row: &TableRow) -> bool {
    row.cells.first().is_some_and(|cell| cell.trim_start().starts_with(['#', '＃']))
}
